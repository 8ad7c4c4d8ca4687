package vn.tusoi.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Follows the checkpoints: digests, signatures, chain, keys, trees, and what was left of them in second places. */
public final class CheckpointCheck {

    /** A pack's clock and those of other machines may differ by so much. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final Faults faults;
    private final Anchored anchored;
    private final String told;
    private final Map<String, Checkpoints.Key> trusted = new HashMap<>();
    private final Map<String, Checkpoints.Head> heads = new HashMap<>();
    private final Map<Long, Checkpoint> matched = new TreeMap<>();
    private final StampCheck stamps;
    private Checkpoint last;
    private long later;

    /**
     * @param keys  as they stand beside the checkpoints, in the order in which they were made known
     * @param known a key that the verifier was told, X.509 in base64; null: the first one beside the checkpoints is believed
     */
    public CheckpointCheck(Faults faults, List<Checkpoints.Key> keys, String known, Anchored anchored) {
        this.faults = faults;
        this.anchored = anchored;
        this.told = known == null ? null : KeyRing.id(known);
        this.stamps = new StampCheck(faults, anchored.authority());
        Map<String, Checkpoints.Key> open = new LinkedHashMap<>();
        keys.forEach(key -> open.put(key.id(), key));
        for (Checkpoints.Key key : keys) {
            if (!KeyRing.id(key.publicKey()).equals(key.id())) {
                faults.add(Fault.Kind.FOREIGN_KEY, key.id());
            } else if (key.prev() != null) {
                Checkpoints.Key before = trusted.get(key.prev());
                if (before != null && KeyRing.verifies(before.publicKey(), KeyRing.handover(key.id(), key.publicKey(), Canonical.time(key.madeAt()), key.prev()), key.handover())) {
                    trusted.put(key.id(), key);
                }
            } else if (known == null ? trusted.isEmpty() : key.publicKey().equals(known)) {
                trusted.put(key.id(), key);
            }
            if (known != null && key.publicKey().equals(known)) {
                trusted.put(key.id(), key);
                before(key, open);
            }
        }
    }

    /** Whoever trusts a key trusts the ones that handed over to it. */
    private void before(Checkpoints.Key key, Map<String, Checkpoints.Key> open) {
        Checkpoints.Key now = key;
        while (now.prev() != null && open.containsKey(now.prev())) {
            Checkpoints.Key before = open.get(now.prev());
            if (!KeyRing.id(before.publicKey()).equals(before.id())
                    || !KeyRing.verifies(before.publicKey(), KeyRing.handover(now.id(), now.publicKey(), Canonical.time(now.madeAt()), now.prev()), now.handover())) {
                return;
            }
            trusted.put(before.id(), before);
            now = before;
        }
    }

    /**
     * Takes the next checkpoint.
     *
     * @param changed the heads that changed since the one before
     * @param whole   whether to build the tree over all streams too, which costs as many digests as there are streams
     */
    public void next(Checkpoint c, List<Checkpoints.Head> changed, boolean whole) {
        next(c);
        boolean fits = Checkpoints.root(Checkpoints.sorted(changed)).equals(c.changed());
        changed.forEach(head -> heads.put(head.stream(), head));
        if (fits && whole) {
            List<Checkpoints.Head> all = Checkpoints.sorted(new ArrayList<>(heads.values()));
            fits = all.size() == c.streams() && all.stream().mapToLong(Checkpoints.Head::seq).sum() == c.entries() && Checkpoints.root(all).equals(c.root());
        }
        if (!fits) {
            faults.add(Fault.Kind.CHECKPOINT_TREE, Long.toString(c.no()));
        }
    }

