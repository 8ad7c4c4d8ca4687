package vn.tusoi.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vn.tusoi.ledger.Anchored;
import vn.tusoi.ledger.Checkpoint;
import vn.tusoi.ledger.DatabaseVerifier;
import vn.tusoi.ledger.Fault;
import vn.tusoi.ledger.Faults;
import vn.tusoi.ledger.GuardCheck;
import vn.tusoi.ledger.Keys;
import vn.tusoi.ledger.pack.PackRefused;
import vn.tusoi.ledger.pack.PackVerifier;

/**
 * {@code verify --database}: checks the record in a database, and the business rows against it; {@code verify PACK.zip}: checks an evidence pack. Starts no
 * application and changes nothing.
 */
@Command(name = "verify", resourceBundle = Words.BUNDLE)
final class VerifyCommand implements Callable<Integer> {

    /** So many rows that are proven outside a pack are named; of the others it is said how many there are. */
    private static final int NAMED = 20;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss dd/MM/yyyy").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private final Words words;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PACK", arity = "0..1", descriptionKey = "verify.pack")
    private Path pack;

    @Option(names = "--database", descriptionKey = "verify.database")
    private boolean whole;

    @Mixin
    private Database database;

    @Option(names = "--anchors", paramLabel = "FILE", descriptionKey = "verify.anchors")
    private Path anchors;

    @Option(names = "--key", paramLabel = "FILE", descriptionKey = "verify.key")
    private Path key;

    @Option(names = "--tsa", paramLabel = "FILE", descriptionKey = "verify.tsa")
    private Path authority;

    VerifyCommand(Words words) {
        this.words = words;
    }

    @Override
    public Integer call() throws SQLException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (whole == (pack != null)) {
            err.println(words.say("verify.either"));
            spec.commandLine().usage(err);
            return Commands.MISUSED;
        }
        try {
            Anchored left = anchors == null ? Anchored.none() : Anchored.read(anchors);
            if (authority != null) {
                left.trusting(authority);
            }
            String told = key == null ? null : Keys.read(key);
            if (pack != null) {
                PackVerifier.Report report = new PackVerifier(left, told).verify(pack);
                print(report, left, out);
                return report.good() ? Commands.DONE : Commands.FAILED;
            }
            try (Connection connection = open()) {
                DatabaseVerifier.Report report = new DatabaseVerifier(left, told).verify(connection, this::open);
                print(report, left, GuardCheck.open(connection), out);
                return report.good() ? Commands.DONE : Commands.FAILED;
            }
        } catch (PackRefused refused) {
            err.println(refused.kind() + " " + words.say("verify.refused." + refused.kind(), refused.where()));
            return Commands.FAILED;
        } catch (NoSuchFileException missing) {
            err.println(words.say("verify.noFile", missing.getMessage()));
            return Commands.FAILED;
        } catch (IOException wrong) {
            err.println(words.say("verify.unreadable", wrong.getMessage()));
            return Commands.FAILED;
        } catch (OutOfMemoryError full) {
            // a pack can be made so that it fills any memory; what was read until then is let go of by now
            err.println(words.say("verify.memory", Runtime.getRuntime().maxMemory() >> 20));
            return Commands.FAILED;
        }
    }

    private Connection open() throws SQLException, IOException {
        if (database.url() != null) {
            return DriverManager.getConnection(database.url(), System.getenv().getOrDefault("DB_USER", database.url().startsWith("jdbc:h2:") ? "sa" : "tusoi"),
                    System.getenv().getOrDefault("DB_PASSWORD", ""));
        }
        Path file = database.data().toAbsolutePath().normalize().resolve("tusoi.mv.db");
        if (!Files.isReadable(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return DriverManager.getConnection("jdbc:h2:file:" + file.toString().replaceFirst("\\.mv\\.db$", "") + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r", "sa", "");
    }

    private void print(DatabaseVerifier.Report report, Anchored left, List<String> unguarded, PrintWriter out) {
        out.println(words.say("verify.heading", database.place()));
        faults(report.faults(), out);
        out.println(words.say("verify.read", report.entries(), report.streams(), report.rows()));
        Checkpoint last = report.last();
        out.println(last == null ? words.say("verify.noCheckpoint") : words.say("verify.checkpoint", String.valueOf(last.no()), time(last), last.code()));
        stamps(report.stamps(), report.signers(), out);
        out.println(words.say(report.good() ? "verify.good" : "verify.bad", report.faults().count()));
        out.println();
        out.println(words.say("verify.notProven"));
        out.println("  " + words.say("verify.notProven.never"));
        if (report.open() > 0) {
            out.println("  " + words.say("verify.notProven.open", report.open(), last == null ? "0" : String.valueOf(last.no())));
        }
        Checkpoint confirmed = report.confirmed();
        out.println("  " + (!left.told() ? words.say("verify.notProven.noAnchors") : confirmed == null ? words.say("verify.notProven.noneFits")
                : words.say("verify.notProven.stretch", report.exposed(), String.valueOf(confirmed.no()), time(confirmed))));
        out.println("  " + words.say("verify.notProven.tables"));
        if (!unguarded.isEmpty()) {
            out.println("  " + words.say("verify.notProven.guard", unguarded.size(), String.join(", ", unguarded.subList(0, Math.min(NAMED, unguarded.size())))));
        }
        if (!report.keyTold()) {
            out.println("  " + words.say("verify.notProven.key"));
        }
        if (report.stamps() > 0 && authority == null) {
            out.println("  " + words.say("verify.notProven.tsa"));
        }
        if (report.without() > 0) {
            out.println("  " + words.say("verify.notProven.without", report.without()));
        }
        out.flush();
    }

    private void print(PackVerifier.Report report, Anchored left, PrintWriter out) {
        out.println(words.say("verify.pack.heading", report.of(), pack.getFileName().toString()));
        faults(report.faults(), out);
        out.println(words.say("verify.pack.read", report.entries(), report.streams(), report.hidden(), report.documents()));
        Checkpoint last = report.last();
        out.println(last == null ? words.say("verify.noCheckpoint") : words.say("verify.checkpoint", String.valueOf(last.no()), time(last), last.code()));
        stamps(report.stamps(), report.signers(), out);
        out.println(words.say(report.good() ? "verify.good" : "verify.bad", report.faults().count()));
        out.println();
        out.println(words.say("verify.notProven"));
        out.println("  " + words.say("verify.notProven.never"));
        out.println("  " + words.say("verify.notProven.chosen"));
        if (report.open() > 0) {
            out.println("  " + words.say("verify.notProven.open", report.open(), last == null ? "0" : String.valueOf(last.no())));
        }
        Checkpoint confirmed = report.confirmed();
        out.println("  " + (!left.told() ? words.say("verify.notProven.noAnchors") : confirmed == null ? words.say("verify.notProven.noneFits")
                : words.say("verify.notProven.stretch", report.exposed(), String.valueOf(confirmed.no()), time(confirmed))));
        if (report.later() > 0) {
            out.println("  " + words.say("verify.notProven.later", String.valueOf(report.later())));
        }
        out.println("  " + words.say("verify.notProven.summary"));
        if (!report.keyTold()) {
            out.println("  " + words.say("verify.notProven.packKey"));
        }
        if (report.stamps() > 0 && authority == null) {
            out.println("  " + words.say("verify.notProven.tsa"));
        }
        if (report.hidden() > 0) {
            out.println("  " + words.say("verify.notProven.hidden", report.hidden()));
        }
        report.unproven().stream().limit(NAMED).forEach(name -> out.println("  " + words.say("verify.notProven.document", name)));
        if (report.unproven().size() > NAMED) {
            out.println("  " + words.say("verify.notProven.more", report.unproven().size() - NAMED));
        }
        out.flush();
    }

    private static String time(Checkpoint checkpoint) {
        try {
            return TIME.format(checkpoint.at());
        } catch (DateTimeException beyond) {
            return checkpoint.at().toString();
        }
    }

    private void stamps(int stamps, java.util.List<String> signers, PrintWriter out) {
        if (stamps > 0) {
            out.println(words.say("verify.stamps", stamps));
            signers.forEach(signer -> out.println("  " + signer));
        }
    }

    private void faults(Faults faults, PrintWriter out) {
        for (Fault fault : faults.all()) {
            out.println("  " + tell(fault));
        }
        if (faults.count() > faults.all().size()) {
            out.println("  " + words.say("verify.more", faults.count() - faults.all().size()));
        }
    }

    private String tell(Fault fault) {
        Object[] args = new Object[fault.args().size() + 1];
        args[0] = fault.where();
        for (int i = 1; i < args.length; i++) {
            args[i] = String.valueOf(fault.args().get(i - 1));
        }
        return fault.kind() + " " + words.say("verify.fault." + fault.kind(), args);
    }
}
