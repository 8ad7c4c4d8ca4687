package vn.tusoi.rulebook.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.tusoi.ApplicationTest;
import vn.tusoi.assessment.CaseWorld;

/** The pages of local criteria: read, propose, approve, end; in both languages, and who may not. */
@ApplicationTest
class LocalPageTests {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    @Autowired CaseWorld world;
    @Autowired MockMvc mvc;
    @Autowired LocalCriteria criteria;
    @Autowired Clock clock;

    @BeforeEach
    void boards() {
        world.world(0, 20);
        world.account("officer", "Lục Thị Én", null, "ORGANISATION_BOARD", "X");
        world.account("second", "Chu Văn Sơn", null, "ORGANISATION_BOARD", "X");
    }

    private String page(String who, String address) throws Exception {
        String vietnamese = null;
        for (String language : List.of("en", "vi")) {
            vietnamese = mvc.perform(get(address).queryParam("lang", language).with(user(world.user(who)))).andExpect(status().isOk()).andReturn().getResponse()
                    .getContentAsString();
            assertThat(vietnamese).as(address).doesNotContain("??").doesNotContain("style=").contains("</html>");
        }
        return vietnamese;
    }

    private String sent(String who, String address, int status, Map<String, String> fields) throws Exception {
        MockHttpServletRequestBuilder request = post(address).with(user(world.user(who))).with(csrf());
        fields.forEach(request::param);
        return mvc.perform(request).andExpect(status().is(status)).andReturn().getResponse().getContentAsString();
    }

    private void refused(String who, String address, int status) throws Exception {
        mvc.perform(get(address).with(user(world.user(who)))).andExpect(status().is(status));
    }

    private String propose(String kind) {
        return "/rules/local/new?unit=" + world.unit("X") + "&kind=" + kind;
    }

    private String day(int fromNow) {
        return LocalDate.now(clock).plusDays(fromNow).format(DAY);
    }

    @Test
    void aValueGoesFromProposalToApprovalToItsEnd() throws Exception {
        assertThat(page("officer", "/rules")).contains("/rules/local");
        assertThat(page("officer", "/rules/local")).contains("Đơn vị chưa có tiêu chí riêng").contains("Đề nghị giá trị chặt hơn").contains("20");
        assertThat(page("officer", propose("VALUE"))).contains("Thừa hưởng: 30, theo 366-QĐ/TW ngày 30/08/2025").contains("Chỉ được thấp hơn");

        String looser = sent("officer", propose("VALUE"), 422, Map.of("key", "rating.beyondPercentXS", "number", "20", "docNo", "12-NQ/ĐU", "docDate", day(-3), "from", day(0)));
        assertThat(looser).contains("Không được nới: 20 không cao hơn 30 đang thừa hưởng theo 366-QĐ/TW").contains("value=\"12-NQ/ĐU\"").contains("id=\"e-number\"");
        assertThat(sent("officer", propose("VALUE"), 422, Map.of("key", "rating.beyondPercentXS", "number", "vài", "docNo", "12-NQ/ĐU"))).contains("is-wrong");

        sent("officer", propose("VALUE"), 302, Map.of("key", "rating.beyondPercentXS", "number", "40", "docNo", "12-NQ/ĐU", "docDate", day(-3), "from", day(0)));
        String one = "/rules/local/" + world.unit("X") + ".G1/1";
        assertThat(page("officer", one)).contains("Chờ phê duyệt").contains("Đồng chí đã đề nghị, nên người khác quyết định").doesNotContain("name=\"decision\"");
        assertThat(page("second", one)).contains("name=\"decision\"").contains("Có nới hoặc trái với điều thừa hưởng không?");
        assertThat(page("second", "/rules/local")).contains("đang đợi người thứ hai");
        sent("officer", one + "/decide", 403, Map.of("decision", "APPROVE"));
        sent("second", one + "/decide", 422, Map.of());
        assertThat(sent("second", one + "/decide", 422, Map.of("decision", "REFUSE"))).contains("Phê duyệt");
        sent("second", one + "/decide", 302, Map.of("decision", "APPROVE"));
        sent("second", one + "/decide", 302, Map.of("decision", "APPROVE"));
        sent("committee", one + "/decide", 403, Map.of("decision", "APPROVE"));
        assertThat(page("secretary", "/rules/local?unit=" + world.unit("C"))).contains("Thừa hưởng hôm nay").contains("Giá trị chặt hơn: 40").contains("Đảng bộ xã Lộc Xá");

        assertThat(page("officer", one)).contains("Dừng áp dụng").contains("Đề nghị bản mới");
        sent("officer", one + "/end", 422, Map.of("reason", "Hết đợt"));
        sent("officer", one + "/end", 302, Map.of("lastDay", day(0), "reason", "Hết đợt"));
        assertThat(page("second", one)).contains("Quyết định việc dừng").contains("Hết đợt");
        sent("second", one + "/decide", 302, Map.of("decision", "APPROVE"));
        sent("officer", one + "/end", 302, Map.of("lastDay", day(0), "reason", "Lần nữa"));
        assertThat(page("officer", one)).contains(day(0)).doesNotContain("name=\"lastDay\"");
        assertThat(page("officer", propose("VALUE") + "&replaces=" + world.unit("X") + ".G1")).contains("Bản mới của");
    }

