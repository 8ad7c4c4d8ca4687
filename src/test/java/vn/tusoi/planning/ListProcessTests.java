package vn.tusoi.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Denied;
import vn.tusoi.ballots.BallotCount.Votes;
import vn.tusoi.ballots.Candidate;
import vn.tusoi.ballots.Conference;
import vn.tusoi.ballots.ConferenceDesk;
import vn.tusoi.ballots.Conferences;
import vn.tusoi.ballots.Outcome;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.Cases;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.worklist.AlreadyDone;
import vn.tusoi.worklist.FlowEngine;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.WorkItem;
import vn.tusoi.worklist.WorkItems;

/** Lists and conferences through the real processes, desks and database. */
@ApplicationTest
class ListProcessTests {

    @Autowired ListFixture world;
    @Autowired PlanningDesk desk;
    @Autowired PlanningLists lists;
    @Autowired ConferenceDesk conferenceDesk;
    @Autowired Conferences conferences;
    @Autowired Cases cases;
    @Autowired WorkItems items;
    @Autowired Ledger ledger;
    @Autowired FlowEngine engine;
    @Autowired RuntimeService runtime;
    @Autowired TransactionTemplate transaction;

    private List<String> open(String subject) {
        return items.openOn(subject).stream().map(i -> i.formKey() + i.slot()).sorted().toList();
    }

    private CaseOutcome outcome(int i) {
        return cases.get(world.caseCode(i)).outcome();
    }

    private Entry entry(int i) {
        return lists.entries(world.list()).stream().filter(e -> e.caseCode().equals(world.caseCode(i))).findFirst().orElseThrow();
    }

    private Outcome voted(int step, int i) {
        return conferences.candidates(world.conference(step)).stream().filter(c -> c.caseCode().equals(world.caseCode(i))).findFirst().orElseThrow().outcome();
    }

    @Test
    void aListGoesFromThePoolThroughThreeStepsToPublicationAndEveryCaseIsTold() {
        world.world(5, "DESIGNATE", 2);
        assertThat(open(world.list())).containsExactly("draw-up-pool");
        desk.drawUpPool(world.actor("board"), world.list(), Map.of(world.caseCode(5), "Đã được phân công việc khác."), false, null);
        assertThat(entry(5).outReason()).startsWith("Đã được");
        assertThat(open(world.conference(1))).containsExactly("convene-conference");

        world.hold(1, Map.of(world.caseCode(4), 30));      // half of 60 summoned is not more than half
        assertThat(voted(1, 4)).isEqualTo(Outcome.NOT_PASSED);
        assertThat(entry(4).outKind()).isEqualTo(Entry.OutKind.NOT_PASSED);
        world.hold(2, Map.of(world.caseCode(3), 31));
        assertThat(voted(2, 3)).isEqualTo(Outcome.PASSED);
        world.hold(3, Map.of());
        assertThat(open(world.list())).containsExactly("check-composition");
        assertThat(conferences.get(world.conference(3)).lastStep()).isTrue();

        world.finish();
        assertThat(lists.get(world.list()).published()).isTrue();
        assertThat(List.of(outcome(1), outcome(2), outcome(3))).containsOnly(CaseOutcome.LISTED);
        assertThat(List.of(outcome(4), outcome(5))).containsOnly(CaseOutcome.NOT_LISTED);
        assertThat(open(world.round())).as("the round goes on once its last list is published").containsExactly("close-round");
        assertThat(ledger.of(world.list())).extracting(Ledger.Written::act).containsSubsequence("LIST_OPENED", "POOL_DRAWN_UP", "STEP_APPLIED",
                "COMPOSITION_CHECKED", "LIST_SUBMITTED", "LIST_DECIDED", "LIST_PUBLISHED", "LIST_CASES_TOLD");
        transaction.executeWithoutResult(t -> desk.closeCases(world.list()));
        assertThat(ledger.of(world.list())).as("telling again changes nothing").filteredOn(e -> e.act().equals("LIST_CASES_TOLD")).hasSize(1);
    }

    @Test
    void theFiveStepsOfANewPlanAreOpenedOneAfterTheOther() {
        world.world(2, "PLAN_NEW", 1);
        world.drawUp();
        for (int step = 1; step <= 5; step++) {
            assertThat(conferences.get(world.conference(step)).lastStep()).isEqualTo(step == 5);
            world.hold(step, Map.of());
        }
        assertThat(open(world.list())).containsExactly("check-composition");
        assertThat(conferences.ofList(world.list())).extracting(Conference::stepCode).containsExactly("BTV1", "BCH1", "CBCC", "BCH2", "BTV2");
    }

