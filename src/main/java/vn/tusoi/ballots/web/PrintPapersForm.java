package vn.tusoi.ballots.web;

import jakarta.validation.constraints.NotNull;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.ballots.ConferenceDesk;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskForm;

/** How many papers were printed and handed out. */
@Component
class PrintPapersForm implements TaskForm<PrintPapersForm.Form> {

    public static class Form {
        @NotNull(message = "{error.required}")
        public Integer printed;
        @NotNull(message = "{error.required}")
        public Integer issued;
    }

    private final ConferenceDesk desk;
    private final ConferenceView view;

    PrintPapersForm(ConferenceDesk desk, ConferenceView view) {
        this.desk = desk;
        this.view = view;
    }

    @Override
    public String key() {
        return "print-papers";
    }

    @Override
    public String element() {
        return "userTask_printPapers";
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
        return "ballots/print-papers";
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
        desk.printPapers(actor, code, form.printed, form.issued);
    }
}
