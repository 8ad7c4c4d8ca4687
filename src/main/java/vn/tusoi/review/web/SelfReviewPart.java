package vn.tusoi.review.web;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.cases.DossierPart;
import vn.tusoi.review.SelfReviews;

/** The sealed self-review in the dossier. */
@Component
class SelfReviewPart implements DossierPart {

    private final SelfReviews reviews;

    SelfReviewPart(SelfReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public String template() {
        return "review/sealed :: part(${review}, ${reviewVersions}, ${reviewOverdue})";
    }

    @Override
    public void fill(String caseCode, Actor actor, Model model) {
        model.addAttribute("review", reviews.find(caseCode).orElse(null));
        model.addAttribute("reviewVersions", reviews.versions(caseCode));
        model.addAttribute("reviewOverdue", reviews.overdue(caseCode));
    }
}
