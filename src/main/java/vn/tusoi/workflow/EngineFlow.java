package vn.tusoi.workflow;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.MessageCorrelationResult;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.worklist.FlowEngine;

/** The engine behind the port. Joins the desk's transaction: facts, engine state and record commit together or not at all. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class EngineFlow implements FlowEngine {

    private final RuntimeService runtime;
    private final TaskService tasks;

    EngineFlow(RuntimeService runtime, TaskService tasks) {
        this.runtime = runtime;
        this.tasks = tasks;
    }

    @Override
    public void complete(String taskId, Map<String, Object> facts) {
        tasks.complete(taskId, facts);
    }

    @Override
    public void start(String processId, String businessKey, Map<String, Object> facts) {
        runtime.startProcessInstanceByKey(processId, businessKey, facts);
    }

    @Override
    public boolean tell(String message, String businessKey, Map<String, Object> facts) {
        List<MessageCorrelationResult> told = runtime.createMessageCorrelation(message).processInstanceBusinessKey(businessKey)
                .setVariables(facts).correlateAllWithResult();
        return !told.isEmpty();
    }
}
