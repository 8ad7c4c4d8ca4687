package vn.tusoi.rounds;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import vn.tusoi.rulebook.RuleSet;

/**
 * The days that a rule set fixes for a review: days of the year for a yearly one, working days after the quarter for a quarterly one.
 * A day off moves back to the working day before it.
 */
record ReviewDays(RuleSet set, RoundKind kind, int year, Integer quarter, WorkingDays days) {

    private static final DateTimeFormatter MONTH_AND_DAY = DateTimeFormatter.ofPattern("MM-dd");

    /** Whether the set knows reviews of the kind at all: sets from before them do not. */
    static boolean known(RuleSet set, RoundKind kind) {
        return set.values().containsKey(endKey(kind));
    }

    /** Rule-set value that the last day of the whole review goes by. */
    static String endKey(RoundKind kind) {
        return kind == RoundKind.YEARLY ? "yearly.endBy" : "quarter.endDays";
    }

    LocalDate of(Milestone milestone) {
        return day(milestone.ruleKey(kind));
    }

    LocalDate end() {
        return day(endKey(kind));
    }

    private LocalDate day(String key) {
        return kind == RoundKind.YEARLY
                ? days.minus(MonthDay.parse(set.text(key), MONTH_AND_DAY).atYear(year).plusDays(1), 1)
                : days.plus(YearMonth.of(year, 3 * quarter).atEndOfMonth(), set.number(key));
    }
}
