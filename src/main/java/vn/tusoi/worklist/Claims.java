package vn.tusoi.worklist;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.SeparationOfDuties;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Units;

/** Taking a task of the whole unit for oneself, and handing it back. */
@Component
public class Claims {

    private final JdbcClient jdbc;
    private final WorkItems items;
    private final Map<String, TaskForm<?>> forms;
    private final SeparationOfDuties separation;
    private final Units units;
    private final Ledger ledger;
    private final Clock clock;

    Claims(JdbcClient jdbc, WorkItems items, List<TaskForm<?>> forms, SeparationOfDuties separation, Units units, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.items = items;
        this.forms = forms.stream().collect(Collectors.toMap(TaskForm::key, Function.identity()));
        this.separation = separation;
        this.units = units;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * @throws Denied  where the task is not this person's to do
     * @throws Refused where somebody else took it first
     */
    @Transactional
    public WorkItem claim(Actor actor, String taskId) {
        WorkItem item = mine(actor, taskId);
        TaskForm<?> form = forms.get(item.formKey());
        if (form != null) {
            separation.conflict(actor, item.subjectCode(), form.duty(item.slot()), items.subject(item.kind(), item.subjectCode()).concerned()).ifPresent(conflict -> {
                throw new Denied.Forbidden(conflict.messageKey());
            });
        }
        if (actor.username().equals(item.claimedBy())) {
            return item;
        }
        if (jdbc.sql("update work_item set claimed_by = ?, claimed_at = ?, taken = true where task_id = ? and claimed_by is null")
                .params(actor.username(), clock.instant().atOffset(ZoneOffset.UTC), taskId).update() == 0) {
            throw new Refused("task.claimedByOther");
        }
        record(actor, item, "TASK_CLAIMED");
        return item;
    }

    /** Lets others of the unit take it; what was drafted stays the drafter's. */
    @Transactional
    public WorkItem release(Actor actor, String taskId) {
        WorkItem item = mine(actor, taskId);
        if (jdbc.sql("update work_item set claimed_by = null, claimed_at = null where task_id = ? and claimed_by = ?").params(taskId, actor.username()).update() == 0) {
            throw new Refused("task.notClaimed");
        }
        record(actor, item, "TASK_RELEASED");
        return item;
    }

    private WorkItem mine(Actor actor, String taskId) {
        WorkItem item = items.byId(taskId).orElseThrow(() -> new Denied.Hidden(taskId));
        if (actor.groupKeys().contains(item.groupKey())) {
            return item;
        }
        Subject subject = items.subject(item.kind(), item.subjectCode());
        if (actor.covers(units.get(item.unitCode())) || actor.covers(subject.scope()) || actor.isMember(subject.memberCode())) {
            throw new Denied.Forbidden("task.notYours");
        }
        throw new Denied.Hidden(taskId);
    }

    private void record(Actor actor, WorkItem item, String act) {
        Ledger.Entry entry = ledger.entry(actor, act).on(item.kind().name(), item.subjectCode()).with("form", item.formKey()).with("slot", item.slot());
        actor.office(item.function(), item.unitCode()).ifPresent(entry::in);
        entry.write();
    }
}
