package vn.tusoi.register.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Arrays;
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
import vn.tusoi.register.Member;
import vn.tusoi.register.Standing;
import vn.tusoi.register.Standings;
import vn.tusoi.register.Units;
import vn.tusoi.register.desk.StandingDesk;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.worklist.Refused;

/** Suspended, moved, died, left: entering it, and the end of a suspension. */
@Controller
class StandingPages {

    private final StandingDesk desk;
    private final Standings standings;
    private final Units units;
    private final Show show;

    StandingPages(StandingDesk desk, Standings standings, Units units, Show show) {
        this.desk = desk;
        this.standings = standings;
        this.units = units;
        this.show = show;
    }

    public static class StandingForm {
        @NotNull(message = "{error.required}")
        public Standing.Kind kind;
        @NotNull(message = "{error.required}")
        public LocalDate from;
        @NotBlank(message = "{error.required}")
        @Size(max = 60, message = "{error.tooLong}")
        public String docNo;
        @NotNull(message = "{error.required}")
        public LocalDate docDate;
        @NotBlank(message = "{error.required}")
        @Size(max = 200, message = "{error.tooLong}")
        public String decidedBy;
        public String newCell;
    }

    public static class EndForm {
        @NotNull(message = "{error.required}")
        public LocalDate lastDay;
    }

    @GetMapping("/register/members/{code}/standing")
    @Shows(kind = "REGISTER", code = "code")
    ModelAndView entering(@PathVariable String code, Actor actor, Model model) {
        Member member = desk.changeable(actor, code);
        model.addAttribute("form", new StandingForm());
        return form(member, HttpStatus.OK, model);
    }

    @PostMapping("/register/members/{code}/standing")
    ModelAndView enter(@PathVariable String code, Actor actor, @Valid @ModelAttribute("form") StandingForm form, BindingResult result, Model model,
                       RedirectAttributes flash) {
        Member member = desk.changeable(actor, code);
        if (Refused.taken(result, () -> desk.enter(actor, code, new StandingDesk.Entry(form.kind, form.from, form.docNo, form.docDate, form.decidedBy, form.newCell)))) {
            flash.addFlashAttribute("done", show.say("register.standing.done"));
            return new ModelAndView("redirect:/register/members/{code}");
        }
        return form(member, HttpStatus.UNPROCESSABLE_ENTITY, model);
    }

    private ModelAndView form(Member member, HttpStatus status, Model model) {
        model.addAttribute("member", member);
        model.addAttribute("cell", units.get(member.cell()));
        model.addAttribute("kinds", Arrays.stream(Standing.Kind.values()).map(k -> Choice.of(k, show.say("standing." + k), show.say("standing." + k + ".text"))).toList());
        return new ModelAndView("register/standing", model.asMap(), status);
    }

    @GetMapping("/register/members/{code}/standing/end")
    @Shows(kind = "REGISTER", code = "code")
    ModelAndView ending(@PathVariable String code, Actor actor, Model model) {
        Member member = desk.changeable(actor, code);
        model.addAttribute("form", new EndForm());
        return endForm(member, HttpStatus.OK, model);
    }

    @PostMapping("/register/members/{code}/standing/end")
    ModelAndView end(@PathVariable String code, Actor actor, @Valid @ModelAttribute("form") EndForm form, BindingResult result, Model model, RedirectAttributes flash) {
        Member member = desk.changeable(actor, code);
        if (Refused.taken(result, () -> desk.end(actor, code, form.lastDay))) {
            flash.addFlashAttribute("done", show.say("register.standing.ended"));
            return new ModelAndView("redirect:/register/members/{code}");
        }
        return endForm(member, HttpStatus.UNPROCESSABLE_ENTITY, model);
    }

    private ModelAndView endForm(Member member, HttpStatus status, Model model) {
        model.addAttribute("member", member);
        model.addAttribute("standing", standings.of(member.code()).stream().filter(s -> s.kind() == Standing.Kind.SUSPENDED && s.to() == null).findFirst().orElse(null));
        return new ModelAndView("register/standing-end", model.asMap(), status);
    }
}
