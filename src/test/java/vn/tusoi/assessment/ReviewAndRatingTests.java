package vn.tusoi.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Denied;
import vn.tusoi.assessment.Assessment.AnswerKind;
import vn.tusoi.assessment.Assessment.MeetingState;
import vn.tusoi.assessment.Assessment.Outcome;
import vn.tusoi.assessment.Assessment.ResidenceDuty;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.Stage;
import vn.tusoi.review.ReviewDesk;
import vn.tusoi.review.ReviewDesk.Lateness;
import vn.tusoi.review.SelfReview;
import vn.tusoi.review.SelfReviews;
import vn.tusoi.worklist.AlreadyDone;
import vn.tusoi.worklist.Refused;

/** Self-review and assessment at the desks, with the engine, the real rule set and a real database. */
@ApplicationTest
class ReviewAndRatingTests {

    @Autowired CaseWorld world;
    @Autowired ReviewDesk reviewDesk;
    @Autowired AssessmentDesk desk;
    @Autowired SelfReviews reviews;
    @Autowired Assessments assessments;
    @Autowired SlipCounters counters;
    @Autowired CellPeople people;
    @Autowired Cases cases;
    @Autowired JdbcClient jdbc;
    @Autowired Clock clock;

    private static void refused(String key, ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOfSatisfying(Refused.class, r -> assertThat(r.messageKey()).isEqualTo(key));
    }

    @Test
    void aSubmittedSelfReviewIsSealedRecordedAndHandedToTheCell() {
        world.world(1, 10);
        assertThat(world.open(1)).containsExactly("submit-self-review");
        world.reviewed(1, 27, 58);
        assertThat(world.open(1)).containsExactly("prepare-meeting");
        SelfReview review = reviews.find(world.caseCode(1)).orElseThrow();
        assertThat(review.intact()).isTrue();
        assertThat(review.points()).isEqualTo(85);
        assertThat(review.form()).isEqualTo("2A");
        assertThat(review.standards()).hasSize(5);
        assertThat(world.acts(1)).contains("SELF_REVIEW_SUBMITTED ON_TIME");
        assertThat(jdbc.sql("select detail from ledger_entry where subject_code = ? and act = 'SELF_REVIEW_SUBMITTED'").param(world.caseCode(1)).query(String.class).single())
                .contains(review.digest()).doesNotContain("Tôi");
        assertThat(cases.get(world.caseCode(1)).stage()).isEqualTo(Stage.ASSESSMENT);
    }

    @Test
    void aChangedContentNoLongerFitsItsSeal() {
        world.world(1, 10);
        world.reviewed(1, 27, 58);
        jdbc.sql("update self_review set content = replace(content, 'Tôi đã làm', 'Tôi chưa làm') where case_code = ?").param(world.caseCode(1)).update();
        assertThat(reviews.find(world.caseCode(1)).orElseThrow().intact()).isFalse();
    }

