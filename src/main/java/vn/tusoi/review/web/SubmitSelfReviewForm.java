package vn.tusoi.review.web;

import java.time.Clock;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.cases.CaseRules;
import vn.tusoi.cases.Cases;
import vn.tusoi.register.Members;
import vn.tusoi.review.ReviewDesk;
import vn.tusoi.review.SelfReviews;
import vn.tusoi.site.Show;

/** {@code submit-self-review}: the first version. */
@Component
class SubmitSelfReviewForm extends SelfReviewPage {

    SubmitSelfReviewForm(ReviewDesk desk, SelfReviews reviews, Cases cases, Members members, CaseRules rules, Show show, Clock clock) {
        super(desk, reviews, cases, members, rules, show, clock);
    }

    @Override
    public String key() {
        return "submit-self-review";
    }

    @Override
    public String element() {
        return "userTask_submitSelfReview";
    }

    @Override
    boolean correcting() {
        return false;
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, ReviewForm form) {
        desk.submit(actor, subjectCode, form.submission());
    }
}
