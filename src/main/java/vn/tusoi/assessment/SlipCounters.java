package vn.tusoi.assessment;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskGate;

/**
 * Who counts the slips a second time where the cell has one secretary's office only: a member of the cell, named for the meeting, with an account of their own.
 * The naming holds for everybody whom the meeting of that day reviews, except the person named and their family.
 */
@Component("slipCounters")
public class SlipCounters {

    private final JdbcClient jdbc;
    private final TaskGate gate;
    private final Cases cases;
    private final CellPeople people;
    private final Ledger ledger;
    private final Clock clock;

    SlipCounters(JdbcClient jdbc, TaskGate gate, Cases cases, CellPeople people, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.gate = gate;
        this.cases = cases;
        this.people = people;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Who was named. */
    public record Named(String memberCode, String name) { }

    /** Who was named for the meeting of this case that was called last. */
    public Optional<Named> named(String caseCode) {
        return jdbc.sql("""
                        select s.member_code, m.full_name from vetting_case c join cell_meeting k on k.case_code = c.code
                        join slip_counter s on s.round_code = c.round_code and s.cell_code = c.cell_code and s.planned_on = k.planned_on join member m on m.code = s.member_code
                        where c.code = ? and k.meeting_no = (select max(x.meeting_no) from cell_meeting x where x.case_code = c.code)""").param(caseCode)
                .query((rs, n) -> new Named(rs.getString(1), rs.getString(2))).optional();
    }

    /** Whether this person was named for the case: what else speaks against it is asked where they count. */
    boolean is(Actor actor, String caseCode) {
        return actor.memberCode() != null && named(caseCode).filter(n -> n.memberCode().equals(actor.memberCode())).isPresent();
    }

    /** Members who may be named: of the cell, with an account, neither the person whom the case is about nor family, nor whoever records the minutes. */
    public List<CellPeople.Person> eligible(Actor actor, String caseCode) {
        VettingCase c = cases.get(caseCode);
        List<String> accounts = jdbc.sql("select a.member_code from account a join member m on m.code = a.member_code where m.cell_code = ? and a.active = true").param(c.cell())
                .query(String.class).list();
        return people.of(c.cell(), c.member()).stream().filter(p -> accounts.contains(p.code()) && !p.exempt() && !p.concerned() && !p.relative() && !p.code().equals(actor.memberCode())).toList();
    }

    /** Names the counter; another name takes the place of the one before. @throws Refused for somebody who may not be, and where the meeting was counted already */
    @Transactional
    public void name(Actor actor, String caseCode, String memberCode) {
        Pass pass = gate.look(actor, SubjectKind.CASE, caseCode, AssessmentDesk.MEETING, "", slot -> Duty.ASSESSOR);
        if (pass.subject().paused()) {
            throw new Refused("task.paused");
        }
        CellPeople.Person chosen = eligible(actor, caseCode).stream().filter(p -> p.code().equals(memberCode)).findFirst()
                .orElseThrow(() -> Refused.field("member", "assessment.counter.missing"));
        VettingCase c = cases.get(caseCode);
        LocalDate on = jdbc.sql("select planned_on from cell_meeting where case_code = ? order by meeting_no desc limit 1 for update").param(caseCode)
                .query((rs, n) -> rs.getObject(1, LocalDate.class)).single();
        jdbc.sql("delete from slip_counter where round_code = ? and cell_code = ? and planned_on = ?").params(c.round(), c.cell(), on).update();
        jdbc.sql("insert into slip_counter(round_code, cell_code, planned_on, member_code, named_at, named_by, named_name) values (?, ?, ?, ?, ?, ?, ?)")
                .params(c.round(), c.cell(), on, chosen.code(), clock.instant().atOffset(ZoneOffset.UTC), actor.username(), actor.displayName()).update();
        ledger.entry(actor, "SLIP_COUNTER_NAMED").in(pass.office()).on("CASE", caseCode).rule(c.ruleSet(), null).with("on", on).write();
    }

    /** A case whose slips wait for this counter. */
    public record Waiting(String caseCode, String name) { }

    /** What this person was named for and has not counted yet. */
    public List<Waiting> waiting(String username) {
        return jdbc.sql("""
                        select c.code, m.full_name from account a join slip_counter s on s.member_code = a.member_code
                        join vetting_case c on c.round_code = s.round_code and c.cell_code = s.cell_code and c.member_code <> s.member_code
                        join cell_meeting k on k.case_code = c.code and k.planned_on = s.planned_on and k.state = 'PLANNED'
                        join work_item w on w.subject_code = c.code and w.element_id = ? join member m on m.code = c.member_code
                        where a.username = ? and not exists (select 1 from slip_count n where n.case_code = c.code and n.meeting_no = k.meeting_no and n.state = 'ENTERED')
                          and not exists (select 1 from relation r where r.member_code = s.member_code and r.other_code = c.member_code or r.other_code = s.member_code and r.member_code = c.member_code)
                        order by m.sort_key, c.code""")
                .params(AssessmentDesk.MEETING, username).query((rs, n) -> new Waiting(rs.getString(1), rs.getString(2))).list();
    }
}
