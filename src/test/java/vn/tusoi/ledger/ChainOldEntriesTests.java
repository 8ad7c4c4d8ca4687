package vn.tusoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database from before there were chains: its entries get their places, in the order in which they were written, and are then as safe as any. */
class ChainOldEntriesTests {

    private static FluentConfiguration flyway(DataSource source, String vendor) {
        return Flyway.configure().dataSource(source).locations("classpath:db/migration", "classpath:db/vendor/" + vendor).javaMigrations(new ChainOldEntries());
    }

    private static void upgrade(DataSource source, String vendor) {
        flyway(source, vendor).target("66?").load().migrate();
        JdbcClient jdbc = JdbcClient.create(source);
        for (int i = 0; i < 2500; i++) {
            jdbc.sql("""
                            insert into ledger_entry(at, username, person, function, unit_code, subject_kind, subject_code, act, outcome, rule_set, detail)
                            values (timestamp with time zone '2026-01-02 03:04:05.678901Z', ?, 'Nguye\u0302\u0303n', ?, ?, ?, ?, 'OLD', null, '2024-06', ?)""")
                    .params(i % 2 == 0 ? null : "u" + i % 3, i % 5 == 0 ? "AUDITOR" : null, i % 5 == 0 ? "X01" : null, i % 3 == 0 ? "CASE" : i % 3 == 1 ? "REGISTER" : "SYSTEM",
                            "C" + i % 7, "{\"b\":" + i + ",\"a\":{\"z\":1.5,\"y\":[1,\"x\"]}}").update();
        }
        flyway(source, vendor).callbacks(new Guard("")).load().migrate();
        assertThat(Chains.faults(jdbc)).isEmpty();
        assertThat(jdbc.sql("select count(*) from ledger_entry where tx = 0").query(Integer.class).single()).isEqualTo(2500);
        assertThat(jdbc.sql("select detail from ledger_entry where id = 1").query(String.class).single()).isEqualTo("{\"a\":{\"y\":[1,\"x\"],\"z\":\"1.5\"},\"b\":0}");
        assertThat(jdbc.sql("select count(*) from (select stream, seq, id, lag(id) over (partition by stream order by seq) as before from ledger_entry) o where before > id")
                .query(Integer.class).single()).as("in the order in which they were written").isZero();
        assertThat(jdbc.sql("select count(distinct stream) from ledger_entry").query(Integer.class).single()).isGreaterThan(8);
        assertThatThrownBy(() -> jdbc.sql("delete from ledger_entry where id = 1").update()).hasStackTraceContaining("ledger_entry is append only");
    }

    @Test
    void onTheEmbeddedDatabase() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:before-chains;DB_CLOSE_DELAY=-1");
        upgrade(source, "h2");
    }

    @Test
    void onPostgresql() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            upgrade(server.getPostgresDatabase(), "postgresql");
        }
    }
}
