package vn.tusoi.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import vn.tusoi.PostgresTest;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.Cases;

/** The same list on a real PostgreSQL: its SQL is the same, its server is not. */
@PostgresTest
class ListOnPostgresTests {

    @Autowired ListFixture world;
    @Autowired Cases cases;
    @Autowired MockMvc mvc;

    @Test
    void aListIsPublishedAndItsPagesStand() throws Exception {
        world.world(4, "DESIGNATE", 2);
        world.drawUp();
        world.hold(1, Map.of(world.caseCode(4), 3));
        world.hold(2, Map.of());
        world.hold(3, Map.of());
        world.finish();
        assertThat(cases.get(world.caseCode(1)).outcome()).isEqualTo(CaseOutcome.LISTED);
        assertThat(cases.get(world.caseCode(4)).outcome()).isEqualTo(CaseOutcome.NOT_LISTED);
        for (String address : new String[] {"/lists", "/lists/" + world.list(), "/conferences/" + world.conference(1), "/conferences/" + world.conference(1) + "/minutes"}) {
            mvc.perform(get(address).with(user(world.user("auditor")))).andExpect(status().isOk());
        }
    }
}
