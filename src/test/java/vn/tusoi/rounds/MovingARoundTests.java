package vn.tusoi.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Denied;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.OtherRules;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.planning.ListFixture;
import vn.tusoi.rulebook.Decisions;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.worklist.Refused;

/** An open round ends under its set unless it is moved: by two people, with the effect seen before, and each case knowing. */
@ApplicationTest
class MovingARoundTests {

    private static final String OLD = "2026-07";
    private static final String NEW = "2024-06";

    @Autowired ListFixture world;
    @Autowired JdbcClient jdbc;
    @Autowired Clock clock;
    @Autowired RoundMoves moves;
    @Autowired Rounds rounds;
    @Autowired Cases cases;
    @Autowired Ledger ledger;
    @Autowired Decisions decisions;
    @Autowired Electorate electorate;
    @Autowired ManagementService jobs;
    @Autowired TransactionTemplate transaction;
    @Autowired MockMvc mvc;

    @BeforeEach
    void anOpenRoundOfThree() {
        world.world(3, "PLAN_NEW", 1);
        world.account("officer", null, Map.of("ORGANISATION_BOARD", "BTCT"));
        world.account("second", null, Map.of("ORGANISATION_BOARD", "BTCT"));
        jdbc.sql("insert into round_unit(round_code, unit_code) values (?, ?)").params(world.round(), unit()).update();
        jdbc.sql("insert into round_post(round_code, kind, post) values (?, 'PARTY', 'Đảng ủy viên')").param(world.round()).update();
        // 42 months left in 07/2030, 102 in 07/2025
        jdbc.sql("update member set birth_date = ?, gender = 'MALE' where code = ?").params(LocalDate.of(1972, 1, 1), world.member(1)).update();
        jdbc.sql("""
                        insert into electorate(round_code, member_code, cell_code, unit_code, post, included, by_rule, reason, rule_ref, citation, case_code)
                        select ?, member_code, cell_code, unit_code, 'Đảng ủy viên', true, true, 'NOTHING_AGAINST', 'eligibility#10', 'QD377', code from vetting_case where round_code = ?""")
                .params(world.round(), world.round()).update();
    }

    private String unit() {
        return jdbc.sql("select distinct unit_code from vetting_case where round_code = ?").param(world.round()).query(String.class).single();
    }

    private void moveJobs() {
        jobs.createJobQuery().messages().list().forEach(job -> jobs.executeJob(job.getId()));
    }

    @Test
    void openCasesFollowAndClosedOnesAndWhatWasDecidedStay() {
        transaction.executeWithoutResult(t -> {
            cases.end(world.caseCode(3), CaseOutcome.DEFERRED);
            decisions.keep("CASE", world.caseCode(1), Reasoning.of("listSize", new vn.tusoi.rulebook.Applied(OLD, "list.maxPerPost", "QD377"), "FITS", null, List.of(), List.of()));
        });

        moves.propose(world.actor("officer"), world.round(), NEW, "Văn bản mới thay thế");
        assertThat(rounds.get(world.round()).ruleSet()).isEqualTo(OLD);
        moves.decide(world.actor("second"), world.round(), true, null);
        assertThat(rounds.get(world.round()).ruleSet()).isEqualTo(NEW);
        assertThat(cases.get(world.caseCode(1)).ruleSet()).as("not before the batch").isEqualTo(OLD);
        moveJobs();

        assertThat(List.of(cases.get(world.caseCode(1)).ruleSet(), cases.get(world.caseCode(2)).ruleSet(), cases.get(world.caseCode(3)).ruleSet())).containsExactly(NEW, NEW, OLD);
        assertThat(jdbc.sql("select rule_set from planning_list where code = ?").param(world.list()).query(String.class).single()).isEqualTo(NEW);
        assertThat(decisions.of(world.caseCode(1))).singleElement().satisfies(d -> assertThat(d.ruleSet()).isEqualTo(OLD));
        assertThat(electorate.reasoningOfCase(world.caseCode(1)).orElseThrow().ruleSet()).isEqualTo(OLD);
        assertThat(moves.last(world.round()).orElseThrow().state()).isEqualTo(RoundMove.State.DONE);
        assertThat(ledger.of(world.caseCode(1)).stream().filter(e -> e.act().equals("CASE_RULES_MOVED"))).singleElement()
                .satisfies(e -> assertThat(e.detail()).containsEntry("from", OLD));
        assertThat(ledger.of(world.caseCode(3)).stream().map(Ledger.Written::act)).doesNotContain("CASE_RULES_MOVED");
        assertThat(ledger.of(world.list()).stream().map(Ledger.Written::act)).contains("LIST_RULES_MOVED");
    }

    @Test
    void aBatchThatWasKilledIsDoneAgainAndNoCaseIsMovedTwice() {
        moves.propose(world.actor("officer"), world.round(), NEW, "Văn bản mới");
        moves.decide(world.actor("second"), world.round(), true, null);
        transaction.executeWithoutResult(t -> {
            moves.moveNext(world.round());
            t.setRollbackOnly();
        });
        assertThat(cases.get(world.caseCode(1)).ruleSet()).isEqualTo(OLD);

        moveJobs();
        transaction.executeWithoutResult(t -> assertThat(moves.moveNext(world.round())).isTrue());

        assertThat(ledger.of(world.caseCode(1)).stream().filter(e -> e.act().equals("CASE_RULES_MOVED"))).hasSize(1);
        assertThat(moves.moved(world.round(), 1)).hasSize(3);
    }

