package vn.tusoi.rehearsal;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.commands.Headless;
import vn.tusoi.demo.DemoProvince;
import vn.tusoi.ledger.PlainRecord;
import vn.tusoi.register.RegisterImport;
import vn.tusoi.rounds.Variant;
import vn.tusoi.worklist.Inbox;
import vn.tusoi.worklist.WorkItem;

/**
 * {@code mvn -Pbench verify}: what the whole costs beside the bare engine, measured in one run on one PostgreSQL server. A round is rehearsed once and
 * written down. Then the same round is done again, in turns, by the whole house and by a bare engine with the same models, no-op delegates and no
 * listeners: the same tasks, time limits and messages, in the same order for each subject, by as many threads, on a fresh database each time.
 * The first turn warms both up and counts their round trips. Prints; asserts nothing about speed.
 */
class ThroughputBench {

    private static final int CASES = 300;
    private static final int THREADS = 4;
    private static final int TURNS = Math.max(1, Integer.getInteger("bench.turns", 3));
    private static final LocalDate START = LocalDate.of(2026, 9, 1);

    /**
     * One turn of one side.
     *
     * @param seconds  from the first case opened to the last one ended
     * @param launch   cases opened a second, 0 where they are not opened in batches
     * @param java     processor time of this JVM in that time, in seconds
     * @param database of the database server, in seconds
     */
    private record Took(double seconds, double launch, double java, double database) { }

    private record Processor(long at, double java, double database) {

        static Processor now(ProcessHandle server) {
            long java = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
            double database = server.descendants().map(p -> p.info().totalCpuDuration()).flatMap(Optional::stream)
                    .mapToDouble(d -> d.toNanos() / 1e9).sum();
            return new Processor(System.nanoTime(), java / 1e9, database);
        }

        Took since(double launch, ProcessHandle server) {
            Processor end = now(server);
            return new Took((end.at() - at) / 1e9, launch, end.java() - java, end.database() - database);
        }
    }

    private final List<String> trips = new ArrayList<>();
    private ProcessHandle postmaster;