    @Test
    void whereNobodyPassesTheTwoHighestGoForwardSaveAtTheLastStep() {
        world.world(3, "DESIGNATE", 1);
        world.drawUp();
        Map<String, Integer> few = Map.of(world.caseCode(1), 30, world.caseCode(2), 20, world.caseCode(3), 18);
        world.hold(1, few);
        assertThat(List.of(voted(1, 1), voted(1, 2), voted(1, 3))).containsExactly(Outcome.FORWARD, Outcome.FORWARD, Outcome.NOT_PASSED);
        assertThat(conferences.get(world.conference(1)).fellBack()).isTrue();
        world.hold(2, few);
        world.hold(3, few);
        assertThat(desk.standing(world.list())).isEmpty();
        world.finish();
        assertThat(List.of(outcome(1), outcome(2), outcome(3))).containsOnly(CaseOutcome.NOT_LISTED);
    }

    @Test
    void onceNobodyIsLeftTheRemainingStepsAreNotHeld() {
        world.world(1, "DESIGNATE", 1);
        world.drawUp();
        world.hold(1, Map.of(world.caseCode(1), 0));
        assertThat(open(world.list())).containsExactly("check-composition");
        assertThat(conferences.ofList(world.list())).hasSize(1);
    }

    @Test
    void withoutAQuorumTheConferenceIsConvenedAgain() {
        world.world(1, "DESIGNATE", 1);
        world.drawUp();
        world.convene(1, 60);
        assertThat(conferenceDesk.recordAttendance(world.actor("secretary"), world.conference(1), 39, "Mưa lũ")).isFalse();
        assertThat(open(world.conference(1))).containsExactly("convene-conference");
        world.convene(1, 60);
        assertThat(conferenceDesk.recordAttendance(world.actor("secretary"), world.conference(1), 40, null)).isTrue();
        assertThat(conferences.sittings(world.conference(1))).extracting(s -> s.quorate()).containsExactly(false, true);
    }

    @Test
    void moreThanWereSummonedCannotBePresentAndMoreThanArePresentGetNoPaper() {
        world.world(1, "DESIGNATE", 1);
        world.drawUp();
        assertThatThrownBy(() -> world.convene(1, 0)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> conferenceDesk.convene(world.actor("board"), world.conference(1), LocalDate.of(2020, 1, 1), LocalTime.NOON, "x", 9))
                .isInstanceOf(Refused.class).hasMessage("ballots.convene.past");
        world.convene(1, 60);
        assertThatThrownBy(() -> conferenceDesk.recordAttendance(world.actor("secretary"), world.conference(1), 61, null))
                .isInstanceOf(Refused.class).hasMessage("ballots.attendance.more");
        conferenceDesk.recordAttendance(world.actor("secretary"), world.conference(1), 60, null);
        assertThatThrownBy(() -> conferenceDesk.printPapers(world.actor("secretary"), world.conference(1), 70, 61)).hasMessage("ballots.papers.morePresent");
        assertThatThrownBy(() -> conferenceDesk.printPapers(world.actor("secretary"), world.conference(1), 59, 60)).hasMessage("ballots.papers.fewer");
    }

    @Test
    void aCountThatDoesNotAddUpIsRefusedAndNothingIsKept() {
        world.world(1, "DESIGNATE", 1);
        world.drawUp();
        world.toCount(1);
        String one = world.caseCode(1);
        Map<String, Votes> good = Map.of(one, new Votes(40, 7, 0));
        refusedCount(new ConferenceDesk.Figures(48, 1, 47, 1, good), "collected", "ballots.count.off.issued");
        refusedCount(new ConferenceDesk.Figures(48, 2, 48, 1, Map.of(one, new Votes(40, 8, 0))), "valid", "ballots.count.off.collected");
        refusedCount(new ConferenceDesk.Figures(48, 2, 47, 1, Map.of(one, new Votes(40, 8, 0))), "lines[" + one + "].agree", "ballots.count.off.valid");
        refusedCount(new ConferenceDesk.Figures(48, 2, 47, 1, Map.of(one, new Votes(48, -1, 0))), "lines[" + one + "].disagree", "ballots.people.range");
        refusedCount(new ConferenceDesk.Figures(48, 2, 47, 1, Map.of()), "lines[" + one + "].agree", "ballots.count.lineMissing");
        assertThat(open(world.conference(1))).containsExactly("count-votesA", "count-votesB");
        world.count(1, "A", Map.of());
        assertThat(open(world.conference(1))).containsExactly("count-votesB");
    }

