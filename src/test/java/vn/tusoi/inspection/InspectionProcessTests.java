package vn.tusoi.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Denied;
import vn.tusoi.cases.CaseDesk;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.Stage;
import vn.tusoi.inspection.InspectionDesk.Concluding;
import vn.tusoi.inspection.InspectionDesk.Explained;
import vn.tusoi.inspection.InspectionDesk.Given;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.worklist.AlreadyDone;
import vn.tusoi.worklist.FlowEngine;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.WorkItems;

/** The inspection through the real process, desks and database. */
@ApplicationTest
class InspectionProcessTests {

    private static final LocalDate A_DAY = LocalDate.of(2026, 3, 4);

    @Autowired InspectionFixture world;
    @Autowired InspectionDesk desk;
    @Autowired Inspections inspections;
    @Autowired CaseDesk caseDesk;
    @Autowired Cases cases;
    @Autowired WorkItems items;
    @Autowired Ledger ledger;
    @Autowired FlowEngine engine;
    @Autowired TransactionTemplate transaction;

    private List<String> open() {
        return items.openOn(world.code()).stream().map(i -> i.formKey() + (i.slot().isEmpty() ? "" : "/" + i.slot())).sorted().toList();
    }

    private Inspection check() {
        return inspections.find(world.code()).orElseThrow();
    }

    private List<String> acts() {
        return ledger.of(world.code()).stream().map(Ledger.Written::act).toList();
    }

    @Test
    void threeBodiesAreAskedAtOnceAndTheirAnswersLeadToTheInspector() {
        world.world("T");
        assertThat(cases.get(world.code()).stage()).isEqualTo(Stage.INSPECTION);
        assertThat(open()).containsExactly("give-opinion/ASSET_CONTROL", "give-opinion/FATHERLAND_FRONT", "give-opinion/INTERNAL_AFFAIRS");
        world.allAnswerNothing();
        assertThat(open()).containsExactly("draft-findings");
        assertThat(acts()).contains("OPINIONS_ASKED", "OPINION_GIVEN");
    }

    @Test
    void withoutFindingsTheRulesProposeToClearAndTheCaseGoesOnToTheList() {
        world.world("T").allAnswerNothing();
        world.draft();
        assertThat(open()).containsExactly("conclude-inspection");
        assertThat(check().conclusion().proposal().outcome()).isEqualTo("CLEAR");
        world.conclude(Conclusion.Kind.CLEAR);
        assertThat(cases.get(world.code()).stage()).isEqualTo(Stage.LIST);
        assertThat(ledger.of(world.code())).filteredOn(e -> e.act().equals("INSPECTION_CONCLUDED")).singleElement()
                .satisfies(e -> {
                    assertThat(e.ruleRef()).startsWith("clearance#");
                    assertThat(e.detail()).containsEntry("differs", false).containsEntry("proposal", "CLEAR");
                });
    }

    @Test
    void aFindingIsPutToThePersonBeforeAnybodyConcludes() {
        world.world("T").allAnswerNothing();
        world.draft(InspectionFixture.finding(false));
        assertThat(open()).containsExactly("explain-findings");
        world.explain();
        assertThat(open()).containsExactly("conclude-inspection");
        assertThat(check().conclusion().proposal().outcome()).isEqualTo("CLEAR_NOTE");
        assertThat(check().findings()).singleElement().satisfies(f -> assertThat(f.answer()).isEqualTo(Finding.Answer.EXPLAINED));
        world.conclude(Conclusion.Kind.CLEAR_NOTE);
        assertThat(check().note()).startsWith("Nộp bản kê khai");
    }

    @Test
    void silenceIsRecordedAsSilence() {
        world.world("T").allAnswerNothing();
        world.draft(InspectionFixture.finding(false));
        world.timeIsUp("boundaryEvent_explanationOver");
        assertThat(open()).containsExactly("conclude-inspection");
        assertThat(check().findings()).singleElement().satisfies(f -> assertThat(f.answer()).isEqualTo(Finding.Answer.SILENT));
        assertThat(acts()).contains("FINDINGS_NOT_EXPLAINED");
        assertThatThrownBy(world::explain).isInstanceOf(AlreadyDone.class);
    }

    @Test
    void goingOnWithoutABodyRecordsThatItDidNotAnswer() {
        world.world("T");
        world.nothingFrom("affairs", OpinionBody.INTERNAL_AFFAIRS);
        world.timeIsUp("boundaryEvent_opinionsOverdue");
        assertThat(open()).contains("handle-overdue-opinions", "give-opinion/ASSET_CONTROL");
        desk.handleOverdue(world.actor("lead"), world.code(), false, null, "Đã nhắc hai lần.");
        assertThat(open()).containsExactly("draft-findings");
        assertThat(check().unanswered()).isEqualTo(2);
        world.draft();
        assertThat(check().conclusion().proposal().outcome()).as("never good news").isEqualTo("CLEAR_NOTE");
    }

