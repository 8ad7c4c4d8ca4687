package vn.tusoi.workflow;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.springframework.stereotype.Component;
import vn.tusoi.ballots.Conferences;
import vn.tusoi.cases.ProcessPicture;
import vn.tusoi.worklist.WorkItem;
import vn.tusoi.worklist.WorkItems;

/**
 * Reads the diagram interchange of a deployed model, so that pages draw it themselves: without scripts, under a strict content policy,
 * and on paper. A run is drawn on the version it began with.
 */
@Component
class DiagramReader implements ProcessPicture {

    private static final int MARGIN = 16;
    private static final int LINE_HEIGHT = 18;
    private static final double LETTER = 8.2;               // mean width of a letter at 16 px, in diagram units

    private final RepositoryService repository;
    private final HistoryService history;
    private final RuntimeService runtime;
    private final WorkItems items;
    private final Conferences conferences;

    DiagramReader(RepositoryService repository, HistoryService history, RuntimeService runtime, WorkItems items, Conferences conferences) {
        this.repository = repository;
        this.history = history;
        this.runtime = runtime;
        this.items = items;
        this.conferences = conferences;
    }

    @Override
    public Optional<Picture> draw(String processId, String subjectCode, String language) {
        HistoricProcessInstance run = history.createHistoricProcessInstanceQuery().processDefinitionKey(processId)
                .processInstanceBusinessKey(subjectCode).orderByProcessInstanceStartTime().desc().listPage(0, 1).stream().findFirst().orElse(null);
        if (run != null) {
            return Optional.of(draw(repository.getBpmnModelInstance(run.getProcessDefinitionId()), way(run.getId()), true, language));
        }
        Optional<Picture> kept = subjectCode.isEmpty() ? Optional.empty() : worked(processId, subjectCode, language);
        return kept.isPresent() ? kept : versions(processId).stream().reduce((a, b) -> b)
                .map(definition -> draw(repository.getBpmnModelInstance(definition.getId()), Map.of(), false, language));
    }

    private List<ProcessDefinition> versions(String processId) {
        return repository.createProcessDefinitionQuery().processDefinitionKey(processId).orderByProcessDefinitionVersion().asc().list();
    }

    /**
     * The way as the work list kept it: the engine forgets a run after its time to live, the tasks that were done stay. Drawn on the version that was deployed
     * when the first of them came up; what the engine did by itself between two tasks is what lies between them in the diagram.
     *
     * @return empty where the subject has had no task of this process
     */
    Optional<Picture> worked(String processId, String subjectCode, String language) {
        List<ProcessDefinition> versions = versions(processId);
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        List<String> subjects = new ArrayList<>(List.of(subjectCode));
        if (processId.equals(ProcessIds.PLANNING_LIST)) {                  // its conferences have codes of their own
            conferences.ofList(subjectCode).forEach(c -> subjects.add(c.code()));
        }
        List<WorkItems.Done> done = subjects.stream().flatMap(code -> items.doneOn(code).stream()).toList();
        List<WorkItem> open = subjects.stream().flatMap(code -> items.openOn(code).stream()).toList();
        Instant began = Stream.concat(done.stream().map(WorkItems.Done::createdAt), open.stream().map(WorkItem::createdAt)).min(Comparator.naturalOrder()).orElse(null);
        if (began == null) {
            return Optional.empty();
        }
        List<WorkedWay.Task> tasks = Stream.concat(
                done.stream().filter(d -> d.by() != null)                  // what was broken off was not gone through
                        .map(d -> new WorkedWay.Task(id(d.elementId(), d.slot()), d.createdAt(), d.endedAt())),
                open.stream().map(i -> new WorkedWay.Task(id(i.elementId(), i.slot()), i.createdAt(), null))).toList();
        BpmnModelInstance model = repository.getBpmnModelInstance(at(versions, began).getId());
        WorkedWay way = new WorkedWay(model, tasks, process -> versions(process).isEmpty() ? null : repository.getBpmnModelInstance(at(versions(process), began).getId()));
        if (!way.ran()) {
            return Optional.empty();
        }
        Map<String, State> states = new HashMap<>(way.states());
        waiting(processId, subjectCode).forEach(id -> states.put(id, State.NOW));       // for a message or a date: nobody has a task meanwhile
        return Optional.of(draw(model, states, true, language));
    }

