package vn.tusoi.ballots.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.ballots.ConferenceDesk;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskForm;

/** The chair reads the result and signs. */
@Component
class SignMinutesForm implements TaskForm<SignMinutesForm.Form> {

    public static class Form {
        @NotBlank(message = "{error.required}")
        @Size(max = 40, message = "{error.tooLong}")
        public String minutesNo;
        @Size(max = 4000, message = "{error.tooLong}")
        public String note;
    }

    private final ConferenceDesk desk;
    private final ConferenceView view;

    SignMinutesForm(ConferenceDesk desk, ConferenceView view) {
        this.desk = desk;
        this.view = view;
    }

    @Override
    public String key() {
        return "sign-minutes";
    }

    @Override
    public String element() {
        return "userTask_signMinutes";
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.CONFERENCE;
    }

    @Override
    public Duty duty(String slot) {
        return Duty.CHAIR;
    }

    @Override
    public String view() {
        return "ballots/sign-minutes";
    }

    @Override
    public Form blank(Pass pass) {
        return new Form();
    }

    @Override
    public void fill(Pass pass, Model model) {
        view.fill(pass.subject().code(), model);
        view.result(pass.actor(), pass.subject().code(), model);
    }

    @Override
    public void submit(Actor actor, String code, String slot, Form form) {
        desk.sign(actor, code, form.minutesNo.strip(), form.note);
    }
}
