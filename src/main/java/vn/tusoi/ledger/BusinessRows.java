package vn.tusoi.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RowDigests digests = new RowDigests();

    /** Whether the record digests a table. */
    public static boolean digested(String table) {
        return DigestedTable.ALL.stream().anyMatch(t -> t.name().equals(table));
    }

    /**
     * The rows under each key as they are now, with their personal content where it is still there: canonical JSON, in the order in which they are digested.
     *
     * @param old as they were digested before their personal content had digests of its own
     */
    public Map<List<String>, List<String>> read(Connection connection, String table, Collection<List<String>> keys, boolean old) throws SQLException {
        Map<List<String>, List<String>> all = new LinkedHashMap<>();
        digests.rows(connection, keys.stream().map(key -> new Mark(table, key)).toList(), false, old ? RowDigests.Form.OLD : RowDigests.Form.FULL)
                .forEach((mark, rows) -> all.put(mark.key(), rows.stream().sorted(Comparator.comparing(row -> form(table, row, old).getBytes(StandardCharsets.UTF_8),
                        Arrays::compareUnsigned)).toList()));
        return all;
    }

    /** Their digest, as a reference holds it. */
    public static String digest(String table, List<String> rows, boolean old) {
        List<String> forms = rows.stream().map(row -> form(table, row, old)).toList();
        return old ? RowDigests.digest(forms) : RowDigests.digest(DigestedTable.named(table), forms);
    }

    private static String form(String table, String row, boolean old) {
        DigestedTable digested = DigestedTable.named(table);
        if (old || !digested.hasContent()) {
            return row;
        }
        try {
            return Cells.digested(digested, JSON.readTree(row));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a row cannot be read as it was written", impossible);
        }
    }
}
