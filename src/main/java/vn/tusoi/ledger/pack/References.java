package vn.tusoi.ledger.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

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
        take(rows, stream, seq, tx, name -> true);
    }

    /** @param wanted whether rows of this name, table first and then their key, are to be taken */
    void take(JsonNode rows, String stream, long seq, long tx, Predicate<List<String>> wanted) {
        if (rows == null || !rows.isArray()) {
            return;
        }
        for (JsonNode row : rows) {
            List<String> key = texts(row.get("key"));
            if (row.path("table").isTextual() && key != null) {
                List<String> name = name(row.get("table").textValue(), key);
                if (wanted.test(name)) {
                    Reference next = new Reference(row.get("table").textValue(), key, row.hasNonNull("digest") ? row.get("digest").asText() : null,
                            row.path("v").asInt() != 2, stream, seq, tx);
                    last.merge(name, next, (a, b) -> b.tx() >= a.tx() ? b : a);
                }
            }
        }
    }

    private static List<String> name(String table, List<String> key) {
        List<String> name = new ArrayList<>(key);
        name.add(0, table);
        return name;
    }

    boolean holds(List<String> name) {
        return last.containsKey(name);
    }

    /** The first transaction that is spoken of; 0 where there is none. */
    long first() {
        return last.values().stream().mapToLong(Reference::tx).min().orElse(0);
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
        return last.get(name(table, key));
    }

    /** All, by table. */
    Map<String, List<Reference>> byTable() {
        Map<String, List<Reference>> tables = new java.util.TreeMap<>();
        last.values().stream().sorted((a, b) -> a.key().toString().compareTo(b.key().toString()))
                .forEach(r -> tables.computeIfAbsent(r.table(), t -> new ArrayList<>()).add(r));
        return tables;
    }
}
