package vn.tusoi.cases;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.WorkItem;
import vn.tusoi.worklist.WorkItems;

/** Every reading of a case goes through here: decided by {@link CaseReadingRule}, recorded once for each person, case and hour. */
@Component
public class CaseReading {

    /** Key of the refusal that a stated reason lifts. */
    public static final String NEEDS_REASON = "reading.needsReason";

    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 1000;

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Units units;
    private final WorkItems items;
    private final Ledger ledger;
    private final Clock clock;

    CaseReading(JdbcClient jdbc, Cases cases, Units units, WorkItems items, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.units = units;
        this.items = items;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** A reading that was granted and recorded. */
    public record Granted(VettingCase subject, CaseReadingRule.Answer by) {

        public boolean whole() {
            return by.extent() == CaseReadingRule.Extent.WHOLE;
        }

        public boolean own() {
            return by.right() == CaseReadingRule.Right.OWN;
        }
    }

    /** One who read: how often, from when to when, by which right and, where outside the step, for which reason. */
    public record Reader(String person, Function function, String unit, CaseReadingRule.Right right, Instant first, Instant last, int times, String reason) { }

    /**
     * Grants and records a reading.
     *
     * @throws Denied.Hidden    where the case does not exist for this person
     * @throws Denied.Forbidden with {@link #NEEDS_REASON} where stating a reason opens it today, otherwise where nothing does
     */
    @Transactional
    public Granted read(Actor actor, String caseCode) {
        VettingCase c = cases.get(caseCode);
        CaseReadingRule.Answer answer = decide(actor, c);
        switch (answer.extent()) {
            case HIDDEN -> throw new Denied.Hidden(caseCode);
            case REFUSED -> throw new Denied.Forbidden("reading.refused");
            case AFTER_REASON -> throw new Denied.Forbidden(NEEDS_REASON, c.stage().name());
            default -> record(actor, c, answer);
        }
        return new Granted(c, answer);
    }

    /** Whether somebody could read the whole case now; asking is no reading. */
    public boolean wouldReadWhole(Actor actor, String caseCode) {
        return cases.find(caseCode).filter(c -> decide(actor, c).extent() == CaseReadingRule.Extent.WHOLE).isPresent();
    }

    /** Records that somebody read the dossier on the page of their own task. */
    @Transactional
    public void readAtTask(Actor actor, String caseCode, Office office) {
        VettingCase c = cases.get(caseCode);
        boolean opinion = office != null && CaseReadingRule.OPINION_BODIES.contains(office.function());
        record(actor, c, new CaseReadingRule.Answer(opinion ? CaseReadingRule.Extent.HEAD : CaseReadingRule.Extent.WHOLE,
                actor.isMember(c.member()) ? CaseReadingRule.Right.OWN : opinion ? CaseReadingRule.Right.OPINION : CaseReadingRule.Right.TASK, office));
    }

    /** Records that an auditor takes cases away in an evidence pack; call it before the pack is given out. */
    @Transactional
    public void readInPack(Actor actor, Collection<String> codes, Office office) {
        codes.forEach(code -> record(actor, cases.get(code), new CaseReadingRule.Answer(CaseReadingRule.Extent.WHOLE, CaseReadingRule.Right.AUDIT, office)));
    }

    /**
     * States why somebody whose office covers the case reads it outside the step. The member sees the reason; it holds for this day.
     *
     * @throws Refused where the reason says nothing
     */
    @Transactional
    public void stateReason(Actor actor, String caseCode, String reason) {
        VettingCase c = cases.get(caseCode);
        CaseReadingRule.Answer answer = decide(actor, c);
        if (answer.extent() == CaseReadingRule.Extent.HIDDEN) {
            throw new Denied.Hidden(caseCode);
        }
        if (answer.extent() == CaseReadingRule.Extent.REFUSED || answer.right() == CaseReadingRule.Right.OPINION) {
            throw new Denied.Forbidden("reading.refused");
        }
        if (answer.extent() == CaseReadingRule.Extent.WHOLE) {
            return;
        }
        if (reason == null || reason.strip().length() < SHORTEST_REASON) {
            throw Refused.field("reason", "reading.reasonTooShort", SHORTEST_REASON);
        }
        if (reason.strip().length() > LONGEST_REASON) {
            throw Refused.field("reason", "reading.reasonTooLong", LONGEST_REASON);
        }
        jdbc.sql("insert into case_read_reason(case_code, username, read_day, reason, stated_at) values (?, ?, ?, ?, ?)")
                .params(caseCode, actor.username(), LocalDate.now(clock), reason.strip(), now()).update();
        ledger.entry(actor, "CASE_READ_WITH_REASON").reason(reason).in(answer.office()).on("CASE", caseCode).with("stage", c.stage()).write();
    }

    /** Who read the case, the member's own readings left out, the last reader first. */
    public List<Reader> readers(String caseCode) {
        return jdbc.sql("""
                        select r.person, r.function, r.unit_code, r.read_right, min(r.read_at) as first_at, max(r.read_at) as last_at, count(*) as times,
                               max(s.reason) as reason
                        from case_read r left join case_read_reason s on s.case_code = r.case_code and s.username = r.username and s.read_day = r.read_day
                             and r.read_right = 'REASON'
                        where r.case_code = ? and r.read_right <> 'OWN'
                        group by r.username, r.person, r.function, r.unit_code, r.read_right order by last_at desc""")
                .param(caseCode)
                .query((rs, n) -> new Reader(rs.getString("person"), rs.getString("function") == null ? null : Function.valueOf(rs.getString("function")),
                        rs.getString("unit_code") == null ? null : units.get(rs.getString("unit_code")).name(), CaseReadingRule.Right.valueOf(rs.getString("read_right")),
                        rs.getObject("first_at", OffsetDateTime.class).toInstant(), rs.getObject("last_at", OffsetDateTime.class).toInstant(), rs.getInt("times"),
                        rs.getString("reason"))).list();
    }

    private CaseReadingRule.Answer decide(Actor actor, VettingCase c) {
        Unit cell = units.get(c.cell());
        List<String> open = items.openOn(c.code()).stream().map(WorkItem::groupKey).toList();
        boolean stated = jdbc.sql("select count(*) from case_read_reason where case_code = ? and username = ? and read_day = ?")
                .params(c.code(), actor.username(), LocalDate.now(clock)).query(Integer.class).single() > 0;
        return CaseReadingRule.decide(actor, c, cell, f -> units.performing(f, c.cell()).map(Unit::code).orElse(null), open, stated);
    }

    private void record(Actor actor, VettingCase c, CaseReadingRule.Answer by) {
        OffsetDateTime hour = now().truncatedTo(ChronoUnit.HOURS);
        int known = jdbc.sql("select count(*) from case_read where case_code = ? and username = ? and read_hour = ? and read_right = ?")
                .params(c.code(), actor.username(), hour, by.right().name()).query(Integer.class).single();
        if (known > 0) {
            return;
        }
        Office office = by.office();
        jdbc.sql("""
                        insert into case_read(case_code, username, person, function, unit_code, read_right, read_hour, read_day, read_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(c.code(), actor.username(), actor.displayName(), office == null ? null : office.function().name(),
                        office == null ? null : office.unit().code(), by.right().name(), hour, LocalDate.now(clock), now()).update();
        if (by.right() != CaseReadingRule.Right.OWN) {
            ledger.entry(actor, "CASE_READ").in(office).on("CASE", c.code()).outcome(by.extent()).with("right", by.right()).with("stage", c.stage()).write();
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
