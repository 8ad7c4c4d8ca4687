package vn.tusoi.browser;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.assessment.Assessment;
import vn.tusoi.assessment.AssessmentDesk;
import vn.tusoi.assessment.CaseWorld;
import vn.tusoi.assessment.Level;
import vn.tusoi.ballots.ConferenceDesk;
import vn.tusoi.cases.CaseDesk;
import vn.tusoi.collective.CollectiveDesk;
import vn.tusoi.collective.Collectives;
import vn.tusoi.documents.PaperDesk;
import vn.tusoi.documents.PaperKind;
import vn.tusoi.inspection.InspectionFixture;
import vn.tusoi.planning.ListFixture;
import vn.tusoi.planning.PlanningDesk;
import vn.tusoi.retention.Hold;
import vn.tusoi.retention.Holds;
import vn.tusoi.review.ReviewDesk;
import vn.tusoi.rounds.Plan;
import vn.tusoi.rounds.ReviewPlan;
import vn.tusoi.rounds.Round;
import vn.tusoi.rounds.RoundDesk;
import vn.tusoi.rounds.RoundKind;
import vn.tusoi.rounds.RoundMoves;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.rounds.Variant;
import vn.tusoi.rulebook.drafts.DraftDesk;
import vn.tusoi.rulebook.drafts.RuleDraft;
import vn.tusoi.rulebook.local.LocalCriterion;
import vn.tusoi.rulebook.local.LocalDesk;
import vn.tusoi.worklist.TaskForm;
import vn.tusoi.worklist.TaskGate;
import vn.tusoi.worklist.WorkItem;
import vn.tusoi.worklist.WorkItems;

/** Finds for every form an open task and somebody who may do it; what the demonstration has not open is brought so far in worlds of its own. */
@Component
public class OpenTasks {

    private final JdbcClient jdbc;
    private final Holds holds;
    private final Clock clock;
    private final Accounts accounts;
    private final TaskGate gate;
    private final WorkItems items;
    private final List<TaskForm<?>> forms;
    private final ListFixture lists;
    private final CaseWorld cases;
    private final InspectionFixture inspections;
    private final ConferenceDesk conferenceDesk;
    private final PlanningDesk planningDesk;
    private final AssessmentDesk assessmentDesk;
    private final CaseDesk caseDesk;
    private final CollectiveDesk collectiveDesk;
    private final RoundDesk roundDesk;
    private final LocalDesk localDesk;
    private final RoundMoves moves;
    private final DraftDesk ruleDrafts;
    private final PaperDesk papers;
    private final ReviewDesk reviewDesk;

    OpenTasks(JdbcClient jdbc, Clock clock, Accounts accounts, TaskGate gate, WorkItems items, List<TaskForm<?>> forms, ListFixture lists, CaseWorld cases,
              InspectionFixture inspections, ConferenceDesk conferenceDesk, PlanningDesk planningDesk, AssessmentDesk assessmentDesk, CaseDesk caseDesk,
              CollectiveDesk collectiveDesk, RoundDesk roundDesk, LocalDesk localDesk, RoundMoves moves, DraftDesk ruleDrafts, PaperDesk papers, ReviewDesk reviewDesk, Holds holds) {
        this.jdbc = jdbc;
        this.holds = holds;
        this.clock = clock;
        this.accounts = accounts;
        this.gate = gate;
        this.items = items;
        this.forms = forms;
        this.lists = lists;
        this.cases = cases;
        this.inspections = inspections;
        this.conferenceDesk = conferenceDesk;
        this.planningDesk = planningDesk;
        this.assessmentDesk = assessmentDesk;
        this.caseDesk = caseDesk;
        this.collectiveDesk = collectiveDesk;
        this.roundDesk = roundDesk;
        this.localDesk = localDesk;
        this.moves = moves;
        this.ruleDrafts = ruleDrafts;
        this.papers = papers;
        this.reviewDesk = reviewDesk;
    }

    /** A page of a task, and who may open it. */
    record Open(String username, String address) { }

    /** Prints the self-review of a case. @return the check code on it */
    String printed(String username, String caseCode) {
        return papers.printOfCase(accounts.actor(username).orElseThrow(), caseCode, PaperKind.SELF_REVIEW, 0).code();
    }

    /** Puts a hold on a case, and asks to lift it. @return its page */
    String held(String username, String caseCode) {
        holds.put(accounts.actor(username).orElseThrow(), Hold.Kind.CASE, caseCode, "Đang giải quyết khiếu nại về kết luận, đơn số 12/ĐT.");
        holds.askToLift(accounts.actor(username).orElseThrow(), caseCode, 1, "Khiếu nại đã giải quyết xong, quyết định số 31-QĐ.");
        return "/holds/" + caseCode + "/1";
    }

    /** Form key to a page where it is open. Forms that nobody can open are missing. */
    Map<String, Open> everyForm() {
        Map<String, Open> found = new LinkedHashMap<>();
        for (TaskForm<?> form : forms) {
            somebody(form).ifPresent(open -> found.put(form.key(), open));
        }
        return found;
    }

