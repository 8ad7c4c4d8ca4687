package vn.tusoi.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.PostgresTest;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Function;
import vn.tusoi.register.Units;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.drafts.DraftDesk;
import vn.tusoi.rulebook.drafts.EffectDesk;
import vn.tusoi.rulebook.drafts.EffectDesk.Line;
import vn.tusoi.rulebook.drafts.RuleDraft;
import vn.tusoi.site.People;

/** A round in which the figures are known: what a draft would have changed is counted person by person, on PostgreSQL. */
@PostgresTest
class RuleEffectTests {

    private static final String SET = "2026-07";
    private static int made;

    @Autowired JdbcClient jdbc;
    @Autowired Clock clock;
    @Autowired TransactionTemplate transaction;
    @Autowired Units units;
    @Autowired People people;
    @Autowired Accounts accounts;
    @Autowired RuleBook rules;
    @Autowired DraftDesk desk;
    @Autowired EffectDesk effects;
    @Autowired Rounds rounds;
    @Autowired Electorate electorate;
    @Autowired MockMvc mvc;

    private String n;
    private String commune;
    private Actor author;
    private OffsetDateTime now;

    @BeforeEach
    void aRoundThatWentToItsLists() {
        n = "RE" + ++made;
        now = clock.instant().atOffset(ZoneOffset.UTC);
        String province = people.province();
        commune = people.commune(province);
        author = accounts.actor(people.holder(Function.ORGANISATION_BOARD, province)).orElseThrow();
        String path = jdbc.sql("select path from unit where code = ?").param(commune).query(String.class).single();
        jdbc.sql("insert into unit(code, name, search_name, kind, parent_code, path, valid_from) values (?, 'Chi bộ thử', 'chi bo thu', 'CELL', ?, ?, date '2020-01-01')")
                .params("C" + n, commune, path + "C" + n + "/").update();
        units.changed();
        jdbc.sql("""
                        insert into round(code, name, owner_code, variant, target_post, seats, rule_set, congress_day, status, computed_at, created_by, created_at, version)
                        values (?, 'Đợt thử', ?, 'PLAN_NEW', 'SECRETARY', 2, ?, date '2030-06-10', 'OPEN', ?, 'x', ?, 0)""").params(n, province, SET, now, now).update();
        jdbc.sql("insert into round_unit(round_code, unit_code) values (?, ?)").params(n, commune).update();
        jdbc.sql("insert into round_post(round_code, kind, post) values (?, 'PARTY', 'Đảng ủy viên')").param(n).update();
        for (int i = 1; i <= 4; i++) {
            person(i);
        }
        jdbc.sql("insert into discipline(member_code, penalty, announced_on) values (?, 'WARNING', ?)").params(member(1), LocalDate.now(clock).minusMonths(40)).update();
        transaction.executeWithoutResult(t -> electorate.compute(rounds.get(n), LocalDate.now(clock)));
        list();
    }

    private String member(int i) {
        return n + "M" + i;
    }

    private String caseCode(int i) {
        return n + "-" + i;
    }

