package vn.tusoi.ballots.web;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.ballots.ConferenceDesk;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskForm;

/** Compares the two counts. There is nothing to choose: equal counts stand, different ones are made again. */
@Component
class ReconcileCountsForm implements TaskForm<ReconcileCountsForm.Form> {

    public static class Form { }

    private final ConferenceDesk desk;
    private final ConferenceView view;

    ReconcileCountsForm(ConferenceDesk desk, ConferenceView view) {
        this.desk = desk;
        this.view = view;
    }

    @Override
    public String key() {
        return "reconcile-counts";
    }

    @Override
    public String element() {
        return "userTask_reconcileCounts";
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.CONFERENCE;
    }

    @Override
    public Duty duty(String slot) {
        return Duty.RECORDER;
    }

    @Override
    public String view() {
        return "ballots/reconcile-counts";
    }

    @Override
    public Form blank(Pass pass) {
        return new Form();
    }

    @Override
    public void fill(Pass pass, Model model) {
        view.fill(pass.subject().code(), model);
        model.addAttribute("comparison", desk.compare(pass.actor(), pass.subject().code()));
    }

    @Override
    public void submit(Actor actor, String code, String slot, Form form) {
        desk.reconcile(actor, code);
    }
}
