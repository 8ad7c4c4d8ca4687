package vn.tusoi.assessment.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.tusoi.access.Actor;
import vn.tusoi.assessment.RatingFlags;
import vn.tusoi.assessment.ReviewCell;
import vn.tusoi.register.Units;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.site.ShowsNobody;
import vn.tusoi.worklist.Refused;

/** A cell in a review: its members and their stages; and for the committee the proposals that raise no question, confirmed together. */
@Controller
class ReviewCellPages {

    private final ReviewCell reviews;
    private final AssessmentPart part;
    private final Units units;
    private final Show show;

    ReviewCellPages(ReviewCell reviews, AssessmentPart part, Units units, Show show) {
        this.reviews = reviews;
        this.part = part;
        this.units = units;
        this.show = show;
    }

    @GetMapping("/reviews")
    @ShowsNobody("cells and numbers")
    String parts(Actor actor, Model model) {
        model.addAttribute("parts", reviews.parts(actor));
        return "assessment/reviews";
    }

    @GetMapping("/reviews/{round}/cells/{cell}")
    @Shows(kind = "ROUND", code = "round")
    String cell(Actor actor, @PathVariable String round, @PathVariable String cell, Model model) {
        ReviewCell.Sight sight = reviews.sight(actor, round, cell);
        Map<String, String> waits = new HashMap<>();
        sight.lines().stream().filter(l -> l.outcome() == null && l.formKey() == null).forEach(l -> part.awaited(l.caseCode()).ifPresent(w -> waits.put(l.caseCode(), w)));
        model.addAttribute("sight", sight);
        model.addAttribute("waits", waits);
        model.addAttribute("round", round);
        model.addAttribute("actor", actor);
        return "assessment/review-cell";
    }

    /** Cases whose proposals are confirmed, and why. */
    public static class ConfirmForm {
        public List<String> cases = new ArrayList<>();
        @NotBlank(message = "{assessment.missing.reason}")
        @Size(max = 4000, message = "{error.tooLong}")
        public String reason;
    }

    @GetMapping("/reviews/{round}/cells/{cell}/ratings")
    @Shows(entered = "CASE_READ")
    String ratings(Actor actor, @PathVariable String round, @PathVariable String cell, @ModelAttribute("form") ConfirmForm form, BindingResult result, Model model) {
        List<ReviewCell.Proposal> proposals = reviews.proposals(actor, round, cell);
        proposals.stream().filter(ReviewCell.Proposal::plain).forEach(p -> form.cases.add(p.caseCode()));
        form.reason = show.say("reviews.confirm.usual");
        fill(round, cell, proposals, model);
        return "assessment/confirm-ratings";
    }

    @PostMapping("/reviews/{round}/cells/{cell}/ratings")
    ModelAndView confirm(Actor actor, @PathVariable String round, @PathVariable String cell, @Valid @ModelAttribute("form") ConfirmForm form, BindingResult result,
                         HttpServletRequest request, Model model, RedirectAttributes flash) {
        String[] chosen = request.getParameterValues("cases");
        form.cases = chosen == null ? new ArrayList<>() : new ArrayList<>(List.of(chosen));
        if (!result.hasErrors()) {
            try {
                ReviewCell.Confirmed confirmed = reviews.confirm(actor, round, cell, form.cases, form.reason);
                flash.addFlashAttribute("done", show.say("reviews.confirm.done", confirmed.decided(), confirmed.left().size()));
                flash.addFlashAttribute("left", confirmed.left().stream().map(l -> l.name() + ": " + show.say(l.key(), l.args())).toList());
                return new ModelAndView("redirect:/reviews/" + round + "/cells/" + cell + "/ratings");
            } catch (Refused refused) {
                result.rejectValue(refused.field(), refused.messageKey(), refused.args(), refused.messageKey());
            }
        }
        fill(round, cell, reviews.proposals(actor, round, cell), model);
        return new ModelAndView("assessment/confirm-ratings", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private void fill(String round, String cell, List<ReviewCell.Proposal> proposals, Model model) {
        model.addAttribute("round", round);
        model.addAttribute("cell", units.get(cell));
        model.addAttribute("plain", proposals.stream().filter(ReviewCell.Proposal::plain).toList());
        model.addAttribute("others", proposals.stream().filter(p -> !p.plain()).toList());
        model.addAttribute("words", new Words());
    }

    /** Called by the template for each row. */
    public final class Words {

        public String why(ReviewCell.Proposal p) {
            if (p.keptOut()) {
                return show.say("reviews.left.keptOut");
            }
            List<String> why = new ArrayList<>();
            if (p.tied()) {
                why.add(show.say("reviews.tied"));
            }
            for (RatingFlags.Flag flag : p.questions()) {
                why.add(show.say("assessment.flag." + flag + ".short"));
            }
            return String.join("; ", why);
        }
    }
}
