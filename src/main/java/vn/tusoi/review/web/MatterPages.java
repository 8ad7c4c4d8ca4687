package vn.tusoi.review.web;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.tusoi.access.Actor;
import vn.tusoi.register.Members;
import vn.tusoi.review.Matter;
import vn.tusoi.review.MatterDesk;
import vn.tusoi.site.Page;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.worklist.Refused;

/** Where the superior asks members to answer matters: who is still writing, and one page for each of them. */
@Controller
class MatterPages {

    private final MatterDesk desk;
    private final Members members;
    private final Show show;

    MatterPages(MatterDesk desk, Members members, Show show) {
        this.desk = desk;
        this.members = members;
        this.show = show;
    }

    /** What the superior types. */
    public static class MatterForm {
        private String text;

        public String getText() {
            return text;
        }

        public void setText(String text) {
            this.text = text;
        }
    }

    @GetMapping("/matters")
    @Shows
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(required = false) Integer page, Actor actor, Model model) {
        int number = Page.number(page);
        var found = desk.writing(actor, q, number);
        model.addAttribute("q", q);
        model.addAttribute("number", number);
        model.addAttribute("more", found.size() > MatterDesk.PAGE);
        model.addAttribute("writing", found.size() > MatterDesk.PAGE ? found.subList(0, MatterDesk.PAGE) : found);
        return "review/matters";
    }

    @GetMapping("/matters/{code}")
    @Shows(kind = "CASE", code = "code")
    String one(@PathVariable String code, Actor actor, Model model) {
        return one(code, actor, new BeanPropertyBindingResult(new MatterForm(), "form"), model);
    }

    private String one(String code, Actor actor, BindingResult typed, Model model) {
        MatterDesk.Sight sight = desk.sight(actor, code);
        model.addAllAttributes(typed.getModel());
        model.addAttribute("sight", sight);
        model.addAttribute("member", members.get(sight.subject().member()));
        return "review/matter";
    }

    @PostMapping("/matters/{code}")
    String raise(@PathVariable String code, @RequestParam(defaultValue = "") String text, Actor actor, Model model, RedirectAttributes flash, HttpServletResponse response) {
        MatterForm form = new MatterForm();
        form.setText(text);
        BindingResult result = new BeanPropertyBindingResult(form, "form");
        try {
            Matter raised = desk.raise(actor, code, text);
            flash.addFlashAttribute("done", show.say("matter.done", raised.no()));
            return "redirect:/matters/" + code;
        } catch (Refused refused) {
            refused.into(result);
            response.setStatus(422);
            return one(code, actor, result, model);
        }
    }
}
