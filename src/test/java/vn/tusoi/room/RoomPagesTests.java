package vn.tusoi.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.tusoi.DemoTest;
import vn.tusoi.ledger.ContentKind;
import vn.tusoi.ledger.DigestedTable;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.ledger.PersonalContent;

/** Dossiers and rounds as auditors of the demonstration read them; auditors change nothing. */
@DemoTest
class RoomPagesTests {

    /** What everybody who is signed in may send: their own settings and password, and the way out; and what only reads: a pack, a reason for reading. */
    private static final List<String> OWN = List.of("/me/settings", "/account/password", "/sign-out", "/sign-in", "/setup", "/record/packs", "/cases/{code}/reading");

    private static final String OTHERS = "name, owner_code, rule_set, status, created_by, created_at, version";

    @Autowired MockMvc mvc;
    @Autowired JdbcClient jdbc;
    @Autowired RoundHeat heat;
    @Autowired MessageSource messages;
    @Autowired PersonalContent content;
    @Autowired TransactionTemplate transaction;
    @Autowired Ledger ledger;
    @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping;

    private static final String AUDITOR = "giamsat.t.1";

    private String one(String sql, Object... values) {
        return jdbc.sql(sql + " fetch first 1 rows only").params(values).query(String.class).single();
    }

    private String page(String address, String who) throws Exception {
        return mvc.perform(get(address).queryParam("lang", "en").with(user(who))).andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
    }

    @Test
    void theDossierOfAnEndedCaseTellsItsWayItsWaitsAndItsRulesAndTheReadingIsRecorded() throws Exception {
        String listed = one("select c.code from vetting_case c join self_review r on r.case_code = c.code order by case when c.ended_at is null then 1 else 0 end, c.code");
        String html = page("/record/cases/" + listed, AUDITOR);
        assertThat(html).contains("Case " + listed + " as it went", "How long it waited, and for whom", "documents fit the digests in the record", "is-done", "<svg");
        assertThat(html).contains("/record/" + one("select cast(min(id) as varchar(20)) from ledger_entry where subject_code = ?", listed));
        assertThat(jdbc.sql("select count(*) from case_read where case_code = ? and username = ? and read_right = 'AUDIT'").params(listed, AUDITOR).query(Integer.class).single()).isPositive();
    }

    @Test
    void aSignThatNoDatabaseKeepsIsRefusedWhereverItStands() throws Exception {
        mvc.perform(get("/record").param("subject", "a\0b").with(user(AUDITOR))).andExpect(status().isBadRequest());
        mvc.perform(post("/sign-in").param("username", "a\0b").param("password", "x").with(csrf())).andExpect(redirectedUrl("/sign-in?wrong"));
    }

    @Test
    void ofASearchTheRecordHoldsCodesAndOfAnythingElseADigest() throws Exception {
        String code = one("select min(code) from vetting_case");
        page("/record?subject=" + code, AUDITOR);
        page("/record?subject=Lò Văn Thử", AUDITOR);
        assertThat(jdbc.sql("select detail from ledger_entry where act = 'RECORD_READ' and username = ? order by id desc limit 2").param(AUDITOR).query(String.class).list())
                .satisfiesExactly(name -> assertThat(name).contains("\"subject\":\"").doesNotContain("Lò Văn Thử"), found -> assertThat(found).contains("\"subject\":\"" + code + "\""));
    }

    @Test
    void kindsOfActsAreToldWithoutTheGapsOfWhatNobodyNamed() throws Exception {
        assertThat(page("/record", AUDITOR)).contains("Somebody recorded the attendance.", "The case ended.").doesNotContain(" ()", ": .");
    }

    @Test
    void listsAndConferencesHaveTheirDossiersAndTheReadingIsRecorded() throws Exception {
        String conference = one("select code from conference where state = 'SIGNED' order by code");
        String list = one("select list_code from conference where code = ?", conference);
        assertThat(page("/record/lists/" + list, AUDITOR)).contains("List " + list + " as it went", "/record/conferences/" + conference, "documents fit the digests in the record");
        String html = page("/record/conferences/" + conference, AUDITOR);
        assertThat(html).contains("/record/lists/" + list, "Ballot count (", "Had waited", "<svg", "is-done").doesNotContain("changed after sealing");
        assertThat(jdbc.sql("select act from ledger_entry where subject_code = ? and username = ?").params(conference, AUDITOR).query(String.class).list()).contains("RECORD_READ");
        String voted = one("select k.case_code from conference_candidate k where k.conference_code = ? order by 1", conference);
        assertThat(page("/record/cases/" + voted, AUDITOR)).as("of a case that was voted on").contains("What was done on the list", "/record/conferences/" + conference);
    }

