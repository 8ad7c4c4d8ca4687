package vn.tusoi.workflow;

import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Deploys the models when the application starts, after {@link ModelCheck} found nothing wrong with them. All files go into one deployment
 * under stable names, so that call activities bound to the deployment find one another and an unchanged set makes no new version.
 */
@Component
class Deployment implements InitializingBean {

    private final RepositoryService repository;
    private final ModelCheck check;

    Deployment(RepositoryService repository, ModelCheck check) {
        this.repository = repository;
        this.check = check;
    }

    @Override
    public void afterPropertiesSet() {
        List<ModelCheck.Fault> faults = check.faults();
        if (!faults.isEmpty()) {
            throw new FaultyModels(faults);
        }
        DeploymentBuilder deployment = repository.createDeployment().name("tusoi").enableDuplicateFiltering(false);
        for (String id : ProcessIds.ALL) {
            deployment.addClasspathResource("processes/" + id + ".bpmn");
        }
        deployment.deploy();
        // read now, so that the first who comes after a start does not wait for it; older ones are read when a case needs them
        repository.createProcessDefinitionQuery().latestVersion().list().forEach(model -> ((RepositoryServiceImpl) repository).getDeployedProcessDefinition(model.getId()));
    }
}
