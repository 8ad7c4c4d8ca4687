package vn.tusoi.inspection.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.inspection.Conclusion;
import vn.tusoi.inspection.Inspection;
import vn.tusoi.inspection.InspectionDesk;
import vn.tusoi.site.Choice;
import vn.tusoi.worklist.Pass;

/** {@code conclude-inspection}: finding against explanation, what the rule set proposes, the conclusion in full words. */
@Component
class ConcludeInspectionForm extends InspectionPage<ConcludeInspectionForm.Form> {

    public static class Form {
        @NotNull(message = "{conclude.kind.required}")
        public Conclusion.Kind kind;
        @NotBlank(message = "{conclude.reason.required}")
        @Size(max = 8000, message = "{error.tooLong}")
        public String reason;
        @Size(max = 4000, message = "{error.tooLong}")
        public String departure;
        @Size(max = 1000, message = "{error.tooLong}")
        public String note;
        @Size(max = 4000, message = "{error.tooLong}")
        public String clearUp;
        public LocalDate deferUntil;
    }

    private final InspectionDesk desk;

    ConcludeInspectionForm(InspectionDesk desk, Readers readers) {
        super("conclude-inspection", InspectionDesk.CONCLUDE, Duty.CONCLUDER, readers);
        this.desk = desk;
    }

    @Override
    public Form blank(Pass pass) {
        return new Form();
    }

    @Override
    public void fill(Pass pass, Model model) {
        super.fill(pass, model);
        dossier(vettingCase(pass), model);
        Inspection check = (Inspection) model.getAttribute("inspection");
        String proposed = check.conclusion().proposal().outcome();
        List<Choice> choices = new ArrayList<>();
        for (Conclusion.Kind kind : Conclusion.Kind.values()) {
            choices.add(new Choice(kind.name(), readers.show().say("conclude." + kind), readers.show().say("conclude." + kind + ".what"),
                    kind.name().equals(proposed) ? readers.show().say("conclude.proposed") : ""));
        }
        model.addAttribute("choices", choices);
        model.addAttribute("verdict", check.conclusion().proposal());
        model.addAttribute("explained", check.conclusion().explained());
        model.addAttribute("earlier", check.conclusions().stream().skip(1).filter(c -> c.kind() != null).toList());
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, Form f) {
        desk.conclude(actor, subjectCode, new InspectionDesk.Concluding(f.kind, f.reason, f.departure, f.note, f.clearUp, f.deferUntil));
    }
}
