package vn.tusoi.rehearsal;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.commands.Headless;
import vn.tusoi.demo.DemoProvince;
import vn.tusoi.register.RegisterImport;
import vn.tusoi.rounds.Variant;
import vn.tusoi.worklist.FlowEngine;
import vn.tusoi.worklist.Inbox;
import vn.tusoi.worklist.WorkItem;

/**
 * {@code mvn -Pbench verify}: what the whole costs beside the bare engine, measured in one run on one PostgreSQL server. A round is played with
 * everything switched on; what the desks told the engine is written down and then told to a bare engine with the same models, no-op delegates
 * and no listeners. Prints; asserts nothing about speed.
 */
class ThroughputBench {

    private static final int CASES = 300;
    private static final int THREADS = 4;
    private static final LocalDate START = LocalDate.of(2026, 9, 1);

    private record Told(String what, String id, String key, Map<String, Object> facts, long at) { }

    private final Queue<Told> told = new ConcurrentLinkedQueue<>();

    @Test
    void measure() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("max_connections", "100").start()) {
            for (String name : List.of("warmed", "everything", "bare")) {
                JdbcClient.create(server.getPostgresDatabase()).sql("create database " + name).update();
            }
            try (ConfigurableApplicationContext warm = house(server, "warmed")) {
                play(warm, 40);
            }
            told.clear();
            double full;
            int tasks;
            List<Told> script;
            Map<String, WorkItemPlace> places = new HashMap<>();
            double launch;
            List<String> inbox;
            try (ConfigurableApplicationContext house = house(server, "everything")) {
                play(house, CASES);
                script = new ArrayList<>(told);
                JdbcClient jdbc = house.getBean(JdbcClient.class);
                jdbc.sql("select task_id, subject_code, element_id, slot from work_done").query((rs, n) ->
                        places.put(rs.getString(1), new WorkItemPlace(rs.getString(2), rs.getString(3) + (rs.getString(4).isEmpty() ? "" : "__" + rs.getString(4))))).list();
                List<Long> starts = script.stream().filter(t -> t.what().equals("start") && t.id().equals("vetting-case")).map(Told::at).toList();
                long first = starts.get(0);
                full = CASES / ((script.get(script.size() - 1).at() - first) / 1e9);
                launch = (starts.size() - 1) / ((starts.get(starts.size() - 1) - first) / 1e9);
                tasks = (int) script.stream().filter(t -> t.what().equals("complete")).count();
                inbox = inbox(house);
            }
            double bare = bare(server, script, places);
            System.out.println("BENCH");
            System.out.printf(Locale.ROOT, "  heap %d MB, %d threads, %d cases, %d tasks done (%.1f a case, lists and conferences included)%n",
                    Runtime.getRuntime().maxMemory() >> 20, THREADS, CASES, tasks, (double) tasks / CASES);
            System.out.printf(Locale.ROOT, "  everything on:  %6.2f cases/s  (simulated people and their bookkeeping included)%n", full);
            System.out.printf(Locale.ROOT, "  bare engine:    %6.2f cases/s  (same models and ways, no-op delegates, no listeners)%n", bare);
            System.out.printf(Locale.ROOT, "  ratio:          %6.2f          (aim: 0.70 or better)%n", full / bare);
            System.out.printf(Locale.ROOT, "  launch:         %6.1f cases/s%n", launch);
            inbox.forEach(System.out::println);
        }
    }

    private record WorkItemPlace(String key, String activity) { }

    private ConfigurableApplicationContext house(EmbeddedPostgres server, String database) {
        return Headless.start(null, server.getJdbcUrl("postgres", database), Map.of("tusoi.movable-clock", "true", "spring.datasource.username", "postgres",
                "spring.datasource.password", "postgres", "camunda.bpm.generate-unique-process-engine-name", "true", "logging.level.root", "error"),
                context -> context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
                    @Override
                    public Object postProcessAfterInitialization(Object bean, String name) {
                        return bean instanceof FlowEngine engine ? recorded(engine) : bean;
                    }
                }));
    }

    private FlowEngine recorded(FlowEngine engine) {
        return (FlowEngine) Proxy.newProxyInstance(FlowEngine.class.getClassLoader(), new Class<?>[] {FlowEngine.class}, (proxy, method, args) -> {
            try {
                Object answer = method.invoke(engine, args);
                switch (method.getName()) {
                    case "complete" -> told.add(new Told("complete", (String) args[0], null, facts(args[1]), System.nanoTime()));
                    case "start" -> told.add(new Told("start", (String) args[0], (String) args[1], facts(args[2]), System.nanoTime()));
                    case "tell" -> {
                        if (Boolean.TRUE.equals(answer)) {
                            told.add(new Told("tell", (String) args[0], (String) args[1], facts(args[2]), System.nanoTime()));
                        }
                    }
                    default -> { }
                }
                return answer;
            } catch (InvocationTargetException wrong) {
                throw wrong.getCause();
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> facts(Object facts) {
        return new LinkedHashMap<>((Map<String, Object>) facts);
    }

    /** Nobody lets anything lie, save where a way needs its time limit to pass. */
    private static void play(ConfigurableApplicationContext house, int cases) {
        house.getBean(RegisterImport.class).fill(new DemoProvince(START), false, report -> { });
        Backstage backstage = house.getBean(Backstage.class);
        People people = new People(backstage.jdbc(), backstage.units(), 3, START, null);
        Rehearsal.Script script = new Rehearsal.Script("BN26", "Đợt đo", cases, 3, THREADS, START, Variant.PLAN_NEW, "COMMITTEE_MEMBER", 15, null, Locale.forLanguageTag("vi"));
        LocalDate congress = backstage.calendar().plusWorkingDays(START, Rehearsal.DAYS_TO_CONGRESS);
        house.getBean(Rehearsal.class).draft(script, people, START, congress, List.of());
        Play play = new Play(backstage, script.code(), 3, THREADS, people, (item, luck, fate, today) -> 0, script.locale());
        play.run(START, backstage.calendar().plusWorkingDays(START, 400));
        Result result = new Reckoning(backstage).of(script.code(), play, people, 0);
        if (!result.good()) {
            throw new IllegalStateException(result.line() + " " + result.stuck().get(0));
        }
    }

    /** The same starts, completions and messages, in the same order for each subject, by as many threads. */
    private static double bare(EmbeddedPostgres server, List<Told> script, Map<String, WorkItemPlace> places) throws Exception {
        Map<String, Integer> conferences = new ConcurrentHashMap<>();
        places.values().stream().map(WorkItemPlace::key).filter(k -> k.matches(".*-H\\d+")).distinct()
                .forEach(k -> conferences.merge(k.substring(0, k.lastIndexOf("-H")), 1, Integer::sum));
        Map<String, AtomicInteger> steps = new ConcurrentHashMap<>();
        Map<Object, Object> beans = new HashMap<>();
        JavaDelegate nothing = execution -> { };
        for (String name : List.of("openCases", "startLists", "recordOutcome", "recordWithdrawal", "recordSilentAcknowledgement", "recordSilentExplanation",
                "proposeClearance", "closeListCases", "tally")) {
            beans.put(name, nothing);
        }
        beans.put("recordSilentAcknowledgement", (JavaDelegate) e -> e.setVariable("assessmentResult", "ASSESSED"));
        beans.put("enterStage", (ExecutionListener) e -> { });
        beans.put("askOpinions", (JavaDelegate) e -> e.setVariable("opinionsDue", "2999-01-01T17:00:00"));
        beans.put("nextStep", (JavaDelegate) e -> e.setVariable("conferenceCode", e.getProcessBusinessKey() + "-H"
                + steps.computeIfAbsent(e.getProcessBusinessKey(), k -> new AtomicInteger()).incrementAndGet()));
        beans.put("applyStep", (JavaDelegate) e -> e.setVariable("moreSteps", steps.get(e.getProcessBusinessKey()).get() < conferences.get(e.getProcessBusinessKey())));
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(server.getJdbcUrl("postgres", "bare"));
            pool.setUsername("postgres");
            pool.setPassword("postgres");
            pool.setMaximumPoolSize(20);
            StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
            configuration.setDataSource(pool);
            configuration.setProcessEngineName("bare");
            configuration.setDatabaseSchemaUpdate("true");
            configuration.setHistory("activity");
            configuration.setJobExecutorActivate(false);
            configuration.setMetricsEnabled(false);
            configuration.setBeans(beans);
            ProcessEngine engine = configuration.buildProcessEngine();
            try {
                DeploymentBuilder deployment = engine.getRepositoryService().createDeployment();
                for (String id : List.of("vetting-case", "self-review", "branch-assessment", "inspection-check", "planning-list", "conference")) {
                    deployment.addClasspathResource("processes/" + id + ".bpmn");
                }
                deployment.deploy();
                Map<String, List<Told>> cases = new LinkedHashMap<>();
                Map<String, List<Told>> lists = new LinkedHashMap<>();
                List<Told> ends = new ArrayList<>();
                for (Told t : script) {
                    String key = t.what().equals("complete") ? places.get(t.id()).key() : t.key();
                    if (t.what().equals("tell") && t.id().equals("message_listDecided")) {
                        ends.add(t);
                    } else if (key.matches("[^-]+-\\d+")) {
                        cases.computeIfAbsent(key, k -> new ArrayList<>()).add(t);
                    } else if (key.contains("-")) {
                        lists.computeIfAbsent(key.replaceAll("-H\\d+$", ""), k -> new ArrayList<>()).add(t);
                    }
                }
                ExecutorService pool4 = Executors.newFixedThreadPool(THREADS);
                AtomicLong done = new AtomicLong();
                long began = System.nanoTime();
                for (var phase : List.of(cases.values(), lists.values(), ends.stream().map(List::of).toList())) {
                    List<Future<?>> running = new ArrayList<>();
                    for (List<Told> lane : phase) {
                        running.add(pool4.submit(() -> lane.forEach(t -> {
                            tell(engine, t, places);
                            done.incrementAndGet();
                        })));
                    }
                    for (Future<?> one : running) {
                        one.get();
                    }
                }
                double seconds = (System.nanoTime() - began) / 1e9;
                pool4.shutdown();
                long left = engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("vetting-case").count();
                if (left > 0) {
                    throw new IllegalStateException(left + " of " + cases.size() + " bare cases did not end: the comparison would not be fair");
                }
                return cases.size() / seconds;
            } finally {
                engine.close();
            }
        }
    }

    private static void tell(ProcessEngine engine, Told t, Map<String, WorkItemPlace> places) {
        switch (t.what()) {
            case "start" -> engine.getRuntimeService().startProcessInstanceByKey(t.id(), t.key(), t.facts());
            case "tell" -> engine.getRuntimeService().createMessageCorrelation(t.id()).processInstanceBusinessKey(t.key()).setVariables(t.facts()).correlateAll();
            default -> {
                WorkItemPlace place = places.get(t.id());
                Task task = find(engine, place);
                if (task == null) {
                    // a time limit had to pass for it
                    for (Job timer : engine.getManagementService().createJobQuery().timers().list()) {
                        if (place.key().equals(keyOf(engine, timer))) {
                            engine.getManagementService().executeJob(timer.getId());
                        }
                    }
                    task = find(engine, place);
                }
                if (task != null) {
                    engine.getTaskService().complete(task.getId(), t.facts());
                }
                if (place.activity().equals("userTask_publishList")) {
                    engine.getManagementService().createJobQuery().messages().list().forEach(job -> {
                        if (place.key().equals(keyOf(engine, job))) {
                            engine.getManagementService().executeJob(job.getId());
                        }
                    });
                }
            }
        }
    }

    /** Business key of the job's process, null where another thread has ended it meanwhile. */
    private static String keyOf(ProcessEngine engine, Job job) {
        ProcessInstance instance = engine.getRuntimeService().createProcessInstanceQuery().processInstanceId(job.getProcessInstanceId()).singleResult();
        return instance == null ? null : instance.getBusinessKey();
    }

    private static Task find(ProcessEngine engine, WorkItemPlace place) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(place.key()).taskDefinitionKey(place.activity()).singleResult();
    }

    /** The query of the work page for an inspector with forty tasks, among ever more of others. */
    private static List<String> inbox(ConfigurableApplicationContext house) {
        JdbcClient jdbc = house.getBean(JdbcClient.class);
        Inbox inbox = house.getBean(Inbox.class);
        String username = jdbc.sql("select username from office where function = 'INSPECTOR' order by username limit 1").query(String.class).single();
        Actor actor = house.getBean(Accounts.class).actor(username).orElseThrow();
        String mine = actor.groupKeys().stream().filter(k -> k.startsWith("INSPECTOR@")).findFirst().orElseThrow();
        double small = inbox(jdbc, inbox, actor, mine, 1_000);
        double large = inbox(jdbc, inbox, actor, mine, 100_000);
        return List.of(String.format(Locale.ROOT, "  inbox, 1,000 open tasks:   %6.2f ms (median of 200)", small),
                String.format(Locale.ROOT, "  inbox, 100,000 open tasks: %6.2f ms", large),
                String.format(Locale.ROOT, "  inbox ratio:    %6.2f          (aim: at most 1.30)", large / small));
    }

    private static double inbox(JdbcClient jdbc, Inbox inbox, Actor actor, String mine, int open) {
        jdbc.sql("delete from work_item").update();
        jdbc.sql("""
                        insert into work_item(task_id, subject_kind, subject_code, round_code, element_id, form_key, slot, function, unit_code, group_key, title, search_title,
                                              scope_name, due_on, created_at)
                        select 'b' || n, 'CASE', 'BN26-' || n, 'BN26', 'userTask_draftFindings', 'draft-findings', '', 'INSPECTOR', 'X01-UBKT',
                               case when n %% %d = 0 then '%s' else 'INSPECTOR@U' || (n %% 997) end, 'Nông Văn Bình', 'nong van binh', 'Chi bộ', date '2026-10-01' + (n %% 60), now()
                        from generate_series(1, %d) n""".formatted(open / 40, mine, open)).update();
        jdbc.sql("analyze work_item").update();
        LocalDate today = LocalDate.of(2026, 10, 20);
        double[] times = new double[200];
        for (int i = -50; i < times.length; i++) {
            long began = System.nanoTime();
            List<WorkItem> found = inbox.tasks(actor, new Inbox.Question(Inbox.View.ALL, "", "", ""), today, today.plusDays(3), 50, 0);
            inbox.counts(actor, today, today.plusDays(3));
            if (found.size() < 40) {
                throw new IllegalStateException("found " + found.size());
            }
            if (i >= 0) {
                times[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }
}
