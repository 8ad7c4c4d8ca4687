package vn.tusoi.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.ApplicationTest;
import vn.tusoi.assessment.AssessmentDesk;
import vn.tusoi.assessment.CaseWorld;
import vn.tusoi.assessment.Level;
import vn.tusoi.ledger.ContentKind;
import vn.tusoi.ledger.Deletion;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.ledger.PersonalContent;
import vn.tusoi.planning.ListFixture;
import vn.tusoi.review.ReviewDesk;
import vn.tusoi.review.ReviewPeriods;
import vn.tusoi.review.Submission;

/** The papers of a case: what they are as files, what stands on them, who gets them, and the way back by the check code. */
@ApplicationTest
class PaperTests {

    private static final Pattern CODE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");

    @Autowired CaseWorld world;
    @Autowired AssessmentDesk desk;
    @Autowired ReviewDesk reviewDesk;
    @Autowired ReviewPeriods periods;
    @Autowired ListFixture lists;
    @Autowired MockMvc mvc;
    @Autowired JdbcClient jdbc;
    @Autowired PersonalContent content;
    @Autowired Ledger ledger;
    @Autowired TransactionTemplate transaction;

    private byte[] print(String who, String address) throws Exception {
        MockHttpServletResponse response = mvc.perform(get(address).with(user(world.user(who)))).andExpect(status().isOk()).andReturn().getResponse();
        assertThat(response.getContentType()).isEqualTo("application/pdf");
        assertThat(response.getHeader("Content-Disposition")).startsWith("inline").endsWith(".pdf\"");
        keep(address.replaceAll(".*/([a-z-]+)\\.pdf.*", "$1") + (address.contains("lang=en") ? "-en" : ""), response.getContentAsByteArray());
        return response.getContentAsByteArray();
    }

    /** {@code -Dtusoi.papers=DIR}: to look at. */
    private static void keep(String name, byte[] pdf) throws Exception {
        String folder = System.getProperty("tusoi.papers");
        if (folder != null) {
            Files.createDirectories(Path.of(folder));
            Files.write(Path.of(folder, name + ".pdf"), pdf);
        }
    }

    private void stands(byte[] pdf, String language) throws Exception {
        PdfCheck file = new PdfCheck(pdf);
        assertThat(file.tagged).isTrue();
        assertThat(file.language).isEqualTo(language);
        assertThat(file.title).isNotBlank();
        assertThat(file.outputIntents).isEqualTo(1);
        assertThat(file.notEmbedded).isEmpty();
        assertThat(file.fonts).allMatch(f -> f.startsWith("LiberationSerif")).isNotEmpty();
        assertThat(file.text).doesNotContain("??");
        assertThat(PdfCheck.objections(pdf, "2a")).as("PDF/A-2a").isEmpty();
        assertThat(PdfCheck.objections(pdf, "ua1")).as("PDF/UA-1").isEmpty();
    }

    private String code(byte[] pdf) throws Exception {
        Matcher code = CODE.matcher(new PdfCheck(pdf).text);
        assertThat(code.find()).as("a check code").isTrue();
        return code.group();
    }

    private String at(int i, String paper) {
        return "/cases/" + world.caseCode(i) + "/papers/" + paper + ".pdf";
    }

    private String checked(String who, String code) throws Exception {
        return mvc.perform(get("/check/" + code).with(user(world.user(who)))).andReturn().getResponse().getContentAsString();
    }

