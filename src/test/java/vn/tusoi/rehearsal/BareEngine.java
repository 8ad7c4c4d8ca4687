package vn.tusoi.rehearsal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.task.Task;
import org.springframework.jdbc.core.JdbcTemplate;

/** The engine alone with the same models: delegates do nothing but set what a gateway needs, nobody listens. */
final class BareEngine implements AutoCloseable {

    private final ProcessEngine engine;
    private final JdbcTemplate jdbc;

    BareEngine(DataSource database, Map<String, Integer> conferences) {
        this.jdbc = new JdbcTemplate(database);
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(database);
        configuration.setProcessEngineName("bare" + System.nanoTime());
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistory("activity");
        configuration.setJobExecutorActivate(false);
        configuration.setMetricsEnabled(false);
        configuration.setBeans(beans(conferences));
        this.engine = configuration.buildProcessEngine();
        DeploymentBuilder deployment = engine.getRepositoryService().createDeployment();
        for (String id : List.of("vetting-case", "self-review", "branch-assessment", "inspection-check", "planning-list", "conference", "collective-review")) {
            deployment.addClasspathResource("processes/" + id + ".bpmn");
        }
        deployment.deploy();
    }

    private static Map<Object, Object> beans(Map<String, Integer> conferences) {
        Map<String, AtomicInteger> steps = new ConcurrentHashMap<>();
        Map<Object, Object> beans = new HashMap<>();
        JavaDelegate nothing = execution -> { };
        for (String name : List.of("openCases", "startLists", "recordOutcome", "recordWithdrawal", "recordSilentExplanation", "proposeClearance",
                "closeListCases", "tally")) {
            beans.put(name, nothing);
        }
        beans.put("recordSilentAcknowledgement", (JavaDelegate) e -> e.setVariable("assessmentResult", "ASSESSED"));
        beans.put("enterStage", (ExecutionListener) e -> { });
        beans.put("askOpinions", (JavaDelegate) e -> e.setVariable("opinionsDue", "2999-01-01T17:00:00"));
        beans.put("nextStep", (JavaDelegate) e -> e.setVariable("conferenceCode", e.getProcessBusinessKey() + "-H"
                + steps.computeIfAbsent(e.getProcessBusinessKey(), k -> new AtomicInteger()).incrementAndGet()));
        beans.put("applyStep", (JavaDelegate) e -> e.setVariable("moreSteps",
                steps.get(e.getProcessBusinessKey()).get() < conferences.get(e.getProcessBusinessKey())));
        return beans;
    }

    void tell(RecordedRound.Step step) {
        switch (step.what()) {
            case START -> engine.getRuntimeService().startProcessInstanceByKey(step.element(), step.key(), step.facts());
            case TELL -> engine.getRuntimeService().createMessageCorrelation(step.element()).processInstanceBusinessKey(step.key())
                    .setVariables(step.facts()).correlateAll();
            case JOB -> Jobs.find(jdbc, step).forEach(engine.getManagementService()::executeJob);
            case COMPLETE -> {
                Task task = engine.getTaskService().createTaskQuery().processInstanceBusinessKey(step.key()).taskDefinitionKey(step.element()).singleResult();
                if (task == null) {
                    throw new IllegalStateException("the bare engine has no " + step.element() + " for " + step.key());
                }
                engine.getTaskService().complete(task.getId(), step.facts());
            }
        }
    }

    /** Cases that did not end. */
    long left() {
        return engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey("vetting-case").count();
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Finds the jobs of a step, the same way for both sides. */
    static final class Jobs {

        private Jobs() { }

        static List<String> find(JdbcTemplate jdbc, RecordedRound.Step step) {
            return jdbc.queryForList("""
                    select j.id_ from act_ru_execution e join act_ru_job j on j.process_instance_id_ = e.id_ join act_ru_jobdef d on d.id_ = j.job_def_id_
                    where e.business_key_ = ? and d.act_id_ = ?""", String.class, step.key(), step.element());
        }
    }
}
