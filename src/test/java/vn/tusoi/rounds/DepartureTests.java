package vn.tusoi.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Denied;
import vn.tusoi.assessment.CaseWorld;
import vn.tusoi.assessment.Level;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.ReviewExit;
import vn.tusoi.register.Standing;
import vn.tusoi.register.Units;
import vn.tusoi.register.desk.StandingDesk;
import vn.tusoi.worklist.Refused;

/** Those who are suspended, move, die or leave: a running review ends for them, the next one leaves them out, each time with the reason. */
@ApplicationTest
class DepartureTests {

    @Autowired CaseWorld world;
    @Autowired StandingDesk desk;
    @Autowired ReviewExit exits;
    @Autowired Cases cases;
    @Autowired Rounds rounds;
    @Autowired Electorate electorate;
    @Autowired ReviewProgress progress;
    @Autowired Units units;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired Clock clock;
    @Autowired MockMvc mvc;

    private void world(int people) {
        world.yearly(people, 20);
        world.account("board", "Hứa Thị Nga", null, "ORGANISATION_BOARD", "T");
    }

    private void entered(int i, Standing.Kind kind, String newCell) {
        LocalDate today = LocalDate.now(clock);
        desk.enter(world.actor("board"), world.member(i), new StandingDesk.Entry(kind, today, "12-QĐ/UBKT", today, "Ủy ban Kiểm tra Đảng ủy xã", newCell));
    }

    @Test
    void aReviewEndsWhereverItStandsOnTheRegistersGroundAndIsCountedApart() {
        world(4);
        world.assessed(2);
        world.assessed(3);
        world.rated(3, Level.T, null);
        List<Standing.Kind> kinds = List.of(Standing.Kind.DECEASED, Standing.Kind.SUSPENDED, Standing.Kind.LEFT);
        for (int i = 1; i <= 3; i++) {
            entered(i, kinds.get(i - 1), null);
            exits.end(world.actor("board"), world.caseCode(i), "Theo hồ sơ của chi bộ");
            assertThat(cases.get(world.caseCode(i)).outcome()).isEqualTo(CaseOutcome.LEFT_REVIEW);
            assertThat(world.open(i)).isEmpty();
            assertThat(world.acts(i)).endsWith("REVIEW_LEFT AWAY_" + kinds.get(i - 1), "CASE_ENDED LEFT_REVIEW");
            assertThat(exits.of(world.caseCode(i)).orElseThrow().docNo()).isEqualTo("12-QĐ/UBKT");
        }
        assertThat(jdbc.sql("select count(*) from past_rating where member_code = ?").param(world.member(3)).query(Integer.class).single()).as("nothing is filed").isZero();
        assertThat(jdbc.sql("select count(*) from act_ru_execution where business_key_ = ?").param(world.caseCode(1)).query(Integer.class).single()).isZero();
        ReviewProgress.Counts total = progress.below(rounds.get(world.round()), units.get(world.unit("T")), null).total();
        assertThat(total.departed()).isEqualTo(3);
        assertThat(total.missing()).isZero();
        assertThat(total.all()).isEqualTo(4);
        assertThatThrownBy(() -> exits.end(world.actor("board"), world.caseCode(1), "lại")).hasMessageContaining("exit.over");
    }

