package vn.tusoi.ledger.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last reference to each group of business rows among the entries of a pack. */
final class References {

    /**
     * @param digest null where there are no rows
     * @param old    digested before their personal content had digests of its own
     */
    record Reference(String table, List<String> key, String digest, boolean old, String stream, long seq, long tx) { }

    private final Map<List<String>, Reference> last = new HashMap<>();

    /** Takes what an entry says of rows. What is no reference is passed over. */
    void take(JsonNode rows, String stream, long seq, long tx) {
        if (rows == null || !rows.isArray()) {
            return;
        }
        for (JsonNode row : rows) {
            List<String> key = texts(row.get("key"));
            if (row.path("table").isTextual() && key != null) {
                List<String> name = new ArrayList<>(key);
                name.add(0, row.get("table").textValue());
                Reference next = new Reference(row.get("table").textValue(), key, row.hasNonNull("digest") ? row.get("digest").asText() : null,
                        row.path("v").asInt() != 2, stream, seq, tx);
                last.merge(name, next, (a, b) -> b.tx() >= a.tx() ? b : a);
            }
        }
    }

    static List<String> texts(JsonNode array) {
        if (array == null || !array.isArray()) {
            return null;
        }
        List<String> texts = new ArrayList<>(array.size());
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    Reference of(String table, List<String> key) {
        List<String> name = new ArrayList<>(key);
        name.add(0, table);
        return last.get(name);
    }

    /** All, by table. */
    Map<String, List<Reference>> byTable() {
        Map<String, List<Reference>> tables = new java.util.TreeMap<>();
        last.values().stream().sorted((a, b) -> a.key().toString().compareTo(b.key().toString()))
                .forEach(r -> tables.computeIfAbsent(r.table(), t -> new ArrayList<>()).add(r));
        return tables;
    }
}
