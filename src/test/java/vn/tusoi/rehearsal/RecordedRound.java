package vn.tusoi.rehearsal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.camunda.bpm.engine.ManagementService;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tusoi.worklist.FlowEngine;
import vn.tusoi.worklist.TaskForm;

/**
 * A round as it was played once: who wrote what into which form at what time, which jobs ran, and what the desks told the engine on the way.
 * The same round can then be done again by the whole house, and by a bare engine, without the simulated people.
 */
final class RecordedRound {

    /**
     * One step.
     *
     * @param key     of the case, list or conference it is about
     * @param element user task with its slot, activity of the job, message, or process
     * @param facts   what the desk told the engine
     * @param written what a person wrote for it; null for what another step brought about
     */
    record Step(What what, String key, String element, Map<String, Object> facts, Written written) { }

    enum What { START, COMPLETE, TELL, JOB }

    /** @param form null for a withdrawal or new information: those have no task */
    record Written(Instant at, String username, String form, String slot, Map<String, ?> fields) { }

    private record Told(What what, String id, String key, Map<String, Object> facts, Instant at) { }

    private record Place(String key, String element) { }

    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final Map<String, Written> written = new ConcurrentHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Map<Integer, String>> secondCounters = new HashMap<>();

    /** Makes a house that is about to start tell what goes on in it. */
    ApplicationContextInitializer<ConfigurableApplicationContext> listening() {
        return context -> context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof FlowEngine engine ? heard(context, engine) : bean instanceof ManagementService jobs ? heard(context, jobs) : bean;
            }
        });
    }

    /** Makes its simulated people keep copies of what they write. */
    void listenTo(ConfigurableApplicationContext house) {
        Answers answers = house.getBean(Answers.class);
        Map<String, Answers.Answer> real = new HashMap<>();
        for (TaskForm<?> form : house.getBeansOfType(TaskForm.class).values()) {
            real.put(form.key(), answers.replace(form.key(), scene -> {
                Map<String, ?> fields = real.get(form.key()).to(scene);
                if (fields != null) {
                    written.put(scene.pass().item().taskId(), new Written(now(house), scene.pass().actor().username(), form.key(), scene.slot(), fields));
                }
                return fields;
            }));
        }
    }

    private static Instant now(ConfigurableApplicationContext house) {
        return house.getBean(Backstage.class).clock().instant();
    }

    private FlowEngine heard(ConfigurableApplicationContext house, FlowEngine engine) {
        return proxy(FlowEngine.class, engine, (method, args, answer) -> {
            switch (method) {
                case "complete" -> told.add(new Told(What.COMPLETE, (String) args[0], null, facts(args[1]), now(house)));
                case "start" -> told.add(new Told(What.START, (String) args[0], (String) args[1], facts(args[2]), now(house)));
                case "tell" -> {
                    if (Boolean.TRUE.equals(answer)) {
                        told.add(new Told(What.TELL, (String) args[0], (String) args[1], facts(args[2]), now(house)));
                    }
                }
                default -> { }
            }
        });
    }

    private ManagementService heard(ConfigurableApplicationContext house, ManagementService jobs) {
        return (ManagementService) Proxy.newProxyInstance(ManagementService.class.getClassLoader(), new Class<?>[] {ManagementService.class}, (proxy, method, args) -> {
            if (method.getName().equals("executeJob")) {
                // asked before it runs: afterwards it is gone, and what it leads to comes after it
                house.getBean(JdbcClient.class).sql("""
                                select d.act_id_, e.business_key_ from act_ru_job j join act_ru_jobdef d on d.id_ = j.job_def_id_
                                join act_ru_execution e on e.id_ = j.process_instance_id_ where j.id_ = ?""").param(args[0])
                        .query((rs, n) -> told.add(new Told(What.JOB, rs.getString(1), rs.getString(2), Map.of(), now(house)))).list();
            }
            try {
                return method.invoke(jobs, args);
            } catch (InvocationTargetException wrong) {
                throw wrong.getCause();
            }
        });
    }

    private interface Ear {
        void hear(String method, Object[] args, Object answer);
    }

    private static <T> T proxy(Class<T> type, T real, Ear ear) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            try {
                Object answer = method.invoke(real, args);
                ear.hear(method.getName(), args, answer);
                return answer;
            } catch (InvocationTargetException wrong) {
                throw wrong.getCause();
            }
        }));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> facts(Object facts) {
        return new LinkedHashMap<>((Map<String, Object>) facts);
    }

    /** Puts the steps together when the round is over. */
    void finish(JdbcClient jdbc) {
        Map<String, Place> places = new HashMap<>();
        jdbc.sql("select task_id, subject_code, element_id, slot from work_done").query((rs, n) ->
                places.put(rs.getString(1), new Place(rs.getString(2), rs.getString(3) + (rs.getString(4).isEmpty() ? "" : "__" + rs.getString(4))))).list();
        jdbc.sql("select case_code, meeting_no, counted_by from slip_count where state = 'AGREED'").query(rs -> {
            secondCounters.computeIfAbsent(rs.getString(1), c -> new HashMap<>()).put(rs.getInt(2), rs.getString(3));
        });
        Map<String, Told> last = new HashMap<>();
        told.stream().filter(t -> t.what() == What.COMPLETE).forEach(t -> last.put(t.id(), t));
        for (Told t : told) {
            if (t.what() == What.COMPLETE && last.get(t.id()) != t) {
                continue; // rolled back and done again
            }
            switch (t.what()) {
                case COMPLETE -> steps.add(new Step(t.what(), places.get(t.id()).key(), places.get(t.id()).element(), t.facts(), written.get(t.id())));
                case TELL -> steps.add(new Step(t.what(), t.key(), t.id(), t.facts(), untasked(jdbc, t)));
                case JOB -> steps.add(new Step(t.what(), t.key(), t.id(), t.facts(), new Written(t.at(), null, null, null, null)));
                default -> steps.add(new Step(t.what(), t.key(), t.id(), t.facts(), null));
            }
        }
    }

    private static Written untasked(JdbcClient jdbc, Told t) {
        return switch (t.id()) {
            case "message_withdraw" -> jdbc.sql("""
                            select a.username, w.reason from case_withdrawal w join vetting_case c on c.code = w.case_code join account a on a.member_code = c.member_code
                            where w.case_code = ?""").param(t.key()).query((rs, n) -> new Written(t.at(), rs.getString(1), null, null, Map.of("reason", rs.getString(2)))).single();
            case "message_newInformation" -> jdbc.sql("select * from case_information where case_code = ?").param(t.key()).query((rs, n) ->
                    new Written(t.at(), rs.getString("registered_by"), null, null, Map.of("source", rs.getString("source"), "docNo", rs.getString("doc_no"),
                            "docDate", rs.getObject("doc_date", LocalDate.class), "summary", rs.getString("summary"), "verifiedBy", rs.getString("verified_by")))).single();
            default -> null;
        };
    }

    /** What happened to the round itself, in order. */
    List<Step> ofRound() {
        return steps.stream().filter(s -> !s.key().contains("-")).toList();
    }

    /** What happened to each case. */
    Map<String, List<Step>> ofCases() {
        return lanes(key -> key.matches("[^-]+-\\d+") ? key : null);
    }

    /** What happened to the review of each body; it comes before the cases that waited for it. */
    Map<String, List<Step>> ofCollectives() {
        return lanes(key -> key.contains("-TT-") ? key : null);
    }

    /** What happened to each list, its conferences included. */
    Map<String, List<Step>> ofLists() {
        return lanes(key -> key.contains("-") && !key.contains("-TT-") && !key.matches("[^-]+-\\d+") ? key.replaceAll("-H\\d+$", "") : null);
    }

    private Map<String, List<Step>> lanes(java.util.function.UnaryOperator<String> lane) {
        Map<String, List<Step>> lanes = new TreeMap<>();
        for (Step s : steps) {
            String of = lane.apply(s.key());
            if (of != null) {
                lanes.computeIfAbsent(of, k -> new ArrayList<>()).add(s);
            }
        }
        return lanes;
    }

    /** Who counted the slips of a case's meeting a second time. */
    String secondCounter(String caseCode, int meeting) {
        return secondCounters.get(caseCode).get(meeting);
    }

    /** How many conferences each list had. */
    Map<String, Integer> conferences() {
        Map<String, Integer> found = new HashMap<>();
        steps.stream().map(Step::key).filter(k -> k.matches(".*-H\\d+")).distinct().forEach(k -> found.merge(k.substring(0, k.lastIndexOf("-H")), 1, Integer::sum));
        return found;
    }

    int tasks() {
        return (int) steps.stream().filter(s -> s.what() == What.COMPLETE && s.key().contains("-")).count();
    }
}
