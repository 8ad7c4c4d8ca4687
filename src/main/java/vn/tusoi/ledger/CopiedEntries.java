package vn.tusoi.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The entries as PostgreSQL copies them out in its binary form, in the order of their numbers. The bytes that are hashed are put together from those of the
 * row, without making objects of its columns: that is what a verification of a million entries spends its time on. {@link Line} says the same slowly.
 */
final class CopiedEntries {

    private static final String COPY = "copy (select id, " + Line.COLUMNS + " from ledger_entry where id > '%d'::bigint and id <= '%d'::bigint order by id) to stdout (format binary)";
    private static final byte[] WHO = "tusoi/who/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WHAT = "tusoi/what/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENTRY = "tusoi/entry/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST = 0x8080808080808080L;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int FIELDS = 25;
    private static final long EXACT = (1L << 53) - 1;
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final long EPOCH = 946_684_800_000_000L;             // 2000-01-01, from which the server counts, in microseconds
    private static final long LAST = 253_402_300_799_999_999L;          // of the year 9999
    // where the columns stand in a row
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
    private static final byte[] UNICODE = bytes("u00");
    private static final byte[] INFINITE = bytes("infinity");
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
    private final int[] starts = new int[FIELDS];
    private final int[] ends = new int[FIELDS];
    private final byte[] digest = new byte[32];
    private final byte[] whoHex = new byte[64];
    private final byte[] whatHex = new byte[64];
    private final byte[] entryHex = new byte[64];
    private final byte[] second = new byte[20];
    private long secondOf = Long.MIN_VALUE;
    private byte[] out = new byte[4096];
    private int length;
    private byte[] line;

