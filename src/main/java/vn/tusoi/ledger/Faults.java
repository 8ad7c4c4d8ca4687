package vn.tusoi.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Faults as they are found; only so many are kept, all are counted. */
public final class Faults {

    private static final int KEPT = 500;

    private final List<Fault> kept = new ArrayList<>();
    private final int most;
    private long count;

    public Faults() {
        this(KEPT);
    }

    /** @param most how many are kept */
    Faults(int most) {
        this.most = most;
    }

    /** Counts a fault, and keeps it while there are not too many. */
    public void add(Fault.Kind kind, String where, Object... args) {
        count++;
        if (kept.size() < most) {
            kept.add(Fault.of(kind, where, args));
        }
    }

    public List<Fault> all() {
        return Collections.unmodifiableList(kept);
    }

    public long count() {
        return count;
    }
}
