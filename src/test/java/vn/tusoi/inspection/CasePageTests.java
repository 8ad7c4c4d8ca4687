package vn.tusoi.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.tusoi.ApplicationTest;
import vn.tusoi.cases.CaseDesk;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.Stage;
import vn.tusoi.inspection.InspectionDesk.Given;

/** Pages of a case and of its inspection: who sees what, in both languages. */
@ApplicationTest
class CasePageTests {

    @Autowired InspectionFixture world;
    @Autowired MockMvc mvc;
    @Autowired InspectionDesk desk;
    @Autowired CaseDesk caseDesk;
    @Autowired Cases cases;

    private String page(String who, String address) throws Exception {
        String vietnamese = null;
        for (String language : List.of("en", "vi")) {
            String html = mvc.perform(get(address).queryParam("lang", language).with(user(world.user(who)))).andExpect(status().isOk())
                    .andReturn().getResponse().getContentAsString();
            assertThat(html).as(address).doesNotContain("??").doesNotContain(" style=").contains("</html>");
            vietnamese = html;
        }
        keep(who + address, vietnamese);
        return vietnamese;
    }

    /** For a look at the pages: {@code -Dtusoi.pages=DIR} writes them there. */
    private static void keep(String name, String html) throws Exception {
        String dir = System.getProperty("tusoi.pages");
        if (dir != null) {
            Files.writeString(Files.createDirectories(Path.of(dir)).resolve(name.replaceAll("[^a-zA-Z-]+", "_") + ".html"), html);
        }
    }

    private void refused(String who, String address, int status) throws Exception {
        mvc.perform(get(address).with(user(world.user(who)))).andExpect(status().is(status));
    }

    private MockHttpServletRequestBuilder submit(String who, String address) {
        return post(address).with(user(world.user(who))).with(csrf());
    }

    private MockHttpServletRequestBuilder answered(MockHttpServletRequestBuilder request) {
        for (int i = 0; i < world.nothingElse().size(); i++) {
            request.param("checks[" + i + "].answer", world.nothingElse().get(i).answer());
        }
        return request;
    }

    private void sent(MockHttpServletRequestBuilder request) throws Exception {
        mvc.perform(request).andExpect(status().is3xxRedirection());
    }

    private void wrong(MockHttpServletRequestBuilder request, String words) throws Exception {
        String html = mvc.perform(request).andExpect(status().isUnprocessableEntity()).andReturn().getResponse().getContentAsString();
        assertThat(html).contains(words).contains("ts-errors");
    }

