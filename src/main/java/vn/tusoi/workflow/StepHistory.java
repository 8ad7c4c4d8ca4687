package vn.tusoi.workflow;

import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoricScopeInstanceEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;
import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What the engine remembers by itself: which processes ran and which steps they took, for the way in a diagram. Who did which task when is kept
 * once, in {@code work_done} and in the record, and not a second time in the engine's task history.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class StepHistory extends AbstractProcessEnginePlugin implements HistoryLevel {

    static final String NAME = "steps";
    private static final String TASKS = HistoryEventTypes.TASK_INSTANCE_CREATE.getEntityType();

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setCustomHistoryLevels(List.of(this));
        engine.setHistoryEventHandler(new Ends());
        engine.setHistoryEventProducer(new Steps(engine));
    }

    /** That of the engine's own level which it narrows: the engine refuses a database that was used under another one. */
    @Override
    public int getId() {
        return HISTORY_LEVEL_ACTIVITY.getId();
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType event, Object about) {
        return !TASKS.equals(event.getEntityType()) && HISTORY_LEVEL_ACTIVITY.isHistoryEventProduced(event, about);
    }

    /** Notes the end of a step or process without reading its beginning first: how long it took follows from the two. */
    private static final class Ends extends DbHistoryEventHandler {

        @Override
        protected void insertOrUpdate(HistoryEvent event) {
            if (event instanceof HistoricScopeInstanceEvent && !isInitialEvent(event)) {
                if (getDbEntityManager().getCachedEntity(event.getClass(), event.getId()) == null) {
                    getDbEntityManager().merge(event);
                }
            } else {
                super.insertOrUpdate(event);
            }
        }
    }

    /** Names a step's process from the models at hand instead of reading them from the database each time. */
    private static final class Steps extends CacheAwareHistoryEventProducer {

        private final ProcessEngineConfigurationImpl engine;

        Steps(ProcessEngineConfigurationImpl engine) {
            this.engine = engine;
        }

        @Override
        protected ProcessDefinitionEntity getProcessDefinitionEntity(String id) {
            ProcessDefinitionEntity known = id == null ? null : engine.getDeploymentCache().findProcessDefinitionFromCache(id);
            return known != null ? known : super.getProcessDefinitionEntity(id);
        }
    }
}