    @Test
    void waitingForABodyAsksAgainOnTheDay() {
        world.world("T");
        world.timeIsUp("boundaryEvent_opinionsOverdue");
        assertThatThrownBy(() -> desk.handleOverdue(world.actor("lead"), world.code(), true, A_DAY, "Chờ.")).isInstanceOf(Refused.class);
        desk.handleOverdue(world.actor("lead"), world.code(), true, LocalDate.now().plusDays(5), "Cơ quan hẹn trả lời.");
        assertThat(open()).doesNotContain("handle-overdue-opinions").hasSize(3);
        world.timeIsUp("catchEvent_askAgain");
        assertThat(open()).contains("handle-overdue-opinions");
    }

    @Test
    void theLastAnswerEndsTheTaskAboutLateOnes() {
        world.world("T");
        world.timeIsUp("boundaryEvent_opinionsOverdue");
        world.allAnswerNothing();
        assertThat(open()).containsExactly("draft-findings");
        assertThat(check().unanswered()).isZero();
    }

    @Test
    void anAdverseOpinionDefersAndTheCaseComesBackOnItsDay() {
        world.world("T");
        desk.giveOpinion(world.actor("affairs"), world.code(), "INTERNAL_AFFAIRS", new Given(OpinionResult.BEING_HANDLED, null, null, true, "14-BC/BNC", A_DAY,
                "Văn thư Ban Nội chính"));
        world.nothingFrom("asset", OpinionBody.ASSET_CONTROL);
        world.nothingFrom("front", OpinionBody.FATHERLAND_FRONT);
        world.draft();
        assertThat(check().conclusion().proposal().outcome()).isEqualTo("DEFERRED");
        world.conclude(Conclusion.Kind.DEFERRED);
        assertThat(open()).isEmpty();
        world.timeIsUp("catchEvent_deferralOver");
        assertThat(open()).containsExactly("conclude-inspection");
        assertThat(check().conclusions()).hasSize(2);
        world.conclude(Conclusion.Kind.DEFERRED);
        transaction.executeWithoutResult(t -> engine.tell("message_roundMovesOn", world.code(), java.util.Map.of()));
        assertThat(cases.get(world.code()).outcome()).isEqualTo(CaseOutcome.DEFERRED);
    }

    @Test
    void ofAClassifiedPaperNoContentIsTaken() {
        world.world("T");
        assertThatThrownBy(() -> desk.giveOpinion(world.actor("affairs"), world.code(), "INTERNAL_AFFAIRS",
                new Given(OpinionResult.BEING_HANDLED, null, "Nội dung", true, "14-BC/BNC", A_DAY, "Văn thư"))).isInstanceOf(Refused.class)
                .extracting(e -> ((Refused) e).field()).isEqualTo("content");
        assertThatThrownBy(() -> desk.giveOpinion(world.actor("affairs"), world.code(), "INTERNAL_AFFAIRS",
                new Given(OpinionResult.RESOLVED, null, "Nội dung", false, "14-BC/BNC", A_DAY, null))).extracting(e -> ((Refused) e).field()).isEqualTo("adverse");
    }

    @Test
    void nobodyIsFoundUnfitWithoutAFindingThatWasPutToThem() {
        world.world("KHT").allAnswerNothing();
        world.draft();
        assertThat(check().conclusion().proposal().outcome()).isEqualTo("BLOCKED");
        assertThatThrownBy(() -> world.conclude(Conclusion.Kind.BLOCKED)).isInstanceOf(Refused.class).hasMessage("conclude.blockNeedsFinding");
        world.conclude(Conclusion.Kind.RETURN_FINDINGS);
        assertThat(open()).containsExactly("draft-findings");
        world.draft(InspectionFixture.finding(true));
        world.explain();
        world.conclude(Conclusion.Kind.BLOCKED);
        assertThat(cases.get(world.code()).outcome()).isEqualTo(CaseOutcome.BLOCKED);
    }

    @Test
    void aConclusionThatDiffersFromTheProposalMustSayWhyAndTheRecordNotesIt() {
        world.world("T").allAnswerNothing();
        world.draft(InspectionFixture.finding(true));
        world.explain();
        assertThatThrownBy(() -> desk.conclude(world.actor("lead"), world.code(), new Concluding(Conclusion.Kind.CLEAR, "Rõ.", " ", null, null, null)))
                .extracting(e -> ((Refused) e).field()).isEqualTo("departure");
        world.conclude(Conclusion.Kind.CLEAR);
        assertThat(ledger.of(world.code())).filteredOn(e -> e.act().equals("INSPECTION_CONCLUDED")).singleElement()
                .satisfies(e -> assertThat(e.detail()).containsEntry("differs", true));
        assertThat(check().conclusion().departure()).isNotBlank();
    }

