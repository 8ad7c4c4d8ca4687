package vn.tusoi.rulebook;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.text.MessageFormat;
import java.util.stream.Collectors;

/**
 * What is wrong with a rule set, and where.
 *
 * @param line counted from 1; 0 where the whole file is meant
 * @param key  message of what is wrong, in {@code messages-rulecheck_*.properties}
 * @param args texts, figures, days, lists, or facts by name
 */
public record Fault(String file, int line, String key, List<Object> args) {

    private static final DateTimeFormatter VIETNAMESE_DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");

    /** A part of a rule set as an argument: {@code rules.fault.thing.<kind>} says its name. */
    record Thing(String kind, String name) { }

    static Fault at(String file, int line, String key, Object... args) {
        return new Fault(file, line, "rules.fault." + key, Arrays.stream(args).map(a -> Objects.requireNonNullElse(a, "–")).toList());
    }

    /** The same fault of a file that lies elsewhere. */
    Fault in(String otherFile) {
        return new Fault(otherFile, line, key, args);
    }

    /** As the English command line and the log say it. */
    public String text() {
        return text("en");
    }

    /** @param language vi or en */
    public String text(String language) {
        Words words = new Words(Locale.forLanguageTag("en".equals(language) ? "en" : "vi"));
        List<Object> said = new ArrayList<>();
        args.forEach(a -> said.add(words.of(a)));
        return new MessageFormat(words.find(key), words.locale()).format(said.toArray());
    }

    /** File and line, as editors jump to it. */
    public String place() {
        return file + (line > 0 ? ":" + line : "");
    }

    @Override
    public String toString() {
        return place() + ": " + text();
    }

    /** Readable before the application is up, since the start itself may have to say what is wrong. */
    private record Words(Locale locale) {

        String find(String key) {
            return bundle("messages-rulecheck").getString(key);
        }

        private ResourceBundle bundle(String name) {
            return ResourceBundle.getBundle(name, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        }

        Object of(Object arg) {
            if (arg instanceof LocalDate day) {
                return vietnamese() ? VIETNAMESE_DAY.format(day) : day.toString();
            }
            if (arg instanceof Collection<?> several) {
                return several.stream().map(String::valueOf).collect(Collectors.joining(", "));
            }
            if (arg instanceof Map<?, ?> facts) {
                return facts.entrySet().stream().map(f -> fact(String.valueOf(f.getKey()), f.getValue())).collect(Collectors.joining(", "));
            }
            if (arg instanceof Thing thing) {
                return new MessageFormat(find("rules.fault.thing." + thing.kind()), locale).format(new Object[] {thing.name()});
            }
            return arg.toString();
        }

        private String fact(String name, Object value) {
            ResourceBundle labels = bundle("messages-rulebook");
            return vietnamese() && labels.containsKey("fact." + name) ? labels.getString("fact." + name) + " (" + name + ") " + value : name + " " + value;
        }

        private boolean vietnamese() {
            return locale.getLanguage().equals("vi");
        }
    }
}
