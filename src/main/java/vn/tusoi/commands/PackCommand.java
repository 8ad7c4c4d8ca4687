package vn.tusoi.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.tusoi.ledger.pack.PackScope;
import vn.tusoi.ledger.pack.Packs;

/** {@code pack}: writes an evidence pack of a case, list, round, unit or period, and enters that into the record. */
@Command(name = "pack", resourceBundle = Words.BUNDLE)
final class PackCommand implements Callable<Integer> {

    private final Words words;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Database database;

    @Option(names = "--case", paramLabel = "CODE", descriptionKey = "pack.case")
    private String vettingCase;

    @Option(names = "--list", paramLabel = "CODE", descriptionKey = "pack.list")
    private String list;

    @Option(names = "--round", paramLabel = "CODE", descriptionKey = "pack.round")
    private String round;

    @Option(names = "--unit", paramLabel = "CODE", descriptionKey = "pack.unit")
    private String unit;

    @Option(names = "--from", paramLabel = "DATE", descriptionKey = "pack.from")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", descriptionKey = "pack.to")
    private LocalDate to;

    @Option(names = "--keys", paramLabel = "DIR", descriptionKey = "rotate-key.keys")
    private String folder;

    @Option(names = "--out", paramLabel = "FILE", required = true, descriptionKey = "pack.out")
    private Path file;

    PackCommand(Words words) {
        this.words = words;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Optional<PackScope> scope = scope();
        if (scope.isEmpty()) {
            err.println(words.say("pack.which"));
            return Commands.MISUSED;
        }
        if (Files.exists(file)) {
            err.println(words.say("commands.exists", file.toString()));
            return Commands.FAILED;
        }
        Map<String, Object> more = new LinkedHashMap<>();
        if (folder != null) {
            more.put("tusoi.keys-dir", folder);
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (ConfigurableApplicationContext application = Headless.start(database.data(), database.url(), more)) {
            Optional<Packs.Made> made = application.getBean(Packs.class).make(scope.get(), null, null, part);
            if (made.isEmpty()) {
                err.println(words.say("pack.nothing", scope.get().name()));
                return Commands.FAILED;
            }
            Files.move(part, file);
            Packs.Made m = made.get();
            out.println(words.say("pack.done", file.toString(), m.entries(), m.streams(), m.documents()));
            out.println(m.last() == null ? words.say("verify.noCheckpoint") : words.say("pack.done.checkpoint", String.valueOf(m.last().no()), m.last().code()));
            return Commands.DONE;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** The one thing that was asked for; empty where it is none or several. */
    private Optional<PackScope> scope() {
        Map<PackScope.Kind, String> asked = new LinkedHashMap<>();
        asked.put(PackScope.Kind.CASE, vettingCase);
        asked.put(PackScope.Kind.LIST, list);
        asked.put(PackScope.Kind.ROUND, round);
        asked.put(PackScope.Kind.UNIT, unit);
        asked.values().removeIf(java.util.Objects::isNull);
        boolean days = from != null && to != null && !to.isBefore(from);
        if ((from != null || to != null) && !days || asked.size() + (days ? 1 : 0) != 1) {
            return Optional.empty();
        }
        return Optional.of(days ? new PackScope(PackScope.Kind.PERIOD, null, from, to, null)
                : asked.entrySet().stream().map(e -> new PackScope(e.getKey(), e.getValue(), null, null, null)).findFirst().orElseThrow());
    }
}
