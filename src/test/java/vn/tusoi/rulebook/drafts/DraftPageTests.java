package vn.tusoi.rulebook.drafts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Function;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.site.People;

/** Pages of drafts: in both languages, without scripts, keeping what was typed. */
@ApplicationTest
class DraftPageTests {

    @Autowired MockMvc mvc;
    @Autowired DraftDesk desk;
    @Autowired EffectDesk effects;
    @Autowired RuleBook rules;
    @Autowired People people;
    @Autowired Accounts accounts;

    private static int made;
    private String province;
    private String author;
    private String second;
    private RuleDraft draft;
    private String here;

    @BeforeEach
    void aDraft() {
        province = people.province();
        author = people.holder(Function.ORGANISATION_BOARD, province);
        second = people.holder(Function.ORGANISATION_BOARD, province);
        draft = desk.open(accounts.actor(author).orElseThrow(), "2026-07", "P-" + ++made, "Bộ thử", "A trial set", rules.all().get(0).from().plusYears(1));
        here = "/rules/drafts/" + draft.id();
    }

    private String page(String who, String address) throws Exception {
        for (String language : List.of("en", "vi")) {
            String html = mvc.perform(get(address).queryParam("lang", language).with(user(who))).andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
            assertThat(html).as(address).doesNotContain("??").doesNotContain("style=").contains("</html>");
        }
        return mvc.perform(get(address).with(user(who))).andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
    }

    private MockHttpServletRequestBuilder save(String who, String address, int version) {
        return post(address).with(user(who)).with(csrf()).param("version", String.valueOf(version));
    }

    @Test
    void everyPageStandsInBothLanguages() throws Exception {
        assertThat(page(author, "/rules")).contains("/rules/drafts");
        assertThat(page(author, "/rules/drafts")).contains(draft.code());
        page(author, "/rules/drafts/new");
        assertThat(page(author, here)).contains(here + "/values/cap").contains(here + "/catalogues/acts").contains(here + "/tables/rating");
        page(author, here + "/head");
        assertThat(page(author, here + "/values/discipline")).contains("f:values/discipline.waitMonths.WARNING/value");
        page(author, here + "/catalogues/acts");
        page(author, here + "/catalogues/acts/PH01");
        page(author, here + "/catalogues/steps.PLAN_NEW");
        page(author, here + "/catalogues/posts/add");
        page(author, here + "/citations");
        page(author, here + "/citations/QD144");
        page(author, here + "/citations/add");
        page(author, here + "/tables/eligibility");
        page(author, here + "/compare");
        page(author, here + "/compare?all=true");
        page(author, here + "/effect");
        for (String nothing : List.of("/values/none", "/catalogues/none", "/catalogues/acts/PH99", "/citations/none", "/tables/none")) {
            mvc.perform(get(here + nothing).with(user(author))).andExpect(status().isNotFound());
        }
    }

    @Test
    void aDraftGoesFromThePageOfValuesToASetInForce() throws Exception {
        mvc.perform(save(author, here + "/values/inspection", 1).param("f:values/inspection.opinionDays/value", "11").param("f:values/inspection.opinionDays/checkedBy", "Văn phòng"))
                .andExpect(redirectedUrl(here + "/values/inspection"));
        assertThat(page(author, here + "/compare")).contains(">11<");
        mvc.perform(post(here + "/effect").with(user(author)).with(csrf())).andExpect(redirectedUrl(here + "/effect"));
        page(author, here + "/effect");
        mvc.perform(save(author, here + "/submit", 2).param("note", "Đã đối chiếu")).andExpect(redirectedUrl(here));
        assertThat(page(second, here)).contains(here + "/decide");
        assertThat(page(second, here + "/decide")).contains("Đã đối chiếu").contains(">11<");
        mvc.perform(post(here + "/decide").with(user(author)).with(csrf()).param("decision", "APPROVE").param("from", "01/01/2090")).andExpect(status().isForbidden());
        String wrong = mvc.perform(post(here + "/decide").with(user(second)).with(csrf()).param("decision", "RETURN").param("from", "01/01/2090").param("reason", ""))
                .andExpect(status().isUnprocessableEntity()).andReturn().getResponse().getContentAsString();
        assertThat(wrong).contains("01/01/2090");
        mvc.perform(post(here + "/decide").with(user(second)).with(csrf()).param("decision", "APPROVE")
                .param("from", DateTimeFormatter.ofPattern("dd/MM/uuuu").format(rules.all().get(0).from().plusYears(1)))).andExpect(redirectedUrl("/rules/" + draft.code()));
        assertThat(page(people.person(), "/rules/" + draft.code())).contains("Bộ thử");
        assertThat(rules.get(draft.code()).value("inspection.opinionDays").checkedBy()).isEqualTo("Văn phòng");
        page(author, here);
    }