    private Optional<Open> somebody(TaskForm<?> form) {
        List<String> open = jdbc.sql("select task_id from work_item where form_key = ? order by case when round_code like 'DH%' then 0 else 1 end, subject_code, slot")
                .param(form.key()).query(String.class).list();
        for (String task : open) {
            WorkItem item = items.byId(task).orElseThrow();
            for (String username : holders(item.groupKey())) {
                try {
                    gate.look(accounts.actor(username).orElseThrow(), item.kind(), item.subjectCode(), item.elementId(), item.slot(), form::duty);
                    return Optional.of(new Open(username, item.address()));
                } catch (Denied keptOut) {
                    // the next one
                }
            }
        }
        return Optional.empty();
    }

    private List<String> holders(String groupKey) {
        String[] group = groupKey.split("@", 2);
        return group[0].equals("MEMBER") ? jdbc.sql("select username from account where member_code = ?").param(group[1]).query(String.class).list()
                : jdbc.sql("select username from office where function = ? and unit_code = ? and valid_to is null order by username").params(group[0], group[1]).query(String.class).list();
    }

    /** Brings what the demonstration has not open to where it is; everybody gets the demonstration's password. */
    void openTheOthers() {
        conferences();
        listsOnTheirWay();
        reviews();
        bodies();
        inspected();
        rounds();
        yearly();
        jdbc.sql("update account set password_hash = (select a.password_hash from account a where a.username = 'btc.t.1') where password_hash is null").update();
    }

    private void conferences() {
        lists.world(3, "DESIGNATE", 1).drawUp();                                          // convene-conference
        lists.world(3, "DESIGNATE", 1).drawUp();
        lists.convene(1, 60);                                                             // record-attendance
        lists.world(3, "DESIGNATE", 1).drawUp();
        lists.convene(1, 60);
        conferenceDesk.recordAttendance(lists.actor("secretary"), lists.conference(1), 50, null);   // print-papers
        lists.world(3, "DESIGNATE", 1).drawUp();
        lists.toCount(1);                                                                 // count-votes
        for (boolean reconciled : List.of(false, true)) {                                 // reconcile-counts, sign-minutes
            lists.world(3, "DESIGNATE", 1).drawUp();
            lists.toCount(1);
            lists.count(1, "A", Map.of());
            lists.count(1, "B", Map.of());
            if (reconciled) {
                conferenceDesk.reconcile(lists.actor("secretary"), lists.conference(1));
            }
        }
    }

    private void listsOnTheirWay() {
        for (int done = 0; done <= 4; done++) {                                           // check-composition, submit-list, approve-list, publish-list, close-round
            lists.world(3, "DESIGNATE", 1).drawUp();
            for (int step = 1; step <= 3; step++) {
                lists.hold(step, step == 3 ? Map.of(lists.caseCode(3), 12) : Map.of());
            }
            if (done == 4) {
                lists.finish();
                lists.account("officer", null, Map.of("ORGANISATION_BOARD", "BTCT"));
            } else if (done > 0) {
                planningDesk.checkComposition(lists.actor("board"), lists.list(), Map.of(), "Nguồn cán bộ trẻ của xã còn ít.");
                if (done > 1) {
                    planningDesk.submit(lists.actor("board"), lists.list(), "15-TTr", "Kính trình danh sách.");
                }
                if (done == 3) {
                    planningDesk.approve(lists.actor("approver"), lists.list(), PlanningDesk.Approval.APPROVED, "212-QĐ", null);
                }
            }
        }
    }

    private void reviews() {
        cases.world(1, -1).timeIsOver(1);                                                 // handle-overdue-review
        cases.world(4, 20).reviewed(1, 27, 58);
        assessmentDesk.prepareMeeting(cases.actor("secretary"), cases.caseCode(1), cases.plan(Assessment.ResidenceDuty.REQUIRED));   // record-residence-opinion
        cases.assessed(3);
        cases.rated(3, Level.T, null);                                                    // acknowledge-rating
        cases.assessed(2);
        assessmentDesk.decideRating(cases.actor("committee"), cases.caseCode(2),
                new AssessmentDesk.Rating(Assessment.Outcome.RETURN_SELF_REVIEW, null, "Phần hạn chế còn chung chung.", null));     // correct-self-review
        cases.assessed(4);
        assessmentDesk.decideRating(cases.actor("committee"), cases.caseCode(4),
                new AssessmentDesk.Rating(Assessment.Outcome.RETURN_SELF_REVIEW, null, "Phần khắc phục chưa rõ.", null));
        reviewDesk.correct(cases.actor("member4"), cases.caseCode(4), cases.submission(26, 55));              // two versions to compare
    }

