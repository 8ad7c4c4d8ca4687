package vn.tusoi.planning.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.planning.PlanningDesk;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskForm;

/** The submission to the level above. */
@Component
class SubmitListForm implements TaskForm<SubmitListForm.Form> {

    public static class Form {
        @NotBlank(message = "{error.required}")
        @Size(max = 40, message = "{error.tooLong}")
        public String number;
        @NotBlank(message = "{error.required}")
        @Size(max = 4000, message = "{error.tooLong}")
        public String text;
    }

    private final PlanningDesk desk;
    private final ListView view;

    SubmitListForm(PlanningDesk desk, ListView view) {
        this.desk = desk;
        this.view = view;
    }

    @Override
    public String key() {
        return "submit-list";
    }

    @Override
    public String element() {
        return "userTask_submitList";
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.LIST;
    }

    @Override
    public Duty duty(String slot) {
        return Duty.PREPARER;
    }

    @Override
    public String view() {
        return "planning/submit-list";
    }

    @Override
    public Form blank(Pass pass) {
        return new Form();
    }

    @Override
    public void fill(Pass pass, Model model) {
        view.fill(pass.subject().code(), model);
    }

    @Override
    public void submit(Actor actor, String code, String slot, Form form) {
        desk.submit(actor, code, form.number.strip(), form.text);
    }
}