    /** Takes the next checkpoint without its trees. */
    public void next(Checkpoint c) {
        String where = Long.toString(c.no());
        long expected = last == null ? 1 : last.no() + 1;
        if (c.no() > expected) {
            faults.add(Fault.Kind.CHECKPOINT_MISSING, Long.toString(expected), c.no() - 1);
        }
        if (!c.computedHash().equals(c.hash())) {
            faults.add(Fault.Kind.CHECKPOINT_CHANGED, where);
        }
        if (!Checkpoint.code(c.hash()).equals(c.code())) {
            faults.add(Fault.Kind.CHECKPOINT_CODE, where);
        }
        if (c.no() == expected && !c.prev().equals(last == null ? Canonical.NOTHING : last.hash())) {
            faults.add(Fault.Kind.CHECKPOINT_LINK, where);
        }
        Checkpoints.Key key = trusted.get(c.key());
        if (key == null) {
            faults.add(Fault.Kind.FOREIGN_KEY, c.key(), c.no());
        } else if (!KeyRing.verifies(key.publicKey(), c.signed(), c.signature())) {
            faults.add(Fault.Kind.CHECKPOINT_SIGNATURE, where, c.key());
        } else if (last != null && key.prev() != null && !follows(c.key(), last.key())) {
            faults.add(Fault.Kind.KEY_SUPERSEDED, where, c.key());
        }
        List<Anchored.Left> left = anchored.all(c.no());
        List<String> others = left.stream().filter(line -> !line.fits(c.hash())).map(Anchored.Left::text).distinct().toList();
        others.forEach(other -> faults.add(Fault.Kind.ANCHOR_DIFFERS, where, other));
        if (!left.isEmpty() && others.isEmpty()) {
            matched.put(c.no(), c);
        }
        last = c;
    }

    /** Whether a key is another or came after it, by handing over. */
    private boolean follows(String key, String other) {
        Set<String> been = new HashSet<>();
        for (String now = key; now != null && been.add(now); now = trusted.containsKey(now) ? trusted.get(now).prev() : null) {
            if (now.equals(other)) {
                return true;
            }
        }
        return !trusted.containsKey(other);
    }

    /** Takes the time stamp of the checkpoint that was taken last: a token in base64, null or empty where there should be one and is none. */
    public void stamp(String token) {
        if (token == null || token.isEmpty()) {
            faults.add(Fault.Kind.STAMP_MISSING, Long.toString(last.no()));
        } else if (stamps.check(last, token)) {
            matched.put(last.no(), last);
        }
    }

    /** Time stamps that are right. */
    public int stamped() {
        return stamps.good();
    }

    /** Subjects and SHA-256 of the certificates that signed them. */
    public List<String> signers() {
        return stamps.signers();
    }

    /** To be called after the last checkpoint: names those that were left elsewhere and are not here. */
    public void end() {
        end(null);
    }

    /** As {@link #end()}. @param made when what is checked was made: what was left elsewhere after that cannot be here; null for what lives on */
    public void end(Instant made) {
        for (long no : anchored.numbers()) {
            if (last == null || no > last.no()) {
                List<Anchored.Left> left = anchored.all(no);
                if (made != null && left.stream().allMatch(line -> line.at() != null && line.at().isAfter(made.minus(SKEW)))) {
                    later = no;
                } else {
                    faults.add(Fault.Kind.ANCHOR_MISSING, Long.toString(no), left.get(0).text());
                }
            }
        }
        if (told != null && last != null && trusted.containsKey(told) && trusted.containsKey(last.key()) && !follows(last.key(), told)) {
            faults.add(Fault.Kind.KEY_SUPERSEDED, Long.toString(last.no()), last.key());
        }
    }

    /** The newest checkpoint that was left elsewhere after what is checked was made; 0 for none. */
    public long later() {
        return later;
    }

    public Checkpoint last() {
        return last;
    }

    /** The newest checkpoint that a second place confirms, or null. */
    public Checkpoint lastAnchored() {
        return matched.isEmpty() ? null : ((TreeMap<Long, Checkpoint>) matched).lastEntry().getValue();
    }

    public int confirmed() {
        return matched.size();
    }

    /** The key that signed the newest checkpoint, or null where it is not trusted. */
    public String signer() {
        return last == null || !trusted.containsKey(last.key()) ? null : last.key();
    }

    /** Where a stream stood at the newest checkpoint, or null. */
    public Checkpoints.Head head(String stream) {
        return heads.get(stream);
    }
}
