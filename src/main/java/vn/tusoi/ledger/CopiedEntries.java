package vn.tusoi.ledger;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The entries as PostgreSQL copies them out: a line of text for each, in the order of their numbers. The bytes that are hashed are put together from those of the
 * line, without making objects of its columns: that is what a verification of a million entries spends its time on. {@link Line} says the same slowly.
 */
final class CopiedEntries {

    private static final String COPY = "copy (select id, " + Line.COLUMNS + " from ledger_entry order by id) to stdout";
    private static final byte[] WHO = "tusoi/who/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WHAT = "tusoi/what/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENTRY = "tusoi/entry/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int FIELDS = 25;
    private static final long EXACT = (1L << 53) - 1;
    // where the columns stand in a line
    private static final int ID = 0;
    private static final int STREAM = 1;
    private static final int SEQ = 2;
    private static final int TX = 3;
    private static final int FORMAT = 4;
    private static final int AT = 5;
    private static final int PREV = 6;
    private static final int ACT = 14;
    private static final int ROWS = 20;
    private static final int WHO_DIGEST = 22;
    private static final int WHAT_DIGEST = 23;
    private static final int HASH = 24;
    /** Members in canonical order, with their columns. */
    private static final byte[][] WHO_NAMES = names("function", "person", "salt", "unit", "username");
    private static final int[] WHO_COLUMNS = {9, 8, 11, 10, 7};
    private static final byte[][] WHAT_NAMES = names("act", "code", "detail", "kind", "outcome", "reason", "rows", "ruleRef", "ruleSet", "salt");
    private static final int[] WHAT_COLUMNS = {14, 13, 19, 12, 15, 18, ROWS, 17, 16, 21};
    private static final int DETAIL = 19;
    private static final byte[] DELETION = bytes(Deletion.ACT);
    private static final byte[] HEAD_AT = bytes("{\"at\":\"");
    private static final byte[] HEAD_PREV = bytes("\",\"prev\":");
    private static final byte[] HEAD_SEQ = bytes(",\"seq\":");
    private static final byte[] HEAD_STREAM = bytes(",\"stream\":");
    private static final byte[] HEAD_TX = bytes(",\"tx\":");
    private static final byte[] HEAD_V = bytes(",\"v\":");
    private static final byte[] HEAD_WHAT = bytes(",\"what\":\"");
    private static final byte[] HEAD_WHO = bytes("\",\"who\":\"");
    private static final byte[] HEAD_END = bytes("\"}");

    /**
     * What is known of an entry once its bytes are hashed.
     *
     * @param whoDigest  only where the person was taken out, likewise {@code whatDigest}
     * @param deletion   whether its content has its digest and tells of a deletion
     * @param rows       what it says of business rows, only where its content has its digest
     */
    record Entry(long id, String stream, long seq, long tx, String prev, String whoDigest, String whatDigest, String stored, String computed, boolean deletion,
                 List<RowCheck.Reference> rows) { }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[][] names(String... names) {
        return Arrays.stream(names).map(n -> bytes("\"" + n + "\":")).toArray(byte[][]::new);
    }

    // one for each thread: buffers that grow with the longest entry
    private final MessageDigest sha = Canonical.sha256();
    private final int[] starts = new int[FIELDS + 1];
    private final byte[] digest = new byte[32];
    private final byte[] whoHex = new byte[64];
    private final byte[] whatHex = new byte[64];
    private byte[] out = new byte[4096];
    private int length;
    private byte[] line;

    /** Takes lines from the database. */
    static CopyOut open(Connection connection) throws SQLException {
        try (Statement set = connection.createStatement()) {
            set.execute("set local timezone = 'UTC'");
            set.execute("set local datestyle = 'ISO'");
        }
        return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(COPY);
    }

    /** Hashes entries. What a forger left unreadable has no digest that fits. */
    static List<Entry> work(List<byte[]> lines) {
        CopiedEntries worker = new CopiedEntries();
        List<Entry> entries = new ArrayList<>(lines.size());
        for (byte[] line : lines) {
            entries.add(worker.read(line));
        }
        return entries;
    }

    private Entry read(byte[] copied) {
        line = copied;
        int field = 0;
        starts[0] = 0;
        for (int i = 0; i < copied.length; i++) {
            if (copied[i] == '\t' || copied[i] == '\n') {             // those within a text are written as escapes
                starts[++field] = i + 1;
            }
        }
        if (field != FIELDS) {
            throw new IllegalStateException("a line of " + field + " columns");
        }
        boolean whoGone = there(WHO_DIGEST);
        boolean whatGone = there(WHAT_DIGEST);
        if (!whoGone) {
            object(WHO_NAMES, WHO_COLUMNS);
            hash(WHO, whoHex);
        }
        if (!whatGone) {
            object(WHAT_NAMES, WHAT_COLUMNS);
            hash(WHAT, whatHex);
        }
        long seq = number(SEQ);
        long tx = number(TX);
        length = 0;
        put(HEAD_AT);
        time();
        put(HEAD_PREV);
        text(PREV);
        put(HEAD_SEQ);
        exact(seq, SEQ);
        put(HEAD_STREAM);
        text(STREAM);
        put(HEAD_TX);
        exact(tx, TX);
        put(HEAD_V);
        put(line, starts[FORMAT], end(FORMAT));
        put(HEAD_WHAT);
        part(whatGone, WHAT_DIGEST, whatHex);
        put(HEAD_WHO);
        part(whoGone, WHO_DIGEST, whoHex);
        put(HEAD_END);
        byte[] hex = new byte[64];
        hash(ENTRY, hex);
        String computed = new String(hex, StandardCharsets.ISO_8859_1);
        String stored = plain(HASH);
        boolean fits = computed.equals(stored);
        List<RowCheck.Reference> rows = there(ROWS) && fits ? DatabaseVerifier.references(plain(ROWS)) : List.of();
        return new Entry(number(ID), plain(STREAM), seq, tx, plain(PREV), whoGone ? plain(WHO_DIGEST) : null, whatGone ? plain(WHAT_DIGEST) : null, stored, computed,
                fits && !whatGone && is(ACT, DELETION), rows);
    }