    @Test
    void whatIsWrongStandsBesideItInTheReadersLanguageAndIsKept() throws Exception {
        mvc.perform(save(author, here + "/values/inspection", 1).param("f:values/inspection.opinionDays/value", "mười một")).andExpect(status().is3xxRedirection());
        String html = page(author, here + "/values/inspection");
        assertThat(html).contains("mười một").contains("giá trị inspection.opinionDays phải là số nguyên từ 1 đến 60");
        assertThat(mvc.perform(get(here).queryParam("lang", "en").with(user(author))).andReturn().getResponse().getContentAsString())
                .contains("value inspection.opinionDays must be a whole number from 1 to 60");
        assertThat(mvc.perform(save(author, here + "/submit", 2).param("note", "Xin duyệt")).andExpect(status().isUnprocessableEntity()).andReturn().getResponse()
                .getContentAsString()).contains("Xin duyệt");
    }

    @Test
    void theSecondToSaveAFieldSeesWhoWasFirstAndBothTexts() throws Exception {
        String field = "f:values/inspection.opinionDays/value";
        mvc.perform(save(author, here + "/values/inspection", 1).param(field, "11"));
        String html = mvc.perform(save(second, here + "/values/inspection", 1).param(field, "15").param("f:values/inspection.opinionDays/vi", "Lời văn của tôi"))
                .andExpect(status().isConflict()).andReturn().getResponse().getContentAsString();
        assertThat(html).contains(accounts.actor(author).orElseThrow().displayName()).contains("value=\"15\"").contains("Lời văn của tôi").contains("Đang lưu: 11")
                .contains("name=\"version\" value=\"2\"");
        mvc.perform(save(second, here + "/values/inspection", 2).param(field, "15")).andExpect(status().is3xxRedirection());
        assertThat(desk.text(accounts.actor(author).orElseThrow(), draft.id()).get("values/inspection.opinionDays/value")).isEqualTo("15");
    }

    @Test
    void aTableIsDownloadedAndUploadedAndABadOneIsNamed() throws Exception {
        byte[] table = mvc.perform(get(here + "/tables/rating.dmn").with(user(author))).andExpect(status().isOk()).andReturn().getResponse().getContentAsByteArray();
        String script = new String(table, StandardCharsets.UTF_8).replaceFirst("<inputEntry ", "<inputEntry expressionLanguage=\"groovy\" ");
        String html = mvc.perform(multipart(here + "/tables/rating").file(new MockMultipartFile("file", "mã.dmn", "application/xml", script.getBytes(StandardCharsets.UTF_8)))
                .param("version", "1").with(user(author)).with(csrf())).andExpect(status().isUnprocessableEntity()).andReturn().getResponse().getContentAsString();
        assertThat(html).contains("Không nhận tệp mã.dmn").contains("không nhận ngôn ngữ groovy");
        byte[] changed = new String(table, StandardCharsets.UTF_8).replace("<description>", "<description>Sửa: ").getBytes(StandardCharsets.UTF_8);
        mvc.perform(multipart(here + "/tables/rating").file(new MockMultipartFile("file", "moi.dmn", "application/xml", changed)).param("version", "1").with(user(author)).with(csrf()))
                .andExpect(redirectedUrl(here + "/tables/rating"));
        assertThat(desk.file(accounts.actor(author).orElseThrow(), draft.id(), "rating.dmn")).isEqualTo(changed);
        mvc.perform(multipart(here + "/tables/rating").param("version", "2").with(user(author)).with(csrf())).andExpect(status().isUnprocessableEntity());
    }

    @Test
    void othersAreRefusedOrSeeNothing() throws Exception {
        String auditor = people.holder(Function.AUDITOR, province);
        assertThat(page(auditor, here)).doesNotContain("/submit");
        page(auditor, here + "/values/cap");
        mvc.perform(save(auditor, here + "/values/cap", 1).param("f:values/cap.percent/value", "1")).andExpect(status().isForbidden());
        mvc.perform(get(here).with(user(people.holder(Function.ORGANISATION_BOARD, people.commune(province))))).andExpect(status().isForbidden());
        mvc.perform(get(here).with(user(people.holder(Function.ORGANISATION_BOARD, people.province())))).andExpect(status().isNotFound());
        mvc.perform(get("/rules/drafts").with(user(people.person()))).andExpect(status().isForbidden());
        mvc.perform(get("/rules/drafts/999999").with(user(author))).andExpect(status().isNotFound());
    }
}
