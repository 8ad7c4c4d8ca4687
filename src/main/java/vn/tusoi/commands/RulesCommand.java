package vn.tusoi.commands;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.tusoi.rulebook.RuleBookCheck;
import vn.tusoi.workflow.DmnDecisionTables;

/** {@code rules check DIR}: says everything that is wrong with the rule sets in a folder, with file and line. Needs no database. */
@Command(name = "rules", resourceBundle = Words.BUNDLE, subcommands = RulesCommand.Check.class)
final class RulesCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** {@code check DIR}. */
    @Command(name = "check", resourceBundle = Words.BUNDLE)
    static final class Check implements Callable<Integer> {

        private final Words words;

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", descriptionKey = "rules.check.dir")
        private Path folder;

        Check(Words words) {
            this.words = words;
        }

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            if (!Files.isDirectory(folder)) {
                spec.commandLine().getErr().println(words.say("rules.check.noFolder", folder.toString()));
                return Commands.FAILED;
            }
            RuleBookCheck.Report report = new RuleBookCheck(new DmnDecisionTables()).check(folder);
            String language = words.locale().getLanguage();
            report.faults().forEach(f -> out.println(f.place() + ": " + f.text(language)));
            out.println(words.say(report.faultless() ? "rules.check.done" : "rules.check.faults", report.sets().size(), report.faults().size()));
            out.flush();
            return report.faultless() ? Commands.DONE : Commands.FAILED;
        }
    }
}
