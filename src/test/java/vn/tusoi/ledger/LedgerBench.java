package vn.tusoi.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.HeapWatch;
import vn.tusoi.commands.Headless;
import vn.tusoi.ledger.pack.PackScope;
import vn.tusoi.ledger.pack.PackVerifier;
import vn.tusoi.ledger.pack.Packs;

/**
 * {@code mvn -Pbench verify}: writers of a million entries at once, and what it costs to verify them beside taking one SHA-256 over the same bytes.
 * Prints; fails only where the record is not whole. With {@code -Dledger.keep=DIR} the entries are written once and kept there.
 */
class LedgerBench {

    private static final int WRITERS = 8;
    private static final int ENTRIES = Integer.getInteger("ledger.entries", 1_000_000);
    private static final int EACH = 4;
    private static final int TIMES = 3;

    @Test
    void measure() throws Exception {
        String keep = System.getProperty("ledger.keep");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setServerConfig("max_connections", "60").setServerConfig("max_wal_size", "4GB");
        if (keep != null) {
            builder.setDataDirectory(Path.of(keep)).setCleanDataDirectory(false);
        }
        try (EmbeddedPostgres server = builder.start()) {
            String url = server.getJdbcUrl("postgres", "postgres").replaceFirst("\\?.*", "");
            try (ConfigurableApplicationContext house = Headless.start(Path.of("target"), url, Map.of("spring.datasource.username", "postgres",
                    "spring.datasource.password", "postgres", "tusoi.keys-dir", keep == null ? "target/bench-keys" : keep + ".keys"))) {
                Ledger ledger = house.getBean(Ledger.class);
                TransactionTemplate transaction = house.getBean(TransactionTemplate.class);
                JdbcClient jdbc = house.getBean(JdbcClient.class);
                Checkpoints checkpoints = house.getBean(Checkpoints.class);
                checkpoints.ready();
                boolean kept = keep != null && jdbc.sql("select count(*) from (select 1 from ledger_entry limit 1000) e").query(Integer.class).single() == 1000;
                if (!kept) {
                    write(ledger, transaction, 20_000);
                }
                long before = jdbc.sql("select count(*) from ledger_entry").query(Long.class).single();
                long began = System.nanoTime();
                if (!kept) {
                    write(ledger, transaction, ENTRIES);
                }
                double writing = (System.nanoTime() - began) / 1e9;
                long written = jdbc.sql("select count(*) from ledger_entry").query(Long.class).single() - before;
                checkpoints.make("PERIODIC");
                jdbc.sql("vacuum analyze").update();

                HikariDataSource source = house.getBean(HikariDataSource.class);
                double[] hashing = new double[2];
                long[] bytes = new long[1];
                try (Connection connection = source.getConnection()) {
                    hash(connection, hashing, bytes);
                }
                HeapWatch heap = new HeapWatch();
                DatabaseVerifier.Report report = null;
                double[] verified = new double[TIMES];
                for (int i = 0; i < TIMES; i++) {
                    try (Connection connection = java.sql.DriverManager.getConnection(url, "postgres", "postgres")) {
                        began = System.nanoTime();
                        report = new DatabaseVerifier(Anchored.none(), null).verify(connection, () -> java.sql.DriverManager.getConnection(url, "postgres", "postgres"));
                        verified[i] = (System.nanoTime() - began) / 1e9;
                    }
                    if (!report.good() || !kept && written != ENTRIES) {
                        throw new IllegalStateException(written + " written, " + report.faults().count() + " faults, the first " + report.faults().all());
                    }
                }
                heap.close();
                double verifying = verified[0];
                System.out.println("BENCH record");
                System.out.printf(Locale.ROOT, "  %,d entries by %d writers, %d a transaction, on shared and own streams: %,.0f entries/s; no gap, no fork, no deadlock%n", ENTRIES, WRITERS,
                        EACH, ENTRIES / writing);
                System.out.printf(Locale.ROOT, "  verified %,d entries in %d streams in %.1f s (%,.0f/s), %,d MB hashed, peak of the heap %s%n", report.entries(), report.streams(),
                        verifying, report.entries() / verifying, bytes[0] >> 20, heap.peak());
                System.out.printf(Locale.ROOT, "  the same again, now that the program is compiled: %s s%n", Arrays.toString(Arrays.copyOfRange(verified, 1, TIMES)));
                System.out.printf(Locale.ROOT, "  read the same rows and one SHA-256 over the same bytes: %.1f s; ratio %.2f, again %.2f%n", hashing[0], hashing[0] / verifying, hashing[0] / verified[TIMES - 1]);
                System.out.printf(Locale.ROOT, "  plain SHA-256 over the same bytes in memory, one thread, nothing read: %.2f s; ratio %.2f, again %.2f (aim: at least 0.25); the bytes are who, what and head of each entry%n",
                        hashing[1], hashing[1] / verifying, hashing[1] / verified[TIMES - 1]);
                pack(house.getBean(Packs.class), hashing[1], bytes[0]);
            }
        }
    }

