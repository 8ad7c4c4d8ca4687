package vn.tusoi.review.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.ui.Model;
import vn.tusoi.access.Duty;
import vn.tusoi.cases.CaseRules;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.register.Members;
import vn.tusoi.review.CommitmentState;
import vn.tusoi.review.FormKind;
import vn.tusoi.review.Grade;
import vn.tusoi.review.ReviewDesk;
import vn.tusoi.review.SelfReview;
import vn.tusoi.review.SelfReviewRules;
import vn.tusoi.review.SelfReviews;
import vn.tusoi.rulebook.Item;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.worklist.PartedForm;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;

/** What writing a first self-review and correcting a returned one have in common. */
abstract class SelfReviewPage implements PartedForm<ReviewForm> {

    final ReviewDesk desk;
    final SelfReviews reviews;
    private final Cases cases;
    private final Members members;
    private final CaseRules rules;
    private final Show show;
    private final Clock clock;

    SelfReviewPage(ReviewDesk desk, SelfReviews reviews, Cases cases, Members members, CaseRules rules, Show show, Clock clock) {
        this.desk = desk;
        this.reviews = reviews;
        this.cases = cases;
        this.members = members;
        this.rules = rules;
        this.show = show;
        this.clock = clock;
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.CASE;
    }

    @Override
    public Duty duty(String slot) {
        return Duty.AUTHOR;
    }

    @Override
    public String view() {
        return "review/self-review-form";
    }

    @Override
    public ReviewForm blank(Pass pass) {
        VettingCase c = cases.get(pass.subject().code());
        FormKind kind = desk.kindFor(c);
        return new ReviewForm(SelfReviewRules.of(rules.of(c), kind), kind, desk.asked(c));
    }

    @Override
    public String part(ReviewForm form, String asked, boolean begun) {
        List<String> parts = form.rules.sections().stream().map(Item::code).toList();
        if (parts.contains(asked) || asked.equals(WHOLE)) {
            return asked;
        }
        List<String> done = begun ? form.partsDone(LocalDate.now(clock)) : List.of();
        return parts.stream().filter(p -> !done.contains(p)).findFirst().orElse(WHOLE);
    }

    @Override
    public List<String> fields(ReviewForm form, String part) {
        return form.places().stream().filter(p -> p.part().equals(part) && (leads(form) || !p.field().equals("leading"))
                && (form.kind != FormKind.OUTSIDE || !p.field().equals("ratingOfficial"))).map(ReviewForm.Place::field).toList();
    }

    private static boolean leads(ReviewForm form) {
        return form.kind == FormKind.LEADER;
    }

    @Override
    public void fill(Pass pass, Model model) {
        VettingCase c = cases.get(pass.subject().code());
        RuleSet own = rules.of(c);
        Optional<SelfReview> before = reviews.previous(c.code(), c.member());
        FormKind kind = desk.kindFor(c);
        SelfReviewRules set = SelfReviewRules.of(own, kind);
        model.addAttribute("vettingCase", c);
        model.addAttribute("member", members.get(c.member()));
        model.addAttribute("ruleSet", own);
        model.addAttribute("set", set);
        model.addAttribute("formKind", kind);
        model.addAttribute("formName", kind.form(own));
        model.addAttribute("official", kind != FormKind.OUTSIDE);
        model.addAttribute("leader", kind == FormKind.LEADER);
        model.addAttribute("grades", Arrays.stream(Grade.values()).map(g -> Choice.of(g, show.say("grade." + g))).toList());
        model.addAttribute("levels", SelfReviewRules.LEVELS.stream().map(l -> Choice.of(l, show.say("rating." + l))).toList());
        model.addAttribute("yesNo", List.of(Choice.of("true", show.say("review.remedied.yes")), Choice.of("false", show.say("review.remedied.no"))));
        model.addAttribute("states", Arrays.stream(CommitmentState.values()).map(v -> Choice.of(v, show.say("commitment.state." + v))).toList());
        model.addAttribute("actsChoice", List.of(Choice.of("false", show.say("review.acts.none")), Choice.of("true", show.say("review.acts.some"))));
        model.addAttribute("before", before.orElse(null));
        model.addAttribute("versions", reviews.versions(c.code()));
        model.addAttribute("deadline", correcting() ? null : desk.deadline(c));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("correcting", correcting());
        model.addAttribute("formKey", key());
    }

    abstract boolean correcting();
}
