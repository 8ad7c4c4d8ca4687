package vn.tusoi.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.util.HtmlUtils;
import vn.tusoi.ApplicationTest;
import vn.tusoi.assessment.Assessment.ResidenceDuty;
import vn.tusoi.review.SelfReviews;

/** The pages of self-review and assessment, as people fill them in, in both languages. */
@ApplicationTest
class ReviewAndRatingPageTests {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    @Autowired CaseWorld world;
    @Autowired MockMvc mvc;
    @Autowired SelfReviews reviews;
    @Autowired Assessments assessments;
    @Autowired AssessmentDesk desk;
    @Autowired Clock clock;

    private String at(int i, String form) {
        return "/cases/" + world.caseCode(i) + "/" + form;
    }

    private String page(String who, String address) throws Exception {
        String vietnamese = null;
        for (String language : List.of("en", "vi")) {
            vietnamese = mvc.perform(get(address).queryParam("lang", language).with(user(world.user(who)))).andExpect(status().isOk()).andReturn().getResponse()
                    .getContentAsString();
            assertThat(vietnamese).as(address).doesNotContain("??").doesNotContain("style=").contains("</html>");
            linked(vietnamese);
        }
        return vietnamese;
    }

    /** Every label and description leads to something on the page. */
    private static void linked(String html) {
        for (String attribute : List.of("for", "aria-describedby", "aria-labelledby")) {
            Matcher m = Pattern.compile(" " + attribute + "=\"([^\"]+)\"").matcher(html);
            while (m.find()) {
                for (String id : m.group(1).split(" ")) {
                    assertThat(html).as(attribute + " " + id).contains("id=\"" + id + "\"");
                }
            }
        }
        Matcher m = Pattern.compile(" id=\"([^\"]+)\"").matcher(html);
        Set<String> seen = new HashSet<>();
        while (m.find()) {
            assertThat(seen.add(m.group(1))).as("id used once: " + m.group(1)).isTrue();
        }
    }

    private ResultActions submit(String who, String address, Map<String, String> fields) throws Exception {
        MockHttpServletRequestBuilder request = post(address).with(user(world.user(who))).with(csrf());
        fields.forEach(request::param);
        return mvc.perform(request);
    }

    private void done(String who, String address, Map<String, String> fields) throws Exception {
        submit(who, address, fields).andExpect(status().is3xxRedirection()).andExpect(redirectedUrl("/work"));
    }

    private String wrong(String who, String address, Map<String, String> fields) throws Exception {
        return submit(who, address, fields).andExpect(status().isUnprocessableEntity()).andReturn().getResponse().getContentAsString();
    }

    private String day(int fromNow) {
        return LocalDate.now(clock).plusDays(fromNow).format(DAY);
    }

