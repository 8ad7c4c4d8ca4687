package vn.tusoi.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Function;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Units;
import vn.tusoi.site.People;
import vn.tusoi.site.accounts.SignIn;
import vn.tusoi.worklist.WorkItems;

/** Every question finds what it is about, leaves out what only looks like it, and answers nobody whose mandate does not reach. */
@ApplicationTest
class QuestionsTests {

    @Autowired MockMvc mvc;
    @Autowired JdbcClient jdbc;
    @Autowired People people;
    @Autowired Units units;
    @Autowired Accounts accounts;
    @Autowired Ledger ledger;
    @Autowired Questions questions;
    @Autowired SignIn signIn;
    @Autowired WorkItems items;
    @Autowired Mandate mandate;
    @Autowired TransactionTemplate transaction;
    @Autowired Clock clock;

    private String province;
    private String commune;
    private String first;
    private String second;
    private String auditor;

    @BeforeEach
    void people() {
        province = people.province();
        commune = people.commune(province);
        units.changed();
        first = people.holder(Function.INSPECTOR, commune);
        second = people.holder(Function.INSPECTOR, commune);
        jdbc.sql("update office set valid_from = ? where username in (?, ?)").params(LocalDate.now(clock).minusYears(1), first, second).update();
        auditor = people.holder(Function.AUDITOR, commune);
    }

    private static String code() {
        return "ZQ-" + UUID.randomUUID().toString().substring(0, 12);
    }

    private Actor actor(String username) {
        return accounts.actor(username).orElseThrow();
    }

    private void act(String who, String act, String code, String outcome, Object... details) {
        Actor actor = actor(who);
        transaction.executeWithoutResult(t -> {
            Ledger.Entry entry = ledger.entry(actor, act).on("CASE", code).outcome(outcome);
            if (!actor.offices().isEmpty()) {
                entry.in(actor.offices().get(0));
            }
            for (int i = 0; i < details.length; i += 2) {
                entry.with(details[i].toString(), details[i + 1]);
            }
            entry.write();
        });
    }

    private void done(String code, String form, LocalDate due, Instant opened, String by) {
        String task = UUID.randomUUID().toString();
        jdbc.sql("""
                        insert into work_item(task_id, subject_kind, subject_code, round_code, element_id, form_key, slot, function, unit_code, group_key, title, search_title, scope_name,
                                              due_on, created_at)
                        values (?, 'CASE', ?, 'ZQ', 'userTask_x', ?, '', 'INSPECTOR', ?, ?, 'x', 'x', 'x', ?, ?)""")
                .params(task, code, form, commune, "INSPECTOR@" + commune, due, opened.atOffset(ZoneOffset.UTC)).update();
        transaction.executeWithoutResult(t -> items.ended(task, actor(by)));
    }

    /** Codes of the subjects that answer, for an auditor of the commune of this test. */
    private List<String> found(Question question, Questions.Asked asked) {
        return questions.ask(question, mandate.of(actor(auditor)), questions.usual(asked), null, 100).rows().stream().map(Questions.Answer::code).toList();
    }

    private List<String> found(Question question) {
        return found(question, new Questions.Asked(null, null, null, null, null, null, null, null));
    }

    @Test
    void tasksAfterTheirLastDayAreLateAndThoseOnItAreNot() {
        LocalDate today = LocalDate.now(clock);
        String late = code();
        String onTheDay = code();
        act(first, "FINDINGS_SENT", late, null);
        done(late, "draft-findings", today.minusDays(1), clock.instant(), first);
        act(first, "FINDINGS_SENT", onTheDay, null);
        done(onTheDay, "draft-findings", today, clock.instant(), first);
        assertThat(found(Question.LATE)).containsExactly(late);
    }

    @Test
    void theEntryOfATaskIsTheActThatEndedItAndNotALaterReading() {
        String late = code();
        act(first, "FINDINGS_SENT", late, null);
        done(late, "draft-findings", LocalDate.now(clock).minusDays(1), clock.instant(), first);
        act(first, "CASE_READ", late, null);
        assertThat(questions.ask(Question.LATE, mandate.of(actor(auditor)), questions.usual(new Questions.Asked(null, null, null, null, null, null, null, null)), null, 9).rows())
                .extracting(Questions.Answer::act).containsExactly("FINDINGS_SENT");
    }

    @Test
    void standInsAreThoseWhoFinishedWhatAnotherTookOrWhoseOfficeCameLater() {
        String taken = code();
        String own = code();
        String late = code();
        Instant opened = clock.instant().minus(Duration.ofDays(9));
        act(first, "TASK_CLAIMED", taken, null, "form", "draft-findings", "slot", "");
        act(second, "FINDINGS_SENT", taken, null);
        done(taken, "draft-findings", null, opened, second);
        act(first, "TASK_CLAIMED", own, null, "form", "draft-findings", "slot", "");
        act(first, "FINDINGS_SENT", own, null);
        done(own, "draft-findings", null, opened, first);
        String newcomer = people.holder(Function.INSPECTOR, commune);
        act(newcomer, "FINDINGS_SENT", late, null);
        done(late, "draft-findings", null, opened, newcomer);
        assertThat(found(Question.STAND_IN)).containsExactlyInAnyOrder(taken, late);
    }