    /** Where a process that still runs stands. */
    private List<String> waiting(String processId, String subjectCode) {
        return runtime.createProcessInstanceQuery().processDefinitionKey(processId).processInstanceBusinessKey(subjectCode).list().stream()
                .flatMap(run -> runtime.getActiveActivityIds(run.getId()).stream()).toList();
    }

    private static String id(String element, String slot) {
        return slot.isEmpty() ? element : element + "__" + slot;
    }

    /** The version that was the newest then; the first where all came later. */
    private ProcessDefinition at(List<ProcessDefinition> versions, Instant then) {
        ProcessDefinition found = versions.get(0);
        for (ProcessDefinition version : versions) {
            if (!repository.createDeploymentQuery().deploymentId(version.getDeploymentId()).singleResult().getDeploymentTime().toInstant().isAfter(then)) {
                found = version;
            }
        }
        return found;
    }

    private Map<String, State> way(String instance) {
        Map<String, State> way = new HashMap<>();
        for (HistoricActivityInstance activity : history.createHistoricActivityInstanceQuery().processInstanceId(instance)
                .orderByHistoricActivityInstanceStartTime().asc().list()) {
            if (activity.getEndTime() == null) {
                way.put(activity.getActivityId(), State.NOW);
            } else if (!activity.isCanceled()) {
                way.putIfAbsent(activity.getActivityId(), State.DONE);
            }
        }
        return way;
    }

    static Picture draw(BpmnModelInstance model, Map<String, State> way, boolean ran, String language) {
        Process process = model.getModelElementsByType(Process.class).iterator().next();
        Map<String, State> states = new HashMap<>(way);
        ahead(model, way).forEach(id -> states.putIfAbsent(id, State.AHEAD));
        List<Node> nodes = new ArrayList<>();
        List<Arrow> arrows = new ArrayList<>();
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = 0;
        int bottom = 0;
        Set<String> upward = upright(model, true);
        Set<String> downward = upright(model, false);
        for (BpmnShape shape : model.getModelElementsByType(BpmnShape.class)) {
            if (!(shape.getBpmnElement() instanceof FlowNode node)) {
                continue;
            }
            Bounds b = shape.getBounds();
            Node drawn = node(node, b, shape.getBpmnLabel() == null ? null : shape.getBpmnLabel().getBounds(),
                    upward.contains(node.getId()), downward.contains(node.getId()),
                    states.getOrDefault(node.getId(), State.NONE), language);
            nodes.add(drawn);
            left = Math.min(left, drawn.x());
            top = Math.min(top, drawn.y());
            right = Math.max(right, drawn.x() + drawn.width());
            bottom = Math.max(bottom, drawn.y() + drawn.height());
            for (Line line : drawn.lines()) {
                int half = (int) (line.text().length() * LETTER / 2);
                left = Math.min(left, line.x() - half);
                right = Math.max(right, line.x() + half);
                top = Math.min(top, line.y() - LINE_HEIGHT);
                bottom = Math.max(bottom, line.y() + 4);
            }
        }
        for (BpmnEdge edge : model.getModelElementsByType(BpmnEdge.class)) {
            List<Waypoint> points = List.copyOf(edge.getWaypoints());
            StringBuilder path = new StringBuilder();
            for (Waypoint p : points) {
                path.append(path.isEmpty() ? 'M' : 'L').append(p.getX().intValue()).append(' ').append(p.getY().intValue());
                left = Math.min(left, p.getX().intValue());
                top = Math.min(top, p.getY().intValue());
                right = Math.max(right, p.getX().intValue());
                bottom = Math.max(bottom, p.getY().intValue());
            }
            arrows.add(new Arrow(path.toString(), answer(edge, points, language)));
        }
        nodes.sort(Comparator.comparing(n -> n.kind() == Kind.FRAME ? 0 : 1));
        List<String> order = order(model);
        List<Node> steps = nodes.stream().filter(n -> n.kind() == Kind.TASK || n.kind() == Kind.CALL || n.kind() == Kind.WAIT)
                .filter(n -> n.state() != State.NONE).sorted(Comparator.comparing((Node n) -> order.indexOf(n.id()))).toList();
        return new Picture(process.getId(), words(process, process.getName(), language), ran, left - MARGIN, top - MARGIN, right - left + 2 * MARGIN,
                bottom - top + 2 * MARGIN, List.copyOf(nodes), List.copyOf(arrows), steps);
    }

