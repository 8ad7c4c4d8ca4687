package vn.tusoi.rulebook;

import java.util.Map;
import java.util.function.Supplier;

/**
 * A table that the engine reads when it is first asked. Sets that are served were checked cell by cell with a reader of our own, and read by the
 * engine before they shipped or were put into force; reading all of them again at each start would cost most of what the rule book costs then.
 */
final class LaterTable implements DecisionTables.Table {

    private final Supplier<DecisionTables.Table> opening;
    private volatile DecisionTables.Table open;

    LaterTable(Supplier<DecisionTables.Table> opening) {
        this.opening = opening;
    }

    private DecisionTables.Table open() {
        DecisionTables.Table now = open;
        if (now == null) {
            synchronized (this) {
                now = open == null ? opening.get() : open;
                open = now;
            }
        }
        return now;
    }

    @Override
    public DecisionTables.Row decide(Map<String, Object> facts) {
        return open().decide(facts);
    }

    @Override
    public DecisionTables.Sheet sheet() {
        return open().sheet();
    }
}
