package vn.tusoi.assessment.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.assessment.AssessmentDesk;
import vn.tusoi.worklist.Pass;

/** {@code record-residence-opinion}: who signed, when, for which cell, and what they wrote. */
@Component
class RecordResidenceOpinionForm extends AssessmentPage<RecordResidenceOpinionForm.Form> {

    public static class Form {
        @NotBlank(message = "{assessment.missing.text}")
        @Size(max = 200, message = "{assessment.wrong.size}")
        public String cell;
        @NotBlank(message = "{assessment.missing.text}")
        @Size(max = 120, message = "{assessment.wrong.size}")
        public String signedBy;
        @NotNull(message = "{assessment.missing.date}")
        public LocalDate signedOn;
        @NotBlank(message = "{assessment.missing.text}")
        @Size(max = 8000, message = "{assessment.wrong.size}")
        public String opinion;
    }

    private final AssessmentDesk desk;

    RecordResidenceOpinionForm(AssessmentDesk desk, Readers readers) {
        super("record-residence-opinion", "userTask_recordResidenceOpinion", Duty.ASSESSOR, readers);
        this.desk = desk;
    }

    @Override
    public Form blank(Pass pass) {
        Form form = new Form();
        assessments().residence(pass.subject().code()).ifPresent(known -> {
            form.cell = known.cell();
            form.signedBy = known.signedBy();
            form.signedOn = known.signedOn();
            form.opinion = known.opinion();
        });
        return form;
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, Form f) {
        desk.recordResidenceOpinion(actor, subjectCode, new AssessmentDesk.ResidenceOpinion(f.cell, f.signedBy, f.signedOn, f.opinion));
    }
}
