package vn.tusoi.inspection;

import java.util.List;
import vn.tusoi.rulebook.Value;

/**
 * Something the rules raise about a person from what the register and the bodies say, with what it rests on. It raises; people conclude.
 *
 * @param kind   state fragment's kind: done (met), soon (needs an explanation), blocked
 * @param key    message of the statement, under {@code flag.}
 * @param values values of the rule set it was measured against
 */
public record RuleFlag(String kind, String key, List<Object> args, List<Given> facts, List<Value> values) {

    /** A fact: label key, value in the reader's form (date, number or text), where it comes from. */
    public record Given(String label, Object value, String source) { }
}
