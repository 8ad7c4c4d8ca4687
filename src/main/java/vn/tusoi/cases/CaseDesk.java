package vn.tusoi.cases;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Duty;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.access.SeparationOfDuties;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;
import vn.tusoi.worklist.FlowEngine;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskGate;
import vn.tusoi.worklist.WorkItems;

/** What happens to a case outside its stages: the member withdraws, new verified information pauses it, the lead inspector lets it go on. */
@Component
public class CaseDesk {

    static final String RESUMPTION = "userTask_decideResumption";
    private static final String PUBLISHING = "userTask_publishList";

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Units units;
    private final TaskGate gate;
    private final WorkItems items;
    private final FlowEngine engine;
    private final SeparationOfDuties separation;
    private final Ledger ledger;
    private final Clock clock;

    CaseDesk(JdbcClient jdbc, Cases cases, Units units, TaskGate gate, WorkItems items, FlowEngine engine, SeparationOfDuties separation, Ledger ledger,
             Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.units = units;
        this.gate = gate;
        this.items = items;
        this.engine = engine;
        this.separation = separation;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What new information turned out to mean: NONE for the case, or something the next who decide must know. */
    public enum Bearing { NONE, TO_BE_WEIGHED }

    /** A paper that brought new information, verified by a named body. */
    public record Information(int no, String source, String docNo, LocalDate docDate, String summary, String verifiedBy, Instant registeredAt, String registeredName,
                              Bearing bearing, String resumptionReason, Instant resumedAt, String resumedName) { }

    public record NewInformation(String source, String docNo, LocalDate docDate, String summary, String verifiedBy) { }

    /** Whether the member may still withdraw: until the list with the name on it is approved. */
    public boolean mayWithdraw(VettingCase c) {
        return !c.ended() && !c.review() && !(c.stage() == Stage.LIST && (items.openOn(c.list()).stream().anyMatch(i -> i.elementId().equals(PUBLISHING))
                || items.doneOn(c.list()).stream().anyMatch(d -> d.elementId().equals(PUBLISHING))));
    }

    /** The member withdraws. Ends the case wherever it stands. */
    @Transactional
    public void withdraw(Actor actor, String code, String reason) {
        VettingCase c = cases.get(code);
        if (!actor.isMember(c.member())) {
            throw actor.covers(units.get(c.cell())) ? new Denied.Forbidden("withdraw.notYours") : new Denied.Hidden(code);
        }
        if (!mayWithdraw(c)) {
            throw new Refused("withdraw.tooLate");
        }
        jdbc.sql("insert into case_withdrawal(case_code, reason, withdrawn_at) values (?, ?, ?)").params(code, reason.strip(), now()).update();
        ledger.entry(actor, "CASE_WITHDRAWN").reason(reason).on("CASE", code).rule(c.ruleSet(), null).with("stage", c.stage()).write();
        if (!engine.tell("message_withdraw", code, Map.of())) {
            throw new Refused("withdraw.tooLate");
        }
    }

    public Optional<String> withdrawalReason(String code) {
        return jdbc.sql("select reason from case_withdrawal where case_code = ?").param(code).query(String.class).optional();
    }

    /** The office in which this person may register new information on the case. */
    public Optional<Office> informant(Actor actor, VettingCase c) {
        if (c.review()) {
            return Optional.empty(); // what is held against somebody is inspected by itself; a review is rated on what is concluded
        }
        Unit cell = units.get(c.cell());
        return actor.officeCovering(Function.INSPECTOR, cell).or(() -> actor.officeCovering(Function.LEAD_INSPECTOR, cell));
    }

    /** New information that a named body verified: pauses the case until the lead inspector has decided what it means. */
    @Transactional
    public void registerInformation(Actor actor, String code, NewInformation info) {
        VettingCase c = cases.get(code);
        Office office = informant(actor, c).orElseThrow(() -> actor.covers(units.get(c.cell())) ? new Denied.Forbidden("information.notYours") : new Denied.Hidden(code));
        if (c.ended()) {
            throw new Refused("information.ended");
        }
        if (c.suspended()) {
            throw new Refused("information.already");
        }
        if (info.docDate().isAfter(LocalDate.now(clock))) {
            throw Refused.field("docDate", "error.dateInFuture");
        }
        separation.take(actor, code, office.function() == Function.LEAD_INSPECTOR ? Duty.CONCLUDER : Duty.INSPECTOR, List.of(c.member()));
        int no = jdbc.sql("select count(*) from case_information where case_code = ?").param(code).query(Integer.class).single() + 1;
        jdbc.sql("""
                        insert into case_information(case_code, info_no, source, doc_no, doc_date, summary, verified_by, registered_at, registered_by, registered_name)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(code, no, info.source().strip(), info.docNo().strip(), info.docDate(), info.summary().strip(), info.verifiedBy().strip(), now(),
                        actor.username(), actor.displayName()).update();
        cases.suspend(code, true, info.docNo().strip());
        ledger.entry(actor, "CASE_SUSPENDED").reason(info.summary()).in(office).on("CASE", code).rule(c.ruleSet(), null).with("information", no).with("docNo", info.docNo().strip())
                .with("docDate", info.docDate()).write();
        if (!engine.tell("message_newInformation", code, Map.of())) {
            throw new Refused("information.ended");
        }
    }

    /** The lead inspector has weighed the information: the case goes on from where it stood. */
    @Transactional
    public void resume(Actor actor, String code, Bearing bearing, String reason) {
        // the gate keeps everybody out of a paused case; this is the one task that ends the pause
        cases.suspend(code, false, null);
        Pass pass = gate.enter(actor, SubjectKind.CASE, code, RESUMPTION, "", Duty.CONCLUDER);
        jdbc.sql("""
                        update case_information set bearing = ?, resumption_reason = ?, resumed_at = ?, resumed_by = ?, resumed_name = ?
                        where case_code = ? and resumed_at is null""")
                .params(bearing.name(), reason.strip(), now(), actor.username(), actor.displayName(), code).update();
        ledger.entry(actor, "CASE_RESUMED").reason(reason).in(pass.office()).on("CASE", code).outcome(bearing).rule(cases.get(code).ruleSet(), null).write();
        gate.done(pass, Map.of());
    }

    /** What was registered on the case, newest first. */
    public List<Information> information(String code) {
        return jdbc.sql("select * from case_information where case_code = ? order by info_no desc").param(code).query((rs, n) -> {
            OffsetDateTime resumed = rs.getObject("resumed_at", OffsetDateTime.class);
            return new Information(rs.getInt("info_no"), rs.getString("source"), rs.getString("doc_no"), rs.getObject("doc_date", LocalDate.class), rs.getString("summary"),
                    rs.getString("verified_by"), rs.getObject("registered_at", OffsetDateTime.class).toInstant(), rs.getString("registered_name"),
                    rs.getString("bearing") == null ? null : Bearing.valueOf(rs.getString("bearing")), rs.getString("resumption_reason"),
                    resumed == null ? null : resumed.toInstant(), rs.getString("resumed_name"));
        }).list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
