package vn.tusoi.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/**
 * Several questions that are answered with one round trip where the database can. They are answered one after the other: what an earlier one waited for
 * (a lock), a later one sees.
 */
@Component
public class AtOnce {

    private final JdbcTemplate jdbc;

    AtOnce(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param answer takes the rows before {@link #ask} returns */
    public record Question<T>(String sql, Object[] values, RowMapper<T> row, Consumer<List<T>> answer) {

        private void answer(ResultSet rs) throws SQLException {
            List<T> rows = new ArrayList<>();
            for (int n = 0; rs.next(); n++) {
                rows.add(row.mapRow(rs, n));
            }
            answer.accept(rows);
        }
    }

    public void ask(List<? extends Question<?>> questions) {
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            if ("PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())) {
                ask(connection, questions);
            } else {
                for (Question<?> one : questions) {
                    ask(connection, List.of(one));
                }
            }
            return null;
        });
    }

    private static void ask(Connection connection, List<? extends Question<?>> questions) throws SQLException {
        try (PreparedStatement all = connection.prepareStatement(String.join("; ", questions.stream().map(Question::sql).toList()))) {
            int before = 0;
            for (Question<?> one : questions) {
                new Later.From(one.values(), before).setValues(all);
                before += one.values().length;
            }
            all.execute();
            for (Question<?> one : questions) {
                try (ResultSet rs = all.getResultSet()) {
                    one.answer(rs);
                }
                all.getMoreResults();
            }
        }
    }
}
