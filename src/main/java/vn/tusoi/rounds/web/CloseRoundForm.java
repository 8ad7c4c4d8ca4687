package vn.tusoi.rounds.web;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.rounds.RoundDesk;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskForm;

/** The round's final figures, and closing it. */
@Component
class CloseRoundForm implements TaskForm<CloseRoundForm.Form> {

    /** Nothing is typed. */
    public static class Form { }

    private final RoundDesk desk;
    private final RoundSummary summary;

    CloseRoundForm(RoundDesk desk, RoundSummary summary) {
        this.desk = desk;
        this.summary = summary;
    }

    @Override
    public String key() {
        return "close-round";
    }

    @Override
    public String element() {
        return RoundDesk.CLOSE;
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
        return "rounds/close-round";
    }

    @Override
    public Form blank(Pass pass) {
        return new Form();
    }

    @Override
    public void fill(Pass pass, Model model) {
        summary.fill(pass.subject().code(), model);
        summary.fillEnd(pass.subject().code(), model);
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, Form form) {
        desk.close(actor, subjectCode);
    }
}
