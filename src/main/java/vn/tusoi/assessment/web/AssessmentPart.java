package vn.tusoi.assessment.web;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.assessment.Assessments;
import vn.tusoi.cases.DossierPart;

/** The cell's meeting, the rating and the member's answer in the dossier. */
@Component
class AssessmentPart implements DossierPart {

    private final Assessments assessments;

    AssessmentPart(Assessments assessments) {
        this.assessments = assessments;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public String template() {
        return "assessment/result :: result(${assessment})";
    }

    @Override
    public void fill(String caseCode, Actor actor, Model model) {
        model.addAttribute("assessment", assessments.find(caseCode).orElse(null));
    }
}
