package vn.tusoi.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import vn.tusoi.DemoTest;

/** Programs see what people see, through the same desks; errors are problem+json in the caller's language. */
@DemoTest
class ApiTests {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcClient jdbc;

    private static RequestPostProcessor as(String username) {
        return httpBasic(username, "tusoi-demo-2026");
    }

    /** An open task of the form in the commune, as {subject, task}. */
    private String[] open(String formKey, String commune) {
        return jdbc.sql("select w.subject_code, w.task_id from work_item w join vetting_case c on c.code = w.subject_code where w.form_key = ? and c.unit_code = ? order by 1 limit 1")
                .params(formKey, commune).query((rs, n) -> new String[] {rs.getString(1), rs.getString(2)}).single();
    }

    @Test
    void withoutNameAndPasswordNothingIsAnswered() throws Exception {
        for (String address : new String[] {"/api/v1/rounds", "/api/v1/tasks", "/api/v1/cases/X", "/api/v1/register/members"}) {
            mvc.perform(get(address)).andExpect(status().isUnauthorized());
        }
        mvc.perform(get("/api/v1/rounds").with(httpBasic("btc.t.1", "wrong-password"))).andExpect(status().isUnauthorized());
    }

    @Test
    void aBoardSeesItsRoundAndItsProgress() throws Exception {
        String round = jdbc.sql("select code from round where kind is null").query(String.class).single();
        mvc.perform(get("/api/v1/rounds").with(as("btc.t.1"))).andExpect(status().isOk()).andExpect(jsonPath("$.items[*].code", hasItem(round)))
                .andExpect(jsonPath("$.total", is(2)));
        mvc.perform(get("/api/v1/rounds/" + round).with(as("btc.t.1"))).andExpect(status().isOk()).andExpect(jsonPath("$.status", is("OPEN")));
        mvc.perform(get("/api/v1/rounds/" + round + "/progress").with(as("btc.t.1"))).andExpect(status().isOk()).andExpect(jsonPath("$.total.cases", greaterThan(50)));
        mvc.perform(get("/api/v1/rounds/NONE").with(as("btc.t.1"))).andExpect(status().isNotFound())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        mvc.perform(get("/api/v1/rounds").with(as("quantri.t.1"))).andExpect(status().isForbidden());
    }

    @Test
    void aCaseIsForWhomItsStepConcerns() throws Exception {
        String code = open("record-meeting", "X04")[0];
        mvc.perform(get("/api/v1/cases/" + code).with(as("giamsat.t.1"))).andExpect(status().isOk()).andExpect(jsonPath("$.stage", is("ASSESSMENT")));
        mvc.perform(get("/api/v1/cases/" + code + "/entries").with(as("giamsat.t.1"))).andExpect(status().isOk()).andExpect(jsonPath("$[0].act", is("CASE_OPENED")));
        mvc.perform(get("/api/v1/cases/" + code).with(as("quantri.t.1"))).andExpect(status().isForbidden());
        mvc.perform(get("/api/v1/cases/" + code).with(as("btc.x06.1"))).andExpect(status().isNotFound());
    }

    @Test
    void tasksAreListedAndRefusedWithTheFieldsThatAreWrong() throws Exception {
        String[] free = jdbc.sql("""
                        select w.task_id, a.username from work_item w join vetting_case c on c.code = w.subject_code
                        join office o on o.unit_code = w.unit_code and o.function = w.function join account a on a.username = o.username
                        where w.form_key = 'prepare-meeting' and c.unit_code = 'X04' and a.member_code <> c.member_code
                          and not exists (select 1 from relation r where a.member_code in (r.member_code, r.other_code) and c.member_code in (r.member_code, r.other_code))
                        order by w.task_id, a.username limit 1""")
                .query((rs, n) -> new String[] {rs.getString(1), rs.getString(2)}).single();
                String task = free[0];
        String secretary = free[1];
        mvc.perform(get("/api/v1/tasks").with(as(secretary))).andExpect(status().isOk()).andExpect(jsonPath("$.total", greaterThan(0)));
        mvc.perform(post("/api/v1/tasks/" + task).with(as(secretary)).contentType(MediaType.APPLICATION_JSON).content("{}"))
                .andExpect(status().isUnprocessableEntity()).andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        mvc.perform(post("/api/v1/tasks/" + task).with(as(secretary)).contentType(MediaType.APPLICATION_JSON).content("{\"nonsense\":1}"))
                .andExpect(status().isBadRequest());
        mvc.perform(post("/api/v1/tasks/" + task).with(as(secretary)).contentType(MediaType.APPLICATION_JSON).content("{\"place\":\"a\\u0000b\"}"))
                .andExpect(status().isBadRequest());
        mvc.perform(get("/api/v1/tasks/" + task).with(as("btc.x06.1"))).andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/tasks/" + task).with(as("quantri.t.1"))).andExpect(status().isForbidden());
        assertThat(jdbc.sql("select count(*) from work_item where task_id = ?").param(task).query(Integer.class).single()).isOne();
    }

    @Test
    void aTaskThatIsOverSaysWhoDidIt() throws Exception {
        String[] done = jdbc.sql("""
                        select w.task_id, o.username, w.ended_name from work_done w join office o on o.unit_code = w.unit_code and o.function = w.function
                        where w.form_key = 'decide-rating' and w.ended_by is not null and o.username <> w.ended_by
                          and (select count(*) from work_done d where d.subject_code = w.subject_code and d.element_id = w.element_id) = 1
                          and not exists (select 1 from work_item i where i.subject_code = w.subject_code and i.element_id = w.element_id)
                        order by w.task_id limit 1""")
                .query((rs, n) -> new String[] {rs.getString(1), rs.getString(2), rs.getString(3)}).single();
        mvc.perform(get("/api/v1/tasks/" + done[0]).with(as(done[1]))).andExpect(status().isConflict()).andExpect(jsonPath("$.detail", containsString(done[2])));
    }

    @Test
    void theRegisterIsSearchedWithoutMarks() throws Exception {
        mvc.perform(get("/api/v1/register/members").queryParam("q", "nong").with(as("btc.t.1"))).andExpect(status().isOk())
                .andExpect(jsonPath("$.items[0].fullName", containsString("Nông")));
        mvc.perform(get("/api/v1/register/members").with(as("noichinh.t.1"))).andExpect(status().isForbidden());
        mvc.perform(get("/api/v1/register/units/X01").with(as("btc.x06.1"))).andExpect(status().isNotFound());
        mvc.perform(get("/api/v1/register/members").queryParam("page", "nine").with(as("btc.t.1"))).andExpect(status().isBadRequest());
    }

    @Test
    void theInterfaceIsDescribedAndTheEnginesOwnIsNotThere() throws Exception {
        mvc.perform(get("/api/docs/openapi").with(org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user("btc.t.1")))
                .andExpect(status().isOk()).andExpect(content().string(containsString("/api/v1/tasks/{id}")))
                .andExpect(jsonPath("$.info.title").value("Tusoi")).andExpect(jsonPath("$.servers[0].url").value("/"));
        mvc.perform(get("/engine-rest/process-definition").with(org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user("btc.t.1")))
                .andExpect(status().isNotFound());
    }
}
