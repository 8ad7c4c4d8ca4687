package vn.tusoi.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.cases.CaseReading;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.site.Shows;
import vn.tusoi.worklist.WorkItems;

@RestController
@RequestMapping("/api/v1/cases")
@Tag(name = "cases", description = "Cases: where they stand and what the record says; the right to read follows the step and every reading is recorded")
class CaseApi {

    private final CaseReading reading;
    private final Ledger ledger;
    private final WorkItems items;

    CaseApi(CaseReading reading, Ledger ledger, WorkItems items) {
        this.reading = reading;
        this.ledger = ledger;
        this.items = items;
    }

    /** A case as the interface shows it; {@code outcome} is absent until it ends. */
    record CaseView(String code, String round, String member, String cell, String unit, String list, String ruleSet, String stage, Instant stageSince,
                    LocalDate dueOn, String outcome, boolean suspended, Instant openedAt, Instant endedAt, List<OpenTask> open) { }

    record OpenTask(String formKey, String function, String unit, LocalDate dueOn) { }

    record EntryView(long id, Instant at, String person, String function, String unit, String act, String outcome, String ruleSet, String ruleRef) { }

    @GetMapping("/{code}")
    @Shows(entered = "CASE_READ")
    @Operation(summary = "One case: where it stands, whose turn it is")
    CaseView one(@Parameter(hidden = true) Actor actor, @PathVariable String code) {
        VettingCase c = reading.read(actor, code).subject();
        return new CaseView(c.code(), c.round(), c.member(), c.cell(), c.unit(), c.list(), c.ruleSet(), c.stage().name(), c.stageSince(), c.dueOn(),
                c.outcome() == null ? null : c.outcome().name(), c.suspended(), c.openedAt(), c.endedAt(),
                items.openOn(code).stream().map(i -> new OpenTask(i.formKey(), i.function().name(), i.unitCode(), i.dueOn())).toList());
    }

    @GetMapping("/{code}/entries")
    @Shows(entered = "CASE_READ")
    @Operation(summary = "What the record says of the case, oldest first")
    List<EntryView> entries(@Parameter(hidden = true) Actor actor, @PathVariable String code) {
        if (!reading.read(actor, code).whole()) {
            throw new Denied.Forbidden("reading.refused");
        }
        return ledger.of(code).stream().map(e -> new EntryView(e.id(), e.at(), e.person(), e.function(), e.unit(), e.act(), e.outcome(), e.ruleSet(),
                e.ruleRef())).toList();
    }
}
