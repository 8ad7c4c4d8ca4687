package vn.tusoi.assessment.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
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
import vn.tusoi.assessment.Level;
import vn.tusoi.assessment.RatingGrounds;
import vn.tusoi.assessment.RatingGrounds.Kind;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.worklist.Refused;

/** What other papers say that a rating rests on: one kind on the page at a time. */
@Controller
class GroundPages {

    public static class Form {
        @NotNull(message = "{assessment.missing.choice}")
        public Kind kind;
        public Level level;
        @Min(value = 1, message = "{assessment.wrong.atLeast}")
        public Integer given;
        @Min(value = 0, message = "{assessment.wrong.atLeast}")
        public Integer done;
        @Size(max = 2000, message = "{assessment.wrong.size}")
        public String excuse;
        public Boolean head;
        @Size(max = 200, message = "{assessment.wrong.size}")
        public String unitName;
        @NotBlank(message = "{assessment.missing.text}")
        @Size(max = 60, message = "{assessment.wrong.size}")
        public String documentNo;
        @NotBlank(message = "{assessment.missing.text}")
        @Size(max = 200, message = "{assessment.wrong.size}")
        public String issuedBy;
        @NotNull(message = "{assessment.missing.date}")
        public LocalDate issuedOn;
    }

    private final RatingGrounds grounds;
    private final Readers readers;
    private final Show show;

    GroundPages(RatingGrounds grounds, Readers readers, Show show) {
        this.grounds = grounds;
        this.readers = readers;
        this.show = show;
    }

    @GetMapping("/cases/{code}/grounds")
    @Shows(kind = "CASE", code = "code")
    ModelAndView entering(@PathVariable String code, @RequestParam(defaultValue = "TASKS") Kind kind, Actor actor, Model model) {
        Form form = new Form();
        form.kind = kind;
        model.addAttribute("form", form);
        return page(code, kind, actor, HttpStatus.OK, model);
    }

    @PostMapping("/cases/{code}/grounds")
    ModelAndView enter(@PathVariable String code, @Valid @ModelAttribute("form") Form f, BindingResult result, Actor actor, Model model, RedirectAttributes flash) {
        if (Refused.taken(result, () -> grounds.record(actor, code, new RatingGrounds.Given(f.kind, f.level, f.given, f.done, f.excuse, f.head, f.unitName, f.documentNo, f.issuedBy, f.issuedOn)))) {
            flash.addFlashAttribute("done", show.say("assessment.ground.done"));
            return new ModelAndView("redirect:/cases/" + code + "/grounds?kind=" + f.kind);
        }
        return page(code, f.kind == null ? Kind.TASKS : f.kind, actor, HttpStatus.UNPROCESSABLE_ENTITY, model);
    }

    private ModelAndView page(String code, Kind kind, Actor actor, HttpStatus status, Model model) {
        grounds.mayEnter(actor, code);
        readers.about(code, model);
        model.addAttribute("kind", kind);
        model.addAttribute("kinds", Kind.values());
        model.addAttribute("grounds", grounds.standing(code));
        model.addAttribute("levels", Arrays.stream(Level.values()).map(l -> Choice.of(l, show.say("rating." + l))).toList());
        model.addAttribute("heads", List.of(Choice.of("true", show.say("assessment.ground.head.true")), Choice.of("false", show.say("assessment.ground.head.false"))));
        return new ModelAndView("assessment/grounds", model.asMap(), status);
    }
}
