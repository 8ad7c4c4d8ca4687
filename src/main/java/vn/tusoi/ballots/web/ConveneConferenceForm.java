package vn.tusoi.ballots.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.ballots.ConferenceDesk;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskForm;

/** Day, place and number of people summoned. */
@Component
class ConveneConferenceForm implements TaskForm<ConveneConferenceForm.Form> {

    public static class Form {
        @NotNull(message = "{error.required}")
        public LocalDate heldOn;
        @NotBlank(message = "{error.required}")
        @Pattern(regexp = "|([01]?\\d|2[0-3]):[0-5]\\d", message = "{ballots.time.wrong}")
        public String heldAt;
        @NotBlank(message = "{error.required}")
        @Size(max = 200, message = "{error.tooLong}")
        public String place;
        @NotNull(message = "{error.required}")
        public Integer summoned;
    }

    private final ConferenceDesk desk;
    private final ConferenceView view;

    ConveneConferenceForm(ConferenceDesk desk, ConferenceView view) {
        this.desk = desk;
        this.view = view;
    }

    @Override
    public String key() {
        return "convene-conference";
    }

    @Override
    public String element() {
        return "userTask_conveneConference";
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.CONFERENCE;
    }

    @Override
    public Duty duty(String slot) {
        return Duty.CONVENER;
    }

    @Override
    public String view() {
        return "ballots/convene-conference";
    }

    @Override
    public Form blank(Pass pass) {
        Form form = new Form();
        view.sitting(pass.subject().code()).ifPresent(last -> {
            form.place = last.place();
            form.heldAt = last.heldAt();
            form.summoned = last.summoned();
        });
        return form;
    }

    @Override
    public void fill(Pass pass, Model model) {
        view.fill(pass.subject().code(), model);
    }

    @Override
    public void submit(Actor actor, String code, String slot, Form form) {
        String typed = form.heldAt.strip();
        desk.convene(actor, code, form.heldOn, LocalTime.parse(typed.length() == 4 ? "0" + typed : typed), form.place.strip(), form.summoned);
    }
}
