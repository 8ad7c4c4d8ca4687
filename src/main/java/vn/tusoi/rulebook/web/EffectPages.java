package vn.tusoi.rulebook.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.tusoi.access.Actor;
import vn.tusoi.rulebook.drafts.DraftAccess;
import vn.tusoi.rulebook.drafts.DraftDesk;
import vn.tusoi.rulebook.drafts.EffectDesk;
import vn.tusoi.rulebook.drafts.RuleDraft;
import vn.tusoi.site.Page;
import vn.tusoi.site.Sheet;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.worklist.Refused;

/** What a draft would have changed: how many, who, and by which row or value. */
@Controller
class EffectPages {

    private static final int ON_A_PAGE = 50;

    private final DraftDesk desk;
    private final EffectDesk effects;
    private final DraftAccess access;
    private final EffectWords words;
    private final Show show;

    EffectPages(DraftDesk desk, EffectDesk effects, DraftAccess access, EffectWords words, Show show) {
        this.desk = desk;
        this.effects = effects;
        this.access = access;
        this.words = words;
        this.show = show;
    }

    @GetMapping("/rules/drafts/{id}/effect")
    @Shows(kind = "RULES", code = "id")
    String effect(Actor actor, @PathVariable long id, @RequestParam(required = false) String area, @RequestParam(required = false) String was,
                  @RequestParam(required = false) String now, @RequestParam(required = false) Integer page, Locale locale, Model model) {
        fill(actor, id, area, was, now, page, locale, model);
        return "rules/draft-effect";
    }

    private void fill(Actor actor, long id, String area, String was, String now, Integer page, Locale locale, Model model) {
        RuleDraft draft = desk.read(actor, id);
        EffectDesk.Question asked = new EffectDesk.Question(blank(area), blank(was), blank(now));
        int number = Page.number(page);
        model.addAttribute("draft", draft);
        model.addAttribute("name", draft.name(locale.getLanguage()));
        model.addAttribute("tries", access.writer(actor).isPresent() && draft.state() != RuleDraft.State.DROPPED && draft.state() != RuleDraft.State.IN_FORCE);
        model.addAttribute("run", effects.last(actor, id).orElse(null));
        model.addAttribute("counts", effects.counts(actor, id));
        model.addAttribute("asked", asked);
        model.addAttribute("page", new Page<>(effects.lines(actor, id, asked, ON_A_PAGE, (number - 1) * ON_A_PAGE), number, ON_A_PAGE, effects.count(actor, id, asked)));
    }

    @PostMapping("/rules/drafts/{id}/effect")
    ModelAndView run(Actor actor, @PathVariable long id, Locale locale, Model model, RedirectAttributes flash) {
        try {
            EffectDesk.Run run = effects.run(actor, id);
            flash.addFlashAttribute("done", show.say("rules.effect.done", show.number(run.millis() / 1000.0)));
            return new ModelAndView("redirect:/rules/drafts/" + id + "/effect");
        } catch (Refused refused) {
            model.addAttribute("refused", show.say(refused.messageKey(), refused.args()));
            fill(actor, id, null, null, null, null, locale, model);
            return new ModelAndView("rules/draft-effect", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
        }
    }

    @GetMapping("/rules/drafts/{id}/effect.csv")
    @Shows(entered = "EXPORTED")
    ResponseEntity<byte[]> file(Actor actor, @PathVariable long id, @RequestParam(required = false) String area, @RequestParam(required = false) String was,
                                @RequestParam(required = false) String now) {
        List<List<String>> rows = new ArrayList<>();
        effects.export(actor, id, new EffectDesk.Question(blank(area), blank(was), blank(now)), l -> rows.add(List.of(words.area(l.area()), l.round(), l.subject(),
                l.member() == null ? "" : l.member(), l.name() == null ? "" : l.name(), l.ruleSet(), words.outcome(l.area(), l.was()), words.because(l.wasBecause()),
                words.outcome(l.area(), l.wouldBe()), words.because(l.nowBecause()))));
        return Sheet.file("effect-" + id + ".csv", List.of(show.say("rules.effect.area"), show.say("rules.effect.round"), show.say("rules.effect.subject"),
                show.say("rules.effect.member"), show.say("rules.effect.name"), show.say("rules.effect.set"), show.say("rules.effect.was"), show.say("rules.effect.wasBecause"),
                show.say("rules.effect.now"), show.say("rules.effect.nowBecause")), rows);
    }

    private static String blank(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
