package vn.tusoi.review.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Arrays;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.cases.Stage;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.review.ReviewDesk;
import vn.tusoi.review.SelfReviews;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskForm;

/** {@code handle-overdue-review}: more time, or silence is recorded as silence. */
@Component
class HandleOverdueReviewForm implements TaskForm<HandleOverdueReviewForm.Form> {

    public static class Form {
        @NotNull(message = "{review.missing.decision}")
        public ReviewDesk.Lateness decision;
        public LocalDate extendedTo;
        @NotBlank(message = "{review.missing.reason}")
        @Size(max = 2000, message = "{review.wrong.size}")
        public String reason;
    }

    private final ReviewDesk desk;
    private final SelfReviews reviews;
    private final Cases cases;
    private final RoundCalendar calendar;
    private final Show show;

    HandleOverdueReviewForm(ReviewDesk desk, SelfReviews reviews, Cases cases, RoundCalendar calendar, Show show) {
        this.desk = desk;
        this.reviews = reviews;
        this.cases = cases;
        this.calendar = calendar;
        this.show = show;
    }

    @Override
    public String key() {
        return "handle-overdue-review";
    }

    @Override
    public String element() {
        return "userTask_handleOverdueReview";
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.CASE;
    }

    @Override
    public Duty duty(String slot) {
        return Duty.ASSESSOR;
    }

    @Override
    public String view() {
        return "review/handle-overdue-review";
    }

    @Override
    public Form blank(Pass pass) {
        return new Form();
    }

    @Override
    public void fill(Pass pass, Model model) {
        VettingCase c = cases.get(pass.subject().code());
        model.addAttribute("vettingCase", c);
        model.addAttribute("deadline", desk.deadline(c));
        model.addAttribute("roundDue", calendar.due(c.round(), Stage.SELF_REVIEW));
        LocalDate last = calendar.due(c.round(), Stage.ASSESSMENT);
        model.addAttribute("untilHint", last == null ? show.say("review.overdue.until.hint.open") : show.say("review.overdue.until.hint", show.day(last)));
        model.addAttribute("decisions", Arrays.stream(ReviewDesk.Lateness.values())
                .map(d -> Choice.of(d, show.say("review.overdue." + d), show.say("review.overdue." + d + ".what"))).toList());
        model.addAttribute("earlier", reviews.overdue(c.code()));
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, Form form) {
        desk.handleOverdue(actor, subjectCode, form.decision, form.extendedTo, form.reason);
    }
}
