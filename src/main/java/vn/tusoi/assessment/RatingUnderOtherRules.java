package vn.tusoi.assessment;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.tusoi.cases.OtherRules;
import vn.tusoi.cases.Stage;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.review.SelfReview;
import vn.tusoi.review.SelfReviews;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.Verdict;

/** What another rule set would propose as a rating that has not been decided, and which time limits would then run. */
@Component
class RatingUnderOtherRules implements OtherRules {

    private static final String DAYS = "assessment.acknowledgeDays";

    private final AssessmentDesk desk;
    private final SelfReviews reviews;
    private final Assessments assessments;

    RatingUnderOtherRules(AssessmentDesk desk, SelfReviews reviews, Assessments assessments) {
        this.desk = desk;
        this.reviews = reviews;
        this.assessments = assessments;
    }

    @Override
    public List<Change> changes(VettingCase c, RuleSet now, RuleSet then) {
        List<Change> changes = new ArrayList<>();
        if (c.stage() != Stage.SELF_REVIEW && c.stage() != Stage.ASSESSMENT || assessments.level(c.code()).isPresent()) {
            return changes;
        }
        SelfReview review = c.stage() == Stage.SELF_REVIEW ? null : reviews.find(c.code()).orElse(null);
        Verdict was = desk.verdict(c, review, now);
        Verdict is = desk.verdict(c, review, then);
        if (was != null && is != null && !was.outcome().equals(is.outcome())) {
            changes.add(new Change(Kind.PROPOSAL, "rule." + is.reason(), "verdict." + was.outcome(), "verdict." + is.outcome()));
        }
        if (now.number(DAYS) != then.number(DAYS)) {
            changes.add(new Change(Kind.DEADLINE, "rounds.move.acknowledge", String.valueOf(now.number(DAYS)), String.valueOf(then.number(DAYS))));
        }
        return changes;
    }
}
