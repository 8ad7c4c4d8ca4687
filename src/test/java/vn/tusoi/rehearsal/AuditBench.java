package vn.tusoi.rehearsal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tusoi.HeapWatch;
import vn.tusoi.commands.Headless;
import vn.tusoi.demo.DemoProvince;
import vn.tusoi.ledger.Anchored;
import vn.tusoi.ledger.Checkpoints;
import vn.tusoi.ledger.pack.PackScope;
import vn.tusoi.ledger.pack.PackVerifier;
import vn.tusoi.ledger.pack.Packs;
import vn.tusoi.register.RegisterImport;
import vn.tusoi.room.AnswerTimes;
import vn.tusoi.rounds.Variant;

/**
 * {@code mvn -Pbench verify}: what an auditor waits for when the record of one rehearsed round is all there is (some 10,000 entries), and when it is the newest
 * of a hundred (a million), in one run on one PostgreSQL server. The questions look at the newest 90 days, which hold the same in both. Prints; fails where a
 * question has no answer, or not as many in both.
 */
class AuditBench {

    private static final LocalDate START = LocalDate.of(2026, 9, 7);
    private static final int CASES = Integer.getInteger("audit.cases", 370);
    private static final int ENTRIES = Integer.getInteger("audit.entries", 1_000_000);
    private static final int PACKED = Integer.getInteger("audit.packed", 300);
    private static final int THREADS = 4;

    private static ConfigurableApplicationContext house(EmbeddedPostgres server, String database) {
        return Headless.start(null, server.getJdbcUrl("postgres", database), Map.of("tusoi.movable-clock", "true", "spring.datasource.username", "postgres",
                "spring.datasource.password", "postgres", "camunda.bpm.generate-unique-process-engine-name", "true", "logging.level.root", "error",
                "tusoi.keys-dir", "target/bench-keys"));
    }

