package vn.tusoi.worklist;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.access.SeparationOfDuties;
import vn.tusoi.register.Members;

/**
 * Tells beforehand which of an office's tasks a person may not do, because of a duty they had or because it is about them or their family.
 * For lists of tasks, a few questions for all of them; {@link TaskGate} decides.
 */
@Component
public class KeptOut {

    private final SeparationOfDuties separation;
    private final Members members;
    private final Map<String, TaskForm<?>> forms;
    private final List<Subjects> subjects;

    KeptOut(SeparationOfDuties separation, Members members, List<TaskForm<?>> forms, List<Subjects> subjects) {
        this.separation = separation;
        this.members = members;
        this.forms = forms.stream().collect(Collectors.toMap(TaskForm::key, Function.identity()));
        this.subjects = subjects;
    }

    /** Task id -> key of the text that says why, for those tasks only that somebody else has to do. */
    public Map<String, String> of(Actor actor, Collection<WorkItem> items) {
        List<WorkItem> office = items.stream().filter(i -> i.function() != vn.tusoi.access.Function.MEMBER && forms.containsKey(i.formKey())).toList();
        Map<String, String> why = new HashMap<>();
        if (office.isEmpty()) {
            return why;
        }
        separation.conflicts(actor, office.stream().collect(Collectors.toMap(WorkItem::taskId, i -> new SeparationOfDuties.Asked(i.subjectCode(),
                forms.get(i.formKey()).duty(i.slot()))))).forEach((task, conflict) -> why.put(task, conflict.messageKey()));
        if (actor.memberCode() != null) {
            Set<String> own = concerning(office, List.of(actor.memberCode()));
            Set<String> family = concerning(office, members.relatives(actor.memberCode()).stream().map(Members.Relative::memberCode).toList());
            office.forEach(i -> {
                if (own.contains(i.subjectCode())) {
                    why.put(i.taskId(), "duty.conflict.self");
                } else if (family.contains(i.subjectCode())) {
                    why.put(i.taskId(), "duty.conflict.relative");
                }
            });
        }
        return why;
    }

    private Set<String> concerning(List<WorkItem> items, List<String> people) {
        return people.isEmpty() ? Set.of() : subjects.stream().flatMap(s -> {
            List<String> codes = items.stream().filter(i -> i.kind() == s.kind()).map(WorkItem::subjectCode).distinct().toList();
            return codes.isEmpty() ? java.util.stream.Stream.<String>of() : s.concerning(codes, people).stream();
        }).collect(Collectors.toSet());
    }
}
