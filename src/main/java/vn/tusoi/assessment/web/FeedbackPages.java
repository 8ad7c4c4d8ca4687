package vn.tusoi.assessment.web;

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
import vn.tusoi.assessment.AssessmentDesk;
import vn.tusoi.assessment.AssessmentDesk.FeedbackSource;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.worklist.Refused;

/** What the Front or people say of a member, entered as it came. */
@Controller
class FeedbackPages {

    public static class Form {
        @NotNull(message = "{assessment.missing.choice}")
        public FeedbackSource source;
        @NotBlank(message = "{assessment.feedback.anonymous}")
        @Size(max = 200, message = "{assessment.wrong.size}")
        public String from;
        @Size(max = 60, message = "{assessment.wrong.size}")
        public String documentNo;
        @NotNull(message = "{assessment.missing.date}")
        public LocalDate receivedOn;
        @NotBlank(message = "{assessment.missing.text}")
        @Size(max = 8000, message = "{assessment.wrong.size}")
        public String text;
    }

    private final AssessmentDesk desk;
    private final Readers readers;
    private final Show show;

    FeedbackPages(AssessmentDesk desk, Readers readers, Show show) {
        this.desk = desk;
        this.readers = readers;
        this.show = show;
    }

    @GetMapping("/cases/{code}/feedback")
    @Shows(kind = "CASE", code = "code")
    ModelAndView writing(@PathVariable String code, Actor actor, Model model) {
        model.addAttribute("form", new Form());
        return page(code, actor, HttpStatus.OK, model);
    }

    @PostMapping("/cases/{code}/feedback")
    ModelAndView write(@PathVariable String code, @Valid @ModelAttribute("form") Form f, BindingResult result, Actor actor, Model model, RedirectAttributes flash) {
        if (Refused.taken(result, () -> desk.recordFeedback(actor, code, new AssessmentDesk.FeedbackGiven(f.source, f.from, f.documentNo, f.receivedOn, f.text)))) {
            flash.addFlashAttribute("done", show.say("assessment.feedback.done"));
            return new ModelAndView("redirect:/work");
        }
        return page(code, actor, HttpStatus.UNPROCESSABLE_ENTITY, model);
    }

    private ModelAndView page(String code, Actor actor, HttpStatus status, Model model) {
        desk.mayEnterFeedback(actor, code);
        readers.about(code, model);
        model.addAttribute("sources", Arrays.stream(FeedbackSource.values()).map(s -> Choice.of(s, show.say("assessment.feedback." + s))).toList());
        return new ModelAndView("assessment/feedback", model.asMap(), status);
    }
}
