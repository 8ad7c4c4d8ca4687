package vn.tusoi.assessment;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Duty;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.access.SeparationOfDuties;
import vn.tusoi.assessment.Assessment.AnswerKind;
import vn.tusoi.assessment.Assessment.MeetingState;
import vn.tusoi.assessment.Assessment.Outcome;
import vn.tusoi.assessment.Assessment.ResidenceDuty;
import vn.tusoi.cases.CaseRules;
import vn.tusoi.collective.Collectives;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.cases.Stage;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.database.Later;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Members;
import vn.tusoi.review.ReviewPeriods;
import vn.tusoi.review.SelfReview;
import vn.tusoi.review.SelfReviews;
import vn.tusoi.review.Written;
import vn.tusoi.register.Units;
import vn.tusoi.rulebook.Applied;
import vn.tusoi.rulebook.Decisions;
import vn.tusoi.rulebook.Difference;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.rulebook.Fact;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.Verdict;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.PlainText;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.Subject;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskGate;
import vn.tusoi.worklist.WorkItems;

/** The cell's meeting and vote, the grassroots committee's rating, the member's answer. */
@Component
public class AssessmentDesk {

    static final String PREPARE = "userTask_prepareMeeting";
    static final String RESIDENCE = "userTask_recordResidenceOpinion";
    static final String MEETING = "userTask_recordMeeting";
    static final String SECOND_PLACE = "userTask_recordSecondPlace";
    static final String RATING = "userTask_decideRating";
    static final String ANSWER = "userTask_acknowledgeRating";

    private static final String[] QUORUM = {"meeting.quorumNumerator", "meeting.quorumDenominator"};
    private static final LocalTime CLOSE = LocalTime.of(17, 0);
    private static final int MOST_PEOPLE = 100_000;
    private static final int SHORT = 200;
    private static final int MEDIUM = 4000;
    private static final int LONG = 8000;

    private final JdbcClient jdbc;
    private final Later later;
    private final TaskGate gate;
    private final Ledger ledger;
    private final Cases cases;
    private final Members members;
    private final RuleBook book;
    private final CaseRules rules;
    private final RoundCalendar calendar;
    private final SelfReviews reviews;
    private final Assessments assessments;
    private final Units units;
    private final Decisions decisions;
    private final CellPeople people;
    private final Collectives collectives;
    private final SecondPlaces places;
    private final HeadsFirst heads;
    private final Informants informants;
    private final RatingGrounds grounds;
    private final ReviewPeriods periods;
    private final SlipCounters counters;
    private final WorkItems items;
    private final SeparationOfDuties separation;
    private final Clock clock;

    AssessmentDesk(JdbcClient jdbc, Later later, TaskGate gate, Ledger ledger, Cases cases, Members members, RuleBook book, CaseRules rules, RoundCalendar calendar,
                   SelfReviews reviews, Assessments assessments, Units units, Decisions decisions, CellPeople people,
                   Collectives collectives, SecondPlaces places, HeadsFirst heads, Informants informants, RatingGrounds grounds, ReviewPeriods periods, SlipCounters counters, WorkItems items,
                   SeparationOfDuties separation, Clock clock) {
        this.jdbc = jdbc;
        this.later = later;
        this.gate = gate;
        this.ledger = ledger;
        this.cases = cases;
        this.members = members;
        this.book = book;
        this.rules = rules;
        this.calendar = calendar;
        this.reviews = reviews;
        this.assessments = assessments;
        this.units = units;
        this.decisions = decisions;
        this.people = people;
        this.collectives = collectives;
        this.places = places;
        this.heads = heads;
        this.informants = informants;
        this.grounds = grounds;
        this.periods = periods;
        this.counters = counters;
        this.items = items;
        this.separation = separation;
        this.clock = clock;
    }

    /**
     * @param at              time of day as typed, 19:30, or empty
     * @param residenceGround item of the rule set's {@code residenceExempt}, where no residence opinion is asked for or it is asked on demand only
     * @param residenceReason why it is not asked for
     */
    public record Plan(LocalDate on, String at, String place, String agenda, ResidenceDuty residence, String residenceGround, String residenceReason) { }

    public record ResidenceOpinion(String cell, String signedBy, LocalDate signedOn, String opinion) { }

    /**
     * @param chair     who led the meeting: a member of the cell or a guest, never the person concerned or family
     * @param roll      present, excused or absent, by code of everybody of the cell
     * @param absentees why somebody was away, who else came; may be empty
     * @param quorum    false where too few came, which the roll must bear out
     * @param votes     null where the meeting had no quorum: then only attendance is recorded and another is called
     */
    public record MeetingHeld(LocalDate on, String place, String chair, Map<String, RollCall.Attendance> roll, String absentees, List<Assessment.Remark> remarks, String answer,
                              boolean quorum, Votes votes) { }

    /**
     * @param flagReason why, although the rules raise something against the level; null where they do not
     * @param trigger    code of what makes the member "not fulfilled" whatever the points; null for nothing
     * @param evidence   number and date of the paper on which the trigger rests; needed with one
     */
    public record Rating(Outcome outcome, Level level, String reason, String flagReason, String trigger, String evidence) {

        public Rating(Outcome outcome, Level level, String reason, String flagReason) {
            this(outcome, level, reason, flagReason, null, null);
        }
    }