    @Test
    void aDocumentChangedAfterSealingIsNamedInTheDossier() throws Exception {
        String code = one("select case_code from rating_decision order by case_code");
        String before = one("select reason from rating_decision where case_code = ? and decision_no = 1", code);
        assertThat(page("/record/cases/" + code, AUDITOR)).doesNotContain("changed after sealing").contains("Rating decision (1)");
        transaction.executeWithoutResult(t -> {
            jdbc.sql("update rating_decision set reason = 'X' where case_code = ? and decision_no = 1").param(code).update();
            page(code);
            t.setRollbackOnly();
        });
        assertThat(one("select reason from rating_decision where case_code = ? and decision_no = 1", code)).isEqualTo(before);
    }

    /** Of a rating decision: the address of its content, as the dossier leads to it. */
    private String contentOf(String table, String code) throws Exception {
        Matcher link = Pattern.compile("<b>" + messages.getMessage("room.table." + table, null, Locale.ENGLISH) + "[^<]*</b>.*?href=\"(/record/\\d+/rows/\\d+)\"", Pattern.DOTALL)
                .matcher(page("/record/cases/" + code, AUDITOR));
        assertThat(link.find()).as("the dossier leads to " + table).isTrue();
        return link.group(1);
    }

    @Test
    void theDossierLeadsToWhatWasSealedAndSaysWhetherItStillIsThat() throws Exception {
        String code = one("select case_code from rating_decision where reason <> '' order by case_code");
        String reason = one("select reason from rating_decision where case_code = ? order by decision_no", code);
        String address = contentOf("rating_decision", code);
        String html = page(address, AUDITOR);
        assertThat(html).contains("It agrees: this is what was sealed", HtmlUtils.htmlEscape(reason, "UTF-8"), "Decided by").doesNotContain("It differs", "content_salt");
        assertThat(jdbc.sql("select detail from ledger_entry where username = ? and act = 'RECORD_READ' and subject_code = ? order by id desc").params(AUDITOR, code)
                .query(String.class).list().get(0)).as("the reading").contains("\"rows\":");
        transaction.executeWithoutResult(t -> {
            jdbc.sql("update rating_decision set reason = 'X' where case_code = ?").param(code).update();
            assertThat(quietly(address)).contains("It differs").doesNotContain("It agrees");
            t.setRollbackOnly();
        });
        transaction.executeWithoutResult(t -> {
            content.delete(ContentKind.Of.CASE, code, ContentKind.RATING, 100);
            assertThat(quietly(address)).as("deleted by the rules of retention").contains("It agrees: this is what was sealed", "Text deleted at the end of its period", "Decided by")
                    .doesNotContain(HtmlUtils.htmlEscape(reason, "UTF-8"));
            t.setRollbackOnly();
        });
        transaction.executeWithoutResult(t -> {
            jdbc.sql("delete from rating_decision where case_code = ?").param(code).update();
            assertThat(quietly(address)).as("taken away without an act").contains("It differs");
            t.setRollbackOnly();
        });
        mvc.perform(get(address.replaceAll("\\d+$", "999")).with(user(AUDITOR))).andExpect(status().isNotFound());
        mvc.perform(get(address).with(user(one("select username from office where function = 'INSPECTOR' order by username")))).andExpect(status().isForbidden());
    }

    private long changed(String code, String reason) {
        transaction.executeWithoutResult(t -> {
            jdbc.sql("update rating_decision set reason = ? where case_code = ? and decision_no = 1").params(reason, code).update();
            ledger.byProcess("STAGE_ENTERED").on("CASE", code).write();
        });
        return jdbc.sql("select max(id) from ledger_entry where subject_code = ? and act = 'STAGE_ENTERED'").param(code).query(Long.class).single();
    }