    private void person(int i) {
        jdbc.sql("""
                        insert into member(code, full_name, search_name, sort_key, birth_date, gender, cell_code, party_post, status, version)
                        values (?, ?, 'x', 'x', ?, ?, ?, 'Đảng ủy viên', 'OFFICIAL', 0)""")
                .params(member(i), "Nông Văn " + i, LocalDate.of(1995, 5, 19), i <= 2 ? "FEMALE" : "MALE", "C" + n).update();
        jdbc.sql("insert into past_rating(member_code, rating_year, level) values (?, 2025, 'T')").param(member(i)).update();
        jdbc.sql("""
                        insert into vetting_case(code, round_code, member_code, cell_code, unit_code, list_code, rule_set, stage, stage_since, suspended, opened_at, version)
                        values (?, ?, ?, ?, ?, ?, ?, 'LIST', ?, false, ?, 0)""").params(caseCode(i), n, member(i), "C" + n, commune, n + "-" + commune, SET, now, now).update();
        int points = i == 2 ? 72 : 95;
        jdbc.sql("""
                        insert into self_review(case_code, version_no, form_kind, review_year, content, digest, general_points, task_points, on_time, sealed_at, sealed_by, sealed_name)
                        values (?, 1, '2A', 2026, ?, 'd', ?, 0, true, ?, 'x', 'X')""")
                .params(caseCode(i), "{\"form\":\"2A\",\"year\":2026,\"ruleSet\":\"" + SET + "\",\"standards\":[],\"sections\":[],\"commitments\":[],\"generalPoints\":" + points
                        + ",\"taskPoints\":0,\"tasks\":{\"given\":10,\"onTime\":10,\"beyond\":5,\"remedied\":true}}", points, now).update();
        jdbc.sql("""
                        insert into rating_decision(case_code, decision_no, meeting_no, decision, level, reason, flags, decided_at, decided_by, decided_name, current_one)
                        values (?, 1, 1, 'DECIDED', ?, 'x', '', ?, 'x', 'X', true)""").params(caseCode(i), i == 2 ? "T" : "XS", now).update();
        jdbc.sql("insert into inspection_check(case_code, check_no, opened_at, opinions_due, draft_no) values (?, 1, ?, ?, 0)").params(caseCode(i), now, now).update();
        jdbc.sql("""
                        insert into inspection_conclusion(case_code, check_no, conclusion_no, proposed_at, rule_set, table_name, row_no, proposal, rule_reason, citation, facts)
                        values (?, 1, 1, ?, ?, 'clearance', 9, 'CLEAR', 'NOTHING_FOUND', 'GD', ?)""")
                .params(caseCode(i), now, SET, """
                        [{"name":"findings","value":0},{"name":"seriousFindings","value":0},{"name":"unanswered","value":0},{"name":"penaltyWaiting","value":false},
                         {"name":"adverseOpinions","value":0},{"name":"rating","value":"T"}]""").update();
    }

    private void list() {
        String list = n + "-" + commune;
        jdbc.sql("""
                        insert into planning_list(code, round_code, unit_code, title, target_post, seats, rule_set, variant, state, steps_done, opened_at, version)
                        values (?, ?, ?, 'Thử', 'SECRETARY', 2, ?, 'PLAN_NEW', 'CHECKED', 1, ?, 0)""").params(list, n, commune, SET, now).update();
        jdbc.sql("""
                        insert into conference(code, list_code, round_code, unit_code, title, rule_set, variant, target_post, step_no, step_code, last_step, state, sitting_no,
                                               count_no, base_kind, base, needed, fell_back, opened_at, version)
                        values (?, ?, ?, ?, 'Thử', ?, 'PLAN_NEW', 'SECRETARY', 1, 'BTV1', true, 'SIGNED', 1, 1, 'SUMMONED', 60, 31, false, ?, 0)""")
                .params(list + "-1", list, n, commune, SET, now).update();
        jdbc.sql("""
                        insert into conference_sitting(conference_code, sitting_no, held_on, held_at, place, summoned, convened_name, present, needed, quorate)
                        values (?, 1, current_date, '08:00', 'x', 60, 'X', 55, 40, true)""").param(list + "-1").update();
        for (int i = 1; i <= 4; i++) {
            jdbc.sql("insert into list_entry(list_code, case_code, member_code, state, changed_at) values (?, ?, ?, 'POOL', ?)").params(list, caseCode(i), member(i), now).update();
            jdbc.sql("insert into conference_candidate(conference_code, case_code, member_code, on_paper, agree, disagree, blank, result) values (?, ?, ?, true, ?, 0, 0, 'PASSED')")
                    .params(list + "-1", caseCode(i), member(i), i == 3 ? 35 : 50).update();
        }
    }

    private RuleDraft draft(Map<String, String> values) {
        RuleDraft draft = desk.open(author, SET, "E-" + n, "Bộ thử", "A trial set", LocalDate.of(2040, 1, 1).plusDays(made));
        if (!values.isEmpty()) {
            desk.save(author, draft.id(), 1, values);
        }
        return desk.read(author, draft.id());
    }

