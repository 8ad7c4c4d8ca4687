package vn.tusoi.ledger;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A signed statement of where all streams stood.
 *
 * @param entries in all streams
 * @param root    of the tree over the heads of all streams
 * @param changed root of the tree over the heads that changed since the checkpoint before
 * @param reason  PERIODIC, or SEAL with the stream that was sealed, or KEY
 */
public record Checkpoint(long no, int format, Instant at, long entries, int streams, String root, String changed, String reason, String prev, String key,
                         String hash, String signature, String code) {

    static final int FORMAT = 1;
    static final String DOMAIN = "tusoi/checkpoint/1";

    private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int GROUPS = 5;
    private static final int BITS = 100;

    public static final String COLUMNS = "no, format, at, entries, streams, root, changed, reason, prev, key_id, hash, signature, code";

    /** Reads a row of {@link #COLUMNS}. */
    public static Checkpoint of(ResultSet rs) throws SQLException {
        return new Checkpoint(rs.getLong("no"), rs.getInt("format"), rs.getObject("at", OffsetDateTime.class).toInstant(), rs.getLong("entries"), rs.getInt("streams"),
                rs.getString("root"), rs.getString("changed"), rs.getString("reason"), rs.getString("prev"), rs.getString("key_id"), rs.getString("hash"),
                rs.getString("signature"), rs.getString("code"));
    }

    /** In canonical form, without digest and signature: what both are taken of. */
    public String json() {
        StringBuilder out = new StringBuilder(400).append('{');
        boolean more = Canonical.member(out, false, "at", Canonical.time(at));
        more = Canonical.member(out, more, "changed", changed);
        more = Canonical.raw(out, more, "entries", Long.toString(entries));
        more = Canonical.member(out, more, "key", key);
        more = Canonical.raw(out, more, "no", Long.toString(no));
        more = Canonical.member(out, more, "prev", prev);
        more = Canonical.member(out, more, "reason", reason);
        more = Canonical.member(out, more, "root", root);
        more = Canonical.raw(out, more, "streams", Integer.toString(streams));
        Canonical.raw(out, more, "v", Integer.toString(format));
        return out.append('}').toString();
    }

    /** Digest of {@link #json()} as it should be. */
    public String computedHash() {
        return Canonical.digest(DOMAIN, json());
    }

    /** What is signed. */
    String signed() {
        return DOMAIN + "\n" + json();
    }

    Checkpoint sealed(String digest, String by) {
        return new Checkpoint(no, format, at, entries, streams, root, changed, reason, prev, key, digest, by, code(digest));
    }

    /** The first hundred bits of the digest, as people can copy them from paper: five groups of four signs, without I, L, O and U. */
    public static String code(String hash) {
        BigInteger bits = new BigInteger(hash, 16).shiftRight(256 - BITS);
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < GROUPS * 4; i++) {
            if (i > 0 && i % 4 == 0) {
                code.append('-');
            }
            code.append(SIGNS.charAt(bits.shiftRight(BITS - 5 * (i + 1)).intValue() & 31));
        }
        return code.toString();
    }

    /** A leaf of the trees: where one stream stood. */
    public static String leaf(String stream, long seq, String hash) {
        StringBuilder out = new StringBuilder(140).append('{');
        boolean more = Canonical.member(out, false, "hash", hash);
        more = Canonical.raw(out, more, "seq", Long.toString(seq));
        Canonical.member(out, more, "stream", stream);
        return out.append('}').toString();
    }

    /** The line that is sent to a second place, for people and for {@code verify --anchors}. */
    public String line() {
        return "checkpoint " + no + " at " + Canonical.time(at) + " entries " + entries + " code " + code + " hash " + hash + " key " + key;
    }
}
