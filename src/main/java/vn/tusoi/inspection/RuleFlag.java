package vn.tusoi.inspection;

import java.util.List;
import vn.tusoi.rulebook.Reasoning;

/**
 * Something the rules raise about a person from what the register and the bodies say, with what it rests on. It raises; people conclude.
 *
 * @param kind   state fragment's kind: done (met), soon (needs an explanation), blocked
 * @param key    message of the statement, under {@code flag.}
 * @param explained the facts with their sources, the values it was measured against, and what would have to be different
 */
public record RuleFlag(String kind, String key, List<Object> args, Reasoning explained) { }
