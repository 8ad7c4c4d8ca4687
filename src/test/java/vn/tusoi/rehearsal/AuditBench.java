package vn.tusoi.rehearsal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
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
 * {@code mvn -Pbench verify}: what an auditor waits for when the record of a rehearsed round is all there is (some 10,000 entries), and when it is the newest
 * of a hundred, each before the other (a million), in one run on one PostgreSQL server. Earlier rounds are copies with other codes; the questions look at the
 * newest 90 days.
 */
class AuditBench {

    private static final LocalDate START = LocalDate.of(2026, 9, 7);
    private static final int CASES = Integer.getInteger("audit.cases", 130);
    private static final int ENTRIES = Integer.getInteger("audit.entries", 1_000_000);
    private static final int PACKED = Integer.getInteger("audit.packed", 300);
    private static final int THREADS = 4;

    private static ConfigurableApplicationContext house(EmbeddedPostgres server) {
        return Headless.start(null, server.getJdbcUrl("postgres", "postgres"), Map.of("tusoi.movable-clock", "true", "spring.datasource.username", "postgres",
                "spring.datasource.password", "postgres", "camunda.bpm.generate-unique-process-engine-name", "true", "logging.level.root", "error",
                "tusoi.keys-dir", "target/bench-keys"));
    }

    /** A pack of a whole round on PostgreSQL: how long it takes to make and to verify, and how much memory. */
    @Test
    void packOfARound() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("max_connections", "60").start(); ConfigurableApplicationContext house = house(server)) {
            house.getBean(Checkpoints.class).ready();
            rehearse(house, PACKED);
            Path file = Files.createTempFile("tusoi-round", ".zip");
            try {
                long[] peak = {0};
                Thread watch = new Thread(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        peak[0] = Math.max(peak[0], Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
                        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                    }
                });
                watch.setDaemon(true);
                System.gc();
                long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
                watch.start();
                long began = System.nanoTime();
                house.getBean(Packs.class).make(new PackScope(PackScope.Kind.ROUND, "BN26", null, null, null), null, null, file).orElseThrow();
                double making = (System.nanoTime() - began) / 1e9;
                long most = peak[0];
                System.gc();
                peak[0] = 0;
                began = System.nanoTime();
                PackVerifier.Report report = new PackVerifier(Anchored.none(), null).verify(file);
                double verifying = (System.nanoTime() - began) / 1e9;
                watch.interrupt();
                System.out.printf(Locale.ROOT, "BENCH pack of a round of %d cases on PostgreSQL: %d kB, %.1f s to make, peak of the heap %d MB of %d MB (%d MB before), %.1f s to verify, peak %d MB, "
                        + "%d faults%n", PACKED, Files.size(file) >> 10, making, most >> 20, Runtime.getRuntime().maxMemory() >> 20, before >> 20, verifying, peak[0] >> 20, report.faults().count());
                if (report.faults().count() > 0) {
                    throw new IllegalStateException(report.faults().all().toString());
                }
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }

    @Test
    void measure() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("max_connections", "60").setServerConfig("max_wal_size", "4GB").start();
             ConfigurableApplicationContext house = house(server)) {
            rehearse(house, CASES);
            JdbcClient jdbc = house.getBean(JdbcClient.class);
            List<String> cases = jdbc.sql("select code from vetting_case order by code").query(String.class).list();
            String realm = jdbc.sql("select min(u.path) from vetting_case c join unit u on u.code = c.unit_code").query(String.class).single();
            LocalDate to = jdbc.sql("select cast(max(at) as date) from ledger_entry where subject_kind = 'CASE'").query(LocalDate.class).single();
            jdbc.sql("analyze").update();
            long few = count(jdbc);
            Map<String, Double> small = AnswerTimes.measure(house, cases, realm, to.minusDays(90), to);
            fill(jdbc, few);
            jdbc.sql("vacuum analyze").update();
            long many = count(jdbc);
            Map<String, Double> large = AnswerTimes.measure(house, cases, realm, to.minusDays(90), to);
            System.out.println("BENCH auditor's room, milliseconds at the 95th percentile");
            System.out.printf(Locale.ROOT, "  %-34s %,10d %,10d entries (aim: at most 1.5 times)%n", "", few, many);
            small.forEach((what, ms) -> System.out.printf(Locale.ROOT, "  %-34s %10.1f %10.1f  ratio %.2f%n", what, ms, large.get(what), large.get(what) / ms));
            if (many < ENTRIES * 0.95) {
                throw new IllegalStateException("only " + many + " entries");
            }
        }
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

    private static long count(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from ledger_entry").query(Long.class).single();
    }

    /** Earlier rounds: the same entries, tasks, cases and duties under other codes, 90 days further back each. */
    private static void fill(JdbcClient jdbc, long few) {
        long copies = ENTRIES / few;
        jdbc.sql("""
                        insert into ledger_entry(id, at, username, person, function, unit_code, subject_kind, subject_code, act, outcome, rule_set, rule_ref, detail, stream, seq, tx,
                                                 format, who_salt, what_salt, reason_digest, row_digests, prev, hash) overriding system value
                        select e.id - cast(k as bigint) * 10000000, e.at - k * s.span, e.username, e.person, e.function, e.unit_code, e.subject_kind, e.subject_code || '~' || k, e.act, e.outcome, e.rule_set,
                               e.rule_ref, e.detail, e.stream || '~' || k, e.seq, e.tx, e.format, e.who_salt, e.what_salt, e.reason_digest, e.row_digests, e.prev, e.hash
                        from ledger_entry e, generate_series(1, cast(? as int)) k, (select max(at) - min(at) + interval '1 day' as span from ledger_entry where subject_kind = 'CASE') s
                        order by k desc, e.id""").param(copies).update();
        jdbc.sql("""
                        insert into work_done(task_id, subject_code, round_code, element_id, form_key, slot, function, unit_code, due_on, created_at, ended_at, ended_by, ended_name, ended_on)
                        select left(d.task_id, 56) || '~' || k, d.subject_code || '~' || k, d.round_code || '~' || k, d.element_id, d.form_key, d.slot, d.function, d.unit_code,
                               d.due_on - k * s.days, d.created_at - k * s.span, d.ended_at - k * s.span, d.ended_by, d.ended_name, d.ended_on - k * s.days
                        from work_done d, generate_series(1, cast(? as int)) k,
                             (select max(at) - min(at) + interval '1 day' as span, cast(max(at) as date) - cast(min(at) as date) + 1 as days from ledger_entry where subject_code not like '%~%'
                              and subject_kind = 'CASE') s""").param(copies).update();
        jdbc.sql("""
                        insert into participation(subject_code, username, duty, first_at)
                        select p.subject_code || '~' || k, p.username, p.duty, p.first_at - k * (select max(at) - min(at) + interval '1 day' from ledger_entry where subject_code not like '%~%'
                               and subject_kind = 'CASE') from participation p, generate_series(1, cast(? as int)) k""").param(copies).update();
    }
}
