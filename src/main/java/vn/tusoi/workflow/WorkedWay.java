package vn.tusoi.workflow;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import vn.tusoi.cases.ProcessPicture.State;

/** The way through a model that follows from the tasks which came up: where people worked is known, what lies between follows from the flows. */
final class WorkedWay {

    /** A task by the id of its element. @param until null while it is open */
    record Task(String id, Instant from, Instant until) { }

    private final BpmnModelInstance model;
    private final Map<String, State> states = new HashMap<>();
    private boolean ran;

    /** @param called the model of a process that this one calls, as it was then; null where there is none */
    WorkedWay(BpmnModelInstance model, List<Task> tasks, Function<String, BpmnModelInstance> called) {
        this.model = model;
        List<Task> here = new ArrayList<>();
        for (Task task : tasks) {
            if (model.getModelElementById(task.id()) instanceof UserTask) {
                here.add(task);
            }
        }
        for (CallActivity call : model.getModelElementsByType(CallActivity.class)) {
            BpmnModelInstance inner = called.apply(call.getCalledElement());
            List<Task> inside = inner == null ? List.of() : tasks.stream().filter(t -> inner.getModelElementById(t.id()) instanceof UserTask).toList();
            if (!inside.isEmpty()) {
                boolean open = inside.stream().anyMatch(t -> t.until() == null);
                here.add(new Task(call.getId(), inside.stream().map(Task::from).min(Comparator.naturalOrder()).orElseThrow(),
                        open ? null : inside.stream().map(Task::until).max(Comparator.naturalOrder()).orElseThrow()));
            }
        }
        ran = !here.isEmpty();
        if (ran) {
            here.sort(Comparator.comparing(Task::from));
            mark(here);
        }
    }

    private void mark(List<Task> here) {
        for (Task task : here) {
            states.merge(task.id(), task.until() == null ? State.NOW : State.DONE, (a, b) -> a == State.NOW ? a : b);
        }
        boolean open = here.stream().anyMatch(t -> t.until() == null);
        FlowNode start = model.getModelElementsByType(StartEvent.class).stream().filter(s -> s.getParentElement() instanceof org.camunda.bpm.model.bpmn.instance.Process).findFirst().orElse(null);
        for (Task task : here) {
            FlowNode node = model.getModelElementById(task.id());
            // from the task that was over last before this one came up; the first from the start
            FlowNode before = here.stream().filter(t -> t.until() != null && !t.until().isAfter(task.from().plusMillis(50)) && t != task).max(Comparator.comparing(Task::until))
                    .map(t -> (FlowNode) model.getModelElementById(t.id())).orElse(start);
            between(before, node);
        }
        if (!open) {
            Task last = here.stream().max(Comparator.comparing(Task::until)).orElseThrow();
            FlowNode node = model.getModelElementById(last.id());
            List<EndEvent> ends = model.getModelElementsByType(EndEvent.class).stream().filter(e -> path(node, e) != null).toList();
            if (ends.size() == 1) {              // which of several ends was taken the tasks do not say
                between(node, ends.get(0));
            }
        }
        // a frame in which something was done was entered
        for (String id : Set.copyOf(states.keySet())) {
            for (var parent = model.getModelElementById(id).getParentElement(); parent instanceof SubProcess frame; parent = frame.getParentElement()) {
                State inner = states.get(id);
                states.merge(frame.getId(), inner, (a, b) -> a == State.NOW || b == State.NOW ? State.NOW : State.DONE);
            }
        }
    }

    private void between(FlowNode from, FlowNode to) {
        List<FlowNode> path = from == null ? null : path(from, to);
        if (path != null) {
            path.forEach(n -> states.putIfAbsent(n.getId(), State.DONE));
        }
    }

    /** The shortest way along the flows on which no other task lies, ends left out; null where there is none. */
    private List<FlowNode> path(FlowNode from, FlowNode to) {
        Map<FlowNode, FlowNode> came = new HashMap<>();
        Set<FlowNode> seen = new HashSet<>(Set.of(from));
        Deque<FlowNode> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            FlowNode node = open.poll();
            for (FlowNode next : next(node)) {
                if (next.equals(to)) {
                    List<FlowNode> path = new ArrayList<>();
                    for (FlowNode n = node; n != null && !n.equals(from); n = came.get(n)) {
                        path.add(0, n);
                    }
                    if (to instanceof EndEvent) {
                        path.add(to);
                    }
                    if (from instanceof StartEvent) {
                        path.add(0, from);
                    }
                    return path;
                }
                if (seen.add(next) && !(next instanceof UserTask) && !(next instanceof CallActivity)) {
                    came.put(next, node);
                    open.add(next);
                }
            }
        }
        return null;
    }

    /** What can follow: along a flow, into a frame and out of it, and from a node over an event on its border. */
    private List<FlowNode> next(FlowNode node) {
        List<FlowNode> next = new ArrayList<>();
        for (SequenceFlow flow : node.getOutgoing()) {
            next.add(flow.getTarget());
        }
        if (node instanceof SubProcess frame) {
            frame.getFlowElements().stream().filter(StartEvent.class::isInstance).map(FlowNode.class::cast).forEach(next::add);
        }
        if (node instanceof EndEvent && node.getParentElement() instanceof SubProcess frame) {
            next.addAll(frame.getOutgoing().stream().map(SequenceFlow::getTarget).toList());
        }
        for (BoundaryEvent event : model.getModelElementsByType(BoundaryEvent.class)) {
            if (event.getAttachedTo().equals(node)) {
                next.add(event);
            }
        }
        return next;
    }

    /** Whether any task of this process came up at all. */
    boolean ran() {
        return ran;
    }

    Map<String, State> states() {
        return states;
    }
}
