package vn.tusoi.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.tusoi.rulebook.Difference.How;
import vn.tusoi.workflow.DmnDecisionTables;

/** What would have to be different is found by asking the table again, so it must hold when the table is asked with it. */
class NearestOutcomeTests {

    private static final DecisionTables TABLES = new DmnDecisionTables();
    private static final RuleBook RULES = new RuleBook(new RuleBookCheck(TABLES));
    private static final String SET = "2026-07";

    private static List<Difference> nearest(String table, List<Fact> facts) {
        return NearestOutcome.of(RULES.sheet(SET, table), facts);
    }

    private static List<Fact> eligibility(int monthsLeft, String penalty, int since, LocalDate announced, String rating) {
        return List.of(Fact.of("status", "OFFICIAL", "register"), Fact.of("holdsOffice", true, "register"),
                Fact.of("monthsToRetirement", monthsLeft, "age").left(YearMonth.of(2030, 7), 744), Fact.of("minRemaining", 60, "value").fixed(),
                Fact.of("penalty", penalty, "register"), Fact.of("monthsSincePenalty", since, "counted").since(announced), Fact.of("lastRating", rating, "register"));
    }

    @Test
    void aWaitingTimeEndsOnADayThatIsNamedFirst() {
        List<Difference> found = nearest("eligibility", eligibility(200, "REPRIMAND", 5, LocalDate.of(2026, 2, 14), "T"));

        assertThat(found.get(0)).isEqualTo(Difference.of("monthsSincePenalty", How.FROM_DAY, "2028-02-14", "ELIGIBLE"));
    }

    @Test
    void tooLittleTimeNamesTheMonthOfBirthThatWouldDo() {
        List<Difference> found = nearest("eligibility", eligibility(59, "NONE", 0, LocalDate.of(2026, 1, 1), "T"));

        // 60 months left of 744 in 07/2030: born 684 months before
        assertThat(found).containsExactly(Difference.of("monthsToRetirement", How.BORN_FROM, "1973-07", "ELIGIBLE"));
    }

    @Test
    void whoIsInHearsWhatWouldHaveKeptThemOut() {
        List<Difference> found = nearest("eligibility", eligibility(200, "NONE", 0, LocalDate.of(2026, 1, 1), "T"));

        assertThat(found).contains(Difference.of("monthsToRetirement", How.BORN_BEFORE, "1973-07", "EXCLUDED"), Difference.of("lastRating", How.IS, "KHT", "EXCLUDED"));
    }

    @Test
    void whereTwoThingsStandAgainstItBothAreNamed() {
        List<Difference> found = nearest("eligibility", eligibility(59, "NONE", 0, LocalDate.of(2026, 1, 1), "KHT"));

        assertThat(found).singleElement().satisfies(d -> {
            assertThat(d.outcome()).isEqualTo("ELIGIBLE");
            assertThat(d.steps()).extracting(Difference.Step::fact).containsExactly("monthsToRetirement", "lastRating");
        });
    }

    @Test
    void eightyEightPointsAreTwoShortOfExcellenceAndNineteenAboveFulfilment() {
        List<Fact> facts = List.of(Fact.of("trigger", "NONE", "register"), Fact.of("points", 88, "review"), Fact.of("onTimePercent", 100, "review"),
                Fact.of("beyondPercent", 40, "review"), Fact.of("remedied", true, "review"));

        assertThat(nearest("rating", facts)).contains(Difference.of("points", How.FROM, 90, "XS"), Difference.of("points", How.BELOW, 70, "HT"));
    }

    @Test
    void aValueOfTheRuleSetIsNeverProposedForAChange() {
        assertThat(nearest("eligibility", eligibility(59, "NONE", 0, LocalDate.of(2026, 1, 1), "T"))).flatExtracting(Difference::steps)
                .extracting(Difference.Step::fact).doesNotContain("minRemaining");
    }

    /** For every combination that any shipped table tells apart: what is said to change the answer does, and one step nearer does not. */
    @Test
    void whateverIsSaidToChangeTheAnswerChangesItAndNothingNearerDoes() {
        int said = 0;
        for (RuleSet set : RULES.all()) {
            for (String table : set.tables()) {
                List<Map<String, Object>> all = new ArrayList<>();
                RuleRowsTests.check(set.code(), table).combinations(f -> all.add(new LinkedHashMap<>(f)));
                for (int i = 0; i < all.size(); i += Math.max(1, all.size() / 400)) {
                    Map<String, Object> asked = RuleRowsTests.whole(all.get(i));
                    String now = RULES.decide(set.code(), table, asked).outcome();
                    List<Fact> facts = asked.entrySet().stream().map(f -> Fact.of(f.getKey(), f.getValue(), null)).toList();
                    for (Difference d : NearestOutcome.of(RULES.sheet(set.code(), table), facts)) {
                        Map<String, Object> changed = new HashMap<>(asked);
                        d.steps().forEach(s -> changed.put(s.fact(), value(s)));
                        assertThat(RULES.decide(set.code(), table, changed).outcome()).as("%s of %s, changed to %s", table, asked, d).isEqualTo(d.outcome()).isNotEqualTo(now);
                        if (d.steps().size() == 1 && d.steps().get(0).how() != How.IS) {
                            Difference.Step step = d.steps().get(0);
                            int nearer = step.how() == How.FROM ? Integer.parseInt(step.operand()) - 1 : Integer.parseInt(step.operand());
                            changed.put(step.fact(), nearer);
                            assertThat(RULES.decide(set.code(), table, changed).outcome()).as("one nearer than %s", d).isNotEqualTo(d.outcome());
                        }
                        said++;
                    }
                }
            }
        }
        assertThat(said).isGreaterThan(1000);
    }

    private static Object value(Difference.Step step) {
        return switch (step.how()) {
            case IS -> step.operand().matches("true|false") ? (Object) Boolean.valueOf(step.operand()) : step.operand().split(",")[0];
            case FROM -> Integer.parseInt(step.operand());
            case BELOW -> Integer.parseInt(step.operand()) - 1;
            default -> throw new IllegalStateException(step.toString());
        };
    }
}
