package vn.tusoi.commands;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Fault;
import vn.tusoi.register.FolderRows;
import vn.tusoi.register.RegisterFile;
import vn.tusoi.register.RegisterImport;

/** {@code import DIR}: fills an empty register from a folder of CSV files and says what was read, refused and why. */
@Command(name = "import", resourceBundle = Words.BUNDLE)
final class ImportCommand implements Callable<Integer> {

    private final Words words;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", descriptionKey = "import.dir")
    private Path folder;

    @Mixin
    private Database database;

    @Option(names = "--strict", descriptionKey = "import.strict")
    private boolean strict;

    ImportCommand(Words words) {
        this.words = words;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (!Files.isDirectory(folder)) {
            err.println(words.say("import.noFolder", folder.toString()));
            return Commands.FAILED;
        }
        try (ConfigurableApplicationContext application = Headless.start(database.data(), database.url(), Map.of())) {
            RegisterImport register = application.getBean(RegisterImport.class);
            Ledger ledger = application.getBean(Ledger.class);
            long start = System.nanoTime();
            RegisterImport.Report report = register.fill(new FolderRows(folder), strict, r -> ledger.byProcess("REGISTER_IMPORTED").on("REGISTER", "REGISTER")
                    .with("units", r.counts().get(RegisterFile.UNITS).applied()).with("members", r.counts().get(RegisterFile.MEMBERS).applied())
                    .with("refused", r.refused()).write());
            print(report, (System.nanoTime() - start) / 100_000_000 / 10.0, out);
            return report.applied() ? Commands.DONE : Commands.FAILED;
        }
    }

    private void print(RegisterImport.Report report, double seconds, PrintWriter out) {
        out.println(words.say("import.heading", folder.toAbsolutePath().normalize().toString()));
        report.counts().forEach((file, c) -> out.println(words.say("import.count", String.format("%-22s", file.fileName()),
                figure(c.read()), figure(c.applied()), figure(c.refused()), figure(c.repeated()), figure(c.warned()))));
        if (!report.faults().isEmpty()) {
            out.println();
            out.println(words.say("import.faults", report.faults().size()));
            report.faults().forEach(f -> out.println("  " + tell(f)));
        }
        out.println();
        if (report.applied()) {
            out.println(words.say("import.done", report.counts().get(RegisterFile.UNITS).applied(), report.counts().get(RegisterFile.MEMBERS).applied(),
                    report.functions(), database.place(), seconds));
            if (report.refused() > 0) {
                out.println(words.say("import.done.refused", report.refused()));
            }
        } else {
            out.println(words.say(report.unusable() ? "import.nothing.file" : strict ? "import.nothing.strict" : "import.nothing.empty"));
        }
        out.flush();
    }

    private String figure(int number) {
        return String.format("%8s", String.format(words.locale(), "%,d", number));
    }

    private String tell(Fault fault) {
        String where = fault.row() == 0 ? fault.file() : fault.column() == null
                ? words.say("import.at.row", fault.file(), String.valueOf(fault.row()))
                : words.say("import.at.column", fault.file(), String.valueOf(fault.row()), fault.column());
        Object[] args = fault.args().stream().map(a -> a instanceof Integer i ? String.valueOf(i) : a).toArray();
        return where + ": " + words.say("import.severity." + fault.severity()) + ". " + words.say(fault.key(), args);
    }
}
