package vn.tusoi.ledger.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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
 * members. What differs in the slightest, or has a digest that does not fit, is read strictly. Both come to the same; a test holds them against each
 * other.
 */
final class PackLines {

    private static final byte[] WHO = Cursor.bytes("tusoi/who/1\n");
    private static final byte[] WHAT = Cursor.bytes("tusoi/what/1\n");
    private static final byte[] ENTRY = Cursor.bytes("tusoi/entry/1\n");
    private static final byte[] HASH_IS = Cursor.bytes("{\"hash\":\"");
    private static final byte[] AT_IS = Cursor.bytes("\",\"head\":{\"at\":\"");
    private static final byte[] PREV_IS = Cursor.bytes("\",\"prev\":\"");
    private static final byte[] SEQ_IS = Cursor.bytes("\",\"seq\":");
    private static final byte[] STREAM_IS = Cursor.bytes(",\"stream\":");
    private static final byte[] TX_IS = Cursor.bytes(",\"tx\":");
    private static final byte[] WHAT_DIGEST_IS = Cursor.bytes(",\"v\":1,\"what\":\"");
    private static final byte[] WHO_DIGEST_IS = Cursor.bytes("\",\"who\":\"");
    private static final byte[] HEAD_END = Cursor.bytes("\"}");
    private static final byte[] WHAT_PART = Cursor.bytes(",\"what\":");
    private static final byte[] WHO_PART = Cursor.bytes(",\"who\":");
    private static final byte[] ACT_IS = Cursor.bytes("{\"act\":\"");
    private static final byte[] ROWS = Cursor.bytes("rows");
    private static final byte[] HEX = Cursor.bytes("0123456789abcdef");
    /** So many bytes after its digest an entry's head begins. */
    private static final int HEAD_AT = "\",\"head\":".length();
    private static final int DAY_LENGTH = 10;
    /** How a time is written; {@code d} stands for a digit. */
    private static final byte[] TIME = Cursor.bytes("dddd-dd-ddTdd:dd:dd.ddddddZ");

    private final String stream;
    private final byte[] streamIs;
    private final Predicate<String> wanted;
    private final byte[][] plain;
    private final CanonicalScan scan = new CanonicalScan();
    private final MessageDigest sha = Canonical.sha256();
    private final byte[] digest = new byte[32];
    private final Cursor cursor = new Cursor();
    private byte[] line;
    private final byte[] day = new byte[DAY_LENGTH];
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

    /** The entry in a line; never null, see {@link PackEntry#readable()}. */
    PackEntry read(byte[] buffer, int from, int to, long number) throws IOException {
        PackEntry entry = quick(buffer, from, to, number);
        return entry != null ? entry : strict(buffer, from, to, number);
    }

    /** Null where the line is not surely as the program writes it, with digests that fit. */
    PackEntry quick(byte[] buffer, int from, int to, long number) throws IOException {
        line = buffer;
        cursor.on(buffer, from, to);
        if (!cursor.next(HASH_IS)) {
            return null;
        }
        int hash = cursor.hex();
        int head = cursor.place() + HEAD_AT;
        Instant at = cursor.next(AT_IS) ? time(to) : null;
        if (at == null || !cursor.next(PREV_IS)) {
            return null;
        }
        int prev = cursor.hex();
        long seq = cursor.next(SEQ_IS) && cursor.lower(prev) ? cursor.digits() : Cursor.UNSURE;
        if (seq < 0 || !cursor.next(STREAM_IS) || !cursor.next(streamIs) || !cursor.next(TX_IS)) {
            return null;
        }
        long tx = cursor.digits();
        if (tx < 0 || !cursor.next(WHAT_DIGEST_IS)) {
            return null;
        }
        int whatIs = cursor.hex();
        if (!cursor.next(WHO_DIGEST_IS)) {
            return null;
        }
        int whoIs = cursor.hex();
        if (!cursor.next(HEAD_END) || !has(ENTRY, head, cursor.place(), hash)) {
            return null;
        }
        scan.begin();
        int what = cursor.place() + WHAT_PART.length;
        int whatEnd = cursor.next(WHAT_PART) ? scan.object(line, what, to, ROWS) : 0;
        int rows = whatEnd > 0 ? scan.memberFrom() : CanonicalScan.UNSURE;
        int rowsEnd = scan.memberTo();
        cursor.place(whatEnd == 0 ? cursor.place() : whatEnd);
        int who = cursor.place() + WHO_PART.length;
        int whoEnd = whatEnd >= 0 && cursor.next(WHO_PART) ? scan.object(line, who, to, null) : 0;
        int end = whoEnd == 0 ? cursor.place() : whoEnd;
        if (whatEnd < 0 || whoEnd < 0 || end + 1 != to || line[end] != '}' || scan.wide() && PackReader.text(Arrays.copyOfRange(line, from, to)) == null
                || !(whatEnd == 0 ? cursor.lower(whatIs) : has(WHAT, what, whatEnd, whatIs)) || !(whoEnd == 0 ? cursor.lower(whoIs) : has(WHO, who, whoEnd, whoIs))) {
            return null;
        }
        boolean content = whatEnd > 0 && wanted(what, whatEnd);
        return new PackEntry(number, seq, tx, at, cursor.text(prev), cursor.text(hash), whatEnd > 0 && whoEnd > 0, whoEnd > 0 ? null : cursor.text(whoIs),
                whatEnd > 0 ? null : cursor.text(whatIs), true, whatEnd > 0, rows >= 0 ? Strict.trusted(line, rows, rowsEnd) : null,
                content ? Strict.trusted(line, what, whatEnd) : null, content && whoEnd > 0 ? Strict.trusted(line, who, whoEnd) : null);
    }

    private Instant time(int to) {
        int begin = cursor.place();
        if (begin + TIME.length > to) {
            return null;
        }
        for (int i = 0; i < TIME.length; i++) {
            byte b = line[begin + i];
            if (TIME[i] == 'd' ? b < '0' || b > '9' : b != TIME[i]) {
                return null;
            }
        }
        int hour = cursor.two(begin + 11);
        int minute = cursor.two(begin + 14);
        int second = cursor.two(begin + 17);
        if (hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        if (!Arrays.equals(line, begin, begin + DAY_LENGTH, day, 0, DAY_LENGTH)) {
            try {
                dayIs = LocalDate.of(cursor.two(begin) * 100 + cursor.two(begin + 2), cursor.two(begin + 5), cursor.two(begin + 8)).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
            } catch (DateTimeException none) {
                return null;
            }
            System.arraycopy(line, begin, day, 0, DAY_LENGTH);
        }
        int micros = cursor.two(begin + 20) * 10_000 + cursor.two(begin + 22) * 100 + cursor.two(begin + 24);
        cursor.place(begin + TIME.length);
        return Instant.ofEpochSecond(dayIs + hour * 3600L + minute * 60L + second, micros * 1000L);
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
    PackEntry strict(byte[] buffer, int from, int to, long number) {
        JsonNode read = Strict.object(buffer, from, to);
        try {
            if (read == null) {
                return PackEntry.unreadable(number);
            }
            return strict(read, number);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException unreadable) {
            return PackEntry.unreadable(number);
        }
    }

    private PackEntry strict(JsonNode read, long number) {
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
