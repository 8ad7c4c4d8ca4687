package vn.tusoi.cases.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.i18n.LocaleContextHolder;
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
import vn.tusoi.access.SeparationOfDuties;
import vn.tusoi.cases.CaseDesk;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.CaseReading;
import vn.tusoi.cases.CaseReadingRule.Right;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.DossierPart;
import vn.tusoi.cases.ProcessPicture;
import vn.tusoi.cases.ReviewExit;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.cases.Stage;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.ledger.Sentences;
import vn.tusoi.register.Members;
import vn.tusoi.register.Units;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.site.ShowsNobody;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.WorkItem;
import vn.tusoi.worklist.WorkItems;

/** The dossier of a case, and what happens to it outside its stages. */
@Controller
class CasePages {

    /** Diagrams of a case: the whole, then its stages. */
    private static final List<String> DIAGRAMS = List.of("vetting-case", "self-review", "branch-assessment", "inspection-check");
    private static final List<String> REVIEW_DIAGRAMS = List.of("yearly-review", "self-review", "branch-assessment");
    private static final Map<Stage, String> OF_STAGE = Map.of(Stage.SELF_REVIEW, "self-review", Stage.ASSESSMENT, "branch-assessment",
            Stage.INSPECTION, "inspection-check", Stage.LIST, "vetting-case", Stage.ENDED, "vetting-case");
    private static final List<Stage> STRIP = List.of(Stage.SELF_REVIEW, Stage.ASSESSMENT, Stage.INSPECTION, Stage.LIST);
    private static final List<Stage> REVIEW_STRIP = List.of(Stage.SELF_REVIEW, Stage.ASSESSMENT);
    /** Readings have a list of their own. */
    private static final Set<String> NOT_TOLD = Set.of("CASE_READ", "CASE_READ_WITH_REASON", "PAGE_READ");

    private final Cases cases;
    private final CaseDesk desk;
    private final ReviewExit exits;
    private final CaseReading reading;
    private final Members members;
    private final Units units;
    private final RuleBook rules;
    private final WorkItems items;
    private final Ledger ledger;
    private final SeparationOfDuties duties;
    private final RoundCalendar calendar;
    private final ProcessPicture pictures;
    private final List<DossierPart> parts;
    private final Way way;
    private final Show show;

    CasePages(Cases cases, CaseDesk desk, ReviewExit exits, CaseReading reading, Members members, Units units, RuleBook rules, WorkItems items, Ledger ledger,
              SeparationOfDuties duties, RoundCalendar calendar, ProcessPicture pictures, List<DossierPart> parts, Way way, Show show) {
        this.cases = cases;
        this.desk = desk;
        this.exits = exits;
        this.reading = reading;
        this.members = members;
        this.units = units;
        this.rules = rules;
        this.items = items;
        this.ledger = ledger;
        this.duties = duties;
        this.calendar = calendar;
        this.pictures = pictures;
        this.parts = parts.stream().sorted(Comparator.comparingInt(DossierPart::order)).toList();
        this.way = way;
        this.show = show;
    }

    public record State(String kind, String text) { }

    public record StageMark(Stage stage, String mark, String icon, String text) { }

    public record Needed(String what, String from, String office, LocalDate due) { }

    public record Diagram(String id, String name, boolean shown) { }

    public record Told(Instant at, String words) { }

    public record ReaderLine(String person, String when, String how) { }

    public static class ReasonForm {
        public String reason;
    }

    public static class WithdrawForm {
        @NotBlank(message = "{error.required}")
        @Size(max = 4000, message = "{error.tooLong}")
        public String reason;
    }

    public static class InformationForm {
        @NotBlank(message = "{error.required}")
        @Size(max = 200, message = "{error.tooLong}")
        public String source;
        @NotBlank(message = "{error.required}")
        @Size(max = 60, message = "{error.tooLong}")
        public String docNo;
        @NotNull(message = "{error.required}")
        public LocalDate docDate;
        @NotBlank(message = "{error.required}")
        @Size(max = 200, message = "{error.tooLong}")
        public String verifiedBy;
        @NotBlank(message = "{error.required}")
        @Size(max = 4000, message = "{error.tooLong}")
        public String summary;
    }

