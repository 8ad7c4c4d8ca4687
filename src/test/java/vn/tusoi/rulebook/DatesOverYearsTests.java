package vn.tusoi.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds of ages and of time after penalties on every day of a hundred years. Each is shown to fail for a reckoning that people take for the right one. */
class DatesOverYearsTests {

    private static final LocalDate FIRST = LocalDate.of(1940, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2040, 12, 31);
    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final BiFunction<LocalDate, YearMonth, Integer> BY_BIRTHDAY = (birth, month) -> (int) ChronoUnit.MONTHS.between(birth, month.atDay(1));
    private static final BiFunction<LocalDate, YearMonth, Integer> BY_DAYS = (birth, month) -> (int) (ChronoUnit.DAYS.between(birth, month.atEndOfMonth()) * 12 / 365);

    private static boolean everyDay(Predicate<LocalDate> holds) {
        return LongStream.rangeClosed(FIRST.toEpochDay(), LAST.toEpochDay()).mapToObj(LocalDate::ofEpochDay).allMatch(holds);
    }

    // ages -------------------------------------------------------------------------------------

    @Test
    void bornOneDayLaterNobodyIsOlder() {
        assertThat(noOlder(AgeInMonths::at)).isTrue();
        assertThat(noOlder((birth, month) -> AgeInMonths.at(birth, month) + (birth.getDayOfMonth() == 29 ? 1 : 0))).isFalse();
    }

    private static boolean noOlder(BiFunction<LocalDate, YearMonth, Integer> age) {
        YearMonth month = YearMonth.of(2030, 7);
        return everyDay(birth -> age.apply(birth.plusDays(1), month) <= age.apply(birth, month));
    }

    @Test
    void aMonthLaterEverybodyIsOneMonthOlder() {
        assertThat(oneOlder(AgeInMonths::at)).isTrue();
        assertThat(oneOlder(BY_DAYS)).isFalse();
    }

    private static boolean oneOlder(BiFunction<LocalDate, YearMonth, Integer> age) {
        return everyDay(birth -> {
            YearMonth month = YearMonth.of(2024 + birth.getDayOfYear() % 8, 1 + birth.getDayOfMonth() % 12);
            return age.apply(birth, month.plusMonths(1)) - age.apply(birth, month) == 1;
        });
    }

    @Test
    void theLeapDayAndTheEndsOfMonthsAgeWithTheirMonth() {
        assertThat(withTheMonth(AgeInMonths::at)).isTrue();
        assertThat(withTheMonth(BY_BIRTHDAY)).isFalse();
    }

    private static boolean withTheMonth(BiFunction<LocalDate, YearMonth, Integer> age) {
        return everyDay(birth -> age.apply(birth, YearMonth.of(2030, 2)).equals(age.apply(birth.withDayOfMonth(1), YearMonth.of(2030, 2)))
                && age.apply(birth.withDayOfMonth(birth.lengthOfMonth()), YearMonth.of(2032, 2)).equals(age.apply(birth, YearMonth.of(2032, 2))));
    }

    @Test
    void theBoundaryOfWorkingTimeIsOneMonthOfBirth() {
        YearMonth reference = YearMonth.of(2030, 7);
        assertThat(boundary(birth -> AgeInMonths.toRetirement(birth, reference, 744))).isTrue();
        assertThat(boundary(birth -> 744 - BY_BIRTHDAY.apply(birth, reference))).isFalse();
    }

    /** The first who has 60 months left was born on the first of a month, and everybody from then on has. */
    private static boolean boundary(Function<LocalDate, Integer> left) {
        LocalDate first = LocalDate.of(1960, 1, 1);
        while (left.apply(first) < 60) {
            first = first.plusDays(1);
        }
        return first.equals(LocalDate.of(1973, 7, 1)) && left.apply(first.minusDays(1)) == 59 && left.apply(first.plusMonths(1)) == 61;
    }

    // after a penalty --------------------------------------------------------------------------

    private static DisciplineClocks clocks(LocalDate on, int effect, int wait) {
        return new DisciplineClocks("REPRIMAND", on, effect, wait);
    }

