package vn.tusoi.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes of the running transaction whose outcome nobody asks for. They wait, and go in their order with one round trip: before the next statement of the house
 * ({@link SendingTemplate}), with the record's ({@link #together}), at the latest before the commit. So whoever reads sees them, and they are undone with everything
 * else. What is wrong with one is told when it is sent. Outside a transaction nothing waits.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Later implements TransactionExecutionListener {

    /** So many in one round trip: each number of them is a statement of its own, which the driver has to know. */
    private static final int TOGETHER = 8;

    private static final WithinTransaction<Waiting> WAITING = new WithinTransaction<>(Waiting::new);

    private final JdbcTemplate jdbc;

    Later(DataSource source) {
        this.jdbc = new JdbcTemplate(source);
    }

    private record Write(String sql, Object[] values) {

        int set(PreparedStatement statement, int before) throws SQLException {
            new From(values, before).setValues(statement);
            return before + values.length;
        }
    }

    /** As {@link JdbcTemplate} sets values, after those of statements before. */
    static final class From extends ArgumentPreparedStatementSetter {

        private final int before;

        From(Object[] values, int before) {
            super(values);
            this.before = before;
        }

        @Override
        protected void doSetValue(PreparedStatement statement, int place, Object value) throws SQLException {
            super.doSetValue(statement, before + place, value);
        }
    }

    /**
     * Writes with the next statement; at once where there is no transaction.
     *
     * @param sql    one or several statements, none of which answers with rows
     * @param values those that may be missing as {@link #text} or {@link #day}: a database that is not told of what kind the missing one is plans anew
     */
    public void write(String sql, Object... values) {
        add(sql, values, false);
    }

    /** As {@link #write}: rows of one table, with one statement. @param row places of one row's values, in parentheses */
    public void writeRows(String insert, String row, List<Object[]> rows) {
        if (!rows.isEmpty()) {
            write(insert + String.join(", ", Collections.nCopies(rows.size(), row)), rows.stream().flatMap(Arrays::stream).toArray());
        }
    }

    /** As {@link #write}, into a table that others do not read on the way: their statements do not send it. Whoever reads the table calls {@link #send} before. */
    public void writeUnread(String sql, Object... values) {
        add(sql, values, true);
    }

    public static SqlParameterValue text(String text) {
        return new SqlParameterValue(Types.VARCHAR, text);
    }

    public static SqlParameterValue day(LocalDate day) {
        return new SqlParameterValue(Types.DATE, day);
    }

    public static SqlParameterValue number(Integer number) {
        return new SqlParameterValue(Types.INTEGER, number);
    }

    private void add(String sql, Object[] values, boolean unread) {
        if (!TransactionSynchronizationManager.isActualTransactionActive() || !TransactionSynchronizationManager.isSynchronizationActive()) {
            jdbc.update(sql, values);
            return;
        }
        Waiting waiting = WAITING.get();
        waiting.writes.add(new Write(sql, values.clone()));
        waiting.wanted |= !unread;
    }

    /** Sends what waits now. */
    public void send() {
        Waiting waiting = WAITING.kept();
        if (waiting == null || waiting.writes.isEmpty()) {
            return;
        }
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            send(connection);
            return null;
        });
    }

    /** Sends what waits now, on the running transaction's connection. */
    public static void send(Connection connection) throws SQLException {
        List<Write> writes = taken();
        boolean postgres = !writes.isEmpty() && "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
        int step = postgres ? TOGETHER : 1;
        for (int from = 0; from < writes.size(); from += step) {
            List<Write> some = writes.subList(from, Math.min(from + step, writes.size()));
            try (PreparedStatement all = connection.prepareStatement(joined(some))) {
                set(all, some);
                all.execute();
            }
        }
    }

    /** Whatever was not sent before goes before the commit. */
    @Override
    public void beforeCommit(TransactionExecution transaction) {
        send();
    }

    /** What waits, to be sent in one round trip with another statement, on PostgreSQL. */
    public static Together together() {
        return new Together(taken());
    }

    /** Statements that go before another one: their text before its, their values before its, their answers before its. */
    public static final class Together {

        private final List<Write> writes;

        private Together(List<Write> writes) {
            this.writes = writes;
        }

        public PreparedStatement prepare(Connection connection, String sql) throws SQLException {
            return connection.prepareStatement(writes.isEmpty() ? sql : joined(writes) + "; " + sql);
        }

        /** Tells each statement with its values. */
        public void each(BiConsumer<String, Object[]> to) {
            writes.forEach(write -> to.accept(write.sql(), write.values()));
        }

        /** @return place of the other statement's first value */
        public int set(PreparedStatement statement) throws SQLException {
            return Later.set(statement, writes) + 1;
        }
    }

    private static String joined(List<Write> writes) {
        return String.join("; ", writes.stream().map(Write::sql).toList());
    }

    private static int set(PreparedStatement statement, List<Write> writes) throws SQLException {
        int before = 0;
        for (Write write : writes) {
            before = write.set(statement, before);
        }
        return before;
    }

    /** Before a statement that may read what waits. */
    void sendWanted() {
        Waiting waiting = WAITING.kept();
        if (waiting != null && waiting.wanted) {
            send();
        }
    }

    private static List<Write> taken() {
        Waiting waiting = WAITING.kept();
        if (waiting == null) {
            return List.of();
        }
        List<Write> taken = List.copyOf(waiting.writes);
        waiting.writes.clear();
        waiting.wanted = false;
        return taken;
    }

    private static final class Waiting {

        private final List<Write> writes = new ArrayList<>();
        private boolean wanted;
    }
}
