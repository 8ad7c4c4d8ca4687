package vn.tusoi.ledger.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import vn.tusoi.ledger.Canonical;

/** Members that a line must have. All throw {@link IllegalArgumentException} where one is missing or of another kind. */
final class Members {

    private static final int HEX = 64;

    private Members() { }

    /** Whether a text is a digest. */
    static boolean isHash(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return text.length() == HEX;
    }

    static String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException(name);
        }
        return value.textValue();
    }

    static String hash(JsonNode node, String name) {
        String value = text(node, name);
        if (!isHash(value)) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    static long number(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(name);
        }
        return value.longValue();
    }

    static Instant time(JsonNode node, String name) {
        String text = text(node, name);
        try {
            Instant at = Instant.parse(text);
            if (Canonical.time(at).equals(text)) {
                return at;
            }
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException(name, unreadable);
        }
        throw new IllegalArgumentException(name);
    }
}
