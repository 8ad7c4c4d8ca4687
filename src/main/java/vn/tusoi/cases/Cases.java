package vn.tusoi.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Denied;
import vn.tusoi.database.AtOnce;
import vn.tusoi.database.Later;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.rulebook.Applied;
import vn.tusoi.database.WithinTransaction;

/** The cases of all rounds: opening, moving from stage to stage, ending. Called by desks and by the process. */
@Component
public class Cases {

    private static final String COLUMNS = "select c.*, exists (select 1 from case_local_rules r where r.case_code = c.code) as sharpened";

    private static final String KNOWN = COLUMNS + ", m.full_name from vetting_case c join member m on m.code = c.member_code where c.code = ?";

    private final JdbcClient jdbc;
    private final Later later;
    private final Clock clock;
    private final Ledger ledger;
    private final RoundCalendar calendar;
    private final CaseRules rules;
    private final ApplicationEventPublisher events;
    private final WithinTransaction<Map<String, Known>> known = new WithinTransaction<>(HashMap::new);

    /** A case with the name of the person it is about. */
    record Known(VettingCase vettingCase, String memberName) { }

    Cases(JdbcClient jdbc, Later later, Clock clock, Ledger ledger, RoundCalendar calendar, CaseRules rules, ApplicationEventPublisher events) {
        this.events = events;
        this.jdbc = jdbc;
        this.later = later;
        this.clock = clock;
        this.ledger = ledger;
        this.calendar = calendar;
        this.rules = rules;
    }

    /** What is needed to open a case. @param rule the rule set that the round pinned, and the row that let the person in (or that the board decided against) */
    public record Opening(String code, String round, String member, String cell, String unit, String list, Applied rule) { }

    /** Opens the case unless it is open already. @return whether it was opened now */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean ensureOpened(Opening o) {
        if (find(o.code()).isPresent()) {
            return false;
        }
        OffsetDateTime now = now();
        later.write("""
                        insert into vetting_case(code, round_code, member_code, cell_code, unit_code, list_code, rule_set, stage, stage_since, due_on,
                                                 suspended, opened_at, version)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false, ?, 0)""",
                o.code(), o.round(), o.member(), o.cell(), o.unit(), o.list(), o.rule().ruleSet(), Stage.SELF_REVIEW.name(), now,
                calendar.due(o.round(), Stage.SELF_REVIEW), now);
        List<String> local = rules.pin(o.code(), o.member(), o.cell(), o.rule().ruleSet());
        Ledger.Entry opened = ledger.byProcess("CASE_OPENED").on("CASE", o.code()).rule(o.rule()).with("round", o.round());
        if (!local.isEmpty()) {
            opened.with("local", local);
        }
        opened.write();
        return true;
    }

    public Optional<VettingCase> find(String code) {
        return known(code).map(Known::vettingCase);
    }

    /** Read once in a transaction, and again after each change: all changes are made here. */
    Optional<Known> known(String code) {
        Map<String, Known> before = known.get();
        Known kept = before.get(code);
        if (kept != null) {
            return Optional.of(kept);
        }
        Optional<Known> found = jdbc.sql(KNOWN).param(code).query(Cases::known).optional();
        found.ifPresent(k -> before.put(code, k));
        return found;
    }

    private static Known known(ResultSet rs, int row) throws SQLException {
        return new Known(map(rs, row), rs.getString("full_name"));
    }

    /** Reads the case, whatever is known of it. */
    AtOnce.Question<Known> ahead(String code) {
        return new AtOnce.Question<>(KNOWN, new Object[] {code}, Cases::known, found -> found.forEach(k -> known.get().put(code, k)));
    }

    private JdbcClient.StatementSpec change(String code, String sql) {
        known.get().remove(code);
        return jdbc.sql(sql);
    }

    private void changeLater(String code, String sql, Object... values) {
        known.get().remove(code);
        later.write(sql, values);
    }

    /** @throws Denied.Hidden where there is none */
    public VettingCase get(String code) {
        return find(code).orElseThrow(() -> new Denied.Hidden(code));
    }

    /** Those of the cases that are about one of these people. */
    List<String> about(List<String> codes, List<String> memberCodes) {
        return jdbc.sql("select code from vetting_case where code in (:codes) and member_code in (:people)").param("codes", codes).param("people", memberCodes)
                .query(String.class).list();
    }

