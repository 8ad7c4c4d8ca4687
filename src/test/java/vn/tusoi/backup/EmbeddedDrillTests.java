package vn.tusoi.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import vn.tusoi.DemoTest;
import vn.tusoi.ledger.Anchored;
import vn.tusoi.ledger.Checkpoints;
import vn.tusoi.ledger.DatabaseVerifier;
import vn.tusoi.ledger.Fault;

/** The drill for the embedded database: back up while it is open and written to, restore elsewhere, verify, count. */
@DemoTest
class EmbeddedDrillTests {

    @Autowired DataSource source;
    @Autowired Checkpoints checkpoints;
    @TempDir Path folder;

    @Test
    void aBackupOfADatabaseInUseIsRestoredVerifiesAndHasAsManyRows() throws Exception {
        checkpoints.ready();
        checkpoints.make("PERIODIC");
        Path script = folder.resolve("demonstration.sql");
        Path data = folder.resolve("data");
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Files.writeString(keys.resolve("0123456789abcdef.pub"), "public");
        Files.writeString(keys.resolve("0123456789abcdef.key"), "secret");
        try (Connection memory = source.getConnection(); Statement statement = memory.createStatement()) {
            statement.execute("script to '" + script + "'");
        }
        Path backup = folder.resolve("backup.zip");
        List<Fault> was;
        try (Connection file = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("tusoi"), "sa", ""); Statement statement = file.createStatement();
             Connection writer = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("tusoi"), "sa", "")) {
            statement.execute("runscript from '" + script + "'");
            Map<String, Long> before = Backup.counts(file);
            was = new DatabaseVerifier(Anchored.none(), null).verify(file).faults().all();
            file.setReadOnly(false);
            file.setAutoCommit(true);
            writer.setAutoCommit(false);
            writer.createStatement().execute("insert into holiday(holiday_on, name) values (date '2099-01-01', 'not committed')");
            assertThat(Backup.write(file, keys, false, Instant.parse("2026-11-25T06:00:00Z"), backup)).isEqualTo(before);
            writer.rollback();
            assertThat(before.get("VETTING_CASE")).isPositive();
            assertThat(before.get("LEDGER_ENTRY")).isPositive();
        }
        try (ZipFile zip = new ZipFile(backup.toFile())) {
            assertThat(zip.getEntry("keys/0123456789abcdef.pub")).isNotNull();
            assertThat(zip.getEntry("keys/0123456789abcdef.key")).as("secret keys only where that is asked for").isNull();
        }
        Path elsewhere = folder.resolve("elsewhere");
        Map<String, Long> restored = Restore.embedded(backup, elsewhere, elsewhere.resolve("keys"));
        assertThat(elsewhere.resolve("keys/0123456789abcdef.pub")).exists();
        try (Connection connection = Backup.open(elsewhere.resolve(BackupFile.EMBEDDED))) {
            DatabaseVerifier.Report report = new DatabaseVerifier(Anchored.none(), null).verify(connection);
            assertThat(report.faults().all()).as("what was there before, and nothing else").isEqualTo(was);
            assertThat(report.entries()).isEqualTo(restored.get("LEDGER_ENTRY"));
            assertThat(report.last()).isNotNull();
        }
        assertThatThrownBy(() -> Restore.embedded(backup, elsewhere, elsewhere.resolve("keys"))).isInstanceOf(Restore.NotEmpty.class);
    }

    @Test
    void whatAnOlderVersionBackedUpLacksOnlyTablesThatAreEmpty() throws Exception {
        Map<String, Long> older = Map.of("round", 1L, "unit", 7L);
        assertThat(Restore.same(older, Map.of("round", 1L, "unit", 7L, "newer", 0L))).hasSize(3);
        assertThatThrownBy(() -> Restore.same(older, Map.of("round", 1L, "unit", 7L, "newer", 2L))).isInstanceOf(Restore.Differs.class).hasMessage("newer");
        assertThatThrownBy(() -> Restore.same(older, Map.of("unit", 6L))).isInstanceOf(Restore.Differs.class).hasMessage("round, unit");
    }
}
