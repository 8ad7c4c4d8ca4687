package vn.tusoi.briefings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Denied;
import vn.tusoi.assessment.CaseWorld;
import vn.tusoi.register.Units;
import vn.tusoi.worklist.Refused;

/** A text is made known: from the board to the cells, back as sessions, confirmations and numbers. */
@ApplicationTest
class BriefingTests {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    @Autowired CaseWorld world;
    @Autowired BriefingDesk desk;
    @Autowired Units units;
    @Autowired MockMvc mvc;
    @Autowired JdbcClient jdbc;
    @Autowired Clock clock;

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private BriefingDesk.Text text(String... to) {
        return new BriefingDesk.Text("Những điều đảng viên không được làm", "207-QĐ/TW", today().minusDays(30), "Tủ sách chi bộ", "ab".repeat(32), today().plusDays(20), List.of(to));
    }

    private String published(int people) {
        world.world(people, 20);
        world.account("board", "Hà Ban Tổ Chức", null, "ORGANISATION_BOARD", "T");
        return desk.publish(world.actor("board"), text()).code();
    }

    private String page(String who, String address) throws Exception {
        String vietnamese = null;
        for (String language : List.of("en", "vi")) {
            vietnamese = mvc.perform(get(address).queryParam("lang", language).with(user(world.user(who)))).andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
            assertThat(vietnamese).as(address).doesNotContain("??").contains("</html>");
        }
        return vietnamese;
    }

    @Test
    void aTextReachesTheCellsTheSessionIsRecordedMembersConfirmAndEveryLevelSeesTheNumbers() throws Exception {
        String code = published(3);
        String cell = world.unit("C");
        assertThat(page("board", "/briefings/" + code)).contains("0 trên 1").as("the cell of twelve").contains("0 trên 12");
        assertThat(page("member1", "/work")).contains("Đọc và xác nhận 207-QĐ/TW");
        assertThat(page("member1", "/briefings/" + code)).contains("Tôi đã đọc").doesNotContain("Tiến độ:");
        assertThat(page("secretary", "/work")).contains("Ghi buổi quán triệt 207-QĐ/TW");

        String address = "/briefings/" + code + "/cells/" + cell;
        assertThat(page("secretary", address)).contains("Hoàng Thị Bích Ngọc");
        mvc.perform(post(address).with(user(world.user("secretary"))).with(csrf()).param("on", DAY.format(today())).param("place", "Nhà văn hóa thôn 3")
                        .param("people[" + world.member(1) + "]", "ATTENDED").param("people[" + world.member(2) + "]", "EXCUSED").param("people[" + world.member(3) + "]", "ABSENT"))
                .andExpect(redirectedUrl(address));
        mvc.perform(post("/briefings/" + code + "/read").with(user(world.user("member1"))).with(csrf())).andExpect(redirectedUrl("/briefings/" + code));
        mvc.perform(post("/briefings/" + code + "/read").with(user(world.user("member1"))).with(csrf())).andExpect(redirectedUrl("/briefings/" + code));

        for (String level : List.of("T", "X", "C")) {
            Progress progress = desk.whole(world.actor("board"), code, units.get(world.unit(level)));
            assertThat(progress).as(level).extracting(Progress::cells, Progress::held, Progress::members, Progress::attended, Progress::excused, Progress::read, Progress::done)
                    .containsExactly(1, 1, 12, 1, 1, 1, false);
        }
        assertThat(desk.progress(world.actor("board"), code, units.get(world.unit("T")))).extracting(p -> p.unit().code()).containsExactly(world.unit("X"));
        assertThat(desk.progress(world.actor("board"), code, units.get(world.unit("X")))).extracting(p -> p.unit().code()).containsExactly(cell);
        assertThat(page("committee", "/briefings/" + code)).contains("1 trên 12");
        assertThat(page("committee", address)).contains("Vắng có lý do").doesNotContain("<select class=\"form-select\" name=\"people");
        assertThat(page("member1", "/work")).doesNotContain("Đọc và xác nhận 207-QĐ/TW");
        assertThat(page("secretary", "/work")).doesNotContain("Ghi buổi quán triệt");
        assertThat(page("member1", "/briefings")).contains("Đã xác nhận đọc");
        assertThat(jdbc.sql("select act from ledger_entry where subject_code like ? order by id").param(code + "%").query(String.class).list())
                .containsExactly("BRIEFING_PUBLISHED", "BRIEFING_HELD", "BRIEFING_READ");
    }