    /** Calls the cell together; decides whether the cell of residence is asked. */
    @Transactional
    public void prepareMeeting(Actor actor, String caseCode, Plan plan) {
        Pass pass = gate.enter(actor, SubjectKind.CASE, caseCode, PREPARE, "", Duty.ASSESSOR);
        VettingCase c = cases.get(caseCode);
        AssessmentRules set = AssessmentRules.of(rules.of(c));
        if (plan.on() == null) {
            throw Refused.field("on", "assessment.missing.date");
        }
        if (plan.on().isBefore(LocalDate.now(clock))) {
            throw Refused.field("on", "assessment.wrong.planPast");
        }
        String at = PlainText.line(plan.at());
        if (!at.isEmpty() && !at.matches("([01]?[0-9]|2[0-3])[:hg][0-5][0-9]")) {
            throw Refused.field("at", "assessment.wrong.time");
        }
        at = at.replaceAll("[hg]", ":");
        String place = required("place", PlainText.line(plan.place()), SHORT);
        String agenda = required("agenda", PlainText.tidy(plan.agenda()), MEDIUM);
        if (plan.residence() == null) {
            throw Refused.field("residence", "assessment.missing.choice");
        }
        String why = PlainText.tidy(plan.residenceReason());
        if (plan.residence() == ResidenceDuty.EXEMPT && set.residenceRequired() && why.isEmpty()) {
            throw Refused.field("residenceReason", "assessment.missing.exemption");
        }
        limit("residenceReason", why, 1000);
        String ground = plan.residence() == ResidenceDuty.REQUIRED ? "" : PlainText.line(plan.residenceGround());
        if (plan.residence() == ResidenceDuty.EXEMPT && set.residenceRequired() && ground.isEmpty()
                || !ground.isEmpty() && rules.of(c).catalogue("residenceExempt").stream().noneMatch(i -> i.code().equals(ground))) {
            throw Refused.field("residenceGround", "assessment.missing.ground");
        }
        int no = next("cell_meeting", "meeting_no", caseCode);
        later.write("""
                        insert into cell_meeting(case_code, meeting_no, planned_on, planned_at, place, agenda, residence, residence_reason, residence_ground, prepared_at,
                                                 prepared_name, state)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                caseCode, no, plan.on(), textOrNone(at), place, agenda, plan.residence().name(), textOrNone(why), textOrNone(ground), now(), actor.displayName(),
                MeetingState.PLANNED.name());
        ledger.entry(actor, "MEETING_PREPARED").in(pass.office()).on("CASE", caseCode).outcome("RESIDENCE_" + plan.residence())
                .rule(applied(c, "residence.duty")).with("meeting", no).with("on", plan.on()).write();
        boolean asked = plan.residence().asked();
        gate.done(pass, Map.of("residenceRequired", asked, "awaitCollective", !asked && collectives.awaited(c, rules.of(c))));
    }

    /** Who says it: the Front, another organisation, people. */
    public enum FeedbackSource { FRONT, ORGANISATION, PEOPLE }

    /** @param from who said it; nothing anonymous is kept; @param text as it came */
    public record FeedbackGiven(FeedbackSource source, String from, String documentNo, LocalDate receivedOn, String text) { }

    /** Who may enter feedback: the cell's secretary, the deciding committee, the Front. @throws Denied.Hidden or Denied.Forbidden for everybody else */
    @Transactional(readOnly = true)
    public Office mayEnterFeedback(Actor actor, String caseCode) {
        return informants.office(actor, cases.get(caseCode), List.of(Function.CELL_SECRETARY, Function.GRASSROOTS_COMMITTEE, Function.FATHERLAND_FRONT), "assessment.feedback.notYours");
    }

    /** Keeps what the Front or people said of the person, word by word, for those who assess. It informs; it is no finding. */
    @Transactional
    public void recordFeedback(Actor actor, String caseCode, FeedbackGiven given) {
        Office office = mayEnterFeedback(actor, caseCode);
        VettingCase c = cases.get(caseCode);
        if (c.stage() != Stage.SELF_REVIEW && c.stage() != Stage.ASSESSMENT) {
            throw new Refused("assessment.feedback.late");
        }
        if (given.source() == null) {
            throw Refused.field("source", "assessment.missing.choice");
        }
        String from = required("from", PlainText.line(given.from()), SHORT);
        String document = PlainText.line(given.documentNo());
        limit("documentNo", document, 60);
        notAfterToday("receivedOn", given.receivedOn());
        String text = required("text", PlainText.tidy(given.text()), LONG);
        int no = next("assessment_feedback", "feedback_no", caseCode);
        jdbc.sql("""
                        insert into assessment_feedback(case_code, feedback_no, source, from_whom, document_no, received_on, body, recorded_at, recorded_by, recorded_name)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(caseCode, no, given.source().name(), from, document.isEmpty() ? null : document, given.receivedOn(), text, now(), actor.username(), actor.displayName()).update();
        ledger.entry(actor, "FEEDBACK_RECORDED").in(office).on("CASE", caseCode).outcome(given.source()).rule(c.ruleSet(), null).with("feedback", no)
                .with("receivedOn", given.receivedOn()).write();
    }

    /** Records what the cell of residence wrote and who signed it. */
    @Transactional
    public void recordResidenceOpinion(Actor actor, String caseCode, ResidenceOpinion typed) {
        Pass pass = gate.enter(actor, SubjectKind.CASE, caseCode, RESIDENCE, "", Duty.ASSESSOR);
        String cell = required("cell", PlainText.line(typed.cell()), SHORT);
        String signedBy = required("signedBy", PlainText.line(typed.signedBy()), 120);
        notAfterToday("signedOn", typed.signedOn());
        String opinion = required("opinion", PlainText.tidy(typed.opinion()), LONG);
        int no = next("residence_opinion", "opinion_no", caseCode);
        later.write("""
                        insert into residence_opinion(case_code, opinion_no, cell_name, signed_by, signed_on, opinion, recorded_at, recorded_name)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""", caseCode, no, cell, signedBy, typed.signedOn(), opinion, now(), actor.displayName());
        ledger.entry(actor, "RESIDENCE_OPINION_RECORDED").in(pass.office()).on("CASE", caseCode)
                .rule(applied(cases.get(caseCode), "residence.duty")).with("opinion", no).with("signedOn", typed.signedOn()).write();
        VettingCase c = cases.get(caseCode);
        gate.done(pass, Map.of("awaitCollective", collectives.awaited(c, rules.of(c))));
    }

    /**
     * A second person of the cell counts the slips again, without seeing the first count: in the secretary's office, or a member who was named for the meeting.
     * Whoever does takes no other part in the case.
     *
     * @throws Denied.Forbidden for whom the meeting is about, family, and whoever records the minutes
     */
    @Transactional
    public void countAgain(Actor actor, String caseCode, Votes votes) {
        Counter counter = counter(actor, caseCode);
        if (counter.subject().paused()) {
            throw new Refused("task.paused");
        }
        votes.problems(MOST_PEOPLE).stream().findFirst().ifPresent(wrong -> {
            throw Refused.field(wrong.field(), wrong.key(), wrong.args());
        });
        int meeting = jdbc.sql("select meeting_no from cell_meeting where case_code = ? order by meeting_no desc limit 1 for update").param(caseCode)
                .query(Integer.class).single();
        if (assessments.secondCount(caseCode).isPresent()) {
            throw new Refused("assessment.counts.already");
        }
        separation.take(actor, caseCode, Duty.COUNTER_B, counter.subject().concerned());
        int no = 1 + jdbc.sql("select count(*) from slip_count where case_code = ? and meeting_no = ?").params(caseCode, meeting).query(Integer.class).single();
        later.write("""
                        insert into slip_count(case_code, meeting_no, count_no, issued, collected, missing, valid, invalid, votes_xs, votes_t, votes_ht, votes_kht, state,
                                               counted_at, counted_by, counted_name)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'ENTERED', ?, ?, ?)""",
                caseCode, meeting, no, votes.issued(), votes.collected(), votes.missing(), votes.valid(), votes.invalid(), votes.xs(), votes.t(), votes.ht(),
                votes.kht(), now(), actor.username(), actor.displayName());
        // no figures here: the record is open to readers before the first count is entered
        ledger.entry(actor, "SLIPS_COUNTED_AGAIN").in(counter.office()).on("CASE", caseCode).rule(applied(cases.get(caseCode), "meeting.voteBase"))
                .with("meeting", meeting).with("count", no).write();
    }

    /** Whether this person may count the slips again; refused as {@link #countAgain} refuses. */
    @Transactional(readOnly = true)
    public void mayCountAgain(Actor actor, String caseCode) {
        counter(actor, caseCode);
    }

    /** Whether this person may record the meeting. @throws Denied as at the task */
    @Transactional(readOnly = true)
    public void mayRecordMeeting(Actor actor, String caseCode) {
        gate.look(actor, SubjectKind.CASE, caseCode, MEETING, "", slot -> Duty.ASSESSOR);
    }

    /** @param office in which they count; null for a member who was named */
    private record Counter(Subject subject, Office office) { }

    private Counter counter(Actor actor, String caseCode) {
        if (!counters.is(actor, caseCode)) {
            Pass pass = gate.look(actor, SubjectKind.CASE, caseCode, MEETING, "", slot -> Duty.COUNTER_B);
            return new Counter(pass.subject(), pass.office());
        }
        Subject subject = items.subject(SubjectKind.CASE, caseCode);
        if (items.openOn(caseCode).stream().noneMatch(i -> i.elementId().equals(MEETING))) {
            throw new Denied.Hidden(caseCode);
        }
        separation.conflict(actor, caseCode, Duty.COUNTER_B, subject.concerned()).ifPresent(conflict -> {
            throw new Denied.Forbidden(conflict.messageKey());
        });
        return new Counter(subject, null);
    }

    /**
     * Whether the second count says the same as the first. Where it does not, it is void, and both count again.
     *
     * @throws Refused where nobody has counted a second time
     */
    @Transactional
    public boolean countsAgree(Actor actor, String caseCode, Votes first) {
        Assessments.SecondCount second = secondCount(caseCode);
        List<String> different = first.differences(second.votes());
        if (different.isEmpty()) {
            return true;
        }
        Pass pass = gate.enter(actor, SubjectKind.CASE, caseCode, MEETING, "", Duty.ASSESSOR);
        jdbc.sql("update slip_count set state = 'VOID' where case_code = ? and meeting_no = ? and count_no = ?").params(caseCode, second.meeting(), second.no()).update();
        ledger.entry(actor, "SLIP_COUNTS_DIFFER").in(pass.office()).on("CASE", caseCode).rule(applied(cases.get(caseCode), "meeting.voteBase"))
                .with("meeting", second.meeting()).with("count", second.no()).with("differentLines", different.size()).write();
        return false;
    }

    private Assessments.SecondCount secondCount(String caseCode) {
        return assessments.secondCount(caseCode).orElseThrow(AssessmentDesk::notCountedAgain);
    }

    private static Refused notCountedAgain() {
        return Refused.field("issued", "assessment.counts.missing");
    }

    /** Records the meeting; without a quorum only who came, and another is called. */
    @Transactional
    public void recordMeeting(Actor actor, String caseCode, MeetingHeld held) {
        Pass pass = gate.enter(actor, SubjectKind.CASE, caseCode, MEETING, "", Duty.ASSESSOR);
        VettingCase c = cases.get(caseCode);
        Quorum quorum = AssessmentRules.of(rules.of(c)).quorum();
        notAfterToday("on", held.on());
        if (held.on().isBefore(LocalDate.ofInstant(c.openedAt(), clock.getZone()))) {
            throw Refused.field("on", "assessment.wrong.beforeCase");
        }
        String place = required("place", PlainText.line(held.place()), SHORT);
        RollCall roll = RollCall.of(people.of(c.cell(), c.member(), held.on()), held.roll());
        int summoned = roll.summoned();
        int present = roll.count(RollCall.Attendance.PRESENT);
        if (summoned == 0) {
            throw Refused.field("people", "assessment.roll.nobody");
        }
        int needed = quorum.needed(summoned);
        boolean reached = quorum.reached(present, summoned);
        if (held.quorum() && !reached) {
            throw Refused.field("people", "assessment.wrong.noQuorum", present, summoned, needed);
        }
        if (!held.quorum() && reached) {
            throw Refused.field("without", "assessment.wrong.quorumReached", present, summoned, needed);
        }
        String absentees = PlainText.tidy(held.absentees());
        limit("absentees", absentees, 2000);
        int no = jdbc.sql("select max(meeting_no) from cell_meeting where case_code = ?").param(caseCode).query(Integer.class).single();
        boolean elsewhere = reached && places.missing(c, rules.of(c)).isPresent();
        boolean awaitHead = reached && !elsewhere && heads.awaited(c, rules.of(c));
        if (reached) {
            held(actor, pass, c, no, place, absentees, needed, roll, held);
        } else {
            jdbc.sql("""
                            update cell_meeting set state = 'NO_QUORUM', held_on = ?, place = ?, summoned = ?, present = ?, excused = ?, roll = ?, absentees = ?,
                                                    quorum_needed = ?, recorded_at = ?, recorded_name = ? where case_code = ? and meeting_no = ?""")
                    .params(held.on(), place, summoned, present, roll.count(RollCall.Attendance.EXCUSED), roll.written(), absentees.isEmpty() ? null : absentees, needed, now(), actor.displayName(), caseCode, no).update();
            ledger.entry(actor, "MEETING_WITHOUT_QUORUM").in(pass.office()).on("CASE", caseCode).outcome("NO_QUORUM").rule(applied(c, QUORUM))
                    .with("meeting", no).with("summoned", summoned).with("present", present).with("needed", needed).write();
        }
        decisions.keep("CASE", caseCode, quorum(rules.of(c), quorum, held.on(), summoned, present).part(no));
        gate.done(pass, Map.of("quorum", reached, "secondPlaceMissing", elsewhere, "awaitHead", awaitHead));
    }

    /** @param opinion the level that the leadership holds right; the deciding level reads it beside the cell's proposal */
    public record PlaceHeld(LocalDate on, String place, String chair, Integer summoned, Integer present, String remarks, String answer, Level opinion) { }

    /** A leader's second place: the leadership at work has reviewed, too. The rating goes on when all places are in. */
    @Transactional
    public void recordSecondPlace(Actor actor, String caseCode, PlaceHeld held) {
        Pass pass = gate.enter(actor, SubjectKind.CASE, caseCode, SECOND_PLACE, "", Duty.ASSESSOR);
        VettingCase c = cases.get(caseCode);
        RuleSet set = rules.of(c);
        String unit = places.missing(c, set).orElseThrow(() -> new Refused("assessment.place.none"));
        notAfterToday("on", held.on());
        String place = required("place", PlainText.line(held.place()), SHORT);
        required("chair", PlainText.line(held.chair()), 120);
        CellPeople.Named chair = CellPeople.chair(people.of(c.cell(), c.member()), held.chair());
        count("summoned", held.summoned(), 1);
        count("present", held.present(), 0);
        if (held.present() > held.summoned()) {
            throw Refused.field("present", "assessment.wrong.presentMore", held.present(), held.summoned());
        }
        Quorum quorum = AssessmentRules.of(set).quorum();
        if (!quorum.reached(held.present(), held.summoned())) {
            throw Refused.field("present", "assessment.place.noQuorum", held.present(), held.summoned(), quorum.needed(held.summoned()));
        }
        String remarks = required("remarks", PlainText.tidy(held.remarks()), LONG);
        String answer = required("answer", PlainText.tidy(held.answer()), LONG);
        if (held.opinion() == null) {
            throw Refused.field("opinion", "assessment.missing.choice");
        }
        int no = next("second_place", "place_no", caseCode);
        jdbc.sql("""
                        insert into second_place(case_code, place_no, unit_code, held_on, place, chair, summoned, present, quorum_needed, remarks, answer, opinion, recorded_at,
                                                 recorded_by, recorded_name)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(caseCode, no, unit, held.on(), place, chair.name(), held.summoned(), held.present(), quorum.needed(held.summoned()), remarks, answer,
                        held.opinion().name(), now(), actor.username(), actor.displayName()).update();
        ledger.entry(actor, "SECOND_PLACE_RECORDED").in(pass.office()).on("CASE", caseCode).outcome(held.opinion()).rule(set.applied("review.leaderPlaces")).with("place", no)
                .with("unit", unit).with("summoned", held.summoned()).with("present", held.present()).write();
        boolean elsewhere = places.missing(c, set).isPresent();
        gate.done(pass, Map.of("secondPlaceMissing", elsewhere, "awaitHead", !elsewhere && heads.awaited(c, set)));
    }

    private static Reasoning quorum(RuleSet set, Quorum quorum, LocalDate on, int summoned, int present) {
        java.util.function.IntFunction<String> rule = came -> quorum.reached(came, summoned) ? "QUORUM" : "NO_QUORUM";
        return Reasoning.of("meetingQuorum", set.applied(QUORUM), rule.apply(present), null,
                List.of(Fact.of("summoned", summoned, "meeting", on), Fact.of("present", present, "meeting", on),
                        Fact.of("needed", quorum.needed(summoned), "worked")),
                Reasoning.nearest("present", present, 0, summoned, rule));
    }

    private void held(Actor actor, Pass pass, VettingCase c, int no, String place, String absentees, int needed, RollCall roll, MeetingHeld held) {
        int summoned = roll.summoned();
        int cameTo = roll.count(RollCall.Attendance.PRESENT);
        Votes votes = held.votes();
        if (votes == null) {
            throw Refused.field("issued", "assessment.missing.votes");
        }
        votes.problems(cameTo).stream().findFirst().ifPresent(wrong -> {
            throw Refused.field(wrong.field(), wrong.key(), wrong.args());
        });
        required("chair", PlainText.line(held.chair()), 120);
        List<CellPeople.Person> present = people.of(c.cell(), c.member(), held.on());
        CellPeople.Named chair = CellPeople.chair(present, held.chair());
        if (chair.code() != null && roll.away(chair.code())) {
            throw Refused.field("chair", "assessment.chair.away", chair.name());
        }
        String answer = required("answer", PlainText.tidy(held.answer()), LONG);
        Optional<Assessments.SecondCount> counted = assessments.secondCount(c.code());
        int line = 0;
        for (int i = 0; i < held.remarks().size(); i++) {
            String speaker = PlainText.line(held.remarks().get(i).speaker());
            String remark = PlainText.tidy(held.remarks().get(i).text());
            if (speaker.isEmpty() && remark.isEmpty()) {
                continue;
            }
            required("remarks[" + i + "].speaker", speaker, 120);
            required("remarks[" + i + "].text", remark, MEDIUM);
            CellPeople.Named who = CellPeople.speaker(present, "remarks[" + i + "].speaker", speaker);
            line++;
            later.write("insert into cell_remark(case_code, meeting_no, line_no, speaker, speaker_code, remark) values (?, ?, ?, ?, ?, ?)",
                    c.code(), no, line, who.name(), Later.text(who.code()), remark);
        }
        if (line == 0) {
            throw Refused.field("remarks[0].speaker", "assessment.missing.remark");
        }
        Assessments.SecondCount second = counted.orElseThrow(AssessmentDesk::notCountedAgain);
        if (second.meeting() != no || !votes.differences(second.votes()).isEmpty()) {
            throw Refused.field("issued", "assessment.counts.differ");
        }
        later.write("update slip_count set state = 'AGREED' where case_code = ? and meeting_no = ? and count_no = ?", c.code(), no, second.no());
        Votes.Proposal proposal = votes.proposal();
        Majority rule = AssessmentRules.of(rules.of(c)).majority();
        Majority.Standing majority = rule == null ? null : rule.of(summoned, cameTo, votes.valid());
        later.write("""
                        update cell_meeting set state = 'HELD', held_on = ?, place = ?, chair = ?, chair_code = ?, absentees = ?, summoned = ?, present = ?, excused = ?, roll = ?, quorum_needed = ?, answer = ?,
                          issued = ?, collected = ?, missing = ?, valid = ?, invalid = ?, votes_xs = ?, votes_t = ?, votes_ht = ?, votes_kht = ?,
                          proposed = ?, tied = ?, vote_base_kind = ?, vote_base = ?, vote_needed = ?, recorded_at = ?, recorded_name = ?
                        where case_code = ? and meeting_no = ?""",
                held.on(), place, chair.name(), Later.text(chair.code()), textOrNone(absentees), summoned, cameTo, roll.count(RollCall.Attendance.EXCUSED), roll.written(), needed,
                answer, votes.issued(), votes.collected(), votes.missing(), votes.valid(), votes.invalid(), votes.xs(), votes.t(), votes.ht(), votes.kht(),
                proposal.level().name(), proposal.tied(), Later.text(majority == null ? null : majority.kind().name()), Later.number(majority == null ? null : majority.base()),
                Later.number(majority == null ? null : majority.needed()), now(), actor.displayName(), c.code(), no);
        ledger.entry(actor, "MEETING_RECORDED").in(pass.office()).on("CASE", c.code()).outcome(proposal.level()).rule(applied(c, QUORUM))
                .with("meeting", no).with("summoned", summoned).with("present", cameTo).with("needed", needed)
                .with("issued", votes.issued()).with("collected", votes.collected()).with("valid", votes.valid()).with("invalid", votes.invalid())
                .with("xs", votes.xs()).with("t", votes.t()).with("ht", votes.ht()).with("kht", votes.kht()).with("tied", proposal.tied())
                .with("majority", majority == null || majority.reachedBy(proposal.votes())).with("secondCount", second.no()).write();
    }

    private static void count(String field, Integer value, int least) {
        if (value == null) {
            throw Refused.field(field, "assessment.missing.number");
        }
        if (value < least || value > MOST_PEOPLE) {
            throw Refused.field(field, "assessment.wrong.number", least);
        }
    }

    /** What the committee decides on: points, rule-set levels, cap, discipline, the cell's proposal. */
    public RatingFlags flags(VettingCase c) {
        SelfReview review = reviews.find(c.code()).orElse(null);
        return flags(c, review, verdict(c, review), capIfExcellent(c), null, assessments.proposed(c.code()).orElse(null));
    }

    /** The cap if this case were rated XS. */
    public ExcellentCap.Standing capIfExcellent(VettingCase c) {
        AssessmentRules set = AssessmentRules.of(rules.of(c));
        Map<Level, Integer> others = set.capByGroup() ? assessments.levelsOfGroup(c.round(), c.unit(), c.code()) : assessments.levels(c.round(), c.unit(), c.code());
        return set.cap().withOneMore(others.getOrDefault(Level.XS, 0), others.getOrDefault(Level.T, 0),
                others.values().stream().mapToInt(Integer::intValue).sum());
    }

    private RatingFlags flags(VettingCase c, SelfReview review, Verdict verdict, ExcellentCap.Standing cap, String trigger, Level proposed) {
        boolean disciplined = disciplinedInYear(c);
        AssessmentRules set = AssessmentRules.of(rules.of(c));
        boolean shortOfLocal = verdict != null && Level.XS.name().equals(verdict.outcome()) && review.written().tasks().beyondPercent() < set.beyondPercentXS();
        return new RatingFlags(set.minimum(), review == null ? null : review.points(), disciplined,
                verdict == null ? null : Level.valueOf(verdict.outcome()), cap.exceeded(), proposed, shortOfLocal, trigger, ownUnit(c), byGrounds(c));
    }

    /** The lowest level that a unit which the person leads was rated with in this round; null where none is rated, or none is led. */
    private Level ownUnit(VettingCase c) {
        return ownUnits(c).stream().map(RatingTriggers.OwnUnit::level).filter(java.util.Objects::nonNull).max(java.util.Comparator.naturalOrder()).orElse(null);
    }

    private List<RatingTriggers.OwnUnit> ownUnits(VettingCase c) {
        return collectives.ledBy(c, rules.of(c)).stream().map(led -> new RatingTriggers.OwnUnit(led.unitName(), led.level() == null ? null : Level.valueOf(led.level()))).toList();
    }

    /** What forces or bars a level on what is known now, each with its rule and evidence. */
    @Transactional(readOnly = true)
    public List<RatingTriggers.Raised> raised(VettingCase c, SelfReview review) {
        Written.Tasks tasks = review == null ? null : review.written().tasks();
        List<RatingTriggers.Raised> raised = new ArrayList<>(RatingTriggers.of(rules.of(c)).raised(
                review == null ? null : new RatingTriggers.Figures(review.points(), tasks.given(), tasks.onTime(), tasks.beyond(), tasks.remedied()),
                disciplineInYear(c).map(d -> new RatingTriggers.Penalty("penalty." + d.penalty(), d.decisionNo() == null ? "–" : d.decisionNo(), d.announcedOn().toString())), ownUnits(c)));
        raised.addAll(byGrounds(c));
        return raised;
    }

    private List<RatingTriggers.Raised> byGrounds(VettingCase c) {
        RatingTriggers set = RatingTriggers.of(rules.of(c));
        return set.raised(grounds.known(c, set.quarterly() != null));
    }

    /** What could force a level and nobody has entered yet: kinds of papers that are still to be asked for. */
    @Transactional(readOnly = true)
    public List<RatingGrounds.Kind> unknown(VettingCase c, SelfReview review) {
        RatingTriggers set = RatingTriggers.of(rules.of(c));
        Map<RatingGrounds.Kind, RatingGrounds.Ground> standing = grounds.standing(c.code());
        boolean quarter = grounds.quarter(c) != null;
        List<RatingGrounds.Kind> unknown = new ArrayList<>();
        Written.Tasks tasks = review == null ? null : review.written().tasks();
        // tasks done in time are done: where these are enough, no paper can say otherwise
        boolean enough = tasks != null && 100L * tasks.onTime() >= (long) (quarter && set.quarterly() != null ? set.quarterly().tasks() : set.undoneKHT()) * tasks.given();
        if (!enough && (set.triggers().contains("UNDER_HALF") || quarter)) {
            unknown.add(RatingGrounds.Kind.TASKS);
        }
        if (set.triggers().contains("CIVIL_KHT") && (review == null || review.written().ratingOfficial() != null) && !quarter) {
            unknown.add(RatingGrounds.Kind.OFFICIAL);
        }
        if (quarter && set.quarterly() != null && review != null && rules.of(c).text("review.formLeader").equals(review.form())) {
            unknown.add(RatingGrounds.Kind.UNIT_TASKS);
        }
        unknown.removeAll(standing.keySet());
        return unknown;
    }

    private boolean disciplinedInYear(VettingCase c) {
        return disciplineInYear(c).isPresent();
    }

    private Optional<Members.Discipline> disciplineInYear(VettingCase c) {
        int year = periods.year(c);
        return members.disciplines(c.member()).stream().filter(d -> d.announcedOn().getYear() == year).findFirst();
    }

    /** What the rating table answers on the figures of the self-review; null where none was submitted or the set has no such table. */
    public Verdict verdict(VettingCase c, SelfReview review) {
        return verdict(c, review, rules.of(c), null);
    }

    /** As {@link #verdict(VettingCase, SelfReview)}, under another set. */
    Verdict verdict(VettingCase c, SelfReview review, RuleSet set) {
        return verdict(c, review, set, null);
    }

    private Verdict verdict(VettingCase c, SelfReview review, RuleSet set, String trigger) {
        return review == null || !set.tables().contains("rating") ? null : book.decide(set.code(), "rating", Reasoning.values(facts(c, review, trigger)));
    }

    /** The verdict with the sources of its facts, null where there is none. */
    public Reasoning explained(VettingCase c, SelfReview review) {
        Verdict verdict = verdict(c, review);
        return verdict == null ? null : Reasoning.of(verdict, facts(c, review, null));
    }

    /** @param concluded code of what the committee holds to make the member "not fulfilled"; null for nothing */
    private List<Fact> facts(VettingCase c, SelfReview review, String concluded) {
        LocalDate sealed = LocalDate.ofInstant(review.sealedAt(), clock.getZone());
        Written.Tasks tasks = review.written().tasks();
        Fact trigger = concluded != null ? Fact.of("trigger", concluded, "committee", LocalDate.now(clock))
                : disciplineInYear(c).map(d -> Fact.of("trigger", "DISCIPLINED", "register.discipline", d.decisionNo() == null ? "–" : d.decisionNo(), d.announcedOn()))
                .orElseGet(() -> byGrounds(c).stream().filter(r -> r.trigger() != null).findFirst()
                        .map(r -> Fact.of("trigger", r.trigger(), "paper", r.paperNo(), r.paperOn()))
                        .orElseGet(() -> Fact.of("trigger", "NONE", "register")));
        return List.of(trigger, Fact.of("points", review.points(), "review", sealed), Fact.of("onTimePercent", tasks.onTimePercent(), "review", sealed),
                Fact.of("beyondPercent", tasks.beyondPercent(), "review", sealed), Fact.of("remedied", tasks.remedied(), "review", sealed));
    }

    /** Whether one more XS would exceed the cap, and from how many good ratings on it would not. */
    public Reasoning explained(VettingCase c, ExcellentCap.Standing standing) {
        RuleSet set = rules.of(c);
        ExcellentCap cap = AssessmentRules.of(set).cap();
        String commune = units.get(c.unit()).name();
        List<Difference> differences = Reasoning.nearest("capBase", standing.of(), 0, standing.of() + 100 * (standing.excellent() + 1),
                of -> cap.now(standing.excellent(), of, of).exceeded() ? "OVER_CAP" : "WITHIN_CAP");
        List<Difference> all = new java.util.ArrayList<>(Reasoning.nearest("excellent", standing.excellent(), 0, standing.excellent() + standing.limit() + 1,
                n -> n > standing.limit() ? "OVER_CAP" : "WITHIN_CAP"));
        all.addAll(differences);
        return Reasoning.of("cap", set.applied("cap.percent", "cap.base", "cap.scope", "cap.rounding"), standing.exceeded() ? "OVER_CAP" : "WITHIN_CAP", null,
                List.of(Fact.of("excellent", standing.excellent(), "count", commune), Fact.of("capBase", standing.of(), "count", commune), Fact.of("capLimit", standing.limit(), "worked")), all);
    }

    /** Decides the level, or sends the case back to the cell or to the member. */
    @Transactional
    public void decideRating(Actor actor, String caseCode, Rating typed) {
        Pass pass = gate.enter(actor, SubjectKind.CASE, caseCode, RATING, "", Duty.RATER);
        VettingCase c = cases.get(caseCode);
        AssessmentRules set = AssessmentRules.of(rules.of(c));
        if (typed.outcome() == null || typed.outcome() == Outcome.DECIDED && typed.level() == null) {
            throw Refused.field("choice", "assessment.missing.choice");
        }
        String reason = required("reason", PlainText.tidy(typed.reason()), MEDIUM);
        Map<String, Object> facts = new HashMap<>();
        facts.put("ratingDecision", typed.outcome().name());
        facts.put("returned", typed.outcome() == Outcome.RETURN_SELF_REVIEW);
        if (typed.outcome() == Outcome.DECIDED) {
            facts.put("assessmentResult", "ASSESSED");
            facts.put("acknowledgeUntil", decided(actor, pass, c, set, typed, reason));
        } else {
            limit("reason", reason, 2000);
            insert(actor, c, typed.outcome(), null, reason, "", null, null, null, null, null, "");
            if (typed.outcome() == Outcome.RETURN_SELF_REVIEW) {
                cases.returned(caseCode, Stage.ASSESSMENT, reason);
                facts.put("assessmentResult", "RETURN_SELF_REVIEW");
            }
            ledger.entry(actor, typed.outcome() == Outcome.RETURN_CELL ? "RATING_RETURNED_TO_CELL" : "RATING_RETURNED_TO_MEMBER").reason(reason).in(pass.office())
                    .on("CASE", caseCode).outcome(typed.outcome()).rule(c.ruleSet(), null).write();
        }
        gate.done(pass, facts);
        if (typed.outcome() == Outcome.DECIDED) {
            heads.release(caseCode);
        }
    }

    private Applied applied(VettingCase c, String... keys) {
        return rules.of(c).applied(keys);
    }

    private String decided(Actor actor, Pass pass, VettingCase c, AssessmentRules set, Rating typed, String reason) {
        if (typed.level() == Level.XS) {
            // two committees of one commune counting at the same time would both see room under the cap
            jdbc.sql("select code from unit where code = ? for update").param(c.unit()).query(String.class).single();
        }
        ExcellentCap.Standing cap = capIfExcellent(c);
        Level proposed = assessments.proposed(c.code()).orElse(null);
        SelfReview review = reviews.find(c.code()).orElse(null);
        String trigger = typed.trigger() == null || typed.trigger().isBlank() ? null : typed.trigger();
        if (trigger != null && rules.of(c).catalogue("triggers").stream().noneMatch(i -> i.code().equals(trigger))) {
            throw Refused.field("trigger", "error.required");
        }
        String evidence = trigger == null ? "" : required("evidence", PlainText.line(typed.evidence()), 400);
        Verdict verdict = verdict(c, review, rules.of(c), trigger);
        RatingFlags standing = flags(c, review, verdict, cap, trigger, proposed);
        Set<RatingFlags.Flag> flags = standing.against(typed.level());
        String flagReason = PlainText.tidy(typed.flagReason());
        if (!flags.isEmpty() && flagReason.isEmpty()) {
            if (flags.contains(RatingFlags.Flag.OVER_CAP)) {
                throw Refused.field("flagReason", "assessment.missing.capReason", cap.excellent(), cap.of(), set.cap().percent(), cap.limit());
            }
            throw Refused.field("flagReason", "assessment.missing.flagReason");
        }
        limit("flagReason", flagReason, MEDIUM);
        LocalDateTime until = calendar.plusWorkingDays(LocalDate.now(clock), set.acknowledgeDays()).atTime(CLOSE);
        String names = flags.stream().map(Enum::name).collect(Collectors.joining(","));
        // what a paper forces is kept as what forced it, like a conclusion that the committee named
        RatingTriggers.Raised forced = trigger != null ? null : standing.grounds().stream().filter(r -> r.trigger() != null).findFirst().orElse(null);
        Reasoning kept = verdict == null ? null : Reasoning.of(verdict, facts(c, review, trigger));
        int decision = insert(actor, c, Outcome.DECIDED, typed.level(), reason, names, flags.isEmpty() ? null : flagReason, standing.points(), typed.level() == Level.XS ? cap : null,
                until, forced != null ? forced.trigger() : trigger, forced != null ? forced.paper() : evidence);
        if (kept != null) {
            decisions.keep("CASE", c.code(), kept.part(decision));
        }
        RuleSet ruleSet = rules.of(c);
        decisions.keep("CASE", c.code(), Reasoning.of("deadline.acknowledge", ruleSet.applied("assessment.acknowledgeDays"), until.toLocalDate().toString(), null,
                List.of(Fact.of("startDay", LocalDate.now(clock).toString(), "committee", LocalDate.now(clock)),
                        Fact.of("workingDays", set.acknowledgeDays(), "value", "assessment.acknowledgeDays")), List.of()).part(decision));
        Applied rule = verdict != null ? verdict.applied() : applied(c, "rating.min" + (typed.level() == Level.KHT ? "HT" : typed.level().name()));
        if (typed.level() == Level.XS) {
            decisions.keep("CASE", c.code(), explained(c, cap).part(decision));
            rule = rule.and(applied(c, "cap.percent", "cap.base"));
        }
        Ledger.Entry entry = ledger.entry(actor, "RATING_DECIDED").reason(reason).in(pass.office()).on("CASE", c.code()).outcome(typed.level()).rule(rule)
                .with("points", standing.points()).with("proposed", proposed).with("flags", names).with("trigger", trigger).with("until", until);
        if (typed.level() == Level.XS) {
            entry.with("excellent", cap.excellent()).with("capBase", cap.of()).with("capLimit", cap.limit());
        }
        entry.write();
        return until + ":00";
    }

    /** @return number of the decision */
    private int insert(Actor actor, VettingCase c, Outcome outcome, Level level, String reason, String flags, String flagReason,
                        Integer points, ExcellentCap.Standing cap, LocalDateTime until, String trigger, String evidence) {
        int no = next("rating_decision", "decision_no", c.code());
        int meeting = jdbc.sql("select coalesce(max(meeting_no), 0) from cell_meeting where case_code = ?").param(c.code()).query(Integer.class).single();
        later.write("update rating_decision set current_one = false where case_code = ?", c.code());
        later.write("""
                        insert into rating_decision(case_code, decision_no, meeting_no, decision, level, reason, flags, flag_reason, points, cap_excellent,
                                                    cap_base, cap_limit, acknowledge_until, decided_at, decided_by, decided_name, trigger_code, trigger_evidence, current_one)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true)""",
                c.code(), no, meeting, outcome.name(), Later.text(level == null ? null : level.name()), reason, flags, Later.text(flagReason), Later.number(points),
                Later.number(cap == null ? null : cap.excellent()), Later.number(cap == null ? null : cap.of()), Later.number(cap == null ? null : cap.limit()),
                until == null ? null : until.atZone(clock.getZone()).toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC), now(), actor.username(),
                actor.displayName(), Later.text(trigger), textOrNone(evidence));
        return no;
    }

    private static SqlParameterValue textOrNone(String text) {
        return Later.text(text.isEmpty() ? null : text);
    }

    /** The member has read the rating: agrees, or dissents in writing. The dissent stays with the file; the rating stands. */
    @Transactional
    public void answer(Actor actor, String caseCode, AnswerKind kind, String text) {
        Pass pass = gate.enter(actor, SubjectKind.CASE, caseCode, ANSWER, "", Duty.AUTHOR);
        if (kind != AnswerKind.ACKNOWLEDGED && kind != AnswerKind.DISSENTED) {
            throw Refused.field("answer", "assessment.missing.choice");
        }
        String words = PlainText.tidy(text);
        if (kind == AnswerKind.DISSENTED && words.isEmpty()) {
            throw Refused.field("text", "assessment.missing.dissent");
        }
        limit("text", words, LONG);
        answered(caseCode, kind, words.isEmpty() ? null : words);
        ledger.entry(actor, kind == AnswerKind.DISSENTED ? "RATING_DISSENTED" : "RATING_ACKNOWLEDGED").in(pass.office()).on("CASE", caseCode).outcome(kind)
                .rule(applied(cases.get(caseCode), "assessment.acknowledgeDays")).write();
        gate.done(pass, Map.of());
    }

    /** The time to answer is over: silence is recorded as silence. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordSilence(String caseCode) {
        if (answered(caseCode, AnswerKind.SILENT, null)) {
            ledger.byProcess("RATING_SILENCE").on("CASE", caseCode).outcome(AnswerKind.SILENT)
                    .rule(applied(cases.get(caseCode), "assessment.acknowledgeDays")).write();
        }
    }

    private boolean answered(String caseCode, AnswerKind kind, String text) {
        history(caseCode);
        return jdbc.sql("update rating_decision set answer = ?, answer_text = ?, answered_at = ? where case_code = ? and current_one = true and answer is null")
                .params(kind.name(), text, now(), caseCode).update() > 0;
    }

    /** The level that stands enters the person's history, from which next year's form and the checks read. */
    private void history(String caseCode) {
        VettingCase c = cases.get(caseCode);
        if (c.review()) {
            return; // a review files its rating when it ends, under the year it is of
        }
        int year = LocalDate.ofInstant(c.openedAt(), clock.getZone()).getYear();
        assessments.level(caseCode).ifPresent(level -> {
            if (jdbc.sql("update past_rating set level = ? where member_code = ? and rating_year = ?").params(level.name(), c.member(), year).update() == 0) {
                jdbc.sql("insert into past_rating(member_code, rating_year, level) values (?, ?, ?)").params(c.member(), year, level.name()).update();
            }
        });
    }

    private void notAfterToday(String field, LocalDate day) {
        if (day == null) {
            throw Refused.field(field, "assessment.missing.date");
        }
        if (day.isAfter(LocalDate.now(clock))) {
            throw Refused.field(field, "assessment.wrong.future");
        }
    }

    private static String required(String field, String text, int most) {
        if (text.isEmpty()) {
            throw Refused.field(field, "assessment.missing.text");
        }
        limit(field, text, most);
        return text;
    }

    private static void limit(String field, String text, int most) {
        if (text.length() > most) {
            throw Refused.field(field, "assessment.wrong.tooLong", text.length(), most);
        }
    }

    private int next(String table, String column, String caseCode) {
        return 1 + jdbc.sql("select coalesce(max(" + column + "), 0) from " + table + " where case_code = ?").param(caseCode).query(Integer.class).single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
