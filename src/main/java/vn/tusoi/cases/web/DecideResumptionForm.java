package vn.tusoi.cases.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.cases.CaseDesk;
import vn.tusoi.cases.CaseReading;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.register.Members;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskForm;

/** {@code decide-resumption}: what the new information means, and the case goes on. */
@Component
class DecideResumptionForm implements TaskForm<DecideResumptionForm.Form> {

    public static class Form {
        @NotNull(message = "{resumption.bearing.required}")
        public CaseDesk.Bearing bearing;
        @NotBlank(message = "{error.required}")
        @Size(max = 4000, message = "{error.tooLong}")
        public String reason;
    }

    private final CaseDesk desk;
    private final Cases cases;
    private final CaseReading reading;
    private final Members members;
    private final Show show;

    DecideResumptionForm(CaseDesk desk, Cases cases, CaseReading reading, Members members, Show show) {
        this.desk = desk;
        this.cases = cases;
        this.reading = reading;
        this.members = members;
        this.show = show;
    }

    @Override
    public String key() {
        return "decide-resumption";
    }

    @Override
    public String element() {
        return "userTask_decideResumption";
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.CASE;
    }

    @Override
    public Duty duty(String slot) {
        return Duty.CONCLUDER;
    }

    @Override
    public String view() {
        return "cases/decide-resumption";
    }

    @Override
    public Form blank(Pass pass) {
        return new Form();
    }

    @Override
    public void fill(Pass pass, Model model) {
        VettingCase c = cases.get(pass.subject().code());
        reading.readAtTask(pass.actor(), c.code(), pass.office());
        model.addAttribute("c", c);
        model.addAttribute("member", members.get(c.member()));
        model.addAttribute("information", desk.information(c.code()).stream().filter(i -> i.resumedAt() == null).toList());
        model.addAttribute("choices", Arrays.stream(CaseDesk.Bearing.values())
                .map(b -> Choice.of(b, show.say("resumption." + b), show.say("resumption." + b + ".what"))).toList());
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, Form f) {
        desk.resume(actor, subjectCode, f.bearing, f.reason);
    }
}
