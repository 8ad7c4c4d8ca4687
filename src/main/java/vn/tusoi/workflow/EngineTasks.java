package vn.tusoi.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.commons.utils.cache.Cache;
import org.springframework.stereotype.Component;

/**
 * What an engine task is in this house: a place where a process waits. Who may take it is kept once, in {@code work_item}; it has no candidates, no
 * tasks under it and no variables of its own, so the engine neither writes nor looks for them each time. A model, once deployed, does not change,
 * so it is read from the database once.
 */
@Component
class EngineTasks extends AbstractProcessEnginePlugin {

    private static final String FUNCTION = "function";

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<BpmnParseListener> listeners = new ArrayList<>(Optional.ofNullable(engine.getCustomPreBPMNParseListeners()).orElse(List.of()));
        listeners.add(new Functions());
        engine.setCustomPreBPMNParseListeners(listeners);
        List<SessionFactory> sessions = new ArrayList<>(Optional.ofNullable(engine.getCustomSessionFactories()).orElse(List.of()));
        sessions.add(new In(TaskManager.class, Waiting::new));
        sessions.add(new In(ExecutionManager.class, Trees::new));
        sessions.add(new In(EventSubscriptionManager.class, Messages::new));
        sessions.add(new In(ProcessDefinitionManager.class, () -> new Deployed(engine)));
        engine.setCustomSessionFactories(sessions);
    }

    /** The function that the diagram gives a task to (its candidate group there). */
    static String functionOf(TaskEntity task) {
        return (String) task.getExecution().getActivity().getProperty(FUNCTION);
    }

    private static final class Functions extends AbstractBpmnParseListener {

        @Override
        public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
            activity.setProperty(FUNCTION, task.getCandidateGroupIdExpressions().iterator().next().getExpressionText());
            task.getCandidateGroupIdExpressions().clear();
        }
    }

    private record In(Class<?> type, Supplier<Session> opening) implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return type;
        }

        @Override
        public Session openSession() {
            return opening.get();
        }
    }

    private static final class Waiting extends TaskManager {

        @Override
        public void deleteTask(TaskEntity task, String reason, boolean cascade, boolean skipCustomListeners) {
            if (!task.isDeleted()) {
                task.setDeleted(true);
                getDbEntityManager().delete(task);
            }
        }

        /** An execution waits in one task: where this transaction has read it already, it is not asked for again. */
        @Override
        public List<TaskEntity> findTasksByExecutionId(String executionId) {
            List<TaskEntity> known = getDbEntityManager().getDbEntityCache().getEntitiesByType(TaskEntity.class).stream()
                    .filter(task -> executionId.equals(task.getExecutionId())).toList();
            return known.isEmpty() ? super.findTasksByExecutionId(executionId) : new ArrayList<>(known.stream().filter(task -> !task.isDeleted()).toList());
        }
    }

    /** Whoever ends a task asks for its execution and a moment later for all of the process: one reading answers both. */
    private static final class Trees extends ExecutionManager {

        private final Map<String, List<ExecutionEntity>> read = new HashMap<>();

        @Override
        public ExecutionEntity findExecutionById(String id) {
            if (getDbEntityManager().getCachedEntity(ExecutionEntity.class, id) == null) {
                getDbEntityManager().getDbEntityCache().getEntitiesByType(TaskEntity.class).stream().filter(task -> id.equals(task.getExecutionId())).findFirst()
                        .ifPresent(task -> read.put(task.getProcessInstanceId(), super.findExecutionsByProcessInstanceId(task.getProcessInstanceId())));
            }
            return super.findExecutionById(id);
        }

        @Override
        public List<ExecutionEntity> findExecutionsByProcessInstanceId(String instance) {
            List<ExecutionEntity> before = read.remove(instance);
            return before != null ? before : super.findExecutionsByProcessInstanceId(instance);
        }
    }

    /** Messages are told at once and there are no signals: nothing waits for its turn behind a subscription. */
    private static final class Messages extends EventSubscriptionManager {

        @Override
        public void deleteEventSubscription(EventSubscriptionEntity subscription) {
            getDbEntityManager().delete(subscription);
        }
    }

    private static final class Deployed extends ProcessDefinitionManager {

        private final ProcessEngineConfigurationImpl engine;

        Deployed(ProcessEngineConfigurationImpl engine) {
            this.engine = engine;
        }

        @Override
        public ProcessDefinitionEntity findLatestProcessDefinitionById(String id) {
            ProcessDefinitionEntity known = engine.getDeploymentCache().findProcessDefinitionFromCache(id);
            return known != null ? known : super.findLatestProcessDefinitionById(id);
        }

        @Override
        public ProcessDefinitionEntity findProcessDefinitionByDeploymentAndKey(String deployment, String key) {
            Cache<String, ProcessDefinitionEntity> models = engine.getDeploymentCache().getProcessDefinitionCache();
            return models.keySet().stream().map(models::get).filter(known -> known != null && known.getDeploymentId().equals(deployment) && known.getKey().equals(key)).findFirst()
                    .orElseGet(() -> super.findProcessDefinitionByDeploymentAndKey(deployment, key));
        }
    }
}
