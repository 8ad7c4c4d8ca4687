package vn.tusoi.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * An entry with its place in the chain, in the three parts that are hashed: <em>who</em> and <em>what</em>, which can be shown as digests only, and the
 * head, which holds their digests. {@code processes/record-format.md} describes every byte.
 *
 * @param detail    canonical JSON
 * @param rows      canonical JSON of the business rows, or null
 * @param reason    digest of the stated reason, or null
 * @param whoDigest null unless the person was taken out of the entry
 * @param whatDigest null unless the content was taken out of the entry
 */
public record Line(String stream, long seq, long tx, int format, Instant at, String prev, String username, String person, String function, String unit,
                   String whoSalt, String kind, String code, String act, String outcome, String ruleSet, String ruleRef, String reason, String detail,
                   String rows, String whatSalt, String whoDigest, String whatDigest) {

    static final int FORMAT = 1;

    /** In the order of the table; {@link #of} reads them by name. */
    public static final String COLUMNS = "stream, seq, tx, format, at, prev, username, person, function, unit_code, who_salt, subject_kind, subject_code, act, outcome, "
            + "rule_set, rule_ref, reason_digest, detail, row_digests, what_salt, who_digest, what_digest, hash";

    /** Reads a row of {@link #COLUMNS}, from column {@code first} on. */
    public static Line of(ResultSet rs, int first) throws SQLException {
        int i = first;
        return new Line(rs.getString(i++), rs.getLong(i++), rs.getLong(i++), rs.getInt(i++), rs.getObject(i++, OffsetDateTime.class).toInstant(), rs.getString(i++),
                rs.getString(i++), rs.getString(i++), rs.getString(i++), rs.getString(i++), rs.getString(i++), rs.getString(i++), rs.getString(i++),
                rs.getString(i++), rs.getString(i++), rs.getString(i++), rs.getString(i++), rs.getString(i++), rs.getString(i++), rs.getString(i++),
                rs.getString(i++), rs.getString(i++), rs.getString(i));
    }

    /** Who acted, in canonical form; null where it was taken out. */
    public String who() {
        if (whoDigest != null) {
            return null;
        }
        StringBuilder out = new StringBuilder(160).append('{');
        boolean more = Canonical.member(out, false, "function", function);
        more = Canonical.member(out, more, "person", person);
        more = Canonical.member(out, more, "salt", whoSalt);
        more = Canonical.member(out, more, "unit", unit);
        Canonical.member(out, more, "username", username);
        return out.append('}').toString();
    }

    /** What was done, in canonical form; null where it was taken out. */
    public String what() {
        if (whatDigest != null) {
            return null;
        }
        StringBuilder out = new StringBuilder(320).append('{');
        boolean more = Canonical.member(out, false, "act", act);
        more = Canonical.member(out, more, "code", code);
        more = Canonical.raw(out, more, "detail", detail);
        more = Canonical.member(out, more, "kind", kind);
        more = Canonical.member(out, more, "outcome", outcome);
        more = Canonical.member(out, more, "reason", reason);
        more = Canonical.raw(out, more, "rows", rows);
        more = Canonical.member(out, more, "ruleRef", ruleRef);
        more = Canonical.member(out, more, "ruleSet", ruleSet);
        Canonical.member(out, more, "salt", whatSalt);
        return out.append('}').toString();
    }

    public String digestOfWho() {
        return whoDigest != null ? whoDigest : Canonical.digest("tusoi/who/1", who());
    }

    public String digestOfWhat() {
        return whatDigest != null ? whatDigest : Canonical.digest("tusoi/what/1", what());
    }

    /** The head in canonical form: what the entry's digest is taken of. */
    public String head() {
        StringBuilder out = new StringBuilder(360).append("{\"at\":\"").append(Canonical.time(at)).append("\",\"prev\":\"").append(prev).append("\",\"seq\":");
        Canonical.number(out, seq);
        out.append(",\"stream\":");
        Canonical.text(out, stream);
        out.append(",\"tx\":");
        Canonical.number(out, tx);
        return out.append(",\"v\":").append(format).append(",\"what\":\"").append(digestOfWhat()).append("\",\"who\":\"").append(digestOfWho()).append("\"}").toString();
    }

    /** The entry's digest, which the next entry of the stream names as {@code prev}. */
    public String hash() {
        return Canonical.digest("tusoi/entry/1", head());
    }

    Line at(long place, long transaction, String before) {
        return new Line(stream, place, transaction, format, at, before, username, person, function, unit, whoSalt, kind, code, act, outcome, ruleSet, ruleRef,
                reason, detail, rows, whatSalt, whoDigest, whatDigest);
    }

    Line about(String digests) {
        return new Line(stream, seq, tx, format, at, prev, username, person, function, unit, whoSalt, kind, code, act, outcome, ruleSet, ruleRef,
                reason, detail, digests, whatSalt, whoDigest, whatDigest);
    }
}
