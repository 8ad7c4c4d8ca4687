package vn.tusoi.review;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.cases.CaseRules;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.cases.Stage;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.database.Later;
import vn.tusoi.database.WithinTransaction;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Member;
import vn.tusoi.register.Members;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.PlainText;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskGate;
import vn.tusoi.worklist.WorkItems;

/** Self-reviews: a member submits or corrects theirs, the cell secretary deals with one that is overdue. */
@Component
public class ReviewDesk {

    static final String SUBMIT = "userTask_submitSelfReview";
    static final String CORRECT = "userTask_correctSelfReview";
    static final String OVERDUE = "userTask_handleOverdueReview";

    private static final LocalTime CLOSE = LocalTime.of(17, 0);

    private final JdbcClient jdbc;
    private final Later later;
    private final TaskGate gate;
    private final Ledger ledger;
    private final Cases cases;
    private final Members members;
    private final CaseRules rules;
    private final RoundCalendar calendar;
    private final ReviewPeriods periods;
    private final WorkItems items;
    private final Commitments commitments;
    private final Matters matters;
    private final Clock clock;
    /** The form asks before it is checked, the desk before it seals: within one transaction that is the same. */
    private final WithinTransaction<Map<String, FormKind>> kinds = new WithinTransaction<>(HashMap::new);
    private final WithinTransaction<Map<String, Asked>> asked = new WithinTransaction<>(HashMap::new);

    ReviewDesk(JdbcClient jdbc, Later later, TaskGate gate, Ledger ledger, Cases cases, Members members, CaseRules rules, RoundCalendar calendar,
               ReviewPeriods periods, WorkItems items, Commitments commitments, Matters matters, Clock clock) {
        this.jdbc = jdbc;
        this.later = later;
        this.gate = gate;
        this.ledger = ledger;
        this.cases = cases;
        this.members = members;
        this.rules = rules;
        this.calendar = calendar;
        this.periods = periods;
        this.items = items;
        this.commitments = commitments;
        this.matters = matters;
        this.clock = clock;
    }

    public enum Lateness { EXTEND, NOT_SUBMITTED }

    /** Which form this member fills in. */
    public FormKind kindFor(VettingCase c) {
        return kindFor(c, SelfReviewRules.of(rules.of(c)));
    }

    private FormKind kindFor(VettingCase c, SelfReviewRules set) {
        return kinds.get().computeIfAbsent(c.code(), code -> readKind(c, set));
    }

    private FormKind readKind(VettingCase c, SelfReviewRules set) {
        LocalDate today = LocalDate.now(clock);
        Member person = members.get(c.member());
        List<String> posts = members.posts(c.member()).stream().filter(p -> p.to() == null || !p.to().isBefore(today)).map(Members.Post::post).toList();
        return FormKind.of(person.partyPost(), posts, set.leadingPosts());
    }

    /** What this review must answer beyond its form. */
    public Asked asked(VettingCase c) {
        return asked.get().computeIfAbsent(c.code(), code -> new Asked(commitments.openFor(code, c.member()), matters.of(code)));
    }

    /** The day by which a first version is on time: the round's, or a later one the secretary gave. Null where none is set. */
    public LocalDate deadline(VettingCase c) {
        LocalDate due = calendar.due(c.round(), Stage.SELF_REVIEW);
        LocalDate extended = jdbc.sql("select max(extended_to) from self_review_overdue where case_code = ?").param(c.code())
                .query((rs, n) -> java.util.Optional.ofNullable(rs.getObject(1, LocalDate.class))).single().orElse(null);
        return extended != null && (due == null || extended.isAfter(due)) ? extended : due;
    }

    /** Seals the first version. */
    @Transactional
    public void submit(Actor actor, String caseCode, Submission typed) {
        seal(actor, gate.enter(actor, SubjectKind.CASE, caseCode, SUBMIT, "", Duty.AUTHOR), typed, false);
    }

    /** Seals another version of a review that was sent back; the earlier ones stay. */
    @Transactional
    public void correct(Actor actor, String caseCode, Submission typed) {
        seal(actor, gate.enter(actor, SubjectKind.CASE, caseCode, CORRECT, "", Duty.AUTHOR), typed, true);
    }

