package vn.tusoi.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The personal content of cases, rounds and briefings: how much of it there is, and its deletion, which leaves digests. Whoever deletes writes the entry that says so. */
@Component
public class PersonalContent {

    /** What is typed on a round's lists, conferences and bodies belongs to the round. */
    private static final String OF_A_ROUND = " or subject_code in (select l.code from planning_list l where l.round_code = ?)"
            + " or subject_code in (select c.code from conference c where c.round_code = ?) or subject_code in (select r.code from collective_review r where r.round_code = ?)";

    private final JdbcTemplate jdbc;

    PersonalContent(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private static List<DigestedTable> tables(ContentKind kind) {
        return DigestedTable.ALL.stream().filter(table -> table.kind() == kind).toList();
    }

    private static String any(DigestedTable table) {
        return "t.content_digests is null and (" + String.join(" or ", table.content().stream().map(column -> "t." + column + " <> ''").toList()) + ")";
    }

    /** How many pieces of a kind each case of a round has: rows with a text in them. Cases without any are not named. */
    public Map<String, Integer> pieces(String roundCode, ContentKind kind) {
        Map<String, Integer> pieces = new HashMap<>();
        if (!kind.isOf(ContentKind.Of.CASE)) {
            return pieces;
        }
        String within = " join vetting_case c on c.code = t.";
        List<String> questions = new ArrayList<>();
        tables(kind).forEach(table -> questions.add("select c.code, count(*) from " + table.name() + " t" + within + table.caseColumn() + " where c.round_code = ? and "
                + any(table) + " group by c.code"));
        whole(kind, ContentKind.Of.CASE).forEach(rows -> questions.add("select c.code, count(*) from " + rows.table() + " t" + within + rows.column()
                + " where c.round_code = ? group by c.code"));
        questions.forEach(sql -> jdbc.query(sql, rs -> {
            pieces.merge(rs.getString(1), rs.getInt(2), Integer::sum);
        }, roundCode));
        return pieces;
    }

    /** How many pieces of a kind belong to one round or briefing itself, and not to a case. */
    public int pieces(ContentKind.Of of, String code, ContentKind kind) {
        int pieces = 0;
        for (DigestedTable table : tables(kind)) {
            pieces += jdbc.queryForObject("select count(*) from " + table.name() + " t where " + table.within() + " and " + any(table), Integer.class, code);
        }
        for (Rows rows : whole(kind, of)) {
            pieces += jdbc.queryForObject("select count(*) from " + rows.table() + " t where " + rows.within(), Integer.class, rows.values(code));
        }
        return pieces;
    }

    /** Whether something is held that belongs to a round or briefing as a whole: with the round itself, any case or person in it. */
    public boolean held(ContentKind.Of of, String code) {
        String which = of == ContentKind.Of.BRIEFING ? LawfulDeletions.HELD_IN_BRIEFING : LawfulDeletions.HELD_IN_ROUND;
        Object[] values = new Object[(int) which.chars().filter(c -> c == '?').count()];
        Arrays.fill(values, code);
        return jdbc.queryForObject("select count(*) from legal_hold where state <> 'LIFTED' and " + which, Integer.class, values) > 0;
    }

    /** Rows that go as a whole, since no digest rests on them. @param more further condition, with a parameter for each question mark */
    private record Rows(String table, String column, String more) {

        String within() {
            return column + " = ?" + more;
        }

        Object[] values(String code) {
            Object[] values = new Object[1 + (int) more.chars().filter(c -> c == '?').count()];
            Arrays.fill(values, code);
            return values;
        }
    }

    private static List<Rows> whole(ContentKind kind, ContentKind.Of of) {
        return switch (kind) {
            case DRAFT -> Stream.of("draft", "draft_kept").map(table -> new Rows(table, "subject_code", of == ContentKind.Of.CASE ? "" : OF_A_ROUND)).toList();
            case READING -> List.of(new Rows("case_read", "case_code", ""));
            default -> List.of();
        };
    }

    /**
     * What was deleted.
     *
     * @param cells   texts that digests stand for now
     * @param dropped rows that are gone, by table
     */
    public record Deleted(List<Deletion.Cell> cells, Map<String, Integer> dropped, int pieces) { }

    /** Deletes content of a kind that belongs to a case, round or briefing, of no table more than {@code most} rows; the transaction is the caller's. */
    public Deleted delete(ContentKind.Of of, String code, ContentKind kind, int most) {
        List<Deletion.Cell> cells = new ArrayList<>();
        int pieces = 0;
        for (DigestedTable table : tables(kind)) {
            pieces += delete(table, code, most, cells);
        }
        Map<String, Integer> dropped = new TreeMap<>();
        for (Rows whole : whole(kind, of)) {
            int rows = jdbc.update("delete from " + whole.table() + " where " + whole.within(), whole.values(code));
            if (rows > 0) {
                dropped.put(whole.table(), rows);
                pieces += rows;
            }
        }
        return new Deleted(cells, dropped, pieces);
    }

    /** @param values of the key columns, as the database has them */
    private record Row(String salt, List<Object> values, List<String> key, Map<String, String> digests) { }

    private int delete(DigestedTable table, String code, int most, List<Deletion.Cell> cells) {
        List<Row> rows = jdbc.query("select t.* from " + table.name() + " t where " + table.within() + " and " + any(table)
                + " order by t." + String.join(", t.", table.keys()) + ", t.content_salt limit " + most + " for update", (rs, n) -> row(table, rs), code);
        String blank = String.join(", ", table.content().stream().map(column -> column + " = case when " + column + " is null then null else '' end").toList());
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            try (PreparedStatement update = connection.prepareStatement("update " + table.name() + " t set " + blank + ", content_salt = null, content_digests = ? where "
                    + table.keys().stream().map(column -> "t." + column + " = ? and ").collect(Collectors.joining()) + "t.content_salt = ?")) {
                for (Row row : rows) {
                    update.setString(1, Canonical.json(row.digests()));
                    for (int k = 0; k < row.values().size(); k++) {
                        update.setObject(k + 2, row.values().get(k));
                    }
                    update.setString(row.values().size() + 2, row.salt());
                    if (update.executeUpdate() != 1) {
                        throw new IllegalStateException("a row of " + table.name() + " has no salt of its own");
                    }
                }
            }
            return null;
        });
        rows.forEach(row -> row.digests().forEach((column, digest) -> cells.add(new Deletion.Cell(table.name(), row.key(), column, digest))));
        return rows.size();
    }

    private static Row row(DigestedTable table, ResultSet rs) throws SQLException {
        String salt = rs.getString(Cells.SALT);
        List<Object> values = new ArrayList<>();
        List<String> key = new ArrayList<>();
        for (String column : table.keys()) {
            values.add(rs.getObject(column));
            key.add(rs.getString(column));
        }
        Map<String, String> digests = new TreeMap<>();
        for (String column : table.content()) {
            String text = rs.getString(column);
            if (text != null) {
                digests.put(column, Cells.digest(table.name(), column, salt, text));
            }
        }
        return new Row(salt, values, key, digests);
    }
}
