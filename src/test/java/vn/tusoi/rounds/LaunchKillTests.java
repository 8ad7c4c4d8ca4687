package vn.tusoi.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node is killed in the middle of a launch; the next one goes on where it stopped, and nobody is opened twice. Real processes, a real server. */
class LaunchKillTests {

    private static final Duration LONGEST = Duration.ofMinutes(3);

    @TempDir Path folder;
    private EmbeddedPostgres server;
    private JdbcClient jdbc;
    private Process node;

    @BeforeEach
    void server() throws IOException {
        server = EmbeddedPostgres.builder().start();
        jdbc = JdbcClient.create(server.getPostgresDatabase());
    }

    @AfterEach
    void end() throws Exception {
        if (node != null) {
            node.destroyForcibly().waitFor();
        }
        server.close();
    }

    private void start(String log) throws IOException {
        ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx400m", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), LaunchingNode.class.getName(), server.getJdbcUrl("postgres", "postgres"));
        java.environment().put("DB_USER", "postgres");
        java.environment().put("DB_PASSWORD", "postgres");
        node = java.redirectErrorStream(true).redirectOutput(folder.resolve(log).toFile()).start();
    }

    /** Looks again and again until it is so; fails with what the node said where it never is. */
    private void until(String what, String log, BooleanSupplier reached) throws IOException {
        Instant end = Instant.now().plus(LONGEST);
        while (!reached.getAsBoolean()) {
            if (!node.isAlive() || Instant.now().isAfter(end)) {
                throw new AssertionError(what + " was not reached; the node said:\n" + Files.readString(folder.resolve(log)));
            }
            Thread.onSpinWait();
        }
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    private boolean table(String name) {
        return count("select count(*) from information_schema.tables where table_name = '" + name + "'") > 0;
    }

    @Test
    void aKilledLaunchGoesOnAndNobodyIsOpenedTwice() throws Exception {
        start("first.log");
        until("the schema", "first.log", () -> table("act_ru_job") && table("ballot_line"));
        until("the middle of the launch", "first.log", () -> count("select count(*) from vetting_case") >= 3 * RoundLaunch.BATCH);
        node.destroyForcibly().waitFor();
        int people = count("select count(*) from electorate where included");
        int opened = count("select count(*) from vetting_case");
        assertThat(opened).as("whole batches, and not yet all").isLessThan(people).satisfies(n -> assertThat(n % RoundLaunch.BATCH).isZero());
        assertThat(count("select count(*) from electorate where opened_at is not null")).isEqualTo(opened);
        assertThat(jdbc.sql("select status from round").query(String.class).single()).isEqualTo("LAUNCHING");

        start("second.log");
        until("the end of the launch", "second.log", () -> jdbc.sql("select status from round").query(String.class).single().equals("OPEN"));
        node.destroyForcibly().waitFor();
        assertThat(count("select count(*) from vetting_case")).isEqualTo(people);
        assertThat(count("select count(distinct member_code) from vetting_case")).isEqualTo(people);
        assertThat(count("select count(*) from electorate where included and opened_at is null")).isZero();
        assertThat(jdbc.sql("""
                        select c.code from vetting_case c
                        where (select count(*) from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
                               where e.business_key_ = c.code and e.parent_id_ is null and e.super_exec_ is null and d.key_ = 'vetting-case') <> 1
                           or (select count(*) from work_item w where w.subject_code = c.code) <> 1
                           or (select count(*) from ledger_entry l where l.subject_code = c.code and l.act = 'CASE_OPENED') <> 1""").query(String.class).list())
                .as("cases without exactly one process, one task and one entry").isEmpty();
        assertThat(count("select count(*) from planning_list")).isEqualTo(count("select count(distinct unit_code) from vetting_case"));
        assertThat(jdbc.sql("select act from ledger_entry where subject_code = '" + LaunchingNode.ROUND + "' and act like 'ROUND_%' order by id").query(String.class).list())
                .isEqualTo(List.of("ROUND_CREATED", "ROUND_PLAN_CHANGED", "ROUND_SUBMITTED", "ROUND_APPROVED", "ROUND_LAUNCHED"));
        assertThat(count("select count(*) from act_ru_incident")).isZero();
    }
}