    private boolean is(int column, byte[] value) {
        return Arrays.equals(line, starts[column], end(column), value, 0, value.length);
    }

    private int end(int column) {
        return starts[column + 1] - 1;
    }

    /** A column without a value is copied as {@code \N}. */
    private boolean there(int column) {
        int from = starts[column];
        return !(end(column) - from == 2 && line[from] == '\\' && line[from + 1] == 'N');
    }

    private void object(byte[][] names, int[] columns) {
        length = 0;
        put((byte) '{');
        for (int i = 0; i < columns.length; i++) {
            if (there(columns[i])) {
                if (length > 1) {
                    put((byte) ',');
                }
                put(names[i]);
                if (columns[i] == DETAIL || columns[i] == ROWS) {
                    json(columns[i]);
                } else {
                    text(columns[i]);
                }
            }
        }
        put((byte) '}');
    }

    /** A column as JSON text. Most escapes of a copy are those of JSON. */
    private void text(int column) {
        int from = starts[column];
        int to = end(column);
        room(to - from + 2);
        out[length++] = '"';
        for (int i = from; i < to; i++) {
            byte b = line[i];
            if (b == '\\' && i + 1 < to) {
                byte next = line[++i];
                if (next == 'v') {
                    control((byte) 0x0b);
                } else {
                    put((byte) '\\');
                    put(next);
                }
            } else if (b == '"') {
                put((byte) '\\');
                put(b);
            } else if (b >= 0 && b < 0x20) {
                control(b);
            } else {
                put(b);
            }
        }
        put((byte) '"');
    }

    private void control(byte b) {
        put(bytes("\\u00"));
        put(HEX[b >> 4]);
        put(HEX[b & 15]);
    }

    /** A column that holds canonical JSON, as it stands. */
    private void json(int column) {
        int to = end(column);
        room(to - starts[column]);
        for (int i = starts[column]; i < to; i++) {
            byte b = line[i];
            put(b == '\\' && i + 1 < to ? unescaped(line[++i]) : b);
        }
    }

    private static byte unescaped(byte escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            default -> escape;
        };
    }

    /** {@code 2026-11-25 06:00:00.1+00} as {@code 2026-11-25T06:00:00.100000Z}. */
    private void time() {
        int from = starts[AT];
        int to = end(AT);
        int zone = to - 3;
        if (to - from < 22 || line[from + 10] != ' ' || line[zone] != '+') {
            put(line, from, to);                              // no time that the record could have written
            return;
        }
        put(line, from, from + 10);
        put((byte) 'T');
        put(line, from + 11, zone);
        int decimals = zone - from - 20;
        if (decimals < 0) {
            put((byte) '.');
            decimals = 0;
        }
        for (int i = decimals; i < 6; i++) {
            put((byte) '0');
        }
        put((byte) 'Z');
    }

    private long number(int column) {
        long number = 0;
        int i = starts[column];
        boolean negative = line[i] == '-';
        for (i += negative ? 1 : 0; i < end(column); i++) {
            number = number * 10 + line[i] - '0';
        }
        return negative ? -number : number;
    }

    private void exact(long number, int column) {
        boolean quoted = number > EXACT || number < -EXACT;
        if (quoted) {
            put((byte) '"');
        }
        put(line, starts[column], end(column));
        if (quoted) {
            put((byte) '"');
        }
    }

    private void part(boolean gone, int column, byte[] hex) {
        if (gone) {
            put(line, starts[column], end(column));
        } else {
            put(hex);
        }
    }

    private String plain(int column) {
        int from = starts[column];
        int to = end(column);
        for (int i = from; i < to; i++) {
            if (line[i] == '\\') {
                length = 0;
                json(column);
                return new String(out, 0, length, StandardCharsets.UTF_8);
            }
        }
        return new String(line, from, to - from, StandardCharsets.UTF_8);
    }

    private void hash(byte[] domain, byte[] hex) {
        sha.update(domain);
        sha.update(out, 0, length);
        try {
            sha.digest(digest, 0, digest.length);
        } catch (DigestException never) {
            throw new IllegalStateException(never);
        }
        for (int i = 0; i < 32; i++) {
            hex[2 * i] = HEX[digest[i] >> 4 & 15];
            hex[2 * i + 1] = HEX[digest[i] & 15];
        }
    }

    private void room(int more) {
        if (length + more > out.length) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, length + more));
        }
    }

    private void put(byte b) {
        if (length == out.length) {
            room(1);
        }
        out[length++] = b;
    }

    private void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    private void put(byte[] bytes, int from, int to) {
        room(to - from);
        System.arraycopy(bytes, from, out, length, to - from);
        length += to - from;
    }
}
