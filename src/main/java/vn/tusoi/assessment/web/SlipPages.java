package vn.tusoi.assessment.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import vn.tusoi.assessment.AssessmentDesk;
import vn.tusoi.assessment.Votes;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.worklist.Refused;

/** The second count of the cell's slips, by somebody who does not see the first. */
@Controller
class SlipPages {

    public static class Form {
        @NotNull(message = "{assessment.missing.number}")
        public Integer issued;
        @NotNull(message = "{assessment.missing.number}")
        public Integer collected;
        @NotNull(message = "{assessment.missing.number}")
        public Integer missing;
        @NotNull(message = "{assessment.missing.number}")
        public Integer valid;
        @NotNull(message = "{assessment.missing.number}")
        public Integer invalid;
        @NotNull(message = "{assessment.missing.number}")
        public Integer xs;
        @NotNull(message = "{assessment.missing.number}")
        public Integer t;
        @NotNull(message = "{assessment.missing.number}")
        public Integer ht;
        @NotNull(message = "{assessment.missing.number}")
        public Integer kht;
    }

    private final AssessmentDesk desk;
    private final Readers readers;
    private final Show show;

    SlipPages(AssessmentDesk desk, Readers readers, Show show) {
        this.desk = desk;
        this.readers = readers;
        this.show = show;
    }

    @GetMapping("/cases/{code}/slips")
    @Shows(kind = "CASE", code = "code")
    ModelAndView counting(@PathVariable String code, Actor actor, Model model) {
        model.addAttribute("form", new Form());
        return page(code, actor, HttpStatus.OK, model);
    }

    @PostMapping("/cases/{code}/slips")
    ModelAndView count(@PathVariable String code, @Valid @ModelAttribute("form") Form f, BindingResult result, Actor actor, Model model, RedirectAttributes flash) {
        if (Refused.taken(result, () -> desk.countAgain(actor, code, new Votes(f.issued, f.collected, f.missing, f.valid, f.invalid, f.xs, f.t, f.ht, f.kht)))) {
            flash.addFlashAttribute("done", show.say("assessment.counts.done"));
            return new ModelAndView("redirect:/work");
        }
        return page(code, actor, HttpStatus.UNPROCESSABLE_ENTITY, model);
    }

    private ModelAndView page(String code, Actor actor, HttpStatus status, Model model) {
        desk.mayCountAgain(actor, code);
        readers.about(code, model);
        model.addAttribute("countedAgain", readers.assessments().countedAgain(code).orElse(null));
        return new ModelAndView("assessment/slips", model.asMap(), status);
    }
}