    @GetMapping("/cases/{code}")
    @Shows(entered = "CASE_READ")
    ModelAndView show(@PathVariable String code, @RequestParam(required = false) String diagram, @RequestParam(required = false) String order, Actor actor,
                      Model model) {
        CaseReading.Granted granted;
        try {
            granted = reading.read(actor, code);
        } catch (Denied.Forbidden denied) {
            if (!denied.messageKey().equals(CaseReading.NEEDS_REASON)) {
                throw denied;
            }
            return ask(code, new ReasonForm(), HttpStatus.FORBIDDEN, model);
        }
        VettingCase c = granted.subject();
        boolean whole = granted.whole();
        Right right = granted.by().right();
        List<WorkItem> open = items.openOn(code);
        List<String> keys = actor.groupKeys();
        WorkItem mine = open.stream().filter(i -> keys.contains(i.groupKey()) && (!c.suspended() || i.formKey().equals("decide-resumption"))).findFirst().orElse(null);
        List<Ledger.Written> record = ledger.of(code);
        model.addAttribute("c", c);
        model.addAttribute("member", members.get(c.member()));
        model.addAttribute("posts", members.posts(c.member()).stream().filter(p -> p.to() == null).toList());
        model.addAttribute("cell", units.get(c.cell()));
        model.addAttribute("commune", units.get(c.unit()));
        model.addAttribute("set", rules.get(c.ruleSet()));
        model.addAttribute("own", granted.own());
        model.addAttribute("whole", whole);
        model.addAttribute("right", right.name());
        model.addAttribute("mayAsk", right == Right.PROGRESS);
        model.addAttribute("mine", mine);
        model.addAttribute("state", state(c, mine));
        model.addAttribute("stages", stages(c, record));
        model.addAttribute("round", calendar.name(c.round()));
        model.addAttribute("needed", open.stream().map(i -> needed(i, keys)).toList());
        model.addAttribute("waiting", parts.stream().flatMap(p -> p.waiting(code).stream()).findFirst().orElseGet(() -> show.say(c.ended() ? "case.now.ended" : c.stage() == Stage.LIST ? "case.now.list" : "case.now.process")));
        model.addAttribute("mayWithdraw", granted.own() && desk.mayWithdraw(c));
        model.addAttribute("mayInform", whole && !c.ended() && !c.suspended() && !granted.own() && desk.informant(actor, c).isPresent());
        model.addAttribute("mayEnd", !c.ended() && !granted.own() && exits.keeper(actor, c).isPresent());
        model.addAttribute("exit", c.ended() && c.review() ? exits.of(code).orElse(null) : null);
        if (whole || right == Right.PROGRESS) {
            diagram(c, diagram, model);
        }
        if (whole) {
            dossier(c, record, "old".equals(order), actor, model);
        }
        return new ModelAndView("cases/case", model.asMap());
    }

    private void diagram(VettingCase c, String wanted, Model model) {
        List<String> own = c.review() ? REVIEW_DIAGRAMS : DIAGRAMS;
        String shown = wanted != null && own.contains(wanted) ? wanted : c.review() && c.ended() ? "yearly-review" : OF_STAGE.get(c.stage());
        String language = LocaleContextHolder.getLocale().getLanguage();
        List<Diagram> diagrams = new ArrayList<>();
        for (String id : own) {
            diagrams.add(new Diagram(id, show.say("diagram." + id), id.equals(shown)));
        }
        ProcessPicture.Picture picture = pictures.draw(shown, c.code(), language).orElse(null);
        model.addAttribute("diagrams", diagrams);
        model.addAttribute("picture", picture);
        model.addAttribute("steps", picture == null ? List.of() : way.steps(picture, c.code()));
    }

