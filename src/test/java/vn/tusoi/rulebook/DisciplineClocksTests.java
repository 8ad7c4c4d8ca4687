package vn.tusoi.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DisciplineClocksTests {

    private static DisciplineClocks reprimand(LocalDate on) {
        return new DisciplineClocks("REPRIMAND", on, 12, 24);
    }

    @Test
    void theDecisionLapsesLongBeforeTheWaitingEnds() {
        DisciplineClocks clocks = reprimand(LocalDate.of(2026, 6, 14));
        assertThat(clocks.inEffect(LocalDate.of(2027, 6, 13))).isTrue();
        assertThat(clocks.inEffect(LocalDate.of(2027, 6, 14))).isFalse();
        assertThat(clocks.waiting(LocalDate.of(2028, 6, 13))).isTrue();
        assertThat(clocks.waiting(LocalDate.of(2028, 6, 14))).isFalse();
    }

    @Test
    void aPenaltyOfALeapDayEndsOnTheLastOfFebruary() {
        DisciplineClocks clocks = reprimand(LocalDate.of(2024, 2, 29));
        assertThat(clocks.effectUntil()).isEqualTo(LocalDate.of(2025, 2, 28));
        assertThat(clocks.waitsUntil()).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(clocks.monthsSince(LocalDate.of(2026, 2, 28))).isEqualTo(24);
        assertThat(clocks.monthsSince(LocalDate.of(2026, 2, 27))).isEqualTo(23);
    }

    @Test
    void monthsGoneAndTheWaitingAgreeOnEveryDay() {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            DisciplineClocks clocks = new DisciplineClocks("WARNING", LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2500)), 12, random.nextInt(61));
            LocalDate day = clocks.waitsUntil().plusDays(random.nextInt(7) - 3L);
            if (!day.isBefore(clocks.announcedOn())) {
                assertThat(clocks.monthsSince(day) >= clocks.waitMonths()).as("%s on %s", clocks, day).isEqualTo(!clocks.waiting(day));
            }
        }
    }

    @Test
    void nothingRunsBeforeTheAnnouncement() {
        DisciplineClocks clocks = reprimand(LocalDate.of(2026, 8, 31));
        assertThat(clocks.waiting(LocalDate.of(2026, 8, 30))).isFalse();
        assertThat(clocks.monthsSince(LocalDate.of(2026, 8, 30))).isNegative();
        assertThat(clocks.monthsSince(LocalDate.of(2026, 8, 31))).isZero();
    }

    @Test
    void expulsionNeverEnds() {
        DisciplineClocks clocks = new DisciplineClocks("EXPULSION", LocalDate.of(2020, 1, 1), 12, 0);
        assertThat(clocks.waiting(LocalDate.of(2060, 1, 1))).isTrue();
        assertThat(clocks.inEffect(LocalDate.of(2060, 1, 1))).isTrue();
    }

    @Test
    void ofTwoPenaltiesTheLongerWaitingDecides() {
        DisciplineClocks old = new DisciplineClocks("REMOVAL", LocalDate.of(2022, 3, 1), 12, 60);
        DisciplineClocks recent = reprimand(LocalDate.of(2024, 9, 1));
        assertThat(DisciplineClocks.decisive(List.of(recent, old))).contains(old);
        assertThat(DisciplineClocks.decisive(List.of())).isEmpty();
    }
}
