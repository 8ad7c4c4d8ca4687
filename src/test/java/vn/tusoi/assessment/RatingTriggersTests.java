package vn.tusoi.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.tusoi.assessment.RatingTriggers.Effect;
import vn.tusoi.assessment.RatingTriggers.Figures;
import vn.tusoi.assessment.RatingTriggers.OwnUnit;
import vn.tusoi.assessment.RatingTriggers.Penalty;
import vn.tusoi.assessment.RatingTriggers.Raised;

/** Each trigger at its boundary, on both sides, under two rule sets that differ in every value. */
class RatingTriggersTests {

    private static final Set<String> ALL = Set.of("XS_BEYOND", "XS_REMEDIED", "XS_OWN_UNIT", "T_ON_TIME", "HT_LATE");
    private static final RatingTriggers ONE = new RatingTriggers(Map.of(Level.XS, 90, Level.T, 70, Level.HT, 50, Level.KHT, 0), 30, 20, ALL, Set.of("DISCIPLINED"));
    private static final RatingTriggers OTHER = new RatingTriggers(Map.of(Level.XS, 92, Level.T, 75, Level.HT, 55, Level.KHT, 0), 50, 10, Set.of("XS_BEYOND", "HT_LATE"), Set.of());
    private static final Figures FINE = new Figures(95, 100, 100, 60, true);

    private static List<String> of(RatingTriggers rules, Figures figures) {
        return rules.raised(figures, Optional.empty(), List.of()).stream().map(r -> r.effect() + " " + r.level() + " " + r.rule()).toList();
    }

    private static Figures points(int points) {
        return new Figures(points, 100, 100, 60, true);
    }

    private static Figures late(int late) {
        return new Figures(95, 100, 100 - late, 60, true);
    }

    private static Figures beyond(int beyond) {
        return new Figures(95, 100, 100, beyond, true);
    }

    @Test
    void nothingIsRaisedAgainstWhoMeetsEverything() {
        assertThat(of(ONE, FINE)).isEmpty();
        assertThat(of(OTHER, FINE)).isEmpty();
        assertThat(ONE.raised(null, Optional.empty(), List.of())).as("no self-review, no figures").isEmpty();
    }

    @Test
    void pointsAtTheLimitRaiseNothingAndOneFewerDoes() {
        assertThat(of(ONE, points(90))).isEmpty();
        assertThat(of(ONE, points(89))).containsExactly("BARS XS rating.minXS");
        assertThat(of(ONE, points(70))).containsExactly("BARS XS rating.minXS");
        assertThat(of(ONE, points(69))).containsExactly("BARS T rating.minT");
        assertThat(of(ONE, points(50))).containsExactly("BARS T rating.minT");
        assertThat(of(ONE, points(49))).containsExactly("FORCES KHT rating.minHT");
    }

    @Test
    void otherLimitsOfPointsMoveTheBoundary() {
        assertThat(of(OTHER, points(92))).isEmpty();
        assertThat(of(OTHER, points(91))).containsExactly("BARS XS rating.minXS");
        assertThat(of(OTHER, points(75))).containsExactly("BARS XS rating.minXS");
        assertThat(of(OTHER, points(74))).containsExactly("BARS T rating.minT");
        assertThat(of(OTHER, points(55))).containsExactly("BARS T rating.minT");
        assertThat(of(OTHER, points(54))).containsExactly("FORCES KHT rating.minHT");
    }

    @Test
    void oneLateTaskBarsGoodAndMoreThanTheShareBarsEveryLevelButTheLast() {
        assertThat(of(ONE, late(1))).containsExactly("BARS T ratingConditions#T_ON_TIME");
        assertThat(of(ONE, late(20))).containsExactly("BARS T ratingConditions#T_ON_TIME");
        assertThat(of(ONE, late(21))).containsExactly("BARS HT rating.latePercentHT");
    }

    @Test
    void aSetThatKnowsOnlyTheShareOfLateTasksAsksNothingBelowItsOwn() {
        assertThat(of(OTHER, late(10))).isEmpty();
        assertThat(of(OTHER, late(11))).containsExactly("BARS HT rating.latePercentHT");
    }

    @Test
    void theShareBeyondTheRequirementIsComparedExactly() {
        assertThat(of(ONE, beyond(30))).isEmpty();
        assertThat(of(ONE, beyond(29))).containsExactly("BARS XS rating.beyondPercentXS");
        assertThat(of(OTHER, beyond(50))).isEmpty();
        assertThat(of(OTHER, beyond(49))).containsExactly("BARS XS rating.beyondPercentXS");
        // 1 of 3 is more than 30 percent, 3 of 10 exactly, 2 of 7 less
        assertThat(of(ONE, new Figures(95, 3, 3, 1, true))).isEmpty();
        assertThat(of(ONE, new Figures(95, 10, 10, 3, true))).isEmpty();
        assertThat(of(ONE, new Figures(95, 7, 7, 2, true))).containsExactly("BARS XS rating.beyondPercentXS");
    }

    @Test
    void whatWasNotRemediedBarsExcellentWhereTheSetSaysSo() {
        Figures left = new Figures(95, 100, 100, 60, false);
        assertThat(of(ONE, left)).containsExactly("BARS XS ratingConditions#XS_REMEDIED");
        assertThat(of(OTHER, left)).isEmpty();
    }

    @Test
    void aPenaltyOfTheYearForcesTheLastLevelWhereTheSetKnowsTheTrigger() {
        Optional<Penalty> penalty = Optional.of(new Penalty("penalty.REPRIMAND", "QĐ-12", "2026-03-01"));
        assertThat(ONE.raised(FINE, penalty, List.of())).singleElement().satisfies(r -> {
            assertThat(r.effect()).isEqualTo(Effect.FORCES);
            assertThat(r.level()).isEqualTo(Level.KHT);
            assertThat(r.args()).contains("QĐ-12");
        });
        assertThat(OTHER.raised(FINE, penalty, List.of())).isEmpty();
    }

    @Test
    void aLeaderWhoseUnitIsNotExcellentIsBarredFromIt() {
        assertThat(ONE.raised(FINE, Optional.empty(), List.of(new OwnUnit("Chi bộ thôn 3", Level.T)))).extracting(Raised::rule).containsExactly("ratingConditions#XS_OWN_UNIT");
        assertThat(ONE.raised(FINE, Optional.empty(), List.of(new OwnUnit("Chi bộ thôn 3", Level.XS)))).isEmpty();
        assertThat(ONE.raised(FINE, Optional.empty(), List.of(new OwnUnit("Chi bộ thôn 3", null)))).as("not rated yet").isEmpty();
        assertThat(OTHER.raised(FINE, Optional.empty(), List.of(new OwnUnit("Chi bộ thôn 3", Level.T)))).isEmpty();
    }

    @Test
    void aBarSpeaksAgainstItsLevelAndEveryBetterOneAndAForceAgainstEveryBetterOne() {
        Raised bar = new Raised(Effect.BARS, Level.T, "rating.minT", "x", List.of());
        assertThat(Level.ALL).filteredOn(bar::against).containsExactly(Level.XS, Level.T);
        Raised force = new Raised(Effect.FORCES, Level.KHT, "rating.minHT", "x", List.of());
        assertThat(Level.ALL).filteredOn(force::against).containsExactly(Level.XS, Level.T, Level.HT);
    }
}
