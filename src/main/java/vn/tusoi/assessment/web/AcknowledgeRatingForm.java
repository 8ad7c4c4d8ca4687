package vn.tusoi.assessment.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.assessment.Assessment.AnswerKind;
import vn.tusoi.assessment.AssessmentDesk;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.worklist.Pass;

/** {@code acknowledge-rating}: the member has read the rating, and agrees or dissents in writing. */
@Component
class AcknowledgeRatingForm extends AssessmentPage<AcknowledgeRatingForm.Form> {

    public static class Form {
        @NotNull(message = "{assessment.missing.choice}")
        public AnswerKind answer;
        @Size(max = 8000, message = "{assessment.wrong.size}")
        public String text;
    }

    private final AssessmentDesk desk;
    private final Show show;

    AcknowledgeRatingForm(AssessmentDesk desk, Readers readers, Show show) {
        super("acknowledge-rating", "userTask_acknowledgeRating", Duty.AUTHOR, readers);
        this.desk = desk;
        this.show = show;
    }

    @Override
    public Form blank(Pass pass) {
        return new Form();
    }

    @Override
    public void fill(Pass pass, Model model) {
        super.fill(pass, model);
        model.addAttribute("answers", List.of(AnswerKind.ACKNOWLEDGED, AnswerKind.DISSENTED).stream()
                .map(a -> Choice.of(a, show.say("assessment.answer." + a), show.say("assessment.answer." + a + ".what"))).toList());
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, Form f) {
        desk.answer(actor, subjectCode, f.answer, f.text);
    }
}
