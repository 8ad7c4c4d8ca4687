package vn.tusoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.commands.Headless;

/** Where the migrations run as an owner of their own, the application's role can add to the record and nothing else. */
class RolesTests {

    @Test
    void theApplicationsRoleAddsToTheRecordAndCannotChangeIt() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            try (Connection admin = server.getPostgresDatabase().getConnection(); Statement run = admin.createStatement()) {
                run.execute("create role tusoi_owner login password 'o'");
                run.execute("create role tusoi_app login password 'a'");
                run.execute("create database house owner tusoi_owner");
            }
            String url = server.getJdbcUrl("tusoi_owner", "house").replaceFirst("\\?.*", "");
            // a first start and one with nothing left to migrate
            for (int start = 1; start <= 2; start++) {
                try (ConfigurableApplicationContext house = Headless.start(java.nio.file.Path.of("target"), url, Map.of("spring.datasource.username", "tusoi_app",
                        "spring.datasource.password", "a", "spring.flyway.user", "tusoi_owner", "spring.flyway.password", "o", "spring.flyway.url", url))) {
                    house.getBean(TransactionTemplate.class).executeWithoutResult(t ->
                            house.getBean(Ledger.class).byProcess("CASE_OPENED").on("CASE", "RO26-0001").write());
                    Checkpoints checkpoints = house.getBean(Checkpoints.class);
                    checkpoints.ready();
                    assertThat(checkpoints.make("PERIODIC")).isPresent();
                    assertThat(Chains.faults(house.getBean(JdbcClient.class))).isEmpty();
                }
            }
            try (Connection app = DriverManager.getConnection(url, "tusoi_app", "a"); Statement run = app.createStatement()) {
                for (String table : Guard.APPEND_ONLY) {
                    for (String sql : List.of("delete from " + table, "truncate " + table, "truncate " + table + " cascade", "alter table " + table + " disable trigger all",
                            "drop trigger ledger_append_only on " + table, "drop table " + table + " cascade")) {
                        assertThatThrownBy(() -> run.execute(sql)).as(sql).isInstanceOf(SQLException.class).hasMessageMatching("(?s).*(permission denied|must be owner).*");
                    }
                }
                for (String sql : List.of("update ledger_entry set act = 'X'", "update ledger_checkpoint set code = 'X'", "update ledger_key set handover = 'X'",
                        "update ledger_checkpoint_head set hash = 'X'", "delete from ledger_stream", "alter table vetting_case disable trigger all",
                        "create or replace function ledger_touch_vetting_case() returns trigger language plpgsql as $$ begin return null; end $$",
                        "update flyway_schema_history set checksum = 0",
                        // a function that fits better than PostgreSQL's own would be called by the owner's next migration
                        "create function public.quote_ident(name) returns text language sql as 'select null::text'", "create table public.own (id int)")) {
                    assertThatThrownBy(() -> run.execute(sql)).as(sql).isInstanceOf(SQLException.class).hasMessageMatching("(?s).*(permission denied|must be owner).*");
                }
            }
            try (Connection owner = DriverManager.getConnection(url, "tusoi_owner", "o"); Statement run = owner.createStatement()) {
                assertThatThrownBy(() -> run.execute("delete from ledger_entry")).as("a slip of the owner is refused as well").hasMessageContaining("append only");
            }
        }
    }
}
