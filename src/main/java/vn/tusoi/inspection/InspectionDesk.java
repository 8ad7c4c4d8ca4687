package vn.tusoi.inspection;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.assessment.Assessment;
import vn.tusoi.assessment.Assessments;
import vn.tusoi.cases.CaseRules;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.cases.Stage;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.rulebook.Applied;
import vn.tusoi.rulebook.Decisions;
import vn.tusoi.rulebook.DisciplineClocks;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.rulebook.Fact;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.Verdict;
import vn.tusoi.worklist.FlowEngine;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskGate;
import vn.tusoi.worklist.WorkItem;
import vn.tusoi.worklist.WorkItems;

/**
 * The inspection's part of a case: bodies are asked, findings drafted and put to the person, the rule set asked for a proposal, a second
 * person concludes. What is adverse is put to the person first, with a time limit; silence is recorded as silence.
 */
@Component
public class InspectionDesk {

    public static final String OPINION = "userTask_giveOpinion";
    public static final String OVERDUE = "userTask_handleOverdueOpinions";
    public static final String DRAFT = "userTask_draftFindings";
    public static final String EXPLAIN = "userTask_explainFindings";
    public static final String CONCLUDE = "userTask_concludeInspection";

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final LocalTime CLOSE_OF_DAY = LocalTime.of(17, 0);
    private static final LocalTime OPENING = LocalTime.of(8, 0);
    private static final int REFERENCE = 300;

    private final Inspections inspections;
    private final RuleFlags flags;
    private final Assessments assessments;
    private final Cases cases;
    private final RoundCalendar calendar;
    private final RuleBook book;
    private final CaseRules rules;
    private final TaskGate gate;
    private final WorkItems items;
    private final FlowEngine engine;
    private final Ledger ledger;
    private final Decisions decisions;
    private final Clock clock;