    private static Node node(FlowNode node, Bounds b, Bounds label, boolean upward, boolean downward, State state, String language) {
        String id = node.getId();
        int cut = id.indexOf("__");
        String text = words(node, node.getName(), language);
        Kind kind = kind(node);
        int x = b.getX().intValue();
        int y = b.getY().intValue();
        int width = b.getWidth().intValue();
        int height = b.getHeight().intValue();
        List<Line> lines;
        if (kind == Kind.FRAME) {
            lines = List.of(new Line(x + 14, y + 24, text));
        } else if (kind.box()) {
            lines = stacked(wrap(text, width - 12), x + width / 2, y + height / 2);
        } else if (kind == Kind.PARALLEL) {
            lines = List.of();                               // the plus says it
        } else if (label != null) {
            boolean above = label.getY() < y;
            boolean aside = upward && above || downward && !above; // a flow leaves or enters there: the words stand to its left
            List<String> wrapped = wrap(text, aside ? 84 : Math.max(label.getWidth().intValue(), 110));
            int first = above ? y - 8 - (wrapped.size() - 1) * LINE_HEIGHT : y + height + LINE_HEIGHT;
            int middle = (int) (label.getX() + label.getWidth() / 2);
            if (aside) {
                middle = x + width / 2 - 8 - (int) (wrapped.stream().mapToInt(String::length).max().orElse(0) * LETTER / 2);
            }
            lines = down(wrapped, middle, first);
        } else {
            lines = down(wrap(text, 120), x + width / 2, y + height + LINE_HEIGHT);
        }
        return new Node(id, cut < 0 ? id : id.substring(0, cut), cut < 0 ? "" : id.substring(cut + 2), kind, state, text, x, y, width, height, lines);
    }

    /** Nodes at whose top, or at whose bottom, a flow leaves or enters. */
    private static Set<String> upright(BpmnModelInstance model, boolean top) {
        Set<String> found = new HashSet<>();
        for (BpmnEdge edge : model.getModelElementsByType(BpmnEdge.class)) {
            if (edge.getBpmnElement() instanceof SequenceFlow flow) {
                List<Waypoint> points = List.copyOf(edge.getWaypoints());
                if (toward(points.get(0), points.get(1), top)) {
                    found.add(flow.getSource().getId());
                }
                if (toward(points.get(points.size() - 1), points.get(points.size() - 2), top)) {
                    found.add(flow.getTarget().getId());
                }
            }
        }
        return found;
    }

    private static boolean toward(Waypoint at, Waypoint next, boolean up) {
        return at.getX().equals(next.getX()) && (up ? next.getY() < at.getY() : next.getY() > at.getY());
    }

    private static Kind kind(FlowNode node) {
        if (node instanceof SubProcess) {
            return Kind.FRAME;
        }
        if (node instanceof UserTask) {
            return Kind.TASK;
        }
        if (node instanceof CallActivity) {
            return Kind.CALL;
        }
        if (node instanceof ReceiveTask) {
            return Kind.WAIT;
        }
        if (node instanceof Gateway) {
            return node instanceof ParallelGateway ? Kind.PARALLEL : node instanceof EventBasedGateway ? Kind.EVENTS : Kind.CHOICE;
        }
        if (node instanceof EndEvent) {
            return Kind.END;
        }
        if (node instanceof CatchEvent event) {
            if (event.getEventDefinitions().stream().anyMatch(TimerEventDefinition.class::isInstance)) {
                return Kind.TIMER;
            }
            if (event.getEventDefinitions().stream().anyMatch(MessageEventDefinition.class::isInstance)) {
                return Kind.MESSAGE;
            }
            return Kind.START;
        }
        return Kind.AUTOMATIC;
    }