    /** The same entries as a pack, verified as an auditor does it on another machine: a file and two cores, no database. */
    private static void pack(Packs packs, double entries, long hashed) throws Exception {
        Path file = Path.of("target", "ledger-bench.zip");
        LocalDate today = LocalDate.now();
        long began = System.nanoTime();
        Packs.Made made = packs.make(new PackScope(PackScope.Kind.PERIOD, null, today.minusDays(30), today.plusDays(1), null), null, null, file).orElseThrow();
        double writing = (System.nanoTime() - began) / 1e9;
        double[] files = new double[1];
        long content = hash(file, files);
        HeapWatch heap = new HeapWatch();
        double[] verified = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            began = System.nanoTime();
            PackVerifier.Report report = new PackVerifier(Anchored.none(), null).verify(file);
            verified[i] = (System.nanoTime() - began) / 1e9;
            if (!report.good() || report.entries() != made.entries()) {
                throw new IllegalStateException(report.entries() + " of " + made.entries() + " entries, " + report.faults().all());
            }
        }
        heap.close();
        double plain = entries + files[0];
        System.out.printf(Locale.ROOT, "  a pack of %,d entries in %d streams: written in %.0f s, %,d MB, %,d MB of files; verified in %.1f s, again %s s, peak of the heap %s%n", made.entries(),
                made.streams(), writing, Files.size(file) >> 20, content >> 20, verified[0], Arrays.toString(Arrays.copyOfRange(verified, 1, TIMES)), heap.peak());
        System.out.printf(Locale.ROOT, "  plain SHA-256 over the bytes that this hashes, those of the files and those of the entries (%,d MB): %.2f s; ratio %.2f, again %.2f (aim: at least 0.25); over those of the "
                + "entries alone: %.2f s; ratio %.2f, again %.2f%n", content + hashed >> 20, plain, plain / verified[0], plain / verified[TIMES - 1], entries, entries / verified[0],
                entries / verified[TIMES - 1]);
        Files.delete(file);
    }

    /** One SHA-256 over the files of a pack, without reading and unpacking them. */
    private static long hash(Path pack, double[] seconds) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        long hashing = 0;
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        long began = System.nanoTime();
                        sha.update(buffer, 0, n);
                        hashing += System.nanoTime() - began;
                        bytes += n;
                    }
                }
            }
        }
        sha.digest();
        seconds[0] = hashing / 1e9;
        return bytes;
    }

    private static void write(Ledger ledger, TransactionTemplate transaction, int entries) throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        List<Future<?>> all = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            int writer = w;
            all.add(writers.submit(() -> {
                Random random = new Random(writer);
                for (int i = 0; i < entries / WRITERS / EACH; i++) {
                    transaction.executeWithoutResult(t -> {
                        for (int e = 0; e < EACH; e++) {
                            String code = e == 0 ? "B26-L" + random.nextInt(20) : "B26-" + random.nextInt(20_000);
                            ledger.byProcess("STAGE_ENTERED").on(e == 0 ? "LIST" : "CASE", code).outcome("ASSESSMENT").rule("2026-07", "meeting.quorum")
                                    .with("n", e).with("summoned", 41).with("present", 37).with("due", "2026-12-01").write();
                        }
                    });
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        writers.shutdown();
    }

    /** The bytes that a verification hashes: with reading them, and without. */
    private static void hash(Connection connection, double[] seconds, long[] bytes) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        long inMemory = 0;
        long building = 0;
        long began = System.nanoTime();
        long last = 0;
        while (true) {
            int found = 0;
            try (PreparedStatement read = connection.prepareStatement("select " + Line.COLUMNS + ", id from ledger_entry where id > ? order by id limit 2000")) {
                read.setLong(1, last);
                try (ResultSet rs = read.executeQuery()) {
                    while (rs.next()) {
                        found++;
                        last = rs.getLong(25);
                        long build = System.nanoTime();
                        Line line = Line.of(rs, 1);
                        byte[] all = (line.who() + line.what() + line.head()).getBytes(StandardCharsets.UTF_8);
                        long start = System.nanoTime();
                        sha.update(all);
                        long end = System.nanoTime();
                        building += start - build;
                        inMemory += end - start;
                        bytes[0] += all.length;
                    }
                }
            }
            if (found == 0) {
                break;
            }
        }
        sha.digest();
        // building the bytes is not part of plain hashing
        seconds[0] = (System.nanoTime() - began - building) / 1e9;
        seconds[1] = inMemory / 1e9;
    }
}
