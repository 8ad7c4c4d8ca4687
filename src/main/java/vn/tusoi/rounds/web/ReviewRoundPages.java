package vn.tusoi.rounds.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;
import vn.tusoi.rounds.Electorate;
import vn.tusoi.rounds.Milestone;
import vn.tusoi.rounds.Readiness;
import vn.tusoi.rounds.ReviewPlan;
import vn.tusoi.rounds.ReviewProgress;
import vn.tusoi.rounds.Round;
import vn.tusoi.rounds.RoundAccess;
import vn.tusoi.rounds.RoundDesk;
import vn.tusoi.rounds.RoundKind;
import vn.tusoi.rounds.RoundProgress;
import vn.tusoi.rounds.RoundStatus;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.site.ShowsNobody;
import vn.tusoi.worklist.Refused;

/** What a yearly or quarterly review has in the place of a congress round's pages: its plan, and how far each unit is. */
@Controller
class ReviewRoundPages {

    private final Rounds rounds;
    private final RoundDesk desk;
    private final RoundAccess access;
    private final ReviewProgress progress;
    private final RoundProgress launches;
    private final Electorate electorate;
    private final Readiness readiness;
    private final RuleBook rules;
    private final Units units;
    private final RoundView view;
    private final Show show;

    ReviewRoundPages(Rounds rounds, RoundDesk desk, RoundAccess access, ReviewProgress progress, RoundProgress launches, Electorate electorate, Readiness readiness,
                     RuleBook rules, Units units, RoundView view, Show show) {
        this.rounds = rounds;
        this.desk = desk;
        this.access = access;
        this.progress = progress;
        this.launches = launches;
        this.electorate = electorate;
        this.readiness = readiness;
        this.rules = rules;
        this.units = units;
        this.view = view;
        this.show = show;
    }

    @GetMapping("/rounds/{code}/review")
    @Shows(kind = "ROUND", code = "code")
    String plan(Actor actor, @PathVariable String code, @ModelAttribute("form") ReviewPlanForm form, BindingResult result, Model model) {
        Round round = rounds.get(code);
        RoundAccess.View seen = access.look(actor, round);
        if (!round.review()) {
            return "redirect:/rounds/" + code + "/plan";
        }
        form.name = round.name();
        form.year = round.year() == null ? Integer.valueOf(show.today().getYear()) : round.year();
        form.quarter = round.quarter();
        form.ruleSet = round.ruleSet();
        form.version = round.version();
        form.units = new ArrayList<>(rounds.units(code));
        Map<Milestone, Rounds.Day> days = rounds.calendar(code);
        form.selfReview = byHand(days.get(Milestone.SELF_REVIEW));
        form.assessment = byHand(days.get(Milestone.ASSESSMENT));
        if (!round.planned() && form.units.isEmpty()) {
            desk.communes(round).forEach(u -> form.units.add(u.code()));
        }
        fill(model, actor, round, seen);
        return round.frozen() || !seen.acts() ? "rounds/plan-read" : "rounds/review-plan";
    }

    private static LocalDate byHand(Rounds.Day day) {
        return day == null || !day.adjusted() ? null : day.dueOn();
    }

    @PostMapping("/rounds/{code}/review")
    ModelAndView save(Actor actor, @PathVariable String code, @Valid @ModelAttribute("form") ReviewPlanForm form, BindingResult result, HttpServletRequest request,
                      Model model, RedirectAttributes flash) {
        Round round = rounds.get(code);
        access.act(actor, round);
        String[] chosen = request.getParameterValues("units");
        form.units = chosen == null ? new ArrayList<>() : new ArrayList<>(List.of(chosen));
        if (!result.hasErrors()) {
            try {
                RoundDesk.Planned planned = desk.planReview(actor, code, new ReviewPlan(form.name, form.year, form.quarter, form.ruleSet, form.units, form.selfReview,
                        form.assessment), form.version);
                flash.addFlashAttribute("done", show.say("rounds.plan.done", planned.electorate().in(), planned.electorate().out()));
                return new ModelAndView("redirect:/rounds/" + code + "/review");
            } catch (Refused refused) {
                refused.into(result);
            }
        }
        fill(model, actor, round, access.look(actor, round));
        return new ModelAndView("rounds/review-plan", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private void fill(Model model, Actor actor, Round round, RoundAccess.View seen) {
        head(model, actor, round, seen);
        String language = RoundView.language();
        model.addAttribute("ruleSets", rules.all().stream().map(r -> new Choice(r.code(), r.code() + " – " + r.name(language), null, null)).toList());
        model.addAttribute("communes", desk.communes(round));
        model.addAttribute("quarterly", round.kind() == RoundKind.QUARTERLY);
        model.addAttribute("unitNames", rounds.units(round.code()).stream().filter(seen::sees).map(u -> units.get(u).name()).toList());
        model.addAttribute("posts", List.of());
        model.addAttribute("size", electorate.size(round.code(), seen.onlyUnits()));
        model.addAttribute("calendar", view.calendar(round, null));
        model.addAttribute("faults", view.said(readiness.faults(round)));
    }

    private void head(Model model, Actor actor, Round round, RoundAccess.View seen) {
        model.addAttribute("round", round);
        model.addAttribute("names", view.names(round));
        model.addAttribute("acts", seen.acts());
        model.addAttribute("partial", seen.onlyUnits() != null);
        model.addAttribute("mine", view.mine(actor, round).orElse(null));
    }

    /** From the province down to the cells. @param at the unit looked at; none: the owner, or the reader's only unit */
    @GetMapping("/rounds/{code}/progress")
    @ShowsNobody("numbers by unit")
    String progress(Actor actor, @PathVariable String code, @RequestParam(required = false) String at, Model model) {
        Round round = rounds.get(code);
        RoundAccess.View seen = access.look(actor, round);
        if (!round.launched() || !round.review()) {
            return "redirect:/rounds/" + code;
        }
        String wanted = at != null ? at : seen.onlyUnits() != null && seen.onlyUnits().size() == 1 ? seen.onlyUnits().get(0) : round.ownerUnit();
        Unit unit = units.find(wanted).orElseThrow(() -> new Denied.Hidden(code));
        Unit owner = units.get(round.ownerUnit());
        if (!unit.path().startsWith(owner.path()) || seen.onlyUnits() != null && !unit.code().equals(owner.code())
                && seen.onlyUnits().stream().noneMatch(u -> unit.path().startsWith(units.get(u).path()))) {
            throw new Denied.Hidden(code);
        }
        head(model, actor, round, seen);
        model.addAttribute("at", unit);
        model.addAttribute("way", units.lineage(unit.code()).stream().filter(u -> u.path().startsWith(owner.path()) && !u.code().equals(unit.code()))
                .sorted(Comparator.comparingInt(u -> u.path().length())).toList());
        model.addAttribute("figures", progress.below(round, unit, seen.onlyUnits()));
        model.addAttribute("calendar", view.calendar(round, null));
        if (round.status() == RoundStatus.LAUNCHING) {
            model.addAttribute("launch", launches.launch(round));
        }
        return "rounds/review";
    }
}
