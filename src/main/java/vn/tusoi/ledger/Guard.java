package vn.tusoi.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * After every migration: makes the record's tables append only, lets the database note which digested rows a transaction changes, and, where the migrations
 * run as an owner of their own, gives the application's role what it needs and no more.
 */
@Component
class Guard implements Callback {

    /** Tables to which lines are added and nothing else is ever done. */
    static final List<String> APPEND_ONLY = List.of("ledger_entry", "ledger_key", "ledger_checkpoint", "ledger_checkpoint_head");

    private final String application;

    Guard(@Value("${spring.datasource.username:}") String application) {
        this.application = application;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public String getCallbackName() {
        return "ledger guard";
    }

    @Override
    public void handle(Event event, Context context) {
        Connection connection = context.getConnection();
        try {
            if ("PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())) {
                postgres(connection);
            } else {
                h2(connection);
            }
        } catch (SQLException wrong) {
            throw new IllegalStateException("the record cannot be guarded: " + wrong.getMessage(), wrong);
        }
    }

    private void postgres(Connection connection) throws SQLException {
        run(connection, """
                create or replace function refuse_ledger_change() returns trigger language plpgsql as $$
                begin
                  raise exception '% is append only', tg_table_name;
                end $$""");
        for (String table : APPEND_ONLY) {
            run(connection, "create or replace trigger ledger_append_only before update or delete or truncate on " + table
                    + " for each statement execute function refuse_ledger_change()");
        }
        Cells.make(connection, table -> true);
        for (DigestedTable table : DigestedTable.ALL) {
            watchPostgres(connection, table);
        }
        run(connection, "drop function if exists ledger_touch(text)");               // earlier versions called it from each trigger
        try (PreparedStatement who = connection.prepareStatement("select current_user"); ResultSet rs = who.executeQuery()) {
            rs.next();
            if (!application.isEmpty() && !rs.getString(1).equals(application)) {
                grant(connection, '"' + application.replace("\"", "\"\"") + '"');
            }
        }
    }

    /**
     * What a transaction touched is kept in a setting that ends with it: no table, no lock, nothing to clean up. Assignments only: the database computes
     * them without running a query, which counts where every row of every act comes by.
     */
    private static void watchPostgres(Connection connection, DigestedTable table) throws SQLException {
        String digested = String.join(", ", columns(connection, table));
        String name = "ledger_touch_" + table.name();
        run(connection, """
                create or replace function %s() returns trigger language plpgsql as $$
                declare
                  seen text := coalesce(current_setting('tusoi.touched', true), '');
                  mark text;
                begin
                  if tg_op <> 'INSERT' then
                    mark := %s;
                    if strpos(seen, mark) = 0 then
                      seen := set_config('tusoi.touched', seen || mark, true);
                    end if;
                  end if;
                  if tg_op <> 'DELETE' then
                    mark := %s;
                    if strpos(seen, mark) = 0 then
                      seen := set_config('tusoi.touched', seen || mark, true);
                    end if;
                  end if;
                  return null;
                end $$""".formatted(name, mark(table, "old"), mark(table, "new")));
        run(connection, "create or replace trigger ledger_touch after insert or delete on " + table.name() + " for each row execute function " + name + "()");
        run(connection, "create or replace trigger ledger_touch_update after update on " + table.name() + " for each row when (("
                + of("old", digested) + ") is distinct from (" + of("new", digested) + ")) execute function " + name + "()");
    }

    private static String mark(DigestedTable table, String row) {
        StringBuilder mark = new StringBuilder("e'\\x1f").append(table.name()).append('\'');
        for (String key : table.keys()) {
            mark.append(" || e'\\x1f' || ").append(row).append('.').append(key);
        }
        return mark.append(" || e'\\x1e'").toString();
    }

    private static String of(String row, String columns) {
        return row + "." + columns.replace(", ", ", " + row + ".");
    }

    private static List<String> columns(Connection connection, DigestedTable table) throws SQLException {
        List<String> columns = new RowDigests().shape(connection, table).digested();
        if (!columns.containsAll(table.keys())) {
            throw new IllegalStateException(table.name() + " has no columns " + table.keys());
        }
        return columns;
    }

    private static void grant(Connection connection, String role) throws SQLException {
        // who may create functions here could make the owner call them at the next start: the engine's tables are the owner's, too
        run(connection, "grant usage on schema public to " + role);
        run(connection, "revoke create on schema public from " + role + ", public");
        for (String grant : own(connection, "select 'grant select, insert, update, delete on ' || quote_ident(tablename) from pg_tables "
                + "where schemaname = 'public' and tableowner = current_user union all "
                + "select 'grant usage, select on sequence ' || quote_ident(sequencename) from pg_sequences where schemaname = 'public' and sequenceowner = current_user")) {
            run(connection, grant + " to " + role);
        }
        for (String table : APPEND_ONLY) {
            run(connection, "revoke update, delete, truncate on " + table + " from " + role);
        }
        run(connection, "revoke delete, truncate on ledger_stream from " + role);
        run(connection, "revoke insert, update, delete, truncate on flyway_schema_history from " + role);
    }

    private static List<String> own(Connection connection, String sql) throws SQLException {
        List<String> found = new java.util.ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement(sql); ResultSet rs = ask.executeQuery()) {
            while (rs.next()) {
                found.add(rs.getString(1));
            }
        }
        return found;
    }

