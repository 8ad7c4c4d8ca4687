package vn.tusoi.planning.web;

import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.planning.PlanningDesk;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskForm;

/** What the list is made of, and what the board says of it. */
@Component
class CheckCompositionForm implements TaskForm<CheckCompositionForm.Form> {

    public static class Form {
        /** Case codes taken off the list: ticked boxes. */
        public Map<String, Boolean> out = new LinkedHashMap<>();
        public Map<String, @Size(max = 2000, message = "{error.tooLong}") String> reasons = new LinkedHashMap<>();
        @Size(max = 4000, message = "{error.tooLong}")
        public String note;
    }

    private final PlanningDesk desk;
    private final ListView view;

    CheckCompositionForm(PlanningDesk desk, ListView view) {
        this.desk = desk;
        this.view = view;
    }

    @Override
    public String key() {
        return "check-composition";
    }

    @Override
    public String element() {
        return "userTask_checkComposition";
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
        return "planning/check-composition";
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
        desk.checkComposition(actor, code, ListView.ticked(form.out, form.reasons), form.note);
    }
}
