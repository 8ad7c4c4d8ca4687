package vn.tusoi.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Business rows as the record digests them, for whoever shows them beside the record. */
public final class BusinessRows {

    private final RowDigests digests = new RowDigests();

    /** Whether the record digests a table. */
    public static boolean digested(String table) {
        return DigestedTable.ALL.stream().anyMatch(t -> t.name().equals(table));
    }

    /** The rows under each key as they are now: canonical JSON, in the order in which they are digested. */
    public Map<List<String>, List<String>> read(Connection connection, String table, Collection<List<String>> keys) throws SQLException {
        Map<List<String>, List<String>> all = new LinkedHashMap<>();
        digests.rows(connection, keys.stream().map(key -> new Mark(table, key)).toList(), false).forEach((mark, rows) -> all.put(mark.key(),
                rows.stream().map(row -> row.getBytes(StandardCharsets.UTF_8)).sorted((Comparator<byte[]>) Arrays::compareUnsigned)
                        .map(row -> new String(row, StandardCharsets.UTF_8)).toList()));
        return all;
    }

    /** Their digest, as a reference holds it. */
    public static String digest(List<String> rows) {
        return RowDigests.digest(rows);
    }
}
