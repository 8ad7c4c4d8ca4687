package vn.tusoi.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.ledger.Checkpoint;
import vn.tusoi.ledger.Checkpoints;
import vn.tusoi.ledger.Ledger;

/** {@code verify} and {@code rotate-key} as an operator types them, on an embedded database. */
class VerifyCommandTests {

    @TempDir Path folder;

    private String said;

    private int run(String... args) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        int code = Commands.run(args, writer, writer);
        said = out.toString();
        return code;
    }

    @Test
    void aWholeRecordIsGoodAndAChangedOneIsNamed() throws Exception {
        Path data = folder.resolve("data");
        String keys = data.resolve("keys").toString();
        Checkpoint made;
        try (ConfigurableApplicationContext house = Headless.start(data, null, Map.of("tusoi.keys-dir", keys))) {
            Checkpoints checkpoints = house.getBean(Checkpoints.class);
            checkpoints.ready();
            house.getBean(TransactionTemplate.class).executeWithoutResult(t -> house.getBean(Ledger.class).byProcess("CASE_OPENED").on("CASE", "VE26-0001").write());
            made = checkpoints.make("PERIODIC").orElseThrow();
        }
        assertThat(run("rotate-key", "--data", data.toString(), "--keys", keys, "--lang", "en")).as(() -> said).isZero();
        assertThat(said).contains("is in use from checkpoint 2");
        Path anchors = Files.writeString(folder.resolve("anchors.txt"), made.line() + "\n");
        Path key = Path.of(keys, made.key() + ".pub");
        String[] verify = {"verify", "--database", "--data", data.toString(), "--anchors", anchors.toString(), "--key", key.toString(), "--lang", "en"};
        assertThat(run(verify)).as(() -> said).isZero();
        assertThat(said).contains("Nothing is wrong.", "What was never entered into the record.", "since checkpoint 1").doesNotContain("--key");

        assertThat(run("backup", "--data", data.toString(), "--keys", keys, "--out", folder.resolve("backup.zip").toString(), "--lang", "en")).as(() -> said).isZero();
        try (Connection owner = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("tusoi"), "sa", ""); Statement run = owner.createStatement();
             ResultSet entry = run.executeQuery("select detail from ledger_entry where act = 'BACKED_UP'")) {
            assertThat(entry.next()).as("the backup is in the record").isTrue();
            assertThat(entry.getString(1)).contains("\"way\":\"command\"");
        }
        assertThat(run(verify)).as(() -> said).isZero();
        try (Connection owner = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("tusoi"), "sa", ""); Statement run = owner.createStatement()) {
            run.execute("drop trigger ledger_entry_append_only");
            run.execute("update ledger_entry set outcome = 'X' where subject_code = 'VE26-0001'");
        }
        assertThat(run(verify)).isEqualTo(1);
        assertThat(said).contains("ENTRY_CHANGED CASE:VE26-0001 1", "missing or switched off (ledger_entry)");
        assertThat(run("verify", "--database", "--data", data.toString())).as("in Vietnamese").isEqualTo(1);
        assertThat(said).contains("Chưa chứng minh được:");
        assertThat(run("verify", "--database", "--data", folder.resolve("nowhere").toString())).isEqualTo(1);
        String[] alone = {"verify", "--database", "--data", data.toString(), "--lang", "en"};
        try (Connection owner = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("tusoi"), "sa", ""); Statement run = owner.createStatement()) {
            run.execute("truncate table ledger_entry");                    // fires no trigger
        }
        assertThat(run(alone)).isEqualTo(1);
        assertThat(said).contains("TAIL_MISSING CASE:VE26-0001 1", "TAIL_MISSING SYSTEM 1");
        try (Connection owner = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("tusoi"), "sa", ""); Statement run = owner.createStatement()) {
            run.execute("set referential_integrity false");
            for (String table : List.of("ledger_stream", "ledger_checkpoint_head", "ledger_anchor", "ledger_checkpoint", "ledger_sealed", "ledger_key")) {
                run.execute("truncate table " + table);
            }
        }
        assertThat(run(alone)).as("emptied with all that points at it").isEqualTo(1);
        assertThat(said).contains("TRUNCATED ledger_entry");
        assertThat(run("verify")).as("what is to be verified has to be said").isEqualTo(2);
    }
}
