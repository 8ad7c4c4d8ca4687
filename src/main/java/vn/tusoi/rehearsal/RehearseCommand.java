package vn.tusoi.rehearsal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.security.crypto.password.PasswordEncoder;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.tusoi.commands.Commands;
import vn.tusoi.commands.Headless;
import vn.tusoi.commands.Words;
import vn.tusoi.register.FolderRows;
import vn.tusoi.register.RegisterImport;
import vn.tusoi.rounds.Variant;

/**
 * {@code rehearse}: plays a whole round with simulated office holders on a register and says what each office had to do and how long cases
 * waited. Ends with one line that programs can read; exit code 0 only where every case came to its end.
 */
@Command(name = "rehearse", resourceBundle = "messages-commands")
public final class RehearseCommand implements Callable<Integer> {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT);
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final Words words;

    @Spec
    private CommandSpec spec;

    @Option(names = "--register", required = true, paramLabel = "DIR", descriptionKey = "rehearse.register")
    private Path register;

    @Option(names = "--cases", required = true, paramLabel = "N", descriptionKey = "rehearse.cases")
    private int cases;

    @Option(names = "--seed", required = true, paramLabel = "S", descriptionKey = "rehearse.seed")
    private long seed;

    @Option(names = "--threads", paramLabel = "T", defaultValue = "4", descriptionKey = "rehearse.threads")
    private int threads;

    @Option(names = "--start", paramLabel = "dd/MM/yyyy", converter = Day.class, descriptionKey = "rehearse.start")
    private LocalDate start;

    @Option(names = "--seats", paramLabel = "N", defaultValue = "15", descriptionKey = "rehearse.seats")
    private int seats;

    @Option(names = "--yearly", descriptionKey = "rehearse.yearly")
    private boolean yearly;

    @Option(names = "--quarterly", descriptionKey = "rehearse.quarterly")
    private boolean quarterly;

    @Option(names = "--keys", paramLabel = "DIR", descriptionKey = "rehearse.keys")
    private Path keys;

    @ArgGroup
    private Where where;

    private static final class Where {

        @Option(names = "--db", paramLabel = "URL", descriptionKey = "rehearse.db")
        private String url;

        @Option(names = "--keep", paramLabel = "DIR", descriptionKey = "rehearse.keep")
        private Path keep;
    }

    static final class Day implements CommandLine.ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String typed) {
            return LocalDate.parse(typed, DAY);
        }
    }

    public RehearseCommand(Words words) {
        this.words = words;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (!Files.isDirectory(register)) {
            err.println(words.say("import.noFolder", register.toString()));
            return Commands.FAILED;
        }
        if (cases < 1 || threads < 1 || threads > 64 || seats < 1 || yearly && quarterly) {
            spec.commandLine().usage(err);
            return Commands.MISUSED;
        }
        String url = where == null ? null : where.url;
        Path keep = where == null ? null : where.keep;
        Path folder = keep != null ? keep : Files.createTempDirectory("tusoi-rehearsal");
        try {
            return rehearse(folder, url, keep, out, err);
        } finally {
            if (keep == null) {
                remove(folder);
            }
        }
    }

    private int rehearse(Path folder, String url, Path keep, PrintWriter out, PrintWriter err) {
        Map<String, Object> settings = new HashMap<>(Map.of("tusoi.movable-clock", "true", "spring.datasource.hikari.maximum-pool-size", Math.max(20, threads + 5)));
        if (keys != null) {
            settings.put("tusoi.keys-dir", keys.toAbsolutePath().normalize().toString());
        }
        try (ConfigurableApplicationContext application = Headless.start(folder, url, settings)) {
            if (url != null) {
                // the database stays, and whoever serves it has to have its key
                String kept = application.getEnvironment().resolveRequiredPlaceholders("${tusoi.keys-dir:${tusoi.data-dir}/keys}");
                out.println(words.say("rehearsal.keys", Path.of(kept).toAbsolutePath().normalize().toString()));
            }
            out.println(words.say("rehearsal.reading", register.toString()));
            out.flush();
            RegisterImport.Report report = application.getBean(RegisterImport.class).fill(new FolderRows(register), false, r -> { });
            if (!report.applied()) {
                err.println(words.say("rehearsal.registerRefused"));
                return Commands.FAILED;
            }
            out.println(words.say("rehearsal.playing"));
            out.flush();
            LocalDate first = start == null ? LocalDate.now(application.getBean(Clock.class)) : start;
            String password = keep == null && url == null ? null : password();
            Rehearsal rehearsal = application.getBean(Rehearsal.class);
            Rehearsal.Script script = new Rehearsal.Script((yearly ? "KD" : quarterly ? "KQ" : "DT") + first.getYear() % 100,
                    words.say(yearly ? "rehearsal.yearlyName" : quarterly ? "rehearsal.quarterlyName" : "rehearsal.roundName"),
                    cases, seed, threads, first, Variant.PLAN_NEW, "COMMITTEE_MEMBER", seats,
                    password == null ? null : application.getBean(PasswordEncoder.class).encode(password), words.locale());
            Result result = yearly ? rehearsal.playYearly(script) : quarterly ? rehearsal.playQuarterly(script) : rehearsal.play(script);
            print(result, application.getBean(MessageSource.class), out);
            if (keep != null) {
                List<String> who = someAccounts(application);
                out.println();
                out.println(words.say("rehearsal.kept", keep.toString(), who.get(0), password, String.join(", ", who.subList(1, who.size()))));
            }
            out.println();
            out.println(yearly || quarterly ? result.reviewLine(yearly ? "yearly" : "quarterly", rehearsal.exempt(script.code())) : result.line());
            out.flush();
            return result.good() ? Commands.DONE : Commands.FAILED;
        }
    }

    private static List<String> someAccounts(ConfigurableApplicationContext application) {
        return application.getBean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("select min(o.username) from office o group by o.function order by o.function").query(String.class).list().stream().distinct().limit(6).toList();
    }

    private void print(Result r, MessageSource messages, PrintWriter out) {
        Locale locale = words.locale();
        out.println();
        out.println(words.say("rehearsal.heading", r.round(), r.cases(), r.people(), r.days(), String.format(locale, "%.1f", r.seconds())));
        if (r.cases() < cases) {
            out.println(words.say("rehearsal.fewer", r.cases(), cases));
        }
        out.println();
        out.println(words.say("rehearsal.offices"));
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {words.say("rehearsal.column.function"), words.say("rehearsal.column.done"), words.say("rehearsal.column.median"),
                words.say("rehearsal.column.percentile"), words.say("rehearsal.column.late")});
        r.offices().forEach((function, w) -> rows.add(new String[] {messages.getMessage("function." + function, null, locale), figure(w.done()), figure(w.median()),
                figure(w.percentile95()), figure(w.late())}));
        table(rows, out);
        out.println();
        out.println(words.say("rehearsal.stages"));
        List<String[]> stages = new ArrayList<>();
        stages.add(new String[] {words.say("rehearsal.column.stage"), words.say("rehearsal.column.cases"), words.say("rehearsal.column.median"),
                words.say("rehearsal.column.percentile")});
        r.stages().forEach((stage, s) -> stages.add(new String[] {messages.getMessage("stage." + stage, null, locale), figure(s.cases()), figure(s.median()),
                figure(s.percentile95())}));
        table(stages, out);
        out.println();
        out.println(words.say("rehearsal.appointments", r.appointments()));
        out.println(words.say("rehearsal.byProcess", r.byProcess()));
        out.println(words.say("rehearsal.clashes", r.clashes()));
        if (!r.good()) {
            out.println();
            out.println(words.say("rehearsal.stuck", r.stuckSubjects()));
            r.stuck().forEach(s -> out.println("  " + s.subjectCode() + "  " + s.where() + "  " + s.why()));
        }
    }

    private String figure(int number) {
        return String.format(words.locale(), "%,d", number);
    }

    private static void table(List<String[]> rows, PrintWriter out) {
        int columns = rows.get(0).length;
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        });
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < columns; i++) {
                line.append(i == 0 ? String.format("%-" + widths[i] + "s", row[i]) : String.format("  %" + widths[i] + "s", row[i]));
            }
            out.println(line);
        }
    }

    private static String password() {
        SecureRandom random = new SecureRandom();
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < 14; i++) {
            made.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return made.toString();
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
