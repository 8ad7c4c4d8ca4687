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
import vn.tusoi.assessment.RatingTriggers.Grounds;
import vn.tusoi.assessment.RatingTriggers.Official;
import vn.tusoi.assessment.RatingTriggers.Penalty;
import vn.tusoi.assessment.RatingTriggers.Quarter;
import vn.tusoi.assessment.RatingTriggers.Quarterly;
import vn.tusoi.assessment.RatingTriggers.Raised;
import vn.tusoi.assessment.RatingTriggers.Tasks;
import vn.tusoi.assessment.RatingTriggers.UnitTasks;

/** Each trigger at its boundary, on both sides, under rule sets that differ in every value. */
class RatingTriggersTests {

    private static final Set<String> ALL = Set.of("XS_BEYOND", "XS_REMEDIED", "XS_OWN_UNIT", "T_ON_TIME", "XS_ON_TIME", "HT_LATE", "HT_DONE");
    private static final RatingTriggers ONE = new RatingTriggers(Map.of(Level.XS, 90, Level.T, 70, Level.HT, 50, Level.KHT, 0), 30, 20, ALL,
            Set.of("DISCIPLINED", "UNDER_HALF", "CIVIL_KHT", "QUARTER_TASKS", "QUARTER_HEAD"), 50, new Quarterly(100, 70, 1, 2));
    private static final RatingTriggers OTHER = new RatingTriggers(Map.of(Level.XS, 92, Level.T, 75, Level.HT, 55, Level.KHT, 0), 50, 10,
            Set.of("XS_BEYOND", "HT_LATE", "XS_ON_TIME"), Set.of("UNDER_HALF", "QUARTER_TASKS", "QUARTER_HEAD"), 60, new Quarterly(90, 80, 2, 3));
    /** A set of before there were quarterly reviews. */
    private static final RatingTriggers BEFORE = new RatingTriggers(Map.of(Level.XS, 90, Level.T, 70, Level.HT, 50, Level.KHT, 0), 50, 20, Set.of(), Set.of("CIVIL_KHT"), 50, null);
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
        assertThat(of(OTHER, late(0))).isEmpty();
        assertThat(of(OTHER, late(1))).as("that set asks it for excellence only").containsExactly("BARS XS ratingConditions#XS_ON_TIME");
        assertThat(of(OTHER, late(10))).containsExactly("BARS XS ratingConditions#XS_ON_TIME");
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

    private static List<String> of(RatingTriggers rules, Grounds grounds) {
        return rules.raised(grounds).stream().map(r -> r.effect() + " " + r.level() + " " + r.rule()).toList();
    }

    private static Grounds tasks(int given, int done, boolean ofAQuarter, boolean excused) {
        return new Grounds(2026, ofAQuarter, new Tasks(given, done, excused, "12-BC", "2026-11-01"), null, null, List.of());
    }

    private static Grounds official(Level level) {
        return new Grounds(2026, false, null, new Official(level, "40-QĐ", "2026-11-01"), null, List.of());
    }

    private static Grounds collective(int done, boolean head, boolean ofAQuarter) {
        return new Grounds(2026, ofAQuarter, null, null, new UnitTasks("Ủy ban xã", 100, done, head, "7-BC", "2026-10-05"), List.of());
    }

    private static Grounds quarters(boolean ofAQuarter, Quarter... quarters) {
        return new Grounds(2026, ofAQuarter, null, null, null, List.of(quarters));
    }

    private static Quarter quarter(int year, int quarter, Level level) {
        return new Quarter(year, quarter, level);
    }

    @Test
    void whatNobodyEnteredRaisesNothing() {
        for (RatingTriggers set : List.of(ONE, OTHER, BEFORE)) {
            assertThat(of(set, Grounds.NONE)).isEmpty();
        }
    }

    @Test
    void fewerTasksDoneThanTheShareForceTheLastLevelAndTheShareItselfDoesNot() {
        assertThat(of(ONE, tasks(10, 5, false, false))).containsExactly("BARS HT ratingConditions#HT_DONE");
        assertThat(of(ONE, tasks(10, 4, false, false))).containsExactly("FORCES KHT triggers#UNDER_HALF", "BARS HT ratingConditions#HT_DONE");
        assertThat(of(ONE, tasks(3, 1, false, false))).as("a third, compared exactly").contains("FORCES KHT triggers#UNDER_HALF");
        assertThat(of(OTHER, tasks(10, 6, false, false))).isEmpty();
        assertThat(of(OTHER, tasks(10, 5, false, false))).containsExactly("FORCES KHT triggers#UNDER_HALF");
        assertThat(of(BEFORE, tasks(10, 0, false, false))).as("a set without the trigger").isEmpty();
        assertThat(ONE.raised(tasks(10, 4, false, false)).get(0).args()).as("with its paper").contains(4, 10, 50, "12-BC", "2026-11-01");
    }

