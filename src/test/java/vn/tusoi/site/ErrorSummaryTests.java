package vn.tusoi.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Function;

@ApplicationTest
class ErrorSummaryTests {

    @Autowired MockMvc mvc;
    @Autowired People people;
    @Autowired FieldLabels labels;

    @Test
    void theSummaryNamesTheFieldOfEachMistake() throws Exception {
        String province = people.province();
        String html = mvc.perform(post("/accounts/new").with(user(people.holder(Function.ADMINISTRATOR, province))).with(csrf()))
                .andExpect(status().isUnprocessableEntity()).andReturn().getResponse().getContentAsString();
        assertThat(html).contains("Họ và tên: chưa điền").contains("Tên đăng nhập: ");
    }

    @Test
    void ofSeveralLikeFieldsTheNumberIsSaidToo() {
        assertThat(labels.before("inspection/draft-findings", "findings[1].statement", "Chưa điền")).contains("(2): chưa điền");
    }

    @Test
    void aFieldWithoutALabelInTheTemplateKeepsItsMessage() {
        assertThat(labels.before("accounts/new", "unheardOf", "Chưa điền")).isEqualTo("Chưa điền");
    }
}
