package vn.tusoi.rounds.web;

import jakarta.validation.constraints.Size;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.rounds.RoundDesk;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskForm;

/** The plan summed up, to be handed to a second officer. */
@Component
class PrepareRoundForm implements TaskForm<PrepareRoundForm.Form> {

    /** What the preparer adds. */
    public static class Form {
        @Size(max = 1000, message = "{error.tooLong}")
        public String note;
    }

    private final RoundDesk desk;
    private final RoundSummary summary;

    PrepareRoundForm(RoundDesk desk, RoundSummary summary) {
        this.desk = desk;
        this.summary = summary;
    }

    @Override
    public String key() {
        return "prepare-round";
    }

    @Override
    public String element() {
        return RoundDesk.PREPARE;
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.ROUND;
    }

    @Override
    public Duty duty(String slot) {
        return Duty.PREPARER;
    }

    @Override
    public String view() {
        return "rounds/prepare-round";
    }

    @Override
    public Form blank(Pass pass) {
        Form form = new Form();
        form.note = summary.note(pass.subject().code());
        return form;
    }

    @Override
    public void fill(Pass pass, Model model) {
        summary.fill(pass.subject().code(), model);
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, Form form) {
        desk.submit(actor, subjectCode, form.note);
    }
}
