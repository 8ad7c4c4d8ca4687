package vn.tusoi.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.BindingResult;
import org.springframework.validation.DirectFieldBindingResult;
import org.springframework.validation.Validator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.site.Readings;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.worklist.Claims;
import vn.tusoi.worklist.Inbox;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.Submissions;
import vn.tusoi.worklist.TaskForm;
import vn.tusoi.worklist.TaskGate;
import vn.tusoi.worklist.WorkItem;
import vn.tusoi.worklist.WorkItems;

@RestController
@RequestMapping("/api/v1/tasks")
@Tag(name = "tasks", description = "The caller's open tasks; what the forms of the pages take, as JSON")
class TaskApi {

    private final Inbox inbox;
    private final WorkItems items;
    private final Claims claims;
    private final TaskGate gate;
    private final Submissions submissions;
    private final Map<String, TaskForm<?>> forms;
    private final ObjectMapper json;
    private final Validator validator;
    private final MessageSource messages;
    private final Clock clock;
    private final Show show;
    private final Readings readings;

    TaskApi(Inbox inbox, WorkItems items, Claims claims, TaskGate gate, Submissions submissions, List<TaskForm<?>> forms, ObjectMapper json, Validator mvcValidator,
            MessageSource messages, Clock clock, Show show, Readings readings) {
        this.inbox = inbox;
        this.items = items;
        this.claims = claims;
        this.gate = gate;
        this.submissions = submissions;
        this.forms = forms.stream().collect(Collectors.toMap(TaskForm::key, Function.identity()));
        this.json = json.copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);         // some tasks ask for nothing but the act
        this.validator = mvcValidator;
        this.messages = messages;
        this.clock = clock;
        this.show = show;
        this.readings = readings;
    }

    /** An open task; {@code slot} tells parallel tasks of one kind apart and is empty where there is one. */
    record TaskView(String id, String kind, String subject, String round, String formKey, String slot, String function, String unit, String title,
                    LocalDate dueOn, String claimedBy, Instant createdAt, String page) {
        static TaskView of(WorkItem i) {
            return new TaskView(i.taskId(), i.kind().name(), i.subjectCode(), i.roundCode(), i.formKey(), i.slot(), i.function().name(), i.unitCode(),
                    i.title(), i.dueOn(), i.claimedBy(), i.createdAt(), i.address());
        }
    }

    @GetMapping
    @Shows
    @Operation(summary = "The caller's open tasks, the most urgent first; total is counted up to a bound")
    Paged<TaskView> list(@Parameter(hidden = true) Actor actor, @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String formKey,
                         @RequestParam(defaultValue = "1") @Min(1) int page, @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        LocalDate today = LocalDate.now(clock);
        Inbox.Question question = new Inbox.Question(Inbox.View.ALL, q, formKey, "");
        return new Paged<>(inbox.tasks(actor, question, today, show.soonUntil(), size, (page - 1) * size).stream().map(TaskView::of).toList(), page, size,
                inbox.count(actor, question, today, show.soonUntil()));
    }

    @GetMapping("/{id}")
    @Shows(kind = Shows.TOLD)
    @Operation(summary = "One task with its form as it stands before anything is filled in")
    Map<String, Object> one(@Parameter(hidden = true) Actor actor, @PathVariable String id) {
        Opened opened = open(actor, id);
        if (opened.pass().office() != null) {        // members read what is their own
            readings.opened(actor, opened.pass().office(), opened.form().kind().name(), opened.pass().subject().code(), opened.pass().item().address());
        }
        return Map.of("task", TaskView.of(opened.pass().item()), "form", json.valueToTree(opened.form().blank(opened.pass())));
    }

    @PostMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Does the task: the same checks as on its page; 409 where it is done already, 422 with the fields that are wrong",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(schema = @Schema(type = "object"))))
    ResponseEntity<?> submit(@Parameter(hidden = true) Actor actor, @PathVariable String id, @RequestBody(required = false) byte[] body) {
        WorkItems.Place place = items.place(id).orElseThrow(() -> new Denied.Hidden(id));
        try {
            return submit(actor, forms.get(place.formKey()), place, body);
        } catch (Denied.Hidden hidden) {
            throw new Denied.Hidden(id);          // the gate would name the subject, which is hidden too
        }
    }

    private <F> ResponseEntity<?> submit(Actor actor, TaskForm<F> form, WorkItems.Place place, byte[] body) {
        // who may is asked before what was sent is read
        Submissions.Sent sent = submissions.submit(form, actor, place.subjectCode(), place.slot(), (pass, bean) -> read(body, bean));
        if (sent.refused() != null) {
            throw sent.refused();
        }
        if (sent.done()) {
            return ResponseEntity.noContent().build();
        }
        Map<String, String> fields = new TreeMap<>();
        sent.result().getFieldErrors().forEach(e -> fields.put(e.getField(), messages.getMessage(e, LocaleContextHolder.getLocale())));
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, show.say("api.invalid"));
        problem.setInstance(URI.create("/api/v1/tasks/" + sent.pass().item().taskId()));
        problem.setProperty("fields", fields);
        return ResponseEntity.unprocessableEntity().contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }

    private BindingResult read(byte[] body, Object bean) {
        try {
            JsonNode sent = body == null ? null : json.readTree(body);
            if (sent == null || !sent.isObject() || !plain(sent)) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
            }
            json.readerForUpdating(bean).readValue(sent);
        } catch (JsonProcessingException wrong) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, wrong.getOriginalMessage(), wrong);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        BindingResult errors = new DirectFieldBindingResult(bean, "form");
        validator.validate(bean, errors);
        return errors;
    }

    /** Whether databases can keep all of it: PostgreSQL has no place for U+0000 in a text. */
    private static boolean plain(JsonNode node) {
        return !(node.isTextual() && node.textValue().indexOf('\0') >= 0) && StreamSupport.stream(node.spliterator(), false).allMatch(TaskApi::plain);
    }

    @PostMapping("/{id}/claim")
    @Operation(summary = "Takes a task of the caller's office")
    TaskView claim(@Parameter(hidden = true) Actor actor, @PathVariable String id) {
        return TaskView.of(claims.claim(actor, id));
    }

    @PostMapping("/{id}/release")
    @Operation(summary = "Hands a task back")
    TaskView release(@Parameter(hidden = true) Actor actor, @PathVariable String id) {
        return TaskView.of(claims.release(actor, id));
    }

    private record Opened(TaskForm<?> form, Pass pass) { }

    /** @throws Denied.Hidden for a task that is not there for the caller, {@link vn.tusoi.worklist.AlreadyDone} for one that is over */
    private Opened open(Actor actor, String id) {
        WorkItems.Place place = items.place(id).orElseThrow(() -> new Denied.Hidden(id));
        TaskForm<?> form = forms.get(place.formKey());
        try {
            return new Opened(form, gate.look(actor, form.kind(), place.subjectCode(), place.elementId(), place.slot(), form::duty));
        } catch (Denied.Hidden hidden) {
            throw new Denied.Hidden(id);          // the gate would name the subject, which is hidden too
        }
    }
}