    @Test
    void theSelfReviewPointsToTheTexts() throws Exception {
        String code = published(1);
        assertThat(page("member1", "/cases/" + world.caseCode(1) + "/submit-self-review")).contains("/briefings/" + code).contains("Văn bản đồng chí được quán triệt (1)");
    }

    @Test
    void aReminderStandsOnThePageOfWorkOfThoseWhoAreNotDone() throws Exception {
        String code = published(2);
        desk.confirm(world.actor("member1"), code);
        assertThat(page("member2", "/work")).doesNotContain("Nhắc lại:");
        assertThatThrownBy(() -> desk.remind(world.actor("committee"), code)).isInstanceOf(Denied.Forbidden.class);
        desk.remind(world.actor("board"), code);
        assertThat(page("member2", "/work")).contains("Nhắc lại:");
        assertThat(page("secretary", "/work")).contains("Nhắc lại:");
        assertThat(page("member1", "/work")).doesNotContain("Nhắc lại:");
    }

    @Test
    void othersUnitsAndOfficesAreKeptOut() {
        String code = published(2);
        String cell = world.unit("C");
        world.account("stranger", "Người Nơi Khác", null, "ORGANISATION_BOARD", "Y");
        BriefingDesk.Held held = new BriefingDesk.Held(today(), "Nhà văn hóa", null, Map.of());
        assertThatThrownBy(() -> desk.look(world.actor("stranger"), code)).isInstanceOf(Denied.Hidden.class);
        assertThatThrownBy(() -> desk.session(world.actor("stranger"), code, cell)).isInstanceOf(Denied.Hidden.class);
        assertThatThrownBy(() -> desk.record(world.actor("committee"), code, cell, held)).isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> desk.record(world.actor("member1"), code, cell, held)).isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> desk.progress(world.actor("member1"), code, units.get(world.unit("C")))).isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> desk.progress(world.actor("committee"), code, units.get(world.unit("T")))).isInstanceOf(Denied.Hidden.class);
        assertThatThrownBy(() -> desk.confirm(world.actor("committee"), code)).isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> desk.publish(world.actor("secretary"), text())).isInstanceOf(Denied.Forbidden.class);
    }

    @Test
    void whatIsWrongIsSaidBesideItsFieldAndNothingTypedIsLost() throws Exception {
        String code = published(1);
        String html = mvc.perform(post("/briefings/new").with(user(world.user("board"))).with(csrf()).param("title", "Tên văn bản dài").param("textNo", "1-QĐ").param("textDate", "31/02/2026")
                .param("fileDigest", "xyz")).andExpect(status().isUnprocessableEntity()).andReturn().getResponse().getContentAsString();
        assertThat(org.springframework.web.util.HtmlUtils.htmlUnescape(html)).contains("Tên văn bản dài").contains("31/02/2026").contains("xyz");
        String address = "/briefings/" + code + "/cells/" + world.unit("C");
        html = mvc.perform(post(address).with(user(world.user("secretary"))).with(csrf()).param("on", DAY.format(today().plusDays(2))).param("place", "Nhà văn hóa thôn 3"))
                .andExpect(status().isUnprocessableEntity()).andReturn().getResponse().getContentAsString();
        assertThat(org.springframework.web.util.HtmlUtils.htmlUnescape(html)).contains("Ngày này chưa đến").contains("Nhà văn hóa thôn 3");
        assertThatThrownBy(() -> desk.publish(world.actor("board"), text(world.unit("X"), "KHONG-CO"))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> desk.publish(world.actor("board"), new BriefingDesk.Text("Tên", "1", today(), "Tủ sách", "123", today(), List.of()))).isInstanceOf(Refused.class)
                .satisfies(e -> assertThat(((Refused) e).field()).isEqualTo("fileDigest"));
        assertThatThrownBy(() -> desk.publish(world.actor("board"), new BriefingDesk.Text("Tên", "1", today(), "Tủ sách", null, today().minusDays(1), List.of())))
                .satisfies(e -> assertThat(((Refused) e).field()).isEqualTo("due"));
    }

    @Test
    void onlyTheUnitsThatWereChosenAreReached() {
        world.world(1, 20);
        world.account("board", "Hà Ban Tổ Chức", null, "ORGANISATION_BOARD", "T");
        assertThatThrownBy(() -> desk.publish(world.actor("board"), text(world.unit("Y")))).as("a commune without cells").isInstanceOf(Refused.class);
        String code = desk.publish(world.actor("board"), text(world.unit("X"))).code();
        assertThat(desk.whole(world.actor("board"), code, units.get(world.unit("T"))).cells()).isEqualTo(1);
    }
}
