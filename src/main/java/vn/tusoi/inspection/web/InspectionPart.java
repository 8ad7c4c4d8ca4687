package vn.tusoi.inspection.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.DossierPart;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.inspection.Inspection;
import vn.tusoi.inspection.Inspections;

/** Opinions, findings with explanations and conclusions in the dossier. The person sees opinions once the findings were sent. */
@Component
class InspectionPart implements DossierPart {

    private final Inspections inspections;
    private final Cases cases;

    InspectionPart(Inspections inspections, Cases cases) {
        this.inspections = inspections;
        this.cases = cases;
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public String template() {
        return "inspection/dossier :: checks(${inspections}, ${inspectionOwn})";
    }

    @Override
    public void fill(String caseCode, Actor actor, Model model) {
        VettingCase c = cases.get(caseCode);
        List<Inspection> all = inspections.all(caseCode);
        model.addAttribute("inspections", all);
        model.addAttribute("inspectionOwn", actor.isMember(c.member()));
    }
}
