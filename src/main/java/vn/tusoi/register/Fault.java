package vn.tusoi.register;

import java.util.Arrays;
import java.util.List;

/**
 * Something odd in a file of a register.
 *
 * @param row    as a spreadsheet counts: the head is row 1; 0 where the whole file is meant
 * @param column name of the column, null where the whole row is meant
 * @param key    message that says what is wrong, with {@code args}
 */
public record Fault(String file, int row, String column, Severity severity, String key, List<Object> args) {

    /** What follows from a fault. */
    public enum Severity {
        /** The file cannot be read: nothing at all is applied. */
        FILE,
        /** The row is not applied. */
        REFUSED,
        /** The row says what an earlier one says already: applied once. */
        REPEATED,
        /** The row is applied; somebody should look at it. */
        WARNING
    }

    static Fault of(RegisterFile file, int row, String column, Severity severity, String key, Object... args) {
        return new Fault(file.fileName(), row, column, severity, key, Arrays.asList(args));
    }
}