    @Test
    void oneTaskNotDoneBarsEveryLevelButTheLastWhereTheSetSaysSo() {
        assertThat(of(ONE, tasks(10, 10, false, false))).isEmpty();
        assertThat(of(ONE, tasks(10, 9, false, false))).containsExactly("BARS HT ratingConditions#HT_DONE");
        assertThat(of(OTHER, tasks(10, 9, false, false))).isEmpty();
    }

    @Test
    void theLastLevelAsAnOfficialForcesItAndTheNextDoesNot() {
        assertThat(of(ONE, official(Level.KHT))).containsExactly("FORCES KHT triggers#CIVIL_KHT");
        assertThat(of(ONE, official(Level.HT))).isEmpty();
        assertThat(of(BEFORE, official(Level.KHT))).containsExactly("FORCES KHT triggers#CIVIL_KHT");
        assertThat(of(OTHER, official(Level.KHT))).as("a set without the trigger").isEmpty();
    }

    @Test
    void aQuartersTasksAreToBeDoneToTheShareUnlessThereIsAnObjectiveReason() {
        assertThat(of(ONE, tasks(20, 20, true, false))).isEmpty();
        assertThat(of(ONE, tasks(20, 19, true, false))).containsExactly("FORCES KHT triggers#QUARTER_TASKS", "BARS HT ratingConditions#HT_DONE");
        assertThat(of(ONE, tasks(20, 19, true, true))).as("with a reason").isEmpty();
        assertThat(of(ONE, tasks(20, 19, false, false))).as("of a year").doesNotContain("FORCES KHT triggers#QUARTER_TASKS");
        assertThat(of(OTHER, tasks(20, 18, true, false))).isEmpty();
        assertThat(of(OTHER, tasks(20, 17, true, false))).containsExactly("FORCES KHT triggers#QUARTER_TASKS");
    }

    @Test
    void aCollectiveBelowItsShareForcesItsHeadAndBarsDeputiesFromExcellent() {
        assertThat(of(ONE, collective(70, true, true))).isEmpty();
        assertThat(of(ONE, collective(69, true, true))).containsExactly("FORCES KHT triggers#QUARTER_HEAD");
        assertThat(of(ONE, collective(69, false, true))).containsExactly("BARS XS quarter.collectivePercent");
        assertThat(of(ONE, collective(69, true, false))).as("of a year").isEmpty();
        assertThat(of(OTHER, collective(80, true, true))).isEmpty();
        assertThat(of(OTHER, collective(79, true, true))).containsExactly("FORCES KHT triggers#QUARTER_HEAD");
        assertThat(of(BEFORE, collective(0, true, true))).isEmpty();
    }

    @Test
    void asManyQuartersNotFulfilledAsTheSetSaysBarAnExcellentYear() {
        Quarter first = quarter(2026, 1, Level.KHT);
        Quarter third = quarter(2026, 3, Level.KHT);
        assertThat(of(ONE, quarters(false, quarter(2026, 1, Level.HT)))).isEmpty();
        assertThat(of(ONE, quarters(false, first))).containsExactly("BARS XS quarter.khtNoXS");
        assertThat(of(ONE, quarters(false, quarter(2025, 4, Level.KHT)))).as("of another year").isEmpty();
        assertThat(of(ONE, quarters(true, first))).as("it speaks against the year, not against a quarter").isEmpty();
        assertThat(of(OTHER, quarters(false, first))).isEmpty();
        assertThat(of(OTHER, quarters(false, first, third))).containsExactly("BARS XS quarter.khtNoXS");
        assertThat(of(BEFORE, quarters(false, first, third))).isEmpty();
        assertThat(OTHER.raised(quarters(false, first, third)).get(0).args()).containsExactly(2, "1/2026, 3/2026");
    }

    @Test
    void quartersNotFulfilledInARowAskForAReplacementAndAGapBreaksTheRow() {
        Quarter last = quarter(2025, 4, Level.KHT);
        Quarter first = quarter(2026, 1, Level.KHT);
        Quarter second = quarter(2026, 2, Level.KHT);
        String asks = "ASKS KHT quarter.khtReplace";
        assertThat(of(ONE, quarters(true, last))).isEmpty();
        assertThat(of(ONE, quarters(true, last, first))).as("over the turn of the year").containsExactly(asks);
        assertThat(of(ONE, quarters(true, last, second))).as("one quarter between was not rated").isEmpty();
        assertThat(of(ONE, quarters(true, last, quarter(2026, 1, Level.HT), second))).as("one between was fulfilled").isEmpty();
        assertThat(of(ONE, quarters(true, last, first, quarter(2026, 2, Level.T)))).as("it is over").isEmpty();
        assertThat(of(OTHER, quarters(true, last, first))).isEmpty();
        assertThat(of(OTHER, quarters(true, last, first, second))).containsExactly(asks);
        assertThat(ONE.raised(quarters(true, last, first))).singleElement().satisfies(r -> assertThat(Level.ALL).as("a question, no bar").noneMatch(r::against));
    }
}
