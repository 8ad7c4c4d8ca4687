package vn.tusoi.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.tusoi.assessment.RatingFlags.Flag;

class RatingFlagsTests {

    private static final Map<Level, Integer> MINIMUM = Map.of(Level.XS, 90, Level.T, 70, Level.HT, 50, Level.KHT, 0);

    private static RatingFlags flags(Integer points, boolean disciplined, Level byTable, boolean overCap, Level proposed) {
        return new RatingFlags(MINIMUM, points, disciplined, byTable, overCap, proposed, false, null);
    }

    @Test
    void pointsAtALevelsMinimumRaiseNothingAndOneFewerDoes() {
        assertThat(flags(90, false, Level.XS, false, Level.XS).against(Level.XS)).isEmpty();
        assertThat(flags(89, false, Level.T, false, Level.XS).against(Level.XS)).containsExactly(Flag.POINTS_BELOW);
        assertThat(flags(70, false, Level.T, false, Level.T).against(Level.T)).isEmpty();
        assertThat(flags(69, false, Level.HT, false, Level.T).against(Level.T)).containsExactly(Flag.POINTS_BELOW);
        assertThat(flags(50, false, Level.HT, false, Level.HT).against(Level.HT)).isEmpty();
        assertThat(flags(49, false, Level.KHT, false, Level.HT).against(Level.HT)).containsExactly(Flag.POINTS_BELOW);
    }

    @Test
    void disciplineInTheYearSpeaksAgainstEveryLevelButTheLast() {
        RatingFlags flags = flags(95, true, Level.KHT, false, Level.T);
        assertThat(flags.against(Level.T)).containsExactly(Flag.DISCIPLINED);
        assertThat(flags.against(Level.KHT)).containsExactly(Flag.AGAINST_PROPOSAL);
    }

    @Test
    void theCapSpeaksAgainstExcellentOnly() {
        RatingFlags flags = flags(95, false, Level.XS, true, Level.XS);
        assertThat(flags.against(Level.XS)).containsExactly(Flag.OVER_CAP);
        assertThat(flags.against(Level.T)).containsExactly(Flag.AGAINST_PROPOSAL);
    }

    @Test
    void betterThanTheTableIsRaisedWherePointsAloneWouldDo() {
        assertThat(flags(95, false, Level.T, false, Level.XS).against(Level.XS)).containsExactly(Flag.BETTER_THAN_TABLE);
        assertThat(flags(95, false, Level.T, false, Level.XS).against(Level.HT)).containsExactly(Flag.AGAINST_PROPOSAL);
    }

    @Test
    void withoutASelfReviewOnlyTheProposalSpeaks() {
        assertThat(flags(null, false, null, false, Level.T).against(Level.T)).isEmpty();
        assertThat(flags(null, false, null, false, Level.T).byPoints()).isNull();
    }

    @Test
    void pointsReachTheBestLevelTheyMayReach() {
        assertThat(flags(90, false, null, false, null).byPoints()).isEqualTo(Level.XS);
        assertThat(flags(89, false, null, false, null).byPoints()).isEqualTo(Level.T);
        assertThat(flags(0, false, null, false, null).byPoints()).isEqualTo(Level.KHT);
    }

    @Test
    void whatPapersForceOrBarSpeaksAgainstItsLevelsOnly() {
        RatingTriggers.Raised force = new RatingTriggers.Raised(RatingTriggers.Effect.FORCES, Level.KHT, "triggers#CIVIL_KHT", "x", List.of());
        RatingTriggers.Raised bar = new RatingTriggers.Raised(RatingTriggers.Effect.BARS, Level.XS, "quarter.khtNoXS", "x", List.of());
        RatingFlags forced = new RatingFlags(MINIMUM, 95, false, null, false, null, false, null, null, List.of(force));
        assertThat(forced.against(Level.HT)).containsExactly(Flag.TRIGGER);
        assertThat(forced.against(Level.KHT)).isEmpty();
        RatingFlags barred = new RatingFlags(MINIMUM, 95, false, null, false, null, false, null, null, List.of(bar));
        assertThat(barred.against(Level.XS)).containsExactly(Flag.BARRED);
        assertThat(barred.against(Level.T)).isEmpty();
    }
}
