package vn.tusoi.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import vn.tusoi.DemoTest;
import vn.tusoi.ledger.Canonical;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.site.accounts.SignIn;

/** What people do without an act of their own leaves its trace in the record all the same. */
@DemoTest
class FootprintsTests {

    @Autowired MockMvc mvc;
    @Autowired Ledger ledger;
    @Autowired JdbcClient jdbc;
    @Autowired SignIn signIn;

    private String inspector() {
        return jdbc.sql("select username from office where function = 'INSPECTOR' order by username limit 1").query(String.class).single();
    }

    private List<String> since(long id, String username) {
        return jdbc.sql("select act, detail from ledger_entry where id > ? and username = ? order by id").params(id, username)
                .query((rs, n) -> rs.getString(1) + " " + rs.getString(2)).list();
    }

    @Test
    void searchesExportsAndRefusalsAreRecorded() throws Exception {
        long before = ledger.last().number();
        String who = inspector();
        mvc.perform(get("/search").param("q", "Nguyễn").with(user(who))).andExpect(status().isOk());
        mvc.perform(get("/work.csv").with(user(who))).andExpect(status().isOk());
        mvc.perform(get("/record").with(user(who))).andExpect(status().isForbidden());
        mvc.perform(get("/cases/KHONG-CO").with(user(who))).andExpect(status().isNotFound());
        assertThat(since(before, who)).containsExactly(
                "SEARCHED {\"asked\":\"" + Canonical.textDigest("Nguyễn") + "\",\"path\":\"/search\"}",
                "EXPORTED {\"path\":\"/work.csv\"}",
                "ACCESS_REFUSED {\"method\":\"GET\",\"path\":\"/record\"}",
                "ACCESS_REFUSED {\"method\":\"GET\",\"path\":\"/cases/KHONG-CO\"}");
    }

    @Test
    void wrongPasswordsUnknownNamesAndLockedDoorsAreRecorded() {
        long before = ledger.last().number();
        signIn.attempt("nobody.at.all", "x", null);
        String who = jdbc.sql("select a.username from account a join office o on o.username = a.username where o.function = 'AUDITOR' order by 1 limit 1").query(String.class).single();
        jdbc.sql("update account set failed_attempts = 4 where username = ?").param(who).update();
        signIn.attempt(who, "wrong", null);
        signIn.attempt(who, "wrong", null);
        jdbc.sql("update account set failed_attempts = 0, locked_until = null where username = ?").param(who).update();
        assertThat(jdbc.sql("select act from ledger_entry where id > ? order by id").param(before).query(String.class).list())
                .contains("SIGN_IN_UNKNOWN", "SIGN_IN_LOCKED", "SIGN_IN_REFUSED");
    }

    @Test
    void startsModelsAndRuleSetsAreRecorded() {
        assertThat(ledger.last("program", "STARTED")).isPresent();
        assertThat(ledger.last("model:vetting-case", "MODEL_DEPLOYED")).isPresent();
        assertThat(ledger.last("rules:2026-07", "RULE_SET_LOADED").orElseThrow().detail().get("digest").toString()).hasSize(64);
    }
}