    /** A pack of a whole round on PostgreSQL: how long it takes to make and to verify, and how much memory. */
    @Test
    void packOfARound() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("max_connections", "60").start(); ConfigurableApplicationContext house = house(server, "postgres")) {
            house.getBean(Checkpoints.class).ready();
            rehearse(house, PACKED);
            Path file = Files.createTempFile("tusoi-round", ".zip");
            try {
                double making;
                String most;
                try (HeapWatch heap = new HeapWatch()) {
                    long began = System.nanoTime();
                    house.getBean(Packs.class).make(new PackScope(PackScope.Kind.ROUND, "BN26", null, null, null), null, null, file).orElseThrow();
                    making = (System.nanoTime() - began) / 1e9;
                    most = heap.peak();
                }
                PackVerifier.Report report;
                try (HeapWatch heap = new HeapWatch()) {
                    long began = System.nanoTime();
                    report = new PackVerifier(Anchored.none(), null).verify(file);
                    System.out.printf(Locale.ROOT, "BENCH pack of a round of %d cases on PostgreSQL: %d kB, %.1f s to make, peak of the heap %s, %.1f s to verify, peak %s, %d faults%n", PACKED,
                            Files.size(file) >> 10, making, most, (System.nanoTime() - began) / 1e9, heap.peak(), report.faults().count());
                }
                if (report.faults().count() > 0) {
                    throw new IllegalStateException(report.faults().all().toString());
                }
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }

    /** With {@code -Daudit.keep=DIR} the two databases are made once and kept there. */
    @Test
    void measure() throws Exception {
        String keep = System.getProperty("audit.keep");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setServerConfig("max_connections", "60").setServerConfig("max_wal_size", "4GB");
        if (keep != null) {
            builder.setDataDirectory(Path.of(keep)).setCleanDataDirectory(false);
        }
        try (EmbeddedPostgres server = builder.start()) {
            if (!kept(server)) {
                try (ConfigurableApplicationContext house = house(server, "postgres")) {
                    rehearse(house, CASES);
                    EarlierRounds.lookedAt(house, commune(house.getBean(JdbcClient.class)));
                }
                run(server, "drop database if exists filling");
                run(server, "create database filling template postgres");
                EarlierRounds.fill(server.getDatabase("postgres", "filling"), ENTRIES);
                run(server, "alter database filling rename to earlier");
            }
            try (ConfigurableApplicationContext few = house(server, "postgres"); ConfigurableApplicationContext many = house(server, "earlier")) {
                JdbcClient jdbc = few.getBean(JdbcClient.class);
                jdbc.sql("vacuum analyze").update();
                many.getBean(JdbcClient.class).sql("vacuum analyze").update();
                String realm = commune(jdbc);
                LocalDate to = jdbc.sql("select cast(max(at) as date) from ledger_entry where subject_kind = 'CASE'").query(LocalDate.class).single();
                AnswerTimes.Times times = AnswerTimes.measure(few, many, realm, to.minusDays(EarlierRounds.PERIOD), to);
                System.out.println("BENCH auditor's room, milliseconds at the 95th percentile; both asked in turn");
                System.out.printf(Locale.ROOT, "  %-34s %,10d %,10d entries, of these %,d and %,d on rounds, cases and lists in the 90 days that are asked for (aim: at most 1.5 times)%n", "", count(jdbc), count(many.getBean(JdbcClient.class)),
                        within(jdbc, to), within(many.getBean(JdbcClient.class), to));
                times.print();
                times.wrong().ifPresent(wrong -> {
                    throw new IllegalStateException(wrong);
                });
                if (within(jdbc, to) != within(many.getBean(JdbcClient.class), to)) {
                    throw new IllegalStateException("the period that is asked for does not hold the same");
                }
                if (count(many.getBean(JdbcClient.class)) < ENTRIES * 0.95) {
                    throw new IllegalStateException("only " + count(many.getBean(JdbcClient.class)) + " entries");
                }
            }
        }
    }

    private static String commune(JdbcClient jdbc) {
        return jdbc.sql("select min(u.path) from vetting_case c join unit u on u.code = c.unit_code").query(String.class).single();
    }

    private static void run(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = server.getDatabase("postgres", "template1").getConnection(); Statement make = connection.createStatement()) {
            make.execute(sql);
        }
    }

    private static boolean kept(EmbeddedPostgres server) {
        return JdbcClient.create(server.getPostgresDatabase()).sql("select count(*) from pg_database where datname = 'earlier'").query(Integer.class).single() > 0;
    }

    private static long within(JdbcClient jdbc, LocalDate to) {
        return jdbc.sql("select count(*) from ledger_entry where at >= ? and at < ? and subject_kind in ('CASE', 'LIST', 'CONFERENCE', 'ROUND')").params(to.minusDays(EarlierRounds.PERIOD), to.plusDays(1)).query(Long.class).single();
    }

    private static long count(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from ledger_entry").query(Long.class).single();
    }

    private static void rehearse(ConfigurableApplicationContext house, int cases) {
        Rehearsal.Script script = new Rehearsal.Script("BN26", "Đợt đo", cases, 3, THREADS, START, Variant.PLAN_NEW, "COMMITTEE_MEMBER", 15, null, Locale.forLanguageTag("vi"));
        house.getBean(RegisterImport.class).fill(new DemoProvince(START), false, report -> { });
        Backstage backstage = house.getBean(Backstage.class);
        People people = new People(backstage, 3, START, null);
        house.getBean(Rehearsal.class).draft(script, people, START, backstage.calendar().plusWorkingDays(START, Rehearsal.DAYS_TO_CONGRESS), List.of());
        backstage.engine().release();
        Play play = new Play(backstage, script.code(), 3, THREADS, people, (item, luck, fate, today) -> 0, script.locale());
        play.run(START, backstage.calendar().plusWorkingDays(START, 400));
        Result result = new Reckoning(backstage).of(script.code(), play, people, 0);
        if (!result.good()) {
            throw new IllegalStateException(result.line() + " " + result.stuck().get(0));
        }
    }
}
