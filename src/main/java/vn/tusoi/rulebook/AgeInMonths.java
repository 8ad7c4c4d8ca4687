package vn.tusoi.rulebook;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/**
 * Ages as personnel work counts them: in whole months at a reference month, whatever the day of birth
 * (Directive 45-CT/TW of 14/4/2025: age is counted in months against the age of retirement, not in years).
 */
public final class AgeInMonths {

    private AgeInMonths() { }

    /** Months from the month of birth to the reference month; negative before birth. */
    public static int at(LocalDate birth, YearMonth reference) {
        return (int) ChronoUnit.MONTHS.between(YearMonth.from(birth), reference);
    }

    /** Working months left at the reference month; negative once the age of retirement is past. */
    public static int toRetirement(LocalDate birth, YearMonth reference, int retirementMonths) {
        return retirementMonths - at(birth, reference);
    }

    /** Whether somebody is younger than {@code years} at the reference month. */
    public static boolean isYoungerThan(int years, LocalDate birth, YearMonth reference) {
        return at(birth, reference) < years * 12;
    }
}
