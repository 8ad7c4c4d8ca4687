package vn.tusoi.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import vn.tusoi.database.Later;

/**
 * Writes a transaction's entries just before it commits: locks the heads of their streams in the order of their names, so that writers never wait for one
 * another in a circle, reads the rows that were changed, chains, inserts. On PostgreSQL that takes two round trips, whatever the number of entries:
 * what waits to be written goes with the first, and so do the questions for the rows that it will change; others are read in a third.
 */
@Component
class ChainWriter implements TransactionExecutionListener {

    private static final int KNOWN = 200_000;
    private static final int AT_ONCE = 20;
    private static final String INSERT = "insert into ledger_entry(" + Line.COLUMNS + ") values ";
    private static final String PLACES = "(" + "?, ".repeat(23) + "?)";
    private static final String HEAD = "update ledger_stream set seq = ?, hash = ? where stream = ?";

    private record Head(long seq, String hash) { }

    /** @param read rows that were foreseen to be touched */
    private record Locked(Map<String, Head> heads, long tx, Collection<Mark> touched, Map<Mark, List<String>> read) { }

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final RowDigests rows = new RowDigests();
    private final Foreseen foreseen = new Foreseen();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile Boolean postgres;

    ChainWriter(DataSource source, Clock clock) {
        this.jdbc = new JdbcTemplate(source);
        this.clock = clock;
    }

