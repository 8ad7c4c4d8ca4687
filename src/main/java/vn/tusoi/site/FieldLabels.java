package vn.tusoi.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Names the field in each line of an error summary, with the label it has on the page: the summary stands above the fields, so the labels are read
 * from the template, where the form's fragments are given them. A field without such a label keeps its message as it is.
 */
@Component("fieldLabels")
class FieldLabels {

    /** The name, whole or pieced together around an index, and the key of the label. */
    private static final Pattern FIELD = Pattern.compile("site/form :: (?:text|password|area|number|date|select|choices|grades|checks|check)\\("
            + "(?:'([\\w.]+)'|'([\\w.]+\\[)' \\+ \\$\\{[^}]*} \\+ '(][\\w.]*)'|\\|([\\w.]+\\[)\\$\\{[^}]*}(][\\w.]*)\\|), #\\{([\\w.-]+)}");
    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");

    private final Map<String, Map<String, String>> known = new ConcurrentHashMap<>();
    private final Show show;

    FieldLabels(Show show) {
        this.show = show;
    }

    /** The message with the field's label before it; of several like fields also the number. */
    public String before(String template, String field, String message) {
        Matcher index = INDEX.matcher(field);
        boolean many = index.find();
        String key = known.computeIfAbsent(template, FieldLabels::read).get(many ? field.replaceFirst("\\[\\d+]", "[]") : field);
        if (key == null) {
            return message;
        }
        String said = StringUtils.uncapitalize(message);
        return many ? show.say("site.errors.fieldOf", show.say(key), Integer.parseInt(index.group(1)) + 1, said) : show.say("site.errors.field", show.say(key), said);
    }

    private static Map<String, String> read(String template) {
        Map<String, String> keys = new HashMap<>();
        try {
            Matcher field = FIELD.matcher(new ClassPathResource("templates/" + template + ".html").getContentAsString(StandardCharsets.UTF_8));
            while (field.find()) {
                String name = field.group(1) != null ? field.group(1) : field.group(2) != null ? field.group(2) + field.group(3) : field.group(4) + field.group(5);
                keys.put(name, field.group(6));
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return keys;
    }
}