    @Test
    void aPenaltyWithinItsWaitingTimeBlocksInTheProposal() {
        world.world("T");
        world.penalty("WARNING", LocalDate.now().minusMonths(35));
        world.allAnswerNothing();
        world.draft(InspectionFixture.finding(false));
        world.explain();
        assertThat(check().conclusion().proposal()).extracting("outcome", "reason").containsExactly("BLOCKED", "PENALTY_WAITING");
    }

    @Test
    void returningToTheCellBeginsAnotherCheckLater() {
        world.world("T").allAnswerNothing();
        world.draft();
        world.conclude(Conclusion.Kind.RETURN_ASSESSMENT);
        assertThat(cases.get(world.code()).stage()).isEqualTo(Stage.ASSESSMENT);
        assertThat(cases.get(world.code()).returnedFrom()).isEqualTo(Stage.INSPECTION);
        assertThat(open()).containsExactly("prepare-meeting");
    }

    @Test
    void whoDraftedTheFindingsDoesNotConclude() {
        world.world("T").allAnswerNothing();
        world.alsoHolds("inspector", "LEAD_INSPECTOR", "K");
        world.draft();
        assertThatThrownBy(() -> desk.conclude(world.actor("inspector"), world.code(), new Concluding(Conclusion.Kind.CLEAR, "Rõ.", null, null, null, null)))
                .isInstanceOf(Denied.Forbidden.class);
    }

    @Test
    void someoneOfAnotherCommuneDoesNotEvenKnowTheCase() {
        world.world("T");
        assertThatThrownBy(() -> desk.draftFindings(world.actor("elsewhere"), world.code(), List.of(), List.of())).isInstanceOf(Denied.Hidden.class);
    }

    @Test
    void newVerifiedInformationPausesEverythingUntilTheLeadInspectorLetsItGoOn() {
        world.world("T").allAnswerNothing();
        caseDesk.registerInformation(world.actor("inspector"), world.code(), new CaseDesk.NewInformation("Thanh tra tỉnh", "31-KL/TTr", A_DAY, "Có nêu tên.", "Thanh tra tỉnh"));
        assertThat(cases.get(world.code()).suspended()).isTrue();
        assertThat(open()).containsExactly("decide-resumption", "draft-findings");
        assertThatThrownBy(world::draft).isInstanceOf(Refused.class).hasMessage("task.paused");
        assertThatThrownBy(() -> caseDesk.resume(world.actor("cell"), world.code(), CaseDesk.Bearing.NONE, "Không.")).isInstanceOf(Denied.Forbidden.class);
        assertThat(cases.get(world.code()).suspended()).as("a refused resumption changes nothing").isTrue();
        caseDesk.resume(world.actor("lead"), world.code(), CaseDesk.Bearing.TO_BE_WEIGHED, "Phải cân nhắc.");
        assertThat(cases.get(world.code()).suspended()).isFalse();
        world.draft();
        assertThat(open()).containsExactly("conclude-inspection");
    }

    @Test
    void theMemberWithdrawsAndEveryTaskOnTheCaseGoes() {
        world.world("T");
        assertThatThrownBy(() -> caseDesk.withdraw(world.actor("lead"), world.code(), "Không.")).isInstanceOf(Denied.Forbidden.class);
        caseDesk.withdraw(world.actor("member"), world.code(), "Lý do gia đình.");
        assertThat(cases.get(world.code()).outcome()).isEqualTo(CaseOutcome.WITHDRAWN);
        assertThat(open()).isEmpty();
        assertThat(world.waiting().values()).containsOnly(0L);
        assertThatThrownBy(() -> caseDesk.withdraw(world.actor("member"), world.code(), "Lần nữa.")).isInstanceOf(Refused.class);
    }

    @Test
    void aMemberAnswersEveryFindingOrNone() {
        world.world("T").allAnswerNothing();
        world.draft(InspectionFixture.finding(false), InspectionFixture.finding(true));
        assertThatThrownBy(() -> desk.explain(world.actor("member"), world.code(), List.of(new Explained(1, true, null)))).isInstanceOf(Refused.class);
        assertThat(check().findings()).allSatisfy(f -> assertThat(f.answer()).isNull());
        desk.explain(world.actor("member"), world.code(), List.of(new Explained(1, true, null), new Explained(2, false, "Đã khắc phục.")));
        assertThat(check().findings()).extracting(Finding::answer).containsExactly(Finding.Answer.ACCEPTED, Finding.Answer.EXPLAINED);
    }
}