    @Test
    void aSecondSubmissionIsToldWhoDidItAndOthersMayNotWriteIt() {
        world.world(2, 10);
        assertThatThrownBy(() -> reviewDesk.submit(world.actor("member2"), world.caseCode(1), world.submission(27, 58))).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> reviewDesk.submit(world.actor("secretary"), world.caseCode(1), world.submission(27, 58))).isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> reviewDesk.submit(world.actor("elsewhere"), world.caseCode(1), world.submission(27, 58))).isInstanceOf(Denied.Hidden.class);
        world.reviewed(1, 27, 58);
        assertThatThrownBy(() -> world.reviewed(1, 20, 20)).isInstanceOf(AlreadyDone.class);
        assertThat(reviews.versions(world.caseCode(1))).hasSize(1);
    }

    @Test
    void pointsAboveTheRuleSetsMaximumAreRefusedAndNothingIsKept() {
        world.world(1, 10);
        refused("review.wrong.points", () -> world.reviewed(1, 31, 58));
        assertThat(reviews.find(world.caseCode(1))).isEmpty();
        assertThat(world.open(1)).containsExactly("submit-self-review");
    }

    @Test
    void afterTheDayItIsLateUnlessTheSecretaryGaveMoreTime() {
        world.world(2, -1);
        world.reviewed(1, 27, 58);
        assertThat(world.acts(1)).contains("SELF_REVIEW_SUBMITTED LATE");
        world.timeIsOver(2);
        assertThat(world.open(2)).containsExactly("handle-overdue-review", "submit-self-review");
        LocalDate today = LocalDate.now(clock);
        refused("review.wrong.extensionPast", () -> overdue(Lateness.EXTEND, today));
        refused("review.wrong.extensionLate", () -> overdue(Lateness.EXTEND, today.plusDays(41)));
        overdue(Lateness.EXTEND, today.plusDays(40));
        assertThat(cases.get(world.caseCode(2)).dueOn()).isEqualTo(today.plusDays(40));
        assertThat(world.open(2)).containsExactly("submit-self-review");
        world.timeIsOver(2);
        assertThat(world.open(2)).containsExactly("handle-overdue-review", "submit-self-review");
        world.reviewed(2, 27, 58);
        assertThat(world.acts(2)).contains("SELF_REVIEW_SUBMITTED ON_TIME");
        assertThat(world.open(2)).containsExactly("prepare-meeting");
    }

    private void overdue(Lateness decision, LocalDate until) {
        reviewDesk.handleOverdue(world.actor("secretary"), world.caseCode(2), decision, until, "Đi công tác");
    }

    @Test
    void silenceIsRecordedAsSilenceAndEndsTheCase() {
        world.world(2, -1);
        world.timeIsOver(2);
        refused("review.missing.reason", () -> reviewDesk.handleOverdue(world.actor("secretary"), world.caseCode(2), Lateness.NOT_SUBMITTED, null, " "));
        overdue(Lateness.NOT_SUBMITTED, null);
        assertThat(cases.get(world.caseCode(2)).outcome()).isEqualTo(CaseOutcome.NOT_SUBMITTED);
        assertThat(world.open(2)).isEmpty();
        assertThat(world.acts(2)).contains("SELF_REVIEW_MISSING NOT_SUBMITTED");
    }

    @Test
    void theResidenceOpinionComesBeforeTheMeetingUnlessExemptWithAReason() {
        world.world(2, 10);
        world.reviewed(1, 27, 58);
        world.reviewed(2, 27, 58);
        AssessmentDesk.Plan exempt = world.plan(ResidenceDuty.EXEMPT);
        refused("assessment.missing.exemption", () -> desk.prepareMeeting(world.actor("secretary"), world.caseCode(1),
                new AssessmentDesk.Plan(exempt.on(), exempt.at(), exempt.place(), exempt.agenda(), exempt.residence(), "OTHER", "")));
        refused("assessment.missing.ground", () -> desk.prepareMeeting(world.actor("secretary"), world.caseCode(1),
                new AssessmentDesk.Plan(exempt.on(), exempt.at(), exempt.place(), exempt.agenda(), exempt.residence(), "HOLIDAY", "Đi nghỉ")));
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(1), exempt);
        assertThat(world.open(1)).containsExactly("record-meeting");
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(2), world.plan(ResidenceDuty.REQUIRED));
        assertThat(world.open(2)).containsExactly("record-residence-opinion");
        LocalDate today = LocalDate.now(clock);
        refused("assessment.wrong.future", () -> desk.recordResidenceOpinion(world.actor("secretary"), world.caseCode(2),
                new AssessmentDesk.ResidenceOpinion("Chi bộ tổ 7", "Lê Văn An, bí thư", today.plusDays(1), "Gương mẫu")));
        desk.recordResidenceOpinion(world.actor("secretary"), world.caseCode(2), new AssessmentDesk.ResidenceOpinion("Chi bộ tổ 7", "Lê Văn An, bí thư", today, "Gương mẫu"));
        assertThat(world.open(2)).containsExactly("record-meeting");
        assertThat(assessments.find(world.caseCode(2)).orElseThrow().residence().signedBy()).isEqualTo("Lê Văn An, bí thư");
    }

    @Test
    void withoutAQuorumOnlyAttendanceIsKeptAndTheCellMeetsAgain() {
        world.world(1, 10);
        world.reviewed(1, 27, 58);
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(1), world.plan(ResidenceDuty.EXEMPT));
        refused("assessment.wrong.noQuorum", () -> meeting(7, 0, true));
        refused("assessment.wrong.quorumReached", () -> meeting(8, 0, false));
        refused("assessment.roll.incomplete", () -> desk.recordMeeting(world.actor("secretary"), world.caseCode(1), new AssessmentDesk.MeetingHeld(LocalDate.now(clock), "Nhà văn hóa",
                "Trần Mai Hà", java.util.Map.of(world.member(1), RollCall.Attendance.PRESENT), null, List.of(), "", true, world.meeting(0, 7, 0, 0).votes())));
        meeting(7, 2, false);
        assertThat(world.open(1)).containsExactly("prepare-meeting");
        Assessment.Meeting meeting = assessments.find(world.caseCode(1)).orElseThrow().meeting();
        assertThat(meeting.state()).isEqualTo(MeetingState.NO_QUORUM);
        assertThat(meeting.needed()).isEqualTo(8);
        assertThat(meeting.absent()).isEqualTo(3);
        assertThat(meeting.roll().names(RollCall.Attendance.EXCUSED)).hasSize(2);
        assertThat(meeting.roll().said("ABSENT")).as("by name").isEqualTo("Hứa Văn Tư, Hứa Văn Tư, Hứa Văn Tư");
        assertThat(meeting.votes()).isNull();
        assertThat(world.acts(1)).contains("MEETING_WITHOUT_QUORUM NO_QUORUM");
    }

    private void meeting(int present, int excused, boolean quorum) {
        AssessmentDesk.MeetingHeld m = world.meeting(0, 7, 0, 0);
        desk.recordMeeting(world.actor("secretary"), world.caseCode(1), new AssessmentDesk.MeetingHeld(m.on(), m.place(), m.chair(), world.roll(present, excused), m.absentees(), m.remarks(), m.answer(), quorum,
                quorum ? m.votes() : null));
    }

    @Test
    void votesThatDoNotAddUpAreRefusedAndATieProposesTheLowerLevel() {
        world.world(1, 10);
        world.reviewed(1, 27, 58);
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(1), world.plan(ResidenceDuty.EXEMPT));
        AssessmentDesk.MeetingHeld m = world.meeting(6, 6, 0, 0);
        refused("assessment.votes.valid.sum", () -> desk.recordMeeting(world.actor("secretary"), world.caseCode(1), new AssessmentDesk.MeetingHeld(m.on(), m.place(), m.chair(), m.roll(), m.absentees(),
                m.remarks(), m.answer(), true, new Votes(12, 12, 0, 12, 0, 6, 5, 0, 0))));
        refused("assessment.votes.moreThanPresent", () -> desk.recordMeeting(world.actor("secretary"), world.caseCode(1), world.meeting(6, 7, 0, 0)));
        world.recorded(1, m);
        Assessment.Meeting held = assessments.find(world.caseCode(1)).orElseThrow().held();
        assertThat(held.proposed()).isEqualTo(Level.T);
        assertThat(held.tied()).isTrue();
        assertThat(held.remarks()).extracting(Assessment.Remark::speaker).containsExactly("Trần Mai Hà");
        assertThat(world.acts(1)).contains("MEETING_RECORDED T");
        assertThat(world.open(1)).containsExactly("decide-rating");
    }

    @Test
    void theSlipsAreCountedByTwoPeopleUnseenAndCountedAgainWhereTheyDiffer() {
        world.world(1, 10);
        world.reviewed(1, 27, 58);
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(1), world.plan(ResidenceDuty.EXEMPT));
        AssessmentDesk.MeetingHeld m = world.meeting(1, 11, 0, 0);
        refused("assessment.counts.missing", () -> desk.recordMeeting(world.actor("secretary"), world.caseCode(1), m));
        assertThatThrownBy(() -> desk.countAgain(world.actor("secretary"), world.caseCode(1), m.votes())).isInstanceOfSatisfying(Denied.Forbidden.class,
                d -> assertThat(d.messageKey()).isEqualTo("duty.conflict.ASSESSOR"));
        refused("assessment.votes.valid.sum", () -> world.counted(1, new Votes(12, 12, 0, 12, 0, 1, 10, 0, 0)));
        world.counted(1, new Votes(12, 12, 0, 12, 0, 2, 10, 0, 0));
        refused("assessment.counts.already", () -> world.counted(1, m.votes()));
        refused("assessment.counts.differ", () -> desk.recordMeeting(world.actor("secretary"), world.caseCode(1), m));
        assertThat(desk.countsAgree(world.actor("secretary"), world.caseCode(1), m.votes())).isFalse();
        assertThat(assessments.countedAgain(world.caseCode(1))).as("void: both count again").isEmpty();
        world.counted(1, m.votes());
        assertThatThrownBy(() -> desk.recordMeeting(world.actor("teller"), world.caseCode(1), m)).isInstanceOfSatisfying(Denied.Forbidden.class,
                d -> assertThat(d.messageKey()).isEqualTo("duty.conflict.COUNTER_B"));
        desk.recordMeeting(world.actor("secretary"), world.caseCode(1), m);
        assertThat(assessments.find(world.caseCode(1)).orElseThrow().held().secondCounter()).isEqualTo("Lưu Đức Minh");
        assertThat(world.acts(1)).contains("SLIPS_COUNTED_AGAIN", "SLIP_COUNTS_DIFFER");
        assertThat(jdbc.sql("select detail from ledger_entry where subject_code = ? and act like 'SLIP%'").param(world.caseCode(1)).query(String.class).list())
                .as("no figures before both have counted").noneMatch(d -> d.contains("xs"));
    }

    @Test
    void aMemberNamedForTheMeetingCountsASecondTimeForEverybodyButThemselvesAndFamily() {
        world.world(4, 10);
        world.related(3, world.member(2));
        for (int i = 1; i <= 3; i++) {
            world.reviewed(i, 27, 58);
            desk.prepareMeeting(world.actor("secretary"), world.caseCode(i), world.plan(ResidenceDuty.EXEMPT));
        }
        AssessmentDesk.MeetingHeld m = world.meeting(0, 12, 0, 0);
        assertThatThrownBy(() -> desk.countAgain(world.actor("member2"), world.caseCode(1), m.votes())).as("not named yet").isInstanceOf(Denied.class);
        assertThatThrownBy(() -> counters.name(world.actor("member4"), world.caseCode(1), world.member(2))).isInstanceOf(Denied.class);
        refused("assessment.counter.missing", () -> counters.name(world.actor("secretary"), world.caseCode(1), world.member(1)));
        assertThat(counters.eligible(world.actor("secretary"), world.caseCode(3))).extracting(CellPeople.Person::code).as("neither the person nor family").containsExactlyInAnyOrder(world.member(1),
                world.member(4));
        world.away(world.member(4), "SUSPENDED");
        assertThat(counters.eligible(world.actor("secretary"), world.caseCode(3))).extracting(CellPeople.Person::code).as("nor who is suspended").containsExactly(world.member(1));
        jdbc.sql("delete from member_standing where member_code = ?").param(world.member(4)).update();
        counters.name(world.actor("secretary"), world.caseCode(1), world.member(2));
        assertThat(counters.waiting(world.user("member2"))).extracting(SlipCounters.Waiting::caseCode).containsExactly(world.caseCode(1));
        assertThatThrownBy(() -> desk.countAgain(world.actor("member2"), world.caseCode(2), m.votes())).as("their own").isInstanceOf(Denied.class);
        assertThatThrownBy(() -> desk.countAgain(world.actor("member2"), world.caseCode(3), m.votes())).as("family").isInstanceOfSatisfying(Denied.Forbidden.class,
                d -> assertThat(d.messageKey()).isEqualTo("duty.conflict.relative"));
        assertThatThrownBy(() -> desk.countAgain(world.actor("member4"), world.caseCode(1), m.votes())).isInstanceOf(Denied.class);
        desk.countAgain(world.actor("member2"), world.caseCode(1), m.votes());
        assertThat(counters.waiting(world.user("member2"))).extracting(SlipCounters.Waiting::caseCode).doesNotContain(world.caseCode(1));
        desk.recordMeeting(world.actor("secretary"), world.caseCode(1), m);
        assertThat(assessments.find(world.caseCode(1)).orElseThrow().held().secondCounter()).isEqualTo("Hoàng Thị Bích Ngọc");
        assertThat(world.acts(1)).contains("SLIP_COUNTER_NAMED", "SLIPS_COUNTED_AGAIN");
    }

    @Test
    void neitherThePersonNorARelativeChairsTheMeetingAndNobodyMinutesThemselves() {
        world.world(2, 10);
        world.related(1, world.member(2));
        world.reviewed(1, 27, 58);
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(1), world.plan(ResidenceDuty.EXEMPT));
        AssessmentDesk.MeetingHeld m = world.meeting(0, 12, 0, 0);
        world.counted(1, m.votes());
        refused("assessment.chair.self", () -> chaired(m, "Nông Văn Bình"));
        refused("assessment.chair.relative", () -> chaired(m, "Hoàng Thị Bích Ngọc – Đảng viên"));
        refused("assessment.missing.text", () -> chaired(m, " "));
        jdbc.sql("insert into office(username, function, unit_code, valid_from) select ?, function, unit_code, valid_from from office where username = ?")
                .params(world.user("member1"), world.user("secretary")).update();
        assertThatThrownBy(() -> desk.recordMeeting(world.actor("member1"), world.caseCode(1), m)).isInstanceOfSatisfying(Denied.Forbidden.class,
                d -> assertThat(d.messageKey()).isEqualTo("duty.conflict.self"));
        chaired(m, "Lê Văn An, cấp trên cử về");
        assertThat(assessments.find(world.caseCode(1)).orElseThrow().held().chair()).isEqualTo("Lê Văn An, cấp trên cử về");
    }

    @Test
    void whoIsMarkedAsAwayDoesNotChairAndWhoIsExemptIsNotSummoned() {
        world.world(2, 10);
        world.reviewed(1, 27, 58);
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(1), world.plan(ResidenceDuty.EXEMPT));
        AssessmentDesk.MeetingHeld m = world.meeting(0, 7, 0, 0);
        world.counted(1, m.votes());
        java.util.Map<String, RollCall.Attendance> roll = new java.util.LinkedHashMap<>(m.roll());
        world.away(world.member(2), "SUSPENDED");
        assertThat(people.of(world.unit("C"), world.member(1))).filteredOn(CellPeople.Person::exempt).extracting(CellPeople.Person::code).as("who is suspended is not summoned")
                .containsExactly(world.member(2));
        world.away(world.member(2), "DECEASED");
        assertThat(people.of(world.unit("C"), world.member(1))).as("and who died is on no roll").hasSize(11);
        assertThat(people.of(world.unit("C"), world.member(1), m.on().minusDays(1))).as("but of a meeting before").hasSize(12).noneMatch(CellPeople.Person::exempt);
        refused("assessment.roll.gone", () -> desk.recordMeeting(world.actor("secretary"), world.caseCode(1), m));
        jdbc.sql("delete from member_standing where member_code = ?").param(world.member(2)).update();
        roll.put(world.member(2), RollCall.Attendance.EXCUSED);
        refused("assessment.chair.away", () -> desk.recordMeeting(world.actor("secretary"), world.caseCode(1), new AssessmentDesk.MeetingHeld(m.on(), m.place(), "Hoàng Thị Bích Ngọc", roll,
                null, m.remarks(), m.answer(), true, m.votes())));
        roll.replaceAll((code, was) -> code.startsWith("H") ? RollCall.Attendance.NOT_SUMMONED : RollCall.Attendance.PRESENT);
        refused("assessment.votes.moreThanPresent", () -> desk.recordMeeting(world.actor("secretary"), world.caseCode(1), new AssessmentDesk.MeetingHeld(m.on(), m.place(), m.chair(), roll,
                null, m.remarks(), m.answer(), true, m.votes())));
        roll.replaceAll((code, was) -> RollCall.Attendance.NOT_SUMMONED);
        refused("assessment.roll.nobody", () -> desk.recordMeeting(world.actor("secretary"), world.caseCode(1), new AssessmentDesk.MeetingHeld(m.on(), m.place(), m.chair(), roll,
                null, m.remarks(), m.answer(), true, m.votes())));
    }

    private void chaired(AssessmentDesk.MeetingHeld m, String chair) {
        desk.recordMeeting(world.actor("secretary"), world.caseCode(1), new AssessmentDesk.MeetingHeld(m.on(), m.place(), chair, m.roll(), "Vi Thị Hòa (ốm)",
                m.remarks(), m.answer(), true, m.votes()));
    }

    @Test
    void aDecidedRatingIsAnsweredByTheMemberAndADissentStaysWithTheFile() {
        world.world(1, 10);
        world.assessed(1);
        assertThatThrownBy(() -> desk.decideRating(world.actor("elsewhere"), world.caseCode(1), new AssessmentDesk.Rating(Outcome.DECIDED, Level.T, "a", null)))
                .isInstanceOf(Denied.Hidden.class);
        assertThatThrownBy(() -> desk.decideRating(world.actor("secretary"), world.caseCode(1), new AssessmentDesk.Rating(Outcome.DECIDED, Level.T, "a", null)))
                .isInstanceOf(Denied.Forbidden.class);
        world.rated(1, Level.T, null);
        assertThat(world.open(1)).containsExactly("acknowledge-rating");
        refused("assessment.missing.dissent", () -> desk.answer(world.actor("member1"), world.caseCode(1), AnswerKind.DISSENTED, " "));
        desk.answer(world.actor("member1"), world.caseCode(1), AnswerKind.DISSENTED, "Tôi làm nhiều hơn");
        Assessment found = assessments.find(world.caseCode(1)).orElseThrow();
        assertThat(found.level()).isEqualTo(Level.T);
        assertThat(found.decision().flags()).isEmpty();
        assertThat(found.decision().answer().text()).isEqualTo("Tôi làm nhiều hơn");
        assertThat(jdbc.sql("select level from past_rating where member_code = ? and rating_year = ?").params(world.member(1), LocalDate.now(clock).getYear()).query(String.class).list())
                .as("next year's form and the checks read it").containsExactly("T");
        assertThat(world.acts(1)).contains("RATING_DECIDED T", "RATING_DISSENTED DISSENTED");
        assertThat(cases.get(world.caseCode(1)).stage()).isEqualTo(Stage.INSPECTION);
        assertThat(jdbc.sql("select rule_ref from ledger_entry where subject_code = ? and act = 'RATING_DECIDED'").param(world.caseCode(1)).query(String.class).single())
                .startsWith("rating#");
    }

    @Test
    void silenceAfterTheLimitIsRecordedByTheProcess() {
        world.world(1, 10);
        world.assessed(1);
        world.rated(1, Level.T, null);
        world.timeIsOver(1);
        assertThat(assessments.find(world.caseCode(1)).orElseThrow().decision().answer().kind()).isEqualTo(AnswerKind.SILENT);
        assertThat(world.acts(1)).contains("RATING_SILENCE SILENT");
        assertThat(cases.get(world.caseCode(1)).stage()).isEqualTo(Stage.INSPECTION);
    }

    @Test
    void whatTheRulesRaiseNeedsAReasonAndIsKeptWithTheDecision() {
        world.world(1, 10);
        world.disciplined(1, LocalDate.now(clock).withDayOfYear(1));
        world.assessed(1);
        refused("assessment.missing.flagReason", () -> world.rated(1, Level.T, null));
        world.rated(1, Level.T, "Đã khắc phục, không liên quan nhiệm vụ");
        Assessment.Decision decision = assessments.find(world.caseCode(1)).orElseThrow().decision();
        assertThat(decision.flags()).containsExactly("DISCIPLINED");
        assertThat(decision.flagReason()).contains("khắc phục");
        assertThat(decision.points()).isEqualTo(85);
    }

    @Test
    void theCapOnExcellentIsCountedOverTheCommuneAndNeverExceededSilently() {
        world.world(6, 10);
        for (int i = 1; i <= 5; i++) {
            world.assessed(i);
            if (i < 5) {
                world.rated(i, Level.T, null);
            }
        }
        excellent(6);
        // four rated good: 20 % of 4 is 0, so the first excellent one is too many
        refused("assessment.missing.capReason", () -> world.rated(6, Level.XS, null));
        world.rated(5, Level.T, null);
        world.rated(6, Level.XS, null);
        Assessment.Decision decision = assessments.find(world.caseCode(6)).orElseThrow().decision();
        assertThat(decision.cap()).isEqualTo(new ExcellentCap.Standing(1, 5, 1));
        assertThat(decision.flags()).isEmpty();
    }

    private void excellent(int i) {
        world.reviewed(i, 29, 66);
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(i), world.plan(ResidenceDuty.EXEMPT));
        world.recorded(i, world.meeting(12, 0, 0, 0));
    }

    @Test
    void returnedToTheCellItMeetsAgainAndReturnedToTheMemberTheSealedVersionStays() {
        world.world(1, 10);
        world.assessed(1);
        refused("assessment.missing.text", () -> returned(Outcome.RETURN_CELL, ""));
        returned(Outcome.RETURN_CELL, "Chưa rõ việc quỹ");
        assertThat(world.open(1)).containsExactly("prepare-meeting");
        assertThat(assessments.find(world.caseCode(1)).orElseThrow().returned().reason()).isEqualTo("Chưa rõ việc quỹ");
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(1), world.plan(ResidenceDuty.EXEMPT));
        world.recorded(1, world.meeting(0, 12, 0, 0));
        returned(Outcome.RETURN_SELF_REVIEW, "Viết rõ phần III");
        assertThat(world.open(1)).containsExactly("correct-self-review");
        assertThat(cases.get(world.caseCode(1)).returnReason()).isEqualTo("Viết rõ phần III");
        reviewDesk.correct(world.actor("member1"), world.caseCode(1), world.submission(25, 50));
        List<SelfReview> versions = reviews.versions(world.caseCode(1));
        assertThat(versions).extracting(SelfReview::points).containsExactly(75, 85);
        assertThat(versions.get(0).correction()).isEqualTo("Viết rõ phần III");
        assertThat(versions.get(1).intact()).isTrue();
        assertThat(world.open(1)).containsExactly("prepare-meeting");
        assertThat(assessments.find(world.caseCode(1)).orElseThrow().level()).isNull();
        assertThat(world.acts(1)).contains("RATING_RETURNED_TO_CELL RETURN_CELL", "RATING_RETURNED_TO_MEMBER RETURN_SELF_REVIEW", "SELF_REVIEW_CORRECTED");
    }

    private void returned(Outcome outcome, String reason) {
        desk.decideRating(world.actor("committee"), world.caseCode(1), new AssessmentDesk.Rating(outcome, null, reason, null));
    }

    @Test
    void nobodyDecidesOnARelative() {
        world.world(2, 10);
        world.assessed(1);
        world.related(1, world.member(2));
        jdbc.sql("insert into office(username, function, unit_code, valid_from) select ?, function, unit_code, valid_from from office where username = ?")
                .params(world.user("member2"), world.user("committee")).update();
        assertThatThrownBy(() -> desk.decideRating(world.actor("member2"), world.caseCode(1), new AssessmentDesk.Rating(Outcome.DECIDED, Level.T, "a", null)))
                .isInstanceOfSatisfying(Denied.Forbidden.class, d -> assertThat(d.messageKey()).isEqualTo("duty.conflict.relative"));
    }
}
