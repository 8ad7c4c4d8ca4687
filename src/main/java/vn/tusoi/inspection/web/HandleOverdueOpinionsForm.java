package vn.tusoi.inspection.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.inspection.InspectionDesk;
import vn.tusoi.site.Choice;
import vn.tusoi.worklist.Pass;

/** {@code handle-overdue-opinions}: wait until a day, or go on and record that there was no answer. */
@Component
class HandleOverdueOpinionsForm extends InspectionPage<HandleOverdueOpinionsForm.Form> {

    public enum Decision { WAIT, GO_ON }

    public static class Form {
        @NotNull(message = "{overdue.decision.required}")
        public Decision decision;
        public LocalDate again;
        @NotBlank(message = "{error.required}")
        @Size(max = 2000, message = "{error.tooLong}")
        public String reason;
    }

    private final InspectionDesk desk;

    HandleOverdueOpinionsForm(InspectionDesk desk, Readers readers) {
        super("handle-overdue-opinions", InspectionDesk.OVERDUE, Duty.CONCLUDER, readers);
        this.desk = desk;
    }

    @Override
    public Form blank(Pass pass) {
        return new Form();
    }

    @Override
    public void fill(Pass pass, Model model) {
        super.fill(pass, model);
        boolean nobody = readers.inspections().find(pass.subject().code()).orElseThrow().open().isEmpty();
        Choice goOn = Choice.of(Decision.GO_ON, readers.show().say("overdue.GO_ON"), readers.show().say(nobody ? "overdue.GO_ON.nobody" : "overdue.GO_ON.what"));
        model.addAttribute("choices", nobody ? List.of(goOn)
                : List.of(Choice.of(Decision.WAIT, readers.show().say("overdue.WAIT"), readers.show().say("overdue.WAIT.what")), goOn));
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, Form f) {
        desk.handleOverdue(actor, subjectCode, f.decision == Decision.WAIT, f.again, f.reason);
    }
}
