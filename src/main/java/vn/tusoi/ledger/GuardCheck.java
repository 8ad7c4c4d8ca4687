package vn.tusoi.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether what {@link Guard} put there still stands: a trigger that was dropped or switched off changes no line, and says that somebody was at work, or that
 * the program was not started since a restore. A view in the place of a table has none of them; and it, or a policy on rows, could show one thing to a verifier
 * and another to the program.
 */
public final class GuardCheck {

    private GuardCheck() { }

    /** The tables of the record, and those that it digests, whose guard is missing or switched off. */
    public static List<String> open(Connection connection) throws SQLException {
        boolean postgres = "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
        Set<String> there = names(connection, postgres
                ? "select relname || '.' || tgname from pg_trigger join pg_class on pg_class.oid = tgrelid where tgenabled in ('O', 'A')"
                : "select event_object_table || '.' || trigger_name from information_schema.triggers");
        Set<String> tables = names(connection, "select table_name from information_schema.tables");
        Set<String> hiding = postgres ? names(connection, "select relname from pg_class where relrowsecurity") : Set.of();
        Stream<String> kept = Guard.APPEND_ONLY.stream().filter(table -> !there.contains(table + "." + (postgres ? "ledger_append_only" : table + "_append_only")));
        Stream<String> watched = DigestedTable.ALL.stream().map(DigestedTable::name).filter(table -> postgres
                ? !there.contains(table + ".ledger_touch") || !there.contains(table + ".ledger_touch_update") : !there.contains(table + "." + table + "_touched"));
        Stream<String> hidden = Stream.concat(Guard.APPEND_ONLY.stream(), DigestedTable.ALL.stream().map(DigestedTable::name)).filter(hiding::contains);
        return Stream.of(kept, watched, hidden).flatMap(names -> names).filter(tables::contains).distinct().toList();
    }

    private static Set<String> names(Connection connection, String sql) throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement ask = connection.prepareStatement(sql); ResultSet rs = ask.executeQuery()) {
            while (rs.next()) {
                names.add(rs.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