    /** What comes next when nothing detours: forward along the flows, never through a boundary event and never back. */
    private static Set<String> ahead(BpmnModelInstance model, Map<String, State> way) {
        Deque<FlowNode> open = new ArrayDeque<>();
        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            boolean start = way.isEmpty() && node instanceof StartEvent && node.getParentElement() instanceof Process;
            if (start || way.get(node.getId()) == State.NOW) {
                open.add(node);
            }
        }
        Map<String, Integer> places = new HashMap<>();
        model.getModelElementsByType(BpmnShape.class).forEach(s -> places.put(s.getBpmnElement().getId(), s.getBounds().getX().intValue()));
        Set<String> ahead = new HashSet<>();
        while (!open.isEmpty()) {
            FlowNode node = open.poll();
            if (node instanceof SubProcess inner) {
                inner.getFlowElements().stream().filter(StartEvent.class::isInstance).map(FlowNode.class::cast).forEach(open::add);
            }
            for (SequenceFlow flow : node.getOutgoing()) {
                FlowNode target = flow.getTarget();
                boolean forward = places.getOrDefault(target.getId(), 0) >= places.getOrDefault(node.getId(), 0) || node instanceof BoundaryEvent;
                if (forward && ahead.add(target.getId())) {
                    open.add(target);
                }
            }
        }
        return ahead;
    }

    /** Ids in the order in which people meet them: breadth first from the start, what lies in a frame in its place, detours after the straight way. */
    private static List<String> order(BpmnModelInstance model) {
        return model.getModelElementsByType(BpmnShape.class).stream().filter(s -> s.getBpmnElement() != null)
                .sorted(Comparator.comparing((BpmnShape s) -> s.getBounds().getX()).thenComparing(s -> s.getBounds().getY()))
                .map(s -> s.getBpmnElement().getId()).collect(Collectors.toList());
    }

    private static List<Line> answer(BpmnEdge edge, List<Waypoint> points, String language) {
        BaseElement element = edge.getBpmnElement();
        if (!(element instanceof SequenceFlow flow) || flow.getName() == null || flow.getName().isBlank()) {
            return List.of();
        }
        String text = words(flow, flow.getName(), language);
        Waypoint from = points.get(0);
        Waypoint to = points.get(1);
        if (from.getY().equals(to.getY())) {                      // level: above the line, in its middle
            int width = (int) Math.abs(to.getX() - from.getX());
            List<String> wrapped = wrap(text, Math.max(Math.min(width, 160) - 4, 50));
            return down(wrapped, (int) ((from.getX() + to.getX()) / 2), from.getY().intValue() - 7 - (wrapped.size() - 1) * LINE_HEIGHT);
        }
        List<String> wrapped = wrap(text, 110);              // upright: to the right of it
        int widest = wrapped.stream().mapToInt(String::length).max().orElse(0);
        double length = from.getY() - to.getY();
        // upwards it keeps clear of what stands on the level flow beside it
        int y = (int) (length < 0 ? from.getY() + 24 : length < 130 ? to.getY() + 20 : from.getY() - 74 - (wrapped.size() - 1) * LINE_HEIGHT);
        return down(wrapped, (int) (from.getX() + 10 + widest * LETTER / 2), y);
    }

    private static List<Line> stacked(List<String> lines, int x, int middle) {
        return down(lines, x, middle + 5 - (lines.size() - 1) * LINE_HEIGHT / 2);
    }

    private static List<Line> down(List<String> lines, int x, int first) {
        List<Line> down = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            down.add(new Line(x, first + i * LINE_HEIGHT, lines.get(i)));
        }
        return down;
    }

    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && (line.length() + 1 + word.length()) * LETTER > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The label in Vietnamese is the element's name, in English its documentation. */
    private static String words(BaseElement element, String name, String language) {
        Collection<org.camunda.bpm.model.bpmn.instance.Documentation> documentation = element.getDocumentations();
        String english = documentation.isEmpty() ? null : documentation.iterator().next().getTextContent();
        return "en".equals(language) && english != null && !english.isBlank() ? english.strip() : name == null ? "" : name;
    }
}
