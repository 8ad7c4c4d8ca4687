package vn.tusoi.assessment.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.assessment.AssessmentDesk;
import vn.tusoi.assessment.Level;
import vn.tusoi.assessment.SecondPlaces;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.worklist.Pass;

/** {@code record-second-place}: what the leadership at work made of a leader. */
@Component
class RecordSecondPlaceForm extends AssessmentPage<RecordSecondPlaceForm.Form> {

    public static class Form {
        @NotNull(message = "{assessment.missing.date}")
        public LocalDate on;
        @NotBlank(message = "{assessment.missing.text}")
        @Size(max = 200, message = "{assessment.wrong.size}")
        public String place;
        @NotBlank(message = "{assessment.missing.text}")
        @Size(max = 120, message = "{assessment.wrong.size}")
        public String chair;
        @NotNull(message = "{assessment.missing.number}")
        public Integer summoned;
        @NotNull(message = "{assessment.missing.number}")
        public Integer present;
        @NotBlank(message = "{assessment.missing.text}")
        @Size(max = 8000, message = "{assessment.wrong.size}")
        public String remarks;
        @NotBlank(message = "{assessment.missing.text}")
        @Size(max = 8000, message = "{assessment.wrong.size}")
        public String answer;
        @NotNull(message = "{assessment.missing.choice}")
        public Level opinion;
    }

    private final AssessmentDesk desk;
    private final SecondPlaces places;
    private final Readers readers;
    private final Show show;

    RecordSecondPlaceForm(AssessmentDesk desk, SecondPlaces places, Readers readers, Show show) {
        super("record-second-place", "userTask_recordSecondPlace", Duty.ASSESSOR, readers);
        this.desk = desk;
        this.places = places;
        this.readers = readers;
        this.show = show;
    }

    @Override
    public Form blank(Pass pass) {
        return new Form();
    }

    @Override
    public void fill(Pass pass, Model model) {
        super.fill(pass, model);
        VettingCase c = vettingCase(pass);
        model.addAttribute("leadership", places.missing(c, readers.rules().of(c)).map(u -> readers.units().get(u).name()).orElse(""));
        model.addAttribute("opinions", Level.ALL.stream().map(l -> Choice.of(l, show.say("rating." + l))).toList());
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, Form f) {
        desk.recordSecondPlace(actor, subjectCode, new AssessmentDesk.PlaceHeld(f.on, f.place, f.chair, f.summoned, f.present, f.remarks, f.answer, f.opinion));
    }
}