    private void dossier(VettingCase c, List<Ledger.Written> record, boolean oldFirst, Actor actor, Model model) {
        parts.forEach(part -> part.fill(c.code(), actor, model));
        model.addAttribute("partsFirst", parts.stream().filter(p -> p.order() < 10).map(DossierPart::template).toList());
        model.addAttribute("parts", parts.stream().filter(p -> p.order() >= 10).map(DossierPart::template).toList());
        List<Told> time = new ArrayList<>(record.stream().filter(e -> !NOT_TOLD.contains(e.act())).map(e -> new Told(e.at(), words(e))).toList());
        if (!oldFirst) {
            java.util.Collections.reverse(time);
        }
        model.addAttribute("time", time);
        model.addAttribute("oldFirst", oldFirst);
        model.addAttribute("information", desk.information(c.code()));
        model.addAttribute("withdrawal", desk.withdrawalReason(c.code()).orElse(null));
        model.addAttribute("readers", reading.readers(c.code()).stream().map(r -> new ReaderLine(r.person(), ", " + way.when(r.first(), r.last(), r.times()),
                (r.function() == null ? "" : show.say("steps.office", show.say("function." + r.function()), r.unit()) + ". ")
                        + show.say("case.reader." + r.right(), r.reason() == null ? "" : r.reason()))).toList());
        model.addAttribute("participants", duties.participants(c.code()));
    }

    private String words(Ledger.Written e) {
        String office = e.function() == null ? "" : show.say("steps.office", show.say("function." + e.function()), units.find(e.unit()).map(u -> u.name()).orElse(e.unit()));
        return Sentences.whole(show.sayOr("act." + e.act(), e.act(), e.person() == null ? show.say("case.process") : e.person(),
                e.outcome() == null ? "" : show.sayOr("outcome." + e.outcome(), e.outcome()), office));
    }

    private State state(VettingCase c, WorkItem mine) {
        if (c.suspended()) {
            return new State("paused", show.say("case.state.paused"));
        }
        if (c.ended()) {
            return new State(c.outcome() == CaseOutcome.LISTED || c.outcome() == CaseOutcome.RATED ? "done" : c.outcome() == CaseOutcome.BLOCKED ? "blocked" : "open",
                    show.say("case.state.ended", show.say("outcome." + c.outcome())));
        }
        if (mine != null) {
            return new State("mine", show.say("case.state.mine"));
        }
        return show.late(c.dueOn()) ? new State("late", show.left(c.dueOn())) : new State("wait", show.say("case.state." + c.stage()));
    }

