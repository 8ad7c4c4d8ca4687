package vn.tusoi.rulebook;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;

/**
 * A fact that a rule was asked with, and where it came from. Kept as it was when the rule answered, so that what is explained years later
 * are the facts of then.
 *
 * @param name  what it is called: message {@code fact.<name>}
 * @param value a code, a whole number, yes or no, or a day as ISO text; null where it is unknown or kept elsewhere
 * @param from  where it came from: message {@code fact.from.<from>}; {@link #HELD} for a paper of which only number, date and custodian are known here
 * @param args  what that message says besides; days and months as ISO text
 * @param clock how time changes it, null where time does not
 */
public record Fact(String name, Object value, String from, List<String> args, String clock) {

    /** A classified paper: never its content, only where it lies. */
    public static final String HELD = "held";
    private static final String SINCE = "SINCE";
    private static final String LEFT = "LEFT";
    private static final String RULE = "RULE";

    public static Fact of(String name, Object value, String from, Object... args) {
        return new Fact(name, value, from, Arrays.stream(args).map(a -> a == null ? "" : a.toString()).toList(), null);
    }

    /** Of a classified paper. */
    public static Fact held(String name, String docNo, LocalDate docDate, String custodian) {
        return of(name, null, HELD, docNo, docDate, custodian);
    }

    /** A value of the rule set that the table compares with: nothing about the person. */
    public static Fact rule(String name, Value value) {
        return new Fact(name, value.value(), "value", List.of(value.key()), RULE);
    }

    /** Counts months since a day, so that the next boundary falls on a day that can be named. */
    public Fact since(LocalDate day) {
        return new Fact(name, value, from, args, SINCE + " " + day);
    }

    /** Counts months left at a reference month, so that a boundary is a month of birth. */
    public Fact left(YearMonth reference, int limitMonths) {
        return new Fact(name, value, from, args, LEFT + " " + reference + " " + limitMonths);
    }

    /** As a value of the rule set, which no person can change. */
    public Fact fixed() {
        return new Fact(name, value, from, args, RULE);
    }

    boolean isFixed() {
        return RULE.equals(clock);
    }

    /** The day on which a count of months will reach {@code months}; null where it does not count from a day. */
    LocalDate dayOf(int months) {
        return clock != null && clock.startsWith(SINCE) ? LocalDate.parse(clock.split(" ")[1]).plusMonths(months) : null;
    }

    /** The month of birth that leaves {@code months}; null where it does not count towards an age. */
    YearMonth bornFor(int months) {
        if (clock == null || !clock.startsWith(LEFT)) {
            return null;
        }
        String[] parts = clock.split(" ");
        return YearMonth.parse(parts[1]).minusMonths(Long.parseLong(parts[2]) - months);
    }
}