    @Test
    void whatALaterActChangedIsCalledThatAndLeadsToTheAct() throws Exception {
        String code = one("select case_code from rating_decision where reason <> '' order by case_code desc");
        String reason = one("select reason from rating_decision where case_code = ? and decision_no = 1", code);
        String address = contentOf("rating_decision", code);
        long later = changed(code, "Lý do viết lại");
        try {
            assertThat(page(address, AUDITOR)).contains("A later act changed it", "href=\"/record/" + later + "\"", "Lý do viết lại").doesNotContain("It differs", "It agrees");
            assertThat(page("/record/" + later, AUDITOR)).contains(code);
            assertThat(contentOf("rating_decision", code)).as("the dossier leads to the act that sealed it last").isEqualTo("/record/" + later + "/rows/0");
            assertThat(page("/record/" + later + "/rows/0", AUDITOR)).contains("It agrees: this is what was sealed");
        } finally {
            changed(code, reason);
        }
        assertThat(page(address, AUDITOR)).as("as it was").contains("It agrees: this is what was sealed");
    }

    @Test
    void thePapersOfACaseLeadToTheirCheck() throws Exception {
        String code = one("select r.case_code from self_review r join vetting_case c on c.code = r.case_code join account a on a.member_code = c.member_code order by r.case_code");
        String member = one("select a.username from account a join vetting_case c on c.member_code = a.member_code where c.code = ?", code);
        mvc.perform(get("/cases/" + code + "/papers/self-review.pdf").with(user(member))).andExpect(status().isOk());
        String printed = one("select check_code from paper where subject_code = ?", code);
        assertThat(page("/record/cases/" + code, AUDITOR)).contains("href=\"/check/" + printed + "\"");
        String digest = one("select digest from paper where check_code = ?", printed);
        assertThat(page("/check/" + printed, AUDITOR)).contains(digest, "It says what is kept").doesNotContain("No paper has this code");
        long entry = jdbc.sql("select max(id) from ledger_entry where subject_code = ? and act = 'PAPER_PRINTED' and row_digests like ?").params(code, "%" + printed + "%").query(Long.class).single();
        assertThat(page("/record/" + entry + "/rows/0", AUDITOR)).contains("It agrees: this is what was sealed", "href=\"/check/" + printed + "\"");
    }

    private String quietly(String address) {
        try {
            return page(address, AUDITOR);
        } catch (Exception wrong) {
            throw new AssertionError(wrong);
        }
    }

    @Test
    void whatActsSealOfACaseAListOrAConferenceHasWordsForEachOfItsColumns() {
        for (String table : List.of("cell_meeting", "cell_remark", "slip_count", "residence_opinion", "assessment_feedback", "second_place", "rating_decision", "inspection_check", "opinion",
                "finding", "check_answer", "inspection_conclusion", "planning_list", "list_entry", "conference", "conference_sitting", "conference_candidate", "ballot_count", "ballot_line",
                "collective_review", "collective_section", "vetting_case", "case_withdrawal", "case_information", "self_review_overdue", "rule_decision", "paper",
                "briefing", "briefing_cell", "briefing_attendance", "briefing_reading")) {
            for (String column : jdbc.sql("select lower(column_name) from information_schema.columns where lower(table_name) = ?").param(table).query(String.class).list()) {
                if (!column.startsWith("content_")) {
                    for (String language : List.of("vi", "en")) {
                        assertThat(messages.getMessage("room.column." + column, null, "", Locale.forLanguageTag(language))).as(column + " of " + table + " in " + language).isNotBlank();
                    }
                }
            }
        }
    }

    @Test
    void everyDigestedTableHasAName() {
        for (DigestedTable table : DigestedTable.ALL) {
            for (String language : List.of("vi", "en")) {
                assertThat(messages.getMessage("room.table." + table.name(), null, "", Locale.forLanguageTag(language))).as(table.name() + " in " + language).isNotBlank();
            }
        }
    }

    private void page(String code) {
        try {
            assertThat(page("/record/cases/" + code, AUDITOR)).contains("changed after sealing");
        } catch (Exception wrong) {
            throw new AssertionError(wrong);
        }
    }

    @Test
    void theMemberSeesThatTheAuditorRead() throws Exception {
        Map<String, Object> own = jdbc.sql("""
                select c.code as code, a.username as username, x.display_name as auditor from vetting_case c join account a on a.member_code = c.member_code, account x
                where x.username = ? order by c.code fetch first 1 rows only""").param(AUDITOR).query().singleRow();
        page("/record/cases/" + own.get("code"), AUDITOR);
        assertThat(page("/me", own.get("username").toString())).contains(own.get("auditor").toString());
    }

