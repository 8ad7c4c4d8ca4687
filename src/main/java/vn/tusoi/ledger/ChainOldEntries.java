package vn.tusoi.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.stereotype.Component;

/**
 * Gives the entries that were written before there were chains their places, in the order in which they were written. From here on they are as safe as any
 * other; what happened to them before, nobody can prove.
 */
@Component
class ChainOldEntries implements JavaMigration {

    private static final int BATCH = 1_000;

    private record Head(long seq, String hash) { }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("71");
    }

    @Override
    public String getDescription() {
        return "chain old entries";
    }

    @Override
    public Integer getChecksum() {
        return 1;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws Exception {
        Connection connection = context.getConnection();
        boolean postgres = "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
        if (postgres) {
            run(connection, "drop trigger ledger_append_only on ledger_entry");         // comes back when the migration is over
        }
        Map<String, Head> heads = new HashMap<>();
        long last = 0;
        int found;
        do {
            found = 0;
            Map<Long, Line> lines = new LinkedHashMap<>();
            try (PreparedStatement read = connection.prepareStatement("select id, at, username, person, function, unit_code, subject_kind, subject_code, act, outcome, "
                    + "rule_set, rule_ref, detail from ledger_entry where id > ? order by id limit " + BATCH)) {
                read.setLong(1, last);
                try (ResultSet rs = read.executeQuery()) {
                    while (rs.next()) {
                        found++;
                        last = rs.getLong(1);
                        lines.put(last, new Line(Streams.of(rs.getString(7), rs.getString(8), rs.getString(6)), 0, 0, Line.FORMAT,
                                rs.getObject(2, OffsetDateTime.class).toInstant(), Canonical.NOTHING, Canonical.nfc(rs.getString(3)), Canonical.nfc(rs.getString(4)),
                                rs.getString(5), rs.getString(6), Salt.fresh(), rs.getString(7), Canonical.nfc(rs.getString(8)), rs.getString(9),
                                Canonical.nfc(rs.getString(10)), rs.getString(11), Canonical.nfc(rs.getString(12)), null, canonical(rs.getString(13)), null,
                                Salt.fresh(), null, null));
                    }
                }
            }
            write(connection, lines, heads);
        } while (found == BATCH);
        try (PreparedStatement insert = connection.prepareStatement("insert into ledger_stream(stream, seq, hash) values (?, ?, ?)")) {
            for (Map.Entry<String, Head> head : heads.entrySet()) {
                insert.setString(1, head.getKey());
                insert.setLong(2, head.getValue().seq());
                insert.setString(3, head.getValue().hash());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void write(Connection connection, Map<Long, Line> lines, Map<String, Head> heads) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update ledger_entry set stream = ?, seq = ?, tx = 0, format = ?, who_salt = ?, what_salt = ?, "
                + "username = ?, person = ?, subject_code = ?, outcome = ?, rule_ref = ?, detail = ?, prev = ?, hash = ? where id = ?")) {
            for (Map.Entry<Long, Line> entry : lines.entrySet()) {
                Head before = heads.getOrDefault(entry.getValue().stream(), new Head(0, Canonical.NOTHING));
                Line line = entry.getValue().at(before.seq() + 1, 0, before.hash());
                Head here = new Head(line.seq(), line.hash());
                heads.put(line.stream(), here);
                int i = 1;
                update.setString(i++, line.stream());
                update.setLong(i++, line.seq());
                update.setInt(i++, line.format());
                for (String text : new String[] {line.whoSalt(), line.whatSalt(), line.username(), line.person(), line.code(), line.outcome(), line.ruleRef(),
                        line.detail(), line.prev(), here.hash()}) {
                    update.setString(i++, text);
                }
                update.setLong(i, entry.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** The detail as it would be written today; fractions, which were never meant to be there, become texts. */
    private static String canonical(String detail) throws Exception {
        return Canonical.json(whole(new ObjectMapper().readValue(detail, Map.class)));
    }

    private static Object whole(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> whole = new HashMap<>();
            map.forEach((name, member) -> whole.put(name.toString(), whole(member)));
            return whole;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(one -> one == null ? "" : whole(one)).toList();
        }
        return value instanceof Double || value instanceof Float || value instanceof Number && !(value instanceof Integer) && !(value instanceof Long)
                ? value.toString() : value;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