    @Test
    void measure() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("max_connections", "100")
                .setServerConfig("autovacuum_naptime", "1").start()) {             // plans as on a server that has run for days, for both sides
            JdbcClient databases = JdbcClient.create(server.getPostgresDatabase());
            try (java.sql.Connection held = server.getPostgresDatabase().getConnection()) {        // its process is gone as soon as it is closed
                postmaster = ProcessHandle.of(JdbcClient.create(new org.springframework.jdbc.datasource.SingleConnectionDataSource(held, true))
                        .sql("select pg_backend_pid()").query(Long.class).single()).flatMap(ProcessHandle::parent).orElseThrow();
            }
            databases.sql("create database rehearsed").update();
            databases.sql("create database ready").update();
            RecordedRound round = new RecordedRound();
            double rehearsed;
            List<Map<String, Object>> accounts;
            List<Map<String, Object>> offices;
            try (ConfigurableApplicationContext house = house(server, "rehearsed", round.listening())) {
                round.listenTo(house);
                fill(house);
                People people = draft(house);
                long began = System.nanoTime();
                rehearse(house, people);
                rehearsed = CASES / ((System.nanoTime() - began) / 1e9);
                JdbcClient jdbc = house.getBean(JdbcClient.class);
                round.finish(jdbc);
                accounts = jdbc.sql("select * from account order by username").query().listOfRows();
                offices = jdbc.sql("select username, function, unit_code, valid_from from office order by id").query().listOfRows();
            }
            try (ConfigurableApplicationContext house = house(server, "ready")) {
                fill(house);
                draft(house);
                staff(house.getBean(JdbcClient.class), accounts, offices);
            }
            List<Took> whole = new ArrayList<>();
            List<Took> bare = new ArrayList<>();
            List<Took> plain = new ArrayList<>();
            List<String> inbox = List.of();
            for (int turn = 0; turn <= TURNS; turn++) {
                databases.sql("create database whole" + turn + " template ready").update();
                databases.sql("create database bare" + turn).update();
                databases.sql("create database plain" + turn + " template ready").update();
                boolean counting = turn == 0;
                Took unchained = whole(server, "plain" + turn, round, false, PlainRecord.instead());
                Took both = whole(server, "whole" + turn, round, counting);
                Took alone = bare(server, "bare" + turn, round, counting);
                if (!counting) {
                    whole.add(both);
                    plain.add(unchained);
                    bare.add(alone);
                }
            }
            databases.sql("create database few template ready").update();
            databases.sql("create database many template ready").update();
            try (ConfigurableApplicationContext few = house(server, "few"); ConfigurableApplicationContext many = house(server, "many")) {
                inbox = inbox(few, many);
            }
            double full = CASES / middle(whole.stream().map(Took::seconds).toList());
            double engine = CASES / middle(bare.stream().map(Took::seconds).toList());
            System.out.println("BENCH");
            System.out.printf(Locale.ROOT, "  heap %d MB, %d threads, %d cases, %d tasks done (%.1f a case, lists and conferences included); medians of %d turns%n",
                    Runtime.getRuntime().maxMemory() >> 20, THREADS, CASES, round.tasks(), (double) round.tasks() / CASES, TURNS);
            System.out.printf(Locale.ROOT, "  everything on:  %6.2f cases/s  %s (person read, task looked at, form filled and checked, desk, engine, record; batch launch)%n", full, each(whole));
            System.out.printf(Locale.ROOT, "  bare engine:    %6.2f cases/s  %s (same models and ways, no-op delegates, no listeners)%n", engine, each(bare));
            List<Double> ratios = IntStream.range(0, TURNS).mapToObj(i -> bare.get(i).seconds() / whole.get(i).seconds()).toList();
            System.out.printf(Locale.ROOT, "  ratio:          %6.2f          (aim: 0.70 or better; median of the turns' own ratios)%n", middle(ratios));
            processor("everything on", whole);
            processor("bare engine", bare);
            double unchained = CASES / middle(plain.stream().map(Took::seconds).toList());
            System.out.printf(Locale.ROOT, "  plain record:   %6.2f cases/s  %s (entries inserted one by one, no chain, no digests of rows)%n", unchained, each(plain));
            System.out.printf(Locale.ROOT, "  cost of chain:  %6.1f %%        (aim: at most 15)%n", (1 - full / unchained) * 100);
            System.out.printf(Locale.ROOT, "  rehearsal:      %6.2f cases/s  (one run, not warmed up: simulated people, their look-ups and the calendar included)%n", rehearsed);
            System.out.printf(Locale.ROOT, "  launch:         %6.1f cases/s%n", middle(whole.stream().map(Took::launch).toList()));
            trips.forEach(System.out::println);
            inbox.forEach(System.out::println);
        }
    }

    private static void processor(String whose, List<Took> turns) {
        System.out.printf(Locale.ROOT, "  processor time a case, %-14s %4.0f ms application, %4.0f ms database%n", whose + ":",
                1000 * middle(turns.stream().map(Took::java).toList()) / CASES, 1000 * middle(turns.stream().map(Took::database).toList()) / CASES);
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String each(List<Took> turns) {
        return turns.stream().map(t -> String.format(Locale.ROOT, "%.2f", CASES / t.seconds())).toList().toString();
    }

    @SafeVarargs
    private static ConfigurableApplicationContext house(EmbeddedPostgres server, String database, ApplicationContextInitializer<ConfigurableApplicationContext>... more) {
        return Headless.start(null, server.getJdbcUrl("postgres", database), Map.of("tusoi.movable-clock", "true", "spring.datasource.username", "postgres",
                "spring.datasource.password", "postgres", "camunda.bpm.generate-unique-process-engine-name", "true", "logging.level.root", "error"), more);
    }

    private static void fill(ConfigurableApplicationContext house) {
        house.getBean(RegisterImport.class).fill(new DemoProvince(START), false, report -> { });
    }

    private static Rehearsal.Script script() {
        return new Rehearsal.Script("BN26", "Đợt đo", CASES, 3, THREADS, START, Variant.PLAN_NEW, "COMMITTEE_MEMBER", 15, null, Locale.forLanguageTag("vi"));
    }

    private static People draft(ConfigurableApplicationContext house) {
        Backstage backstage = house.getBean(Backstage.class);
        People people = new People(backstage, 3, START, null);
        house.getBean(Rehearsal.class).draft(script(), people, START, backstage.calendar().plusWorkingDays(START, Rehearsal.DAYS_TO_CONGRESS), List.of());
        backstage.engine().release();
        return people;
    }

    /** Nobody lets anything lie, save where a way needs its time limit to pass. */
    private static void rehearse(ConfigurableApplicationContext house, People people) {
        Backstage backstage = house.getBean(Backstage.class);
        Play play = new Play(backstage, script().code(), 3, THREADS, people, (item, luck, fate, today) -> 0, script().locale());
        play.run(START, backstage.calendar().plusWorkingDays(START, 400));
        Result result = new Reckoning(backstage).of(script().code(), play, people, 0);
        if (!result.good()) {
            throw new IllegalStateException(result.line() + " " + result.stuck().get(0));
        }
    }

    /** The same people in the same offices. */
    private static void staff(JdbcClient jdbc, List<Map<String, Object>> accounts, List<Map<String, Object>> offices) {
        for (Map<String, Object> a : accounts) {
            jdbc.sql("""
                            insert into account(username, display_name, member_code, active, failed_attempts, must_change, language, larger_text, created_at, version)
                            select :username, :display_name, :member_code, true, 0, false, 'vi', false, now(), 0 where not exists (select 1 from account where username = :username)""")
                    .param("username", a.get("username")).param("display_name", a.get("display_name")).param("member_code", a.get("member_code"), java.sql.Types.VARCHAR).update();
        }
        for (Map<String, Object> o : offices) {
            jdbc.sql("""
                            insert into office(username, function, unit_code, valid_from) select :username, :function, :unit_code, :valid_from
                            where not exists (select 1 from office where username = :username and function = :function and unit_code = :unit_code)""").params(o).update();
        }
    }

    @SafeVarargs
    private Took whole(EmbeddedPostgres server, String database, RecordedRound round, boolean counting, ApplicationContextInitializer<ConfigurableApplicationContext>... more)
            throws Exception {
        RoundTrips[] counted = new RoundTrips[1];
        try (ConfigurableApplicationContext house = house(server, database, context -> {
            List.of(more).forEach(one -> one.initialize(context));
            if (counting) {
                context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
                    @Override
                    public Object postProcessAfterInitialization(Object bean, String name) {
                        if (bean instanceof HikariDataSource pool) {
                            counted[0] = new RoundTrips(pool);
                            return counted[0];
                        }
                        return bean;
                    }
                });
            }
        })) {
            WholeHouse whole = new WholeHouse(house, round);
            List<RecordedRound.Step> ofRound = round.ofRound();
            int first = ofRound.indexOf(ofRound.stream().filter(s -> s.what() == RecordedRound.What.JOB).findFirst().orElseThrow());
            ofRound.subList(0, first).forEach(whole::act);
            List<RecordedRound.Step> launching = ofRound.subList(first, ofRound.size()).stream().filter(s -> s.what() == RecordedRound.What.JOB).toList();
            List<RecordedRound.Step> closing = ofRound.subList(first, ofRound.size()).stream().filter(s -> s.what() != RecordedRound.What.JOB).toList();
            if (counting) {
                counted[0].reset();
            }
            Processor began = Processor.now(postmaster);
            launching.forEach(whole::act);
            double launch = CASES / ((System.nanoTime() - began.at()) / 1e9);
            inLanes(round.ofCollectives().values(), whole::act);
            inLanes(round.ofCases().values(), whole::acts);
            inLanes(round.ofLists().values(), whole::act);
            closing.forEach(whole::act);
            Took took = began.since(launch, postmaster);
            trips("everything on", counted[0], round.tasks());
            int open = house.getBean(JdbcClient.class).sql("select count(*) from vetting_case where outcome is null").query(Integer.class).single();
            if (open > 0) {
                throw new IllegalStateException(open + " cases did not end the second time");
            }
            return took;
        }
    }

    private Took bare(EmbeddedPostgres server, String database, RecordedRound round, boolean counting) throws Exception {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(server.getJdbcUrl("postgres", database));
            pool.setUsername("postgres");
            pool.setPassword("postgres");
            pool.setMaximumPoolSize(20);
            pool.addDataSourceProperty("preparedStatementCacheQueries", "1024");
            pool.addDataSourceProperty("preparedStatementCacheSizeMiB", "8");
            RoundTrips counted = counting ? new RoundTrips(pool) : null;
            try (BareEngine engine = new BareEngine(counting ? counted : (DataSource) pool, round.conferences())) {
                if (counting) {
                    counted.reset();
                }
                List<List<RecordedRound.Step>> lanes = round.ofCases().values().stream().map(lane -> lane.stream().filter(s -> !isEnd(s)).toList()).toList();
                List<List<RecordedRound.Step>> ends = round.ofCases().values().stream().map(lane -> lane.stream().filter(ThroughputBench::isEnd).toList()).toList();
                Processor began = Processor.now(postmaster);
                inLanes(round.ofCollectives().values(), engine::tell);
                inLanes(lanes, engine::tell);
                inLanes(round.ofLists().values(), engine::tell);
                inLanes(ends, engine::tell);
                Took took = began.since(0, postmaster);
                trips("bare engine", counted, round.tasks());
                if (engine.left() > 0) {
                    throw new IllegalStateException(engine.left() + " bare cases did not end: the comparison would not be fair");
                }
                return took;
            }
        }
    }

    /** What a published list tells its cases. */
    private static boolean isEnd(RecordedRound.Step step) {
        return step.element().equals("message_listDecided");
    }

    private static void inLanes(Collection<List<RecordedRound.Step>> lanes, Consumer<RecordedRound.Step> doing) throws Exception {
        inLanes(lanes, (RecordedRound.Step step) -> {
            doing.accept(step);
            return true;
        });
    }

    /** Each lane in its order; one whose next step has to wait for another lane goes to the end of the queue. */
    private static void inLanes(Collection<List<RecordedRound.Step>> lanes, Predicate<RecordedRound.Step> doing) throws Exception {
        BlockingQueue<Deque<RecordedRound.Step>> queue = new LinkedBlockingQueue<>();
        lanes.forEach(lane -> queue.add(new ArrayDeque<>(lane)));
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(pool.submit(() -> {
                    for (Deque<RecordedRound.Step> lane = queue.poll(); lane != null; lane = queue.poll()) {
                        while (!lane.isEmpty() && doing.test(lane.peek())) {
                            lane.remove();
                        }
                        if (!lane.isEmpty()) {
                            queue.add(lane);
                        }
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    private void trips(String whose, RoundTrips counted, int tasks) {
        if (counted != null) {
            trips.add(String.format(Locale.ROOT, "  round trips a task, %-14s %5.1f engine, %5.1f own, %4.1f commits", whose + ":", counted.engine(tasks), counted.ours(tasks),
                    counted.commits(tasks)));
            int most = Integer.getInteger("bench.statements", 0);
            counted.top(tasks, most).forEach(line -> System.out.println(whose + " " + line));
        }
    }

    /** The queries of the work page for an inspector with forty tasks, among ever more of others; asked in turns, so that neither has the quieter moments. */
    private static List<String> inbox(ConfigurableApplicationContext few, ConfigurableApplicationContext many) {
        Asked small = new Asked(few, 1_000);
        Asked large = new Asked(many, 100_000);
        for (int turn = -10; turn < 40; turn++) {
            small.ask(25, turn >= 0);
            large.ask(25, turn >= 0);
        }
        return List.of(String.format(Locale.ROOT, "  inbox, 1,000 open tasks:   %6.2f ms (list and counts; median of 1,000 in turns, tables vacuumed)", small.median()),
                String.format(Locale.ROOT, "  inbox, 100,000 open tasks: %6.2f ms", large.median()),
                String.format(Locale.ROOT, "  inbox ratio:    %6.2f          (aim: at most 1.30)", large.median() / small.median()));
    }

    private static final class Asked {

        private final Inbox inbox;
        private final Actor actor;
        private final List<Double> times = new ArrayList<>();

        Asked(ConfigurableApplicationContext house, int open) {
            JdbcClient jdbc = house.getBean(JdbcClient.class);
            inbox = house.getBean(Inbox.class);
            String username = jdbc.sql("select username from office where function = 'INSPECTOR' order by username limit 1").query(String.class).single();
            actor = house.getBean(Accounts.class).actor(username).orElseThrow();
            String mine = actor.groupKeys().stream().filter(k -> k.startsWith("INSPECTOR@")).findFirst().orElseThrow();
            jdbc.sql("delete from work_item").update();
            jdbc.sql("""
                            insert into work_item(task_id, subject_kind, subject_code, round_code, element_id, form_key, slot, function, unit_code, group_key, title, search_title,
                                                  scope_name, due_on, created_at)
                            select 'b' || n, 'CASE', 'BN26-' || n, 'BN26', 'userTask_draftFindings', 'draft-findings', '', 'INSPECTOR', 'X01-UBKT',
                                   case when n %% %d = 0 then '%s' else 'INSPECTOR@U' || (n %% 997) end, 'Nông Văn Bình', 'nong van binh', 'Chi bộ', date '2026-10-01' + (n %% 60), now()
                            from generate_series(1, %d) n""".formatted(open / 40, mine, open)).update();
            jdbc.sql("vacuum analyze work_item").update();
        }

        void ask(int times, boolean counts) {
            LocalDate today = LocalDate.of(2026, 10, 20);
            for (int i = 0; i < times; i++) {
                long began = System.nanoTime();
                List<WorkItem> found = inbox.tasks(actor, new Inbox.Question(Inbox.View.ALL, "", "", ""), today, today.plusDays(3), 50, 0);
                Inbox.Counts all = inbox.counts(actor, today, today.plusDays(3));
                if (found.size() != 40 || all.all() != 40) {
                    throw new IllegalStateException("found " + found.size() + ", counted " + all);
                }
                if (counts) {
                    this.times.add((System.nanoTime() - began) / 1e6);
                }
            }
        }

        double median() {
            return middle(times);
        }
    }
}