    private void refusedCount(ConferenceDesk.Figures figures, String field, String key) {
        assertThatThrownBy(() -> conferenceDesk.count(world.actor("countera"), world.conference(1), "A", figures))
                .isInstanceOfSatisfying(Refused.class, r -> {
                    assertThat(r.field()).isEqualTo(field);
                    assertThat(r.messageKey()).isEqualTo(key);
                });
    }

    @Test
    void countsThatDifferAreBothMadeAgainAndTheRecordHoldsNoFigures() {
        world.world(2, "DESIGNATE", 1);
        world.drawUp();
        world.toCount(1);
        world.count(1, "A", Map.of());
        world.count(1, "B", Map.of(world.caseCode(2), 39));
        assertThat(conferenceDesk.compare(world.actor("secretary"), world.conference(1)).differences()).containsExactly(world.caseCode(2));
        assertThat(conferenceDesk.reconcile(world.actor("secretary"), world.conference(1))).isFalse();
        assertThat(open(world.conference(1))).containsExactly("count-votesA", "count-votesB");
        world.count(1, "B", Map.of(world.caseCode(2), 39));
        world.count(1, "A", Map.of(world.caseCode(2), 39));
        assertThat(conferenceDesk.reconcile(world.actor("secretary"), world.conference(1))).isTrue();
        assertThat(conferences.candidates(world.conference(1))).extracting(Candidate::agree).contains(39, 43);
        assertThat(ledger.of(world.conference(1))).filteredOn(e -> e.act().equals("VOTES_COUNTED"))
                .hasSize(4).allSatisfy(e -> assertThat(e.detail()).containsOnlyKeys("count", "citation"));
    }

