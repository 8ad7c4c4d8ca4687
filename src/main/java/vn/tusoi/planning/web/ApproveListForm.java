package vn.tusoi.planning.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.planning.PlanningDesk;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskForm;

/** The level above approves or returns the list. */
@Component
class ApproveListForm implements TaskForm<ApproveListForm.Form> {

    public static class Form {
        @NotNull(message = "{error.required}")
        public PlanningDesk.Approval approval;
        @Size(max = 40, message = "{error.tooLong}")
        public String number;
        @Size(max = 4000, message = "{error.tooLong}")
        public String reason;
    }

    private final PlanningDesk desk;
    private final ListView view;

    ApproveListForm(PlanningDesk desk, ListView view) {
        this.desk = desk;
        this.view = view;
    }

    @Override
    public String key() {
        return "approve-list";
    }

    @Override
    public String element() {
        return "userTask_approveList";
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.LIST;
    }

    @Override
    public Duty duty(String slot) {
        return Duty.APPROVER;
    }

    @Override
    public String view() {
        return "planning/approve-list";
    }

    @Override
    public Form blank(Pass pass) {
        return new Form();
    }

    @Override
    public void fill(Pass pass, Model model) {
        view.fill(pass.subject().code(), model);
        view.approvals(model);
    }

    @Override
    public void submit(Actor actor, String code, String slot, Form form) {
        desk.approve(actor, code, form.approval, form.number, form.reason);
    }
}
