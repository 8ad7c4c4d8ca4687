package vn.tusoi.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Personal content in business rows. A row is digested with the digest of such a text in the text's place, so that its own digest stays the same when the
 * text is deleted. Each row has a random salt, which goes with the texts: without it nobody finds out by trying what stood there.
 */
public final class Cells {

    /** Column with the row's salt; null once the content was deleted. */
    public static final String SALT = "content_salt";
    /** Column with the digests of what was deleted, by column, as canonical JSON; null while the content is there. */
    public static final String DIGESTS = "content_digests";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Cells() { }

    /**
     * Gives each row of these tables its salt, and a place for the digests of what will be deleted. The database makes the salts itself, so that no desk
     * can forget one; how it is asked differs, which is why no migration does it.
     */
    public static void make(Connection connection, Predicate<String> tables) throws SQLException {
        String random = "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName()) ? "gen_random_uuid()" : "random_uuid()";
        try (Statement statement = connection.createStatement()) {
            for (DigestedTable table : DigestedTable.ALL) {
                if (table.hasContent() && tables.test(table.name())) {
                    statement.execute("alter table " + table.name() + " add column if not exists " + SALT + " varchar(32) default replace(cast(" + random + " as varchar), '-', '')");
                    statement.execute("alter table " + table.name() + " add column if not exists " + DIGESTS + " varchar(2000)");
                }
            }
        }
    }

    /** Digest that stands for a text. */
    public static String digest(String table, String column, String salt, String text) {
        StringBuilder out = new StringBuilder(text.length() + 120).append('{');
        boolean more = Canonical.member(out, false, "column", column);
        more = Canonical.member(out, more, "salt", salt == null ? "" : salt);
        more = Canonical.member(out, more, "table", table);
        Canonical.member(out, more, "text", text);
        return Canonical.digest("tusoi/cell/1", out.append('}'));
    }

    /**
     * What stands for a text in the row that is digested: the kept digest of a deleted text, otherwise the text's own. Where something stands in the place of
     * what was deleted it has a digest that fits nothing.
     *
     * @param kept digests of what was deleted, null while the content is there
     * @return null where there is no text
     */
    static String standing(DigestedTable table, String column, String text, String salt, Map<String, String> kept) {
        if (kept != null && (text == null || text.isEmpty())) {
            return kept.get(column);
        }
        return text == null ? null : digest(table.name(), column, salt, text);
    }

    /** Reads {@link #DIGESTS}; null stays null, what cannot be read is empty. */
    public static Map<String, String> kept(String json) {
        if (json == null) {
            return null;
        }
        try {
            return JSON.readValue(json, new TypeReference<TreeMap<String, String>>() { });
        } catch (JsonProcessingException unreadable) {
            return Map.of();
        }
    }

    /** A row with its texts, as packs show it, in the form in which it is digested. */
    public static String digested(DigestedTable table, JsonNode row) {
        Map<String, Object> out = new LinkedHashMap<>();
        Map<String, String> kept = kept(row.hasNonNull(DIGESTS) ? row.get(DIGESTS).asText() : null);
        String salt = row.hasNonNull(SALT) ? row.get(SALT).asText() : null;
        for (Iterator<Map.Entry<String, JsonNode>> members = row.fields(); members.hasNext();) {
            Map.Entry<String, JsonNode> member = members.next();
            if (!table.content().contains(member.getKey()) && !DigestedTable.apart(member.getKey())) {
                JsonNode value = member.getValue();
                out.put(member.getKey(), value.isTextual() ? value.textValue() : value.isBoolean() ? (Object) value.booleanValue() : value.longValue());
            }
        }
        for (String column : table.content()) {
            out.put(column, standing(table, column, row.hasNonNull(column) ? row.get(column).asText() : null, salt, kept));
        }
        return Canonical.json(out);
    }
}
