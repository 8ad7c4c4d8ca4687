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

/** Who of those that were cleared is put before the conferences. */
@Component
class DrawUpPoolForm implements TaskForm<DrawUpPoolForm.Form> {

    public static class Form {
        /** Case codes left out: ticked boxes. */
        public Map<String, Boolean> out = new LinkedHashMap<>();
        public Map<String, @Size(max = 2000, message = "{error.tooLong}") String> reasons = new LinkedHashMap<>();
        public boolean goOn;
        @Size(max = 2000, message = "{error.tooLong}")
        public String emptyReason;
    }

    private final PlanningDesk desk;
    private final ListView view;

    DrawUpPoolForm(PlanningDesk desk, ListView view) {
        this.desk = desk;
        this.view = view;
    }

    @Override
    public String key() {
        return "draw-up-pool";
    }

    @Override
    public String element() {
        return "userTask_drawUpPool";
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
        return "planning/draw-up-pool";
    }

    @Override
    public Form blank(Pass pass) {
        return new Form();
    }

    @Override
    public void fill(Pass pass, Model model) {
        view.fill(pass.subject().code(), model);
        view.supply(pass.subject().code(), model);
    }

    @Override
    public void submit(Actor actor, String code, String slot, Form form) {
        desk.drawUpPool(actor, code, ListView.ticked(form.out, form.reasons), form.goOn, form.emptyReason);
    }
}
