package vn.tusoi.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import vn.tusoi.workflow.DmnDecisionTables;

/** Every row of every shipped table is reached, and answers what the full engine would answer. */
class RuleRowsTests {

    private static final DecisionTables TABLES = new DmnDecisionTables();
    private static final RuleBook RULES = new RuleBook(new RuleBookCheck(TABLES));

    static Stream<Arguments> rows() {
        return RULES.all().stream().flatMap(set -> set.tables().stream().flatMap(table -> {
            Map<Integer, Map<String, Object>> reached = new TreeMap<>();
            TableCheck check = check(set.code(), table);
            check.combinations(facts -> reached.computeIfAbsent(check.answer(facts), row -> new LinkedHashMap<>(facts)));
            List<Arguments> all = new ArrayList<>();
            for (int row = 1; row <= RULES.sheet(set.code(), table).rows().size(); row++) {
                all.add(Arguments.of(set.code(), table, row, reached.get(row)));
            }
            return all.stream();
        }));
    }

    @ParameterizedTest(name = "{0} {1} row {2}")
    @MethodSource("rows")
    void eachRowIsReachedAndSaysWhatItHolds(String set, String table, int row, Map<String, Object> facts) {
        assertThat(facts).as("facts that reach the row").isNotNull();
        Verdict verdict = RULES.decide(set, table, whole(facts));
        List<String> cells = RULES.sheet(set, table).rows().get(row - 1);
        assertThat(verdict.row()).isEqualTo(row);
        assertThat(List.of(verdict.outcome(), verdict.reason(), verdict.citation()))
                .isEqualTo(cells.subList(cells.size() - 3, cells.size()).stream().map(c -> c.replace("\"", "")).toList());
        assertThat(RULES.get(set).citations()).containsKey(verdict.citation());
        assertThat(verdict.ref()).isEqualTo(table + "#" + row);
    }

    static Stream<Arguments> tables() {
        return RULES.all().stream().flatMap(set -> set.tables().stream().map(table -> Arguments.of(set.code(), table)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("tables")
    void thePlainReadingAgreesWithTheFullEngine(String set, String table) throws IOException {
        DmnEngine full = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        DmnDecision decision;
        try (InputStream file = new ClassPathResource("processes/rules/" + set + "/" + table + ".dmn").getInputStream()) {
            decision = full.parseDecision(table, file);
        }
        List<Map<String, Object>> all = new ArrayList<>();
        check(set, table).combinations(facts -> all.add(whole(facts)));
        int step = Math.max(1, all.size() / 150);
        for (int i = 0; i < all.size(); i += step) {
            Map<String, Object> expected = full.evaluateDecisionTable(decision, Variables.fromMap(all.get(i))).getSingleResult().getEntryMap();
            Verdict verdict = RULES.decide(set, table, all.get(i));
            assertThat(Map.<String, Object>of("outcome", verdict.outcome(), "reason", verdict.reason(), "citation", verdict.citation())).as("%s", all.get(i)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
            "OFFICIAL, true, 60, NONE, 0, T, ELIGIBLE", "OFFICIAL, true, 59, NONE, 0, T, EXCLUDED", "EXEMPT, true, 200, NONE, 0, T, EXCLUDED",
            "PROBATIONARY, true, 200, NONE, 0, T, EXCLUDED", "OFFICIAL, false, 200, NONE, 0, T, EXCLUDED", "OFFICIAL, true, 200, REPRIMAND, 23, T, EXCLUDED",
            "OFFICIAL, true, 200, REPRIMAND, 24, T, ELIGIBLE", "OFFICIAL, true, 200, WARNING, 24, T, EXCLUDED", "OFFICIAL, true, 200, WARNING, 36, T, ELIGIBLE",
            "OFFICIAL, true, 200, REMOVAL, 59, T, EXCLUDED", "OFFICIAL, true, 200, REMOVAL, 60, T, ELIGIBLE", "OFFICIAL, true, 200, EXPULSION, 900, T, EXCLUDED",
            "OFFICIAL, true, 200, NONE, 0, KHT, EXCLUDED", "OFFICIAL, true, 200, NONE, 0, , ELIGIBLE"})
    void eligibilityOfToday(String status, boolean holdsOffice, int months, String penalty, int since, String lastRating, String outcome) {
        Map<String, Object> facts = new HashMap<>(Map.of("status", status, "holdsOffice", holdsOffice, "monthsToRetirement", months, "minRemaining", 60,
                "penalty", penalty, "monthsSincePenalty", since));
        facts.put("lastRating", lastRating);
        assertThat(RULES.decide("2026-07", "eligibility", facts).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"2025-10, 40, XS", "2024-06, 40, T", "2024-06, 50, XS", "2025-10, 29, T"})
    void excellenceAskedForHalfBeyondOnceAndForThirtyPercentNow(String set, int beyond, String level) {
        assertThat(RULES.decide(set, "rating", Map.of("trigger", "NONE", "points", 95, "onTimePercent", 100, "beyondPercent", beyond, "remedied", true)).outcome()).isEqualTo(level);
    }

    @Test
    void aFactThatIsMissingOrUnknownIsRefused() {
        assertThatThrownBy(() -> RULES.decide("2026-07", "composition", Map.of("womenPercent", 30))).hasMessageContaining("lacks the fact youngPercent");
        assertThatThrownBy(() -> RULES.decide("2026-07", "rating", Map.of("trigger", "WEATHER", "points", 95, "onTimePercent", 100, "beyondPercent", 40, "remedied", true)))
                .hasMessageContaining("trigger cannot be WEATHER");
        assertThatThrownBy(() -> RULES.decide("2026-07", "weather", Map.of())).hasMessageContaining("no table weather");
        assertThatThrownBy(() -> RULES.get("1999-01")).hasMessageContaining("unknown rule set 1999-01");
    }

    static TableCheck check(String set, String table) {
        try {
            List<Fault> faults = new ArrayList<>();
            String file = "processes/rules/" + set + "/" + table + ".dmn";
            TableCheck check = TableCheck.of(DmnFile.read(file, new ClassPathResource(file).getContentAsByteArray(), faults), faults);
            assertThat(faults).isEmpty();
            return check;
        } catch (IOException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** Desks count in whole numbers; points alone may be halves. */
    static Map<String, Object> whole(Map<String, Object> facts) {
        Map<String, Object> whole = new LinkedHashMap<>();
        facts.forEach((name, value) -> whole.put(name, value instanceof java.math.BigDecimal number
                ? name.equals("points") ? (Object) number.doubleValue() : (Object) number.intValueExact() : value));
        return whole;
    }
}
