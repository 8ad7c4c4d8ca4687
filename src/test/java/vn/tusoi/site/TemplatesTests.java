package vn.tusoi.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a template may not do: speak for itself, style inline, run inline, call another host, or ask beans where Thymeleaf refuses it. */
class TemplatesTests {

    private static final Pattern TEXT = Pattern.compile("<([a-zA-Z:]+)((?:\\s+[^\\s=>]+(?:\\s*=\\s*(?:\"[^\"]*\"|'[^']*'))?)*)\\s*/?>([^<]*)");
    private static final Pattern WORD = Pattern.compile("\\p{L}{3,}");

    @Test
    void noVisibleWordIsWrittenIntoATemplate() throws IOException {
        List<String> spoken = new ArrayList<>();
        for (Path template : templates()) {
            spoken.addAll(spoken(template.toString(), Files.readString(template)));
        }
        assertThat(spoken).isEmpty();
    }

    @Test
    void theScanFindsAWordAndLeavesReplacedOnesAlone() {
        assertThat(spoken("x", "<p>Việc của tôi</p>")).hasSize(1);
        assertThat(spoken("x", "<p th:text=\"#{a > b}\">Việc của tôi</p><b>Tusoi</b><i th:text=\"${'>'}\">abc</i>")).isEmpty();
    }

    private static List<String> spoken(String name, String html) {
        List<String> spoken = new ArrayList<>();
        Matcher tag = TEXT.matcher(html.replaceAll("(?s)<!--.*?-->", "").replaceAll("(?s)<(style|script)[^>]*>.*?</\\1>", ""));
        while (tag.find()) {
            boolean replaced = tag.group(2).contains("th:text=") || tag.group(2).contains("th:replace=") || tag.group(2).contains("th:insert=");
            String text = tag.group(3).replaceAll("\\[\\[.*?]]|&\\w+;|Tusoi|Esc|Enter|Shift", "");
            if (!replaced && WORD.matcher(text).find()) {
                spoken.add(name + ": " + text.strip());
            }
        }
        return spoken;
    }

    @Test
    void nothingIsStyledOrRunInline() throws IOException {
        for (Path template : templates()) {
            String html = Files.readString(template);
            assertThat(html).as(template.toString()).doesNotContainPattern("\\s(th:)?style=\"").doesNotContainPattern("\\son[a-z]+=\"").doesNotContainPattern("<script(?![^>]*src)");
        }
    }

    @Test
    void noOtherHostIsNamed() throws IOException {
        for (Path template : templates()) {
            assertThat(Files.readString(template)).as(template.toString()).doesNotContainPattern("(src|href|action)=\"(https?:)?//");
        }
    }

    @Test
    void fragmentExpressionsAskNoBeans() throws IOException {
        for (Path template : templates()) {
            assertThat(Files.readString(template)).as(template.toString()).doesNotContainPattern("th:(replace|insert)=\"[^\"]*@\\w+\\.");
        }
    }

    private static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
            return files.filter(f -> f.toString().endsWith(".html")).sorted().toList();
        }
    }
}
