package vn.tusoi.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Follows the chains of all streams, entry by entry, in the order in which they were written. Keeps a few words for each stream, nothing for an entry. */
public final class ChainCheck {

    private static final class State {
        private long seq;
        private String hash = Canonical.NOTHING;
        private TreeMap<Long, Long> gaps;              // first number missing -> last
    }

    private final Map<String, State> streams = new HashMap<>();
    private final Faults faults;
    private long entries;
    private long without;

    public ChainCheck(Faults faults) {
        this.faults = faults;
    }

    /** Lets a stream begin in the middle: at the entry after {@code seq}, whose digest is taken as it is named. */
    public void begin(String stream, long seq, String hash) {
        State state = new State();
        state.seq = seq;
        state.hash = hash;
        streams.put(stream, state);
    }

    /**
     * Takes the next entry.
     *
     * @param incomplete whether its person or content was taken out
     * @param stored     the digest that stands with it
     * @param computed   the digest it has, or anything else where it is known not to be {@code stored}
     */
    public void next(String stream, long seq, String prev, boolean incomplete, String stored, String computed) {
        entries++;
        if (incomplete) {
            without++;
        }
        State state = streams.computeIfAbsent(stream, s -> new State());
        if (!computed.equals(stored)) {
            faults.add(Fault.Kind.ENTRY_CHANGED, stream + " " + seq);
        }
        if (seq == state.seq + 1) {
            if (!prev.equals(state.hash)) {
                faults.add(Fault.Kind.LINK_BROKEN, stream + " " + seq);
            }
        } else if (seq > state.seq) {
            if (state.gaps == null) {
                state.gaps = new TreeMap<>();
            }
            state.gaps.put(state.seq + 1, seq - 1);
        } else if (!fills(state, seq)) {
            faults.add(Fault.Kind.REPEATED, stream + " " + seq);
            return;
        } else {
            faults.add(Fault.Kind.REORDERED, stream + " " + seq, state.seq);
            return;
        }
        state.seq = seq;
        state.hash = stored;
    }

    private static boolean fills(State state, long seq) {
        Map.Entry<Long, Long> gap = state.gaps == null ? null : state.gaps.floorEntry(seq);
        if (gap == null || gap.getValue() < seq) {
            return false;
        }
        state.gaps.remove(gap.getKey());
        if (gap.getKey() < seq) {
            state.gaps.put(gap.getKey(), seq - 1);
        }
        if (seq < gap.getValue()) {
            state.gaps.put(seq + 1, gap.getValue());
        }
        return true;
    }

    /** To be called after the last entry: names the numbers that never came. */
    public void end() {
        streams.forEach((stream, state) -> {
            if (state.gaps != null) {
                state.gaps.forEach((from, to) -> faults.add(Fault.Kind.MISSING, stream + " " + from, to));
            }
        });
    }

    /** Compares the end of a stream with its head. */
    public void head(String stream, long seq, String hash) {
        State state = streams.get(stream);
        long last = state == null ? 0 : state.seq;
        if (last < seq) {
            faults.add(Fault.Kind.TAIL_MISSING, stream + " " + (last + 1), seq);
        } else if (last > seq || state != null && !state.hash.equals(hash)) {
            faults.add(Fault.Kind.HEAD_WRONG, stream + " " + last, seq);
        }
    }

    /** Last number of a stream, 0 for none. */
    public long last(String stream) {
        State state = streams.get(stream);
        return state == null ? 0 : state.seq;
    }

    public Iterable<String> streams() {
        return streams.keySet();
    }

    public long entries() {
        return entries;
    }

    /** Entries whose person or content was taken out. */
    public long without() {
        return without;
    }
}
