package vn.tusoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Function;
import vn.tusoi.site.People;

/** On the embedded database, and by the pages. */
@ApplicationTest
class DeletionTests extends DeletionCases {

    @Autowired MockMvc mvc;
    @Autowired People people;

    private String page(String who, String address) throws Exception {
        return mvc.perform(get(address).with(user(who))).andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
    }

    @Test
    void twoOfficersDeleteByThePages() throws Exception {
        String round = code(1).substring(0, code(1).indexOf('-'));
        for (String name : new String[] {"mot", "hai"}) {
            jdbc.sql("""
                            insert into account(username, display_name, active, failed_attempts, must_change, language, larger_text, created_at, version)
                            values (?, 'Cán bộ', true, 0, false, 'vi', false, timestamp with time zone '2026-01-01 00:00:00+00', 0)""").param(name + round).update();
            jdbc.sql("insert into office(username, function, unit_code, valid_from) values (?, 'ORGANISATION_BOARD', ?, date '2015-01-01')").params(name + round, "U" + round).update();
        }
        theRoundsOwn();
        String briefing = aBriefing();
        String address = "/retention/" + round;
        assertThat(page("mot" + round, "/retention")).contains(address);
        assertThat(page("mot" + round, address)).contains(address + "/propose").doesNotContain(address + "/decide");
        mvc.perform(post(address + "/propose").param("note", "Đã báo các đơn vị.").with(user("mot" + round)).with(csrf())).andExpect(redirectedUrl(address));
        assertThat(page("mot" + round, address)).doesNotContain(address + "/propose", address + "/decide");
        mvc.perform(post(address + "/decide").param("decision", "CONFIRM").with(user("mot" + round)).with(csrf())).andExpect(status().isForbidden());
        assertThat(page("hai" + round, address)).contains(address + "/decide", "Đã báo các đơn vị.");
        mvc.perform(post(address + "/decide").with(user("hai" + round)).with(csrf())).andExpect(status().isUnprocessableEntity());
        assertThat(mvc.perform(post(address + "/decide").param("decision", "REFUSE").with(user("hai" + round)).with(csrf())).andExpect(status().isUnprocessableEntity()).andReturn()
                .getResponse().getContentAsString()).as("the summary names the field that is there").contains("<a href=\"#f-answer\">Ghi chú của người quyết định: không đồng ý thì cần nêu lý do.</a>");
        mvc.perform(post(address + "/decide").param("decision", "CONFIRM").with(user("hai" + round)).with(csrf())).andExpect(redirectedUrl(address));
        desk.carryOut(round);
        assertThat(desk.runs(round).get(0).state()).hasToString("DONE");
        assertThat(deletedContent.of(code(1))).isNotEmpty();
        assertThat(page("mot" + round, "/rounds/" + round + "/electorate")).contains("(đã xóa khi hết thời hạn lưu)").doesNotContain("Sức khỏe đã ổn định");
        // the same for what was noted of a briefing
        String notes = "/retention/briefings/" + briefing;
        assertThat(page("mot" + round, "/retention")).contains(notes, "không thu hồi được");
        assertThat(page("mot" + round, notes)).contains(notes + "/propose");
        mvc.perform(post(notes + "/propose").with(user("mot" + round)).with(csrf())).andExpect(redirectedUrl(notes));
        assertThat(page("mot" + round, "/retention")).contains("Chờ người thứ hai xác nhận");
        mvc.perform(post(notes + "/decide").param("decision", "CONFIRM").with(user("mot" + round)).with(csrf())).andExpect(status().isForbidden());
        assertThat(page("hai" + round, notes)).contains(notes + "/decide", "không thu hồi được");
        mvc.perform(post(notes + "/decide").with(user("hai" + round)).with(csrf())).andExpect(status().isUnprocessableEntity());
        mvc.perform(post(notes + "/decide").param("decision", "CONFIRM").with(user("hai" + round)).with(csrf())).andExpect(redirectedUrl(notes));
        at.briefings(java.time.LocalDate.of(2026, 9, 1)).carryOut(briefing);
        assertThat(page("hai" + round, notes)).doesNotContain("/propose", "/decide");
        assertThat(page("hai" + round, "/retention")).containsOnlyOnce("is-done").contains("Đã xóa</span>");
        assertThat(page("mot" + round, "/briefings/" + briefing + "/cells/U" + round)).contains("(đã xóa khi hết thời hạn lưu)").doesNotContain("Đồng chí Thử ốm", "Vắng có lý do</");
        long entry = jdbc.sql("select max(id) from ledger_entry where subject_code = ? and act = ?").params(briefing, Deletion.ACT).query(Long.class).single();
        assertThat(page(people.holder(Function.AUDITOR, people.province()), "/record/" + entry)).contains("ghi chép và điểm danh buổi quán triệt", "briefing_attendance.attendance: 1, briefing_cell.note: 1")
                .doesNotContain("{column=");
        assertThat(page("mot" + round, "/briefings/" + briefing)).as("the numbers stay").contains("vắng có lý do 1");
    }
}
