package vn.tusoi.ledger.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import vn.tusoi.ledger.Canonical;
import vn.tusoi.ledger.Line;

/**
 * Reads the entries of one stream. Nearly every line is as the program writes it: such a line is taken apart where it stands, without making objects of its
 * members. What differs in the slightest, or has a digest that does not fit, is read slowly and strictly. Both come to the same; a test holds them against each
 * other.
 */
final class PackLines {

    private static final byte[] WHO = bytes("tusoi/who/1\n");
    private static final byte[] WHAT = bytes("tusoi/what/1\n");
    private static final byte[] ENTRY = bytes("tusoi/entry/1\n");
    private static final byte[] HASH_IS = bytes("{\"hash\":\"");
    private static final byte[] AT_IS = bytes("\",\"head\":{\"at\":\"");
    private static final byte[] PREV_IS = bytes("\",\"prev\":\"");
    private static final byte[] SEQ_IS = bytes("\",\"seq\":");
    private static final byte[] STREAM_IS = bytes(",\"stream\":");
    private static final byte[] TX_IS = bytes(",\"tx\":");
    private static final byte[] WHAT_DIGEST_IS = bytes(",\"v\":1,\"what\":\"");
    private static final byte[] WHO_DIGEST_IS = bytes("\",\"who\":\"");
    private static final byte[] HEAD_END = bytes("\"}");
    private static final byte[] WHAT_PART = bytes(",\"what\":");
    private static final byte[] WHO_PART = bytes(",\"who\":");
    private static final byte[] ACT_IS = bytes("{\"act\":\"");
    private static final byte[] ROWS = bytes("rows");
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] HEX = bytes("0123456789abcdef");
    private static final boolean[] DIGIT = new boolean[128];
    private static final int HEX_LENGTH = 64;
    private static final int DAY_LENGTH = 10;
    /** How a time is written; {@code d} stands for a digit. */
    private static final byte[] TIME = bytes("dddd-dd-ddTdd:dd:dd.ddddddZ");

    static {
        for (byte digit : HEX) {
            DIGIT[digit] = true;
        }
    }

    private final String stream;
    private final byte[] streamIs;
    private final Predicate<String> wanted;
    private final byte[][] plain;
    private final CanonicalScan scan = new CanonicalScan();
    private final MessageDigest sha = Canonical.sha256();
    private final byte[] digest = new byte[32];
    private byte[] line;
    private int place;
    private byte[] day = new byte[DAY_LENGTH];
    private long dayIs;

    /** @param acts whose entries are wanted with their content */
    PackLines(String stream, Set<String> acts) {
        this.stream = stream;
        StringBuilder name = new StringBuilder();
        Canonical.text(name, stream);
        this.streamIs = name.toString().getBytes(StandardCharsets.UTF_8);
        this.wanted = acts::contains;
        this.plain = acts.stream().map(act -> act.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The entry in a line; never null, see {@link PackEntry#readable()}. */
    PackEntry read(byte[] buffer, int from, int to, long number) throws IOException {
        PackEntry entry = fast(buffer, from, to, number);
        return entry != null ? entry : slow(buffer, from, to, number);
    }

    /** Null where the line is not surely as the program writes it, with digests that fit. */
    PackEntry fast(byte[] buffer, int from, int to, long number) throws IOException {
        line = buffer;
        place = from;
        if (!next(HASH_IS, to)) {
            return null;
        }
        int hash = hex();
        int head = place + AT_IS.length - 7;
        Instant at = next(AT_IS, to) ? time(to) : null;
        if (at == null || !next(PREV_IS, to)) {
            return null;
        }
        int prev = hex();
        long seq = next(SEQ_IS, to) && lower(prev) ? digits(to) : CanonicalScan.UNSURE;
        if (seq < 0 || !next(STREAM_IS, to) || !next(streamIs, to) || !next(TX_IS, to)) {
            return null;
        }
        long tx = digits(to);
        if (tx < 0 || !next(WHAT_DIGEST_IS, to)) {
            return null;
        }
        int whatIs = hex();
        if (!next(WHO_DIGEST_IS, to)) {
            return null;
        }
        int whoIs = hex();
        if (!next(HEAD_END, to) || !has(ENTRY, head, place, hash)) {
            return null;
        }
        scan.begin();
        int what = place + WHAT_PART.length;
        int whatEnd = 0;
        int rows = CanonicalScan.UNSURE;
        int rowsEnd = 0;
        if (next(WHAT_PART, to)) {
            whatEnd = place = scan.object(line, place, to, ROWS);
            rows = scan.memberFrom();
            rowsEnd = scan.memberTo();
        }
        int who = place + WHO_PART.length;
        int whoEnd = 0;
        if (place >= 0 && next(WHO_PART, to)) {
            whoEnd = place = scan.object(line, place, to, null);
        }
        if (place < 0 || place + 1 != to || line[place] != '}' || scan.wide() && PackReader.text(Arrays.copyOfRange(line, from, to)) == null
                || !(whatEnd == 0 ? lower(whatIs) : has(WHAT, what, whatEnd, whatIs)) || !(whoEnd == 0 ? lower(whoIs) : has(WHO, who, whoEnd, whoIs))) {
            return null;
        }
        boolean content = whatEnd > 0 && wanted(what, whatEnd);
        return new PackEntry(number, seq, tx, at, text(prev), text(hash), whatEnd > 0 && whoEnd > 0, whoEnd > 0 ? null : text(whoIs), whatEnd > 0 ? null : text(whatIs), true,
                whatEnd > 0, rows >= 0 ? Strict.trusted(line, rows, rowsEnd) : null, content ? Strict.trusted(line, what, whatEnd) : null,
                content && whoEnd > 0 ? Strict.trusted(line, who, whoEnd) : null);
    }

    private boolean next(byte[] expected, int to) {
        int end = place + expected.length;
        if (end > to) {
            return false;
        }
        int i = 0;
        for (; i + 8 <= expected.length; i += 8) {
            if ((long) EIGHT.get(line, place + i) != (long) EIGHT.get(expected, i)) {
                return false;
            }
        }
        for (; i < expected.length; i++) {
            if (line[place + i] != expected[i]) {
                return false;
            }
        }
        place = end;
        return true;
    }

    /** Where a digest begins, after which the reading goes on; that it is one shows when it is compared. */
    private int hex() {
        place += HEX_LENGTH;
        return place - HEX_LENGTH;
    }

    /** Whether a digest stands there that is not compared with anything here. */
    private boolean lower(int hex) {
        for (int i = hex; i < hex + HEX_LENGTH; i++) {
            if (line[i] < 0 || !DIGIT[line[i]]) {
                return false;
            }
        }
        return true;
    }

    private String text(int hex) {
        return new String(line, hex, HEX_LENGTH, StandardCharsets.ISO_8859_1);
    }

    /** A number without sign that every reader keeps exact; below 0 where there is none. */
    private long digits(int to) {
        int begin = place;
        long value = 0;
        while (place < to && place - begin < 16 && line[place] >= '0' && line[place] <= '9') {
            value = value * 10 + line[place++] - '0';
        }
        int many = place - begin;
        return many == 0 || many > 15 || many > 1 && line[begin] == '0' ? CanonicalScan.UNSURE : value;
    }

    private Instant time(int to) {
        int begin = place;
        if (begin + TIME.length > to) {
            return null;
        }
        for (int i = 0; i < TIME.length; i++) {
            byte b = line[begin + i];
            if (TIME[i] == 'd' ? b < '0' || b > '9' : b != TIME[i]) {
                return null;
            }
        }
        int hour = two(begin + 11);
        int minute = two(begin + 14);
        int second = two(begin + 17);
        if (hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        if (!Arrays.equals(line, begin, begin + DAY_LENGTH, day, 0, DAY_LENGTH)) {
            try {
                dayIs = LocalDate.of(two(begin) * 100 + two(begin + 2), two(begin + 5), two(begin + 8)).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
            } catch (DateTimeException none) {
                return null;
            }
            System.arraycopy(line, begin, day, 0, DAY_LENGTH);
        }
        int micros = two(begin + 20) * 10_000 + two(begin + 22) * 100 + two(begin + 24);
        place = begin + TIME.length;
        return Instant.ofEpochSecond(dayIs + hour * 3600L + minute * 60L + second, micros * 1000L);
    }

    private int two(int at) {
        return (line[at] - '0') * 10 + line[at + 1] - '0';
    }

    private boolean has(byte[] domain, int from, int to, int hex) {
        sha.update(domain);
        sha.update(line, from, to - from);
        try {
            sha.digest(digest, 0, digest.length);
        } catch (DigestException never) {
            throw new IllegalStateException(never);
        }
        for (int i = 0; i < digest.length; i++) {
            if (line[hex + 2 * i] != HEX[digest[i] >> 4 & 15] || line[hex + 2 * i + 1] != HEX[digest[i] & 15]) {
                return false;
            }
        }
        return true;
    }

    private boolean wanted(int what, int end) {
        int act = what + ACT_IS.length;
        if (act >= end || !Arrays.equals(line, what, act, ACT_IS, 0, ACT_IS.length)) {
            return true;                                 // not as the program writes it: whoever asked looks himself
        }
        for (byte[] one : plain) {
            int close = act + one.length;
            if (close < end && line[close] == '"' && Arrays.equals(line, act, close, one, 0, one.length)) {
                return true;
            }
        }
        return false;
    }

    /** Reads any line, strictly. */
    PackEntry slow(byte[] buffer, int from, int to, long number) {
        JsonNode read = Strict.object(buffer, from, to);
        try {
            if (read == null) {
                return PackEntry.unreadable(number);
            }
            return slow(read, number);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException unreadable) {
            return PackEntry.unreadable(number);
        }
    }

    private PackEntry slow(JsonNode read, long number) {
        JsonNode head = read.path("head");
        JsonNode what = read.get("what");
        JsonNode who = read.get("who");
        String hash = Members.hash(read, "hash");
        long seq = Members.number(head, "seq");
        Line line = new Line(Members.text(head, "stream"), seq, Members.number(head, "tx"), Math.toIntExact(Members.number(head, "v")), Members.time(head, "at"), Members.hash(head, "prev"),
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, Members.hash(head, "who"), Members.hash(head, "what"));
        if (!line.stream().equals(stream) || !line.head().equals(Strict.canonical(head)) || read.size() != 2 + (what == null ? 0 : 1) + (who == null ? 0 : 1)
                || what != null && !what.isObject() || who != null && !who.isObject()) {
            throw new IllegalArgumentException("head");
        }
        boolean fits = (what == null || Canonical.digest("tusoi/what/1", Strict.canonical(what)).equals(line.whatDigest()))
                && (who == null || Canonical.digest("tusoi/who/1", Strict.canonical(who)).equals(line.whoDigest()));
        boolean whatShown = fits && what != null;
        boolean content = whatShown && (!what.path("act").isTextual() || wanted.test(what.path("act").textValue()));
        return new PackEntry(number, seq, line.tx(), line.at(), line.prev(), hash, what != null && who != null, who == null ? line.whoDigest() : null,
                what == null ? line.whatDigest() : null, fits && line.hash().equals(hash), whatShown, whatShown ? what.get("rows") : null, content ? what : null,
                content ? who : null);
    }
}