    @Test
    void oneReturnIsNoSecondOne() {
        String twice = code();
        String once = code();
        act(first, "RATING_RETURNED_TO_CELL", twice, "RETURN_CELL");
        act(first, "INSPECTION_CONCLUDED", twice, "RETURN_ASSESSMENT", "differs", false);
        act(first, "RATING_RETURNED_TO_CELL", once, "RETURN_CELL");
        act(first, "INSPECTION_CONCLUDED", once, "CLEAR", "differs", false);
        assertThat(found(Question.RETURNED_TWICE)).containsExactly(twice);
    }

    @Test
    void conclusionsAndRatingsThatDifferAreFoundAndThoseThatFollowAreNot() {
        String other = code();
        String same = code();
        act(first, "INSPECTION_CONCLUDED", other, "CLEAR", "differs", true, "proposal", "DEFERRED");
        act(first, "INSPECTION_CONCLUDED", same, "CLEAR", "differs", false, "proposal", "CLEAR");
        act(first, "RATING_DECIDED", other, "T", "proposed", "XS");
        act(first, "RATING_DECIDED", same, "T", "proposed", "T");
        act(first, "RATING_DECIDED", code(), "T");
        assertThat(found(Question.OTHER_CONCLUSION)).containsExactly(other);
        assertThat(found(Question.OTHER_RATING)).containsExactly(other);
    }

    @Test
    void onlyChangesAfterACountAreListChangesAfterAVote() {
        String voted = listed(true);
        String before = listed(false);
        act(first, "POOL_LEFT", voted, "TAKEN_OUT", "list", "L");
        act(first, "POOL_LEFT", before, "LEFT_OUT", "list", "L");
        String fell = listed(true);
        act(first, "POOL_LEFT", fell, "NOT_PASSED", "list", "L");
        assertThat(found(Question.LIST_AFTER_VOTE)).containsExactly(voted);
    }

