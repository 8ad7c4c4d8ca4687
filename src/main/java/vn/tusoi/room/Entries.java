package vn.tusoi.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What stands in a single entry, taken apart for reading. */
@Component
class Entries {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    Entries(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public record Pair(String name, String value) { }

    /** Business rows that the entry speaks of. */
    public record Rows(String table, String key, int count, String digest) { }

    boolean covers(long id, Mandate.Reach reach) {
        Map<String, Object> params = new HashMap<>(Map.of("id", id));
        reach.fill(params);
        return jdbc.sql("select count(*) from ledger_entry e where e.id = :id" + reach.entries()).params(params).query(Integer.class).single() > 0;
    }

    List<Pair> details(String detail) {
        return detail == null ? List.of() : read(detail, new TypeReference<Map<String, Object>>() { }).entrySet().stream()
                .map(e -> new Pair(e.getKey(), said(e.getValue()))).toList();
    }

    /** Of the many texts that a deletion names, how many of each column; everything else as it is. */
    private static String said(Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty() || !list.stream().allMatch(one -> one instanceof Map<?, ?> cell && cell.containsKey("table") && cell.containsKey("column"))) {
            return String.valueOf(value);
        }
        Map<String, Integer> counts = new TreeMap<>();
        list.stream().map(one -> (Map<?, ?>) one).forEach(cell -> counts.merge(cell.get("table") + "." + cell.get("column"), 1, Integer::sum));
        return String.join(", ", counts.entrySet().stream().map(c -> c.getKey() + ": " + c.getValue()).toList());
    }

    List<Rows> rows(String references) {
        return references == null ? List.of() : read(references, new TypeReference<List<Map<String, Object>>>() { }).stream()
                .map(r -> new Rows(String.valueOf(r.get("table")), String.join(", ", ((List<?>) r.get("key")).stream().map(String::valueOf).toList()),
                        ((Number) r.get("n")).intValue(), r.get("digest") == null ? "" : r.get("digest").toString())).toList();
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("an entry cannot be read", wrong);
        }
    }
}