    @Test
    void everyPaperOfACaseIsATaggedArchivableFileInTheLayoutOfAPartyDocument() throws Exception {
        world.world(1, 20).assessed(1);
        world.rated(1, Level.T, null);
        for (String paper : List.of("self-review", "rating-slip", "rating-tally", "cell-minutes", "rating-decision")) {
            byte[] pdf = print("member1", at(1, paper));
            stands(pdf, "vi");
            assertThat(new PdfCheck(pdf).text).as(paper).contains("ĐẢNG CỘNG SẢN VIỆT NAM").doesNotContain("CỘNG HÒA").contains("Nông Văn Bình").contains(code(pdf));
        }
        byte[] english = print("member1", at(1, "rating-tally") + "?lang=en");
        stands(english, "en");
        assertThat(new PdfCheck(english).text).contains("Reading copy in English");
        assertThat(code(english)).as("the code does not hang on the language").isEqualTo(code(print("member1", at(1, "rating-tally") + "?lang=vi")));
        assertThat(periods.ofCase(world.quarterRated(1, 4, Level.T))).as("a quarter is not taken for its year").matches("(quý IV năm|quarter IV of) 20\\d\\d");
        assertThat(world.acts(1)).contains("PAPER_PRINTED PAPER_SELF_REVIEW", "PAPER_PRINTED PAPER_RATING_DECISION");
    }

    @Test
    void theCodeOnAPaperSaysWhetherItIsTheSealedVersionAndNothingOfWhomItIsAbout() throws Exception {
        world.world(2, 20).assessed(1);
        String first = code(print("member1", at(1, "self-review")));
        assertThat(code(print("secretary", at(1, "self-review")))).as("copies share it").isEqualTo(first);
        String digest = jdbc.sql("select digest from self_review where case_code = ?").param(world.caseCode(1)).query(String.class).single();
        assertThat(checked("member1", first)).contains("Đúng với bản đang lưu").contains(digest).contains("Mở bản in này");
        String stranger = checked("member2", first.toLowerCase().replace("-", " "));
        assertThat(stranger).contains("Đúng với bản đang lưu").contains(digest).doesNotContain("Nông Văn Bình").doesNotContain(world.caseCode(1)).doesNotContain("Mở bản in này");
        desk.decideRating(world.actor("committee"), world.caseCode(1), new AssessmentDesk.Rating(vn.tusoi.assessment.Assessment.Outcome.RETURN_SELF_REVIEW, null, "Viết rõ phần III", null));
        reviewDesk.correct(world.actor("member1"), world.caseCode(1), world.submission(25, 50));
        assertThat(checked("member2", first)).contains("đã có bản mới hơn");
        byte[] second = print("member1", at(1, "self-review"));
        assertThat(code(second)).isNotEqualTo(first);
        assertThat(code(print("member1", at(1, "self-review") + "?part=1"))).as("the version before keeps its code").isEqualTo(first);
        jdbc.sql("update self_review set content = replace(content, 'Phần II', 'Phần 2') where case_code = ? and version_no = 2").param(world.caseCode(1)).update();
        assertThat(checked("member1", code(second))).contains("Không khớp với bản đang lưu");
        mvc.perform(get("/check/0000-0000-0000").with(user(world.user("member1")))).andExpect(status().isNotFound());
        mvc.perform(get("/check").queryParam("code", first).with(user(world.user("member1")))).andExpect(status().isOk());
        assertThat(jdbc.sql("select count(*) from ledger_entry where act = 'PAPER_CHECKED' and username = ?").param(world.user("member2")).query(Integer.class).single()).isEqualTo(2);
    }

    private void deleted(ContentKind kind) {
        transaction.executeWithoutResult(t -> {
            content.delete(ContentKind.Of.CASE, world.caseCode(1), kind, 100);
            ledger.byProcess(Deletion.ACT).on("CASE", world.caseCode(1)).outcome(kind).with("months", 60).write();
        });
    }