    private Map<String, String> review() {
        Map<String, String> f = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            f.put("standards[" + i + "].grade", "GOOD");
            f.put("standards[" + i + "].text", "Tôi đã làm " + i);
        }
        for (int i = 0; i < 6; i++) {
            f.put("sections[" + i + "].text", "Phần " + i);
        }
        f.put("commitments[0].text", "Học tiếng Tày");
        f.put("commitments[0].until", day(60));
        f.putAll(Map.of("tasksGiven", "10", "tasksOnTime", "10", "tasksBeyond", "2", "remedied", "true", "generalPoints", "27", "taskPoints", "58", "ratingOfficial", "T",
                "ratingMember", "T"));
        f.put("actsDone", "false");
        return f;
    }

    private Map<String, String> meeting() {
        Map<String, String> f = new LinkedHashMap<>(Map.of("on", day(0), "place", "Nhà văn hóa", "chair", "Trần Mai Hà",
                "remarks[0].speaker", "Trần Mai Hà", "remarks[0].text", "Gần dân"));
        f.put("answer", "Tôi tiếp thu");
        f.putAll(Map.of("issued", "12", "collected", "12", "missing", "0", "valid", "12", "invalid", "0", "xs", "1", "t", "11", "ht", "0", "kht", "0"));
        return f;
    }

    private Map<String, String> slips() {
        Map<String, String> f = meeting();
        f.keySet().retainAll(Set.of("issued", "collected", "missing", "valid", "invalid", "xs", "t", "ht", "kht"));
        return f;
    }

    @Test
    void oneCaseIsWrittenAssessedRatedAndAnsweredOnItsPages() throws Exception {
        world.world(1, 10);
        assertThat(page("member1", at(1, "submit-self-review"))).contains("mẫu 2A", "Hạn nộp").doesNotContain("name=\"leading\"");
        done("member1", at(1, "submit-self-review"), review());
        assertThat(page("member1", at(1, "self-review"))).contains("Niêm phong còn nguyên", "Tôi đã làm 4", "Học tiếng Tày");
        assertThat(page("secretary", at(1, "prepare-meeting"))).contains("theo quy tắc", "Đọc toàn văn");
        done("secretary", at(1, "prepare-meeting"), Map.of("on", day(0), "at", "19:30", "place", "Nhà văn hóa", "agenda", "1. Đọc", "residence", "REQUIRED"));
        page("secretary", at(1, "record-residence-opinion"));
        done("secretary", at(1, "record-residence-opinion"), Map.of("cell", "Chi bộ tổ 7", "signedBy", "Lê Văn An, bí thư", "signedOn", day(0), "opinion", "Gương mẫu"));
        assertThat(page("secretary", at(1, "record-meeting"))).contains("Ít nhất 2/3");
        assertThat(wrong("secretary", at(1, "record-meeting"), meeting())).contains("Chưa có lần đếm thứ hai");
        assertThat(page("teller", at(1, "slips"))).doesNotContain("Tôi tiếp thu");
        Map<String, String> otherwise = slips();
        otherwise.putAll(Map.of("xs", "2", "t", "10"));
        submit("teller", at(1, "slips"), otherwise).andExpect(status().is3xxRedirection());
        assertThat(wrong("secretary", at(1, "record-meeting"), meeting())).contains("Hãy cùng đếm lại hộp phiếu");
        assertThat(world.acts(1)).as("that the two counts differ is noted although the minutes are refused").contains("SLIP_COUNTS_DIFFER");
        submit("teller", at(1, "slips"), slips()).andExpect(status().is3xxRedirection()).andExpect(redirectedUrl("/work"));
        assertThat(page("secretary", at(1, "record-meeting"))).contains("Lưu Đức Minh", "đã đếm lần hai");
        done("secretary", at(1, "record-meeting"), meeting());
        assertThat(page("secretary", at(1, "minutes/1"))).contains("Trần Mai Hà", "Gần dân", "Lưu Đức Minh", "quá bán: cần ít nhất 7 trên 12");
        assertThat(page("committee", at(1, "decide-rating"))).contains("chi bộ đề nghị", "Chi bộ tổ 7", "85", "rating");
        done("committee", at(1, "decide-rating"), Map.of("choice", "T", "reason", "Đúng với kết quả"));
        assertThat(page("member1", at(1, "acknowledge-rating"))).contains("Hoàn thành tốt nhiệm vụ", "Đúng với kết quả");
        done("member1", at(1, "acknowledge-rating"), Map.of("answer", "ACKNOWLEDGED"));
        assertThat(page("member1", "/cases/" + world.caseCode(1))).contains("Hoàn thành tốt nhiệm vụ", "Đảng viên đã đọc, đồng ý");
    }

    @Test
    void everythingThatIsMissingIsShownAtOnceAndNothingTypedIsLost() throws Exception {
        world.world(1, 10);
        String html = wrong("member1", at(1, "submit-self-review"), Map.of("sections[1].text", "Tôi còn chậm", "generalPoints", "31", "taskPoints", "sáu mươi",
                "commitments[0].until", "31/02/2027"));
        String read = HtmlUtils.htmlUnescape(html);
        assertThat(read).contains("href=\"?part=I&check=1#f-standards[0].grade\"", "href=\"?part=I&check=1#f-sections[0].text\"", "Điểm phải từ 0 đến 30", "Phải là một số",
                "Ngày phải viết như", "Tôi còn chậm");
        assertThat(read.indexOf("#f-standards[0].grade\"")).isLessThan(read.indexOf("#f-sections[0].text\""));
        assertThat(html).contains("IV. Giải trình những vấn đề được gợi ý kiểm điểm: chưa viết nội dung");
        linked(html);
        String second = HtmlUtils.htmlUnescape(page("member1", at(1, "submit-self-review?part=II&check=1")));
        assertThat(second).contains("Tôi còn chậm", "Đã lưu lúc", "Chưa tự khai", "href=\"#f-actsDone\"");
        assertThat(HtmlUtils.htmlUnescape(page("member1", at(1, "submit-self-review?part=VII")))).contains("sáu mươi");
        assertThat(reviews.find(world.caseCode(1))).isEmpty();
    }

    @Test
    void aTextLongerThanTheLimitIsRefusedInWordsThatSayByHowMuch() throws Exception {
        world.world(1, 10);
        Map<String, String> f = review();
        f.put("sections[2].text", "a".repeat(100_000));
        assertThat(wrong("member1", at(1, "submit-self-review"), f)).contains("Dài 100.000 ký tự, nhiều nhất 20.000");
    }

    @Test
    void decomposedTextIsStoredComposed() throws Exception {
        world.world(1, 10);
        Map<String, String> f = review();
        f.put("sections[1].text", Normalizer.normalize("Chưa quyết liệt", Normalizer.Form.NFD));
        done("member1", at(1, "submit-self-review"), f);
        assertThat(reviews.find(world.caseCode(1)).orElseThrow().section("II").text()).isEqualTo("Chưa quyết liệt");
    }

    @Test
    void markupThatSomebodyPastesIsShownAsText() throws Exception {
        world.world(1, 10);
        Map<String, String> f = review();
        f.put("sections[1].text", "<script>alert(1)</script><o:p>Word</o:p>");
        done("member1", at(1, "submit-self-review"), f);
        assertThat(page("member1", at(1, "self-review"))).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
    }

    @Test
    void aReturnedReviewShowsWhyAndStartsFromWhatWasSealed() throws Exception {
        world.world(1, 10);
        world.assessed(1);
        done("committee", at(1, "decide-rating"), Map.of("choice", "RETURN_SELF_REVIEW", "reason", "Viết rõ phần III"));
        assertThat(page("member1", at(1, "correct-self-review"))).contains("Viết rõ phần III", "Bản 1 đồng chí đã nộp");
        assertThat(page("member1", at(1, "correct-self-review?part=III"))).contains("Viết rõ phần III", "Phần III</textarea>");
        done("member1", at(1, "correct-self-review"), review());
        assertThat(page("member1", at(1, "self-review"))).contains("Bản 2", "Bản 1", "Viết rõ phần III");
        assertThat(page("member1", at(1, "self-review?version=1"))).contains("Đây là bản 1");
        page("secretary", at(1, "prepare-meeting"));
    }

    @Test
    void anOverdueReviewIsDealtWithOnItsPage() throws Exception {
        world.world(1, -1);
        world.timeIsOver(1);
        page("secretary", at(1, "handle-overdue-review"));
        assertThat(wrong("secretary", at(1, "handle-overdue-review"), Map.of("decision", "EXTEND", "extendedTo", day(41), "reason", "Ốm")))
                .contains("Hạn mới không được sau ngày " + day(40));
        done("secretary", at(1, "handle-overdue-review"), Map.of("decision", "EXTEND", "extendedTo", day(5), "reason", "Ốm"));
        assertThat(page("member1", at(1, "submit-self-review"))).contains("Hạn nộp " + day(5));
    }

    @Test
    void aMeetingWithoutAQuorumIsToldOnThePageThatCallsTheNext() throws Exception {
        world.world(1, 10);
        world.reviewed(1, 27, 58);
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(1), world.plan(ResidenceDuty.EXEMPT));
        Map<String, String> f = meeting();
        Map<String, String> away = new LinkedHashMap<>();
        world.roll(7, 1).forEach((code, attendance) -> away.put("people[" + code + "]", attendance.name()));
        assertThat(page("secretary", at(1, "record-meeting"))).contains("Điểm danh 12 đảng viên", "value=\"PRESENT\" checked=\"checked\"").doesNotContain("value=\"ABSENT\" checked");
        f.putAll(away);
        assertThat(wrong("secretary", at(1, "record-meeting"), f)).contains("Có mặt 7 trên 12, cần ít nhất 8");
        assertThat(page("secretary", at(1, "record-meeting"))).as("kept").contains("value=\"ABSENT\" checked=\"checked\"");
        away.replaceAll((code, was) -> "PRESENT");
        f.putAll(away);
        f.put("t", "10");
        assertThat(wrong("secretary", at(1, "record-meeting"), f)).contains("Phiếu hợp lệ là 12, nhưng cộng phiếu của bốn mức là 11");
        Map<String, String> few = new LinkedHashMap<>(Map.of("on", day(0), "place", "Nhà văn hóa", "without", "true"));
        world.roll(7, 1).forEach((code, attendance) -> few.put("people[" + code + "]", attendance.name()));
        done("secretary", at(1, "record-meeting"), few);
        assertThat(page("secretary", "/cases/" + world.caseCode(1) + "/minutes/1")).as("by name").contains("Vắng có lý do", "Hứa Văn Tư");
        assertThat(page("secretary", at(1, "prepare-meeting"))).contains("7 trên 12 đảng viên, cần 8");
    }

    @Test
    void theCapIsShownInFiguresAndExceedingItNeedsWords() throws Exception {
        world.world(1, 10);
        world.reviewed(1, 29, 66);
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(1), world.plan(ResidenceDuty.EXEMPT));
        world.recorded(1, world.meeting(12, 0, 0, 0));
        assertThat(page("committee", at(1, "decide-rating"))).contains("có 1 người xuất sắc, nhiều nhất 0", "20% của 0 người", "vượt tỷ lệ xuất sắc");
        assertThat(wrong("committee", at(1, "decide-rating"), Map.of("choice", "XS", "reason", "Vượt mọi việc"))).contains("20% là 0 người");
        done("committee", at(1, "decide-rating"), Map.of("choice", "XS", "reason", "Vượt mọi việc", "flagReason", "Xã chưa xếp loại ai khác"));
        assertThat(page("member1", at(1, "acknowledge-rating"))).contains("Xã chưa xếp loại ai khác", "vượt tỷ lệ xuất sắc");
    }

    @Test
    void nobodyElseOpensThesePages() throws Exception {
        world.world(2, 10);
        mvc.perform(get(at(1, "submit-self-review")).with(user(world.user("elsewhere")))).andExpect(status().isNotFound());
        mvc.perform(get(at(1, "submit-self-review")).with(user(world.user("secretary")))).andExpect(status().isForbidden());
        mvc.perform(get(at(1, "submit-self-review")).with(user(world.user("member2")))).andExpect(status().isNotFound());
        world.reviewed(1, 27, 58);
        mvc.perform(get(at(1, "self-review")).with(user(world.user("elsewhere")))).andExpect(status().isNotFound());
        mvc.perform(get(at(1, "self-review")).with(user(world.user("member2")))).andExpect(status().isNotFound());
        mvc.perform(get(at(1, "prepare-meeting")).with(user(world.user("committee")))).andExpect(status().isForbidden());
        mvc.perform(get(at(1, "submit-self-review")).with(user(world.user("member1")))).andExpect(status().isConflict());
    }

    /** Who writes at length where, with everything else that the page asks for. */
    private record LongText(String who, String address, String field, Map<String, String> rest) { }

    private List<LongText> longTexts() {
        world.world(4, 10);
        world.reviewed(1, 27, 58);
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(1), world.plan(ResidenceDuty.EXEMPT));
        submitSlips();
        world.assessed(2);
        world.assessed(3);
        world.rated(3, Level.T, null);
        world.bodiesFirst(4);
        Map<String, String> body = new LinkedHashMap<>(Map.of("on", day(0), "place", "Nhà văn hóa", "chair", "Trần Mai Hà", "summoned", "9", "present", "9", "selfLevel", "T"));
        for (int i = 0; i < 12; i++) {
            body.put("sections[" + i + "].text", "Chi bộ hoàn thành nghị quyết năm");
        }
        return List.of(new LongText("secretary", at(1, "record-meeting"), "answer", meeting()), new LongText("secretary", at(1, "record-meeting"), "remarks[0].text", meeting()),
                new LongText("committee", at(2, "decide-rating"), "reason", Map.of("choice", "T")), new LongText("member3", at(3, "acknowledge-rating"), "text", Map.of("answer", "DISSENTED")),
                new LongText("secretary", "/collectives/" + world.body("C") + "/write-collective-review", "sections[0].text", body));
    }

    private void submitSlips() {
        Map<String, String> s = slips();
        world.counted(1, new Votes(12, 12, 0, 12, 0, Integer.parseInt(s.get("xs")), Integer.parseInt(s.get("t")), 0, 0));
    }

    private static String was(String html) {
        Matcher m = Pattern.compile("name=\"_was\" value=\"([^\"]*)\"").matcher(html);
        assertThat(m.find()).as("what the page has seen").isTrue();
        return HtmlUtils.htmlUnescape(m.group(1));
    }

    private void draft(LongText form, Map<String, String> fields) throws Exception {
        submit(form.who(), form.address() + "/draft", fields).andExpect(status().isOk());
    }

    private static Map<String, String> with(Map<String, String> rest, String field, String text, String was) {
        Map<String, String> all = new LinkedHashMap<>(rest);
        all.put(field, text);
        if (was != null) {
            all.put("_was", was);
        }
        return all;
    }

    @Test
    void twoPagesOnOneFormOverwriteNothingOfEachOtherAndNothingIsSentUnseen() throws Exception {
        for (LongText form : longTexts()) {
            String one = "Thẻ thứ nhất viết vào ô " + form.field() + ".";
            String other = "Thẻ thứ hai viết khác hẳn vào ô " + form.field() + ".";
            String was = was(page(form.who(), form.address()));
            draft(form, with(Map.of(), form.field(), one, was));
            String html = wrong(form.who(), form.address(), with(form.rest(), form.field(), other, was));
            String both = HtmlUtils.htmlUnescape(html);
            assertThat(both).as(form.address()).contains(one, other, "Chưa gửi gì", "Dùng bản này");
            linked(html);
            Matcher use = Pattern.compile(">" + Pattern.quote(one) + "</p>\\s*<p><button[^>]*value=\"(use-\\d+)\"").matcher(both);
            assertThat(use.find()).as("the button beside the other text").isTrue();
            submit(form.who(), form.address(), with(with(form.rest(), form.field(), other, was(html)), "_go", use.group(1), null)).andExpect(redirectedUrlPattern(form.address() + "*"));
            String chosen = HtmlUtils.htmlUnescape(page(form.who(), form.address()));
            assertThat(chosen).as("the one chosen stands, the other is beside it").contains(one + "</textarea>", ">" + other + "</p>");
            assertThat(wrong(form.who(), form.address(), with(form.rest(), form.field(), "x", was))).as("a page that is older than both").contains("Chưa gửi gì");
            if (!form.field().equals("answer")) {
                done(form.who(), form.address(), with(form.rest(), form.field(), "Bản cuối cùng, đã xem cả hai.", was(page(form.who(), form.address()))));
            }
        }
    }

    @Test
    void aPageThatStandsAloneIsSentAsItIsAndAnotherFieldOfAnotherPageIsShownFirst() throws Exception {
        LongText form = longTexts().get(2);
        String was = was(page(form.who(), form.address()));
        draft(form, with(Map.of(), "flagReason", "Viết ở thẻ kia.", was));
        assertThat(HtmlUtils.htmlUnescape(wrong(form.who(), form.address(), with(form.rest(), form.field(), "Đúng với kết quả.", was)))).contains("Viết ở thẻ kia.", "Đúng với kết quả.", "Chưa gửi gì");
        done(form.who(), form.address(), with(with(form.rest(), "flagReason", "Viết ở thẻ kia.", null), form.field(), "Đúng với kết quả.", was(page(form.who(), form.address()))));
    }

    @Test
    void inEveryLongFieldATextThatIsTooLongIsRefusedAndKeptAndWhatAWordProcessorPastesIsCleaned() throws Exception {
        String endless = "Gần dân, chịu khó. ".repeat(5_300);
        String pasted = "<p class=MsoNormal style='mso-margin-top-alt:auto'>" + Normalizer.normalize("Chưa quyết liệt", Normalizer.Form.NFD) + "<o:p></o:p></p>"
                + "<!--[if gte mso 9]><xml>" + "<w:WordDocument></w:WordDocument>".repeat(3_000) + "</xml><![endif]-->";
        assertThat(endless).hasSizeGreaterThan(100_000);
        List<LongText> all = new java.util.ArrayList<>(longTexts());
        all.remove(0);
        for (LongText form : all) {
            String refused = HtmlUtils.htmlUnescape(wrong(form.who(), form.address(), with(form.rest(), form.field(), endless, null)));
            assertThat(refused).as(form.address()).contains("hãy viết ngắn lại", endless.strip() + "</textarea>");
            assertThat(HtmlUtils.htmlUnescape(page(form.who(), form.address()))).as("it is still there").contains(endless.strip());
            done(form.who(), form.address(), with(form.rest(), form.field(), pasted, null));
        }
        assertThat(assessments.find(world.caseCode(1)).orElseThrow().held().remarks().get(0).text()).isEqualTo("Chưa quyết liệt");
        assertThat(assessments.find(world.caseCode(2)).orElseThrow().decision().reason()).isEqualTo("Chưa quyết liệt");
        for (LongText page : List.of(new LongText("secretary", at(4, "feedback"), "text", Map.of("source", "FRONT", "from", "Mặt trận xã", "receivedOn", day(0))),
                new LongText("secretary", at(4, "grounds"), "excuse", Map.of("kind", "TASKS", "given", "4", "done", "4", "documentNo", "1", "issuedBy", "Ủy ban xã", "issuedOn", day(0))),
                new LongText("committee", "/matters/" + world.caseCode(4), "text", Map.of()))) {
            String refused = HtmlUtils.htmlUnescape(wrong(page.who(), page.address(), with(page.rest(), page.field(), endless, null)));
            assertThat(refused).as(page.address()).contains("hãy viết ngắn lại", endless.strip());
            submit(page.who(), page.address(), with(page.rest(), page.field(), pasted, null)).andExpect(status().is3xxRedirection());
        }
        assertThat(assessments.feedback(world.caseCode(4)).get(0).text()).isEqualTo("Chưa quyết liệt");
    }
}
