package vn.tusoi.planning;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.ballots.Candidate;
import vn.tusoi.ballots.Conference;
import vn.tusoi.ballots.Conferences;
import vn.tusoi.ballots.Outcome;
import vn.tusoi.ballots.Tally;
import vn.tusoi.ballots.BallotReaders;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.Stage;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Units;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.rulebook.AgeRule;
import vn.tusoi.rulebook.Decisions;
import vn.tusoi.rulebook.Fact;
import vn.tusoi.rulebook.Item;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.worklist.FlowEngine;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskGate;

/** Everything that is done on a planning list, by people and by its process. */
@Component
public class PlanningDesk {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final PlanningLists lists;
    private final Conferences conferences;
    private final BallotReaders readers;
    private final Units units;
    private final Cases cases;
    private final Rounds rounds;
    private final RuleBook rules;
    private final TaskGate gate;
    private final FlowEngine engine;
    private final Ledger ledger;
    private final Decisions decisions;

    PlanningDesk(JdbcClient jdbc, Clock clock, PlanningLists lists, Conferences conferences, BallotReaders readers, Units units, Cases cases, Rounds rounds,
                 RuleBook rules, TaskGate gate, FlowEngine engine, Ledger ledger, Decisions decisions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.lists = lists;
        this.conferences = conferences;
        this.readers = readers;
        this.units = units;
        this.cases = cases;
        this.rounds = rounds;
        this.rules = rules;
        this.gate = gate;
        this.engine = engine;
        this.ledger = ledger;
        this.decisions = decisions;
    }

    /** The list, for those who may read it. */
    @Transactional(readOnly = true)
    public PlanningList read(Actor actor, String code) {
        PlanningList list = lists.get(code);
        readers.check(actor, units.get(list.unit()), code);
        return list;
    }

    /**
     * The cases of a list that has not been drawn up yet.
     *
     * @param ready     wait for the list
     * @param suspended of those, how many may not be decided on now
     * @param earlier   stand at an earlier stage, by stage
     * @param deferred  of those at the inspection, how many wait for nothing but a date and may be left behind
     * @param ended     ended before they came here
     */
    public record Supply(List<VettingCase> ready, int suspended, Map<Stage, Integer> earlier, int deferred, int ended) {
        public int earlierAll() {
            return earlier.values().stream().mapToInt(Integer::intValue).sum();
        }

        public int earlier(String stage) {
            return earlier.getOrDefault(Stage.valueOf(stage), 0);
        }
    }

    @Transactional(readOnly = true)
    public Supply supply(String code) {
        List<VettingCase> all = cases.ofList(code);
        Set<String> worked = Set.copyOf(jdbc.sql("select distinct w.subject_code from work_item w join vetting_case v on v.code = w.subject_code where v.list_code = ?")
                .param(code).query(String.class).list());
        List<VettingCase> ready = all.stream().filter(c -> !c.ended() && c.stage() == Stage.LIST).toList();
        Map<Stage, Integer> earlier = new EnumMap<>(Stage.class);
        all.stream().filter(PlanningDesk::earlier).forEach(c -> earlier.merge(c.stage(), 1, Integer::sum));
        int deferred = (int) all.stream().filter(c -> earlier(c) && c.stage() == Stage.INSPECTION && !worked.contains(c.code())).count();
        return new Supply(ready, (int) ready.stream().filter(VettingCase::suspended).count(), earlier, deferred,
                (int) all.stream().filter(VettingCase::ended).count());
    }

    private static boolean earlier(VettingCase c) {
        return !c.ended() && c.stage() != Stage.LIST;
    }