    @Test
    void aPaperWhoseTextsWereDeletedSinceIsNotCalledWrong() throws Exception {
        world.world(2, 20).assessed(1);
        world.rated(1, Level.T, null);
        String review = code(print("member1", at(1, "self-review")));
        String minutes = code(print("member1", at(1, "cell-minutes")));
        String decision = code(print("member1", at(1, "rating-decision")));
        String slip = code(print("member1", at(1, "rating-slip")));
        deleted(ContentKind.SELF_REVIEW);
        deleted(ContentKind.MEETING);
        long entry = jdbc.sql("select id from ledger_entry where subject_code = ? and act = ? and outcome = 'SELF_REVIEW'").params(world.caseCode(1), Deletion.ACT).query(Long.class).single();
        String page = checked("member2", review);
        assertThat(page).contains("Nội dung đã xóa khi hết thời hạn lưu", "hết 60 tháng lưu", "đúng là mã của bản đã niêm phong").doesNotContain("Không khớp", "Mở bản in này", world.caseCode(1));
        assertThat(page.replaceAll("[.\\s]", "")).contains("số" + entry);
        assertThat(checked("member1", minutes)).contains("Nội dung đã xóa khi hết thời hạn lưu").doesNotContain("Không khớp", "bản đã niêm phong");
        assertThat(checked("member1", decision)).as("its reason is still kept").contains("Đúng với bản đang lưu");
        assertThat(checked("member1", slip)).as("no personal text stands on it").contains("Đúng với bản đang lưu");
        // what was printed without the texts fits, and what was changed since does not hide behind the deletion before
        String later = code(print("member1", at(1, "cell-minutes")));
        assertThat(checked("member1", later)).contains("Đúng với bản đang lưu");
        jdbc.sql("update cell_meeting set present = present + 1 where case_code = ?").param(world.caseCode(1)).update();
        assertThat(checked("member1", later)).contains("Không khớp với bản đang lưu");
        jdbc.sql("update cell_meeting set present = present - 1 where case_code = ?").param(world.caseCode(1)).update();
    }

    @Test
    void onlyWhoMayReadTheWholeCaseGetsItsPapersAndEachPrintIsEntered() throws Exception {
        world.world(2, 20).reviewed(1, 27, 58);
        mvc.perform(get(at(1, "self-review")).with(user(world.user("member2")))).andExpect(status().isNotFound());
        mvc.perform(get(at(1, "self-review")).with(user(world.user("elsewhere")))).andExpect(status().isNotFound());
        mvc.perform(get(at(1, "rating-tally")).with(user(world.user("member1")))).andExpect(status().isNotFound());
        mvc.perform(get(at(1, "no-such")).with(user(world.user("member1")))).andExpect(status().isNotFound());
        assertThat(world.acts(1)).noneMatch(a -> a.startsWith("PAPER_"));
        print("secretary", at(1, "self-review"));
        assertThat(world.acts(1)).contains("CASE_READ WHOLE", "PAPER_PRINTED PAPER_SELF_REVIEW");
    }