    InspectionDesk(Inspections inspections, RuleFlags flags, Assessments assessments, Cases cases, RoundCalendar calendar, RuleBook book, CaseRules rules, TaskGate gate,
                   WorkItems items, FlowEngine engine, Ledger ledger, Decisions decisions, Clock clock) {
        this.inspections = inspections;
        this.flags = flags;
        this.assessments = assessments;
        this.cases = cases;
        this.calendar = calendar;
        this.book = book;
        this.rules = rules;
        this.gate = gate;
        this.items = items;
        this.engine = engine;
        this.ledger = ledger;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** An opinion as its body gives it. Of a classified paper neither {@code content} nor anything but number, date and custodian. */
    public record Given(OpinionResult result, Boolean adverse, String content, boolean classified, String docNo, LocalDate docDate, String custodian) { }

    /** @param held the classified paper that the evidence stands in; null where it is given as {@code evidence} */
    public record Drafted(String actCode, String statement, String evidence, boolean serious, Finding.Held held) {

        public Drafted(String actCode, String statement, String evidence, boolean serious) {
            this(actCode, statement, evidence, serious, null);
        }
    }

    /** @param accepted admits the finding; an explanation may be added but need not */
    public record Explained(int finding, boolean accepted, String text) { }

    public record Concluding(Conclusion.Kind kind, String reason, String departure, String note, String clearUp, LocalDate deferUntil) { }

    /** Opens a check and asks the bodies. @return until when they are to answer, as the process reads times */
    @Transactional(propagation = Propagation.MANDATORY)
    public String askOpinions(String caseCode) {
        VettingCase c = cases.get(caseCode);
        LocalDateTime due = inWorkingDays(c, "inspection.opinionDays");
        int no = inspections.begin(caseCode, instant(due));
        decisions.keep("CASE", caseCode, deadline(c, no, "opinions", "inspection.opinionDays", due.toLocalDate()));
        ledger.byProcess("OPINIONS_ASKED").on("CASE", caseCode).rule(applied(c, "inspection.opinionDays")).with("check", no).with("due", LOCAL.format(due)).write();
        return LOCAL.format(due);
    }

    /** A body answers. The last answer also ends the lead inspector's task about late ones. */
    @Transactional
    public void giveOpinion(Actor actor, String caseCode, String slot, Given given) {
        Pass pass = gate.enter(actor, SubjectKind.CASE, caseCode, OPINION, slot, Duty.OPINION);
        OpinionBody body = OpinionBody.valueOf(pass.item().slot());
        check(body, given);
        boolean adverse = given.result().adverse(given.adverse());
        Inspections.Asked check = inspections.asked(caseCode, body);
        inspections.answer(caseCode, check.no(), body, actor, given.result(), adverse, given.classified() ? null : given.content(), given.classified(),
                given.docNo(), given.docDate(), given.classified() ? given.custodian() : null);
        ledger.entry(actor, "OPINION_GIVEN").in(pass.office()).on("CASE", caseCode).outcome("OPINION_" + given.result()).rule(cases.get(caseCode).ruleSet(), null)
                .with("body", body).with("check", check.no()).with("adverse", adverse).with("classified", given.classified()).write();
        gate.done(pass, Map.of());
        if (check.others() == 0) {
            for (WorkItem stale : items.openOn(caseCode).stream().filter(i -> i.elementId().equals(OVERDUE)).toList()) {
                items.ended(stale.taskId(), null);
                engine.complete(stale.taskId(), Map.of("overdueOpinions", "GO_ON"));
            }
        }
    }

    private void check(OpinionBody body, Given given) {
        if (!body.results().contains(given.result())) {
            throw Refused.field("result", "error.required");
        }
        if (given.result().mustSayWhether() && given.adverse() == null) {
            throw Refused.field("adverse", "opinion.sayWhether");
        }
        if (given.result().needsPaper() || given.classified()) {
            if (blank(given.docNo())) {
                throw Refused.field("docNo", "opinion.docNo.required");
            }
            if (given.docDate() == null) {
                throw Refused.field("docDate", "opinion.docDate.required");
            }
        }
        if (given.docDate() != null && given.docDate().isAfter(today())) {
            throw Refused.field("docDate", "error.dateInFuture");
        }
        if (given.classified()) {
            if (blank(given.custodian())) {
                throw Refused.field("custodian", "opinion.custodian.required");
            }
            if (!blank(given.content())) {
                throw Refused.field("content", "opinion.content.classified");
            }
        } else if (given.result().needsPaper() && blank(given.content())) {
            throw Refused.field("content", "opinion.content.required");
        }
    }

    /** Waits for late bodies until a day, or goes on without them: what is open then is recorded as not answered. */
    @Transactional
    public void handleOverdue(Actor actor, String caseCode, boolean wait, LocalDate again, String reason) {
        Pass pass = gate.enter(actor, SubjectKind.CASE, caseCode, OVERDUE, "", Duty.CONCLUDER);
        Inspection check = current(caseCode);
        boolean stillWaiting = wait && !check.open().isEmpty();
        if (stillWaiting && (again == null || !again.isAfter(today()))) {
            throw Refused.field("again", "overdue.again.required");
        }
        inspections.overdue(caseCode, check.no(), actor, stillWaiting ? "WAIT" : "GO_ON", stillWaiting ? again : null, reason.strip());
        ledger.entry(actor, "OVERDUE_OPINIONS_HANDLED").reason(reason).in(pass.office()).on("CASE", caseCode).outcome(stillWaiting ? "WAIT" : "GO_ON")
                .rule(applied(cases.get(caseCode), "inspection.opinionDays")).with("check", check.no()).with("open", check.open().size()).with("again", stillWaiting ? again : null).write();
        if (stillWaiting) {
            gate.done(pass, Map.of("overdueOpinions", "WAIT", "opinionsAgain", LOCAL.format(again.atTime(OPENING))));
            return;
        }
        inspections.unanswered(caseCode, check.no());
        gate.done(pass, Map.of("overdueOpinions", "GO_ON"));
        for (WorkItem open : items.openOn(caseCode).stream().filter(i -> i.elementId().equals(OPINION)).toList()) {
            items.ended(open.taskId(), null);
            engine.complete(open.taskId(), Map.of());
        }
    }

    /**
     * Sends the findings, or that there are none. Each names an act of the rule set's catalogue and its evidence; every item
     * of the list is answered, for no news is not good news.
     */
    @Transactional
    public void draftFindings(Actor actor, String caseCode, List<Drafted> findings, List<CheckList.Answer> answers) {
        Pass pass = gate.enter(actor, SubjectKind.CASE, caseCode, DRAFT, "", Duty.INSPECTOR);
        VettingCase c = cases.get(caseCode);
        RuleSet set = rules.of(c);
        List<CheckList.Answer> list = answered(CheckList.of(set), answers);
        for (int i = 0; i < findings.size(); i++) {
            String act = findings.get(i).actCode();
            if (set.catalogue("acts").stream().noneMatch(item -> item.code().equals(act))) {
                throw Refused.field("findings[" + i + "].actCode", "error.required");
            }
            Finding.Held held = findings.get(i).held();
            if (held != null && !blank(findings.get(i).evidence())) {
                throw Refused.field("findings[" + i + "].evidence", "draft.held.content");
            }
            if (held != null && (blank(held.docNo()) || held.docDate() == null || held.docDate().isAfter(today()) || blank(held.custodian()))) {
                throw Refused.field("findings[" + i + "].heldNo", "draft.held.whole");
            }
        }
        Inspections.Figures check = figures(caseCode);
        LocalDateTime until = inWorkingDays(c, "inspection.explanationDays");
        inspections.draft(caseCode, check.no(), check.draft() + 1, actor, findings.isEmpty() ? null : instant(until), findings, list);
        if (!findings.isEmpty()) {
            decisions.keep("CASE", caseCode, deadline(c, check.no(), "explanation", "inspection.explanationDays", until.toLocalDate()));
        }
        ledger.entry(actor, "FINDINGS_SENT").in(pass.office()).on("CASE", caseCode).outcome(findings.isEmpty() ? "NO_FINDINGS" : "FINDINGS")
                .rule(findings.isEmpty() ? new Applied(set.code(), null, null) : set.appliedItems("acts", findings.stream().map(Drafted::actCode).distinct().limit(10).toList()))
                .with("check", check.no()).with("findings", findings.size()).with("serious", findings.stream().filter(Drafted::serious).count())
                .with("acts", findings.stream().map(Drafted::actCode).toList()).with("checks", list.stream().map(CheckList.Answer::answer).toList()).write();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("hasFindings", !findings.isEmpty());
        facts.put("explainUntil", LOCAL.format(until));
        gate.done(pass, facts);
    }

    private static List<CheckList.Answer> answered(CheckList list, List<CheckList.Answer> answers) {
        List<CheckList.Answer> kept = new ArrayList<>();
        for (int i = 0; i < list.lines().size(); i++) {
            CheckList.Line line = list.lines().get(i);
            CheckList.Answer given = answers.stream().filter(a -> line.item().code().equals(a.item())).findFirst().orElse(null);
            if (given == null || !line.takes(given.answer())) {
                throw Refused.field("checks[" + i + "].answer", "draft.check.required", line.item().text(LocaleContextHolder.getLocale().getLanguage()));
            }
            if (given.reference() != null && given.reference().length() > REFERENCE) {
                throw Refused.field("checks[" + i + "].reference", "error.tooLong");
            }
            kept.add(new CheckList.Answer(given.item(), given.answer(), blank(given.reference()) ? null : given.reference().strip()));
        }
        return kept;
    }

    /** The person answers every finding: admits it, explains it, or both. */
    @Transactional
    public void explain(Actor actor, String caseCode, List<Explained> answers) {
        Pass pass = gate.enter(actor, SubjectKind.CASE, caseCode, EXPLAIN, "", Duty.AUTHOR);
        Inspection check = current(caseCode);
        Map<Integer, Explained> byNo = new LinkedHashMap<>();
        answers.forEach(a -> byNo.put(a.finding(), a));
        int accepted = 0;
        for (int i = 0; i < check.findings().size(); i++) {
            Finding f = check.findings().get(i);
            Explained answer = byNo.get(f.no());
            if (answer == null || !answer.accepted() && blank(answer.text())) {
                throw Refused.field("answers[" + i + "].text", "explain.required");
            }
            accepted += answer.accepted() ? 1 : 0;
            inspections.explain(caseCode, check.no(), f.no(), answer.accepted() ? Finding.Answer.ACCEPTED : Finding.Answer.EXPLAINED,
                    blank(answer.text()) ? null : answer.text().strip());
        }
        ledger.entry(actor, "FINDINGS_EXPLAINED").in(pass.office()).on("CASE", caseCode).rule(applied(cases.get(caseCode), "inspection.explanationDays"))
                .with("check", check.no()).with("findings", check.findings().size()).with("accepted", accepted).write();
        gate.done(pass, Map.of());
    }

    /** The time limit is over without an explanation: recorded as silence. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordSilence(String caseCode) {
        Inspection check = current(caseCode);
        inspections.silent(caseCode, check.no());
        ledger.byProcess("FINDINGS_NOT_EXPLAINED").on("CASE", caseCode).outcome("NOT_EXPLAINED").rule(applied(cases.get(caseCode), "inspection.explanationDays"))
                .with("check", check.no()).with("findings", check.findings().size()).write();
    }

    /** Asks the rule set, with facts read from the case, and keeps its answer whole. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Verdict propose(String caseCode) {
        VettingCase c = cases.get(caseCode);
        Inspections.Figures check = figures(caseCode);
        List<Fact> facts = clearanceFacts(c, check, rules.of(c));
        Map<String, Object> asked = Reasoning.values(facts);
        Verdict verdict = book.decide(c.ruleSet(), "clearance", asked);
        List<Fact> kept = new ArrayList<>(facts);
        if (check.adverse() > 0 || check.findings() > 0) {
            Inspection whole = inspections.find(caseCode).orElseThrow();
            whole.opinions().stream().filter(o -> o.classified() && o.adverse()).forEach(o -> kept.add(Fact.held("opinionHeld", o.docNo(), o.docDate(), o.custodian()).fixed()));
            whole.findings().stream().filter(f -> f.held() != null)
                    .forEach(f -> kept.add(Fact.held("evidenceHeld", f.held().docNo(), f.held().docDate(), f.held().custodian()).fixed()));
        }
        inspections.proposed(caseCode, check.no(), check.conclusions() + 1, verdict, kept);
        flags.of(c).forEach(flag -> decisions.keep("CASE", caseCode, flag.explained()));
        ledger.byProcess("CLEARANCE_PROPOSED").on("CASE", caseCode).outcome(verdict.outcome()).rule(verdict.applied()).with("check", check.no())
                .with("facts", asked).write();
        return verdict;
    }

    /** The facts that the clearance table asks for, as a check has them now. */
    List<Fact> clearanceFacts(VettingCase c, Inspections.Figures check, RuleSet set) {
        String bodies = check.adverse() == 0 ? "" : inspections.find(c.code()).orElseThrow().opinions().stream().filter(Opinion::adverse)
                .map(o -> "function." + o.body()).collect(Collectors.joining(","));
        Optional<Assessments.Rated> rated = assessments.rated(c.code());
        return List.of(
                flags.waiting(c, set).map(w -> Fact.of("penaltyWaiting", true, "waiting", w.waitsUntil())).orElseGet(() -> Fact.of("penaltyWaiting", false, "flags", today())),
                rated.map(r -> Fact.of("rating", r.level().name(), "committee", LocalDate.ofInstant(r.at(), ZONE))).orElseGet(() -> Fact.of("rating", "CXL", "notRated")),
                Fact.of("seriousFindings", check.serious(), "check", check.no()),
                bodies.isEmpty() ? Fact.of("adverseOpinions", check.adverse(), "check", check.no()) : Fact.of("adverseOpinions", check.adverse(), "opinions", bodies),
                Fact.of("findings", check.findings(), "check", check.no()),
                Fact.of("unanswered", check.unanswered(), "check", check.no()));
    }

    /** Where a time limit comes from: so many working days from today. */
    private Reasoning deadline(VettingCase c, int check, String which, String key, LocalDate until) {
        RuleSet set = rules.of(c);
        return Reasoning.of("deadline." + which, set.applied(key), until.toString(), null,
                List.of(Fact.of("startDay", today().toString(), "check", check), new Fact("workingDays", set.number(key), "value", List.of(key), null)), List.of()).part(check);
    }

    private Applied applied(VettingCase c, String... keys) {
        return rules.of(c).applied(keys);
    }

    /**
     * Concludes. Another person than the drafter; where it differs from the rule set's proposal, the reason must say why.
     *
     * @throws Refused where somebody would be found unfit without a finding that was put to them
     */
    @Transactional
    public void conclude(Actor actor, String caseCode, Concluding typed) {
        Pass pass = gate.enter(actor, SubjectKind.CASE, caseCode, CONCLUDE, "", Duty.CONCLUDER);
        Inspections.Figures check = figures(caseCode);
        Conclusion open = inspections.conclusion(caseCode, check.no()).orElseThrow();
        Conclusion.Kind kind = typed.kind();
        boolean differs = !kind.isReturn() && !kind.name().equals(open.proposal().outcome());
        if (blank(typed.reason())) {
            throw Refused.field("reason", "error.required");
        }
        if (kind == Conclusion.Kind.BLOCKED && check.findings() == 0) {
            throw Refused.field("kind", "conclude.blockNeedsFinding");
        }
        if (differs && blank(typed.departure())) {
            throw Refused.field("departure", "conclude.departure.required");
        }
        if (kind == Conclusion.Kind.CLEAR_NOTE && blank(typed.note())) {
            throw Refused.field("note", "conclude.note.required");
        }
        if (kind == Conclusion.Kind.DEFERRED) {
            if (typed.deferUntil() == null || !typed.deferUntil().isAfter(today())) {
                throw Refused.field("deferUntil", "conclude.deferUntil.required");
            }
            if (blank(typed.clearUp())) {
                throw Refused.field("clearUp", "conclude.clearUp.required");
            }
        }
        Concluding kept = new Concluding(kind, typed.reason().strip(), differs ? typed.departure().strip() : null,
                kind == Conclusion.Kind.CLEAR_NOTE ? typed.note().strip() : null, kind == Conclusion.Kind.DEFERRED ? typed.clearUp().strip() : null,
                kind == Conclusion.Kind.DEFERRED ? typed.deferUntil() : null);
        inspections.concluded(caseCode, check.no(), open.no(), actor, kept);
        if (kind == Conclusion.Kind.RETURN_ASSESSMENT) {
            cases.returned(caseCode, Stage.INSPECTION, kept.reason());
        }
        ledger.entry(actor, "INSPECTION_CONCLUDED").reason(kept.reason()).in(pass.office()).on("CASE", caseCode).outcome(kind).rule(open.proposal().applied())
                .with("check", check.no()).with("proposal", open.proposal().outcome()).with("differs", differs).with("deferUntil", kept.deferUntil()).write();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("conclusion", kind.name());
        facts.put("inspectionResult", kind.result());
        facts.put("returned", kind == Conclusion.Kind.RETURN_ASSESSMENT);
        if (kept.deferUntil() != null) {
            facts.put("deferUntil", LOCAL.format(kept.deferUntil().atTime(OPENING)));
        }
        gate.done(pass, facts);
    }

    private Inspections.Figures figures(String caseCode) {
        return inspections.figures(caseCode).orElseThrow();
    }

    private Inspection current(String caseCode) {
        return inspections.find(caseCode).orElseThrow();
    }

    private LocalDateTime inWorkingDays(VettingCase c, String key) {
        return calendar.plusWorkingDays(today(), rules.of(c).number(key)).atTime(CLOSE_OF_DAY);
    }

    private static Instant instant(LocalDateTime local) {
        return local.atZone(ZONE).toInstant();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