    @Test
    void everyPageStandsFromTheFirstOpinionToTheConclusion() throws Exception {
        world.world("T");
        world.penalty("REPRIMAND", LocalDate.of(2023, 6, 14));
        String c = "/cases/" + world.code();
        String opinion = c + "/give-opinion?slot=INTERNAL_AFFAIRS";
        assertThat(page("affairs", opinion)).contains("Hoàng Thị Bích Ngọc");
        assertThat(page("affairs", c)).as("head only").contains("Hoàng Thị Bích Ngọc").doesNotContain("id=\"time\"").doesNotContain("Khiển trách");
        wrong(submit("affairs", opinion).param("result", "BEING_HANDLED"), "Chưa ghi số, ký hiệu văn bản");
        sent(submit("affairs", opinion).param("result", "BEING_HANDLED").param("docNo", "14-BC/BNC").param("docDate", "28/02/2026").param("classified", "true")
                .param("custodian", "Văn thư Ban Nội chính Tỉnh ủy"));
        String over = mvc.perform(submit("affairs", opinion).param("result", "NOTHING").param("content", "Ý kiến gửi lần thứ hai.")).andExpect(status().isConflict())
                .andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
        assertThat(over).as("words for copying, no choices").contains("Ý kiến gửi lần thứ hai.").doesNotContain("NOTHING");
        desk.giveOpinion(world.actor("asset"), world.code(), "ASSET_CONTROL", new Given(OpinionResult.LATE, true, "Bản kê khai năm 2024 nộp muộn 53 ngày.", false,
                "92-CV/UBKT", LocalDate.of(2026, 3, 4), null));
        world.timeIsUp("boundaryEvent_opinionsOverdue");
        page("lead", c + "/handle-overdue-opinions");
        wrong(submit("lead", c + "/handle-overdue-opinions").param("decision", "WAIT").param("reason", "Chờ thêm."), "Phải là một ngày sau hôm nay");
        world.nothingFrom("front", OpinionBody.FATHERLAND_FRONT);
        refused("lead", c + "/handle-overdue-opinions", 409);

        String draft = c + "/draft-findings";
        assertThat(page("inspector", draft)).contains("đã qua 24 tháng chờ").contains("Chưa có bản kê khai tài sản năm 2025").contains("nộp muộn 53 ngày").contains("Mật, không lưu nội dung");
        refused("cell", draft, 403);
        refused("elsewhere", draft, 404);
        assertThat(page("inspector", draft)).contains("Kết luận thanh tra, kiểm toán, điều tra").contains("Đang có hiệu lực").contains("Chưa khắc phục".toLowerCase());
        wrong(submit("inspector", draft).param("answer", "NONE"), "Trả lời nội dung: Kỷ luật và vụ việc đang xem xét.");
        wrong(submit("inspector", draft).param("answer", "SOME"), "Chưa viết phát hiện nào");
        wrong(submit("inspector", draft).param("answer", "SOME").param("findings[0].statement", "Nộp muộn 53 ngày."), "Chưa chọn hành vi");
        sent(answered(submit("inspector", draft)).param("checks[3].reference", "KL-12 ngày 04/03/2026").param("answer", "SOME").param("findings[0].actCode", "PH15").param("findings[0].statement", "Nộp bản kê khai tài sản bổ sung năm 2024 muộn 53 ngày.")
                .param("findings[0].evidence", "Công văn 92-CV/UBKT ngày 04/03/2026; sổ nhận số 1187.").param("findings[0].serious", "NO")
                .param("findings[2].actCode", "PH11").param("findings[2].statement", "Quyết toán quỹ “Vì người nghèo” năm 2024 chậm hai quý. Không phát hiện thất thoát.")
                .param("findings[2].evidence", "Biên bản quyết toán ngày 30/09/2025.").param("findings[2].serious", "NO"));

        assertThat(page("lead", c)).contains("8 nội dung đã kiểm tra").contains("KL-12 ngày 04/03/2026");
        String explain = c + "/explain-findings";
        assertThat(page("member", explain)).contains("chậm hai quý");
        wrong(submit("member", explain).param("answers[0].text", "Mẹ tôi tặng cho thửa đất."), "Chưa giải trình và cũng chưa nhận khuyết điểm");
        assertThat(page("member", c)).contains("Giải trình phát hiện");
        sent(submit("member", explain).param("answers[0].text", "Mẹ tôi tặng cho thửa đất, sang tên ngày 19/12/2024. Tôi nhận khuyết điểm.").param("answers[0].accepted", "true")
                .param("answers[1].text", "Kế toán nghỉ thai sản, tôi chưa phân công người thay."));

        String conclude = c + "/conclude-inspection";
        assertThat(page("lead", conclude)).contains("quy tắc đề xuất").contains("Mẹ tôi tặng cho thửa đất").as("the rule is explained in words, not in names of facts and codes")
                .contains("ts-rule").doesNotContain("penaltyWaiting").doesNotContain("CLEAR_NOTE&quot;").doesNotContain("&quot;KHT&quot;");
        wrong(submit("lead", conclude).param("kind", "CLEAR_NOTE").param("reason", "Nguồn gốc tài sản rõ."), "hãy nêu rõ vì sao");
        page("lead", c);
        page("auditor", c);
        page("auditor", c + "?order=old&diagram=vetting-case");
        sent(submit("lead", conclude).param("kind", "CLEAR_NOTE").param("reason", "Nguồn gốc tài sản rõ, đã tự nhận khuyết điểm.").param("departure", "Ý kiến đã được làm rõ.")
                .param("note", "Nộp bản kê khai muộn; đã rút kinh nghiệm."));
        assertThat(cases.get(world.code()).stage()).isEqualTo(Stage.LIST);
        assertThat(page("member", c)).contains("Nộp bản kê khai muộn; đã rút kinh nghiệm.").contains("Vi Văn Khánh").contains("theo việc được giao");
    }

    @Test
    void outsideTheStepAReasonIsAskedForAndTheMemberReadsIt() throws Exception {
        world.world("T");
        String c = "/cases/" + world.code();
        String asked = mvc.perform(get(c).with(user(world.user("cell")))).andExpect(status().isForbidden()).andReturn().getResponse().getContentAsString();
        assertThat(asked).contains("Nêu lý do");
        keep("cell_reading", asked);
        wrong(submit("cell", c + "/reading").param("reason", "xem"), "Lý do phải nói rõ");
        sent(submit("cell", c + "/reading").param("reason", "Đối chiếu biên bản họp chi bộ"));
        page("cell", c);
        assertThat(page("member", c)).contains("Đối chiếu biên bản họp chi bộ");
        refused("administrator", c, 403);
        refused("administrator", c + "/reading", 403);
        refused("elsewhere", c, 404);
        assertThat(page("board", c)).contains("Ban Tổ chức đọc được phần đầu và tiến độ").doesNotContain("id=\"time\"");
        refused("lead", "/cases/R-KHONG-CO", 404);
    }

    @Test
    void newInformationPausesTheCaseAndOnlyTheMemberWithdraws() throws Exception {
        world.world("T");
        String c = "/cases/" + world.code();
        page("inspector", c + "/information");
        wrong(submit("inspector", c + "/information").param("source", "Thanh tra tỉnh"), "Chưa điền");
        sent(submit("inspector", c + "/information").param("source", "Thanh tra tỉnh").param("docNo", "31-KL/TTr").param("docDate", "20/11/2026")
                .param("verifiedBy", "Thanh tra tỉnh").param("summary", "Kết luận có nêu tên."));
        assertThat(page("member", c)).contains("Đang tạm dừng");
        page("lead", c + "/decide-resumption");
        sent(submit("lead", c + "/decide-resumption").param("bearing", "NONE").param("reason", "Không liên quan."));
        refused("lead", c + "/withdraw", 403);
        refused("member", c + "/information", 403);
        page("member", c + "/withdraw");
        sent(submit("member", c + "/withdraw").param("reason", "Lý do gia đình."));
        assertThat(page("member", c)).contains("Lý do gia đình.");
    }
}
