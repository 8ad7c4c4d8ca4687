package vn.tusoi.retention.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.i18n.LocaleContextHolder;
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
import vn.tusoi.ledger.ContentKind;
import vn.tusoi.ledger.Deletion;
import vn.tusoi.retention.BriefingRetention;
import vn.tusoi.retention.Holds;
import vn.tusoi.retention.RetentionDesk;
import vn.tusoi.retention.RetentionRun;
import vn.tusoi.retention.RetentionWorker;
import vn.tusoi.rounds.Round;
import vn.tusoi.rounds.RoundAccess;
import vn.tusoi.rounds.RoundStatus;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.site.ShowsNobody;
import vn.tusoi.worklist.Refused;

/** What closed rounds still hold of personal content, what of it is due, and its deletion by two officers. */
@Controller
class RetentionPages {

    private final Rounds rounds;
    private final RoundAccess access;
    private final RetentionDesk desk;
    private final BriefingRetention briefings;
    private final RetentionWorker worker;
    private final Holds holds;
    private final RuleBook rules;
    private final Show show;
    private final Clock clock;

    RetentionPages(Rounds rounds, RoundAccess access, RetentionDesk desk, BriefingRetention briefings, RetentionWorker worker, Holds holds, RuleBook rules, Show show, Clock clock) {
        this.rounds = rounds;
        this.access = access;
        this.desk = desk;
        this.briefings = briefings;
        this.worker = worker;
        this.holds = holds;
        this.rules = rules;
        this.show = show;
        this.clock = clock;
    }

    /** What the proposing officer tells the second, or what the second decides and answers. */
    public static class RunForm {
        public String decision;
        @Size(max = 2000, message = "{error.tooLong}")
        public String note;
        @Size(max = 2000, message = "{error.tooLong}")
        public String answer;
    }

    /** @param next the next day on which something falls due, null for none */
    public record Line(Round round, int due, int held, LocalDate next, RetentionRun last) {

        /** Whether all that the round held was deleted. */
        public boolean gone() {
            return due == 0 && held == 0 && next == null && last != null && last.state() == RetentionRun.State.DONE;
        }
    }

    /** What a page is of. @param base its address, @param over whether its periods have begun, @param cases whether its content is counted by cases */
    public record Of(String code, String name, String lead, String base, boolean over, boolean cases) { }

    /** @param months null where the rule set has none: it is kept */
    public record Period(String kind, Integer months) { }

    @GetMapping("/retention")
    @ShowsNobody("how much closed rounds hold")
    String list(Actor actor, Model model) {
        if (!access.mayList(actor)) {
            throw new Denied.Forbidden("rounds.denied.list");
        }
        LocalDate today = today();
        List<Line> lines = new ArrayList<>();
        for (Round round : rounds.list()) {
            if (round.status() == RoundStatus.CLOSED && access.view(actor, round).filter(v -> v.onlyUnits() == null).isPresent()) {
                List<RetentionDesk.Due> all = desk.preview(round);
                lines.add(new Line(round, all.stream().filter(d -> d.on(today)).mapToInt(RetentionDesk.Due::pieces).sum(), all.stream().mapToInt(RetentionDesk.Due::held).max().orElse(0),
                        all.stream().map(RetentionDesk.Due::due).filter(d -> d != null && d.isAfter(today)).min(LocalDate::compareTo).orElse(null),
                        desk.runs(round.code()).stream().findFirst().orElse(null)));
            }
        }
        RuleSet now = rules.inForce(today);
        model.addAttribute("lines", lines);
        model.addAttribute("briefings", briefings.list(actor));
        model.addAttribute("today", today);
        model.addAttribute("set", now);
        model.addAttribute("setName", now.name(LocaleContextHolder.getLocale().getLanguage()));
        model.addAttribute("periods", java.util.Arrays.stream(ContentKind.values()).map(k -> new Period(k.name(), now.values().containsKey(k.period()) ? now.number(k.period()) : null)).toList());
        model.addAttribute("mayHolds", holds.mayRead(actor));
        return "retention/list";
    }

    @GetMapping("/retention/{code}")
    @Shows(kind = "ROUND", code = "code")
    String round(Actor actor, @PathVariable String code, @ModelAttribute("form") RunForm form, BindingResult result, Model model) {
        fill(actor, code, model);
        return "retention/round";
    }

    @PostMapping("/retention/{code}/propose")
    ModelAndView propose(Actor actor, @PathVariable String code, @Valid @ModelAttribute("form") RunForm form, BindingResult result, Model model,
                RedirectAttributes flash) {
        access.act(actor, rounds.get(code));
        return act(new Act(result, model, flash, "/retention/" + code), "retention.proposed", () -> desk.propose(actor, code, form.note), () -> fill(actor, code, model));
    }