    @Test
    void aCriterionAndAnItemAreProposedInWords() throws Exception {
        assertThat(page("officer", propose("STANDARD"))).contains("Điều 3: Cần, kiệm, liêm, chính").contains("Nhóm chức vụ");
        assertThat(sent("officer", propose("STANDARD"), 422, Map.of("vi", "Không nhận quà", "docNo", "12-NQ/ĐU", "docDate", day(-3), "from", day(0)))).contains("Ghi gợi ý");
        sent("officer", propose("STANDARD"), 302, Map.of("parent", "DD3", "vi", "Không nhận quà", "hintVi", "Nêu việc cụ thể", "profession", "Giáo viên", "docNo", "12-NQ/ĐU",
                "docDate", day(-3), "from", day(0)));
        sent("officer", propose("CHECK"), 302, Map.of("vi", "Đất công", "hintVi", "Xem sổ", "docNo", "12-NQ/ĐU", "docDate", day(-3), "from", day(1)));
        assertThat(page("second", "/rules/local")).contains("Không nhận quà").contains("Đạo đức, Điều 3").contains("Giáo viên").contains("Đất công").contains("Mọi đảng viên");
        for (String kind : List.of("D1", "K1")) {
            sent("second", "/rules/local/" + world.unit("X") + "." + kind + "/1/decide", 302, Map.of("decision", "APPROVE"));
        }
        world.joins(1);
        assertThat(page("member1", "/cases/" + world.caseCode(1) + "/submit-self-review")).contains("Không nhận quà").contains("Nêu việc cụ thể").contains("Tiêu chí riêng của Đảng bộ xã Lộc Xá")
                .contains("standards[5].grade");
        assertThat(page("member1", "/rules/local")).contains("Không nhận quà");
        assertThat(page("officer", "/rules/local/" + world.unit("X") + ".K1/1")).contains("Chưa đến ngày");
    }

    @Test
    void othersMayReadWhatConcernsThemAndNobodyElseKnowsOfIt() throws Exception {
        sent("officer", propose("CHECK"), 302, Map.of("vi", "Đất công", "hintVi", "Xem sổ", "docNo", "12-NQ/ĐU", "docDate", day(-3), "from", day(0)));
        String one = "/rules/local/" + world.unit("X") + ".K1/1";
        assertThat(page("committee", one)).contains("Đất công").doesNotContain("name=\"decision\"");
        refused("committee", propose("CHECK"), 403);
        sent("committee", one + "/decide", 403, Map.of("decision", "APPROVE"));
        sent("committee", one + "/end", 403, Map.of("lastDay", day(0), "reason", "x"));
        refused("elsewhere", one, 404);
        refused("elsewhere", "/rules/local?unit=" + world.unit("X"), 404);
        refused("elsewhere", propose("CHECK"), 404);
        sent("elsewhere", one + "/decide", 404, Map.of("decision", "APPROVE"));
        refused("officer", "/rules/local/new?unit=" + world.unit("X") + "&kind=LAW", 404);
        refused("officer", "/rules/local/" + world.unit("X") + ".K9/1", 404);
        assertThat(page("elsewhere", "/rules/local?unit=" + world.unit("T"))).as("what is above everybody").contains("Tỉnh ủy");
        mvc.perform(get("/rules/local")).andExpect(status().is3xxRedirection());
    }

    @Test
    void whoBelongsNowhereIsToldSo() throws Exception {
        world.account("nobody", "Triệu Thị Nga", null, null, null);
        assertThat(page("nobody", "/rules/local")).contains("Đồng chí không thuộc đơn vị nào ở đây");
    }
}
