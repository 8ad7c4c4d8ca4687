package vn.tusoi.cases;

import java.time.LocalDate;
import vn.tusoi.rulebook.Applied;
import vn.tusoi.rulebook.Reasoning;

/** Port to the round's calendar, implemented by {@code rounds}: cases do not know rounds, only their dates. */
public interface RoundCalendar {

    /** What the board calls the round. */
    String name(String roundCode);

    /** Last day for the stage in the round, null where none is set. */
    LocalDate due(String roundCode, Stage stage);

    /** What of a rule set the last day of a stage goes by. */
    Applied rule(String roundCode, String ruleSet, Stage stage);

    /** The year, and for a quarterly review the quarter in it, that a review is of. @param quarter null for a yearly review */
    record Reviewed(int year, Integer quarter) { }

    /** What the round reviews; null where it is held for a congress. */
    Reviewed reviewed(String roundCode);

    /** Where the last day of a stage comes from; null where none is set. */
    Reasoning explained(String roundCode, Stage stage);

    /** The day {@code days} working days after {@code from}: week ends and holidays are skipped. */
    LocalDate plusWorkingDays(LocalDate from, int days);

    /** Working days from {@code from} (exclusive) to {@code to} (inclusive); negative when {@code to} is past. */
    int workingDaysBetween(LocalDate from, LocalDate to);
}
