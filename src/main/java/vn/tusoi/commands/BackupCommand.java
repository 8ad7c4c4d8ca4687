package vn.tusoi.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.tusoi.backup.Backup;
import vn.tusoi.backup.Requested;
import vn.tusoi.ledger.EntryByCommand;

/** {@code backup}: copies the whole database into a file while it may be in use. */
@Command(name = "backup", resourceBundle = Words.BUNDLE)
final class BackupCommand implements Callable<Integer> {

    private static final int H2_IN_USE = 90020;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Words words;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Database database;

    @Option(names = "--out", paramLabel = "FILE", required = true, descriptionKey = "backup.out")
    private Path file;

    @Option(names = "--keys", paramLabel = "DIR", descriptionKey = "rotate-key.keys")
    private Path keys;

    @Option(names = "--with-secret-keys", descriptionKey = "backup.secret")
    private boolean secret;

    BackupCommand(Words words) {
        this.words = words;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (Files.exists(file)) {
            err.println(words.say("commands.exists", file.toString()));
            return Commands.FAILED;
        }
        Path folder = keys != null ? keys : database.data().resolve("keys");
        try (Connection connection = open()) {
            EntryByCommand.write(connection, Clock.systemUTC(), "BACKED_UP", "database");       // before it is made: what cannot be entered is not done
            Map<String, Long> counts = Backup.write(connection, folder, secret, Clock.systemUTC().instant(), file);
            out.println(words.say("backup.done", file.toString(), counts.size(), counts.values().stream().mapToLong(Long::longValue).sum()));
        } catch (SQLException wrong) {
            if (wrong.getErrorCode() != H2_IN_USE || database.url() != null) {
                throw wrong;
            }
            out.println(words.say("backup.asking"));
            out.flush();
            try {
                Requested.from(database.data(), secret, file, PATIENCE);
            } catch (IOException failed) {
                err.println(words.say("backup.failed", failed.getMessage()));
                return Commands.FAILED;
            }
            out.println(words.say("backup.done.running", file.toString()));
        }
        return Commands.DONE;
    }

    private Connection open() throws SQLException {
        if (database.url() != null) {
            return DriverManager.getConnection(database.url(), System.getenv().getOrDefault("DB_USER", database.url().startsWith("jdbc:h2:") ? "sa" : "tusoi"),
                    System.getenv().getOrDefault("DB_PASSWORD", ""));
        }
        return DriverManager.getConnection("jdbc:h2:file:" + database.data().toAbsolutePath().normalize().resolve("tusoi") + ";IFEXISTS=TRUE", "sa", "");
    }
}