    @Test
    void withoutAGroundInTheRegisterNothingEndsAndOnlyTheBoardEndsIt() {
        world(2);
        assertThatThrownBy(() -> exits.end(world.actor("board"), world.caseCode(1), "Không rõ")).hasMessageContaining("exit.noGround");
        entered(1, Standing.Kind.SUSPENDED, null);
        assertThatThrownBy(() -> exits.end(world.actor("secretary"), world.caseCode(1), "x")).isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> exits.end(world.actor("elsewhere"), world.caseCode(1), "x")).isInstanceOf(Denied.Hidden.class);
        assertThatThrownBy(() -> entered(1, Standing.Kind.LEFT, null)).as("two at once").hasMessageContaining("holds");
        assertThatThrownBy(() -> desk.changeable(world.actor("secretary"), world.member(2))).isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> desk.changeable(world.actor("elsewhere"), world.member(2))).isInstanceOf(Denied.Hidden.class);
        assertThatThrownBy(() -> entered(2, Standing.Kind.MOVED, world.unit("X"))).as("no cell").isInstanceOf(Refused.class);
        assertThat(world.open(1)).containsExactly("submit-self-review");
    }

    @Test
    void whoMovesToAnotherCellIsReviewedThereNextTimeAndTheRunningReviewMayEnd() {
        world(2);
        String other = world.unit("D");
        jdbc.sql("insert into unit(code, name, search_name, kind, parent_code, path, valid_from) select ?, 'Chi bộ thôn 4', 'chi bo thon 4', 'CELL', parent_code, ?, valid_from from unit where code = ?")
                .params(other, units.get(world.unit("X")).path() + other + "/", world.unit("C")).update();
        units.changed();
        entered(1, Standing.Kind.MOVED, other);
        assertThat(exits.ground(cases.get(world.caseCode(1))).orElseThrow().newCell()).isEqualTo(other);
        exits.end(world.actor("board"), world.caseCode(1), "Chi bộ mới kiểm điểm");
        assertThat(cases.get(world.caseCode(1)).outcome()).isEqualTo(CaseOutcome.LEFT_REVIEW);
        assertThat(drawnUp()).filteredOn(e -> e.member().equals(world.member(1))).singleElement().satisfies(e -> {
            assertThat(e.included()).isTrue();
            assertThat(e.cell()).isEqualTo(other);
        });
    }

    @Test
    void theNextElectorateLeavesThemOutWithTheReasonUntilASuspensionIsOver() {
        world(3);
        entered(1, Standing.Kind.SUSPENDED, null);
        entered(2, Standing.Kind.DECEASED, null);
        assertThat(drawnUp()).extracting(Electorate.Entry::member, Electorate.Entry::included, Electorate.Entry::reason).contains(
                org.assertj.core.groups.Tuple.tuple(world.member(1), false, "NOT_RATED_SUSPENDED"),
                org.assertj.core.groups.Tuple.tuple(world.member(2), false, "NOT_RATED_DECEASED"),
                org.assertj.core.groups.Tuple.tuple(world.member(3), true, "REVIEWED"));
        assertThat(electorate.reasoning(world.round(), world.member(1)).orElseThrow().facts()).singleElement()
                .satisfies(f -> assertThat(f.args()).containsExactly("12-QĐ/UBKT", LocalDate.now(clock).toString()));
        jdbc.sql("update member_standing set valid_from = ? where member_code = ?").params(LocalDate.now(clock).minusDays(9), world.member(1)).update();
        desk.end(world.actor("board"), world.member(1), LocalDate.now(clock).minusDays(1));
        assertThat(drawnUp()).filteredOn(e -> e.member().equals(world.member(1))).singleElement().satisfies(e -> assertThat(e.included()).isTrue());
        assertThatThrownBy(() -> desk.end(world.actor("board"), world.member(1), LocalDate.now(clock))).hasMessageContaining("none");
    }

    private List<Electorate.Entry> drawnUp() {
        if (jdbc.sql("select count(*) from round_unit where round_code = ?").param(world.round()).query(Integer.class).single() == 0) {
            jdbc.sql("insert into round_unit(round_code, unit_code) values (?, ?)").params(world.round(), world.unit("X")).update();
            jdbc.sql("update member set joined_on = date '2010-01-01', sort_key = code where cell_code = ?").param(world.unit("C")).update();
        }
        transaction.executeWithoutResult(t -> electorate.compute(rounds.get(world.round()), LocalDate.now(clock)));
        return electorate.search(world.round(), new Electorate.Question(null, null, null, null, null), 50, 0);
    }

    @Test
    void thePagesEnterItAndEndTheReviewAndSayWhy() throws Exception {
        world(1);
        String member = "/register/members/" + world.member(1);
        String day = java.time.format.DateTimeFormatter.ofPattern("dd/MM/uuuu").format(LocalDate.now(clock));
        mvc.perform(post(member + "/standing").param("docNo", "7-BC").with(user(world.user("board"))).with(csrf())).andExpect(status().isUnprocessableEntity());
        mvc.perform(post(member + "/standing").param("kind", "SUSPENDED").param("from", day).param("docNo", "7-QĐ").param("docDate", day).param("decidedBy", "Đảng ủy xã")
                .with(user(world.user("board"))).with(csrf())).andExpect(status().is3xxRedirection());
        String exit = "/cases/" + world.caseCode(1) + "/exit";
        assertThat(shown(member)).contains(exit, "7-QĐ");
        assertThat(shown(exit)).contains("7-QĐ");
        mvc.perform(post(exit).param("reason", "").with(user(world.user("board"))).with(csrf())).andExpect(status().isUnprocessableEntity());
        mvc.perform(post(exit).param("reason", "Đang bị đình chỉ").with(user(world.user("board"))).with(csrf())).andExpect(status().is3xxRedirection());
        assertThat(shown("/cases/" + world.caseCode(1))).contains("7-QĐ").doesNotContain("href=\"" + exit);
        mvc.perform(post(member + "/standing/end").param("lastDay", day).with(user(world.user("board"))).with(csrf())).andExpect(status().is3xxRedirection());
    }

    private String shown(String address) throws Exception {
        return mvc.perform(get(address).with(user(world.user("board")))).andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
    }
}
