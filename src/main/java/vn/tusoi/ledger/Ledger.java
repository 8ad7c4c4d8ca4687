package vn.tusoi.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Office;
import vn.tusoi.rulebook.Applied;

/**
 * The record. One entry for each act, written in the transaction of the act: if it cannot be written, the act does not happen.
 * Entries hold ids, codes and figures, never the text of a finding or a reason.
 */
@Component
public class Ledger {

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    Ledger(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Begins an entry by a person. {@code act} names a message {@code act.<ACT>} in past tense. */
    public Entry entry(Actor actor, String act) {
        return new Entry(this, actor, act);
    }

    /** Begins an entry by the process itself (a time limit, a launch). */
    public Entry byProcess(String act) {
        return new Entry(this, null, act);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void write(Entry e) {
        try {
            jdbc.sql("""
                            insert into ledger_entry(at, username, person, function, unit_code, subject_kind, subject_code, act, outcome, rule_set, rule_ref, detail)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(clock.instant().atOffset(ZoneOffset.UTC), e.actor == null ? null : e.actor.username(),
                            e.actor == null ? null : e.actor.displayName(), e.office == null ? null : e.office.function().name(),
                            e.office == null ? null : e.office.unit().code(), e.kind, e.code, e.act, e.outcome, e.ruleSet, e.ruleRef,
                            json.writeValueAsString(e.detail))
                    .update();
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("detail of " + e.act + " cannot be written", wrong);
        }
    }

    /** What the record says of one subject, oldest first. */
    public List<Written> of(String subjectCode) {
        return jdbc.sql("select * from ledger_entry where subject_code = ? order by id").param(subjectCode).query((rs, n) -> read(
                rs.getLong("id"), rs.getObject("at", OffsetDateTime.class), rs.getString("username"), rs.getString("person"), rs.getString("function"),
                rs.getString("unit_code"), rs.getString("subject_kind"), rs.getString("subject_code"), rs.getString("act"), rs.getString("outcome"),
                rs.getString("rule_set"), rs.getString("rule_ref"), rs.getString("detail"))).list();
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
                .query((rs, n) -> read(
                        rs.getLong("id"), rs.getObject("at", OffsetDateTime.class), rs.getString("username"), rs.getString("person"), rs.getString("function"),
                        rs.getString("unit_code"), rs.getString("subject_kind"), rs.getString("subject_code"), rs.getString("act"), rs.getString("outcome"),
                        rs.getString("rule_set"), rs.getString("rule_ref"), rs.getString("detail"))).list();
    }

    /** Number of the newest entry and when it was written. */
    public Last last() {
        return jdbc.sql("select id, at from ledger_entry order by id desc limit 1")
                .query((rs, n) -> new Last(rs.getLong(1), rs.getObject(2, OffsetDateTime.class).toInstant())).optional().orElse(new Last(0, clock.instant()));
    }

    private Written read(long id, OffsetDateTime at, String username, String person, String function, String unit, String kind, String code, String act,
                         String outcome, String ruleSet, String ruleRef, String detail) {
        try {
            return new Written(id, at.toInstant(), username, person, function, unit, kind, code, act, outcome, ruleSet, ruleRef,
                    json.readValue(detail, new TypeReference<Map<String, Object>>() { }));
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("entry " + id + " has no readable detail", wrong);
        }
    }

    public record Last(long number, Instant at) { }

    /** An entry as it stands in the record. */
    public record Written(long id, Instant at, String username, String person, String function, String unit, String kind, String subjectCode,
                          String act, String outcome, String ruleSet, String ruleRef, Map<String, Object> detail) { }

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

        private Entry(Ledger ledger, Actor actor, String act) {
            this.ledger = ledger;
            this.actor = actor;
            this.act = act;
        }

        public Entry in(Office office) {
            this.office = office;
            return this;
        }

        /** @param kind CASE, LIST, CONFERENCE, ROUND, REGISTER, ACCOUNT or SYSTEM */
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

        public Entry with(String name, Object value) {
            detail.put(name, value instanceof Enum<?> || value instanceof java.time.temporal.Temporal ? value.toString() : value);
            return this;
        }

        public void write() {
            ledger.write(this);
        }
    }
}
