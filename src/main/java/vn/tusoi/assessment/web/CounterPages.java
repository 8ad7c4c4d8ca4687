package vn.tusoi.assessment.web;

import java.util.List;
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
import vn.tusoi.assessment.SlipCounters;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.worklist.Refused;

/** The secretary names who counts the slips of a meeting a second time. */
@Controller
class CounterPages {

    public static class Form {
        public String member;
    }

    private final SlipCounters counters;
    private final AssessmentDesk desk;
    private final Readers readers;
    private final Show show;

    CounterPages(SlipCounters counters, AssessmentDesk desk, Readers readers, Show show) {
        this.counters = counters;
        this.desk = desk;
        this.readers = readers;
        this.show = show;
    }

    @GetMapping("/cases/{code}/counter")
    @Shows(kind = "CASE", code = "code")
    ModelAndView choosing(@PathVariable String code, Actor actor, Model model) {
        Form form = new Form();
        form.member = counters.named(code).map(SlipCounters.Named::memberCode).orElse(null);
        model.addAttribute("form", form);
        return page(code, actor, HttpStatus.OK, model);
    }

    @PostMapping("/cases/{code}/counter")
    ModelAndView choose(@PathVariable String code, @ModelAttribute("form") Form f, BindingResult result, Actor actor, Model model, RedirectAttributes flash) {
        try {
            counters.name(actor, code, f.member);
            flash.addFlashAttribute("done", show.say("assessment.counter.done"));
            return new ModelAndView("redirect:/cases/" + code + "/record-meeting");
        } catch (Refused refused) {
            refused.into(result);
        }
        return page(code, actor, HttpStatus.UNPROCESSABLE_ENTITY, model);
    }

    private ModelAndView page(String code, Actor actor, HttpStatus status, Model model) {
        desk.mayRecordMeeting(actor, code);
        List<Choice> members = counters.eligible(actor, code).stream().map(p -> new Choice(p.code(), p.name(), p.post(), "")).toList();
        readers.about(code, model);
        model.addAttribute("choices", members);
        return new ModelAndView("assessment/counter", model.asMap(), status);
    }
}
