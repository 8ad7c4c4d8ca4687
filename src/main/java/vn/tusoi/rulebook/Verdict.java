package vn.tusoi.rulebook;

import java.util.Map;

/**
 * What a decision table answered: the row that matched, what it says, on which facts and under which citation.
 *
 * @param row    number of the matching row, counted from 1
 * @param reason message key of the row's reason, shown to the person concerned
 */
public record Verdict(String ruleSet, String table, int row, String outcome, String reason, String citation, Map<String, Object> facts) {

    /** As it goes into the record: {@code clearance#3}. */
    public String ref() {
        return table + "#" + row;
    }

    /** As the record keeps it. */
    public Applied applied() {
        return new Applied(ruleSet, ref(), citation);
    }

    static Verdict of(String ruleSet, String table, DecisionTables.Row row, Map<String, Object> facts) {
        return new Verdict(ruleSet, table, row.number(), (String) row.outputs().get("outcome"), (String) row.outputs().get("reason"),
                (String) row.outputs().get("citation"), facts);
    }
}
