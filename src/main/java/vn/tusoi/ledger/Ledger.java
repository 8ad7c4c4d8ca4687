package vn.tusoi.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.IllegalTransactionStateException;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Office;
import vn.tusoi.rulebook.Applied;

/**
 * The record. One entry for each act, written in the transaction of the act, just before it commits: if it cannot be written, the act does not happen.
 * Entries hold ids, codes and figures, never the text of a finding or a reason. They are chained; {@code processes/record-format.md} says how.
 */
@Component
public class Ledger {

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final ChainWriter writer;
    private final Seals seals;

    Ledger(JdbcClient jdbc, ObjectMapper json, Clock clock, ChainWriter writer, Seals seals) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.writer = writer;
        this.seals = seals;
    }

    /** Begins an entry by a person. {@code act} names a message {@code act.<ACT>} in past tense. */
    public Entry entry(Actor actor, String act) {
        return new Entry(this, actor, act);
    }

    /** Begins an entry by the process itself (a time limit, a launch). */
    public Entry byProcess(String act) {
        return new Entry(this, null, act);
    }

    private void write(Entry e) {
        Pending pending = Pending.join();
        if (pending == null) {
            throw new IllegalTransactionStateException("an entry is written in the transaction of its act; " + e.act + " has none");
        }
        String unit = e.office == null ? null : e.office.unit().code();
        String stream = Streams.of(e.kind, e.code, unit);
        if (e.seals) {
            pending.afterwards(() -> seals.want(stream));
        }
        pending.add(new Line(stream, 0, 0, Line.FORMAT, clock.instant().truncatedTo(ChronoUnit.MICROS), Canonical.NOTHING,
                e.actor == null ? null : Canonical.nfc(e.actor.username()), e.actor == null ? null : Canonical.nfc(e.actor.displayName()),
                e.office == null ? null : e.office.function().name(), unit, Salt.fresh(), e.kind, Canonical.nfc(e.code), e.act, Canonical.nfc(e.outcome), e.ruleSet,
                Canonical.nfc(e.ruleRef), e.reason, Canonical.json(e.detail), null, Salt.fresh(), null, null), writer);
    }

    /** What the record says of one subject, oldest first; within a transaction also what it will say once that commits. */
    public List<Written> of(String subjectCode) {
        List<Written> written = new ArrayList<>(jdbc.sql("select * from ledger_entry where subject_code = ? order by id").param(subjectCode).query((rs, n) -> read(rs)).list());
        pending().filter(line -> line.code().equals(subjectCode)).map(this::show).forEach(written::add);
        return written;
    }

    /** Acts that only look. */
    public static final Set<String> READINGS = Set.of("CASE_READ", "CASE_READ_WITH_REASON", "PAGE_READ", "PRINTED", "RECORD_READ");

    /** What was done on subjects, readings left out, oldest first. */
    public List<Written> acts(Collection<String> subjectCodes, int most) {
        return jdbc.sql("select * from ledger_entry where subject_code in (:codes) and act not in (:readings) order by id limit :most")
                .param("codes", subjectCodes).param("readings", READINGS).param("most", most).query((rs, n) -> read(rs)).list();
    }

    /** Newest entries, a page at a time, optionally of one subject, act or person (null: any). */
    public List<Written> search(String subjectCode, String act, String username, int limit, int offset) {
        return jdbc.sql("""
                        select * from ledger_entry
                        where (cast(:subject as varchar) is null or subject_code = :subject)
                          and (cast(:act as varchar) is null or act = :act)
                          and (cast(:username as varchar) is null or username = :username)
                        order by id desc limit :limit offset :offset""")
                .param("subject", subjectCode).param("act", act).param("username", username).param("limit", limit).param("offset", offset)
                .query((rs, n) -> read(rs)).list();
    }

    /** The last entry of an act on a subject. */
    public Optional<Written> last(String subjectCode, String act) {
        return jdbc.sql("select * from ledger_entry where subject_code = ? and act = ? order by id desc limit 1").params(subjectCode, act)
                .query((rs, n) -> read(rs)).optional();
    }

    private static Stream<Line> pending() {
        Pending pending = Pending.current();
        return pending == null ? Stream.of() : pending.lines().stream();
    }

    /** Number of the newest entry and when it was written. */
    public Last last() {
        return jdbc.sql("select id, at from ledger_entry order by id desc limit 1")
                .query((rs, n) -> new Last(rs.getLong(1), rs.getObject(2, OffsetDateTime.class).toInstant())).optional().orElse(new Last(0, clock.instant()));
    }

    private Written read(ResultSet rs) throws SQLException {
        return new Written(rs.getLong("id"), rs.getObject("at", OffsetDateTime.class).toInstant(), rs.getString("username"), rs.getString("person"),
                rs.getString("function"), rs.getString("unit_code"), rs.getString("subject_kind"), rs.getString("subject_code"), rs.getString("act"),
                rs.getString("outcome"), rs.getString("rule_set"), rs.getString("rule_ref"), detail(rs.getString("detail")), rs.getString("stream"),
                rs.getLong("seq"), rs.getString("hash"));
    }

    private Written show(Line l) {
        return new Written(0, l.at(), l.username(), l.person(), l.function(), l.unit(), l.kind(), l.code(), l.act(), l.outcome(), l.ruleSet(), l.ruleRef(),
                detail(l.detail()), l.stream(), 0, null);
    }

    private Map<String, Object> detail(String text) {
        try {
            return json.readValue(text, new TypeReference<Map<String, Object>>() { });
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("an entry has no readable detail", wrong);
        }
    }

    public record Last(long number, Instant at) { }

    /**
     * An entry as it stands in the record.
     *
     * @param id   rises, with gaps; 0 for one that is not committed yet
     * @param seq  place in its stream; 0 for one that is not committed yet
     * @param hash its digest; null for one that is not committed yet
     */
    public record Written(long id, Instant at, String username, String person, String function, String unit, String kind, String subjectCode,
                          String act, String outcome, String ruleSet, String ruleRef, Map<String, Object> detail,
                          String stream, long seq, String hash) { }

    /** An entry being put together; nothing is recorded before {@link #write()}. */
    public static final class Entry {

        private final Ledger ledger;
        private final Actor actor;
        private final String act;
        private final Map<String, Object> detail = new TreeMap<>();
        private Office office;
        private String kind;
        private String code;
        private String outcome;
        private String ruleSet;
        private String ruleRef;
        private String reason;
        private boolean seals;

        private Entry(Ledger ledger, Actor actor, String act) {
            this.ledger = ledger;
            this.actor = actor;
            this.act = act;
        }

        public Entry in(Office office) {
            this.office = office;
            return this;
        }

        /** @param kind CASE, LIST, CONFERENCE, ROUND, REGISTER, ACCOUNT, RULES or SYSTEM */
        public Entry on(String kind, String code) {
            this.kind = kind;
            this.code = code;
            return this;
        }

        public Entry outcome(Object outcome) {
            this.outcome = outcome == null ? null : outcome.toString();
            return this;
        }

        /** @param ref table and row that matched, or null */
        public Entry rule(String ruleSet, String ref) {
            this.ruleSet = ruleSet;
            this.ruleRef = ref;
            return this;
        }

        /** Under which set, table and row (or values) and text the act was taken; the text stands in the detail as {@code citation}. */
        public Entry rule(Applied rule) {
            return rule.citation() == null ? rule(rule.ruleSet(), rule.ref()) : rule(rule.ruleSet(), rule.ref()).with("citation", rule.citation());
        }

        /** The reason that was stated, of which the record keeps the digest only; null or blank: none. */
        public Entry reason(String text) {
            this.reason = Canonical.textDigest(text);
            return this;
        }

        /** The digest of a text that the record must not hold; null or blank: none. */
        public Entry withDigest(String name, String text) {
            return with(name, Canonical.textDigest(text));
        }

        /** The act closes something: a checkpoint is made as soon as it is committed. */
        public Entry seals() {
            this.seals = true;
            return this;
        }

        public Entry with(String name, Object value) {
            detail.put(name, value);
            return this;
        }

        /** @throws IllegalTransactionStateException outside a transaction */
        public void write() {
            ledger.write(this);
        }
    }
}
