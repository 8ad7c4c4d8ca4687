package vn.tusoi.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import vn.tusoi.DemoTest;

@DemoTest
class WorkPageTests {

    @Autowired MockMvc mvc;
    @Autowired JdbcClient jdbc;

    /** A task of an office that is about the holder of that office. */
    private record Own(String username, String code, String formKey) { }

    private String work(String username) throws Exception {
        return mvc.perform(get("/work").queryParam("lang", "vi").with(user(username))).andReturn().getResponse().getContentAsString();
    }

    @Test
    void aTaskAboutOneselfIsShownAsSomebodyElsesAndLeadsToNoForbiddenPage() throws Exception {
        List<Own> own = jdbc.sql("""
                        select a.username, w.subject_code, w.form_key from work_item w join vetting_case c on c.code = w.subject_code
                        join account a on a.member_code = c.member_code join office o on o.username = a.username and o.function = w.function and o.unit_code = w.unit_code
                        where w.function <> 'MEMBER' order by a.username""")
                .query((rs, n) -> new Own(rs.getString(1), rs.getString(2), rs.getString(3))).list();
        assertThat(own).isNotEmpty();
        String html = work(own.get(0).username());
        assertThat(html).contains("Người khác làm").contains("Đồng chí không được tự quyết về mình");
        assertThat(html).doesNotContain("/cases/" + own.get(0).code() + "/" + own.get(0).formKey());
    }

    @Test
    void aTaskOfOnesOfficeAboutOthersLeadsToItsForm() throws Exception {
        List<Own> others = jdbc.sql("""
                        select o.username, w.subject_code, w.form_key from work_item w join office o on o.function = w.function and o.unit_code = w.unit_code
                        where w.form_key = 'give-opinion' order by o.username, w.subject_code""")
                .query((rs, n) -> new Own(rs.getString(1), rs.getString(2), rs.getString(3))).list();
        assertThat(others).isNotEmpty();
        assertThat(work(others.get(0).username())).contains("/cases/" + others.get(0).code() + "/give-opinion");
    }
}
