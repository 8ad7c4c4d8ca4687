package vn.tusoi.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tusoi.rulebook.Item;

/** What stands against sealing a self-review, and where on the form. */
class SubmissionTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final SelfReviewRules RULES = new SelfReviewRules(30, 70, 50, 2, List.of("Bí thư"), List.of(item("DD1"), item("DD2")), List.of(),
            List.of(item("I"), item("VI"), item("VII")), List.of(item("PH01"), item("PH02")));

    private final Map<String, Submission.Graded> standards = new HashMap<>();
    private final Map<String, String> sections = new HashMap<>();
    private String leading;
    private List<Written.Commitment> commitments;
    private Integer general;
    private Integer task;
    private Submission.Tasks tasks;
    private String official;
    private String member;
    private final Map<String, Submission.Remedied> remedies = new HashMap<>();
    private final Map<String, String> matters = new HashMap<>();
    private Submission.Acts acts = new Submission.Acts(false, Set.of(), null);
    private Asked asked = Asked.NOTHING;

    private static Item item(String code) {
        return new Item(code, "1", code, code, "", "", false, Map.of());
    }

    @BeforeEach
    void complete() {
        standards.put("DD1", new Submission.Graded(Grade.GOOD, ""));
        standards.put("DD2", new Submission.Graded(Grade.AVERAGE, "vì sao"));
        sections.put("I", "Kết quả");
        sections.put("VI", "Hướng tới");
        leading = "Lãnh đạo";
        commitments = List.of(new Written.Commitment("Học thêm", TODAY), new Written.Commitment("", null));
        general = 30;
        task = 0;
        tasks = new Submission.Tasks(10, 10, 0, true);
        official = "T";
        member = "T";
    }

    private List<String> problems(FormKind kind) {
        return new Submission(standards, sections, leading, commitments, general, task, tasks, official, member, remedies, matters, acts).problems(RULES, kind, asked, TODAY).stream()
                .map(p -> p.field() + " " + p.key()).toList();
    }

    @Test
    void aCompleteOneMayBeSealed() {
        assertThat(problems(FormKind.LEADER)).isEmpty();
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnceInTheOrderOfTheForm() {
        standards.clear();
        sections.clear();
        leading = " ";
        commitments = List.of(new Written.Commitment(null, null));
        general = null;
        task = null;
        tasks = new Submission.Tasks(null, null, null, null);
        acts = new Submission.Acts(null, Set.of(), null);
        official = null;
        member = "XX";
        assertThat(problems(FormKind.LEADER)).containsExactly("standards[0].grade review.missing.grade", "standards[1].grade review.missing.grade",
                "sections[0].text review.missing.text", "leading review.missing.text", "sections[1].text review.missing.text",
                "commitments[0].text review.missing.commitment", "remedied review.missing.choice", "actsDone review.missing.acts", "tasksGiven review.wrong.figure",
                "tasksOnTime review.wrong.figure", "tasksBeyond review.wrong.figure", "generalPoints review.missing.points", "taskPoints review.missing.points",
                "ratingOfficial review.missing.rating", "ratingMember review.missing.rating");
    }

    @Test
    void aLowGradeNeedsWords() {
        standards.put("DD2", new Submission.Graded(Grade.POOR, "  "));
        assertThat(problems(FormKind.ORDINARY)).containsExactly("standards[1].text review.missing.why");
    }

    @Test
    void onlyLeadersWriteOfLeadingAndOnly2CHasOneRating() {
        leading = "";
        official = null;
        assertThat(problems(FormKind.OUTSIDE)).isEmpty();
        assertThat(problems(FormKind.ORDINARY)).containsExactly("ratingOfficial review.missing.rating");
    }

    @Test
    void aTextOfExactlyTheLimitPassesAndOneSignMoreDoesNot() {
        sections.put("I", "x".repeat(50));
        assertThat(problems(FormKind.ORDINARY)).isEmpty();
        sections.put("I", "x".repeat(51));
        assertThat(problems(FormKind.ORDINARY)).containsExactly("sections[0].text review.wrong.tooLong");
    }

    @Test
    void pointsStayWithinTheRuleSetsMaxima() {
        general = 31;
        task = -1;
        assertThat(problems(FormKind.ORDINARY)).containsExactly("generalPoints review.wrong.points", "taskPoints review.wrong.points");
        general = 0;
        task = 70;
        assertThat(problems(FormKind.ORDINARY)).isEmpty();
        task = 71;
        assertThat(problems(FormKind.ORDINARY)).containsExactly("taskPoints review.wrong.points");
    }

    @Test
    void aCommitmentNeedsWordsAndADayThatIsNotPast() {
        commitments = List.of(new Written.Commitment("a", null), new Written.Commitment("", TODAY), new Written.Commitment("c", TODAY.minusDays(1)));
        assertThat(problems(FormKind.ORDINARY)).containsExactly("commitments[0].until review.missing.until", "commitments[1].text review.missing.commitment",
                "commitments[2].until review.wrong.untilPast", "commitments[2].text review.wrong.commitments");
    }

    @Test
    void nobodyDoesMoreTasksOnTimeThanWereGiven() {
        tasks = new Submission.Tasks(10, 11, 0, true);
        assertThat(problems(FormKind.ORDINARY)).containsExactly("tasksOnTime review.wrong.moreThanGiven");
        tasks = new Submission.Tasks(10, 10, 11, true);
        assertThat(problems(FormKind.ORDINARY)).containsExactly("tasksBeyond review.wrong.moreThanGiven");
    }

    @Test
    void everyOpenCommitmentAndEveryMatterOfTheSuperiorMustBeAnswered() {
        Commitment open = new Commitment("QH26-1", 1, 2, "M1", 2025, "Học tiếng Tày", TODAY.minusDays(1), List.of());
        Matter matter = new Matter("QH27-1", 1, "Vì sao chậm?", "Đảng ủy xã", java.time.Instant.EPOCH, "Đàm Xuân Hải");
        asked = new Asked(List.of(open), List.of(matter));
        assertThat(problems(FormKind.ORDINARY)).containsExactly("remedies[QH26_1_1_2].state review.missing.remedy", "remedies[QH26_1_1_2].text review.missing.text",
                "matters[m1].text review.missing.answer");
        remedies.put(open.key(), new Submission.Remedied(CommitmentState.GOING_ON, "Còn một kỳ thi"));
        matters.put("m1", " \u00a0 ");
        assertThat(problems(FormKind.ORDINARY)).containsExactly("matters[m1].text review.missing.answer");
        matters.put("m1", "Do tôi chậm");
        assertThat(problems(FormKind.ORDINARY)).isEmpty();
    }

    @Test
    void whoDeclaresAnActNamesItAndSaysWhat() {
        acts = new Submission.Acts(true, Set.of("PH99"), "");
        assertThat(problems(FormKind.ORDINARY)).containsExactly("acts review.missing.act", "actsText review.missing.text");
        acts = new Submission.Acts(true, Set.of("PH02"), "Đã nộp lại");
        assertThat(problems(FormKind.ORDINARY)).isEmpty();
    }
}
