package vn.tusoi.assessment.web;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.assessment.Assessments;
import vn.tusoi.cases.CaseReading;
import vn.tusoi.cases.CaseRules;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.register.Members;
import vn.tusoi.register.Units;
import vn.tusoi.review.SelfReviews;

/** Where the pages of this package read what they show. */
@Component
record Readers(Cases cases, Members members, Units units, SelfReviews reviews, Assessments assessments, CaseRules rules, CaseReading reading) {

    /** Puts what every page about a case shows at its head. @return the case */
    VettingCase about(String caseCode, Model model) {
        VettingCase c = cases.get(caseCode);
        model.addAttribute("vettingCase", c);
        model.addAttribute("member", members.get(c.member()));
        model.addAttribute("cell", units.get(c.cell()));
        return c;
    }
}
