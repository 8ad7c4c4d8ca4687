package vn.tusoi.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.DemoTest;
import vn.tusoi.cases.ProcessPicture.Kind;
import vn.tusoi.cases.ProcessPicture.Node;
import vn.tusoi.cases.ProcessPicture.Picture;
import vn.tusoi.cases.ProcessPicture.State;

/** What the work list kept tells the same way as the engine's history, and stays when the history is gone. */
@DemoTest
class WorkedWayTests {

    @Autowired DiagramReader reader;
    @Autowired HistoryService history;
    @Autowired ManagementService management;
    @Autowired RuntimeService runtime;
    @Autowired JdbcClient jdbc;
    @Autowired ProcessEngine engine;
    @Autowired Deployment deployment;

    private static Map<String, State> people(Picture picture) {
        Map<String, State> states = new TreeMap<>();
        picture.nodes().stream().filter(n -> n.kind() == Kind.TASK || n.kind() == Kind.CALL).filter(n -> n.state() == State.DONE || n.state() == State.NOW)
                .forEach((Node n) -> states.put(n.id(), n.state()));
        return states;
    }

    @Test
    void theWayByTheTasksIsTheWayByTheEngine() {
        Map<String, List<String>> subjects = Map.of(
                "vetting-case", jdbc.sql("select code from vetting_case where outcome is null or outcome not in ('WITHDRAWN') order by code").query(String.class).list(),
                "self-review", jdbc.sql("select code from vetting_case order by code").query(String.class).list(),
                "planning-list", jdbc.sql("select code from planning_list order by code").query(String.class).list(),
                "conference", jdbc.sql("select code from conference order by code").query(String.class).list());
        int compared = 0;
        for (Map.Entry<String, List<String>> process : subjects.entrySet()) {
            for (String code : process.getValue()) {
                Picture engine = reader.draw(process.getKey(), code, "vi").orElseThrow();
                if (!engine.ran() || history.createHistoricProcessInstanceQuery().processDefinitionKey(process.getKey()).processInstanceBusinessKey(code).count() != 1
                        || people(engine).isEmpty()) {
                    continue;                    // of several runs the engine shows the newest, the tasks all
                }
                Picture worked = reader.worked(process.getKey(), code, "vi").orElseThrow(() -> new AssertionError(process.getKey() + " of " + code));
                assertThat(people(worked)).as(process.getKey() + " of " + code).isEqualTo(people(engine));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(60);
    }

    @Test
    @Transactional
    void theDossierKeepsItsWayWhenTheHistoryIsGone() {
        String code = jdbc.sql("select code from vetting_case where stage = 'LIST' order by code limit 1").query(String.class).single();
        Picture before = reader.draw("inspection-check", code, "vi").orElseThrow();
        history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(code).processDefinitionKey("inspection-check").finished().list().forEach(run -> history.deleteHistoricProcessInstance(run.getId()));
        Picture after = reader.draw("inspection-check", code, "vi").orElseThrow();
        assertThat(after.ran()).isTrue();
        assertThat(people(after)).isEqualTo(people(before)).isNotEmpty();
        assertThat(after.nodes()).as("the start was gone through").anyMatch(n -> n.kind() == Kind.START && n.state() == State.DONE);
    }

    @Test
    @Transactional
    void whatIsOlderThanItsTimeToLiveGoesFromTheHistoryAtNightAndTheRecordStays() {
        String ended = runtime.createProcessInstanceQuery().processDefinitionKey("vetting-case").listPage(0, 1).get(0).getId();
        runtime.deleteProcessInstance(ended, "its case is over", true);
        assertThat(history.createHistoricProcessInstanceQuery().rootProcessInstances().finished().count()).isPositive();
        long running = history.createHistoricProcessInstanceQuery().unfinished().count();
        List<String> entries = jdbc.sql("select hash from ledger_entry order by id").query(String.class).list();
        assertThat(history.findHistoryCleanupJobs()).as("it is cleaned by itself").isNotEmpty();
        ClockUtil.setCurrentTime(Date.from(LocalDate.now().plusDays(729).atTime(2, 0).atZone(ZoneId.systemDefault()).toInstant()));
        try {
            history.findHistoryCleanupJobs().forEach(job -> management.executeJob(job.getId()));
            assertThat(history.createHistoricProcessInstanceQuery().rootProcessInstances().finished().count()).as("younger than its time to live").isPositive();
            ClockUtil.setCurrentTime(Date.from(LocalDate.now().plusDays(740).atTime(2, 0).atZone(ZoneId.systemDefault()).toInstant()));
            for (int i = 0; i < 50 && history.createHistoricProcessInstanceQuery().rootProcessInstances().finished().count() > 0; i++) {
                history.findHistoryCleanupJobs().forEach(job -> management.executeJob(job.getId()));
            }
            assertThat(history.createHistoricProcessInstanceQuery().rootProcessInstances().finished().count()).isZero();
            assertThat(history.createHistoricProcessInstanceQuery().unfinished().count()).isEqualTo(running);
        } finally {
            ClockUtil.reset();
        }
        assertThat(jdbc.sql("select hash from ledger_entry order by id").query(String.class).list()).isEqualTo(entries);
    }

    @Test
    void afterAStartTheNewestModelsHaveBeenRead() {
        ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        configuration.getDeploymentCache().discardProcessDefinitionCache();
        deployment.afterPropertiesSet();
        List<String> unread = engine.getRepositoryService().createProcessDefinitionQuery().latestVersion().list().stream().map(model -> model.getId())
                .filter(id -> configuration.getDeploymentCache().findProcessDefinitionFromCache(id) == null).toList();
        assertThat(unread).isEmpty();
    }
}