    @PostMapping("/retention/{code}/decide")
    ModelAndView decide(Actor actor, @PathVariable String code, @Valid @ModelAttribute("form") RunForm form, BindingResult result, Model model,
               RedirectAttributes flash) {
        access.act(actor, rounds.get(code));
        boolean confirmed = confirmed(form, result);
        return woken(confirmed, result, act(new Act(result, model, flash, "/retention/" + code), confirmed ? "retention.confirmed" : "retention.refused",
                () -> desk.decide(actor, code, confirmed, form.answer), () -> fill(actor, code, model)));
    }

    @GetMapping("/retention/briefings/{code}")
    @Shows(kind = "BRIEFING", code = "code")
    String briefing(Actor actor, @PathVariable String code, @ModelAttribute("form") RunForm form, BindingResult result, Model model) {
        fillBriefing(actor, code, model);
        return "retention/round";
    }

    @PostMapping("/retention/briefings/{code}/propose")
    ModelAndView proposeBriefing(Actor actor, @PathVariable String code, @Valid @ModelAttribute("form") RunForm form, BindingResult result, Model model, RedirectAttributes flash) {
        return act(new Act(result, model, flash, "/retention/briefings/" + code), "retention.proposed", () -> briefings.propose(actor, code, form.note),
                () -> fillBriefing(actor, code, model));
    }

    @PostMapping("/retention/briefings/{code}/decide")
    ModelAndView decideBriefing(Actor actor, @PathVariable String code, @Valid @ModelAttribute("form") RunForm form, BindingResult result, Model model, RedirectAttributes flash) {
        briefings.get(actor, code);
        boolean confirmed = confirmed(form, result);
        return woken(confirmed, result, act(new Act(result, model, flash, "/retention/briefings/" + code), confirmed ? "retention.confirmed" : "retention.refused",
                () -> briefings.decide(actor, code, confirmed, form.answer), () -> fillBriefing(actor, code, model)));
    }

    private boolean confirmed(RunForm form, BindingResult result) {
        if (form.decision == null || !form.decision.matches("CONFIRM|REFUSE")) {
            result.rejectValue("decision", "error.required", show.say("error.required"));
        }
        return "CONFIRM".equals(form.decision);
    }

    private ModelAndView woken(boolean confirmed, BindingResult result, ModelAndView answer) {
        if (confirmed && !result.hasErrors()) {
            worker.wake();
        }
        return answer;
    }

    private record Act(BindingResult result, Model model, RedirectAttributes flash, String back) { }

    private ModelAndView act(Act act, String done, Runnable desk, Runnable fill) {
        if (!act.result().hasErrors()) {
            try {
                desk.run();
                act.flash().addFlashAttribute("done", show.say(done));
                return new ModelAndView("redirect:" + act.back());
            } catch (Refused refused) {
                refused.into(act.result());
            }
        }
        fill.run();
        return new ModelAndView("retention/round", act.model().asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private void fill(Actor actor, String code, Model model) {
        Round round = rounds.get(code);
        RoundAccess.View seen = access.look(actor, round);
        if (seen.onlyUnits() != null) {
            throw new Denied.Forbidden("rounds.denied.act");
        }
        model.addAttribute("of", new Of(code, round.name(), round.closedAt() == null ? show.say("retention.notClosed") : show.say("retention.closedOn", show.day(round.closedAt())),
                "/retention/" + code, round.closedAt() != null, true));
        fill(actor, seen.acts(), desk.preview(round), desk.runs(code), model);
    }

    private void fillBriefing(Actor actor, String code, Model model) {
        BriefingRetention.Held held = briefings.get(actor, code);
        model.addAttribute("of", new Of(code, held.briefing().title(), show.say("retention.briefing.lead", show.day(held.briefing().due())), "/retention/briefings/" + code, true, false));
        fill(actor, briefings.acts(actor, code), held.due().pieces() + held.due().held() == 0 ? List.of() : List.of(held.due()), briefings.runs(code), model);
    }

    private void fill(Actor actor, boolean acts, List<RetentionDesk.Due> all, List<RetentionRun> runs, Model model) {
        LocalDate today = today();
        RetentionRun proposed = runs.stream().findFirst().filter(r -> r.state() == RetentionRun.State.PROPOSED).orElse(null);
        int due = all.stream().filter(d -> d.on(today)).mapToInt(RetentionDesk.Due::pieces).sum();
        model.addAttribute("today", today);
        model.addAttribute("all", all);
        model.addAttribute("due", due);
        model.addAttribute("runs", runs);
        model.addAttribute("proposed", proposed);
        model.addAttribute("mayPropose", acts && due > 0 && runs.stream().noneMatch(RetentionRun::pending));
        model.addAttribute("mayDecide", acts && proposed != null && !proposed.proposedBy().equals(actor.username()));
        model.addAttribute("choices", List.of(new Choice("CONFIRM", show.say("retention.confirm"), show.say("retention.confirm.text"), null),
                new Choice("REFUSE", show.say("retention.refuse"), show.say("retention.refuse.text"), null)));
    }

    private LocalDate today() {
        return clock.instant().atZone(Deletion.ZONE).toLocalDate();
    }
}