    /** Rows that changed in a transaction without an act are recorded all the same. */
    @Override
    public void beforeCommit(TransactionExecution transaction) {
        Pending pending = Pending.current();
        if (transaction.isReadOnly() || pending != null && pending.isWritten()) {
            return;
        }
        if (pending != null && !pending.lines().isEmpty()) {
            write(pending);
            return;
        }
        Set<Mark> touched = new LinkedHashSet<>(pending == null ? Set.of() : pending.takeTouched());
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            if (isPostgres(connection)) {
                touched.addAll(noted(connection));
            }
            if (!touched.isEmpty()) {
                Line line = new Line(Streams.SYSTEM, 0, 0, Line.FORMAT, clock.instant().truncatedTo(ChronoUnit.MICROS), Canonical.NOTHING, null, null, null, null,
                        Salt.fresh(), "SYSTEM", "record", "CHANGED_WITHOUT_ACT", null, null, null, null, "{}", null, Salt.fresh(), null, null);
                write(connection, List.of(line), touched);
            }
            return null;
        });
    }

    /** @throws org.springframework.dao.DataAccessException where the record cannot be written: the transaction then rolls back */
    void write(Pending pending) {
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            if (!pending.lines().isEmpty()) {
                if (!isPostgres(connection)) {
                    Later.send(connection);         // there, triggers tell this side what they see
                }
                write(connection, pending.lines(), pending.takeTouched());
            }
            return null;
        });
        pending.written();
    }

    private void write(Connection connection, List<Line> lines, Collection<Mark> marks) throws SQLException {
        SortedSet<String> streams = new TreeSet<>();
        lines.forEach(line -> streams.add(line.stream()));
        List<String> unknown = streams.stream().filter(s -> !known.contains(s)).toList();
        if (!unknown.isEmpty()) {
            Later.send(connection);                 // nobody waits for another's rows while holding a new stream
            create(connection, unknown);
        }
        Locked locked = isPostgres(connection) ? lockPostgres(connection, streams) : lockH2(connection, streams);
        Set<Mark> touched = new LinkedHashSet<>(marks);
        touched.addAll(locked.touched());
        List<Line> named = touched.isEmpty() ? lines : name(lines, RowDigests.references(touched, rows(connection, touched, locked.read())));
        Map<String, Head> heads = new LinkedHashMap<>();
        List<Line> placed = new ArrayList<>(named.size());
        List<String> hashes = new ArrayList<>(named.size());
        for (Line line : named) {
            Head before = heads.getOrDefault(line.stream(), locked.heads().get(line.stream()));
            Line here = line.at(before.seq() + 1, locked.tx(), before.hash());
            String hash = here.hash();
            placed.add(here);
            hashes.add(hash);
            heads.put(line.stream(), new Head(here.seq(), hash));
        }
        store(connection, placed, hashes, heads);
        remember(unknown);
    }

    /** Rows of what was touched; what was not foreseen is read now. */
    private Map<Mark, List<String>> rows(Connection connection, Set<Mark> touched, Map<Mark, List<String>> foreseen) throws SQLException {
        List<Mark> missing = touched.stream().filter(mark -> !foreseen.containsKey(mark)).toList();
        if (missing.isEmpty()) {
            return foreseen;
        }
        Map<Mark, List<String>> all = new HashMap<>(foreseen);
        all.putAll(rows.rows(connection, missing, isPostgres(connection)));
        return all;
    }

    /** Gives each entry the rows of its subject, and the last entry those that belong to none. */
    private static List<Line> name(List<Line> lines, Map<Mark, String> references) {
        Map<Integer, StringBuilder> given = new HashMap<>();
        references.forEach((mark, reference) -> {
            int to = lines.size() - 1;
            for (int i = lines.size() - 1; i >= 0; i--) {
                if (mark.subject().equals(lines.get(i).code())) {
                    to = i;
                    break;
                }
            }
            StringBuilder list = given.computeIfAbsent(to, i -> new StringBuilder("["));
            list.append(list.length() > 1 ? "," : "").append(reference);
        });
        List<Line> named = new ArrayList<>(lines);
        given.forEach((i, list) -> named.set(i, lines.get(i).about(list.append(']').toString())));
        return named;
    }

    private boolean isPostgres(Connection connection) throws SQLException {
        Boolean is = postgres;
        if (is == null) {
            is = "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
            postgres = is;
        }
        return is;
    }

    /** Streams that were made by a transaction that then failed are asked for again; that costs a statement and harms nobody. */
    private void remember(List<String> streams) {
        if (streams.isEmpty()) {
            return;
        }
        if (known.size() > KNOWN) {
            known.clear();
        }
        Pending pending = Pending.current();
        if (pending != null) {
            pending.afterwards(() -> known.addAll(streams));
        }
    }

    /** Before anything is locked, so that whoever holds a head waits only for heads that come later by name. */
    private void create(Connection connection, List<String> streams) throws SQLException {
        boolean ignores = isPostgres(connection);
        String sql = ignores ? "insert into ledger_stream(stream, seq, hash) values (?, 0, ?) on conflict do nothing"
                : "insert into ledger_stream(stream, seq, hash) select ?, 0, ? where not exists (select 1 from ledger_stream where stream = ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (String stream : streams) {
                insert.setString(1, stream);
                insert.setString(2, Canonical.NOTHING);
                if (ignores) {
                    insert.addBatch();
                } else {
                    insert.setString(3, stream);
                    try {
                        insert.executeUpdate();
                    } catch (SQLException duplicate) {
                        if (duplicate.getSQLState() == null || !duplicate.getSQLState().startsWith("23")) {
                            throw duplicate;        // otherwise another transaction was faster, which is as good
                        }
                    }
                }
            }
            if (ignores) {
                insert.executeBatch();
            }
        }
    }

    private static Collection<Mark> noted(Connection connection) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("select current_setting('tusoi.touched', true)"); ResultSet rs = ask.executeQuery()) {
            rs.next();
            return Mark.read(rs.getString(1));
        }
    }

    private Locked lockPostgres(Connection connection, SortedSet<String> streams) throws SQLException {
        Later.Together before = Later.together();
        RowDigests.Asked asked = rows.asked(connection, foreseen.of(before));
        try (PreparedStatement lock = before.prepare(connection, "select stream, seq, hash, nextval('ledger_tx'), current_setting('tusoi.touched', true) "
                + "from ledger_stream where stream = any (?) order by stream for update" + asked.sql())) {
            int place = before.set(lock);
            lock.setArray(place, connection.createArrayOf("varchar", streams.toArray()));
            asked.set(lock, place + 1);
            Map<String, Head> heads = new HashMap<>();
            long tx = 0;
            String noted = null;
            lock.execute();
            while (lock.getResultSet() == null) {
                lock.getMoreResults();
            }
            try (ResultSet rs = lock.getResultSet()) {
                while (rs.next()) {
                    heads.put(rs.getString(1), new Head(rs.getLong(2), rs.getString(3)));
                    tx = Math.max(tx, rs.getLong(4));
                    noted = rs.getString(5);
                }
            }
            lock.getMoreResults();
            return new Locked(heads, tx, Mark.read(noted), asked.read(lock));
        }
    }

    private static Locked lockH2(Connection connection, SortedSet<String> streams) throws SQLException {
        Map<String, Head> heads = new HashMap<>();
        try (PreparedStatement lock = connection.prepareStatement("select seq, hash from ledger_stream where stream = ? for update")) {
            for (String stream : streams) {
                lock.setString(1, stream);
                try (ResultSet rs = lock.executeQuery()) {
                    rs.next();
                    heads.put(stream, new Head(rs.getLong(1), rs.getString(2)));
                }
            }
        }
        try (PreparedStatement next = connection.prepareStatement("select next value for ledger_tx"); ResultSet rs = next.executeQuery()) {
            rs.next();
            return new Locked(heads, rs.getLong(1), List.of(), Map.of());
        }
    }

    private void store(Connection connection, List<Line> lines, List<String> hashes, Map<String, Head> heads) throws SQLException {
        if (isPostgres(connection) && lines.size() <= AT_ONCE) {
            String sql = INSERT + String.join(", ", java.util.Collections.nCopies(lines.size(), PLACES)) + ("; " + HEAD).repeat(heads.size());
            try (PreparedStatement both = connection.prepareStatement(sql)) {
                int next = 1;
                for (int i = 0; i < lines.size(); i++) {
                    next = fill(both, next, lines.get(i), hashes.get(i));
                }
                for (Map.Entry<String, Head> head : heads.entrySet()) {
                    next = fill(both, next, head);
                }
                both.execute();
                int changed = both.getUpdateCount();
                for (int i = 0; i < heads.size(); i++) {
                    both.getMoreResults();
                    changed += both.getUpdateCount();
                }
                require(changed == lines.size() + heads.size());
            }
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT + PLACES); PreparedStatement update = connection.prepareStatement(HEAD)) {
            for (int i = 0; i < lines.size(); i++) {
                fill(insert, 1, lines.get(i), hashes.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
            for (Map.Entry<String, Head> head : heads.entrySet()) {
                fill(update, 1, head);
                update.addBatch();
            }
            require(java.util.Arrays.stream(update.executeBatch()).allMatch(n -> n == 1 || n == java.sql.Statement.SUCCESS_NO_INFO));
        }
    }

    private static void require(boolean written) {
        if (!written) {
            throw new IllegalStateException("the record could not be written");
        }
    }

    private static int fill(PreparedStatement statement, int first, Map.Entry<String, Head> head) throws SQLException {
        statement.setLong(first, head.getValue().seq());
        statement.setString(first + 1, head.getValue().hash());
        statement.setString(first + 2, head.getKey());
        return first + 3;
    }

    private static int fill(PreparedStatement s, int first, Line l, String hash) throws SQLException {
        int i = first;
        s.setString(i++, l.stream());
        s.setLong(i++, l.seq());
        s.setLong(i++, l.tx());
        s.setInt(i++, l.format());
        s.setObject(i++, OffsetDateTime.ofInstant(l.at(), ZoneOffset.UTC));
        s.setString(i++, l.prev());
        for (String text : new String[] {l.username(), l.person(), l.function(), l.unit(), l.whoSalt(), l.kind(), l.code(), l.act(), l.outcome(), l.ruleSet(),
                l.ruleRef(), l.reason(), l.detail(), l.rows(), l.whatSalt(), l.whoDigest(), l.whatDigest(), hash}) {
            if (text == null) {
                s.setNull(i++, Types.VARCHAR);
            } else {
                s.setString(i++, text);
            }
        }
        return i;
    }
}