    @Test
    void theCommitteeGetsWhatItsCellsProposeAsAPaperAndAsASheet() throws Exception {
        world.world(3, 20).assessed(1);
        world.rated(1, Level.T, null);
        world.assessed(2);
        String address = "/ratings/" + world.caseCode(1).replaceAll("-.*", "") + "/" + world.unit("X") + "/proposals";
        byte[] pdf = print("committee", address + ".pdf");
        stands(pdf, "vi");
        assertThat(new PdfCheck(pdf).text).contains("Nông Văn Bình").contains("Hoàng Thị Bích Ngọc").contains("Hoàn thành tốt nhiệm vụ").contains(code(pdf));
        assertThat(checked("committee", code(pdf))).contains("Đúng với bản đang lưu").contains("Mở bản in này");
        assertThat(checked("member3", code(pdf))).contains("Đúng với bản đang lưu").doesNotContain("Mở bản in này").doesNotContain("Nông Văn Bình");
        world.rated(2, Level.T, null);
        assertThat(checked("committee", code(pdf))).as("one more was decided since").contains("Không khớp với bản đang lưu");
        byte[] sheet = mvc.perform(get(address + ".xlsx").with(user(world.user("committee")))).andExpect(status().isOk()).andReturn().getResponse().getContentAsByteArray();
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(sheet))) {
            List<Row> rows = book.getFirstSheet().read();
            assertThat(rows).hasSize(4);
            assertThat(rows.get(0).getCellText(1)).isEqualTo("Họ và tên");
            Row row = rows.stream().filter(r -> r.getCellText(1).equals("Nông Văn Bình")).findFirst().orElseThrow();
            assertThat(row.getCellAsNumber(5)).as("figures can be added up").contains(BigDecimal.valueOf(85));
        }
        mvc.perform(get(address + ".pdf").with(user(world.user("elsewhere")))).andExpect(status().isNotFound());
        mvc.perform(get(address + ".pdf").with(user(world.user("secretary")))).andExpect(status().isNotFound());
    }

    @Test
    void theBallotPaperAndTheMinutesOfAConferenceArePapersToo() throws Exception {
        lists.world(3, "DESIGNATE", 1);
        lists.drawUp();
        lists.hold(1, Map.of());
        String code = lists.conference(1);
        for (String paper : List.of("ballot-paper", "ballot-minutes")) {
            byte[] pdf = mvc.perform(get("/conferences/" + code + "/papers/" + paper + ".pdf").with(user(lists.user("chair")))).andExpect(status().isOk()).andReturn()
                    .getResponse().getContentAsByteArray();
            keep(paper, pdf);
            stands(pdf, "vi");
            assertThat(new PdfCheck(pdf).text).contains("Nông Văn Bình").contains("ĐẢNG CỘNG SẢN VIỆT NAM");
            assertThat(mvc.perform(get("/check/" + code(pdf)).with(user(lists.user("chair")))).andReturn().getResponse().getContentAsString())
                    .contains("Đúng với bản đang lưu").contains("Mở bản in này");
        }
        mvc.perform(get("/conferences/" + code + "/papers/ballot-minutes.pdf").with(user(lists.user("committee")))).andExpect(status().isForbidden());
        mvc.perform(get("/conferences/" + code + "/papers/ballot-minutes.pdf").with(user(lists.user("elsewhere")))).andExpect(status().isNotFound());
        mvc.perform(get("/conferences/" + lists.conference(2) + "/papers/ballot-minutes.pdf").with(user(lists.user("chair")))).andExpect(status().isNotFound());
    }

    @Test
    void longTextsAndNamesRunOverPagesAndStrangeSignsDoNotBreakTheFile() throws Exception {
        world.world(1, 20);
        jdbc.sql("update member set full_name = 'Công Tằng Tôn Nữ Nguyễn Phước Quỳnh Khuyên Thùy Dương Hoàng Ngọc Bảo Trân' where code = ?").param(world.member(1)).update();
        Submission typed = world.submission(27, 58);
        typed.sections().put("II", "Đã làm việc này, có số liệu kèm theo: 12/12 việc đúng hạn. ".repeat(120) + "\n\nEmoji 😀, chữ Hán 漢, ký tự lạ \u0007 và dấu < & >.");
        reviewDesk.submit(world.actor("member1"), world.caseCode(1), typed);
        byte[] pdf = print("member1", at(1, "self-review"));
        stands(pdf, "vi");
        PdfCheck file = new PdfCheck(pdf);
        assertThat(file.pages).isGreaterThanOrEqualTo(3);
        assertThat(file.text).contains("Thùy Dương").contains("dấu < & >.");
    }

    @Test
    void aWholeMeetingOfACellIsOnePaperOfEachKindForItsSecretaryAndItsCommittee() throws Exception {
        world.yearly(3, 20).assessed(1);
        world.assessed(2);
        world.reviewed(3, 29, 64);
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(3), world.plan(vn.tusoi.assessment.Assessment.ResidenceDuty.EXEMPT));
        String at = "/ratings/" + world.round() + "/" + world.unit("C");
        byte[] slip = print("secretary", at + "/papers/cell-slip.pdf");
        stands(slip, "vi");
        assertThat(new PdfCheck(slip).text).contains("Nông Văn Bình", "Hoàng Thị Bích Ngọc", "Lý Minh Châu", "ĐẢNG CỘNG SẢN VIỆT NAM", "93");
        byte[] tally = print("secretary", at + "/papers/cell-tally.pdf");
        stands(tally, "vi");
        assertThat(new PdfCheck(tally).text).contains("Nông Văn Bình", "12 (100%)", "Lưu Đức Minh", "chất lượng đảng viên năm 20", code(tally)).doesNotContain("Lý Minh Châu");
        byte[] minutes = print("committee", at + "/papers/cell-meeting.pdf");
        stands(minutes, "vi");
        assertThat(new PdfCheck(minutes).text).contains("Gần dân, chịu khó", "Tôi tiếp thu", "Có mặt:", "Hứa Văn Tư", code(minutes));
        stands(print("committee", at + "/papers/cell-meeting.pdf?lang=en"), "en");
        stands(print("secretary", at + "/proposals.pdf?lang=vi"), "vi");
        assertThat(checked("secretary", code(minutes))).contains("Đúng với bản đang lưu", "Mở bản in này");
        assertThat(checked("member3", code(minutes))).contains("Đúng với bản đang lưu").doesNotContain("Nông Văn Bình", "Mở bản in này");
        jdbc.sql("update cell_remark set remark = 'Khác' where case_code = ?").param(world.caseCode(2)).update();
        assertThat(checked("secretary", code(minutes))).contains("Không khớp với bản đang lưu");
        deleted(ContentKind.MEETING);
        assertThat(checked("secretary", code(minutes))).as("a case's texts were deleted").contains("Nội dung đã xóa khi hết thời hạn lưu");
        mvc.perform(get(at + "/papers/cell-tally.pdf").with(user(world.user("elsewhere")))).andExpect(status().isNotFound());
        mvc.perform(get(at + "/papers/rating-slip.pdf").with(user(world.user("secretary")))).andExpect(status().isNotFound());
        mvc.perform(get(at + "/papers/cell-tally.pdf").with(user(world.user("member1")))).andExpect(status().isNotFound());
        assertThat(mvc.perform(get("/reviews/" + world.round() + "/cells/" + world.unit("C")).with(user(world.user("secretary")))).andReturn().getResponse().getContentAsString())
                .contains("/papers/cell-slip.pdf", "/papers/cell-tally.pdf", "/papers/cell-meeting.pdf", "/proposals.xlsx").doesNotContain("??");
    }

    @Test
    void theReviewOfABodyHasItsReportItsMinutesAndItsDecision() throws Exception {
        world.world(1, 20).bodiesFirst(1);
        String at = "/collectives/" + world.body("C");
        mvc.perform(get(at + "/papers/collective-report.pdf").with(user(world.user("secretary")))).andExpect(status().isNotFound());
        world.bodyReviewed("C", "T");
        for (String paper : List.of("collective-report", "collective-minutes")) {
            byte[] pdf = print("secretary", at + "/papers/" + paper + ".pdf");
            stands(pdf, "vi");
            assertThat(new PdfCheck(pdf).text).contains("ĐẢNG CỘNG SẢN VIỆT NAM", "Chi bộ thôn 3", "Hoàn thành tốt nhiệm vụ", code(pdf));
            assertThat(checked("secretary", code(pdf))).contains("Đúng với bản đang lưu", "Mở bản in này");
        }
        world.bodyRated("C", "HT");
        byte[] decision = print("committee", at + "/papers/collective-decision.pdf");
        stands(decision, "vi");
        assertThat(new PdfCheck(decision).text).contains("Hoàn thành nhiệm vụ", "Đàm Xuân Hải");
        mvc.perform(get(at + "/papers/collective-decision.pdf").with(user(world.user("elsewhere")))).andExpect(status().isNotFound());
        assertThat(mvc.perform(get(at).with(user(world.user("committee")))).andReturn().getResponse().getContentAsString()).contains("/papers/collective-decision.pdf").doesNotContain("??");
    }
}