    /**
     * Puts everybody who waits for the list into its pool, save those left out with a reason.
     *
     * @param leftOut     reasons by case code
     * @param goOn        leave deferred cases behind: they end as deferred
     * @param emptyReason why nobody is put before the conferences; needed only where the pool is empty
     */
    @Transactional
    public void drawUpPool(Actor actor, String code, Map<String, String> leftOut, boolean goOn, String emptyReason) {
        Pass pass = gate.enter(actor, SubjectKind.LIST, code, "userTask_drawUpPool", "", Duty.PREPARER);
        PlanningList list = locked(code);
        int leftBehind = 0;
        if (goOn) {
            for (VettingCase c : cases.ofList(code)) {
                if (earlier(c) && c.stage() == Stage.INSPECTION && !c.suspended() && engine.tell("message_roundMovesOn", c.code(), Map.of("inspectionResult", "DEFERRED"))) {
                    leftBehind++;
                }
            }
        }
        Supply supply = supply(code);
        if (supply.earlierAll() > 0) {
            throw new Refused("planning.pool.earlier", supply.earlierAll(), supply.earlier("SELF_REVIEW"), supply.earlier("ASSESSMENT"), supply.earlier("INSPECTION"));
        }
        if (supply.suspended() > 0) {
            throw new Refused("planning.suspended", supply.suspended());
        }
        int pool = 0;
        for (VettingCase c : supply.ready()) {
            boolean out = leftOut.containsKey(c.code());
            String reason = out ? leftOut.get(c.code()) : null;
            if (out && (reason == null || reason.isBlank())) {
                throw Refused.field("reasons[" + c.code() + "]", "planning.pool.reason");
            }
            jdbc.sql("""
                            insert into list_entry(list_code, case_code, member_code, state, out_step, out_kind, out_reason, changed_at)
                            values (?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(code, c.code(), c.member(), out ? "OUT" : "POOL", out ? 0 : null, out ? "LEFT_OUT" : null, reason, now()).update();
            ledger.entry(actor, out ? "POOL_LEFT" : "POOL_ENTERED").in(pass.office()).on("CASE", c.code()).outcome(out ? "LEFT_OUT" : null)
                    .rule(list.ruleSet(), null).with("list", code).write();
            pool += out ? 0 : 1;
        }
        boolean empty = pool == 0;
        if (empty && (emptyReason == null || emptyReason.isBlank())) {
            throw Refused.field("emptyReason", "planning.pool.emptyReason");
        }
        jdbc.sql("update planning_list set state = ?, empty_reason = ?, version = version + 1 where code = ?")
                .params(empty ? "CHECKING" : "VOTING", empty ? emptyReason : null, code).update();
        ledger.entry(actor, "POOL_DRAWN_UP").reason(empty ? emptyReason : null).in(pass.office()).on("LIST", code).outcome(empty ? "POOL_EMPTY" : "POOL_READY").rule(list.ruleSet(), null)
                .with("pool", pool).with("leftOut", supply.ready().size() - pool).with("leftBehind", leftBehind).write();
        gate.done(pass, Map.of("poolEmpty", empty));
    }

    /** The steps of the list's procedure, as its rule set has them. */
    public List<Item> steps(PlanningList list) {
        return rules.get(list.ruleSet()).catalogue("steps." + list.variant());
    }

    /** Opens the conference of the next step for those who stand in the pool. @return its code */
    @Transactional(propagation = Propagation.MANDATORY)
    public String nextStep(String code) {
        PlanningList list = locked(code);
        dropEnded(list);
        List<Item> steps = steps(list);
        int no = list.stepsDone() + 1;
        Map<String, String> candidates = new LinkedHashMap<>();
        standing(code).forEach(e -> candidates.put(e.caseCode(), e.memberCode()));
        return conferences.ensureOpened(new Conferences.Opening(code, list.round(), list.unit(), units.get(list.unit()).name(), list.ruleSet(), list.variant(),
                list.post(), no, steps.get(no - 1).code(), no == steps.size(), candidates));
    }

    /** Takes those who did not pass out of the pool, with their figures. @return whether there is another step to make */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean applyStep(String code, String conferenceCode) {
        PlanningList list = locked(code);
        Conference conference = conferences.get(conferenceCode);
        if (conference.stepNo() > list.stepsDone()) {
            int went = 0;
            for (Candidate c : conferences.candidates(conferenceCode)) {
                went += apply(list, conference, c) ? 1 : 0;
            }
            dropEnded(list);
            jdbc.sql("update planning_list set steps_done = ?, version = version + 1 where code = ?").params(conference.stepNo(), code).update();
            ledger.byProcess("STEP_APPLIED").on("LIST", code).rule(rules.get(list.ruleSet()).appliedItems("steps." + list.variant(), List.of(conference.stepCode())))
                    .with("step", conference.stepNo()).with("conference", conferenceCode).with("standing", went).write();
        }
        boolean more = lists.get(code).stepsDone() < steps(list).size() && !standing(code).isEmpty();
        if (!more) {
            jdbc.sql("update planning_list set state = 'CHECKING', version = version + 1 where code = ?").param(code).update();
        }
        return more;
    }

    private boolean apply(PlanningList list, Conference conference, Candidate c) {
        if (c.withdrawn() || c.outcome() == Outcome.WITHDRAWN) {
            return false;
        }
        boolean goesOn = c.outcome().goesOn();
        if (!goesOn) {
            out(list.code(), c.caseCode(), conference.stepNo(), Entry.OutKind.NOT_PASSED, null);
        }
        ledger.byProcess("STEP_VOTED").on("CASE", c.caseCode()).outcome(c.outcome()).rule(rules.get(conference.ruleSet()).applied(Tally.KEYS))
                .with("conference", conference.code()).with("agree", c.agree()).with("base", conference.base()).with("needed", conference.needed()).write();
        return goesOn;
    }

    /** Who withdrew, or whose case was stopped meanwhile, stands no longer. */
    private void dropEnded(PlanningList list) {
        for (Entry e : standing(list.code())) {
            if (e.ended()) {
                CaseOutcome outcome = cases.get(e.caseCode()).outcome();
                Entry.OutKind kind = outcome == CaseOutcome.WITHDRAWN ? Entry.OutKind.WITHDRAWN : Entry.OutKind.CASE_ENDED;
                out(list.code(), e.caseCode(), list.stepsDone() + 1, kind, null);
                ledger.byProcess("POOL_LEFT").on("CASE", e.caseCode()).outcome(kind).rule(list.ruleSet(), null).with("list", list.code()).write();
            }
        }
    }

    private void out(String code, String caseCode, int step, Entry.OutKind kind, String reason) {
        jdbc.sql("update list_entry set state = 'OUT', out_step = ?, out_kind = ?, out_reason = ?, changed_at = ? where list_code = ? and case_code = ?")
                .params(step, kind.name(), reason, now(), code, caseCode).update();
    }

    /** Those who stand in the pool now. */
    public List<Entry> standing(String code) {
        return lists.entries(code).stream().filter(Entry::stands).toList();
    }

    /** What the list is made of. @param without case codes that are being taken out */
    public Composition composition(PlanningList list, Set<String> without) {
        RuleSet set = rules.get(list.ruleSet());
        return Composition.of(standing(list.code()).stream().filter(e -> !e.ended() && !without.contains(e.caseCode()))
                        .map(e -> new Composition.Person(e.birthDate(), e.gender())).toList(),
                reference(list), set.number("composition.youngAge"), list.seats(), set.number("list.maxPerPost"), set.number("list.coefficientPercent"));
    }

    /** What the rule says of the shares, with the sources of its figures; null for an empty list, of which there is nothing to say. */
    public Reasoning shares(PlanningList list, Composition c) {
        if (c.people() == 0) {
            return null;
        }
        List<Fact> facts = List.of(Fact.of("womenPercent", c.womenPercent(), "share", c.women(), c.people()), Fact.of("youngPercent", c.youngPercent(), "share.young", c.young(), c.people(),
                rules.get(list.ruleSet()).number("composition.youngAge"), reference(list)));
        return Reasoning.of(rules.decide(list.ruleSet(), "composition", Reasoning.values(facts)), facts);
    }

    /** Whether the list has the right number of people. */
    public Reasoning size(PlanningList list, Composition c) {
        java.util.function.IntFunction<String> rule = people -> people > c.limit() ? "OVER_LIMIT" : people > c.coefficient() ? "ABOVE_COEFFICIENT" : "FITS";
        return Reasoning.of("listSize", rules.get(list.ruleSet()).applied("list.maxPerPost", "list.coefficientPercent"), rule.apply(c.people()), null,
                List.of(Fact.of("people", c.people(), "list", list.code()), Fact.of("seats", list.seats(), "round", list.round()), Fact.of("limit", c.limit(), "worked"),
                        Fact.of("coefficient", c.coefficient(), "worked")), Reasoning.nearest("people", c.people(), 0, c.limit() + c.people() + 1, rule));
    }

    private YearMonth reference(PlanningList list) {
        return AgeRule.reference(rules.get(list.ruleSet()), AgeRule.Level.of(units.get(list.unit()).kind().name()));
    }

    /**
     * Confirms the list's composition. Shares are a warning that has to be answered; more people than the rule allows for the post are refused.
     *
     * @param takenOut reasons by case code, for those the board takes off the list
     */
    @Transactional
    public void checkComposition(Actor actor, String code, Map<String, String> takenOut, String note) {
        Pass pass = gate.enter(actor, SubjectKind.LIST, code, "userTask_checkComposition", "", Duty.PREPARER);
        PlanningList list = locked(code);
        refuseSuspended(code);
        dropEnded(list);
        Map<String, Entry> standing = standing(code).stream().collect(Collectors.toMap(Entry::caseCode, Function.identity()));
        takenOut.forEach((caseCode, reason) -> {
            if (!standing.containsKey(caseCode)) {
                return;
            }
            if (reason == null || reason.isBlank()) {
                throw Refused.field("reasons[" + caseCode + "]", "planning.pool.reason");
            }
            out(code, caseCode, list.stepsDone() + 1, Entry.OutKind.TAKEN_OUT, reason);
            ledger.entry(actor, "POOL_LEFT").in(pass.office()).on("CASE", caseCode).outcome(Entry.OutKind.TAKEN_OUT).rule(list.ruleSet(), null).with("list", code).write();
        });
        Composition c = composition(list, Set.of());
        if (c.over() > 0) {
            throw new Refused("planning.check.over", c.people(), c.limit(), c.over());
        }
        Reasoning shares = shares(list, c);
        Reasoning size = size(list, c);
        boolean warned = c.aboveCoefficient() || shares != null && !"MET".equals(shares.outcome());
        if (warned && (note == null || note.isBlank())) {
            throw Refused.field("note", "planning.check.note");
        }
        jdbc.sql("update planning_list set state = 'CHECKED', check_note = ?, version = version + 1 where code = ?").params(note, code).update();
        decisions.keep("LIST", code, size);
        if (shares != null) {
            decisions.keep("LIST", code, shares);
        }
        ledger.entry(actor, "COMPOSITION_CHECKED").reason(note).in(pass.office()).on("LIST", code).outcome(warned ? "WARN" : "MET")
                .rule(shares == null ? size.applied() : shares.applied().and(size.applied())).with("people", c.people()).with("women", c.women()).with("young", c.young())
                .with("takenOut", takenOut.size()).with("limit", c.limit()).write();
        gate.done(pass, Map.of());
    }

    @Transactional
    public void submit(Actor actor, String code, String number, String text) {
        Pass pass = gate.enter(actor, SubjectKind.LIST, code, "userTask_submitList", "", Duty.PREPARER);
        PlanningList list = locked(code);
        refuseSuspended(code);
        jdbc.sql("update planning_list set state = 'SUBMITTED', submission_no = ?, submission = ?, return_reason = null, version = version + 1 where code = ?")
                .params(number, text, code).update();
        ledger.entry(actor, "LIST_SUBMITTED").in(pass.office()).on("LIST", code).rule(list.ruleSet(), null).with("number", number)
                .with("people", standing(code).size()).write();
        gate.done(pass, Map.of());
    }

    /** What the level above may answer. */
    public enum Approval { APPROVED, RETURNED }

    /** @param number number of the decision, for an approval; @param reason needed for a return */
    @Transactional
    public void approve(Actor actor, String code, Approval approval, String number, String reason) {
        Pass pass = gate.enter(actor, SubjectKind.LIST, code, "userTask_approveList", "", Duty.APPROVER);
        PlanningList list = locked(code);
        boolean approved = approval == Approval.APPROVED;
        if (approved) {
            refuseSuspended(code);
            if (number == null || number.isBlank()) {
                throw Refused.field("number", "planning.approve.number");
            }
        } else if (reason == null || reason.isBlank()) {
            throw Refused.field("reason", "planning.approve.reason");
        }
        jdbc.sql("update planning_list set state = ?, approval_no = ?, return_reason = ?, version = version + 1 where code = ?")
                .params(approval.name(), approved ? number : null, approved ? null : reason, code).update();
        ledger.entry(actor, "LIST_DECIDED").reason(approved ? null : reason).in(pass.office()).on("LIST", code).outcome(approval).rule(list.ruleSet(), null)
                .with("people", standing(code).size()).with("number", approved ? number : null).write();
        gate.done(pass, Map.of("approval", approval.name()));
    }

    /** Publishes: those who stand are selected. The cases are told right afterwards. */
    @Transactional
    public void publish(Actor actor, String code, String number, LocalDate day) {
        Pass pass = gate.enter(actor, SubjectKind.LIST, code, "userTask_publishList", "", Duty.PREPARER);
        PlanningList list = locked(code);
        refuseSuspended(code);
        if (day.isAfter(LocalDate.now(clock))) {
            throw Refused.field("day", "planning.publish.future");
        }
        dropEnded(list);
        int selected = jdbc.sql("update list_entry set state = 'SELECTED', changed_at = ? where list_code = ? and state = 'POOL'").params(now(), code).update();
        jdbc.sql("update planning_list set state = 'PUBLISHED', publication_no = ?, published_on = ?, version = version + 1 where code = ?")
                .params(number, day, code).update();
        ledger.entry(actor, "LIST_PUBLISHED").seals().in(pass.office()).on("LIST", code).rule(list.ruleSet(), null).with("number", number).with("selected", selected).write();
        gate.done(pass, Map.of());
    }

    /**
     * Tells each case of a published list how it ended, and the round once this was its last list. Cases that ended meanwhile are passed over;
     * a second call changes nothing.
     *
     * @throws IllegalStateException where a case or the round does not wait for the message: nothing is lost in silence
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void closeCases(String code) {
        PlanningList list = locked(code);
        if (list.closedAt() != null) {
            return;
        }
        dropEnded(list);
        Set<String> selected = standing(code).stream().map(Entry::caseCode).collect(Collectors.toSet());
        List<String> deaf = new ArrayList<>();
        int told = 0;
        for (VettingCase c : cases.ofList(code)) {
            if (!c.ended()) {
                String result = selected.contains(c.code()) ? "LISTED" : "NOT_LISTED";
                if (engine.tell("message_listDecided", c.code(), Map.of("listResult", result))) {
                    told++;
                } else {
                    deaf.add(c.code());
                }
            }
        }
        if (!deaf.isEmpty()) {
            throw new IllegalStateException("cases do not wait for their list: " + deaf);
        }
        jdbc.sql("update planning_list set closed_at = ?, version = version + 1 where code = ?").params(now(), code).update();
        ledger.byProcess("LIST_CASES_TOLD").on("LIST", code).rule(list.ruleSet(), null).with("cases", told).with("listed", selected.size()).write();
        // only now: lists tell their cases side by side, and whoever comes last sees that all others have
        rounds.lock(list.round());
        int open = jdbc.sql("select count(*) from planning_list where round_code = ? and closed_at is null").param(list.round()).query(Integer.class).single();
        if (open == 0) {
            if (!engine.tell("message_listsPublished", list.round(), Map.of())) {
                throw new IllegalStateException("round does not wait for its lists: " + list.round());
            }
            ledger.byProcess("ALL_LISTS_PUBLISHED").on("ROUND", list.round()).rule(list.ruleSet(), null).write();
        }
    }

    /** While new information on somebody is being looked at, nothing is decided. */
    private void refuseSuspended(String code) {
        long suspended = cases.ofList(code).stream().filter(c -> !c.ended() && c.suspended()).count();
        if (suspended > 0) {
            throw new Refused("planning.suspended", suspended);
        }
    }

    private PlanningList locked(String code) {
        jdbc.sql("select code from planning_list where code = ? for update").param(code).query(String.class).single();
        return lists.get(code);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