    @Test
    void onePersonCountsOneSideOnlyAndTwiceIsTold() {
        world.world(1, "DESIGNATE", 1);
        world.drawUp();
        world.toCount(1);
        world.count(1, "A", Map.of());
        assertThatThrownBy(() -> conferenceDesk.count(world.actor("countera"), world.conference(1), "B", world.figures(1, Map.of())))
                .isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> world.count(1, "A", Map.of())).isInstanceOf(AlreadyDone.class);
        assertThatThrownBy(() -> conferenceDesk.compare(world.actor("countera"), world.conference(1))).isInstanceOf(RuntimeException.class);
    }

    @Test
    void whoCountedForAListMayNotApproveIt() {
        world.world(1, "DESIGNATE", 1);
        world.account("both", null, Map.of("COUNTER", "BXD", "APPROVER", "BTCT"));
        world.drawUp();
        world.toCount(1);
        conferenceDesk.count(world.actor("both"), world.conference(1), "A", world.figures(1, Map.of()));
        world.count(1, "B", Map.of());
        conferenceDesk.reconcile(world.actor("secretary"), world.conference(1));
        conferenceDesk.sign(world.actor("chair"), world.conference(1), "07-BB", null);
        world.toCount(2);
        conferenceDesk.count(world.actor("both"), world.conference(2), "B", world.figures(2, Map.of()));     // counting again, on the other side, is no conflict
        world.count(2, "A", Map.of());
        conferenceDesk.reconcile(world.actor("secretary"), world.conference(2));
        conferenceDesk.sign(world.actor("chair"), world.conference(2), "08-BB", null);
        world.hold(3, Map.of());
        desk.checkComposition(world.actor("board"), world.list(), Map.of(), "Nguồn cán bộ trẻ của xã còn ít.");
        desk.submit(world.actor("board"), world.list(), "15-TTr", "Kính trình danh sách.");
        assertThatThrownBy(() -> desk.approve(world.actor("both"), world.list(), PlanningDesk.Approval.APPROVED, "212-QĐ", null))
                .isInstanceOf(Denied.Forbidden.class).hasMessage("duty.conflict.COUNTER");
        desk.approve(world.actor("approver"), world.list(), PlanningDesk.Approval.APPROVED, "212-QĐ", null);
    }

    @Test
    void aCandidateAndARelativeOfOneAreKeptOutOfTheConference() {
        world.world(2, "DESIGNATE", 1);
        world.account("self", world.member(1), Map.of("COUNTER", "BXD"));
        world.drawUp();
        world.toCount(1);
        assertThatThrownBy(() -> conferenceDesk.count(world.actor("self"), world.conference(1), "A", world.figures(1, Map.of())))
                .isInstanceOf(Denied.Forbidden.class).hasMessage("duty.conflict.self");
    }

    @Test
    void thePoolWaitsForEarlierCasesAndNamesWhereTheyStand() {
        world.world(2, "DESIGNATE", 1);
        stage(1, "ASSESSMENT");
        assertThatThrownBy(() -> world.drawUp()).isInstanceOfSatisfying(Refused.class, r -> {
            assertThat(r.messageKey()).isEqualTo("planning.pool.earlier");
            assertThat(r.args()).containsExactly(1, 0, 1, 0);
        });
        assertThatThrownBy(() -> desk.drawUpPool(world.actor("board"), world.list(), Map.of(), true, null)).as("going on leaves behind only who is deferred")
                .isInstanceOf(Refused.class);
    }

    @Test
    void theBoardMayGoOnWithoutADeferredCase() {
        world.world(2, "DESIGNATE", 1);
        runtime.deleteProcessInstance(runtime.createProcessInstanceQuery().processInstanceBusinessKey(world.caseCode(1)).singleResult().getId(), "test");
        transaction.executeWithoutResult(t -> {
            runtime.createProcessInstanceByKey("vetting-case").businessKey(world.caseCode(1)).setVariable("returned", false)
                    .startBeforeActivity("callActivity_inspectionCheck").execute();
            String check = runtime.createProcessInstanceQuery().processDefinitionKey("inspection-check").processInstanceBusinessKey(world.caseCode(1)).singleResult().getId();
            runtime.createProcessInstanceModification(check).cancelAllForActivity("subProcess_opinions").startBeforeActivity("gateway_deferred")
                    .setVariable("deferUntil", "2030-01-01T08:00:00").execute();
        });
        stage(1, "INSPECTION");
        assertThat(desk.supply(world.list()).deferred()).isEqualTo(1);
        assertThatThrownBy(() -> world.drawUp()).isInstanceOf(Refused.class);
        desk.drawUpPool(world.actor("board"), world.list(), Map.of(), true, null);
        assertThat(outcome(1)).isEqualTo(CaseOutcome.DEFERRED);
        assertThat(desk.standing(world.list())).extracting(Entry::caseCode).containsExactly(world.caseCode(2));
    }

    @Autowired org.springframework.jdbc.core.simple.JdbcClient jdbc;

    private void stage(int i, String stage) {
        jdbc.sql("update vetting_case set stage = ? where code = ?").params(stage, world.caseCode(i)).update();
    }

    @Test
    void nothingIsDecidedWhileACaseIsSuspended() {
        world.world(1, "DESIGNATE", 1);
        transaction.executeWithoutResult(t -> cases.suspend(world.caseCode(1), true, "Thông tin mới"));
        assertThatThrownBy(() -> world.drawUp()).hasMessage("planning.suspended");
        transaction.executeWithoutResult(t -> cases.suspend(world.caseCode(1), false, null));
        world.drawUp();
        world.hold(1, Map.of());
        world.hold(2, Map.of());
        world.hold(3, Map.of());
        transaction.executeWithoutResult(t -> cases.suspend(world.caseCode(1), true, "Thông tin mới"));
        assertThatThrownBy(() -> desk.checkComposition(world.actor("board"), world.list(), Map.of(), "Có lý do")).hasMessage("planning.suspended");
    }

    @Test
    void anEmptyPoolNeedsAReasonAndNoConference() {
        world.world(1, "DESIGNATE", 1);
        Map<String, String> out = Map.of(world.caseCode(1), "Chưa phù hợp");
        assertThatThrownBy(() -> desk.drawUpPool(world.actor("board"), world.list(), out, false, " ")).hasMessage("planning.pool.emptyReason");
        assertThatThrownBy(() -> desk.drawUpPool(world.actor("board"), world.list(), Map.of(world.caseCode(1), ""), false, "x")).hasMessage("planning.pool.reason");
        desk.drawUpPool(world.actor("board"), world.list(), out, false, "Không có nguồn trong đợt này.");
        assertThat(open(world.list())).containsExactly("check-composition");
        world.finish();
        assertThat(outcome(1)).isEqualTo(CaseOutcome.NOT_LISTED);
    }

    @Test
    void whoWithdrawsBeforeThePapersIsNotOnThemAndWhoWithdrawsAfterDoesNotGoOn() {
        world.world(3, "DESIGNATE", 1);
        world.drawUp();
        world.convene(1, 60);
        conferenceDesk.recordAttendance(world.actor("secretary"), world.conference(1), 50, null);
        withdraw(1);
        conferenceDesk.printPapers(world.actor("secretary"), world.conference(1), 55, 50);
        assertThat(world.figures(1, Map.of()).votes()).containsOnlyKeys(world.caseCode(2), world.caseCode(3));
        withdraw(2);
        world.count(1, "A", Map.of());
        world.count(1, "B", Map.of());
        conferenceDesk.reconcile(world.actor("secretary"), world.conference(1));
        conferenceDesk.sign(world.actor("chair"), world.conference(1), "07-BB", null);
        assertThat(List.of(voted(1, 1), voted(1, 2), voted(1, 3))).containsExactly(Outcome.WITHDRAWN, Outcome.WITHDRAWN, Outcome.PASSED);
        assertThat(List.of(entry(1).outKind(), entry(2).outKind())).containsOnly(Entry.OutKind.WITHDRAWN);
        world.hold(2, Map.of());
        world.hold(3, Map.of());
        world.finish();
        assertThat(List.of(outcome(1), outcome(2), outcome(3))).containsExactly(CaseOutcome.WITHDRAWN, CaseOutcome.WITHDRAWN, CaseOutcome.LISTED);
    }

    private void withdraw(int i) {
        transaction.executeWithoutResult(t -> assertThat(engine.tell("message_withdraw", world.caseCode(i), Map.of())).isTrue());
    }

    @Test
    void aReturnedListIsCheckedAndSubmittedAgain() {
        world.world(2, "DESIGNATE", 1);
        world.drawUp();
        for (int step = 1; step <= 3; step++) {
            world.hold(step, Map.of());
        }
        assertThatThrownBy(() -> desk.checkComposition(world.actor("board"), world.list(), Map.of(), null)).hasMessage("planning.check.note");
        desk.checkComposition(world.actor("board"), world.list(), Map.of(), "Nguồn ít.");
        desk.submit(world.actor("board"), world.list(), "15-TTr", "Kính trình.");
        assertThatThrownBy(() -> desk.approve(world.actor("approver"), world.list(), PlanningDesk.Approval.RETURNED, null, "")).hasMessage("planning.approve.reason");
        assertThatThrownBy(() -> desk.approve(world.actor("approver"), world.list(), PlanningDesk.Approval.APPROVED, "", "")).hasMessage("planning.approve.number");
        desk.approve(world.actor("approver"), world.list(), PlanningDesk.Approval.RETURNED, null, "Xem lại một người.");
        assertThat(open(world.list())).containsExactly("check-composition");
        desk.checkComposition(world.actor("board"), world.list(), Map.of(world.caseCode(2), "Theo ý kiến cấp trên."), "Nguồn ít.");
        assertThat(entry(2).outKind()).isEqualTo(Entry.OutKind.TAKEN_OUT);
        desk.submit(world.actor("board"), world.list(), "16-TTr", "Kính trình lại.");
        assertThat(open(world.list())).containsExactly("approve-list");
    }

    @Test
    void morePeopleThanTheRuleAllowsForThePostAreRefusedUntilSomeAreTakenOff() {
        world.world(4, "DESIGNATE", 1);
        world.drawUp();
        for (int step = 1; step <= 3; step++) {
            world.hold(step, Map.of());
        }
        assertThatThrownBy(() -> desk.checkComposition(world.actor("board"), world.list(), Map.of(), "x"))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.args()).containsExactly(4, 3, 1));
        desk.checkComposition(world.actor("board"), world.list(), Map.of(world.caseCode(4), "Ít phiếu nhất."), "x");
        assertThat(desk.standing(world.list())).hasSize(3);
    }

    @Test
    void theSamePersonCannotPrepareAndApprove() {
        world.world(1, "DESIGNATE", 1);
        world.account("both", null, Map.of("ORGANISATION_BOARD", "BXD", "APPROVER", "BTCT"));
        desk.drawUpPool(world.actor("both"), world.list(), Map.of(), false, null);
        for (int step = 1; step <= 3; step++) {
            world.hold(step, Map.of());
        }
        desk.checkComposition(world.actor("board"), world.list(), Map.of(), "x");
        desk.submit(world.actor("board"), world.list(), "15-TTr", "Kính trình.");
        assertThatThrownBy(() -> desk.approve(world.actor("both"), world.list(), PlanningDesk.Approval.APPROVED, "1", null)).isInstanceOf(Denied.Forbidden.class);
    }

    @Test
    void tasksAreDueWithTheRoundsLists() {
        world.world(1, "DESIGNATE", 1);
        world.drawUp();
        assertThat(items.openOn(world.conference(1))).extracting(WorkItem::dueOn).doesNotContainNull();
    }
}