    @Test
    void dossiersAndRoundsOpenForAuditorsOnlyAndWithinTheirMandate() throws Exception {
        String code = one("select code from vetting_case order by code");
        String round = one("select code from round where code like 'DH%'");
        String inspector = one("select username from office where function = 'INSPECTOR' order by username");
        mvc.perform(get("/record/cases/" + code).with(user(inspector))).andExpect(status().isForbidden());
        mvc.perform(get("/record/rounds/" + round).with(user(inspector))).andExpect(status().isForbidden());
        mvc.perform(get("/record/cases/KHONG-CO").with(user(AUDITOR))).andExpect(status().isNotFound());
        mvc.perform(get("/record/rounds/KHONG-CO").with(user(AUDITOR))).andExpect(status().isNotFound());
    }

    @Test
    void theHeatCountsWhatTheWorkListHoldsAndTheMedianIsTheMiddleOne() throws Exception {
        String round = one("select code from round where code like 'DH%'");
        List<RoundHeat.Figures> steps = heat.steps(round, new Mandate.Reach(null, null));
        assertThat(steps.stream().mapToInt(RoundHeat.Figures::done).sum()).isEqualTo(count("work_done", round));
        assertThat(steps.stream().mapToInt(RoundHeat.Figures::open).sum()).isEqualTo(count("work_item", round));
        RoundHeat.Figures step = steps.get(0);
        List<Long> spans = jdbc.sql("select created_at, ended_at from work_done where round_code = ? and element_id = ?").params(round, step.element()).query((rs, n) ->
                java.time.Duration.between(rs.getObject(1, java.time.OffsetDateTime.class), rs.getObject(2, java.time.OffsetDateTime.class)).toSeconds()).list().stream().sorted().toList();
        assertThat(step.median()).isBetween(spans.get((spans.size() - 1) / 2) - 1, spans.get(spans.size() / 2) + 1);
        assertThat(step.longest()).isBetween(spans.get(spans.size() - 1) - 1, spans.get(spans.size() - 1) + 1);
        assertThat(page("/record/rounds/" + round, AUDITOR)).contains("is-heat-4", "Step by step");
    }

    @Test
    void roundsStandBesideOneAnother() throws Exception {
        String round = one("select code from round where code like 'DH%'");
        jdbc.sql("""
                insert into round(%s, code) select %s, 'ZSO' from round where code = ?""".formatted(OTHERS, OTHERS)).param(round).update();
        try {
            assertThat(page("/record/rounds/" + round + "?with=ZSO", AUDITOR)).contains("Median in ZSO", "Late in ZSO");
        } finally {
            jdbc.sql("delete from round where code = 'ZSO'").update();
        }
    }

    private int count(String table, String round) {
        return jdbc.sql("select count(*) from " + table + " where round_code = ?").param(round).query(Integer.class).single();
    }

    @Test
    void whateverAnAuditorSendsIsRefused() throws Exception {
        String listed = one("select c.code from vetting_case c join self_review r on r.case_code = c.code order by case when c.ended_at is null then 1 else 0 end, c.code");
        List<String> taken = new ArrayList<>();
        List<String> tried = new ArrayList<>();
        for (var info : mapping.getHandlerMethods().entrySet()) {
            if (!info.getValue().getBeanType().getName().startsWith("vn.tusoi.") || !info.getKey().getMethodsCondition().getMethods().contains(RequestMethod.POST)) {
                continue;
            }
            for (String pattern : info.getKey().getPatternValues()) {
                if (OWN.contains(pattern)) {
                    continue;
                }
                String address = pattern.replace("{round}", "DH30").replaceAll("^/cases/\\{\\w+}", "/cases/" + listed).replaceAll("\\{[^}]*}", "1");
                tried.add(address);
                for (String body : List.of("{}", "", "no json")) {
                    int status = mvc.perform(address.startsWith("/api/") ? post(address).with(user(AUDITOR)).contentType(MediaType.APPLICATION_JSON).content(body)
                            : post(address).with(user(AUDITOR)).with(csrf())).andReturn().getResponse().getStatus();
                    if (status != 403 && status != 404) {
                        taken.add(pattern + " " + status);
                    }
                }
            }
        }
        assertThat(tried).hasSizeGreaterThan(20);
        assertThat(taken).isEmpty();
    }
}
