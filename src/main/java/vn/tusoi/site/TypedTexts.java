package vn.tusoi.site;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What somebody wrote into a form that could not be taken, to be shown for copying. Choices say nothing without their form and are left out. */
public final class TypedTexts {

    private static final Pattern CHOICE = Pattern.compile("[A-Z][A-Z0-9_]*(\\.[A-Z0-9_]+)*|true|false|on");

    private TypedTexts() { }

    /** @param fields as they came, by name; names that begin with _ are the page's own */
    public static List<String> of(Map<String, List<String>> fields) {
        return fields.entrySet().stream().filter(field -> !field.getKey().startsWith("_")).flatMap(field -> field.getValue().stream())
                .filter(value -> !value.isBlank() && !CHOICE.matcher(value).matches()).toList();
    }
}