    @Test
    void theEffectNeverEndsAfterAWaitingThatIsSetAsLongOrLonger() {
        assertThat(everyDay(on -> !clocks(on, 12, 24).effectUntil().isAfter(clocks(on, 12, 24).waitsUntil()))).isTrue();
        assertThat(everyDay(on -> clocks(on, 12, 12).effectUntil().equals(clocks(on, 12, 12).waitsUntil()))).isTrue();
        assertThat(everyDay(on -> clocks(on, 24, 12).effectUntil().isAfter(clocks(on, 24, 12).waitsUntil()))).as("and it does where a set says so").isTrue();
        assertThat(everyDay(on -> !on.plusDays(365).isAfter(on.plusMonths(12)))).as("a year in days would end later in some").isTrue();
        assertThat(everyDay(on -> !on.plusDays(366).isAfter(on.plusMonths(12)))).isFalse();
    }

    @Test
    void waitingIsOverExactlyWhenTheMonthsThatTheTableAsksForAreGone() {
        assertThat(agree((c, day) -> c.monthsSince(day))).isTrue();
        assertThat(agree((c, day) -> (int) ChronoUnit.MONTHS.between(c.announcedOn(), day))).as("between() loses the ends of months").isFalse();
    }

    private static boolean agree(BiFunction<DisciplineClocks, LocalDate, Integer> gone) {
        return everyDay(on -> {
            for (int months : new int[] {12, 24, 36, 60, 6, 1}) {
                DisciplineClocks c = clocks(on, 12, months);
                for (int offset = -2; offset <= 2; offset++) {
                    LocalDate day = c.waitsUntil().plusDays(offset);
                    if (!day.isBefore(on) && gone.apply(c, day) >= months == c.waiting(day)) {
                        return false;
                    }
                }
            }
            return true;
        });
    }

    @Test
    void oneDayLaterNeverFewerMonthsAreGone() {
        DisciplineClocks leap = clocks(LocalDate.of(2024, 2, 29), 12, 24);
        DisciplineClocks last = clocks(LocalDate.of(2023, 8, 31), 12, 24);
        assertThat(growing(leap::monthsSince)).isTrue();
        assertThat(growing(last::monthsSince)).isTrue();
        assertThat(growing(day -> Math.abs(last.monthsSince(day)))).isFalse();
    }

    private static boolean growing(Function<LocalDate, Integer> gone) {
        return everyDay(day -> gone.apply(day.plusDays(1)) >= gone.apply(day) && gone.apply(day.plusDays(1)) <= gone.apply(day) + 1);
    }

    @Test
    void effectAndWaitingAreOneUnbrokenStretchFromTheAnnouncement() {
        for (LocalDate on : new LocalDate[] {LocalDate.of(2024, 2, 29), LocalDate.of(2023, 12, 31), LocalDate.of(2025, 2, 28)}) {
            DisciplineClocks c = clocks(on, 12, 24);
            assertThat(everyDay(day -> c.waiting(day) == (!day.isBefore(on) && day.isBefore(c.waitsUntil())) && (!c.inEffect(day) || c.waiting(day)))).isTrue();
        }
        DisciplineClocks longer = clocks(LocalDate.of(2024, 2, 29), 24, 12);
        assertThat(everyDay(day -> !longer.inEffect(day) || longer.waiting(day))).as("the clocks are two").isFalse();
    }

    // the day it is here -----------------------------------------------------------------------

    @Test
    void theDayTurnsAtSeventeenHoursUniversalTimeWinterAndSummer() {
        assertThat(turns(HERE)).isTrue();
        assertThat(turns(ZoneOffset.UTC)).isFalse();
        assertThat(turns(ZoneId.of("Europe/Berlin"))).as("a zone with daylight saving").isFalse();
    }

    private static boolean turns(ZoneId zone) {
        return LongStream.rangeClosed(LocalDate.of(1976, 1, 1).toEpochDay(), LAST.toEpochDay()).mapToObj(LocalDate::ofEpochDay).allMatch(day -> {
            Instant lastMoment = day.atTime(LocalTime.of(16, 59, 59)).toInstant(ZoneOffset.UTC);
            return LocalDate.ofInstant(lastMoment, zone).equals(day) && LocalDate.ofInstant(lastMoment.plusSeconds(1), zone).equals(day.plusDays(1))
                    && LocalDate.ofInstant(day.atStartOfDay().toInstant(ZoneOffset.UTC).minusMillis(1), zone).equals(day);
        });
    }
}
