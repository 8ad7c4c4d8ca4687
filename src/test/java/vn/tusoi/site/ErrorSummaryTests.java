package vn.tusoi.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.thymeleaf.spring6.util.DetailedError;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Function;

@ApplicationTest
class ErrorSummaryTests {

    @Autowired MockMvc mvc;
    @Autowired People people;
    @Autowired FieldLabels labels;

    @Test
    void theSummaryNamesTheFieldOfEachMistake() throws Exception {
        String administrator = people.holder(Function.ADMINISTRATOR, people.province());
        String html = mvc.perform(post("/accounts/new").with(user(administrator)).with(csrf()))
                .andExpect(status().isUnprocessableEntity()).andReturn().getResponse().getContentAsString();
        assertThat(html).contains("Họ và tên: chưa điền").contains("Tên đăng nhập: ");
        assertThat(html).as("the other language would cost what was typed").doesNotContain("hreflang");
        assertThat(mvc.perform(get("/accounts/new").with(user(administrator))).andReturn().getResponse().getContentAsString()).contains("?lang=en\" lang=\"en\" hreflang=\"en\"");
    }

    @Test
    void ofSeveralLikeFieldsTheNumberIsSaidToo() {
        assertThat(labels.before("inspection/draft-findings", "findings[1].statement", "Chưa điền")).contains("(2): chưa điền");
    }

    @Test
    void theSummaryGoesDownThePageAndKeepsTheFieldsOfOneEntryTogether() {
        assertThat(order("register/standing", "docDate", "", "kind", "decidedBy", "from", "unheardOf")).containsExactly("kind", "from", "docDate", "decidedBy", "", "unheardOf");
        assertThat(order("inspection/draft-findings", "findings[1].statement", "findings[0].evidence", "findings[0].actCode", "findings[1].actCode"))
                .containsExactly("findings[0].actCode", "findings[0].evidence", "findings[1].actCode", "findings[1].statement");
    }

    private List<String> order(String template, String... fields) {
        return labels.inOrder(template, Arrays.stream(fields).map(f -> f.isEmpty() ? new DetailedError("code", null, "Sai") : new DetailedError(f, "code", null, "Sai")).toList())
                .stream().map(e -> e.isGlobal() ? "" : e.getFieldName()).toList();
    }

    @Test
    void aFieldWithoutALabelInTheTemplateKeepsItsMessage() {
        assertThat(labels.before("accounts/new", "unheardOf", "Chưa điền")).isEqualTo("Chưa điền");
    }
}
