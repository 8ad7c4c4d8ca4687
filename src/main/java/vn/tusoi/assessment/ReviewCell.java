package vn.tusoi.assessment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Duty;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.CaseReading;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.cases.Stage;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;
import vn.tusoi.worklist.AlreadyDone;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskGate;

/** One cell's part of a review: where each member stands, and the proposals that the committee may confirm together. */
@Component
public class ReviewCell {

    private final JdbcClient jdbc;
    private final Units units;
    private final Cases cases;
    private final CaseReading reading;
    private final RoundCalendar calendar;
    private final AssessmentDesk desk;
    private final TaskGate gate;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ReviewCell(JdbcClient jdbc, Units units, Cases cases, CaseReading reading, RoundCalendar calendar, AssessmentDesk desk, TaskGate gate, TransactionTemplate transaction,
               Clock clock) {
        this.jdbc = jdbc;
        this.units = units;
        this.cases = cases;
        this.reading = reading;
        this.calendar = calendar;
        this.desk = desk;
        this.gate = gate;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A member of the cell in the review.
     *
     * @param formKey what is to be done next, null where nothing is
     * @param dueOn   by when
     * @param mine    whether it is the reader's own task
     */
    public record Line(String caseCode, String name, String post, Stage stage, CaseOutcome outcome, String formKey, LocalDate dueOn, boolean mine) { }

    /** @param rates whether the reader decides the cell's ratings */
    public record Sight(Unit cell, boolean rates, List<Line> lines) {

        public long waiting(String formKey) {
            return lines.stream().filter(l -> formKey.equals(l.formKey())).count();
        }
    }

    /** A cell of the reader's in a review. @param open reviews not over @param late past the last day of their stage */
    public record Part(String round, String roundName, String cell, String cellName, int all, int open, int late) { }

    /** Reviews that have come to the reader's cells, as their secretary or in the committee that rates; the newest review first. */
    public List<Part> parts(Actor actor) {
        List<String> realms = actor.offices().stream().filter(o -> o.function() == Function.CELL_SECRETARY || o.function() == Function.GRASSROOTS_COMMITTEE)
                .map(o -> o.unit().realm()).distinct().toList();
        if (realms.isEmpty()) {
            throw new Denied.Forbidden("reviews.denied");
        }
        return jdbc.sql("""
                        select r.code, r.name, u.code as cell_code, u.name as cell_name, u.path, count(*) as cases,
                               sum(case when c.outcome is null then 1 else 0 end) as open_cases, sum(case when c.due_on < :today then 1 else 0 end) as late
                        from vetting_case c join round r on r.code = c.round_code join unit u on u.code = c.cell_code
                        where r.kind is not null and r.status <> 'CLOSED'
                        group by r.code, r.name, r.created_at, u.code, u.name, u.path order by r.created_at desc, u.code""")
                .param("today", LocalDate.now(clock))
                .query((rs, n) -> realms.stream().noneMatch(rs.getString("path")::startsWith) ? null : new Part(rs.getString("code"), rs.getString("name"),
                        rs.getString("cell_code"), rs.getString("cell_name"), rs.getInt("cases"), rs.getInt("open_cases"), rs.getInt("late"))).list().stream()
                .filter(Objects::nonNull).toList();
    }

    /**
     * The members of a cell and their stages, in the order of names.
     *
     * @throws Denied.Hidden    for somebody whose offices do not reach the cell, and where the round reviews nobody there
     * @throws Denied.Forbidden for the cell's or unit's people without the office
     */
    public Sight sight(Actor actor, String round, String cellCode) {
        Unit cell = cell(round, cellCode);
        boolean rates = office(actor, Function.GRASSROOTS_COMMITTEE, cell) != null;
        if (!rates && office(actor, Function.CELL_SECRETARY, cell) == null && actor.officeCovering(Function.ORGANISATION_BOARD, cell).isEmpty()
                && actor.officeCovering(Function.AUDITOR, cell).isEmpty()) {
            throw denied(actor, cell);
        }
        List<String> keys = actor.groupKeys();
        List<Line> lines = jdbc.sql("""
                        select c.code, m.full_name, m.party_post, c.stage, c.outcome, w.form_key, coalesce(w.due_on, c.due_on) as due, w.group_key
                        from vetting_case c join member m on m.code = c.member_code left join work_item w on w.subject_code = c.code
                        where c.round_code = ? and c.cell_code = ? order by m.sort_key, c.code, w.created_at""")
                .params(round, cellCode).query((rs, n) -> new Line(rs.getString("code"), rs.getString("full_name"), rs.getString("party_post"),
                        Stage.valueOf(rs.getString("stage")), rs.getString("outcome") == null ? null : CaseOutcome.valueOf(rs.getString("outcome")),
                        rs.getString("form_key"), rs.getObject("due", LocalDate.class), keys.contains(rs.getString("group_key")))).list();
        return new Sight(cell, rates, lines);
    }

    private Unit cell(String round, String cellCode) {
        boolean any = calendar.reviewed(round) != null
                && jdbc.sql("select count(*) from vetting_case where round_code = ? and cell_code = ?").params(round, cellCode).query(Integer.class).single() > 0;
        if (!any) {
            throw new Denied.Hidden(cellCode);
        }
        return units.get(cellCode);
    }

    private Office office(Actor actor, Function function, Unit cell) {
        return units.performing(function.name(), cell.code()).flatMap(u -> actor.office(function, u.code())).orElse(null);
    }

    private static Denied denied(Actor actor, Unit cell) {
        return actor.covers(cell) ? new Denied.Forbidden("reviews.denied") : new Denied.Hidden(cell.code());
    }

    /**
     * A cell's proposal that waits for the committee.
     *
     * @param points    of the self-review, null where there is none
     * @param questions what the rules raise against the proposal, and an even vote: then the case is decided by itself
     * @param keptOut   the reader may not decide it, by duty or family
     */
    public record Proposal(String caseCode, String name, String post, Integer points, Level proposed, boolean tied, Set<RatingFlags.Flag> questions, boolean keptOut) {

        /** Nothing speaks against deciding it together with others. */
        public boolean plain() {
            return proposed != null && !tied && questions.isEmpty() && !keptOut;
        }
    }

    /** Proposals of the cell that wait for a decision, each read as at its task. @throws Denied as {@link #sight}, and Forbidden for whoever does not decide */
    public List<Proposal> proposals(Actor actor, String round, String cellCode) {
        Office office = rating(actor, round, cellCode);
        List<Proposal> found = new ArrayList<>();
        for (Waiting w : waiting(round, cellCode)) {
            Proposal proposal = proposal(actor, w);
            if (!proposal.keptOut()) {
                reading.readAtTask(actor, w.caseCode(), office);
            }
            found.add(proposal);
        }
        return found;
    }

    private Office rating(Actor actor, String round, String cellCode) {
        Unit cell = cell(round, cellCode);
        Office office = office(actor, Function.GRASSROOTS_COMMITTEE, cell);
        if (office == null) {
            throw denied(actor, cell);
        }
        return office;
    }

    private record Waiting(String caseCode, String name, String post, Level proposed, boolean tied) { }

    private List<Waiting> waiting(String round, String cellCode) {
        return jdbc.sql("""
                        select c.code, m.full_name, m.party_post, k.proposed, k.tied
                        from vetting_case c join member m on m.code = c.member_code join work_item w on w.subject_code = c.code and w.form_key = 'decide-rating'
                        join cell_meeting k on k.case_code = c.code and k.state = 'HELD'
                          and k.meeting_no = (select max(meeting_no) from cell_meeting l where l.case_code = c.code and l.state = 'HELD')
                        where c.round_code = ? and c.cell_code = ? order by m.sort_key, c.code""")
                .params(round, cellCode).query((rs, n) -> new Waiting(rs.getString(1), rs.getString(2), rs.getString(3),
                        rs.getString(4) == null ? null : Level.valueOf(rs.getString(4)), rs.getBoolean(5))).list();
    }

    private Proposal proposal(Actor actor, Waiting w) {
        boolean keptOut = false;
        try {
            gate.look(actor, SubjectKind.CASE, w.caseCode(), AssessmentDesk.RATING, "", slot -> Duty.RATER);
        } catch (Denied.Forbidden duty) {
            keptOut = true;
        }
        if (keptOut) {
            return new Proposal(w.caseCode(), w.name(), w.post(), null, null, false, Set.of(), true);
        }
        RatingFlags flags = desk.flags(cases.get(w.caseCode()));
        return new Proposal(w.caseCode(), w.name(), w.post(), flags.points(), w.proposed(), w.tied(), w.proposed() == null ? Set.of() : flags.against(w.proposed()), false);
    }

    /** A case that was not confirmed with the others, and why. */
    public record Left(String name, String key, Object[] args) { }

    public record Confirmed(int decided, List<Left> left) { }

    /**
     * Decides the cell's own proposals for these cases: each in a transaction of its own, with its own decision and entry. What has come to raise a
     * question meanwhile, such as the cap, is left and named.
     *
     * @throws Refused where no case is chosen or no reason given
     */
    public Confirmed confirm(Actor actor, String round, String cellCode, List<String> codes, String reason) {
        rating(actor, round, cellCode);
        if (codes.isEmpty()) {
            throw Refused.field("cases", "reviews.refused.none");
        }
        if (reason == null || reason.isBlank()) {
            throw Refused.field("reason", "assessment.missing.reason");
        }
        int decided = 0;
        List<Left> left = new ArrayList<>();
        for (Waiting w : waiting(round, cellCode).stream().filter(w -> codes.contains(w.caseCode())).toList()) {
            try {
                transaction.executeWithoutResult(status -> {
                    Proposal proposal = proposal(actor, w);
                    if (!proposal.plain()) {
                        throw new Refused(proposal.keptOut() ? "reviews.left.keptOut" : "reviews.left.question");
                    }
                    desk.decideRating(actor, w.caseCode(), new AssessmentDesk.Rating(Assessment.Outcome.DECIDED, w.proposed(), reason, null));
                });
                decided++;
            } catch (Refused refused) {
                left.add(new Left(w.name(), refused.messageKey(), refused.args()));
            } catch (AlreadyDone over) {
                left.add(new Left(w.name(), "reviews.left.done", new Object[0]));
            }
        }
        return new Confirmed(decided, left);
    }
}