    /** Takes the rows from a number on to another from the database, a message each. */
    static CopyOut open(Connection connection, long after, long last) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(String.format(Locale.ROOT, COPY, after, last));
    }

    /** Hashes the entry in a message, null where there is none in it. What a forger left unreadable has no digest that fits. */
    Entry work(byte[] message) {
        return columns(message) ? read() : null;
    }

    /** Finds the columns; the first message begins with a head, the last one says that there are no more. */
    private boolean columns(byte[] message) {
        line = message;
        int at = 0;
        if (message.length > 19 && Arrays.equals(message, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            at = 19 + integer(15);
        }
        int fields = (short) ((message[at] & 0xff) << 8 | message[at + 1] & 0xff);
        at += 2;
        if (fields < 0) {
            return false;
        }
        if (fields != FIELDS) {
            throw new IllegalStateException("a row of " + fields + " columns");
        }
        for (int i = 0; i < FIELDS; i++) {
            int size = integer(at);
            at += 4;
            starts[i] = at;
            ends[i] = size < 0 ? -1 : at + size;
            at += Math.max(0, size);
        }
        return true;
    }

    private int integer(int at) {
        return (line[at] & 0xff) << 24 | (line[at + 1] & 0xff) << 16 | (line[at + 2] & 0xff) << 8 | line[at + 3] & 0xff;
    }

    private Entry read() {
        boolean whoGone = there(WHO_DIGEST);
        boolean whatGone = there(WHAT_DIGEST);
        if (!whoGone) {
            object(WHO, WHO_NAMES, WHO_COLUMNS);
            hash(whoHex);
        }
        if (!whatGone) {
            object(WHAT, WHAT_NAMES, WHAT_COLUMNS);
            hash(whatHex);
        }
        long seq = number(SEQ);
        long tx = number(TX);
        length = 0;
        put(ENTRY);
        put(HEAD_AT);
        time();
        put(HEAD_PREV);
        text(PREV);
        put(HEAD_SEQ);
        exact(seq);
        put(HEAD_STREAM);
        text(STREAM);
        put(HEAD_TX);
        exact(tx);
        put(HEAD_V);
        decimal(integer(starts[FORMAT]));
        put(HEAD_WHAT);
        part(whatGone, WHAT_DIGEST, whatHex);
        put(HEAD_WHO);
        part(whoGone, WHO_DIGEST, whoHex);
        put(HEAD_END);
        hash(entryHex);
        String stored = plain(HASH);
        boolean fits = is(HASH, entryHex);
        String computed = fits ? stored : new String(entryHex, StandardCharsets.ISO_8859_1);
        List<RowCheck.Reference> rows = there(ROWS) && fits ? DatabaseVerifier.references(plain(ROWS)) : List.of();
        return new Entry(number(ID), plain(STREAM), seq, tx, plain(PREV), whoGone ? plain(WHO_DIGEST) : null, whatGone ? plain(WHAT_DIGEST) : null, stored, computed,
                fits && !whatGone && is(ACT, DELETION), rows);
    }

    private boolean is(int column, byte[] value) {
        return Arrays.equals(line, starts[column], end(column), value, 0, value.length);
    }

    private int end(int column) {
        return Math.max(starts[column], ends[column]);
    }

    private boolean there(int column) {
        return ends[column] >= 0;
    }

    private void object(byte[] domain, byte[][] names, int[] columns) {
        length = 0;
        put(domain);
        put((byte) '{');
        boolean more = false;
        for (int i = 0; i < columns.length; i++) {
            if (there(columns[i])) {
                if (more) {
                    put((byte) ',');
                }
                more = true;
                put(names[i]);
                if (columns[i] == DETAIL || columns[i] == ROWS) {
                    put(line, starts[columns[i]], end(columns[i]));
                } else {
                    text(columns[i]);
                }
            }
        }
        put((byte) '}');
    }

    /** A column as JSON text: what needs no escape is taken over in one piece. */
    private void text(int column) {
        int from = starts[column];
        int to = end(column);
        put((byte) '"');
        for (int i = from; i < to; i++) {
            while (i + 8 <= to && plain((long) EIGHT.get(line, i))) {
                i += 8;
            }
            if (i == to) {
                break;
            }
            byte b = line[i];
            if (b >= 0x20 && b != '"' && b != '\\' || b < 0) {
                continue;
            }
            put(line, from, i);
            from = i + 1;
            escaped(b);
        }
        put(line, from, to);
        put((byte) '"');
    }

    /** Whether none of eight bytes needs an escape. */
    private static boolean plain(long eight) {
        long quote = eight ^ ONES * '"';
        long slash = eight ^ ONES * '\\';
        return ((eight - ONES * 0x20 & ~eight | quote - ONES & ~quote | slash - ONES & ~slash) & HIGHEST) == 0;
    }

    private void escaped(byte b) {
        put((byte) '\\');
        switch (b) {
            case '"', '\\' -> put(b);
            case '\b' -> put((byte) 'b');
            case '\f' -> put((byte) 'f');
            case '\n' -> put((byte) 'n');
            case '\r' -> put((byte) 'r');
            case '\t' -> put((byte) 't');
            default -> {
                put(UNICODE);
                put(HEX[b >> 4]);
                put(HEX[b & 15]);
            }
        }
    }

    /** {@code 2026-11-25T06:00:00.100000Z}. */
    private void time() {
        long micros = number(AT) + EPOCH;
        if (micros < 0 || micros > LAST) {
            put(number(AT) == Long.MAX_VALUE || number(AT) == Long.MIN_VALUE ? INFINITE
                    : bytes(Canonical.time(Instant.EPOCH.plus(micros, ChronoUnit.MICROS))));           // no time that the record could have written
            return;
        }
        if (micros / 1_000_000 != secondOf) {
            secondOf = micros / 1_000_000;
            byte[] written = bytes(Canonical.time(Instant.ofEpochSecond(secondOf)));
            System.arraycopy(written, 0, second, 0, second.length);
        }
        put(second);
        digits((int) (micros % 1_000_000), 6);
        put((byte) 'Z');
    }

    private void digits(int number, int many) {
        room(many);
        int left = number;
        for (int i = length + many - 1; i >= length; i--) {
            out[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        length += many;
    }

    private void decimal(long number) {
        if (number < 0 || number > Integer.MAX_VALUE) {
            put(bytes(Long.toString(number)));
            return;
        }
        int many = 1;
        for (int rest = (int) number / 10; rest > 0; rest /= 10) {
            many++;
        }
        digits((int) number, many);
    }

    private long number(int column) {
        int at = starts[column];
        return (long) integer(at) << 32 | integer(at + 4) & 0xffffffffL;
    }

    private void exact(long number) {
        boolean quoted = number > EXACT || number < -EXACT;
        if (quoted) {
            put((byte) '"');
        }
        decimal(number);
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
        return new String(line, starts[column], end(column) - starts[column], StandardCharsets.UTF_8);
    }

    private void hash(byte[] hex) {
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
