package vn.tusoi.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The canonical form of what the record hashes: RFC 8785 JSON without fractions, in UTF-8. Written by hand because every byte counts a million
 * times in a verification; a test holds it against the reference implementation. {@code processes/record-format.md} describes it.
 */
public final class Canonical {

    /** What stands before the first entry of a stream and the first checkpoint. */
    public static final String NOTHING = "0".repeat(64);

    private static final long EXACT = (1L << 53) - 1;
    private static final HexFormat HEX = HexFormat.of();
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final ThreadLocal<MessageDigest> SHA = ThreadLocal.withInitial(Canonical::sha256);

    private Canonical() { }

    /** UTC with six decimals, as databases keep it. */
    public static String time(TemporalAccessor at) {
        try {
            return MICROS.format(at);
        } catch (DateTimeException beyond) {
            return at.toString();                       // PostgreSQL's infinity: in no row that this program wrote, so it fits no digest
        }
    }

    /** Composed form; null stays null. */
    public static String nfc(String text) {
        return text == null || Normalizer.isNormalized(text, Normalizer.Form.NFC) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** SHA-256, hexadecimal, over the domain's name, a line feed and the text in UTF-8. */
    public static String digest(String domain, CharSequence text) {
        MessageDigest sha = SHA.get();
        sha.update(domain.getBytes(StandardCharsets.US_ASCII));
        sha.update((byte) '\n');
        return HEX.formatHex(sha.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Digest of a stated reason or another text that is kept elsewhere; null for none. */
    public static String textDigest(String text) {
        return text == null || text.isBlank() ? null : digest("tusoi/text/1", nfc(text.strip()));
    }

    /** A fresh SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    /** A map, list, text, whole number, truth value or time as canonical JSON; members without a value are left out. */
    public static String json(Object value) {
        StringBuilder out = new StringBuilder(128);
        value(out, value);
        return out.toString();
    }

    static void value(StringBuilder out, Object value) {
        if (value instanceof String text) {
            text(out, nfc(text));
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            number(out, ((Number) value).longValue());
        } else if (value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Map<?, ?> map) {
            TreeMap<String, Object> sorted = new TreeMap<>();           // Java compares UTF-16 units, as the RFC asks
            map.forEach((name, member) -> {
                if (member != null) {
                    sorted.put(nfc(name.toString()), member);
                }
            });
            out.append('{');
            boolean more = false;
            for (Map.Entry<String, Object> member : sorted.entrySet()) {
                if (more) {
                    out.append(',');
                }
                more = true;
                text(out, member.getKey());
                out.append(':');
                value(out, member.getValue());
            }
            out.append('}');
        } else if (value instanceof Iterable<?> list) {
            out.append('[');
            boolean more = false;
            for (Object one : list) {
                if (more) {
                    out.append(',');
                }
                more = true;
                if (one == null) {
                    out.append("null");
                } else {
                    value(out, one);
                }
            }
            out.append(']');
        } else if (value instanceof Object[] array) {
            value(out, List.of(array));
        } else if (value instanceof Instant || value instanceof java.time.OffsetDateTime || value instanceof java.time.ZonedDateTime) {
            text(out, time((TemporalAccessor) value));
        } else if (value instanceof Enum<?> || value instanceof TemporalAccessor) {
            text(out, value.toString());
        } else {
            throw new IllegalArgumentException("the record has no form for " + (value == null ? "null" : value.getClass().getName()));
        }
    }

    /** Whole numbers that every JSON reader keeps exact; larger ones as text. */
    public static void number(StringBuilder out, long number) {
        if (number > EXACT || number < -EXACT) {
            out.append('"').append(number).append('"');
        } else {
            out.append(number);
        }
    }

    /** Adds a text as it is, without composing it. */
    public static void text(StringBuilder out, String text) {
        out.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c != '"' && c != '\\') {
                continue;
            }
            out.append(text, from, i);
            from = i + 1;
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        out.append(text, from, text.length()).append('"');
    }

    /** Adds a text member unless it has no value; returns whether a comma is needed before the next. */
    public static boolean member(StringBuilder out, boolean more, String name, String value) {
        if (value == null) {
            return more;
        }
        if (more) {
            out.append(',');
        }
        out.append('"').append(name).append("\":");
        text(out, value);
        return true;
    }

    /** Adds a member whose value is canonical JSON already, unless it is null. */
    public static boolean raw(StringBuilder out, boolean more, String name, CharSequence json) {
        if (json == null) {
            return more;
        }
        if (more) {
            out.append(',');
        }
        out.append('"').append(name).append("\":").append(json);
        return true;
    }
}
