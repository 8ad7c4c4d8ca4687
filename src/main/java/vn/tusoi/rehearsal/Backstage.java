package vn.tusoi.rehearsal;

import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.convert.ConversionService;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.validation.Validator;
import vn.tusoi.access.Accounts;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Units;
import vn.tusoi.worklist.TaskForm;
import vn.tusoi.worklist.TaskGate;
import vn.tusoi.worklist.WorkItem;
import vn.tusoi.worklist.WorkItems;

/** What a play needs of the house. */
@Component
class Backstage {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final EngineTime engine;
    private final RoundCalendar calendar;
    private final Accounts accounts;
    private final Units units;
    private final TaskGate gate;
    private final WorkItems items;
    private final Answers answers;
    private final Validator validator;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Map<String, TaskForm<?>> forms = new HashMap<>();
    private final ConversionService conversion = new DefaultFormattingConversionService();

    Backstage(JdbcClient jdbc, Clock clock, EngineTime engine, RoundCalendar calendar, Accounts accounts, Units units, TaskGate gate, WorkItems items,
              Answers answers, List<TaskForm<?>> forms, Validator defaultValidator, Ledger ledger, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.engine = engine;
        this.calendar = calendar;
        this.accounts = accounts;
        this.units = units;
        this.gate = gate;
        this.items = items;
        this.answers = answers;
        this.validator = defaultValidator;
        this.ledger = ledger;
        this.transaction = transaction;
        forms.forEach(form -> this.forms.put(form.key(), form));
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /** @throws IllegalStateException where the application was not set up for playing with time */
    VirtualClock clock() {
        if (clock instanceof VirtualClock movable) {
            return movable;
        }
        throw new IllegalStateException("the clock of this application cannot be moved");
    }

    ZoneId zone() {
        return clock.getZone();
    }

    EngineTime engine() {
        return engine;
    }

    RoundCalendar calendar() {
        return calendar;
    }

    Accounts accounts() {
        return accounts;
    }

    Units units() {
        return units;
    }

    TaskGate gate() {
        return gate;
    }

    Answers answers() {
        return answers;
    }

    Validator validator() {
        return validator;
    }

    ConversionService conversion() {
        return conversion;
    }

    TaskForm<?> form(String key) {
        TaskForm<?> form = forms.get(key);
        if (form == null) {
            throw new IllegalStateException("no form " + key);
        }
        return form;
    }

    /** Does what belongs to no desk, with its entry in the record in the same transaction. */
    void recorded(String act, Runnable work) {
        transaction.executeWithoutResult(any -> {
            work.run();
            ledger.byProcess(act).on("SYSTEM", "rehearsal").write();
        });
    }

    /** Everything open on a round. */
    List<WorkItem> open(String round) {
        return items.openInRound(round);
    }

    Optional<WorkItem> open(WorkItem item) {
        return items.byId(item.taskId());
    }

    boolean running(String subjectCode) {
        return engine.running(subjectCode);
    }
}
