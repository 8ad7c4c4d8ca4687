package vn.tusoi.rulebook.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Denied;
import vn.tusoi.assessment.Assessment.Outcome;
import vn.tusoi.assessment.Assessment.ResidenceDuty;
import vn.tusoi.assessment.AssessmentDesk;
import vn.tusoi.assessment.Assessments;
import vn.tusoi.assessment.CaseWorld;
import vn.tusoi.assessment.Level;
import vn.tusoi.cases.CaseRules;
import vn.tusoi.cases.Cases;
import vn.tusoi.inspection.CheckList;
import vn.tusoi.review.Grade;
import vn.tusoi.review.ReviewDesk;
import vn.tusoi.review.SelfReviewRules;
import vn.tusoi.review.SelfReviews;
import vn.tusoi.review.Submission;
import vn.tusoi.rulebook.Item;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.Sharpening;
import vn.tusoi.rulebook.local.LocalCriterion.Kind;
import vn.tusoi.worklist.Refused;

/** Units add to the rule set and sharpen it, two people at a time; they do not loosen it; open cases keep what they opened under. */
@ApplicationTest
class LocalCriteriaTests {

    @Autowired CaseWorld world;
    @Autowired LocalDesk desk;
    @Autowired LocalCriteria criteria;
    @Autowired List<vn.tusoi.worklist.Proposals> proposals;
    @Autowired CaseRules caseRules;
    @Autowired Cases cases;
    @Autowired RuleBook rules;
    @Autowired SelfReviews reviews;
    @Autowired ReviewDesk reviewDesk;
    @Autowired AssessmentDesk assessmentDesk;
    @Autowired Assessments assessments;
    @Autowired JdbcClient jdbc;
    @Autowired Clock clock;

