package vn.tusoi.rounds.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.rounds.RoundDesk;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskForm;

/** A second officer approves the opening or sends the plan back. */
@Component
class ApproveOpeningForm implements TaskForm<ApproveOpeningForm.Form> {

    /** The decision. */
    public static class Form {
        @NotBlank(message = "{error.required}")
        public String decision;
        @Size(max = 1000, message = "{error.tooLong}")
        public String reason;
    }

    private final RoundDesk desk;
    private final RoundSummary summary;
    private final Show show;

    ApproveOpeningForm(RoundDesk desk, RoundSummary summary, Show show) {
        this.desk = desk;
        this.summary = summary;
        this.show = show;
    }

    @Override
    public String key() {
        return "approve-opening";
    }

    @Override
    public String element() {
        return RoundDesk.APPROVE;
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.ROUND;
    }

    @Override
    public Duty duty(String slot) {
        return Duty.OPENER;
    }

    @Override
    public String view() {
        return "rounds/approve-opening";
    }

    @Override
    public Form blank(Pass pass) {
        return new Form();
    }

    @Override
    public void fill(Pass pass, Model model) {
        summary.fill(pass.subject().code(), model);
        model.addAttribute("choices", List.of(
                new Choice("APPROVE", show.say("rounds.approve.yes"), show.say("rounds.approve.yes.text"), null),
                new Choice("RETURN", show.say("rounds.approve.no"), show.say("rounds.approve.no.text"), null)));
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, Form form) {
        if ("APPROVE".equals(form.decision)) {
            desk.approve(actor, subjectCode);
        } else {
            desk.sendBack(actor, subjectCode, form.reason);
        }
    }
}
