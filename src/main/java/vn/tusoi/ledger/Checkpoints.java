package vn.tusoi.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes checkpoints and answers for them. Several nodes may ask for one; a lock in the database lets one make it. A node that does not hold the current
 * key makes none.
 */
@Component
public class Checkpoints {

    /** Where a stream stood. */
    public record Head(String stream, long seq, String hash) {

        /** As a leaf of the trees. */
        public String leaf() {
            return Checkpoint.leaf(stream, seq, hash);
        }
    }

    /** A key as it was made known; {@code handover} and {@code prev} are null for the first. */
    public record Key(String id, String publicKey, Instant madeAt, String prev, String handover) { }

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final KeyRing keys;
    private final Ledger ledger;
    private final Clock clock;
    private final AnchorPlaces places;

    Checkpoints(JdbcClient jdbc, JdbcTemplate batch, KeyRing keys, Ledger ledger, Clock clock, AnchorPlaces places) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.keys = keys;
        this.ledger = ledger;
        this.clock = clock;
        this.places = places;
    }

    /** All keys, the first one first. */
    public List<Key> keys() {
        return jdbc.sql("select key_id, public_key, made_at, prev_key, handover from ledger_key order by made_at, key_id").query((rs, n) -> new Key(rs.getString(1),
                rs.getString(2), rs.getObject(3, OffsetDateTime.class).toInstant(), rs.getString(4), rs.getString(5))).list();
    }

    /** The key in use: the one that no other follows. */
    private Optional<Key> current() {
        List<Key> all = keys();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** Makes the first key where there is none. @return whether this node can make checkpoints */
    @Transactional
    public boolean ready() {
        Optional<Key> current = current();
        if (current.isEmpty()) {
            lock();
            current = current();
            if (current.isEmpty()) {
                ledger.byProcess("KEY_MADE").on("SYSTEM", introduce(null)).write();
                return true;
            }
        }
        return keys.holds(current.get().id());
    }

    /**
     * Puts a new key in use; the one before hands over with its signature, and stays known.
     *
     * @param lost whether to go on without the signature of a key that is lost; verifiers will ask for the new key by name from then on
     * @return id of the new key
     * @throws IllegalStateException where this machine does not hold the key in use and {@code lost} is not said
     */
    @Transactional
    public String rotate(boolean lost) {
        lock();
        Key before = current().orElse(null);
        if (before != null && !lost && !keys.holds(before.id())) {
            throw new IllegalStateException("the key " + before.id() + " is not in " + keys.folder());
        }
        String id = introduce(lost ? null : before);
        ledger.byProcess("KEY_ROTATED").on("SYSTEM", id).outcome(lost ? "LOST" : null).with("before", before == null ? null : before.id()).write();
        return id;
    }

    private String introduce(Key before) {
        String open = keys.make();
        String id = KeyRing.id(open);
        Instant at = now();
        if (before != null && !at.isAfter(before.madeAt())) {
            at = before.madeAt().plus(1, ChronoUnit.MICROS);
        }
        String handover = before == null ? null : keys.sign(before.id(), KeyRing.handover(id, open, Canonical.time(at), before.id()));
        jdbc.sql("insert into ledger_key(key_id, public_key, made_at, prev_key, handover) values (?, ?, ?, ?, ?)")
                .params(id, open, at.atOffset(ZoneOffset.UTC), before == null ? null : before.id(), handover).update();
        return id;
    }

    /** The newest checkpoint. */
    public Optional<Checkpoint> last() {
        return jdbc.sql("select " + Checkpoint.COLUMNS + " from ledger_checkpoint order by no desc limit 1").query((rs, n) -> Checkpoint.of(rs)).optional();
    }

    /** All checkpoints from {@code no} on, a page at a time. */
    public List<Checkpoint> from(long no, int limit) {
        return jdbc.sql("select " + Checkpoint.COLUMNS + " from ledger_checkpoint where no >= ? order by no limit ?").params(no, limit)
                .query((rs, n) -> Checkpoint.of(rs)).list();
    }

    /** The first checkpoint that covers an entry. */
    public Optional<Checkpoint> covering(String stream, long seq) {
        return jdbc.sql("select " + Checkpoint.COLUMNS + " from ledger_checkpoint where no = (select min(checkpoint_no) from ledger_checkpoint_head where stream = ? and seq >= ?)")
                .params(stream, seq).query((rs, n) -> Checkpoint.of(rs)).optional();
    }

    /** The first checkpoint that covers everything the record says of a case, list, conference or round; what is printed on its papers. */
    public Optional<Checkpoint> covering(String stream) {
        return jdbc.sql("select seq from ledger_stream where stream = ?").param(stream).query(Long.class).optional().flatMap(seq -> covering(stream, seq));
    }

    /** The first checkpoint that covers the last act of a kind in a stream. */
    public Optional<Checkpoint> coveringAct(String stream, String act) {
        return jdbc.sql("select max(seq) from ledger_entry where stream = ? and act = ?").params(stream, act).query(Long.class).optional()
                .flatMap(seq -> covering(stream, seq));
    }

    /** How many entries the newest checkpoint does not cover. */
    public long uncovered() {
        return jdbc.sql("select coalesce(sum(s.seq - coalesce(c.seq, 0)), 0) from ledger_stream s left join ledger_sealed c on c.stream = s.stream").query(Long.class).single();
    }

    /** The heads that the tree of a checkpoint is made of, in the order of its leaves. */
    public List<Head> heads(long no) {
        return sorted(jdbc.sql("""
                        select h.stream, h.seq, h.hash from ledger_checkpoint_head h
                        join (select stream, max(checkpoint_no) as no from ledger_checkpoint_head where checkpoint_no <= ? group by stream) l
                          on l.stream = h.stream and l.no = h.checkpoint_no""").param(no)
                .query((rs, n) -> new Head(rs.getString(1), rs.getLong(2), rs.getString(3))).list());
    }

    /** By the bytes of the names, whatever the order of the database. */
    public static List<Head> sorted(List<Head> heads) {
        List<Head> sorted = new ArrayList<>(heads);
        sorted.sort((a, b) -> Arrays.compareUnsigned(a.stream().getBytes(StandardCharsets.UTF_8), b.stream().getBytes(StandardCharsets.UTF_8)));
        return sorted;
    }

    static String root(List<Head> heads) {
        Merkle tree = new Merkle();
        heads.forEach(head -> tree.add(head.leaf()));
        return tree.root();
    }

    /**
     * Makes a checkpoint over everything that is committed.
     *
     * @return the new one; the newest where nothing was entered since; none where this node does not hold the key
     */
    @Transactional
    public Optional<Checkpoint> make(String reason) {
        lock();
        Optional<Checkpoint> before = last();
        Key key = current().orElse(null);
        if (key == null || !keys.holds(key.id())) {
            return Optional.empty();
        }
        List<Head> heads = sorted(jdbc.sql("select stream, seq, hash from ledger_stream where seq > 0")
                .query((rs, n) -> new Head(rs.getString(1), rs.getLong(2), rs.getString(3))).list());
        Map<String, Long> sealed = new HashMap<>();
        jdbc.sql("select stream, seq from ledger_sealed").query(rs -> {
            sealed.put(rs.getString(1), rs.getLong(2));
        });
        List<Head> changed = heads.stream().filter(h -> sealed.getOrDefault(h.stream(), 0L) != h.seq()).toList();
        if (changed.isEmpty() && before.isPresent() && before.get().key().equals(key.id())) {
            return before;
        }
        Checkpoint open = new Checkpoint(before.map(Checkpoint::no).orElse(0L) + 1, Checkpoint.FORMAT, now(), heads.stream().mapToLong(Head::seq).sum(), heads.size(),
                root(heads), root(changed), reason, before.map(Checkpoint::hash).orElse(Canonical.NOTHING), key.id(), null, null, null);
        Checkpoint made = open.sealed(open.computedHash(), keys.sign(key.id(), open.signed()));
        jdbc.sql("insert into ledger_checkpoint(" + Checkpoint.COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(made.no(), made.format(), made.at().atOffset(ZoneOffset.UTC), made.entries(), made.streams(), made.root(), made.changed(), made.reason(),
                        made.prev(), made.key(), made.hash(), made.signature(), made.code()).update();
        batch.batchUpdate("insert into ledger_checkpoint_head(checkpoint_no, stream, seq, hash) values (?, ?, ?, ?)",
                changed.stream().map(h -> new Object[] {made.no(), h.stream(), h.seq(), h.hash()}).toList());
        batch.batchUpdate("update ledger_sealed set seq = ? where stream = ?",
                changed.stream().filter(h -> sealed.containsKey(h.stream())).map(h -> new Object[] {h.seq(), h.stream()}).toList());
        batch.batchUpdate("insert into ledger_sealed(stream, seq) values (?, ?)",
                changed.stream().filter(h -> !sealed.containsKey(h.stream())).map(h -> new Object[] {h.stream(), h.seq()}).toList());
        for (String place : places.names()) {
            jdbc.sql("insert into ledger_anchor(checkpoint_no, place, attempts, next_at) values (?, ?, 0, ?)")
                    .params(made.no(), place, made.at().atOffset(ZoneOffset.UTC)).update();
        }
        return Optional.of(made);
    }

    private void lock() {
        jdbc.sql("select name from ledger_lock where name = 'checkpoint' for update").query(String.class).single();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