    @BeforeEach
    void boards() {
        world.world(0, 20);
        world.account("officer", "Lục Thị Én", null, "ORGANISATION_BOARD", "X");
        world.account("second", "Chu Văn Sơn", null, "ORGANISATION_BOARD", "X");
        world.account("province", "Dương Thị Lan", null, "ORGANISATION_BOARD", "T");
        world.account("province2", "Bế Văn Khoa", null, "ORGANISATION_BOARD", "T");
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private LocalDesk.Proposal value(String key, int number) {
        return new LocalDesk.Proposal(Kind.VALUE, null, null, key, number, null, null, null, null, null, null, "12-NQ/ĐU", today(), today());
    }

    private LocalDesk.Proposal standard(String vi, String postClass, String profession) {
        return new LocalDesk.Proposal(Kind.STANDARD, null, "DD3", null, null, vi, null, "Nêu việc cụ thể.", null, postClass, profession, "15-NQ/ĐU", today(), today());
    }

    private LocalDesk.Proposal check(String vi) {
        return new LocalDesk.Proposal(Kind.CHECK, null, null, null, null, vi, "Public land", "Xem sổ giao đất.", null, null, null, "16-NQ/ĐU", today(), today());
    }

    /** Proposed by one person and approved by another. */
    private LocalCriterion inForce(String unit, LocalDesk.Proposal proposal) {
        boolean province = unit.startsWith("T");
        LocalCriterion c = desk.propose(world.actor(province ? "province" : "officer"), unit, proposal);
        desk.approve(world.actor(province ? "province2" : "second"), c.code(), c.version());
        return criteria.find(c.code(), c.version()).orElseThrow();
    }

    private void refused(Runnable act, String field, String key) {
        assertThatThrownBy(act::run).isInstanceOfSatisfying(Refused.class, r -> {
            assertThat(r.messageKey()).isEqualTo(key);
            assertThat(r.field()).isEqualTo(field);
        });
    }

    // strictness, on both sides of each boundary ----------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"rating.minXS,90,91,89", "rating.minT,70,71,69", "rating.minHT,50,51,49", "rating.beyondPercentXS,30,31,29", "meeting.quorumPercent,67,68,66",
        "cap.percent,20,19,21", "inspection.opinionDays,10,9,11", "inspection.ratingYears,3,4,2"})
    void aValueMayBecomeStricterButNeitherStayNorBecomeLooser(String key, int inherited, int sharper, int looser) {
        String higher = Sharpening.of(key).orElseThrow().direction() == Sharpening.Direction.HIGHER ? "local.refused.notHigher" : "local.refused.notLower";
        assertThat(desk.inherited(unit("X"), key, today()).number()).isEqualTo(inherited);
        refused(() -> desk.propose(world.actor("officer"), world.unit("X"), value(key, looser)), "number", higher);
        refused(() -> desk.propose(world.actor("officer"), world.unit("X"), value(key, inherited)), "number", higher);
        inForce(world.unit("X"), value(key, sharper));
        world.joins(1);
        assertThat(ofCase(1).number(key)).isEqualTo(sharper);
    }

    @Test
    void everyValueThatMayBeSharpenedIsTestedAbove() {
        assertThat(Sharpening.all()).extracting(Sharpening::key).containsExactlyInAnyOrder("rating.minXS", "rating.minT", "rating.minHT", "rating.beyondPercentXS",
                "meeting.quorumPercent", "cap.percent", "inspection.opinionDays", "inspection.ratingYears");
        RuleSet now = rules.get(CaseWorld.RULES);
        Sharpening.all().forEach(s -> assertThat(now.value(s.key()).value()).as(s.key()).isInstanceOf(Integer.class));
    }

    @Test
    void aRefusalNamesTheInheritedValueAndWhereItIsFrom() {
        assertThatThrownBy(() -> desk.propose(world.actor("officer"), world.unit("X"), value("rating.beyondPercentXS", 25))).isInstanceOfSatisfying(Refused.class,
                r -> assertThat(List.of(r.args())).contains(25, 30).anySatisfy(a -> assertThat(a.toString()).contains("366-QĐ/TW")));
        inForce(world.unit("T"), value("rating.beyondPercentXS", 40));
        assertThatThrownBy(() -> desk.propose(world.actor("officer"), world.unit("X"), value("rating.beyondPercentXS", 40))).isInstanceOfSatisfying(Refused.class,
                r -> assertThat(List.of(r.args())).contains(40).anySatisfy(a -> assertThat(a.toString()).contains("12-NQ/ĐU").contains("Tỉnh ủy")));
        assertThat(inForce(world.unit("X"), value("rating.beyondPercentXS", 41)).state()).isEqualTo(LocalCriterion.State.IN_FORCE);
    }

    @Test
    void theStricterOfProvinceAndCommuneHoldsWhoeverCameFirst() {
        inForce(world.unit("X"), value("rating.beyondPercentXS", 45));
        inForce(world.unit("T"), value("rating.beyondPercentXS", 40));
        world.joins(1);
        assertThat(ofCase(1).number("rating.beyondPercentXS")).isEqualTo(45);
        assertThat(caseRules.added(world.caseCode(1))).hasSize(2);
    }

    @Test
    void someValuesAreTheSameEverywhereAndSomeAreNotForACell() {
        refused(() -> desk.propose(world.actor("officer"), world.unit("X"), value("inspection.explanationDays", 5)), "key", "local.refused.notLocal");
        refused(() -> desk.propose(world.actor("officer"), world.unit("X"), value("assessment.acknowledgeDays", 3)), "key", "local.refused.notLocal");
        refused(() -> desk.propose(world.actor("secretary"), world.unit("C"), value("cap.percent", 10)), "key", "local.refused.level");
        refused(() -> desk.propose(world.actor("officer"), world.unit("X"), value("rating.minXS", 101)), "number", "local.wrong.number");
    }

    @Test
    void aSharperValueMayNotOvertakeAnother() {
        refused(() -> desk.propose(world.actor("officer"), world.unit("X"), value("rating.minT", 91)), "number", "local.refused.order");
        assertThat(desk.propose(world.actor("officer"), world.unit("X"), value("rating.minT", 90)).version()).isEqualTo(1);
    }

    @Test
    void whatIsInheritedCannotBeSaidAgainOrPutUnderNothing() {
        refused(() -> desk.propose(world.actor("officer"), world.unit("X"), standard("chăm chỉ, tiết kiệm.", null, null)), "vi", "local.refused.same");
        refused(() -> desk.propose(world.actor("officer"), world.unit("X"), check("Tài sản, thu nhập")), "vi", "local.refused.same");
        refused(() -> desk.propose(world.actor("officer"), world.unit("X"), new LocalDesk.Proposal(Kind.STANDARD, null, "DD9", null, null, "Mới", null, "Gợi ý", null, null, null,
                "1-NQ", today(), today())), "parent", "local.missing.parent");
        inForce(world.unit("T"), standard("Không nhận quà của phụ huynh", null, null));
        refused(() -> desk.propose(world.actor("officer"), world.unit("X"), standard("Không nhận quà của phụ huynh", null, null)), "vi", "local.refused.same");
    }

    @Test
    void anOpenCaseCannotBeReachedByADayThatIsPast() {
        refused(() -> desk.propose(world.actor("officer"), world.unit("X"), new LocalDesk.Proposal(Kind.CHECK, null, null, null, null, "Đất công", null, "Xem sổ", null, null, null,
                "1-NQ", today(), today().minusDays(1))), "from", "local.wrong.from");
    }

    // two people ------------------------------------------------------------------------------------------------------------------

    @Test
    void whoProposesDoesNotApproveAndOthersHaveNoPart() {
        LocalCriterion c = desk.propose(world.actor("officer"), world.unit("X"), value("cap.percent", 15));
        assertThat(c.code()).isEqualTo(world.unit("X") + ".G1");
        assertThatThrownBy(() -> desk.approve(world.actor("officer"), c.code(), 1)).isInstanceOf(Denied.Forbidden.class).hasMessage("local.denied.samePerson");
        assertThatThrownBy(() -> desk.approve(world.actor("committee"), c.code(), 1)).isInstanceOf(Denied.Forbidden.class).hasMessage("local.denied.approve");
        assertThatThrownBy(() -> desk.approve(world.actor("elsewhere"), c.code(), 1)).isInstanceOf(Denied.Hidden.class);
        assertThatThrownBy(() -> desk.propose(world.actor("committee"), world.unit("X"), value("rating.minXS", 95))).isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> desk.propose(world.actor("province"), world.unit("X"), value("rating.minXS", 95))).isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> desk.propose(world.actor("elsewhere"), world.unit("X"), value("rating.minXS", 95))).isInstanceOf(Denied.Hidden.class);
        assertThat(waiting("officer", c)).as("one's own proposal is nothing to decide").isFalse();
        assertThat(waiting("province", c)).isFalse();
        assertThat(waiting("second", c)).as("is told in my work").isTrue();
        world.joins(1);
        assertThat(ofCase(1).number("cap.percent")).as("nothing holds before it is approved").isEqualTo(20);
        desk.approve(world.actor("second"), c.code(), 1);
        refused(() -> desk.approve(world.actor("second"), c.code(), 1), null, "local.wrong.decided");
        assertThat(waiting("second", c)).isFalse();
        assertThat(jdbc.sql("select act from ledger_entry where subject_code = ? order by id").param(c.code()).query(String.class).list())
                .containsExactly("LOCAL_RULE_PROPOSED", "LOCAL_RULE_APPROVED");
    }

    private boolean waiting(String name, LocalCriterion c) {
        return proposals.stream().flatMap(p -> p.waitingFor(world.actor(name)).stream()).anyMatch(p -> p.href().equals("/rules/local/" + c.code() + "/" + c.version()));
    }

    @Test
    void aCellProposesAndTheCommitteeAboveApproves() {
        LocalCriterion c = desk.propose(world.actor("secretary"), world.unit("C"), standard("Không dạy thêm trái quy định", null, "Giáo viên"));
        assertThat(c.code()).isEqualTo(world.unit("C") + ".D1");
        assertThatThrownBy(() -> desk.approve(world.actor("second"), c.code(), 1)).isInstanceOf(Denied.Forbidden.class);
        desk.approve(world.actor("committee"), c.code(), 1);
        assertThat(criteria.find(c.code(), 1).orElseThrow().decidedName()).isEqualTo("Đàm Xuân Hải");
    }

    @Test
    void aRefusalNeedsAReasonAndAnotherVersionMayFollow() {
        LocalCriterion c = desk.propose(world.actor("officer"), world.unit("X"), value("cap.percent", 15));
        refused(() -> desk.propose(world.actor("officer"), world.unit("X"), value("cap.percent", 16)), "key", "local.wrong.valueThere");
        refused(() -> desk.refuse(world.actor("second"), c.code(), 1, "  "), "reason", "error.required");
        desk.refuse(world.actor("second"), c.code(), 1, "Chưa bàn trong ban");
        LocalDesk.Proposal again = new LocalDesk.Proposal(Kind.VALUE, c.code(), null, "cap.percent", 18, null, null, null, null, null, null, "13-NQ/ĐU", today(), today());
        assertThat(desk.propose(world.actor("officer"), world.unit("X"), again).version()).isEqualTo(2);
    }

    @Test
    void anApprovalChecksAgainWhatTheUnitInheritsByThen() {
        LocalCriterion c = desk.propose(world.actor("officer"), world.unit("X"), value("rating.beyondPercentXS", 35));
        inForce(world.unit("T"), value("rating.beyondPercentXS", 40));
        refused(() -> desk.approve(world.actor("second"), c.code(), 1), "number", "local.refused.notHigher");
    }

    // pinned ----------------------------------------------------------------------------------------------------------------------

    @Test
    void aCaseKeepsWhatItOpenedUnder() {
        LocalCriterion c = inForce(world.unit("X"), value("rating.beyondPercentXS", 40));
        world.joins(1);
        LocalDate tomorrow = today().plusDays(1);
        LocalCriterion next = desk.propose(world.actor("officer"), world.unit("X"), new LocalDesk.Proposal(Kind.VALUE, c.code(), null, "rating.beyondPercentXS", 60, null, null, null,
                null, null, null, "14-NQ/ĐU", today(), tomorrow));
        desk.approve(world.actor("second"), next.code(), next.version());
        assertThat(criteria.find(c.code(), 1).orElseThrow().validTo()).isEqualTo(today());
        assertThat(criteria.applying(world.unit("C"), today())).extracting(LocalCriterion::version).containsExactly(1);
        assertThat(criteria.applying(world.unit("C"), tomorrow)).extracting(LocalCriterion::version).containsExactly(2);
        assertThat(ofCase(1).number("rating.beyondPercentXS")).isEqualTo(40);
        assertThat(criteria.cases(c.code(), 1)).isEqualTo(1);
        assertThat(jdbc.sql("select detail from ledger_entry where subject_code = ? and act = 'CASE_OPENED'").param(world.caseCode(1)).query(String.class).single())
                .contains(c.code() + " v1");
    }

    @Test
    void anEndNeedsASecondPersonAndLeavesOpenCasesAlone() {
        LocalCriterion c = inForce(world.unit("X"), check("Quản lý đất công được giao"));
        world.joins(1);
        desk.askEnd(world.actor("officer"), c.code(), 1, today(), "Đã giao xong");
        assertThatThrownBy(() -> desk.decideEnd(world.actor("officer"), c.code(), 1, true)).isInstanceOf(Denied.Forbidden.class);
        desk.decideEnd(world.actor("second"), c.code(), 1, false);
        assertThat(criteria.find(c.code(), 1).orElseThrow().endAsked()).isFalse();
        desk.askEnd(world.actor("officer"), c.code(), 1, today(), "Đã giao xong");
        desk.decideEnd(world.actor("second"), c.code(), 1, true);
        assertThat(criteria.applying(world.unit("X"), today())).hasSize(1);
        assertThat(criteria.applying(world.unit("X"), today().plusDays(1))).isEmpty();
        assertThat(ofCase(1).catalogue("checks")).extracting(Item::code).contains(c.code());
        refused(() -> desk.askEnd(world.actor("officer"), c.code(), 1, today(), "Lần nữa"), null, "local.wrong.notInForce");
    }

    @Test
    void aCriterionIsForThoseWhoHoldThePostOrTheProfession() {
        inForce(world.unit("X"), standard("Không dạy thêm trái quy định", null, "Giáo viên;Hiệu trưởng"));
        inForce(world.unit("X"), standard("Chủ trì họp đúng giờ", "CELL", null));
        inForce(world.unit("X"), standard("Giữ gìn vệ sinh thôn bản", null, null));
        world.joins(1);
        assertThat(caseRules.added(world.caseCode(1))).extracting(LocalCriterion::vi).containsExactlyInAnyOrder("Không dạy thêm trái quy định", "Giữ gìn vệ sinh thôn bản");
        RuleSet set = rules.get(CaseWorld.RULES);
        LocalCriterion cell = criteria.ofUnit(world.unit("X")).stream().filter(c -> "CELL".equals(c.postClass())).findFirst().orElseThrow();
        assertThat(LocalLayer.isFor(cell, set, List.of("Bí thư chi bộ"))).isTrue();
        assertThat(LocalLayer.isFor(cell, set, List.of("Đảng viên", "Bí thưởng"))).isFalse();
        assertThat(LocalLayer.isFor(cell, set, List.of("Đảng viên"))).isFalse();
    }

    // what desks make of it -------------------------------------------------------------------------------------------------------

    @Test
    void theSelfReviewAsksForALocalCriterionAndTheSealedTextNamesCodeAndVersion() {
        LocalCriterion c = inForce(world.unit("X"), standard("Không nhận quà của phụ huynh", null, null));
        world.joins(1);
        SelfReviewRules form = SelfReviewRules.of(ofCase(1));
        assertThat(form.standards()).extracting(Item::code).containsExactly("DD1", "DD2", "DD3", c.code(), "DD4", "DD5");
        assertThat(form.standards().get(3).hint("vi")).isEqualTo("Nêu việc cụ thể.");
        Submission without = world.submission(27, 58);
        refused(() -> reviewDesk.submit(world.actor("member1"), world.caseCode(1), without), "standards[3].grade", "review.missing.grade");
        Map<String, Submission.Graded> graded = new HashMap<>(without.standards());
        graded.put(c.code(), new Submission.Graded(Grade.EXCELLENT, "Tôi đã từ chối."));
        reviewDesk.submit(world.actor("member1"), world.caseCode(1), new Submission(graded, without.sections(), without.leading(), without.commitments(), without.generalPoints(),
                without.taskPoints(), without.tasks(), without.ratingOfficial(), without.ratingMember()));
        String sealed = jdbc.sql("select content from self_review where case_code = ?").param(world.caseCode(1)).query(String.class).single();
        assertThat(sealed).contains("{\"article\":\"3\",\"code\":\"" + c.code() + "\",\"grade\":\"EXCELLENT\",\"text\":\"Tôi đã từ chối.\",\"version\":1}")
                .contains("{\"article\":\"1\",\"code\":\"DD1\",\"grade\":\"GOOD\",\"text\":\"Tôi đã làm\"}");
        assertThat(reviews.find(world.caseCode(1)).orElseThrow().standard(c.code()).item().text("vi")).isEqualTo("Không nhận quà của phụ huynh");
    }

    @Test
    void aHigherQuorumIsAskedOfTheMeeting() {
        inForce(world.unit("X"), value("meeting.quorumPercent", 80));
        world.joins(1);
        world.reviewed(1, 27, 58);
        assessmentDesk.prepareMeeting(world.actor("secretary"), world.caseCode(1), world.plan(ResidenceDuty.EXEMPT));
        AssessmentDesk.MeetingHeld held = world.meeting(0, 9, 0, 0);
        AssessmentDesk.MeetingHeld nine = new AssessmentDesk.MeetingHeld(held.on(), held.place(), held.chair(), world.roll(9, 0), held.absentees(), held.remarks(), held.answer(), true, held.votes());
        refused(() -> assessmentDesk.recordMeeting(world.actor("secretary"), world.caseCode(1), nine), "people", "assessment.wrong.noQuorum");
        world.recorded(1, new AssessmentDesk.MeetingHeld(held.on(), held.place(), held.chair(), world.roll(10, 0), held.absentees(), held.remarks(), held.answer(), true,
                held.votes()));
        assertThat(assessments.find(world.caseCode(1)).orElseThrow().held().needed()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"50,false", "51,true"})
    void excellenceAsksForWhatTheUnitAsks(int beyond, boolean flagged) {
        inForce(world.unit("X"), value("rating.beyondPercentXS", beyond));
        world.joins(1);
        world.reviewed(1, 30, 65);   // half of the tasks beyond what was asked: the central text is content with 30
        assertThat(assessmentDesk.flags(cases.get(world.caseCode(1))).against(Level.XS).stream().map(Enum::name).toList().contains("SHORT_OF_LOCAL")).isEqualTo(flagged);
    }

    @Test
    void aTriggerThatTheCommitteeFoundSpeaksAgainstEveryOtherLevel() {
        world.joins(1);
        world.assessed(1);
        AssessmentDesk.Rating rating = new AssessmentDesk.Rating(Outcome.DECIDED, Level.T, "Đúng với kết quả", "", "PROHIBITED_ACT", "12-KL/UBKT");
        refused(() -> assessmentDesk.decideRating(world.actor("committee"), world.caseCode(1), rating), "flagReason", "assessment.missing.flagReason");
        refused(() -> assessmentDesk.decideRating(world.actor("committee"), world.caseCode(1), new AssessmentDesk.Rating(Outcome.DECIDED, Level.T, "Đúng", "Vì", "BAD_LUCK", "12-KL/UBKT")), "trigger",
                "error.required");
        assessmentDesk.decideRating(world.actor("committee"), world.caseCode(1), new AssessmentDesk.Rating(Outcome.DECIDED, Level.KHT, "Có kết luận", "Khác đề nghị của chi bộ", "PROHIBITED_ACT", "12-KL/UBKT"));
        assertThat(jdbc.sql("select trigger_code from rating_decision where case_code = ? and current_one = true").param(world.caseCode(1)).query(String.class).single())
                .isEqualTo("PROHIBITED_ACT");
        assertThat(jdbc.sql("select rule_ref from ledger_entry where subject_code = ? and act = 'RATING_DECIDED'").param(world.caseCode(1)).query(String.class).single())
                .as("the row that says: whatever the points").isEqualTo("rating#1");
    }

    @Test
    void aLocalItemIsOnTheInspectionsListWithItsAnswers() {
        LocalCriterion c = inForce(world.unit("X"), check("Quản lý đất công được giao"));
        world.joins(1);
        CheckList list = CheckList.of(ofCase(1));
        assertThat(list.lines()).hasSize(9);
        CheckList.Line own = list.lines().get(8);
        assertThat(own.item().code()).isEqualTo(c.code());
        assertThat(own.item().text("en")).isEqualTo("Public land");
        assertThat(own.answers()).extracting(Item::code).containsExactly("LOCAL.NONE", "LOCAL.RAISED");
        assertThat(list.lines().get(0).answers()).extracting(Item::code).containsExactly("DISCIPLINE.NONE", "DISCIPLINE.IN_FORCE", "DISCIPLINE.LAPSED", "DISCIPLINE.PENDING");
    }

    @Test
    void aCaseWithoutLocalCriteriaWorksUnderTheSetItself() {
        world.joins(1);
        assertThat(ofCase(1)).isSameAs(rules.get(CaseWorld.RULES));
    }

    private vn.tusoi.register.Unit unit(String letter) {
        return desk.readable(world.actor("officer"), world.unit(letter));
    }

    private RuleSet ofCase(int i) {
        return caseRules.of(cases.get(world.caseCode(i)));
    }
}