    private static void h2(Connection connection) throws SQLException {
        for (String table : APPEND_ONLY) {
            run(connection, "create trigger if not exists " + table + "_append_only before update, delete on " + table + " for each row call '"
                    + AppendOnlyTrigger.class.getName() + "'");
        }
        Cells.make(connection, table -> true);
        for (DigestedTable table : DigestedTable.ALL) {
            columns(connection, table);
            run(connection, "create trigger if not exists " + table.name() + "_touched after insert, update, delete on " + table.name() + " for each row call '"
                    + TouchTrigger.class.getName() + "'");
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** For H2: refuses any change of what is there. */
    public static final class AppendOnlyTrigger implements org.h2.api.Trigger {

        private String table;

        @Override
        public void init(Connection connection, String schema, String trigger, String name, boolean before, int type) {
            table = name.toLowerCase(Locale.ROOT);
        }

        @Override
        public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
            throw new SQLException(table + " is append only");
        }
    }

    /** For H2: notes which digested rows the running transaction changed. */
    public static final class TouchTrigger implements org.h2.api.Trigger {

        private String table;
        private int[] keys;
        private int[] digested;

        @Override
        public void init(Connection connection, String schema, String trigger, String name, boolean before, int type) throws SQLException {
            table = name.toLowerCase(Locale.ROOT);
            DigestedTable watched = DigestedTable.named(table);
            List<String> columns = new java.util.ArrayList<>();
            try (ResultSet rs = connection.getMetaData().getColumns(null, schema, name, null)) {
                while (rs.next()) {
                    columns.add(rs.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
            keys = watched.keys().stream().mapToInt(columns::indexOf).toArray();
            digested = java.util.stream.IntStream.range(0, columns.size()).filter(i -> !watched.ignored().contains(columns.get(i)) && !DigestedTable.apart(columns.get(i)))
                    .toArray();
        }

        @Override
        public void fire(Connection connection, Object[] before, Object[] after) {
            Pending pending = Pending.join();
            if (pending == null || before != null && after != null && same(before, after)) {
                return;
            }
            if (before != null) {
                pending.touch(mark(before));
            }
            if (after != null) {
                pending.touch(mark(after));
            }
        }

        private boolean same(Object[] before, Object[] after) {
            for (int i : digested) {
                if (!java.util.Objects.equals(before[i], after[i])) {
                    return false;
                }
            }
            return true;
        }

        private Mark mark(Object[] row) {
            return new Mark(table, java.util.Arrays.stream(keys).mapToObj(k -> String.valueOf(row[k])).toList());
        }
    }
}
