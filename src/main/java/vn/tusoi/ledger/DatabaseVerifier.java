package vn.tusoi.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Checks the record in a database and the business rows against it. Reads only, page by page: memory grows with the number of streams (some hundred bytes
 * each), not with that of entries or rows.
 */
public final class DatabaseVerifier {

    private static final int PAGE = 2_000;
    private static final int AHEAD = 8;
    /** The tree over all streams is built for at most so many leaves besides the newest and the confirmed checkpoints. */
    private static final long LEAVES = 5_000_000;

    private final Faults faults;
    private final Anchored anchored;
    private final String key;

    /**
     * @param anchored what was left in second places
     * @param key      public key that the verifier was told (X.509, base64), or null
     */
    public DatabaseVerifier(Anchored anchored, String key) {
        this(anchored, key, new Faults());
    }

    DatabaseVerifier(Anchored anchored, String key, Faults faults) {
        this.anchored = anchored;
        this.key = key;
        this.faults = faults;
    }

    /**
     * What came of it.
     *
     * @param last      the newest checkpoint, or null
     * @param confirmed the newest one that a second place confirms, or null
     * @param open      entries that the newest checkpoint does not cover
     * @param exposed   entries that no confirmed checkpoint covers
     * @param keyTold   whether the keys were held against one that the verifier was told
     * @param stamps    time stamps that are right, {@code signers} by whose certificates
     */
    public record Report(Faults faults, long entries, int streams, long without, long rows, Checkpoint last, Checkpoint confirmed, int confirmations, long open,
                         long exposed, boolean keyTold, int stamps, List<String> signers) {

        public boolean good() {
            return faults.count() == 0;
        }
    }

    private record Read(long id, Line line, String stored) { }

    private record Worked(List<Read> page, List<String> computed, List<List<RowCheck.Reference>> references) { }

    /** Opens further connections to the database that is verified. */
    public interface Another {
        Connection open() throws SQLException, IOException;
    }

    /** Verifies all. The connection is left as it was found, with its transaction rolled back. */
    public Report verify(Connection connection) throws SQLException, IOException {
        return verify(connection, null);
    }

