package vn.tusoi.ledger.pack;

import java.time.LocalDate;

/**
 * What a pack is of.
 *
 * @param code  of the case, list, round or unit; null for a period
 * @param from  first day of a period, null otherwise
 * @param to    last day of a period, null otherwise
 * @param realm start of the paths of the units that the reader's mandate covers; null: all
 */
public record PackScope(Kind kind, String code, LocalDate from, LocalDate to, String realm) {

    public enum Kind { CASE, LIST, ROUND, UNIT, PERIOD }

    /** What the code, or the days, name; the same in file names and in the record. */
    public String name() {
        return kind == Kind.PERIOD ? from + "_" + to : code;
    }
}
