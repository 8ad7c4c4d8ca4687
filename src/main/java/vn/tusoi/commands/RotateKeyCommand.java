package vn.tusoi.commands;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.tusoi.ledger.Checkpoint;
import vn.tusoi.ledger.Checkpoints;

/** {@code rotate-key}: puts a new key for checkpoints in use; the one before signs for it. */
@Command(name = "rotate-key", resourceBundle = Words.BUNDLE)
final class RotateKeyCommand implements Callable<Integer> {

    private final Words words;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Database database;

    @Option(names = "--keys", paramLabel = "DIR", descriptionKey = "rotate-key.keys")
    private String folder;

    @Option(names = "--lost", descriptionKey = "rotate-key.lost")
    private boolean lost;

    RotateKeyCommand(Words words) {
        this.words = words;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Object> more = new LinkedHashMap<>();
        if (folder != null) {
            more.put("tusoi.keys-dir", folder);
        }
        try (ConfigurableApplicationContext application = Headless.start(database.data(), database.url(), more)) {
            Checkpoints checkpoints = application.getBean(Checkpoints.class);
            try {
                String id = checkpoints.rotate(lost);
                Checkpoint first = checkpoints.make("KEY").orElseThrow();
                out.println(words.say("rotate-key.done", id, String.valueOf(first.no()), first.code()));
                return Commands.DONE;
            } catch (IllegalStateException missing) {
                spec.commandLine().getErr().println(words.say("rotate-key.missing", missing.getMessage()));
                return Commands.FAILED;
            }
        }
    }
}