    private void table(RuleDraft draft, String table, String... changes) {
        String dmn = new String(desk.file(author, draft.id(), table + ".dmn"), StandardCharsets.UTF_8);
        for (int i = 0; i < changes.length; i += 2) {
            assertThat(dmn).contains(changes[i]);
            dmn = dmn.replace(changes[i], changes[i + 1]);
        }
        assertThat(desk.upload(author, draft.id(), desk.read(author, draft.id()).version(), table, table + ".dmn", dmn.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    /** Lines of this round, by area and subject: "was → would be". */
    private Map<String, String> otherwise(RuleDraft draft) {
        effects.run(author, draft.id());
        Map<String, String> found = new LinkedHashMap<>();
        lines(draft, null).forEach(l -> found.put(l.area() + " " + (l.member() == null ? "" : l.member().substring(n.length())), l.was() + " → " + l.wouldBe()));
        return found;
    }

    private List<Line> lines(RuleDraft draft, String area) {
        return effects.lines(author, draft.id(), new EffectDesk.Question(area, null, null), 100_000, 0).stream().filter(l -> l.round().equals(n)).toList();
    }

    @Test
    void aDraftThatSaysTheSameChangesNothing() {
        assertThat(otherwise(draft(Map.of()))).isEmpty();
    }

    @Test
    void aLongerWaitExcludesWhoWasInAndBlocksWhoWasCleared() {
        RuleDraft draft = draft(Map.of("values/discipline.waitMonths.WARNING/value", "48"));
        table(draft, "eligibility", "<text>&lt; 36</text>", "<text>&lt; 48</text>");
        assertThat(otherwise(draft)).containsExactlyInAnyOrderEntriesOf(Map.of("eligibility M1", "ELIGIBLE → EXCLUDED", "clearance M1", "CLEAR → BLOCKED"));
        assertThat(lines(draft, "eligibility")).singleElement().satisfies(l -> {
            assertThat(l.name()).isEqualTo("Nông Văn 1");
            assertThat(l.nowBecause()).isEqualTo("eligibility#7 WAITING_WARNING");
            assertThat(l.wasBecause()).endsWith(" NOTHING_AGAINST");
        });
        assertThat(lines(draft, "clearance").get(0).nowBecause()).isEqualTo("clearance#1 PENALTY_WAITING");
        assertThat(jdbc.sql("select count(*) from electorate where round_code = ? and by_rule = true").param(n).query(Integer.class).single()).as("nothing decided changes").isEqualTo(4);
    }

    @Test
    void theFactsOfThenAreAskedWhereTheRegisterSaysSomethingElseByNow() {
        jdbc.sql("update discipline set announced_on = ? where member_code = ?").params(LocalDate.now(clock).minusMonths(100), member(1)).update();
        jdbc.sql("update member set status = 'PROBATIONARY' where code = ?").param(member(2)).update();
        RuleDraft draft = draft(Map.of("values/discipline.waitMonths.WARNING/value", "48"));
        table(draft, "eligibility", "<text>&lt; 36</text>", "<text>&lt; 48</text>");
        effects.run(author, draft.id());
        assertThat(lines(draft, "eligibility")).as("a later change of the register is no effect of the draft").extracting(Line::member).doesNotContain(member(2));
    }

    @Test
    void aHigherThresholdLowersARating() {
        RuleDraft draft = draft(Map.of("values/rating.minT/value", "75"));
        table(draft, "rating", "[50..70)", "[50..75)", "<text>&gt;= 70</text>", "<text>&gt;= 75</text>", "[70..90)", "[75..90)");
        assertThat(otherwise(draft)).containsExactlyInAnyOrderEntriesOf(Map.of("rating M2", "T → HT"));
    }

    @Test
    void aHigherMajorityFailsWhoPassed() {
        RuleDraft draft = draft(Map.of("values/conference.passNumerator/value", "2", "values/conference.passDenominator/value", "3"));
        assertThat(otherwise(draft)).containsExactlyInAnyOrderEntriesOf(Map.of("tally M3", "PASSED → NOT_PASSED"));
        assertThat(lines(draft, "tally").get(0)).satisfies(l -> {
            assertThat(l.wasBecause()).isEqualTo("conference.passNumerator 35/31 (60)");
            assertThat(l.nowBecause()).isEqualTo("conference.passNumerator 35/41 (60)");
        });
    }

    @Test
    void listsAndCapsAreMeasuredByTheDraftsFigures() {
        RuleDraft draft = draft(Map.of("values/composition.youngAge/value", "30", "values/list.maxPerPost/value", "1", "values/cap.percent/value", "100"));
        assertThat(otherwise(draft)).containsExactlyInAnyOrderEntriesOf(Map.of("composition ", "MET → WARN", "size ", "ABOVE_AIM → OVER"));
        assertThat(lines(draft, "cap")).as("three excellent against one good stay over even a cap of 100 %").isEmpty();
        jdbc.sql("update rating_decision set level = 'T' where case_code in (?, ?)").params(caseCode(3), caseCode(4)).update();
        effects.run(author, draft.id());
        assertThat(lines(draft, "cap")).singleElement().satisfies(l -> assertThat(l.was() + " → " + l.wouldBe()).isEqualTo("OVER → WITHIN"));
    }

    @Test
    void aDraftThatCapsByGroupIsMeasuredGroupByGroup() {
        jdbc.sql("update rating_decision set level = 'T' where case_code in (?, ?)").params(caseCode(3), caseCode(4)).update();
        RuleDraft draft = draft(Map.of("values/cap.percent/value", "34", "values/cap.scope/value", "GROUP"));
        otherwise(draft);
        assertThat(lines(draft, "cap")).as("one of three good, all in one group").singleElement().satisfies(l -> assertThat(l.was() + " → " + l.wouldBe()).isEqualTo("OVER → WITHIN"));
        jdbc.sql("update self_review set form_kind = '2B' where case_code = ?").param(caseCode(1)).update();
        effects.run(author, draft.id());
        assertThat(lines(draft, "cap")).as("alone in a group").isEmpty();
    }

    @Test
    void countsAreByTableAndDirectionAndTheListIsPagedAndExported() throws Exception {
        RuleDraft draft = draft(Map.of("values/conference.passNumerator/value", "9", "values/conference.passDenominator/value", "10"));
        effects.run(author, draft.id());
        assertThat(lines(draft, "tally")).hasSize(4);
        EffectDesk.Question question = new EffectDesk.Question("tally", "PASSED", "NOT_PASSED");
        int all = effects.count(author, draft.id(), question);
        assertThat(effects.counts(author, draft.id()).get("tally")).filteredOn(c -> !c.isSame()).anySatisfy(c -> {
            assertThat(c.was() + " " + c.wouldBe()).isEqualTo("PASSED NOT_PASSED");
            assertThat(c.howMany()).isEqualTo(all);
        });
        assertThat(effects.lines(author, draft.id(), question, 3, 0)).hasSize(3);
        List<Line> exported = new ArrayList<>();
        effects.export(author, draft.id(), question, exported::add);
        assertThat(exported).hasSize(all);
        String page = "/rules/drafts/" + draft.id() + "/effect";
        for (String language : List.of("vi", "en")) {
            String html = mvc.perform(get(page).queryParam("area", "tally").queryParam("lang", language).with(user(author.username()))).andExpect(status().isOk()).andReturn().getResponse()
                    .getContentAsString();
            assertThat(html).contains("Nông Văn 3").contains("/cases/" + caseCode(3)).contains(language.equals("vi") ? "35 phiếu; cần 55 trên 60" : "35 votes; 55 needed of 60").doesNotContain("??");
        }
        assertThat(mvc.perform(get(page + ".csv").queryParam("area", "tally").with(user(author.username()))).andExpect(status().isOk()).andReturn().getResponse().getContentAsString())
                .contains(caseCode(3) + "," + member(3) + ",Nông Văn 3," + SET);
        assertThat(effects.counts(author, draft.id()).get("rating")).as("the same ones are counted too").anySatisfy(c -> assertThat(c.isSame()).isTrue());
    }
}