    /**
     * Verifies all, on PostgreSQL over as many connections as there are cores (at most four), which see the same.
     *
     * @param another opens them; null to make do with the one
     */
    public Report verify(Connection connection, Another another) throws SQLException, IOException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        if ("PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        try {
            return check(connection, another);
        } finally {
            connection.rollback();
        }
    }

    /** Verifies what the connection's transaction sees, changes that it has not committed among them. */
    Report check(Connection connection) throws SQLException, IOException {
        return check(connection, null);
    }

    private Report check(Connection connection, Another another) throws SQLException, IOException {
        ChainCheck chains = new ChainCheck(faults);
        try (RowCheck rows = new RowCheck(); DeletionCheck deletions = new DeletionCheck(faults)) {
            LawfulDeletions lawful = new LawfulDeletions(connection, faults);
            entries(connection, another, new Takers(chains, rows, deletions, lawful));
            if (chains.entries() == 0) {
                faults.add(Fault.Kind.TRUNCATED, "ledger_entry");
            }
            int streams = heads(connection, chains);
            CheckpointCheck checkpoints = checkpoints(connection);
            long open = 0;
            for (String stream : chains.streams()) {
                Checkpoints.Head head = checkpoints.head(stream);
                open += Math.max(0, chains.last(stream) - (head == null ? 0 : head.seq()));
            }
            rows.compare(connection, faults, deletions);
            deletions.end();
            RuleContentCheck.check(connection, faults);
            Checkpoint confirmed = checkpoints.lastAnchored();
            return new Report(faults, chains.entries(), streams, chains.without(), rows.compared(), checkpoints.last(), confirmed, checkpoints.confirmed(), open,
                    chains.entries() - (confirmed == null ? 0 : confirmed.entries()), key != null, checkpoints.stamped(), checkpoints.signers());
        }
    }

    /** What takes entries: chains, rows that they speak of, and what was deleted. */
    private record Takers(ChainCheck chains, RowCheck rows, DeletionCheck deletions, LawfulDeletions lawful) { }

    private static void entries(Connection connection, Another another, Takers takers) throws SQLException, IOException {
        if ("PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())) {
            copied(connection, another, takers);
        } else {
            read(connection, takers);
        }
        takers.chains().end();
    }

    /** Others read and hash, this thread follows the chains. Deletions are looked at afterwards: they ask the database themselves. */
    private static void copied(Connection connection, Another another, Takers takers) throws SQLException, IOException {
        List<Long> deletions = new ArrayList<>();
        try (CopyReaders readers = new CopyReaders(connection, another, CopyReaders.STRETCH)) {
            readers.each(page -> take(page, takers, deletions));
        }
        try (PreparedStatement read = connection.prepareStatement("select " + Line.COLUMNS + " from ledger_entry where id = ?")) {
            for (long id : deletions) {
                read.setLong(1, id);
                try (ResultSet rs = read.executeQuery()) {
                    rs.next();
                    take(Deletion.of(Line.of(rs, 1)), takers);
                }
            }
        }
    }

    private static void take(List<CopiedEntries.Entry> entries, Takers takers, List<Long> deletions) throws IOException {
        for (CopiedEntries.Entry e : entries) {
            takers.chains().next(e.stream(), e.seq(), e.prev(), e.whoDigest() != null || e.whatDigest() != null, e.stored(), e.computed());
            takers.rows().recorded(e.tx(), e.id(), e.rows());
            takers.deletions().entry(e.stream(), e.seq(), e.whoDigest(), e.whatDigest());
            if (e.deletion()) {
                deletions.add(e.id());
            }
        }
    }

    private static void take(Deletion deletion, Takers takers) throws SQLException, IOException {
        takers.deletions().recorded(deletion);
        takers.lawful().check(deletion);
    }

    private static ExecutorService workers() {
        return Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException wrong) {
            throw new IllegalStateException(wrong.getCause());
        }
    }

    private static void read(Connection connection, Takers takers) throws SQLException, IOException {
        ExecutorService workers = workers();
        try {
            Deque<Future<Worked>> working = new ArrayDeque<>();
            long last = 0;
            for (List<Read> page = page(connection, last); !page.isEmpty(); page = page(connection, last)) {
                last = page.get(page.size() - 1).id();
                List<Read> given = page;
                working.add(workers.submit(() -> work(given)));
                if (working.size() >= AHEAD) {
                    take(done(working.poll()), takers);
                }
            }
            while (!working.isEmpty()) {
                take(done(working.poll()), takers);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private static List<Read> page(Connection connection, long after) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("select " + Line.COLUMNS + ", id from ledger_entry where id > ? order by id limit " + PAGE)) {
            read.setLong(1, after);
            List<Read> page = new ArrayList<>(PAGE);
            try (ResultSet rs = read.executeQuery()) {
                while (rs.next()) {
                    page.add(new Read(rs.getLong(25), Line.of(rs, 1), rs.getString(24)));
                }
            }
            return page;
        }
    }

    private static Worked work(List<Read> page) {
        List<String> computed = new ArrayList<>(page.size());
        List<List<RowCheck.Reference>> references = new ArrayList<>(page.size());
        for (Read read : page) {
            String hash = read.line().hash();
            String rows = read.line().rows();
            computed.add(hash);
            references.add(rows == null || !hash.equals(read.stored()) ? List.of() : references(rows));
        }
        return new Worked(page, computed, references);
    }

    /** What an entry says of rows; a forger may have left something unreadable, which is then nothing. */
    static List<RowCheck.Reference> references(String rows) {
        try {
            return RowCheck.Reference.read(rows);
        } catch (java.io.UncheckedIOException | IllegalArgumentException unreadable) {
            return List.of();
        }
    }

    private static void take(Worked worked, Takers takers) throws IOException, SQLException {
        for (int i = 0; i < worked.page().size(); i++) {
            Read read = worked.page().get(i);
            Line line = read.line();
            takers.chains().next(line.stream(), line.seq(), line.prev(), line.whoDigest() != null || line.whatDigest() != null, read.stored(), worked.computed().get(i));
            takers.rows().recorded(line.tx(), read.id(), worked.references().get(i));
            takers.deletions().entry(line.stream(), line.seq(), line.whoDigest(), line.whatDigest());
            if (Deletion.ACT.equals(line.act()) && line.whatDigest() == null && worked.computed().get(i).equals(read.stored())) {
                take(Deletion.of(line), takers);
            }
        }
    }

    private static int heads(Connection connection, ChainCheck chains) throws SQLException {
        int streams = 0;
        java.util.Set<String> seen = new java.util.HashSet<>();
        try (PreparedStatement read = connection.prepareStatement("select stream, seq, hash from ledger_stream"); ResultSet rs = read.executeQuery()) {
            while (rs.next()) {
                streams += rs.getLong(2) > 0 ? 1 : 0;
                seen.add(rs.getString(1));
                chains.head(rs.getString(1), rs.getLong(2), rs.getString(3));
            }
        }
        for (String stream : chains.streams()) {
            if (!seen.contains(stream)) {
                chains.head(stream, 0, Canonical.NOTHING);
            }
        }
        return streams;
    }

    private CheckpointCheck checkpoints(Connection connection) throws SQLException {
        List<Checkpoints.Key> keys = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement("select key_id, public_key, made_at, prev_key, handover from ledger_key order by made_at, key_id");
             ResultSet rs = read.executeQuery()) {
            while (rs.next()) {
                keys.add(new Checkpoints.Key(rs.getString(1), rs.getString(2), rs.getObject(3, OffsetDateTime.class).toInstant(), rs.getString(4), rs.getString(5)));
            }
        }
        CheckpointCheck check = new CheckpointCheck(faults, keys, key, anchored);
        long newest = number(connection, "select coalesce(max(no), 0) from ledger_checkpoint");
        long leaves = 0;
        long last = 0;
        while (true) {
            List<Checkpoint> page = new ArrayList<>();
            try (PreparedStatement read = connection.prepareStatement("select " + Checkpoint.COLUMNS + " from ledger_checkpoint where no > ? order by no limit 500")) {
                read.setLong(1, last);
                try (ResultSet rs = read.executeQuery()) {
                    while (rs.next()) {
                        page.add(Checkpoint.of(rs));
                    }
                }
            }
            if (page.isEmpty()) {
                break;
            }
            Map<Long, String> stamps = stamps(connection, page.get(0).no(), page.get(page.size() - 1).no());
            for (Checkpoint c : page) {
                leaves += c.streams();
                check.next(c, changed(connection, c.no()), c.no() == newest || anchored.of(c.no()) != null || leaves < LEAVES);
                if (stamps.containsKey(c.no())) {
                    check.stamp(stamps.get(c.no()));
                }
            }
            last = page.get(page.size() - 1).no();
        }
        check.end();
        against(connection);
        return check;
    }

    /** Time stamps that were got, by checkpoint; without a value where they are gone. */
    private static Map<Long, String> stamps(Connection connection, long first, long last) throws SQLException {
        Map<Long, String> stamps = new HashMap<>();
        try (PreparedStatement read = connection.prepareStatement("select checkpoint_no, receipt from ledger_anchor where place = 'TSA' and sent_at is not null and checkpoint_no between ? and ?")) {
            read.setLong(1, first);
            read.setLong(2, last);
            try (ResultSet rs = read.executeQuery()) {
                while (rs.next()) {
                    stamps.put(rs.getLong(1), rs.getString(2));
                }
            }
        }
        return stamps;
    }

    private static List<Checkpoints.Head> changed(Connection connection, long no) throws SQLException {
        List<Checkpoints.Head> heads = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement("select stream, seq, hash from ledger_checkpoint_head where checkpoint_no = ?")) {
            read.setLong(1, no);
            try (ResultSet rs = read.executeQuery()) {
                while (rs.next()) {
                    heads.add(new Checkpoints.Head(rs.getString(1), rs.getLong(2), rs.getString(3)));
                }
            }
        }
        return heads;
    }

    /** What the checkpoints saw against what the streams hold now. The digests that stand with the entries were held against their content before. */
    private void against(Connection connection) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("""
                select h.stream, h.seq, h.checkpoint_no, e.hash from ledger_checkpoint_head h left join ledger_entry e on e.stream = h.stream and e.seq = h.seq
                where e.hash is null or e.hash <> h.hash order by h.checkpoint_no, h.stream"""); ResultSet rs = read.executeQuery()) {
            while (rs.next()) {
                faults.add(rs.getString(4) == null ? Fault.Kind.TAIL_MISSING : Fault.Kind.REWRITTEN, rs.getString(1) + " " + rs.getLong(2),
                        rs.getString(4) == null ? rs.getLong(2) : rs.getLong(3));
            }
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(sql); ResultSet rs = ask.executeQuery()) {
            rs.next();
            return rs.getLong(1);
        }
    }
}
