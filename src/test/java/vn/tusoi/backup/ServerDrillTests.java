package vn.tusoi.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.PostgresTest;
import vn.tusoi.ledger.Anchored;
import vn.tusoi.ledger.Checkpoints;
import vn.tusoi.ledger.DatabaseVerifier;
import vn.tusoi.ledger.EntryByCommand;
import vn.tusoi.ledger.Ledger;

/** The drill for PostgreSQL: back up while it serves, restore into another database, verify, count, and go on writing there. */
@PostgresTest
class ServerDrillTests {

    @Autowired DataSource source;
    @Autowired Environment environment;
    @Autowired Checkpoints checkpoints;
    @Autowired Ledger ledger;
    @Autowired TransactionTemplate transaction;
    @TempDir Path folder;

    @Test
    void aBackupOfADatabaseInUseIsRestoredVerifiesAndHasAsManyRows() throws Exception {
        transaction.executeWithoutResult(t -> ledger.byProcess("STAGE_ENTERED").on("CASE", "BK26-0001").outcome("ASSESSMENT").write());
        checkpoints.ready();
        checkpoints.make("PERIODIC");
        Path backup = folder.resolve("backup.zip");
        String url = environment.getRequiredProperty("DB_URL");
        Map<String, Long> counts;
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres"); Connection other = source.getConnection();
             Statement statement = other.createStatement()) {
            EntryByCommand.write(connection, Clock.systemUTC(), "BACKED_UP", "database");
            counts = Backup.write(connection, folder.resolve("keys"), false, Instant.parse("2026-11-25T06:00:00Z"), backup);
            statement.execute("drop database if exists restored");
            statement.execute("create database restored");
        }
        assertThat(counts.get("ledger_entry")).isPositive();
        assertThat(counts.get("act_re_procdef")).isPositive();
        String elsewhere = url.replace("/postgres?", "/restored?").replaceFirst("/postgres$", "/restored");
        assertThat(ledger.last("database", "BACKED_UP").orElseThrow().detail()).as("what the command enters").containsEntry("way", "command");
        try (Connection connection = DriverManager.getConnection(elsewhere, "postgres", "postgres")) {
            assertThat(Restore.server(backup, connection, folder.resolve("keys"))).isEqualTo(counts);
        }
        try (Connection connection = DriverManager.getConnection(elsewhere, "postgres", "postgres")) {
            DatabaseVerifier.Report report = new DatabaseVerifier(Anchored.none(), null).verify(connection, () -> DriverManager.getConnection(elsewhere, "postgres", "postgres"));
            connection.setReadOnly(false);
            connection.setAutoCommit(true);
            long before;
            try (Connection original = DriverManager.getConnection(url, "postgres", "postgres")) {
                before = new DatabaseVerifier(Anchored.none(), null).verify(original).faults().count();
            }
            assertThat(report.faults().count()).as("what other tests of this server left, and nothing else").isEqualTo(before);
            assertThat(report.entries()).isEqualTo(counts.get("ledger_entry"));
            try (Statement statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute("insert into list_entry(list_code, case_code, member_code, state, changed_at) values ('x', 'x', 'x', 'POOL', now())"))
                        .as("constraints are back").hasMessageContaining("foreign key");
                statement.execute("insert into ledger_entry(at, stream, seq, tx, format, prev, hash, subject_kind, subject_code, act, detail) "
                        + "values (now(), 'TEST', 1, nextval('ledger_tx'), 1, 'x', 'x', 'SYSTEM', 'x', 'X', '{}')");
            }
        }
        try (Connection connection = DriverManager.getConnection(elsewhere, "postgres", "postgres")) {
            assertThatThrownBy(() -> Restore.server(backup, connection, folder.resolve("keys"))).isInstanceOf(Restore.NotEmpty.class);
        }
    }
}
