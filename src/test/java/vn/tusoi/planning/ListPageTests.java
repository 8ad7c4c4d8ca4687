package vn.tusoi.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.tusoi.ApplicationTest;
import vn.tusoi.ballots.ConferenceDesk;

/** Pages of lists and conferences: who sees what, and that each page stands in both languages. */
@ApplicationTest
class ListPageTests {

    @Autowired ListFixture world;
    @Autowired MockMvc mvc;
    @Autowired ConferenceDesk conferenceDesk;
    @Autowired PlanningDesk desk;

    private String page(String who, String address) throws Exception {
        for (String language : List.of("vi", "en")) {
            String html = mvc.perform(get(address).queryParam("lang", language).with(user(world.user(who)))).andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
            assertThat(html).as(address).doesNotContain("??").doesNotContain("style=").contains("</html>");
            if (language.equals("en")) {
                mvc.perform(get("/lists").queryParam("lang", "vi").with(user(world.user(who))));
            }
        }
        return mvc.perform(get(address).with(user(world.user(who)))).andReturn().getResponse().getContentAsString();
    }

    private void refused(String who, String address, int status) throws Exception {
        mvc.perform(get(address).with(user(world.user(who)))).andExpect(status().is(status));
    }

    private MockHttpServletRequestBuilder submit(String who, String address) {
        return post(address).with(user(world.user(who))).with(csrf());
    }

    @Test
    void everyPageStandsFromThePoolToThePublishedList() throws Exception {
        world.world(4, "DESIGNATE", 2);
        String list = "/lists/" + world.list();
        String first = "/conferences/" + world.conference(1);
        assertThat(page("board", list + "/draw-up-pool")).contains("Nông Văn Bình");
        assertThat(page("auditor", list)).contains(world.caseCode(1));
        assertThat(page("board", "/lists")).contains(world.list());
        world.drawUp();
        page("board", list);
        page("board", first + "/convene-conference");
        page("chair", first);
        world.convene(1, 60);
        page("secretary", first + "/record-attendance");
        conferenceDesk.recordAttendance(world.actor("secretary"), world.conference(1), 50, null);
        page("secretary", first + "/print-papers");
        assertThat(page("secretary", first + "/papers")).contains("Nông Văn Bình");
        conferenceDesk.printPapers(world.actor("secretary"), world.conference(1), 55, 50);
        page("countera", first + "/count-votes?slot=A");
        page("counterb", first + "/count-votes?slot=B");
        world.count(1, "A", Map.of(world.caseCode(1), 33));
        assertThat(page("counterb", first + "/count-votes?slot=B")).as("side A is never shown to side B").doesNotContain("value=\"33\"").doesNotContain(">33<");
        assertThat(page("counterb", first)).doesNotContain(">33<");
        world.count(1, "B", Map.of(world.caseCode(1), 34));
        assertThat(page("secretary", first + "/reconcile-counts")).contains("33 · 14 · 0").contains("34 · 13 · 0");
        refused("countera", first + "/reconcile-counts", 403);
        conferenceDesk.reconcile(world.actor("secretary"), world.conference(1));
        page("countera", first + "/count-votes?slot=A");
        world.count(1, "A", Map.of());
        world.count(1, "B", Map.of());
        conferenceDesk.reconcile(world.actor("secretary"), world.conference(1));
        page("chair", first + "/sign-minutes");
        assertThat(page("countera", first)).as("votes are shown once signed").doesNotContain(">43<");
        conferenceDesk.sign(world.actor("chair"), world.conference(1), "07-BB", null);
        assertThat(page("countera", first)).contains(">43<");
        assertThat(page("chair", first + "/minutes")).contains("07-BB");
        page("board", list);
        world.hold(2, Map.of(world.caseCode(4), 10));
        world.hold(3, Map.of());
        page("board", list + "/check-composition");
        desk.checkComposition(world.actor("board"), world.list(), Map.of(), "Nguồn cán bộ trẻ còn ít.");
        page("board", list + "/submit-list");
        desk.submit(world.actor("board"), world.list(), "15-TTr", "Kính trình.");
        assertThat(page("approver", list + "/approve-list")).contains("Nguồn cán bộ trẻ còn ít.");
        desk.approve(world.actor("approver"), world.list(), PlanningDesk.Approval.APPROVED, "212-QĐ", null);
        page("board", list + "/publish-list");
        desk.publish(world.actor("board"), world.list(), "33-TB", java.time.LocalDate.of(2026, 1, 1));
        world.runJobs();
        assertThat(page("approver", list)).contains("33-TB");
        assertThat(page("auditor", "/lists")).contains(world.list());
    }

