package vn.tusoi.commands;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import vn.tusoi.TusoiApplication;
import vn.tusoi.rehearsal.RehearseCommand;

/**
 * The command line of the jar. Options alone start the application; a word in first place is a command that does its work and ends.
 * A command is a plain picocli class with a constructor without arguments, named in {@link #ALL}; its words are in
 * {@code messages-commands_*.properties} under {@code tusoi.<command>.usage...}.
 */
@Command(name = "tusoi", resourceBundle = Words.BUNDLE)
public final class Commands implements Runnable {

    /** Every command besides serving. */
    static final List<Class<?>> ALL = List.of(ImportCommand.class, RehearseCommand.class, VerifyCommand.class, PackCommand.class, RotateKeyCommand.class, RulesCommand.class,
            BackupCommand.class, RestoreCommand.class);

    /** The command did what it was asked for. */
    public static final int DONE = 0;
    /** It did not, and changed nothing. */
    public static final int FAILED = 1;
    /** It was not understood. */
    public static final int MISUSED = 2;

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", descriptionKey = "option.data")
    private String data;

    @Option(names = "--port", paramLabel = "N", descriptionKey = "option.port")
    private Integer port;

    @Option(names = "--lang", paramLabel = "vi|en", scope = ScopeType.INHERIT, descriptionKey = "option.lang")
    private String lang;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, descriptionKey = "option.help")
    private boolean help;

    private Commands() { }

    public static void main(String[] args) {
        PrintWriter out = console(FileDescriptor.out);
        int code = run(args, out, console(FileDescriptor.err));
        out.flush();
        if (code != SERVING) {
            System.exit(code);
        }
    }

    static final int SERVING = -1;

    /** @return the exit code, or {@link #SERVING} where the application now runs on */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        Words words = Words.in(language(args));
        // settings of Spring go through as they are: --tusoi.port=8090, --spring.profiles.active=postgres
        List<String> settings = Arrays.stream(args).filter(a -> a.matches("--[A-Za-z][\\w-]*\\..*|--debug|--trace")).toList();
        List<String> ours = new ArrayList<>(List.of(args));
        ours.removeAll(settings);
        Commands root = new Commands();
        CommandLine line = line(root, words, out, err);
        if (!ours.isEmpty() && !ours.get(0).startsWith("-") || ours.contains("--help") || ours.contains("-h")) {
            return line.execute(ours.toArray(String[]::new));
        }
        try {
            line.parseArgs(ours.toArray(String[]::new));
        } catch (CommandLine.ParameterException wrong) {
            return misused(wrong, words);
        }
        List<String> all = new ArrayList<>(settings);
        if (root.data != null) {
            all.add("--tusoi.data-dir=" + root.data);
        }
        if (root.port != null) {
            all.add("--tusoi.port=" + root.port);
        }
        if (root.lang != null) {
            all.add("--tusoi.console-language=" + root.lang);
        }
        SpringApplication.run(TusoiApplication.class, all.toArray(String[]::new));
        return SERVING;
    }

    static CommandLine line(Commands root, Words words, PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(root, factory(words));
        ALL.forEach(line::addSubcommand);
        line.setResourceBundle(words.bundle());
        line.setOut(out).setErr(err);
        line.setParameterExceptionHandler((wrong, given) -> misused(wrong, words));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            String known = Failures.explain(failure, words);
            if (known == null) {
                throw failure;
            }
            command.getErr().println(known);
            command.getErr().flush();
            return FAILED;
        });
        return line;
    }

    /** Hands the words to commands that want them in their constructor. */
    private static CommandLine.IFactory factory(Words words) {
        return new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                try {
                    return type.cast(type.getDeclaredConstructor(Words.class).newInstance(words));
                } catch (NoSuchMethodException plain) {
                    return CommandLine.defaultFactory().create(type);
                }
            }
        };
    }

    private static int misused(CommandLine.ParameterException wrong, Words words) {
        PrintWriter err = wrong.getCommandLine().getErr();
        if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched) {
            err.println(words.say("commands.unknown", String.join(" ", unmatched.getUnmatched())));
        } else if (wrong instanceof CommandLine.MissingParameterException missing) {
            err.println(words.say("commands.missing", String.join(", ", missing.getMissing().stream().map(CommandLine.Model.ArgSpec::paramLabel).toList())));
        } else {
            err.println(words.say("commands.wrong", wrong.getValue() == null ? "" : wrong.getValue(),
                    wrong.getArgSpec() instanceof CommandLine.Model.OptionSpec option ? option.longestName() : ""));
        }
        err.println();
        wrong.getCommandLine().usage(err);
        err.flush();
        return MISUSED;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static String language(String[] args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--lang=")) {
                return args[i].substring("--lang=".length());
            }
            if (args[i].equals("--lang") && i + 1 < args.length) {
                return args[i + 1];
            }
        }
        return "vi";
    }

    /** UTF-8 whatever the machine's locale: Vietnamese does not fit into ASCII. */
    public static PrintWriter console(FileDescriptor stream) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8), true);
    }
}
