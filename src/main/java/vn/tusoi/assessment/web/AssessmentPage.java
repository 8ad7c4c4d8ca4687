package vn.tusoi.assessment.web;

import org.springframework.ui.Model;
import vn.tusoi.access.Duty;
import vn.tusoi.assessment.Assessments;
import vn.tusoi.assessment.AssessmentRules;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.register.Members;
import vn.tusoi.register.Units;
import vn.tusoi.review.SelfReviews;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskPage;

/** What the pages of a case's assessment have in common. */
abstract class AssessmentPage<F> extends TaskPage<F> {

    private final Readers readers;

    AssessmentPage(String key, String element, Duty duty, Readers readers) {
        super(SubjectKind.CASE, "assessment", key, element, duty);
        this.readers = readers;
    }

    @Override
    public void fill(Pass pass, Model model) {
        VettingCase c = vettingCase(pass);
        if (pass.office() != null) {
            readers.reading().readAtTask(pass.actor(), c.code(), pass.office());
        }
        readers.about(c.code(), model);
        model.addAttribute("review", readers.reviews().find(c.code()).orElse(null));
        model.addAttribute("assessment", readers.assessments().find(c.code()).orElse(null));
        model.addAttribute("ruleSet", readers.rules().of(c));
        model.addAttribute("set", rules(c));
    }

    VettingCase vettingCase(Pass pass) {
        return readers.cases().get(pass.subject().code());
    }

    AssessmentRules rules(VettingCase c) {
        return AssessmentRules.of(readers.rules().of(c));
    }

    Assessments assessments() {
        return readers.assessments();
    }
}