    @Test
    void ofAnotherUnitItDoesNotExistAndWithoutTheOfficeItIsForbidden() throws Exception {
        world.world(1, "DESIGNATE", 1);
        world.drawUp();
        for (String address : List.of("/lists/" + world.list(), "/conferences/" + world.conference(1), "/lists/" + world.list() + "/draw-up-pool",
                "/conferences/" + world.conference(1) + "/convene-conference", "/conferences/" + world.conference(1) + "/papers",
                "/conferences/" + world.conference(1) + "/minutes")) {
            refused("elsewhere", address, 404);
            refused("cell", address, 404);
        }
        refused("committee", "/lists/" + world.list(), 403);
        refused("committee", "/conferences/" + world.conference(1), 403);
        refused("committee", "/conferences/" + world.conference(1) + "/convene-conference", 403);
        refused("secretary", "/conferences/" + world.conference(1) + "/convene-conference", 403);
        refused("committee", "/lists", 403);
        refused("board", "/lists/NO-SUCH", 404);
        refused("board", "/conferences/NO-SUCH", 404);
        assertThat(mvc.perform(get("/lists").with(user(world.user("elsewhere")))).andReturn().getResponse().getContentAsString()).doesNotContain(world.list());
    }

    @Test
    void aCountThatDoesNotAddUpIsSaidInWordsBesideTheFieldAndKept() throws Exception {
        world.world(2, "DESIGNATE", 1);
        world.drawUp();
        world.toCount(1);
        String address = "/conferences/" + world.conference(1) + "/count-votes";
        String html = mvc.perform(submit("countera", address).param("slot", "A").param("collected", "48").param("missing", "1").param("valid", "47").param("invalid", "1")
                        .param("lines[" + world.caseCode(1) + "].agree", "40").param("lines[" + world.caseCode(1) + "].disagree", "7").param("lines[" + world.caseCode(1) + "].blank", "0")
                        .param("lines[" + world.caseCode(2) + "].agree", "41").param("lines[" + world.caseCode(2) + "].disagree", "6").param("lines[" + world.caseCode(2) + "].blank", "0"))
                .andExpect(status().isUnprocessableEntity()).andReturn().getResponse().getContentAsString();
        assertThat(html).contains("Phát ra 50 phiếu, nhưng thu về cộng không thu về là 49").contains("value=\"41\"");
        html = mvc.perform(submit("countera", address).param("slot", "A").param("collected", "48").param("missing", "hai").param("valid", "47").param("invalid", "1")
                        .param("lines[" + world.caseCode(1) + "].agree", "40"))
                .andExpect(status().isUnprocessableEntity()).andReturn().getResponse().getContentAsString();
        assertThat(html).contains("value=\"hai\"").contains("value=\"40\"").contains("Phải là một số");
        mvc.perform(submit("countera", address).param("slot", "A").param("collected", "48").param("missing", "2").param("valid", "47").param("invalid", "1")
                        .param("lines[" + world.caseCode(1) + "].agree", "40").param("lines[" + world.caseCode(1) + "].disagree", "7").param("lines[" + world.caseCode(1) + "].blank", "0")
                        .param("lines[" + world.caseCode(2) + "].agree", "41").param("lines[" + world.caseCode(2) + "].disagree", "6").param("lines[" + world.caseCode(2) + "].blank", "0"))
                .andExpect(status().is3xxRedirection());
        mvc.perform(submit("countera", address).param("slot", "A").param("collected", "48")).andExpect(status().isConflict());
    }

    @Test
    void aPoolIsDrawnUpFromThePage() throws Exception {
        world.world(2, "DESIGNATE", 1);
        String address = "/lists/" + world.list() + "/draw-up-pool";
        mvc.perform(submit("board", address).param("out[" + world.caseCode(1) + "]", "true").param("reasons[" + world.caseCode(1) + "]", ""))
                .andExpect(status().isUnprocessableEntity());
        String html = mvc.perform(get(address).with(user(world.user("board")))).andReturn().getResponse().getContentAsString();
        assertThat(html).as("the draft keeps the tick").contains("checked=\"checked\"");
        mvc.perform(submit("board", address).param("out[" + world.caseCode(1) + "]", "true").param("reasons[" + world.caseCode(1) + "]", "Đi học dài hạn."))
                .andExpect(status().is3xxRedirection());
        assertThat(desk.standing(world.list())).extracting(Entry::caseCode).containsExactly(world.caseCode(2));
    }

    @Test
    void listsCanBeTakenOutAsTheyAreShownByThoseWhoMayReadThem() throws Exception {
        world.world(4, "DESIGNATE", 2);
        world.drawUp();
        String index = mvc.perform(get("/lists.csv").queryParam("round", world.list().replaceAll("-[^-]+$", "")).with(user(world.user("board")))).andExpect(status().isOk())
                .andReturn().getResponse().getContentAsString();
        assertThat(index).contains(world.list());
        String people = mvc.perform(get("/lists/" + world.list() + "/people.csv").with(user(world.user("board")))).andExpect(status().isOk())
                .andReturn().getResponse().getContentAsString();
        assertThat(people).contains("Nông Văn Bình").contains(world.caseCode(1)).doesNotContain("??");
        refused("committee", "/lists/" + world.list() + "/people.csv", 403);
    }

    @Test
    void aTaskPageSaysWhyItIsMineAndLetsMeTakeIt() throws Exception {
        world.world(4, "DESIGNATE", 2);
        assertThat(page("board", "/lists/" + world.list() + "/draw-up-pool")).contains("ts-mine").contains("nơi lập danh sách này").contains("/claim");
    }
}
