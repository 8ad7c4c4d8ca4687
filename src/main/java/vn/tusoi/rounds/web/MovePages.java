package vn.tusoi.rounds.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.tusoi.access.Actor;
import vn.tusoi.rounds.Round;
import vn.tusoi.rounds.RoundAccess;
import vn.tusoi.rounds.RoundMoves;
import vn.tusoi.rounds.RoundStatus;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Page;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.worklist.Refused;

/** The rule set of a round: which one it is under, and moving it to another while it is open. */
@Controller
class MovePages {

    private final Rounds rounds;
    private final RoundAccess access;
    private final RoundMoves moves;
    private final MoveView view;
    private final Show show;

    MovePages(Rounds rounds, RoundAccess access, RoundMoves moves, MoveView view, Show show) {
        this.rounds = rounds;
        this.access = access;
        this.moves = moves;
        this.view = view;
        this.show = show;
    }

    /** A move as it is proposed. */
    public static class MoveForm {
        @NotBlank(message = "{error.required}")
        public String to;
        @NotBlank(message = "{error.required}")
        @Size(max = 2000, message = "{error.tooLong}")
        public String reason;
    }

    @GetMapping("/rounds/{code}/rules")
    @Shows(kind = "ROUND", code = "code")
    String show(Actor actor, @PathVariable String code, @RequestParam(required = false) String to, @RequestParam(required = false) Integer page,
                @ModelAttribute("form") MoveForm form, BindingResult result, Model model) {
        fill(actor, code, to, page, form, model);
        return "rounds/rules";
    }

    @PostMapping("/rounds/{code}/rules")
    ModelAndView propose(Actor actor, @PathVariable String code, @Valid @ModelAttribute("form") MoveForm form, BindingResult result, Model model, RedirectAttributes flash) {
        access.act(actor, rounds.get(code));
        if (Refused.taken(result, () -> moves.propose(actor, code, form.to, form.reason))) {
            flash.addFlashAttribute("done", show.say("rounds.move.proposed"));
            return new ModelAndView("redirect:/rounds/" + code + "/rules");
        }
        fill(actor, code, form.to, null, form, model);
        return new ModelAndView("rounds/rules", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private void fill(Actor actor, String code, String to, Integer page, MoveForm form, Model model) {
        Round round = rounds.get(code);
        RoundAccess.View seen = access.look(actor, round);
        if (seen.onlyUnits() != null) {
            throw new vn.tusoi.access.Denied.Forbidden("rounds.denied.act");
        }
        view.round(round, model);
        boolean may = seen.acts() && round.status() == RoundStatus.OPEN && moves.last(code).filter(m -> m.pending()).isEmpty();
        model.addAttribute("may", may);
        List<Choice> choices = moves.choices(round).stream().map(s -> new Choice(s.code(), s.code() + " – " + s.name(RoundView.language()), null, null)).toList();
        model.addAttribute("choices", choices);
        boolean known = to != null && choices.stream().anyMatch(c -> c.value().equals(to));
        model.addAttribute("to", known ? to : null);
        if (may && known) {
            form.to = to;
            view.preview(moves.preview(round, to), Page.number(page), model);
        }
        model.addAttribute("moves", moves.of(code));
        moves.last(code).filter(m -> m.moved() > 0).ifPresent(m -> model.addAttribute("moved", view.lines(moves.moved(code, m.no()).stream()
                .filter(a -> !a.changes().isEmpty()).limit(MoveView.ON_A_PAGE).toList())));
        model.mergeAttributes(Map.of("code", code));
    }
}
