package vn.tusoi.workflow;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Function;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.WorkItems;

/**
 * Keeps the work list in step with the engine, in the engine's transaction. The diagram says which function a task belongs to
 * (its candidate group) and which form it has; an id {@code X__SLOT} files the task as element X, slot SLOT.
 */
@Component
class TaskListeners {

    private static final Map<String, SubjectKind> KINDS = Map.of(
            ProcessIds.NOMINATION_ROUND, SubjectKind.ROUND, ProcessIds.VETTING_CASE, SubjectKind.CASE, ProcessIds.SELF_REVIEW, SubjectKind.CASE,
            ProcessIds.BRANCH_ASSESSMENT, SubjectKind.CASE, ProcessIds.INSPECTION_CHECK, SubjectKind.CASE,
            ProcessIds.PLANNING_LIST, SubjectKind.LIST, ProcessIds.CONFERENCE, SubjectKind.CONFERENCE, ProcessIds.RULE_SET_MOVE, SubjectKind.ROUND,
            ProcessIds.COLLECTIVE_REVIEW, SubjectKind.COLLECTIVE, ProcessIds.REVIEW_ROUND, SubjectKind.ROUND);

    private final WorkItems items;

    TaskListeners(WorkItems items) {
        this.items = items;
    }

    @EventListener
    void on(DelegateTask task) {
        switch (task.getEventName()) {
            case TaskListener.EVENTNAME_CREATE -> opened((TaskEntity) task);
            case TaskListener.EVENTNAME_COMPLETE, TaskListener.EVENTNAME_DELETE -> items.ended(task.getId(), null);
            default -> { }
        }
    }

    private void opened(TaskEntity task) {
        String id = task.getTaskDefinitionKey();
        int cut = id.indexOf("__");
        String element = cut < 0 ? id : id.substring(0, cut);
        String slot = cut < 0 ? "" : id.substring(cut + 2);
        String process = task.getProcessDefinition().getKey();
        String formKey = task.getTaskDefinition().getFormKey().getExpressionText();
        items.opened(task.getId(), KINDS.get(process), task.getExecution().getProcessBusinessKey(), element, formKey, slot, Function.valueOf(EngineTasks.functionOf(task)));
    }
}