    public List<VettingCase> ofMember(String memberCode) {
        return jdbc.sql(COLUMNS + " from vetting_case c where c.member_code = ? order by c.opened_at desc").param(memberCode).query(Cases::map).list();
    }

    public List<VettingCase> ofList(String listCode) {
        return jdbc.sql(COLUMNS + " from vetting_case c where c.list_code = ? order by c.code").param(listCode).query(Cases::map).list();
    }

    /** Open cases of a round that are under a set, by code. */
    public List<VettingCase> openUnder(String roundCode, String ruleSet, int limit) {
        return jdbc.sql(COLUMNS + " from vetting_case c where c.round_code = ? and c.rule_set = ? and c.outcome is null order by c.code limit ?").params(roundCode, ruleSet, limit)
                .query(Cases::map).list();
    }

    /** Puts an open case under another set, together with its round. @return whether it was moved now */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean follow(String code, String from, String to, List<String> changes) {
        boolean moved = change(code, "update vetting_case set rule_set = ?, version = version + 1 where code = ? and rule_set = ? and outcome is null").params(to, code, from)
                .update() == 1;
        if (moved) {
            ledger.byProcess("CASE_RULES_MOVED").on("CASE", code).rule(to, null).with("from", from).with("changes", changes).write();
        }
        return moved;
    }

    /** Called when the process enters a stage; entering the stage it is in changes nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enter(String code, Stage stage) {
        Known before = known(code).orElseThrow(() -> new Denied.Hidden(code));
        VettingCase now = before.vettingCase();
        if (now.stage() == stage || now.ended()) {
            return;
        }
        OffsetDateTime since = now();
        java.time.LocalDate due = calendar.due(now.round(), stage);
        later.write("update vetting_case set stage = ?, stage_since = ?, due_on = ?, version = version + 1 where code = ?", stage.name(), since, Later.day(due), code);
        known.get().put(code, new Known(now.entered(stage, since.toInstant(), due), before.memberName()));
        ledger.byProcess("STAGE_ENTERED").on("CASE", code).outcome(stage).rule(calendar.rule(now.round(), now.ruleSet(), stage)).write();
    }

    /** Notes that a stage sends the case back; the process then enters the earlier stage. The reason stays with the case, not in the record. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void returned(String code, Stage from, String reason) {
        changeLater(code, "update vetting_case set returned_from = ?, return_reason = ?, version = version + 1 where code = ?", from.name(), Later.text(reason), code);
    }

    /** Gives more time for the stage the case is in; does nothing where it has moved on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void postpone(String code, Stage stage, java.time.LocalDate until) {
        changeLater(code, "update vetting_case set due_on = ?, version = version + 1 where code = ? and stage = ?", until, code, stage.name());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void end(String code, CaseOutcome outcome) {
        VettingCase now = get(code);
        if (now.ended()) {
            return;
        }
        changeLater(code, "update vetting_case set ended_from = stage, stage = 'ENDED', outcome = ?, stage_since = ?, ended_at = ?, due_on = null, version = version + 1 where code = ?",
                outcome.name(), now(), now(), code);
        ledger.byProcess("CASE_ENDED").on("CASE", code).outcome(outcome).rule(now.ruleSet(), null).with("stage", now.stage()).write();
        events.publishEvent(new CaseOver(code, outcome));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void suspend(String code, boolean suspended, String reason) {
        changeLater(code, "update vetting_case set suspended = ?, suspension = ?, version = version + 1 where code = ?", suspended, Later.text(reason), code);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    static VettingCase map(ResultSet rs, int row) throws SQLException {
        OffsetDateTime ended = rs.getObject("ended_at", OffsetDateTime.class);
        String outcome = rs.getString("outcome");
        String from = rs.getString("returned_from");
        return new VettingCase(rs.getString("code"), rs.getString("round_code"), rs.getString("member_code"), rs.getString("cell_code"),
                rs.getString("unit_code"), rs.getString("list_code"), rs.getString("rule_set"), rs.getBoolean("sharpened"), Stage.valueOf(rs.getString("stage")),
                rs.getObject("stage_since", OffsetDateTime.class).toInstant(), rs.getObject("due_on", java.time.LocalDate.class),
                outcome == null ? null : CaseOutcome.valueOf(outcome), rs.getBoolean("suspended"), from == null ? null : Stage.valueOf(from),
                rs.getString("return_reason"), rs.getObject("opened_at", OffsetDateTime.class).toInstant(), ended == null ? null : ended.toInstant());
    }
}
