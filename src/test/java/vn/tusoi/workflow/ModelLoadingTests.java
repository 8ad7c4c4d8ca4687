package vn.tusoi.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.tusoi.ApplicationTest;

@ApplicationTest
class ModelLoadingTests {

    @Autowired ProcessEngine engine;

    private static List<String> timers(ScopeImpl scope) {
        List<String> jobs = new ArrayList<>(TimerDeclarationImpl.getDeclarationsForScope(scope).values().stream().map(t -> String.valueOf(t.getJobDefinitionId())).toList());
        for (ActivityImpl activity : scope.getActivities()) {
            jobs.addAll(timers(activity));
        }
        return jobs;
    }

    @Test
    void whoComesSecondAfterAStartSeesNoModelWhoseTimersAreNotKnownYet() throws Exception {
        DeploymentCache cache = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getDeploymentCache();
        String id = engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey("branch-assessment").latestVersion().singleResult().getId();
        for (int i = 0; i < 20; i++) {
            cache.discardProcessDefinitionCache();
            CompletableFuture<List<String>> second = CompletableFuture.supplyAsync(() -> {
                ProcessDefinitionEntity model = cache.findProcessDefinitionFromCache(id);
                while (model == null) {
                    Thread.onSpinWait();
                    model = cache.findProcessDefinitionFromCache(id);
                }
                return timers(model);
            });
            ((RepositoryServiceImpl) engine.getRepositoryService()).getDeployedProcessDefinition(id);
            assertThat(second.get()).as("start " + i).isNotEmpty().doesNotContain("null");
        }
    }
}