    private void seal(Actor actor, Pass pass, Submission typed, boolean correction) {
        VettingCase c = cases.get(pass.subject().code());
        RuleSet own = rules.of(c);
        FormKind kind = kindFor(c, SelfReviewRules.of(own));
        String form = kind.form(own);
        Asked asked = asked(c);
        Written written = written(c, SelfReviewRules.of(own, kind), kind, form, asked, typed);
        String content = written.canonical();
        String digest = Seal.digest(content);
        int version = 1 + jdbc.sql("select coalesce(max(version_no), 0) from self_review where case_code = ?").param(c.code()).query(Integer.class).single();
        LocalDate due = correction ? null : deadline(c);
        boolean onTime = due == null || !LocalDate.now(clock).isAfter(due);
        later.write("""
                        insert into self_review(case_code, version_no, form_kind, review_year, content, digest, general_points, task_points, on_time, due_on,
                                                correction, sealed_at, sealed_by, sealed_name)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                c.code(), version, form, written.year(), content, digest, written.generalPoints(), written.taskPoints(), onTime, Later.day(due),
                Later.text(correction ? c.returnReason() : null), now(), actor.username(), actor.displayName());
        ledger.entry(actor, correction ? "SELF_REVIEW_CORRECTED" : "SELF_REVIEW_SUBMITTED").in(pass.office()).on("CASE", c.code())
                .outcome(correction ? null : onTime ? "ON_TIME" : "LATE").rule(rules.of(c).applied("review.maxPoints.general", "review.maxPoints.task"))
                .with("digest", digest).with("version", version).with("form", form).with("general", written.generalPoints())
                .with("task", written.taskPoints()).with("acts", written.acts().codes()).with("matters", written.matters().size()).with("remedies", written.remedies().size())
                .write();
        written.remedies().forEach(r -> CommitmentDesk.insert(jdbc, actor, new CommitmentDesk.Place(r.caseCode(), r.version(), r.no()), r.state(), r.text(),
                c.code(), now()));
        gate.done(pass, Map.of("reviewResult", "SUBMITTED"));
    }

    private Written written(VettingCase c, SelfReviewRules set, FormKind kind, String form, Asked asked, Submission typed) {
        Submission.Problem wrong = typed.problems(set, kind, asked, LocalDate.now(clock)).stream().findFirst().orElse(null);
        if (wrong != null) {
            throw Refused.field(wrong.field(), wrong.key(), wrong.args());
        }
        return new Written(form, periods.year(c), c.ruleSet(),
                set.standards().stream().map(i -> new Written.Standard(i.code(), i.article(), (Integer) i.more().get("version"), typed.standards().get(i.code()).grade(),
                        PlainText.tidy(typed.standards().get(i.code()).text()))).toList(),
                set.textSections().stream().map(i -> new Written.Section(i.code(), PlainText.tidy(typed.sections().get(i.code())))).toList(),
                kind == FormKind.LEADER ? PlainText.tidy(typed.leading()) : "",
                typed.commitments().stream().filter(one -> !PlainText.line(one.text()).isEmpty())
                        .map(one -> new Written.Commitment(PlainText.line(one.text()), one.until())).toList(),
                typed.generalPoints(), typed.taskPoints(),
                new Written.Tasks(typed.tasks().given(), typed.tasks().onTime(), typed.tasks().beyond(), typed.tasks().remedied()), kind == FormKind.OUTSIDE ? null : typed.ratingOfficial(), typed.ratingMember(),
                asked.commitments().stream().map(o -> new Written.Remedy(o.caseCode(), o.version(), o.no(), o.text(), o.until(), typed.remedies().get(o.key()).state(),
                        PlainText.tidy(typed.remedies().get(o.key()).text()))).toList(),
                asked.matters().stream().map(m -> new Written.Matter(m.no(), m.text(), PlainText.tidy(typed.matters().get(m.key())))).toList(),
                new Written.Acts(typed.acts().some() ? set.acts().stream().map(vn.tusoi.rulebook.Item::code).filter(typed.acts().codes()::contains).toList() : List.of(),
                        typed.acts().some() ? PlainText.tidy(typed.acts().text()) : ""));
    }

    /**
     * Deals with an overdue review: more time, or silence is recorded as silence.
     *
     * @param extendedTo new last day for {@link Lateness#EXTEND}: after today, at most the day the assessment is due
     */
    @Transactional
    public void handleOverdue(Actor actor, String caseCode, Lateness decision, LocalDate extendedTo, String reason) {
        Pass pass = gate.enter(actor, SubjectKind.CASE, caseCode, OVERDUE, "", Duty.ASSESSOR);
        VettingCase c = cases.get(caseCode);
        String why = PlainText.tidy(reason);
        if (decision == null) {
            throw Refused.field("decision", "review.missing.decision");
        }
        if (why.isEmpty()) {
            throw Refused.field("reason", "review.missing.reason");
        }
        if (why.length() > 2000) {
            throw Refused.field("reason", "review.wrong.tooLong", why.length(), 2000);
        }
        LocalDate today = LocalDate.now(clock);
        LocalDate last = calendar.due(c.round(), Stage.ASSESSMENT);
        if (decision == Lateness.EXTEND) {
            if (extendedTo == null) {
                throw Refused.field("extendedTo", "review.missing.until");
            }
            if (!extendedTo.isAfter(today)) {
                throw Refused.field("extendedTo", "review.wrong.extensionPast");
            }
            if (last != null && extendedTo.isAfter(last)) {
                throw Refused.field("extendedTo", "review.wrong.extensionLate", day(last));
            }
        }
        LocalDate until = decision == Lateness.EXTEND ? extendedTo : null;
        int no = 1 + jdbc.sql("select coalesce(max(no), 0) from self_review_overdue where case_code = ?").param(caseCode).query(Integer.class).single();
        jdbc.sql("""
                        insert into self_review_overdue(case_code, no, decision, extended_to, reason, decided_at, decided_by, decided_name)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(caseCode, no, decision.name(), until, why, now(), actor.username(), actor.displayName()).update();
        ledger.entry(actor, decision == Lateness.EXTEND ? "SELF_REVIEW_EXTENDED" : "SELF_REVIEW_MISSING").reason(why).in(pass.office()).on("CASE", caseCode)
                .outcome(decision == Lateness.EXTEND ? "EXTENDED" : "NOT_SUBMITTED").rule(rules.of(c).applied("calendar.selfReviewBefore"))
                .with("no", no).with("until", until).write();
        Map<String, Object> facts = new HashMap<>();
        facts.put("overdueDecision", decision.name());
        if (until != null) {
            cases.postpone(caseCode, Stage.SELF_REVIEW, until);
            items.postpone(caseCode, SUBMIT, until);
            facts.put("extendedTo", until.atTime(CLOSE) + ":00");
        } else {
            facts.put("reviewResult", "NOT_SUBMITTED");
        }
        gate.done(pass, facts);
    }

    private static String day(LocalDate day) {
        return day.format(java.time.format.DateTimeFormatter.ofPattern("dd/MM/yyyy"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
