package vn.tusoi.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.tusoi.workflow.DmnDecisionTables;

/** Which month, which age and how much time: by level, class of the post, sex and term. */
class AgeRuleTests {

    private static final DecisionTables TABLES = new DmnDecisionTables();
    private static final RuleSet SET = new RuleBook(new RuleBookCheck(TABLES)).get("2026-07");

    @Test
    void eachLevelCountsInItsOwnMonth() {
        assertThat(AgeRule.reference(SET, AgeRule.Level.GRASSROOTS)).isEqualTo(YearMonth.parse(SET.text("age.referenceMonth.GRASSROOTS")));
        assertThat(AgeRule.reference(SET, AgeRule.Level.COMMUNE)).isEqualTo(YearMonth.parse(SET.text("age.referenceMonth.COMMUNE")))
                .isNotEqualTo(AgeRule.reference(SET, AgeRule.Level.GRASSROOTS));
        assertThat(AgeRule.reference(SET, AgeRule.Level.PROVINCE)).isEqualTo(YearMonth.parse(SET.text("age.referenceMonth.PROVINCE")));
        assertThat(AgeRule.Level.of("BODY")).isEqualTo(AgeRule.Level.GRASSROOTS);
    }

    @Test
    void aSetWithoutAMonthForTheLevelCountsInItsCommonOne() {
        assertThat(AgeRule.reference(without("age.referenceMonth.COMMUNE"), AgeRule.Level.COMMUNE)).isEqualTo(YearMonth.parse(SET.text("age.referenceMonth")));
    }

    @Test
    void aFirstTermNeedsATermAndAnotherTermLess() {
        AgeRule first = AgeRule.of(SET, AgeRule.Level.COMMUNE, "KEY", "MALE", "ELECT_NEW", false);
        AgeRule again = AgeRule.of(SET, AgeRule.Level.COMMUNE, "KEY", "MALE", "ELECT_INCUMBENT", true);
        assertThat(first.minRemaining()).isEqualTo(60);
        assertThat(again.minRemaining()).isEqualTo(48);
        assertThat(first.limitMonths() - AgeRule.of(SET, AgeRule.Level.COMMUNE, "KEY", "FEMALE", "ELECT_NEW", false).limitMonths()).isEqualTo(24);
    }

    @Test
    void aClassWithAnAgeLimitOfItsOwnIsCountedUpToThat() {
        RuleSet set = with(Map.of("age.limitMonths.VILLAGE.MALE.FIRST", 780, "age.limitMonths.VILLAGE.MALE.AGAIN", 804));
        AgeRule first = AgeRule.of(set, AgeRule.Level.GRASSROOTS, "VILLAGE", "MALE", "ELECT_NEW", false);
        AgeRule again = AgeRule.of(set, AgeRule.Level.GRASSROOTS, "VILLAGE", "MALE", "ELECT_INCUMBENT", true);
        LocalDate birth = first.reference().minusMonths(781).atDay(15);

        assertThat(first.minRemaining()).isZero();
        assertThat(first.remainingKey()).isNull();
        assertThat(first.left(birth)).as("a month past 65").isEqualTo(-1);
        assertThat(again.left(birth)).isEqualTo(23);
        assertThat(AgeRule.of(set, AgeRule.Level.GRASSROOTS, "VILLAGE", "FEMALE", "ELECT_NEW", false).limitKey()).isEqualTo("age.retirementMonths.FEMALE");
    }

    @Test
    void limitsOfAClassAreKnownToTheCheckAndNothingElseIs() {
        assertThat(KnownKeys.domain("age.limitMonths.VILLAGE.FEMALE.AGAIN").holds(744)).isTrue();
        assertThat(KnownKeys.domain("age.limitMonths.VILLAGE.FEMALE.AGAIN").holds(62)).isFalse();
        assertThat(KnownKeys.domain("age.limitMonths.VILLAGE.OTHER.AGAIN")).isNull();
    }

    private static RuleSet without(String key) {
        Map<String, Value> values = new HashMap<>(SET.values());
        values.remove(key);
        return copy(values);
    }

    private static RuleSet with(Map<String, Integer> more) {
        Map<String, Value> values = new HashMap<>(SET.values());
        more.forEach((key, value) -> values.put(key, new Value(key, value, "GD", false, key, key)));
        return copy(values);
    }

    private static RuleSet copy(Map<String, Value> values) {
        return new RuleSet(SET.code(), SET.vi(), SET.en(), SET.level(), SET.from(), SET.to(), SET.basedOn(), SET.checkedBy(), SET.checkedOn(), SET.citations(), values,
                SET.catalogues(), SET.tables());
    }
}
