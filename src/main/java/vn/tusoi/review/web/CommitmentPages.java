package vn.tusoi.review.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.tusoi.access.Actor;
import vn.tusoi.review.Commitment;
import vn.tusoi.review.CommitmentDesk;
import vn.tusoi.review.CommitmentState;
import vn.tusoi.review.Commitments;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.site.ShowsNobody;
import vn.tusoi.worklist.Refused;

/** Commitments between two reviews: the member says how far they are, the cell's secretary sees those of the cell. */
@Controller
class CommitmentPages {

    private final Commitments commitments;
    private final CommitmentDesk desk;
    private final Show show;

    CommitmentPages(Commitments commitments, CommitmentDesk desk, Show show) {
        this.commitments = commitments;
        this.desk = desk;
        this.show = show;
    }

    @GetMapping("/me/commitments")
    @ShowsNobody("own commitments")
    String own(Actor actor, Model model) {
        if (actor.memberCode() == null) {
            return "me/nobody";
        }
        List<Commitment> all = commitments.ofMember(actor.memberCode());
        model.addAttribute("open", all.stream().filter(Commitment::open).sorted(Comparator.comparing(Commitment::until)).toList());
        model.addAttribute("closed", all.stream().filter(c -> !c.open()).toList());
        model.addAttribute("today", show.today());
        model.addAttribute("states", Arrays.stream(CommitmentState.values()).map(s -> Choice.of(s, show.say("commitment.state." + s))).toList());
        return "review/own-commitments";
    }

    @PostMapping("/me/commitments/{code}/{version}/{no}")
    String report(@PathVariable String code, @PathVariable int version, @PathVariable int no, @RequestParam(defaultValue = "") String state,
                  @RequestParam(defaultValue = "") String text, Actor actor, Model model, RedirectAttributes flash, HttpServletResponse response) {
        try {
            desk.report(actor, new CommitmentDesk.Place(code, version, no), Arrays.stream(CommitmentState.values()).filter(s -> s.name().equals(state)).findFirst().orElse(null), text);
            flash.addFlashAttribute("done", show.say("commitment.done"));
            return "redirect:/me/commitments";
        } catch (Refused refused) {
            model.addAttribute("wrongOn", code + "/" + version + "/" + no);
            model.addAttribute("wrongField", refused.field() == null ? "text" : refused.field());
            model.addAttribute("wrong", show.say(refused.messageKey(), refused.args()));
            model.addAttribute("typedState", state);
            model.addAttribute("typedText", text);
            response.setStatus(422);
            return own(actor, model);
        }
    }

    @GetMapping("/commitments")
    @Shows
    String cell(Actor actor, Model model) {
        List<CommitmentDesk.OfMember> rows = desk.ofCells(actor);
        model.addAttribute("rows", rows);
        model.addAttribute("today", show.today());
        model.addAttribute("overdue", rows.stream().filter(r -> r.commitment().overdue(show.today())).count());
        return "review/cell-commitments";
    }
}
