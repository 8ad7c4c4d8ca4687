package vn.tusoi.cases.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
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
import vn.tusoi.access.Denied;
import vn.tusoi.cases.CaseReading;
import vn.tusoi.cases.ReviewExit;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.register.Members;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.worklist.Refused;

/** Ending a yearly or quarterly review of somebody who is no longer to be rated. */
@Controller
class ReviewExitPages {

    private final ReviewExit exits;
    private final CaseReading reading;
    private final Members members;
    private final Show show;

    ReviewExitPages(ReviewExit exits, CaseReading reading, Members members, Show show) {
        this.exits = exits;
        this.reading = reading;
        this.members = members;
        this.show = show;
    }

    public static class ExitForm {
        @NotBlank(message = "{error.required}")
        @Size(max = 1000, message = "{error.tooLong}")
        public String reason;
    }

    @GetMapping("/cases/{code}/exit")
    @Shows(entered = "CASE_READ")
    ModelAndView ending(@PathVariable String code, Actor actor, Model model) {
        VettingCase c = known(actor, code);
        if (c.ended()) {
            throw new Refused("exit.over");
        }
        model.addAttribute("form", new ExitForm());
        return page(c, HttpStatus.OK, model);
    }

    @PostMapping("/cases/{code}/exit")
    ModelAndView end(@PathVariable String code, @Valid @ModelAttribute("form") ExitForm form, BindingResult result, Actor actor, Model model, RedirectAttributes flash) {
        VettingCase c = known(actor, code);
        if (Refused.taken(result, () -> exits.end(actor, code, form.reason))) {
            flash.addFlashAttribute("done", show.say("exit.done"));
            return new ModelAndView("redirect:/cases/" + code);
        }
        return page(c, HttpStatus.UNPROCESSABLE_ENTITY, model);
    }

    private VettingCase known(Actor actor, String code) {
        VettingCase c = reading.read(actor, code).subject();
        exits.keeper(actor, c).orElseThrow(() -> new Denied.Forbidden("exit.notYours"));
        return c;
    }

    private ModelAndView page(VettingCase c, HttpStatus status, Model model) {
        model.addAttribute("c", c);
        model.addAttribute("member", members.get(c.member()));
        model.addAttribute("ground", exits.ground(c).orElse(null));
        return new ModelAndView("cases/exit", model.asMap(), status);
    }
}
