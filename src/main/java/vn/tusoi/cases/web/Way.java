package vn.tusoi.cases.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.tusoi.cases.ProcessPicture;
import vn.tusoi.register.Units;
import vn.tusoi.site.Show;
import vn.tusoi.worklist.WorkItem;
import vn.tusoi.worklist.WorkItems;

/** The way of a subject through a process, as the list that stands beside the diagram and says the same. */
@Component("way")
public class Way {

    private final WorkItems items;
    private final Units units;
    private final Show show;

    Way(WorkItems items, Units units, Show show) {
        this.items = items;
        this.units = units;
        this.show = show;
    }

    /** @param mark class: {@code is-done}, {@code is-now} or {@code is-next} */
    public record Step(String label, String what, String mark) { }

    /** For lists, conferences and rounds as well as for cases. */
    public List<Step> steps(ProcessPicture.Picture picture, String subjectCode) {
        Map<String, WorkItem> open = items.openOn(subjectCode).stream().collect(Collectors.toMap(i -> i.elementId() + "/" + i.slot(), i -> i, (a, b) -> b));
        Map<String, WorkItems.Done> done = items.doneOn(subjectCode).stream().collect(Collectors.toMap(d -> d.elementId() + "/" + d.slot(), d -> d, (a, b) -> b));
        List<ProcessPicture.Node> nodes = new ArrayList<>(picture.steps());
        if (nodes.stream().allMatch(n -> n.state() != ProcessPicture.State.DONE || done.containsKey(key(n)))) {
            // as it went: detours stand where they happened
            nodes.sort(Comparator.comparing((ProcessPicture.Node n) -> n.state() == ProcessPicture.State.DONE ? done.get(key(n)).endedAt() : Instant.MAX)
                    .thenComparing(n -> n.state()));
        }
        return nodes.stream().map(node -> {
            String key = key(node);
            return switch (node.state()) {
                case NOW -> new Step(node.label(), now(open.get(key)), "is-now");
                case DONE -> new Step(node.label(), done(done.get(key)), "is-done");
                default -> new Step(node.label(), show.say("steps.next"), "is-next");
            };
        }).toList();
    }

    private static String key(ProcessPicture.Node node) {
        return node.element() + "/" + node.slot();
    }

    private String now(WorkItem item) {
        return item == null ? show.say("steps.here") : show.say("steps.now", office(item), show.dayShort(item.dueOn()));
    }

    private String done(WorkItems.Done d) {
        if (d == null) {
            return show.say("steps.over");
        }
        return d.byName() == null ? show.say("steps.byProcess", show.day(d.endedAt())) : show.say("steps.done", d.byName(), show.day(d.endedAt()));
    }

    /** Whose task it is: the function and the unit that performs it; the person for a member's own. */
    String office(WorkItem item) {
        return item.function() == vn.tusoi.access.Function.MEMBER ? item.title()
                : show.say("steps.office", show.say("function." + item.function()), units.get(item.unitCode()).name());
    }

    String when(Instant first, Instant last, int times) {
        return show.day(first).equals(show.day(last)) ? show.say(times == 1 ? "case.reader.once" : "case.reader.day", show.day(first), show.time(first), times)
                : show.say("case.reader.often", show.day(first), show.day(last), times);
    }
}
