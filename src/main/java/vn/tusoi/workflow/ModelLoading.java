package vn.tusoi.workflow;

import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.deployer.BpmnDeployer;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.core.model.Properties;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.springframework.stereotype.Component;

/**
 * Lets nobody see a model before it is whole. The engine loads a model that was deployed earlier when it is first needed, and shows it to others before
 * it has asked the database which jobs its timers belong to: after a start, the second of two people who came at once met "Invalid process definition id".
 * Here the timers are asked for first; the engine asks once more, which costs one query for each model and start.
 */
@Component
class ModelLoading extends AbstractProcessEnginePlugin {

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        List<Deployer> deployers = engine.getDeployers().stream().map(d -> d instanceof BpmnDeployer bpmn ? new Whole(bpmn) : d).toList();
        engine.setDeployers(deployers);
        engine.getDeploymentCache().setDeployers(deployers);
    }

    private static final class Whole extends BpmnDeployer {

        Whole(BpmnDeployer usual) {
            setExpressionManager(usual.getExpressionManager());
            setBpmnParser(usual.getBpmnParser());
            setIdGenerator(usual.getIdGenerator());
        }

        @Override
        protected void registerDefinition(DeploymentEntity deployment, ProcessDefinitionEntity model, Properties properties) {
            if (!deployment.isNew()) {
                updateJobDeclarations(properties.get(JOB_DECLARATIONS_PROPERTY).get(model.getKey()), model, false);
            }
            super.registerDefinition(deployment, model, properties);
        }
    }
}
