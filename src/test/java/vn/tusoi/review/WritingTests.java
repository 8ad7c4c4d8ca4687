package vn.tusoi.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.util.HtmlUtils;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Denied;
import vn.tusoi.assessment.CaseWorld;
import vn.tusoi.cases.Cases;
import vn.tusoi.worklist.Refused;

/** What one self-review must answer beyond its form, what becomes of its commitments, and the form part by part without a script. */
@ApplicationTest
class WritingTests {

    @Autowired CaseWorld world;
    @Autowired MockMvc mvc;
    @Autowired ReviewDesk desk;
    @Autowired MatterDesk matters;
    @Autowired CommitmentDesk commitmentDesk;
    @Autowired Commitments commitments;
    @Autowired SelfReviews reviews;
    @Autowired Cases cases;
    @Autowired Clock clock;
    @Autowired JdbcClient jdbc;

    private Submission answering(Map<String, Submission.Remedied> remedies, Map<String, String> answers) {
        Submission s = world.submission(27, 58);
        return new Submission(s.standards(), s.sections(), s.leading(), s.commitments(), s.generalPoints(), s.taskPoints(), s.tasks(), s.ratingOfficial(), s.ratingMember(),
                remedies, answers, s.acts());
    }

    @Test
    void aMatterOfTheSuperiorCannotBeSkippedAndIsSealedWithItsAnswer() {
        world.world(1, 10);
        assertThat(matters.writing(world.actor("committee"), "binh", 1)).extracting(MatterDesk.Writing::caseCode).containsExactly(world.caseCode(1));
        matters.raise(world.actor("committee"), world.caseCode(1), "Vì sao quyết toán quỹ chậm?");
        assertThatThrownBy(() -> desk.submit(world.actor("member1"), world.caseCode(1), world.submission(27, 58)))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.field()).isEqualTo("matters[m1].text"));
        desk.submit(world.actor("member1"), world.caseCode(1), answering(Map.of(), Map.of("m1", "Do tôi chậm, đã sửa.")));
        assertThat(reviews.find(world.caseCode(1)).orElseThrow().written().matters()).containsExactly(new Written.Matter(1, "Vì sao quyết toán quỹ chậm?", "Do tôi chậm, đã sửa."));
        assertThatThrownBy(() -> matters.raise(world.actor("committee"), world.caseCode(1), "Thêm một điều")).isInstanceOf(Refused.class).hasMessage("matter.refused.late");
        assertThat(world.acts(1)).contains("MATTER_RAISED", "SELF_REVIEW_SUBMITTED ON_TIME");
    }

    @Test
    void onlyTheSuperiorRaisesMattersAndOnlyBeforeTheDeadline() {
        world.world(1, 10);
        assertThatThrownBy(() -> matters.raise(world.actor("elsewhere"), world.caseCode(1), "x")).isInstanceOf(Denied.Hidden.class);
        assertThatThrownBy(() -> matters.raise(world.actor("secretary"), world.caseCode(1), "x")).isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> matters.raise(world.actor("committee"), world.caseCode(1), " \u00a0")).hasMessage("matter.missing.text");
        world.world(1, -1);
        assertThatThrownBy(() -> matters.raise(world.actor("committee"), world.caseCode(1), "Quá hạn rồi")).hasMessage("matter.refused.late");
        desk.submit(world.actor("member1"), world.caseCode(1), world.submission(27, 58));
        assertThat(reviews.find(world.caseCode(1)).orElseThrow().onTime()).as("late, as the round's calendar says, and recorded").isFalse();
        assertThat(world.acts(1)).contains("SELF_REVIEW_SUBMITTED LATE");
    }

    @Test
    void everyLevelAboveThatTheRuleSetNamesRaisesMattersAndTheOthersDoNot() {
        world.world(2, 10);
        world.account("board", "Hoàng Văn Thái", null, "ORGANISATION_BOARD", "T");
        world.account("inspector", "Lục Thị Mai", null, "INSPECTOR", "T");
        jdbc.sql("update vetting_case set rule_set = '2024-06' where code = ?").param(world.caseCode(2)).update();
        assertThat(matters.writing(world.actor("board"), "", 1)).as("the earlier set does not name boards").extracting(MatterDesk.Writing::caseCode).containsExactly(world.caseCode(1));
        assertThat(matters.writing(world.actor("approver"), "", 1)).hasSize(2);
        assertThatThrownBy(() -> matters.writing(world.actor("inspector"), "", 1)).isInstanceOf(Denied.Forbidden.class);
        assertThat(matters.raise(world.actor("board"), world.caseCode(1), "Vì sao chưa học chuyên đề?").no()).isEqualTo(1);
        assertThat(matters.raise(world.actor("approver"), world.caseCode(1), "Vì sao vắng hai buổi?").no()).isEqualTo(2);
        assertThat(matters.raise(world.actor("approver"), world.caseCode(2), "Vì sao quyết toán chậm?").no()).isEqualTo(1);
        assertThatThrownBy(() -> matters.raise(world.actor("board"), world.caseCode(2), "x")).isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> matters.raise(world.actor("inspector"), world.caseCode(1), "x")).isInstanceOf(Denied.Forbidden.class);
    }

    @Test
    void theMemberIsToldOfAMatterOnTheirWorkAndInTheFormAlsoAfterTheWritingWasBegun() throws Exception {
        world.world(1, 10);
        String form = "/cases/" + world.caseCode(1) + "/submit-self-review";
        mvc.perform(post(form).with(user(world.user("member1"))).with(csrf()).param("sections[1].text", "Tôi còn chậm").param("_part", "II").param("_go", "III"))
                .andExpect(status().is3xxRedirection());
        assertThat(page("/work")).doesNotContain("Cấp trên gợi ý");
        matters.raise(world.actor("committee"), world.caseCode(1), "Vì sao quyết toán quỹ chậm?");
        assertThat(page("/work")).contains("Cấp trên gợi ý 1 vấn đề", form + "?part=IV");
        assertThat(page(form + "?part=II")).contains("Còn 1 vấn đề chưa trả lời", "Tôi còn chậm");
        mvc.perform(post(form).with(user(world.user("member1"))).with(csrf()).param("matters[m1].text", "Do tôi chậm").param("_part", "IV").param("_go", "V"))
                .andExpect(status().is3xxRedirection());
        assertThat(page(form + "?part=V")).contains("Cấp trên gợi ý 1 vấn đề").doesNotContain("chưa trả lời");
        desk.submit(world.actor("member1"), world.caseCode(1), answering(Map.of(), Map.of("m1", "Do tôi chậm")));
        assertThat(page("/work")).doesNotContain("Cấp trên gợi ý");
    }

    @Test
    void aCommitmentLivesOnUntilItIsDoneOrGivenUp() {
        world.world(2, 10);
        world.reviewed(1, 27, 58);
        CommitmentDesk.Place place = new CommitmentDesk.Place(world.caseCode(1), 1, 1);
        assertThatThrownBy(() -> commitmentDesk.report(world.actor("member2"), place, CommitmentState.DONE, "x")).isInstanceOf(Denied.Hidden.class);
        commitmentDesk.report(world.actor("member1"), place, CommitmentState.GOING_ON, "Đã học 2 tháng");
        Commitment open = commitments.openFor("other", world.member(1)).get(0);
        assertThat(open.overdue(open.until())).isFalse();
        assertThat(open.overdue(open.until().plusDays(1))).isTrue();
        assertThat(commitmentDesk.ofCells(world.actor("secretary"))).extracting(CommitmentDesk.OfMember::name).containsExactly("Nông Văn Bình");
        assertThatThrownBy(() -> commitmentDesk.ofCells(world.actor("committee"))).isInstanceOf(Denied.Forbidden.class);

        String next = world.nextRound(1);
        assertThatThrownBy(() -> desk.submit(world.actor("member1"), next, world.submission(27, 58)))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.field()).isEqualTo("remedies[" + open.key() + "].state"));
        desk.submit(world.actor("member1"), next, answering(Map.of(open.key(), new Submission.Remedied(CommitmentState.DONE, "Đã có chứng chỉ")), Map.of()));
        assertThat(commitments.ofMember(world.member(1)).get(0).state()).isEqualTo(CommitmentState.DONE);
        assertThat(desk.asked(cases.get(next)).commitments()).as("a correction of the same review asks again").hasSize(1);
        assertThatThrownBy(() -> commitmentDesk.report(world.actor("member1"), place, CommitmentState.DONE, "Lần nữa")).hasMessage("commitment.refused.over");
    }


    // the form, without a script ----------------------------------------------------------------

    private String page(String address) throws Exception {
        MockHttpServletResponse response = mvc.perform(get(address).with(user(world.user("member1")))).andReturn().getResponse();
        assertThat(response.getStatus()).isEqualTo(200);
        return HtmlUtils.htmlUnescape(response.getContentAsString());
    }

    private MockHttpServletResponse send(String address, String page, Map<String, String> typed) throws Exception {
        MockHttpServletRequestBuilder request = post(address).with(user(world.user("member1"))).with(csrf());
        for (String hidden : List.of("_part", "_was")) {
            Matcher m = Pattern.compile("name=\"" + hidden + "\" value=\"([^\"]*)\"").matcher(page);
            assertThat(m.find()).isTrue();
            request.param(hidden, m.group(1));
        }
        typed.forEach(request::param);
        return mvc.perform(request).andReturn().getResponse();
    }

    @Test
    void aWholeReviewIsWrittenPartByPartWithoutAScript() throws Exception {
        world.world(1, 10);
        world.reviewed(1, 27, 58);
        String next = world.nextRound(1);
        matters.raise(world.actor("committee"), next, "Vì sao vắng hai buổi họp?");
        String address = "/cases/" + next + "/submit-self-review";
        Commitment open = commitments.openFor(next, world.member(1)).get(0);
        Map<String, Map<String, String>> parts = new LinkedHashMap<>();
        Map<String, String> first = new LinkedHashMap<>(Map.of("sections[0].text", "Kết quả trong năm"));
        for (int i = 0; i < 5; i++) {
            first.put("standards[" + i + "].grade", "GOOD");
        }
        parts.put("I", first);
        parts.put("II", Map.of("sections[1].text", "Còn chậm", "actsDone", "true", "acts", "PH15", "_acts", "on", "actsText", "Đã bồi hoàn"));
        parts.put("III", Map.of("sections[2].text", "Đã sửa", "remedied", "true", "remedies[" + open.key() + "].state", "GOING_ON", "remedies[" + open.key() + "].text", "Còn một kỳ thi"));
        parts.put("IV", Map.of("matters[m1].text", "Tôi ốm"));
        parts.put("V", Map.of("sections[4].text", "Một phần do tôi"));
        parts.put("VI", Map.of("sections[5].text", "Hướng tới", "commitments[0].text", "Thi xong", "commitments[0].until", DateTimeFormatter.ofPattern("dd/MM/yyyy").format(LocalDate.now(clock).plusDays(60))));
        parts.put("VII", Map.of("tasksGiven", "10", "tasksOnTime", "10", "tasksBeyond", "1", "generalPoints", "26", "taskPoints", "57", "ratingOfficial", "T", "ratingMember", "T"));
        List<String> codes = List.copyOf(parts.keySet());
        for (String part : codes) {
            String page = page(address + "?part=" + part);
            assertThat(page).contains("Phần " + part + " trên VII").contains("gợi ý");
            Map<String, String> typed = new LinkedHashMap<>(parts.get(part));
            String onward = part.equals("VII") ? "all" : codes.get(codes.indexOf(part) + 1);
            typed.put("_go", onward);
            MockHttpServletResponse answer = send(address, page, typed);
            assertThat(answer.getStatus()).isEqualTo(302);
            assertThat(answer.getRedirectedUrl()).isEqualTo(address + "?part=" + onward);
        }
        assertThat(page(address + "?part=III")).contains("Học tiếng Tày", "Còn một kỳ thi");
        String whole = page(address + "?part=all");
        assertThat(whole).contains("Đã đủ 7 trên 7 phần", "Còn một kỳ thi", "Vì sao vắng hai buổi họp?", "Tôi ốm", "15. Không tiết kiệm", "Đã bồi hoàn", "83").doesNotContain("chưa đủ, đánh dấu");
        assertThat(send(address, whole, Map.of()).getRedirectedUrl()).isEqualTo("/work");
        Written sealed = reviews.find(next).orElseThrow().written();
        assertThat(sealed.remedies()).extracting(Written.Remedy::state).containsExactly(CommitmentState.GOING_ON);
        assertThat(sealed.acts()).isEqualTo(new Written.Acts(List.of("PH15"), "Đã bồi hoàn"));
        assertThat(sealed.points()).isEqualTo(83);
    }

    @Test
    void whatIsMissingKeepsAnIncompleteReviewFromBeingSealedAndIsShownWhereItIsMissing() throws Exception {
        world.world(1, 10);
        String address = "/cases/" + world.caseCode(1) + "/submit-self-review";
        String page = page(address + "?part=V");
        assertThat(send(address, page, Map.of("sections[4].text", "Một phần do tôi", "_go", "away")).getRedirectedUrl()).isEqualTo("/work");
        String whole = page(address + "?part=all");
        MockHttpServletResponse refused = send(address, whole, Map.of());
        assertThat(refused.getStatus()).isEqualTo(422);
        String told = HtmlUtils.htmlUnescape(refused.getContentAsString());
        assertThat(told).contains("href=\"?part=II&check=1#f-actsDone\"", "Một phần do tôi").doesNotContain("part=V&check");
        assertThat(reviews.find(world.caseCode(1))).isEmpty();
        assertThat(page(address)).as("coming back, it goes on at the first part that is not complete").contains("Phần I trên VII");
    }

    @Test
    void aTextOfAHundredThousandSignsIsKeptWholeAndToldWithTheLimitOfTheRuleSet() throws Exception {
        world.world(1, 10);
        String address = "/cases/" + world.caseCode(1) + "/submit-self-review";
        String text = Normalizer.normalize("Tôi nhận khuyết điểm này. ".repeat(4000), Normalizer.Form.NFC).strip();
        assertThat(send(address, page(address + "?part=II"), Map.of("sections[1].text", Normalizer.normalize(text, Normalizer.Form.NFD), "_go", "III")).getStatus()).isEqualTo(302);
        assertThat(page(address + "?part=II")).contains(">" + text + "</textarea>");
        assertThat(page(address + "?part=II&check=1")).contains("Dài 103.999 ký tự, nhiều nhất 20.000", ">" + text + "</textarea>");
    }
}
