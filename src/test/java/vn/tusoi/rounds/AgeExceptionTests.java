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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Denied;
import vn.tusoi.planning.ListFixture;
import vn.tusoi.rulebook.Fact;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.worklist.Refused;

/** Who has too little time left stays out, unless an exception was recorded by one officer and authorised by another; the verdict names it. */
@ApplicationTest
class AgeExceptionTests {

    @Autowired ListFixture world;
    @Autowired JdbcClient jdbc;
    @Autowired Clock clock;
    @Autowired Rounds rounds;
    @Autowired Electorate electorate;
    @Autowired AgeExceptions exceptions;
    @Autowired AgeExceptionDesk desk;
    @Autowired TransactionTemplate transaction;
    @Autowired MockMvc mvc;

    @BeforeEach
    void aDraftWithSomebodyFourMonthsShort() {
        world.world(2, "PLAN_NEW", 1);
        world.account("officer", null, Map.of("ORGANISATION_BOARD", "BTCT"));
        world.account("second", null, Map.of("ORGANISATION_BOARD", "BTCT"));
        jdbc.sql("update round set status = 'DRAFT' where code = ?").param(world.round()).update();
        jdbc.sql("insert into round_unit(round_code, unit_code) select distinct round_code, unit_code from vetting_case where round_code = ?").param(world.round()).update();
        jdbc.sql("insert into round_post(round_code, kind, post) values (?, 'PARTY', 'Đảng ủy viên')").param(world.round()).update();
        // retires at 744 months: 56 of the 60 are left in 07/2030
        jdbc.sql("update member set birth_date = ?, gender = 'MALE' where code = ?").params(LocalDate.of(1973, 3, 31), world.member(1)).update();
        transaction.executeWithoutResult(t -> electorate.compute(rounds.get(world.round()), LocalDate.now(clock)));
    }

    private AgeExceptionDesk.Recorded four(AgeException.Kind kind, int months) {
        return new AgeExceptionDesk.Recorded(kind, months, "Chuyên gia đầu ngành", "45-TB", LocalDate.now(clock));
    }

    private Reasoning verdict() {
        return electorate.reasoning(world.round(), world.member(1)).orElseThrow();
    }

    @Test
    void theMonthOfTheLevelIsCountedAndKeptWithItsSource() {
        assertThat(verdict().reason()).isEqualTo("TOO_LITTLE_TIME");
        assertThat(verdict().facts()).filteredOn(f -> f.name().equals("monthsToRetirement")).singleElement().satisfies(f -> {
            assertThat(f.value()).isEqualTo(56);
            assertThat(f.args()).containsExactly("1973-03-31", "2030-07", "744");
        });
        jdbc.sql("update member set birth_date = ? where code = ?").params(LocalDate.of(1985, 1, 1), world.member(1)).update();
        assertThat(verdict().facts()).as("facts of then, not of now").anySatisfy(f -> assertThat(f.args()).contains("1973-03-31"));
    }

    @Test
    void onlyTheSecondOfficersWordLetsThePersonInAndTheVerdictNamesThePaper() {
        desk.record(world.actor("officer"), world.round(), world.member(1), four(AgeException.Kind.LESS_TIME, 4));
        transaction.executeWithoutResult(t -> electorate.compute(rounds.get(world.round()), LocalDate.now(clock)));
        assertThat(verdict().outcome()).as("recorded, not authorised").isEqualTo("EXCLUDED");
        assertThatThrownBy(() -> desk.decide(world.actor("officer"), world.round(), world.member(1), 1, true, null)).isInstanceOf(Denied.Forbidden.class);

        desk.decide(world.actor("second"), world.round(), world.member(1), 1, true, null);

        assertThat(verdict().outcome()).isEqualTo("ELIGIBLE");
        assertThat(verdict().facts()).contains(new Fact("ageException", "LESS_TIME", "exception",
                List.of("45-TB", LocalDate.now(clock).toString(), world.actor("second").displayName(), "4"), "RULE"));
        assertThat(electorate.find(world.round(), world.member(1)).orElseThrow().included()).isTrue();
        assertThatThrownBy(() -> desk.decide(world.actor("second"), world.round(), world.member(1), 1, false, "doch nicht")).isInstanceOf(Refused.class);
    }

    @Test
    void oneMonthLessThanNeededIsNotEnoughAndARefusalChangesNothing() {
        desk.record(world.actor("officer"), world.round(), world.member(1), four(AgeException.Kind.LATER_LIMIT, 3));
        desk.decide(world.actor("second"), world.round(), world.member(1), 1, true, null);
        assertThat(verdict().outcome()).isEqualTo("EXCLUDED");
        desk.record(world.actor("officer"), world.round(), world.member(1), four(AgeException.Kind.LATER_LIMIT, 1));
        desk.decide(world.actor("second"), world.round(), world.member(1), 2, false, "Văn bản không nêu người này");
        assertThat(verdict().outcome()).isEqualTo("EXCLUDED");
        desk.record(world.actor("officer"), world.round(), world.member(1), four(AgeException.Kind.LATER_LIMIT, 1));
        desk.decide(world.actor("second"), world.round(), world.member(1), 3, true, null);
        assertThat(verdict().outcome()).isEqualTo("ELIGIBLE");
    }

    @Test
    void nothingIsRecordedWithoutItsPaperNorOnceThePlanIsSubmitted() {
        assertThatThrownBy(() -> desk.record(world.actor("officer"), world.round(), world.member(1), new AgeExceptionDesk.Recorded(AgeException.Kind.LESS_TIME, 4, "x", "", null)))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> desk.record(world.actor("officer"), world.round(), world.member(1), four(AgeException.Kind.LESS_TIME, 0))).isInstanceOf(Refused.class);
        jdbc.sql("update round set status = 'SUBMITTED' where code = ?").param(world.round()).update();
        assertThatThrownBy(() -> desk.record(world.actor("officer"), world.round(), world.member(1), four(AgeException.Kind.LESS_TIME, 4))).hasMessageContaining("frozen");
        assertThat(exceptions.of(world.round(), world.member(1))).isEmpty();
    }

    @Test
    void itsPageStandsInBothLanguagesAndForTheBoardOnly() throws Exception {
        String page = "/rounds/" + world.round() + "/electorate/" + world.member(1) + "/exception";
        mvc.perform(post(page).param("kind", "LESS_TIME").param("months", "4").param("docNo", "45-TB").with(user(world.user("officer"))).with(csrf()))
                .andExpect(status().isUnprocessableEntity());
        mvc.perform(post(page).param("kind", "LESS_TIME").param("months", "4").param("docNo", "45-TB").param("docDate", LocalDate.now(clock).toString()).param("why", "Có văn bản")
                .with(user(world.user("officer"))).with(csrf())).andExpect(status().is3xxRedirection());
        for (String language : List.of("en", "vi")) {
            assertThat(mvc.perform(get(page).param("lang", language).with(user(world.user("second")))).andExpect(status().isOk()).andReturn().getResponse().getContentAsString())
                    .contains("45-TB").doesNotContain("??");
        }
        mvc.perform(get(page).with(user(world.user("auditor")))).andExpect(status().isForbidden());
        mvc.perform(get(page).with(user(world.user("elsewhere")))).andExpect(status().isNotFound());
        mvc.perform(post(page).param("no", "1").param("decision", "AUTHORISE").with(user(world.user("second"))).with(csrf())).andExpect(status().is3xxRedirection());
        assertThat(verdict().outcome()).isEqualTo("ELIGIBLE");
    }
}
