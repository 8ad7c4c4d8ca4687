package vn.tusoi.rounds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.access.Office;
import vn.tusoi.access.SeparationOfDuties;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.OtherRules;
import vn.tusoi.cases.OtherRules.Change;
import vn.tusoi.cases.OtherRules.Kind;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.worklist.FlowEngine;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskGate;

/**
 * Moves an open round to another rule set: looked at, proposed with a reason, decided by a second officer, then carried out case by case in batches,
 * each with an entry in its record. What was decided stays under the set it was decided under, and so do cases that have ended.
 */
@Component
public class RoundMoves {

    public static final String DECIDE = "userTask_decideMove";
    static final int BATCH = 50;
    private static final int MOST_TOLD = 7000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Rounds rounds;
    private final RoundAccess access;
    private final Electorate electorate;
    private final Cases cases;
    private final List<OtherRules> stages;
    private final RuleBook rules;
    private final SeparationOfDuties separation;
    private final TaskGate gate;
    private final FlowEngine flow;
    private final Ledger ledger;
    private final ObjectMapper json;

    RoundMoves(JdbcClient jdbc, Clock clock, Rounds rounds, RoundAccess access, Electorate electorate, Cases cases, List<OtherRules> stages, RuleBook rules,
               SeparationOfDuties separation, TaskGate gate, FlowEngine flow, Ledger ledger, ObjectMapper json) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.rounds = rounds;
        this.access = access;
        this.electorate = electorate;
        this.cases = cases;
        this.stages = stages;
        this.rules = rules;
        this.separation = separation;
        this.gate = gate;
        this.flow = flow;
        this.ledger = ledger;
        this.json = json;
    }

    /** A case for which something would change, or did. */
    public record Affected(String caseCode, String member, String name, List<Change> changes) { }

    /** @param counts cases by what changes for them; one case may count under several */
    public record Preview(RuleSet from, RuleSet to, int open, List<Affected> affected, Map<Kind, Integer> counts) { }

    /** Sets that the round could be moved to. */
    public List<RuleSet> choices(Round round) {
        return rules.all().stream().filter(s -> !s.code().equals(round.ruleSet()) && s.level().equals(rules.get(round.ruleSet()).level()))
                .filter(s -> !round.review() || ReviewDays.known(s, round.kind())).toList();
    }

    /** What would change for whom; changes nothing. @throws Refused where the round is not open, or the set is none to move to */
    @Transactional(readOnly = true)
    public Preview preview(Round round, String to) {
        RuleSet then = target(round, to);
        RuleSet now = rules.get(round.ruleSet());
        List<VettingCase> open = cases.openUnder(round.code(), now.code(), Integer.MAX_VALUE);
        List<Affected> affected = affected(round, open, now, then).stream().filter(a -> !a.changes().isEmpty()).toList();
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (Affected one : affected) {
            Set<Kind> kinds = new HashSet<>();
            one.changes().forEach(c -> kinds.add(c.kind()));
            kinds.forEach(k -> counts.merge(k, 1, Integer::sum));
        }
        return new Preview(now, then, open.size(), affected, counts);
    }

    private RuleSet target(Round round, String to) {
        if (round.status() != RoundStatus.OPEN) {
            throw new Refused("rounds.move.notOpen");
        }
        return choices(round).stream().filter(s -> s.code().equals(to)).findFirst().orElseThrow(() -> Refused.field("to", "rounds.move.unknown"));
    }

    private List<Affected> affected(Round round, List<VettingCase> open, RuleSet now, RuleSet then) {
        LocalDate today = LocalDate.now(clock);
        Set<String> members = new HashSet<>();
        open.forEach(c -> members.add(c.member()));
        Map<String, Reasoning> before = electorate.judge(round, now, members, today);
        Map<String, Reasoning> after = electorate.judge(round, then, members, today);
        List<Affected> all = new ArrayList<>();
        for (VettingCase c : open) {
            List<Change> changes = new ArrayList<>();
            Reasoning was = before.get(c.member());
            Reasoning is = after.get(c.member());
            if (was != null && is != null && !(was.outcome() + was.reason()).equals(is.outcome() + is.reason())) {
                changes.add(new Change(Kind.ELIGIBILITY, "rule." + is.reason(), "verdict." + was.outcome(), "verdict." + is.outcome()));
            }
            stages.forEach(stage -> changes.addAll(stage.changes(c, now, then)));
            all.add(new Affected(c.code(), c.member(), null, changes));
        }
        return all;
    }

    /** The newest move of a round, if any. */
    public Optional<RoundMove> last(String round) {
        return jdbc.sql(SELECT + " where m.round_code = ? order by m.move_no desc limit 1").param(round).query(RoundMoves::map).optional();
    }

    /** All moves of a round, the newest first. */
    public List<RoundMove> of(String round) {
        return jdbc.sql(SELECT + " where m.round_code = ? order by m.move_no desc").param(round).query(RoundMoves::map).list();
    }

    /** Puts the move before a second officer. @throws Refused without a reason, while another is pending, or where the round is not open */
    @Transactional
    public void propose(Actor actor, String code, String to, String reason) {
        Round round = rounds.lock(code);
        Office office = access.act(actor, round);
        if (last(code).filter(RoundMove::pending).isPresent()) {
            throw new Refused("rounds.move.pending");
        }
        if (reason == null || reason.isBlank()) {
            throw Refused.field("reason", "rounds.refused.noReason");
        }
        Preview preview = preview(round, to);
        separation.take(actor, code, Duty.PREPARER, List.of());
        int no = of(code).size() + 1;
        jdbc.sql("""
                        insert into round_move(round_code, move_no, from_set, to_set, reason, state, open_cases, affected, proposed_at, proposed_by, proposed_name)
                        values (?, ?, ?, ?, ?, 'PROPOSED', ?, ?, ?, ?, ?)""")
                .params(code, no, round.ruleSet(), to, reason.strip(), preview.open(), preview.affected().size(), now(), actor.username(), actor.displayName()).update();
        ledger.entry(actor, "RULE_MOVE_PROPOSED").in(office).on("ROUND", code).rule(round.ruleSet(), null).with("to", to).with("cases", preview.open())
                .with("affected", preview.affected().size()).write();
        flow.start("rule-set-move", code, Map.of());
    }

    /** Decides as the second officer. From here the round's new acts fall under the new set; its cases follow in batches. */
    @Transactional
    public void decide(Actor actor, String code, boolean approved, String note) {
        Pass pass = gate.enter(actor, SubjectKind.ROUND, code, DECIDE, "", Duty.OPENER);
        Round round = rounds.lock(code);
        RoundMove move = last(code).filter(m -> m.state() == RoundMove.State.PROPOSED).orElseThrow();
        if (!approved && (note == null || note.isBlank())) {
            throw Refused.field("reason", "rounds.refused.noReason");
        }
        jdbc.sql("update round_move set state = ?, decided_at = ?, decided_by = ?, decided_name = ?, decision_note = ? where round_code = ? and move_no = ?")
                .params(approved ? "RUNNING" : "REFUSED", now(), actor.username(), actor.displayName(), note == null || note.isBlank() ? null : note.strip(), code, move.no())
                .update();
        if (approved) {
            jdbc.sql("update round_calendar set rule_set = ? where round_code = ? and rule_set is null").params(round.ruleSet(), code).update();
            jdbc.sql("update electorate set rule_set = ? where round_code = ? and rule_set is null").params(round.ruleSet(), code).update();
            jdbc.sql("update round set rule_set = ?, version = version + 1 where code = ?").params(move.to(), code).update();
        }
        ledger.entry(actor, approved ? "RULE_MOVE_APPROVED" : "RULE_MOVE_REFUSED").in(pass.office()).on("ROUND", code).outcome(approved ? "APPROVED" : "RETURNED")
                .rule(approved ? move.to() : move.from(), null).with("from", move.from()).with("to", move.to()).write();
        gate.done(pass, Map.of("moveApproved", approved));
    }

    /** Moves the next batch; killed in the middle it never was, and a case moved once is not found again. @return whether none is left */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean moveNext(String code) {
        RoundMove move = last(code).orElseThrow();
        if (move.state() != RoundMove.State.RUNNING) {
            return true;
        }
        Round round = rounds.get(code);
        RuleSet now = rules.get(move.from());
        RuleSet then = rules.get(move.to());
        List<VettingCase> batch = cases.openUnder(code, move.from(), BATCH);
        for (Affected one : affected(round, batch, now, then)) {
            if (cases.follow(one.caseCode(), move.from(), move.to(), one.changes().stream().map(c -> c.kind().name()).sorted().toList())) {
                jdbc.sql("insert into round_move_case(round_code, move_no, case_code, changes, moved_at) values (?, ?, ?, ?, ?)")
                        .params(code, move.no(), one.caseCode(), text(one.changes()), now()).update();
            }
        }
        boolean all = cases.openUnder(code, move.from(), 1).isEmpty();
        if (all) {
            stages.forEach(stage -> stage.follow(code, move.from(), move.to()));
            jdbc.sql("update round_move set state = 'DONE', done_at = ? where round_code = ? and move_no = ?").params(now(), code, move.no()).update();
            ledger.byProcess("RULE_MOVE_DONE").on("ROUND", code).rule(move.to(), null).with("from", move.from())
                    .with("cases", jdbc.sql("select count(*) from round_move_case where round_code = ? and move_no = ?").params(code, move.no()).query(Integer.class).single()).write();
        }
        return all;
    }

    /** What changed for the cases of a move that is done or under way, with names. */
    public List<Affected> moved(String code, int no) {
        return jdbc.sql("""
                        select x.case_code, c.member_code, m.full_name, x.changes from round_move_case x join vetting_case c on c.code = x.case_code
                        join member m on m.code = c.member_code where x.round_code = ? and x.move_no = ? order by x.case_code""")
                .params(code, no).query((rs, n) -> new Affected(rs.getString(1), rs.getString(2), rs.getString(3), changes(rs.getString(4)))).list();
    }

    private String text(List<Change> changes) {
        try {
            String text = json.writeValueAsString(changes);
            return text.length() > MOST_TOLD ? json.writeValueAsString(changes.subList(0, 20)) : text;
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("changes cannot be written", wrong);
        }
    }

    private List<Change> changes(String text) {
        try {
            return json.readValue(text, new TypeReference<List<Change>>() { });
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("changes cannot be read", wrong);
        }
    }

    private static final String SELECT = "select m.*, (select count(*) from round_move_case c where c.round_code = m.round_code and c.move_no = m.move_no) as moved from round_move m";

    private static RoundMove map(ResultSet rs, int n) throws SQLException {
        return new RoundMove(rs.getString("round_code"), rs.getInt("move_no"), rs.getString("from_set"), rs.getString("to_set"), rs.getString("reason"),
                RoundMove.State.valueOf(rs.getString("state")), rs.getInt("open_cases"), rs.getInt("affected"), rs.getInt("moved"), instant(rs, "proposed_at"),
                rs.getString("proposed_by"), rs.getString("proposed_name"), instant(rs, "decided_at"), rs.getString("decided_name"), rs.getString("decision_note"),
                instant(rs, "done_at"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
