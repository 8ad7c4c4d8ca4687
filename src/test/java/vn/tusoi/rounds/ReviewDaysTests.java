package vn.tusoi.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.tusoi.ApplicationTest;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;

/** The days that a rule set fixes for reviews, and whom its values leave out. */
@ApplicationTest
class ReviewDaysTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);

    @Autowired RuleBook rules;

    private RuleSet set() {
        return rules.get("2026-07");
    }

    @Test
    void aFixedDayThatIsOffMovesBackToTheWorkingDayBeforeIt() {
        ReviewDays days = new ReviewDays(set(), RoundKind.YEARLY, 2026, null, new WorkingDays(Set.of(LocalDate.of(2026, 12, 31))));
        assertThat(days.of(Milestone.SELF_REVIEW)).isEqualTo(LocalDate.of(2026, 11, 30));
        assertThat(days.of(Milestone.ASSESSMENT)).as("the 20th is a Sunday").isEqualTo(LocalDate.of(2026, 12, 18));
        assertThat(days.end()).as("the 31st was made a holiday").isEqualTo(LocalDate.of(2026, 12, 30));
    }

    @Test
    void aQuartersDaysAreWorkingDaysAfterIt() {
        ReviewDays days = new ReviewDays(set(), RoundKind.QUARTERLY, 2026, 3, new WorkingDays(Set.of()));
        assertThat(days.of(Milestone.SELF_REVIEW)).isEqualTo(LocalDate.of(2026, 10, 7));
        assertThat(days.of(Milestone.ASSESSMENT)).isEqualTo(LocalDate.of(2026, 10, 21));
        assertThat(days.end()).isEqualTo(LocalDate.of(2026, 10, 28));
        assertThat(ReviewDays.known(rules.get("2024-06"), RoundKind.QUARTERLY)).as("quarters came later").isFalse();
        assertThat(ReviewDays.known(rules.get("2024-06"), RoundKind.YEARLY)).isTrue();
    }

    @Test
    void exemptMembersAndThoseWhoJoinedTooRecentlyAreLeftOutEachWithItsReason() {
        assertThat(ReviewMembership.of(set(), "EXEMPT", LocalDate.of(1980, 1, 1), DAY).reason()).isEqualTo("NOT_RATED_EXEMPT");
        assertThat(ReviewMembership.of(set(), "PROBATIONARY", DAY.minusMonths(6).plusDays(1), DAY).reason()).isEqualTo("JOINED_RECENTLY");
        assertThat(ReviewMembership.of(set(), "PROBATIONARY", DAY.minusMonths(6), DAY).outcome()).isEqualTo("ELIGIBLE");
        assertThat(ReviewMembership.of(set(), "OFFICIAL", null, DAY).outcome()).isEqualTo("ELIGIBLE");
    }
}