    /** A case whose list has a conference; @param counted whether votes were counted in it */
    private String listed(boolean counted) {
        String code = code();
        String member = "Z" + UUID.randomUUID().toString().substring(0, 10);
        OffsetDateTime then = clock.instant().minusSeconds(60).atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        insert into member(code, full_name, search_name, sort_key, birth_date, gender, cell_code, party_post, status, version)
                        values (?, 'Lò Thị Mẫu', 'lo thi mau', 'mau', '1980-01-01', 'FEMALE', ?, 'đảng viên', 'OFFICIAL', 0)""").params(member, commune).update();
        jdbc.sql("""
                        insert into vetting_case(code, round_code, member_code, cell_code, unit_code, list_code, rule_set, stage, stage_since, suspended, opened_at, version)
                        values (?, 'ZQ', ?, ?, ?, ?, '2026-07', 'LIST', ?, false, ?, 0)""").params(code, member, commune, commune, "L" + code, then, then).update();
        jdbc.sql("""
                        insert into conference(code, list_code, round_code, unit_code, title, rule_set, variant, target_post, step_no, step_code, last_step, state, sitting_no,
                                               count_no, opened_at, version)
                        values (?, ?, 'ZQ', ?, 'x', '2026-07', 'PLAN_NEW', 'x', 1, 'B1', false, 'COUNTED', 1, 1, ?, 0)""").params("H" + code, "L" + code, commune, then).update();
        if (counted) {
            jdbc.sql("""
                            insert into ballot_count(conference_code, count_no, side, collected, missing, valid, invalid, counted_at, counted_by, counted_name)
                            values (?, 1, 'A', 1, 0, 1, 0, ?, ?, 'x')""").params("H" + code, then, first).update();
        }
        return code;
    }

    @Test
    void readingsOutsideTheStepAndRefusalsAreFoundAndReadingsByTheStepAreNot() throws Exception {
        String outside = code();
        act(first, "CASE_READ_WITH_REASON", outside, null, "stage", "LIST");
        act(first, "CASE_READ", code(), "WHOLE", "right", "STEP");
        mvc.perform(get("/record").with(user(second))).andExpect(status().isForbidden());
        assertThat(found(Question.READ_WITHOUT_STEP)).containsExactly(outside);
        assertThat(found(Question.REFUSED_ACCESS)).containsExactly(second);
    }

    @Test
    void casesTouchedByAPersonOrUnitStandOnceEach() {
        String hers = code();
        String his = code();
        act(first, "CASE_READ", hers, "WHOLE");
        act(first, "FINDINGS_SENT", hers, null);
        act(second, "CASE_READ", his, "WHOLE");
        assertThat(found(Question.TOUCHED)).isEmpty();
        assertThat(found(Question.TOUCHED, new Questions.Asked(null, null, first, null, null, null, null, null))).containsExactly(hers);
        assertThat(found(Question.TOUCHED, new Questions.Asked(null, null, actor(second).displayName(), null, null, null, null, null))).containsExactly(his);
        assertThat(found(Question.TOUCHED, new Questions.Asked(null, null, null, commune, null, null, null, null))).containsExactlyInAnyOrder(hers, his);
        assertThat(found(Question.TOUCHED, new Questions.Asked(null, LocalDate.now(clock).minusDays(2), first, null, null, null, null, null))).isEmpty();
    }

    @Test
    void casesTouchedFromAnAddressAreThoseOfWhoeverHadLastSignedInFromThere() throws Exception {
        String there = "10.1." + counter() + "." + counter();
        String before = code();
        String within = code();
        String after = code();
        String another = code();
        act(first, "CASE_READ", before, "WHOLE");
        signIn.signedIn(first, there);
        signIn.signedIn(second, "10.9.9.9");
        act(first, "CASE_READ", within, "WHOLE");
        act(second, "CASE_READ", another, "WHOLE");
        signIn.signedIn(first, "2001:db8:1:2:aa::1");
        act(first, "CASE_READ", after, "WHOLE");
        assertThat(found(Question.TOUCHED, from(there))).containsExactly(within);
        assertThat(found(Question.TOUCHED, new Questions.Asked(null, null, second, null, there, null, null, null))).as("both, not either").isEmpty();
        assertThat(found(Question.TOUCHED, from("2001:db8:1:2:bb::9"))).as("the same network").contains(after).doesNotContain(within, before);
        assertThat(found(Question.TOUCHED, from("10.1"))).as("no address, and no beginning of one").isEmpty();
        assertThat(found(Question.TOUCHED, from("%"))).isEmpty();
        mvc.perform(get("/record/questions/touched").param("address", "abcd").with(user(auditor))).andExpect(content().string(containsString("aria-describedby=\"odd\"")));
        mvc.perform(get("/record/questions/touched").param("address", "10.200.0.1").with(user(auditor))).andExpect(content().string(not(containsString("id=\"odd\""))));
        mvc.perform(get("/record/questions/touched").param("address", there).with(user(auditor))).andExpect(status().isOk()).andExpect(content().string(containsString(within)));
        assertThat(jdbc.sql("select detail from ledger_entry where id = (select max(id) from ledger_entry where username = ? and act = 'RECORD_READ')").param(auditor).query(String.class).single())
                .contains("\"question\":\"TOUCHED\"").doesNotContain(there);
    }

    private static Questions.Asked from(String address) {
        return new Questions.Asked(null, null, null, null, address, null, null, null);
    }

    private static int counter() {
        return java.util.concurrent.ThreadLocalRandom.current().nextInt(256);
    }

    @Test
    void pairsAreThoseWhoActWithNobodyElse() {
        String third = people.holder(Function.LEAD_INSPECTOR, commune);
        String fourth = people.holder(Function.LEAD_INSPECTOR, commune);
        for (int i = 0; i < 3; i++) {
            together(first, third);
            together(second, i == 0 ? third : fourth);
        }
        assertThat(found(Question.PAIRS, new Questions.Asked(null, null, null, null, null, null, 3, 90))).isEmpty();
        assertThat(found(Question.PAIRS, new Questions.Asked(null, null, null, null, null, null, 3, 75))).hasSize(1);
        assertThat(questions.ask(Question.PAIRS, mandate.of(actor(auditor)), questions.usual(new Questions.Asked(null, null, null, null, null, null, 3, 75)), null, 1).rows().get(0).c())
                .as("whole per cent on every database").isEqualTo("75");
        assertThat(found(Question.PAIRS, new Questions.Asked(null, null, null, null, null, null, 4, 75))).isEmpty();
    }

    private void together(String drafts, String concludes) {
        String code = listed(false);
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("insert into participation(subject_code, username, duty, first_at) values (?, ?, 'INSPECTOR', ?)").params(code, drafts, now).update();
        jdbc.sql("insert into participation(subject_code, username, duty, first_at) values (?, ?, 'CONCLUDER', ?)").params(code, concludes, now).update();
        act(concludes, "INSPECTION_CONCLUDED", code, "CLEAR", "differs", false);
    }

    @Test
    void fastApprovalsAreShorterThanTheMinutesNamed() {
        String fast = code();
        String slow = code();
        String noApproval = code();
        act(first, "INSPECTION_CONCLUDED", fast, "CLEAR", "differs", false);
        done(fast, "conclude-inspection", null, clock.instant().minusSeconds(120), first);
        act(first, "INSPECTION_CONCLUDED", slow, "CLEAR", "differs", false);
        done(slow, "conclude-inspection", null, clock.instant().minusSeconds(700), first);
        act(first, "FINDINGS_SENT", noApproval, null);
        done(noApproval, "draft-findings", null, clock.instant().minusSeconds(20), first);
        assertThat(found(Question.FAST)).containsExactly(fast);
        assertThat(found(Question.FAST, new Questions.Asked(null, null, null, null, null, 12, null, null))).containsExactlyInAnyOrder(fast, slow);
        assertThat(found(Question.FAST, new Questions.Asked(null, null, null, null, null, 1, null, null))).isEmpty();
    }

    @Test
    void anotherCommunesAuditorSeesNothingAndTheProvincesSeesIt() throws Exception {
        String code = code();
        act(first, "CASE_READ_WITH_REASON", code, null, "stage", "LIST");
        long id = jdbc.sql("select max(id) from ledger_entry where subject_code = ?").param(code).query(Long.class).single();
        String elsewhere = people.holder(Function.AUDITOR, people.commune(province));
        String above = people.holder(Function.AUDITOR, province);
        units.changed();
        mvc.perform(get("/record/questions/read-without-step").with(user(elsewhere))).andExpect(status().isOk())
                .andExpect(r -> assertThat(r.getResponse().getContentAsString()).doesNotContain(code));
        mvc.perform(get("/record/" + id).with(user(elsewhere))).andExpect(status().isNotFound());
        mvc.perform(get("/record/questions/read-without-step").with(user(above))).andExpect(r -> assertThat(r.getResponse().getContentAsString()).contains(code, "/record/" + id));
        mvc.perform(get("/record/questions/read-without-step.csv").with(user(auditor))).andExpect(r -> assertThat(r.getResponse().getContentAsString()).contains(code));
        mvc.perform(get("/record/" + id).param("lang", "en").with(user(auditor))).andExpect(status().isOk())
                .andExpect(r -> assertThat(r.getResponse().getContentAsString()).contains("The content has the digest that stands with it", "first entry of its stream"));
        for (String address : List.of("/record/questions", "/record/questions/late", "/record/questions/late.csv", "/record/" + id)) {
            mvc.perform(get(address).with(user(first))).andExpect(status().isForbidden());
        }
        mvc.perform(get("/record/questions/no-such").with(user(auditor))).andExpect(status().isNotFound());
        mvc.perform(get("/record/999999999999").with(user(auditor))).andExpect(status().isNotFound());
    }

    @Test
    void askingIsRecordedWithoutTheNameAskedFor() throws Exception {
        mvc.perform(get("/record/questions/touched").param("person", first).with(user(auditor))).andExpect(status().isOk());
        String detail = jdbc.sql("select detail from ledger_entry where username = ? and act = 'RECORD_READ' order by id desc limit 1").param(auditor).query(String.class).single();
        assertThat(detail).contains("\"question\":\"TOUCHED\"").doesNotContain(first);
    }

    /** Pages of tasks, of entries and of pairs go by different things. */
    @Test
    void pagesFollowOneAnotherWithoutHolesAndWithoutRepeating() throws Exception {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String code = code();
            codes.add(0, code);
            act(first, "INSPECTION_CONCLUDED", code, "CLEAR", "differs", true, "proposal", "DEFERRED");
            done(code, "conclude-inspection", LocalDate.now(clock).minusDays(1), clock.instant().minusSeconds(30), first);
        }
        for (Question question : List.of(Question.OTHER_CONCLUSION, Question.LATE, Question.FAST, Question.TOUCHED)) {
            Questions.Asked asked = questions.usual(new Questions.Asked(null, null, question == Question.TOUCHED ? first : null, null, null, null, null, null));
            List<String> paged = new ArrayList<>();
            String next = null;
            do {
                Questions.Answers page = questions.ask(question, mandate.of(actor(auditor)), asked, next, 3);
                assertThat(page.rows()).as("" + question).hasSize(paged.size() < 6 ? 3 : 1);
                page.rows().forEach(x -> paged.add(x.code()));
                next = page.next();
            } while (next != null);
            assertThat(paged).as("" + question).containsExactlyElementsOf(codes);
            List<String> all = new ArrayList<>();
            questions.each(question, mandate.of(actor(auditor)), asked, x -> all.add(x.code()));
            assertThat(all).as("all of " + question).containsExactlyElementsOf(codes);
        }
        mvc.perform(get("/record/questions/late").param("before", "no-such-task").with(user(auditor))).andExpect(status().isOk());
        mvc.perform(get("/record/questions/other-conclusion").param("before", "x'").with(user(auditor))).andExpect(status().isOk());
    }
}
