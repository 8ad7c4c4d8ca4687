package vn.tusoi.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.thymeleaf.spring6.util.DetailedError;

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
        String key = known.computeIfAbsent(template, FieldLabels::read).get(unnumbered(field));
        if (key == null) {
            return message;
        }
        String said = StringUtils.uncapitalize(message);
        return many ? show.say("site.errors.fieldOf", show.say(key), Integer.parseInt(index.group(1)) + 1, said) : show.say("site.errors.field", show.say(key), said);
    }

    /** The mistakes in the order their fields have on the page, those of one entry of a list together; what the page has no label for comes last. */
    public List<DetailedError> inOrder(String template, List<DetailedError> mistakes) {
        List<String> fields = List.copyOf(known.computeIfAbsent(template, FieldLabels::read).keySet());
        return mistakes.stream().sorted(Comparator.<DetailedError>comparingInt(e -> place(fields, e.isGlobal() ? "" : e.getFieldName(), true))
                .thenComparingInt(e -> e.isGlobal() ? 0 : number(e.getFieldName()))
                .thenComparingInt(e -> place(fields, e.isGlobal() ? "" : e.getFieldName(), false))).toList();
    }

    /** Where a field stands among the labelled ones; with {@code ofList}, where the first field of its list stands. */
    private static int place(List<String> fields, String field, boolean ofList) {
        String sought = unnumbered(field);
        String list = ofList && sought.contains("[]") ? sought.substring(0, sought.indexOf("[]") + 2) : null;
        for (int at = 0; at < fields.size(); at++) {
            if (list == null ? fields.get(at).equals(sought) : fields.get(at).startsWith(list)) {
                return at;
            }
        }
        return fields.size();
    }

    private static int number(String field) {
        Matcher index = INDEX.matcher(field);
        return index.find() ? Integer.parseInt(index.group(1)) : 0;
    }

    private static String unnumbered(String field) {
        return INDEX.matcher(field).replaceFirst("[]");
    }

    private static Map<String, String> read(String template) {
        Map<String, String> keys = new LinkedHashMap<>();
        try {
            Matcher field = FIELD.matcher(new ClassPathResource("templates/" + template + ".html").getContentAsString(StandardCharsets.UTF_8));
            while (field.find()) {
                String name = field.group(1) != null ? field.group(1) : field.group(2) != null ? field.group(2) + field.group(3) : field.group(4) + field.group(5);
                keys.putIfAbsent(name, field.group(6));
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return keys;
    }
}
