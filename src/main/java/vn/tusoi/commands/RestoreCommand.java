package vn.tusoi.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.tusoi.backup.Restore;

/** {@code restore}: puts a backup into an empty place and compares the number of rows. */
@Command(name = "restore", resourceBundle = Words.BUNDLE)
final class RestoreCommand implements Callable<Integer> {

    private final Words words;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", descriptionKey = "restore.file")
    private Path file;

    @Mixin
    private Database database;

    @Option(names = "--keys", paramLabel = "DIR", descriptionKey = "rotate-key.keys")
    private Path keys;

    RestoreCommand(Words words) {
        this.words = words;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (!Files.isReadable(file)) {
            err.println(words.say("verify.noFile", file.toString()));
            return Commands.FAILED;
        }
        // no application has set up logging here, and what Flyway tells of every migration is nothing for whoever restores
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel("org.flywaydb", LogLevel.WARN);
        Path folder = keys != null ? keys : database.data().resolve("keys");
        try {
            Map<String, Long> counts;
            if (database.url() == null) {
                counts = Restore.embedded(file, database.data(), folder);
            } else {
                // whoever owns the tables; the application's own role is granted its part at the next start
                String user = System.getenv().getOrDefault("DB_OWNER_USER", System.getenv().getOrDefault("DB_USER", "tusoi"));
                String password = System.getenv().getOrDefault("DB_OWNER_PASSWORD", System.getenv().getOrDefault("DB_PASSWORD", ""));
                try (Connection connection = DriverManager.getConnection(database.url(), user, password)) {
                    counts = Restore.server(file, connection, folder);
                }
            }
            out.println(words.say("restore.done", database.place(), counts.size(), counts.values().stream().mapToLong(Long::longValue).sum()));
            return Commands.DONE;
        } catch (Restore.NotEmpty full) {
            err.println(words.say("restore.notEmpty", database.place()));
        } catch (Restore.OtherDatabase other) {
            err.println(words.say("restore.other", other.getMessage()));
        } catch (Restore.Differs differs) {
            err.println(words.say("restore.differs", differs.getMessage()));
        } catch (IOException wrong) {
            err.println(words.say("verify.unreadable", wrong.getMessage()));
        }
        return Commands.FAILED;
    }
}
