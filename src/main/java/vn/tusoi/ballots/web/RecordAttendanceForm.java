package vn.tusoi.ballots.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.ballots.ConferenceDesk;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskForm;

/** How many came. */
@Component
class RecordAttendanceForm implements TaskForm<RecordAttendanceForm.Form> {

    public static class Form {
        @NotNull(message = "{error.required}")
        public Integer present;
        @Size(max = 2000, message = "{error.tooLong}")
        public String note;
    }

    private final ConferenceDesk desk;
    private final ConferenceView view;

    RecordAttendanceForm(ConferenceDesk desk, ConferenceView view) {
        this.desk = desk;
        this.view = view;
    }

    @Override
    public String key() {
        return "record-attendance";
    }

    @Override
    public String element() {
        return "userTask_recordAttendance";
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
        return "ballots/record-attendance";
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
        desk.recordAttendance(actor, code, form.present, form.note);
    }
}