    private void bodies() {
        cases.world(2, 20).bodiesFirst(1);                                                // write-collective-review
        cases.world(2, 20).leads(1);
        cases.bodiesFirst(1);
        collectiveDesk.review(cases.actor("secretary"), cases.body("C"), "CELL", new CollectiveDesk.Held(LocalDate.now(clock), "Nhà văn hóa", "Trần Mai Hà", 12, 10,
                List.of(new Collectives.Section("01.1", "Hoàn thành nghị quyết năm.")), "T"));      // rate-collective
        cases.world(1, 20).leads(1);
        cases.assessed(1);                                                                // record-second-place
    }

    private void inspected() {
        inspections.world("T").timeIsUp("boundaryEvent_opinionsOverdue");                  // handle-overdue-opinions
        inspections.world("T").allAnswerNothing();
        inspections.draft(InspectionFixture.finding(true), InspectionFixture.finding(false));   // explain-findings
        inspections.world("T").allAnswerNothing();
        caseDesk.registerInformation(inspections.actor("inspector"), inspections.code(), new CaseDesk.NewInformation("Thanh tra tỉnh", "31-KL/TTr",
                LocalDate.now(clock).minusDays(9), "Có nêu tên trong kết luận.", "Thanh tra tỉnh"));   // decide-resumption
    }

    /** A yearly review under way in a world of its own, and who looks at it. */
    record Review(String round, String cell, String board, String committee, String secretary) { }

    private Review review;

    Review review() {
        return review;
    }

    private void yearly() {
        Actor officer = accounts.actor("btc.t.1").orElseThrow();
        Round draft = roundDesk.create(officer, "T", "KDNHAP", "Kiểm điểm, xếp loại đảng viên", RoundKind.YEARLY);
        roundDesk.planReview(officer, "KDNHAP", new ReviewPlan("Kiểm điểm, xếp loại đảng viên", LocalDate.now(clock).getYear() + 1, null, draft.ruleSet(),
                roundDesk.communes(draft).stream().map(u -> u.code()).toList(), null, null), draft.version());
        cases.yearly(3, 20);
        cases.assessed(1);
        cases.assessed(2);
        cases.disciplined(2, LocalDate.now(clock).minusDays(1));
        cases.account("board", "Hứa Thị Nga", null, "ORGANISATION_BOARD", "T");
        review = new Review(cases.round(), cases.unit("C"), cases.user("board"), cases.user("committee"), cases.user("secretary"));
    }

    private void rounds() {
        Actor officer = accounts.actor("btc.t.1").orElseThrow();
        for (String code : List.of("NHAP", "TRINH")) {                                    // prepare-round, approve-opening
            Round draft = roundDesk.create(officer, "T", code, "Bổ sung quy hoạch " + code);
            List<String> communes = new ArrayList<>(roundDesk.communes(draft).stream().map(u -> u.code()).toList());
            roundDesk.plan(officer, code, new Plan("Bổ sung quy hoạch " + code, Variant.PLAN_SUPPLEMENT, "COMMITTEE_MEMBER", 2, draft.ruleSet(), congress(),
                    communes, List.of(new Rounds.Post(Rounds.Post.Kind.PARTY, "Bí thư chi bộ"))), draft.version());
        }
        roundDesk.submit(officer, "TRINH", "Kính đề nghị duyệt.");
        lists.world(3, "DESIGNATE", 1);                                                   // decide-move
        lists.account("officer", null, Map.of("ORGANISATION_BOARD", "BTCT"));
        lists.account("second", null, Map.of("ORGANISATION_BOARD", "BTCT"));
        moves.propose(lists.actor("officer"), lists.round(), "2025-10", "Văn bản mới thay thế.");
    }

    /** A criterion of a unit's own that waits for a second person. @return its address */
    String proposedCriterion(String proposer, String unit) {
        LocalDate today = LocalDate.now(clock);
        LocalCriterion proposed = localDesk.propose(accounts.actor(proposer).orElseThrow(), unit, new LocalDesk.Proposal(LocalCriterion.Kind.CHECK, null, null, null, null,
                "Đất công đã giao lại đủ sổ", null, "Xem sổ giao đất.", null, null, null, "16-NQ/ĐU", today, today));
        return "/rules/local/" + proposed.code() + "/" + proposed.version();
    }

    /** A draft of a rule set, being written or submitted to a second officer. @return its address */
    String draftOfRules(String author, boolean submitted) {
        vn.tusoi.access.Actor writer = accounts.actor(author).orElseThrow();
        LocalDate from = LocalDate.now(clock).plusMonths(submitted ? 3 : 2);
        RuleDraft draft = ruleDrafts.open(writer, "2026-07", submitted ? "TOUR-2" : "TOUR-1", "Bộ quy tắc đang soạn", "Rules being drafted", from);
        if (submitted) {
            ruleDrafts.submit(writer, draft.id(), draft.version(), "Đề nghị xem mức điểm");
        }
        return "/rules/drafts/" + draft.id();
    }

    private LocalDate congress() {
        LocalDate day = LocalDate.now(clock).plusMonths(14);
        return day.plusDays(Math.max(0, day.getDayOfWeek().getValue() - 5) == 0 ? 0 : 8 - day.getDayOfWeek().getValue());
    }
}
