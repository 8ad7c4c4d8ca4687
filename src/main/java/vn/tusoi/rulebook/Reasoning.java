package vn.tusoi.rulebook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * An answer of the rule book as it was given: the question, the facts with their sources, what answered and under which text.
 * Enough to explain it years later without asking anything but the same rule set.
 *
 * @param question    decision table, or what was worked out from values: message {@code table.<question>}
 * @param part        which of several of the kind on a subject (a meeting's number, a candidate); empty for the only one
 * @param ref         table and row, or keys of the values used
 * @param row         row that answered, 0 where no table was asked
 * @param reason      message {@code rule.<reason>}
 * @param differences for values: what would have to be different, worked out at the time; a table is asked again when shown
 * @param at          when; null while it has not been kept
 */
public record Reasoning(String question, String part, String ruleSet, String ref, int row, String outcome, String reason, String citation,
                        List<Fact> facts, List<Difference> differences, Instant at) {

    /** A table's verdict with the sources of its facts. */
    public static Reasoning of(Verdict verdict, List<Fact> facts) {
        return new Reasoning(verdict.table(), "", verdict.ruleSet(), verdict.ref(), verdict.row(), verdict.outcome(), verdict.reason(), verdict.citation(), facts,
                List.of(), null);
    }

    /** A verdict whose facts' sources were not kept. */
    public static Reasoning of(Verdict verdict) {
        return of(verdict, new TreeMap<>(verdict.facts()).entrySet().stream().map(f -> Fact.of(f.getKey(), f.getValue(), null)).toList());
    }

    /** Something worked out from values of the set. */
    public static Reasoning of(String question, Applied rule, String outcome, String reason, List<Fact> facts, List<Difference> differences) {
        return new Reasoning(question, "", rule.ruleSet(), rule.ref(), 0, outcome, reason, rule.citation(), facts, differences, null);
    }

    public Reasoning part(Object part) {
        return new Reasoning(question, String.valueOf(part), ruleSet, ref, row, outcome, reason, citation, facts, differences, at);
    }

    Reasoning at(Instant when) {
        return new Reasoning(question, part, ruleSet, ref, row, outcome, reason, citation, facts, differences, when);
    }

    /** As the record keeps it. */
    public Applied applied() {
        return new Applied(ruleSet, ref, citation);
    }

    public boolean byTable() {
        return row > 0;
    }

    /** Facts by name, as a table was asked with them; those kept elsewhere have no value. */
    public static Map<String, Object> values(List<Fact> facts) {
        Map<String, Object> values = new LinkedHashMap<>();
        facts.forEach(f -> values.put(f.name(), f.value()));
        return values;
    }

    /**
     * The nearest number, above or below, at which a rule says something else.
     *
     * @param rule     the outcome for a number
     * @param from, to the numbers that can be
     */
    public static List<Difference> nearest(String fact, int now, int from, int to, IntFunction<String> rule) {
        List<Difference> found = new ArrayList<>();
        String outcome = rule.apply(now);
        for (int up = now + 1; up <= to; up++) {
            if (!rule.apply(up).equals(outcome)) {
                found.add(Difference.of(fact, Difference.How.FROM, up, rule.apply(up)));
                break;
            }
        }
        for (int down = now - 1; down >= from; down--) {
            if (!rule.apply(down).equals(outcome)) {
                found.add(Difference.of(fact, Difference.How.BELOW, down + 1, rule.apply(down)));
                break;
            }
        }
        return found;
    }
}
