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
import vn.tusoi.worklist.TaskForm;

/** What the pages of a case's assessment have in common. */
abstract class AssessmentPage<F> implements TaskForm<F> {

    private final String key;
    private final String element;
    private final Duty duty;
    private final Readers readers;

    AssessmentPage(String key, String element, Duty duty, Readers readers) {
        this.key = key;
        this.element = element;
        this.duty = duty;
        this.readers = readers;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String element() {
        return element;
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.CASE;
    }

    @Override
    public Duty duty(String slot) {
        return duty;
    }

    @Override
    public String view() {
        return "assessment/" + key;
    }

    @Override
    public void fill(Pass pass, Model model) {
        VettingCase c = vettingCase(pass);
        if (pass.office() != null) {
            readers.reading().readAtTask(pass.actor(), c.code(), pass.office());
        }
        model.addAttribute("vettingCase", c);
        model.addAttribute("member", readers.members().get(c.member()));
        model.addAttribute("cell", readers.units().get(c.cell()));
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
