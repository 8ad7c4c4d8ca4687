package vn.tusoi.planning.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.planning.PlanningDesk;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskForm;

/** Number and day under which the list is published. */
@Component
class PublishListForm implements TaskForm<PublishListForm.Form> {

    public static class Form {
        @NotBlank(message = "{error.required}")
        @Size(max = 40, message = "{error.tooLong}")
        public String number;
        @NotNull(message = "{error.required}")
        public LocalDate day;
    }

    private final PlanningDesk desk;
    private final ListView view;

    PublishListForm(PlanningDesk desk, ListView view) {
        this.desk = desk;
        this.view = view;
    }

    @Override
    public String key() {
        return "publish-list";
    }

    @Override
    public String element() {
        return "userTask_publishList";
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
        return "planning/publish-list";
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
        desk.publish(actor, code, form.number.strip(), form.day);
    }
}
