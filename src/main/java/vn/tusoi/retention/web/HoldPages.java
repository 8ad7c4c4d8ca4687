package vn.tusoi.retention.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
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
import vn.tusoi.access.Denied;
import vn.tusoi.register.Units;
import vn.tusoi.retention.Hold;
import vn.tusoi.retention.Holds;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.worklist.Refused;

/** Legal holds: all that stand, putting one on, lifting one by two officers. */
@Controller
class HoldPages {

    private final Holds holds;
    private final Units units;
    private final Show show;

    HoldPages(Holds holds, Units units, Show show) {
        this.holds = holds;
        this.units = units;
        this.show = show;
    }

    public static class PutForm {
        @NotNull(message = "{error.required}")
        public Hold.Kind kind;
        @NotBlank(message = "{error.required}")
        @Size(max = 40, message = "{error.tooLong}")
        public String code;
        @NotBlank(message = "{error.required}")
        @Size(max = 2000, message = "{error.tooLong}")
        public String reason;
    }

    public static class LiftForm {
        @Size(max = 2000, message = "{error.tooLong}")
        public String reason;
        public String decision;
    }

    @GetMapping("/holds")
    @Shows
    String list(Actor actor, @RequestParam(required = false) String of, @ModelAttribute("form") PutForm form, BindingResult result, Model model) {
        if (of != null && form.code == null) {
            form.code = of;
            form.kind = Hold.Kind.CASE;
        }
        fill(actor, model);
        return "retention/holds";
    }

    @PostMapping("/holds")
    ModelAndView put(Actor actor, @Valid @ModelAttribute("form") PutForm form, BindingResult result, Model model, RedirectAttributes flash) {
        if (!holds.mayPut(actor)) {
            throw new Denied.Forbidden("holds.denied.put");
        }
        if (Refused.taken(result, () -> holds.put(actor, form.kind, form.code, form.reason))) {
            flash.addFlashAttribute("done", show.say("holds.put.done"));
            return new ModelAndView("redirect:/holds");
        }
        fill(actor, model);
        return new ModelAndView("retention/holds", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private void fill(Actor actor, Model model) {
        List<Hold> all = holds.list(actor);
        model.addAttribute("holds", all.stream().filter(Hold::holds).toList());
        model.addAttribute("lifted", all.stream().filter(h -> !h.holds()).toList());
        model.addAttribute("may", holds.mayPut(actor));
        model.addAttribute("kinds", Arrays.stream(Hold.Kind.values()).map(k -> new Choice(k.name(), show.say("holds.kind." + k), null, null)).toList());
    }

    @GetMapping("/holds/{code}/{no}")
    @Shows(kind = "REGISTER", code = "code")
    String hold(Actor actor, @PathVariable String code, @PathVariable int no, @ModelAttribute("form") LiftForm form, BindingResult result, Model model) {
        fill(actor, code, no, model);
        return "retention/hold";
    }

    @PostMapping("/holds/{code}/{no}/lift")
    ModelAndView askToLift(Actor actor, @PathVariable String code, @PathVariable int no, @Valid @ModelAttribute("form") LiftForm form, BindingResult result, Model model,
                           RedirectAttributes flash) {
        return act(actor, code, no, result, model, flash, "holds.lift.asked", () -> holds.askToLift(actor, code, no, form.reason));
    }

    @PostMapping("/holds/{code}/{no}/decide")
    ModelAndView decide(Actor actor, @PathVariable String code, @PathVariable int no, @Valid @ModelAttribute("form") LiftForm form, BindingResult result, Model model,
                        RedirectAttributes flash) {
        holds.get(actor, code, no);
        if (form.decision == null || !form.decision.matches("LIFT|KEEP")) {
            result.rejectValue("decision", "error.required", show.say("error.required"));
        }
        boolean lift = "LIFT".equals(form.decision);
        return act(actor, code, no, result, model, flash, lift ? "holds.lifted" : "holds.kept", () -> holds.decide(actor, code, no, lift));
    }

    private ModelAndView act(Actor actor, String code, int no, BindingResult result, Model model, RedirectAttributes flash, String done, Runnable act) {
        if (Refused.taken(result, act)) {
            flash.addFlashAttribute("done", show.say(done));
            return new ModelAndView("redirect:/holds/" + code + "/" + no);
        }
        fill(actor, code, no, model);
        if (!holds.mayPut(actor)) {
            throw new Denied.Forbidden("holds.denied.put");
        }
        return new ModelAndView("retention/hold", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private void fill(Actor actor, String code, int no, Model model) {
        Hold hold = holds.get(actor, code, no);
        boolean may = holds.mayPut(actor, units.get(hold.unit()));
        model.addAttribute("hold", hold);
        model.addAttribute("unit", units.get(hold.unit()));
        model.addAttribute("mayAsk", may && hold.state() == Hold.State.HELD);
        model.addAttribute("mayDecide", may && hold.state() == Hold.State.LIFTING && !actor.username().equals(hold.askedBy()));
        model.addAttribute("choices", List.of(new Choice("LIFT", show.say("holds.lift"), show.say("holds.lift.text"), null),
                new Choice("KEEP", show.say("holds.keep"), show.say("holds.keep.text"), null)));
    }
}
