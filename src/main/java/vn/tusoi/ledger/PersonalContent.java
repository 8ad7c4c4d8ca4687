package vn.tusoi.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The personal content of cases: how much of it there is, and its deletion, which leaves digests. Whoever deletes writes the entry that says so. */
@Component
public class PersonalContent {

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
        String within = " join vetting_case c on c.code = t.";
        List<String> questions = new ArrayList<>();
        tables(kind).forEach(table -> questions.add("select c.code, count(*) from " + table.name() + " t" + within + table.caseColumn() + " where c.round_code = ? and "
                + any(table) + " group by c.code"));
        rows(kind).forEach((table, column) -> questions.add("select c.code, count(*) from " + table + " t" + within + column + " where c.round_code = ? group by c.code"));
        questions.forEach(sql -> jdbc.query(sql, rs -> {
            pieces.merge(rs.getString(1), rs.getInt(2), Integer::sum);
        }, roundCode));
        return pieces;
    }

    /** Tables whose rows go as a whole, since no digest rests on them, with the column of the case. */
    private static Map<String, String> rows(ContentKind kind) {
        return switch (kind) {
            case DRAFT -> Map.of("draft", "subject_code");
            case READING -> Map.of("case_read", "case_code");
            default -> Map.of();
        };
    }

    /**
     * What was deleted.
     *
     * @param cells   texts that digests stand for now
     * @param dropped rows that are gone, by table
     */
    public record Deleted(List<Deletion.Cell> cells, Map<String, Integer> dropped, int pieces) { }

    /** Deletes all content of a kind in a case; the transaction is the caller's. */
    public Deleted delete(String caseCode, ContentKind kind) {
        List<Deletion.Cell> cells = new ArrayList<>();
        int pieces = 0;
        for (DigestedTable table : tables(kind)) {
            pieces += delete(table, caseCode, cells);
        }
        Map<String, Integer> dropped = new TreeMap<>();
        for (Map.Entry<String, String> whole : rows(kind).entrySet()) {
            int rows = jdbc.update("delete from " + whole.getKey() + " where " + whole.getValue() + " = ?", caseCode);
            if (rows > 0) {
                dropped.put(whole.getKey(), rows);
                pieces += rows;
            }
        }
        return new Deleted(cells, dropped, pieces);
    }

    private record Row(String salt, List<String> key, Map<String, String> digests) { }

    private int delete(DigestedTable table, String caseCode, List<Deletion.Cell> cells) {
        List<Row> rows = jdbc.query("select t.* from " + table.name() + " t where t." + table.caseColumn() + " = ? and " + any(table), (rs, n) -> row(table, rs), caseCode);
        String blank = String.join(", ", table.content().stream().map(column -> column + " = case when " + column + " is null then null else '' end").toList());
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            try (PreparedStatement update = connection.prepareStatement("update " + table.name() + " set " + blank + ", content_salt = null, content_digests = ? where "
                    + table.caseColumn() + " = ? and content_salt = ?")) {
                for (Row row : rows) {
                    update.setString(1, Canonical.json(row.digests()));
                    update.setString(2, caseCode);
                    update.setString(3, row.salt());
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
        List<String> key = new ArrayList<>();
        for (String column : table.keys()) {
            key.add(rs.getString(column));
        }
        Map<String, String> digests = new TreeMap<>();
        for (String column : table.content()) {
            String text = rs.getString(column);
            if (text != null) {
                digests.put(column, Cells.digest(table.name(), column, salt, text));
            }
        }
        return new Row(salt, key, digests);
    }
}
