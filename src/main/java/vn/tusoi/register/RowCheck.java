package vn.tusoi.register;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the cells of one row and tells what is wrong with each; a row with any refusal is not applied. */
final class RowCheck {

    private static final Pattern DAY_MONTH_YEAR = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final int LONGEST_ECHO = 60;

    private final RegisterFile file;
    private final int row;
    private final String[] cells;
    private final LocalDate today;
    private final Consumer<Fault> faults;
    private boolean refused;
    private boolean warned;

    RowCheck(RegisterFile file, int row, String[] cells, LocalDate today, Consumer<Fault> faults) {
        this.file = file;
        this.row = row;
        this.cells = cells;
        this.today = today;
        this.faults = faults;
    }

    boolean accepted() {
        return !refused;
    }

    boolean warned() {
        return warned;
    }

    void refuse(int column, String key, Object... args) {
        refused = true;
        faults.accept(Fault.of(file, row, name(column), Fault.Severity.REFUSED, key, args));
    }

    void warn(int column, String key, Object... args) {
        warned = true;
        faults.accept(Fault.of(file, row, name(column), Fault.Severity.WARNING, key, args));
    }

    private String name(int column) {
        return column < 0 ? null : file.columns().get(column);
    }

    /** The cell's text, null where it is empty. */
    String text(int column, int limit) {
        String text = cells[column];
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > limit) {
            refuse(column, "import.tooLong", text.length(), limit);
            return null;
        }
        return text;
    }

    String required(int column, int limit) {
        if (cells[column].isEmpty()) {
            refuse(column, "import.required");
            return null;
        }
        return text(column, limit);
    }

    /** A name of a person or unit: no signs that belong to markup, no control characters. */
    String name(int column, int limit) {
        String name = required(column, limit);
        if (name != null && name.chars().anyMatch(c -> c == '<' || c == '>' || Character.isISOControl(c))) {
            refuse(column, "import.name.signs");
        }
        return name;
    }

    /** A code that people type and that stands in addresses. */
    String code(int column, int limit) {
        String code = required(column, limit);
        if (code != null && !CODE.matcher(code).matches()) {
            refuse(column, "import.code.signs", echo(code));
            return null;
        }
        return code;
    }

    /** One of the values, whatever its case. */
    String oneOf(int column, Map<String, String> values, String allowed) {
        String text = required(column, 1000);
        if (text == null) {
            return null;
        }
        String value = values.get(text.toLowerCase(java.util.Locale.ROOT));
        if (value == null) {
            refuse(column, "import.notOneOf", echo(text), allowed);
        }
        return value;
    }

    LocalDate date(int column, boolean required) {
        String text = required ? required(column, 1000) : cells[column].isEmpty() ? null : cells[column];
        if (text == null) {
            return null;
        }
        Matcher usual = DAY_MONTH_YEAR.matcher(text);
        Matcher iso = ISO.matcher(text);
        try {
            LocalDate day = null;
            if (usual.matches()) {
                day = LocalDate.of(Integer.parseInt(usual.group(3)), Integer.parseInt(usual.group(2)), Integer.parseInt(usual.group(1)));
            } else if (iso.matches()) {
                day = LocalDate.of(Integer.parseInt(iso.group(1)), Integer.parseInt(iso.group(2)), Integer.parseInt(iso.group(3)));
            }
            if (day != null && day.getYear() >= 1900) {
                return day;
            }
        } catch (DateTimeException noSuchDay) {
            // told below
        }
        refuse(column, text.matches("\\d{4}") ? "import.date.yearOnly" : text.matches("\\d{5}") ? "import.date.serial" : "import.date.wrong", echo(text));
        return null;
    }

    LocalDate past(int column, boolean required) {
        LocalDate day = date(column, required);
        if (day != null && day.isAfter(today)) {
            refuse(column, "import.date.future", echo(cells[column]));
            return null;
        }
        return day;
    }

    Integer year(int column) {
        String text = required(column, 1000);
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d{4}") || Integer.parseInt(text) < 1930 || Integer.parseInt(text) > today.getYear()) {
            refuse(column, "import.year.wrong", echo(text), String.valueOf(today.getYear()));
            return null;
        }
        return Integer.valueOf(text);
    }

    static String echo(String text) {
        return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…";
    }

    /** Values by their lower-case names. */
    static Map<String, String> values(String... pairs) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i].toLowerCase(java.util.Locale.ROOT), pairs[i + 1]);
        }
        return values;
    }
}
