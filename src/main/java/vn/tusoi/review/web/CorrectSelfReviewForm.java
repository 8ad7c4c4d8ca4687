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
import vn.tusoi.worklist.Pass;

/** {@code correct-self-review}: starts from the sealed version and shows why it came back. */
@Component
class CorrectSelfReviewForm extends SelfReviewPage {

    CorrectSelfReviewForm(ReviewDesk desk, SelfReviews reviews, Cases cases, Members members, CaseRules rules, Show show, Clock clock) {
        super(desk, reviews, cases, members, rules, show, clock);
    }

    @Override
    public String key() {
        return "correct-self-review";
    }

    @Override
    public String element() {
        return "userTask_correctSelfReview";
    }

    @Override
    boolean correcting() {
        return true;
    }

    @Override
    public ReviewForm blank(Pass pass) {
        ReviewForm form = super.blank(pass);
        reviews.find(pass.subject().code()).ifPresent(form::take);
        return form;
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, ReviewForm form) {
        desk.correct(actor, subjectCode, form.submission());
    }
}