    private List<StageMark> stages(VettingCase c, List<Ledger.Written> record) {
        Map<Stage, Instant> entered = new EnumMap<>(Stage.class);
        entered.put(Stage.SELF_REVIEW, c.openedAt());
        Stage last = Stage.SELF_REVIEW;
        for (Ledger.Written e : record) {
            if (e.act().equals("STAGE_ENTERED")) {
                last = Stage.valueOf(e.outcome());
                entered.put(last, e.at());
            }
        }
        List<StageMark> strip = new ArrayList<>();
        List<Stage> own = c.review() ? REVIEW_STRIP : STRIP;
        for (Stage stage : own) {
            boolean before = stage.ordinal() < last.ordinal();
            Stage next = own.get(Math.min(own.indexOf(stage) + 1, own.size() - 1));
            if (before || c.ended() && stage == last && (c.outcome() == CaseOutcome.LISTED || c.outcome() == CaseOutcome.NOT_LISTED
                    || c.outcome() == CaseOutcome.RATED)) {
                Instant over = before ? entered.getOrDefault(next, c.stageSince()) : c.endedAt();
                strip.add(new StageMark(stage, "is-done", "ti-check", show.say("case.stage.done", show.dayShort(day(over)))));
            } else if (stage == last && c.ended()) {
                strip.add(new StageMark(stage, "is-over", "ti-ban", show.say("case.stage.stopped", show.dayShort(day(c.endedAt())))));
            } else if (stage == last) {
                strip.add(new StageMark(stage, "is-now", c.suspended() ? "ti-player-pause" : "ti-map-pin",
                        c.dueOn() == null ? show.say("site.due.none") : show.say("case.stage.due", show.dayShort(c.dueOn()))));
            } else {
                LocalDate due = c.ended() ? null : calendar.due(c.round(), stage);
                strip.add(new StageMark(stage, "", "ti-circle", due == null ? "" : show.say("case.stage.before", show.dayShort(due))));
            }
        }
        return strip;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, java.time.ZoneId.of("Asia/Ho_Chi_Minh"));
    }

    private Needed needed(WorkItem i, List<String> keys) {
        boolean yours = keys.contains(i.groupKey());
        return new Needed(show.say("task." + i.formKey()), yours ? show.say("case.now.you") : way.office(i), yours && i.function() != vn.tusoi.access.Function.MEMBER
                ? way.office(i) : null, i.dueOn());
    }

    // reading outside the step -------------------------------------------------------------------

    @GetMapping("/cases/{code}/reading")
    @ShowsNobody("a form that asks for a reason")
    ModelAndView ask(@PathVariable String code, Actor actor, Model model) {
        try {
            if (reading.read(actor, code).whole()) {
                return new ModelAndView("redirect:/cases/" + code);
            }
        } catch (Denied.Forbidden denied) {
            if (!denied.messageKey().equals(CaseReading.NEEDS_REASON)) {
                throw denied;
            }
        }
        return ask(code, new ReasonForm(), HttpStatus.OK, model);
    }

    @PostMapping("/cases/{code}/reading")
    ModelAndView read(@PathVariable String code, @ModelAttribute("form") ReasonForm form, BindingResult result, Actor actor, Model model) {
        try {
            reading.stateReason(actor, code, form.reason);
            return new ModelAndView("redirect:/cases/" + code);
        } catch (Refused refused) {
            refused.into(result);
            return ask(code, form, HttpStatus.UNPROCESSABLE_ENTITY, model);
        }
    }

    private ModelAndView ask(String code, ReasonForm form, HttpStatus status, Model model) {
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", form);
        }
        model.addAttribute("code", code);
        model.addAttribute("stage", cases.get(code).stage().name());
        return new ModelAndView("cases/reading", model.asMap(), status);
    }

    // withdrawing, new information -----------------------------------------------------------------

    @GetMapping("/cases/{code}/withdraw")
    @ShowsNobody("the own case")
    ModelAndView withdrawing(@PathVariable String code, Actor actor, Model model) {
        VettingCase c = reading.read(actor, code).subject();
        if (!actor.isMember(c.member())) {
            throw new Denied.Forbidden("withdraw.notYours");
        }
        if (!desk.mayWithdraw(c)) {
            throw new Refused("withdraw.tooLate");
        }
        model.addAttribute("form", new WithdrawForm());
        return page("cases/withdraw", c, HttpStatus.OK, model);
    }

    @PostMapping("/cases/{code}/withdraw")
    ModelAndView withdraw(@PathVariable String code, @Valid @ModelAttribute("form") WithdrawForm form, BindingResult result, Actor actor, Model model,
                          RedirectAttributes flash) {
        VettingCase c = reading.read(actor, code).subject();
        if (!actor.isMember(c.member())) {
            throw new Denied.Forbidden("withdraw.notYours");
        }
        if (Refused.taken(result, () -> desk.withdraw(actor, code, form.reason))) {
            flash.addFlashAttribute("done", show.say("withdraw.done"));
            return new ModelAndView("redirect:/cases/" + code);
        }
        return page("cases/withdraw", c, HttpStatus.UNPROCESSABLE_ENTITY, model);
    }

    @GetMapping("/cases/{code}/information")
    @Shows(entered = "CASE_READ")
    ModelAndView informing(@PathVariable String code, Actor actor, Model model) {
        VettingCase c = reading.read(actor, code).subject();
        desk.informant(actor, c).orElseThrow(() -> new Denied.Forbidden("information.notYours"));
        model.addAttribute("form", new InformationForm());
        return page("cases/information", c, HttpStatus.OK, model);
    }

    @PostMapping("/cases/{code}/information")
    ModelAndView inform(@PathVariable String code, @Valid @ModelAttribute("form") InformationForm form, BindingResult result, Actor actor, Model model,
                        RedirectAttributes flash) {
        VettingCase c = reading.read(actor, code).subject();
        desk.informant(actor, c).orElseThrow(() -> new Denied.Forbidden("information.notYours"));
        if (Refused.taken(result, () -> desk.registerInformation(actor, code, new CaseDesk.NewInformation(form.source, form.docNo, form.docDate, form.summary, form.verifiedBy)))) {
            flash.addFlashAttribute("done", show.say("information.done"));
            return new ModelAndView("redirect:/cases/" + code);
        }
        return page("cases/information", c, HttpStatus.UNPROCESSABLE_ENTITY, model);
    }

    private ModelAndView page(String view, VettingCase c, HttpStatus status, Model model) {
        model.addAttribute("c", c);
        model.addAttribute("member", members.get(c.member()));
        return new ModelAndView(view, model.asMap(), status);
    }
}