    @Test
    void thePreviewSaysForWhomWhatChangesAndChangesNothing() {
        RoundMoves.Preview preview = moves.preview(rounds.get(world.round()), NEW);

        assertThat(preview.open()).isEqualTo(3);
        assertThat(preview.affected()).filteredOn(a -> a.caseCode().equals(world.caseCode(1))).singleElement().satisfies(a -> assertThat(a.changes())
                .contains(new OtherRules.Change(OtherRules.Kind.ELIGIBILITY, "rule.NOTHING_AGAINST", "verdict.EXCLUDED", "verdict.ELIGIBLE")));
        assertThat(preview.counts().get(OtherRules.Kind.ELIGIBILITY)).isEqualTo(1);
        assertThat(moves.last(world.round())).isEmpty();
    }

    @Test
    void whoProposedMayNotDecideAndARefusalLeavesEverythingAsItWas() {
        moves.propose(world.actor("officer"), world.round(), NEW, "Văn bản mới");

        assertThatThrownBy(() -> moves.decide(world.actor("officer"), world.round(), true, null)).isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> moves.propose(world.actor("officer"), world.round(), "2025-10", "Thêm")).isInstanceOf(Refused.class).hasMessageContaining("rounds.move.pending");
        assertThatThrownBy(() -> moves.decide(world.actor("second"), world.round(), false, " ")).isInstanceOf(Refused.class);
        moves.decide(world.actor("second"), world.round(), false, "Chưa cần");
        moveJobs();

        assertThat(rounds.get(world.round()).ruleSet()).isEqualTo(OLD);
        assertThat(cases.get(world.caseCode(1)).ruleSet()).isEqualTo(OLD);
        assertThat(moves.last(world.round()).orElseThrow().state()).isEqualTo(RoundMove.State.REFUSED);
        moves.propose(world.actor("officer"), world.round(), NEW, "Nay thì cần");
        assertThat(moves.last(world.round()).orElseThrow().no()).isEqualTo(2);
    }

    @Test
    void aRoundThatIsNotOpenIsNotMoved() {
        jdbc.sql("update round set status = 'SUBMITTED' where code = ?").param(world.round()).update();
        assertThatThrownBy(() -> moves.propose(world.actor("officer"), world.round(), NEW, "Văn bản mới")).hasMessageContaining("rounds.move.notOpen");
    }

    @Test
    void thePagesLeadFromTheEffectToTheSecondOfficersDecision() throws Exception {
        String page = "/rounds/" + world.round() + "/rules";
        mvc.perform(get(page).with(user(world.user("officer")))).andExpect(status().isOk());
        mvc.perform(get(page).param("to", NEW).param("lang", "en").with(user(world.user("officer")))).andExpect(status().isOk())
                .andExpect(content().string(Matchers.containsString(world.caseCode(1))));
        mvc.perform(post(page).param("to", NEW).with(user(world.user("officer"))).with(csrf())).andExpect(status().isUnprocessableEntity());
        mvc.perform(post(page).param("to", NEW).param("reason", "Văn bản mới").with(user(world.user("officer"))).with(csrf())).andExpect(redirectedUrl(page));
        String task = page.replace("/rules", "/decide-move");
        for (String language : List.of("vi", "en")) {
            assertThat(mvc.perform(get(task).param("lang", language).with(user(world.user("second")))).andExpect(status().isOk()).andReturn().getResponse().getContentAsString())
                    .contains(world.caseCode(1)).doesNotContain("??");
        }
        mvc.perform(get(task).with(user(world.user("officer")))).andExpect(status().isForbidden());
        mvc.perform(post(task).param("decision", "APPROVE").with(user(world.user("second"))).with(csrf())).andExpect(status().is3xxRedirection());
        moveJobs();
        assertThat(mvc.perform(get(page).with(user(world.user("auditor")))).andExpect(status().isOk()).andReturn().getResponse().getContentAsString()).contains(world.caseCode(1));
    }

    @Test
    void strangersSeeNothingAndColleaguesWithoutTheOfficeAreTurnedAway() throws Exception {
        String page = "/rounds/" + world.round() + "/rules";
        mvc.perform(get(page).with(user(world.user("chair")))).andExpect(status().isForbidden());
        mvc.perform(get("/rounds/NICHTS/rules").with(user(world.user("officer")))).andExpect(status().isNotFound());
        mvc.perform(post(page).param("to", NEW).param("reason", "x").with(user(world.user("auditor"))).with(csrf())).andExpect(status().isForbidden());
        mvc.perform(post(page).param("to", NEW).param("reason", "x").with(user(world.user("elsewhere"))).with(csrf())).andExpect(status().isNotFound());
        assertThat(moves.last(world.round())).isEmpty();
    }
}
