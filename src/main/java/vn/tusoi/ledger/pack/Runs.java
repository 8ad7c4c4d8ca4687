package vn.tusoi.ledger.pack;

import java.util.Map;
import java.util.TreeMap;

/** Numbers that mostly follow each other; what is kept grows with the gaps between them. */
final class Runs {

    private final TreeMap<Long, Long> runs = new TreeMap<>();
    private long first;
    private long last;

    void add(long number) {
        if (holds(number)) {
            return;
        }
        if (runs.isEmpty() || number != last + 1) {
            first = number;
        }
        last = number;
        runs.put(first, last);
    }

    boolean holds(long number) {
        Map.Entry<Long, Long> run = runs.floorEntry(number);
        return run != null && run.getValue() >= number;
    }
}
