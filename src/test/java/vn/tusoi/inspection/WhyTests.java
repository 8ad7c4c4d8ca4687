package vn.tusoi.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import vn.tusoi.ApplicationTest;
import vn.tusoi.inspection.InspectionDesk.Drafted;
import vn.tusoi.inspection.InspectionDesk.Given;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.rulebook.Decisions;
import vn.tusoi.rulebook.Difference;
import vn.tusoi.rulebook.Fact;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.worklist.Refused;

/** Every answer of the rules can be opened by the person concerned: with the facts of then, save what is in a classified paper. */
@ApplicationTest
class WhyTests {

    private static final String CONTENT = "Nội dung mật của văn bản";

    @Autowired InspectionFixture world;
    @Autowired InspectionDesk desk;
    @Autowired Inspections inspections;
    @Autowired Decisions decisions;
    @Autowired Ledger ledger;
    @Autowired JdbcClient jdbc;
    @Autowired Clock clock;
    @Autowired MockMvc mvc;

    private Reasoning clearance() {
        return inspections.find(world.code()).orElseThrow().conclusion().explained();
    }

    @Test
    void theProposalKeepsItsFactsWithTheirSourcesWhateverTheRegisterSaysLater() {
        world.world("T");
        world.penalty("REPRIMAND", LocalDate.now(clock).minusMonths(3));
        world.allAnswerNothing();
        world.draft();

        Reasoning why = clearance();
        LocalDate over = LocalDate.now(clock).minusMonths(3).plusMonths(24);
        assertThat(why.outcome()).isEqualTo("BLOCKED");
        assertThat(why.facts()).contains(Fact.of("penaltyWaiting", true, "waiting", over));
        assertThat(decisions.of(world.code())).filteredOn(d -> d.question().equals("disciplineClocks")).singleElement().satisfies(d -> {
            assertThat(d.outcome()).isEqualTo("WAITING");
            assertThat(d.differences()).containsExactly(Difference.of("waitsUntil", Difference.How.FROM_DAY, over, "WAITED"));
        });
        jdbc.sql("delete from discipline where member_code = ?").param(world.member()).update();
        assertThat(clearance()).isEqualTo(why);
        assertThat(decisions.of(world.code())).extracting(Reasoning::question).contains("disciplineClocks", "deadline.opinions");
        assertThat(ledger.of(world.code())).filteredOn(e -> e.act().equals("CLEARANCE_PROPOSED")).singleElement().satisfies(e -> {
            assertThat(e.ruleRef()).isEqualTo(why.ref());
            assertThat(e.detail()).containsEntry("citation", why.citation());
        });
    }

    @Test
    void ofAClassifiedPaperOnlyNumberDateAndCustodianAreShownToThePersonConcerned() throws Exception {
        world.world("T");
        desk.giveOpinion(world.actor("affairs"), world.code(), OpinionBody.INTERNAL_AFFAIRS.name(),
                new Given(OpinionResult.BEING_HANDLED, null, null, true, "77-BC/M", LocalDate.of(2026, 3, 2), "Văn thư Ban Nội chính"));
        world.nothingFrom("asset", OpinionBody.ASSET_CONTROL);
        world.nothingFrom("front", OpinionBody.FATHERLAND_FRONT);
        Finding.Held held = new Finding.Held("12-KL/M", LocalDate.of(2026, 2, 3), "Văn thư Ủy ban Kiểm tra");
        Drafted written = new Drafted("PH15", "Kê khai muộn.", CONTENT, false, held);
        try {
            world.draft(written);
            throw new AssertionError("content beside a classified paper was taken");
        } catch (Refused refused) {
            assertThat(refused.messageKey()).isEqualTo("draft.held.content");
        }
        world.draft(new Drafted("PH15", "Kê khai muộn.", "", false, held));
        world.explain();

        assertThat(clearance().facts()).filteredOn(f -> Fact.HELD.equals(f.from())).hasSize(2).allSatisfy(f -> assertThat(f.value()).isNull());
        world.conclude(Conclusion.Kind.DEFERRED);
        for (String language : List.of("en", "vi")) {
            String page = mvc.perform(get("/cases/" + world.code()).queryParam("lang", language).with(user(world.user("member")))).andExpect(status().isOk()).andReturn()
                    .getResponse().getContentAsString();
            assertThat(page).contains("77-BC/M").contains("12-KL/M").contains("Văn thư Ủy ban Kiểm tra").contains("id=\"rules\"").doesNotContain(CONTENT).doesNotContain("??");
        }
        assertThat(mvc.perform(get("/me").with(user(world.user("member")))).andExpect(status().isOk()).andReturn().getResponse().getContentAsString()).doesNotContain("??");
    }
}
