package vn.tusoi.rounds.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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
import vn.tusoi.access.Function;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.cases.Stage;
import vn.tusoi.register.Units;
import vn.tusoi.register.VietnameseText;
import vn.tusoi.rounds.AgeException;
import vn.tusoi.rounds.AgeExceptionDesk;
import vn.tusoi.rounds.AgeExceptions;
import vn.tusoi.rounds.Electorate;
import vn.tusoi.rounds.Milestone;
import vn.tusoi.rounds.Plan;
import vn.tusoi.rounds.Readiness;
import vn.tusoi.rounds.Round;
import vn.tusoi.rounds.RoundAccess;
import vn.tusoi.rounds.RoundDesk;
import vn.tusoi.rounds.RoundKind;
import vn.tusoi.rounds.RoundProgress;
import vn.tusoi.rounds.RoundStatus;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.rounds.Variant;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Page;
import vn.tusoi.site.Sheet;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.site.ShowsNobody;
import vn.tusoi.worklist.Refused;

/** Rounds: the list, a new one, how one goes, its plan and its electorate. */
@Controller
class RoundPages {

    private static final int UNITS_ON_A_PAGE = 20;
    private static final int PEOPLE_ON_A_PAGE = 50;

    private final Rounds rounds;
    private final RoundDesk desk;
    private final RoundAccess access;
    private final RoundProgress progress;
    private final Electorate electorate;
    private final Readiness readiness;
    private final RoundCalendar calendar;
    private final RuleBook rules;
    private final Units units;
    private final AgeExceptions exceptions;
    private final AgeExceptionDesk exceptionDesk;
    private final RoundView view;
    private final Show show;

    RoundPages(Rounds rounds, RoundDesk desk, RoundAccess access, RoundProgress progress, Electorate electorate, Readiness readiness, RoundCalendar calendar,
               RuleBook rules, Units units, AgeExceptions exceptions, AgeExceptionDesk exceptionDesk, RoundView view, Show show) {
        this.rounds = rounds;
        this.desk = desk;
        this.access = access;
        this.progress = progress;
        this.electorate = electorate;
        this.readiness = readiness;
        this.calendar = calendar;
        this.rules = rules;
        this.units = units;
        this.exceptions = exceptions;
        this.exceptionDesk = exceptionDesk;
        this.view = view;
        this.show = show;
    }

    // list and new ------------------------------------------------------------------------------

    /** A round in the list; {@code cases} those of the units that the reader sees. */
    public record Listed(Round round, String owner, int cases, int ended, int late) { }

    @GetMapping("/rounds")
    @ShowsNobody("rounds by name and numbers")
    String list(Actor actor, Model model) {
        if (!access.mayList(actor)) {
            throw new Denied.Forbidden("rounds.denied.list");
        }
        List<Listed> seen = new ArrayList<>();
        for (Round round : rounds.list()) {
            access.view(actor, round).ifPresent(v -> {
                RoundProgress.UnitCount total = round.launched() ? progress.figures(round, v.onlyUnits()).total() : null;
                int in = total == null ? electorate.size(round.code(), v.onlyUnits()).in() : total.cases();
                seen.add(new Listed(round, units.get(round.ownerUnit()).name(), in,
                        total == null ? 0 : total.listed() + total.notListed() + total.endedEarly(), total == null ? 0 : total.late()));
            });
        }
        model.addAttribute("rounds", seen);
        model.addAttribute("mayCreate", !desk.offices(actor).isEmpty());
        return "rounds/list";
    }

    /** A new round as it is typed. */
    public static class NewForm {
        @NotBlank(message = "{error.required}")
        @Size(max = 12, message = "{rounds.refused.code}")
        public String code;
        @NotBlank(message = "{error.required}")
        @Size(max = 200, message = "{error.tooLong}")
        public String name;
        @NotBlank(message = "{error.required}")
        public String owner;
        public RoundKind kind = RoundKind.CONGRESS;
    }

    @GetMapping("/rounds/new")
    @ShowsNobody("a blank form")
    String blank(Actor actor, @ModelAttribute("form") NewForm form, BindingResult result, Model model) {
        List<Choice> owners = owners(actor);
        form.owner = owners.get(0).value();
        model.addAttribute("owners", owners);
        model.addAttribute("kinds", kinds());
        return "rounds/new";
    }

    @PostMapping("/rounds/new")
    ModelAndView create(Actor actor, @Valid @ModelAttribute("form") NewForm form, BindingResult result, Model model, RedirectAttributes flash) {
        List<Choice> owners = owners(actor);
        if (!result.hasErrors()) {
            try {
                Round round = desk.create(actor, form.owner, form.code.strip().toUpperCase(Locale.ROOT), form.name,
                        form.kind == null ? RoundKind.CONGRESS : form.kind);
                flash.addFlashAttribute("done", show.say("rounds.new.done", round.code()));
                return new ModelAndView("redirect:/rounds/" + round.code() + "/plan");
            } catch (Refused refused) {
                refused.into(result);
            }
        }
        model.addAttribute("owners", owners);
        model.addAttribute("kinds", kinds());
        return wrong("rounds/new", model);
    }

    private List<Choice> kinds() {
        return java.util.Arrays.stream(RoundKind.values()).map(k -> Choice.of(k, show.say("rounds.kind." + k), show.say("rounds.kind." + k + ".text"))).toList();
    }

    private List<Choice> owners(Actor actor) {
        List<Choice> owners = desk.offices(actor).stream().map(o -> new Choice(desk.owner(o).code(), desk.owner(o).name(), o.unit().name(), null)).toList();
        if (owners.isEmpty()) {
            throw new Denied.Forbidden("rounds.denied.create");
        }
        return owners;
    }

    // one round ---------------------------------------------------------------------------------

    @GetMapping("/rounds/{code}")
    @Shows(kind = "ROUND", code = "code")
    String round(Actor actor, @PathVariable String code, @ModelAttribute("asked") UnitQuestion asked, @RequestParam(required = false) Integer page, Model model) {
        Round round = rounds.get(code);
        RoundAccess.View seen = access.look(actor, round);
        if (round.review() && round.launched()) {
            return "redirect:/rounds/" + code + "/progress";
        }
        head(model, actor, round, seen);
        if (!round.launched()) {
            model.addAttribute("calendar", view.calendar(round, null));
            model.addAttribute("size", electorate.size(code, seen.onlyUnits()));
            model.addAttribute("byUnit", electorate.byUnit(code).entrySet().stream().filter(e -> seen.sees(e.getKey())).mapToInt(e -> 1).sum());
            model.addAttribute("units", rounds.units(code).size());
            model.addAttribute("faults", round.status() == RoundStatus.DRAFT && seen.acts() ? view.said(readiness.faults(round)) : List.of());
            model.addAttribute("grounds", grounds(round, seen));
            return "rounds/draft";
        }
        RoundProgress.Figures figures = progress.figures(round, seen.onlyUnits());
        List<RoundProgress.UnitCount> asking = asked.of(figures.units());
        int number = Page.number(page);
        List<RoundProgress.UnitCount> rows = asking.stream().skip((long) (number - 1) * UNITS_ON_A_PAGE).limit(UNITS_ON_A_PAGE).toList();
        model.addAttribute("figures", figures);
        model.addAttribute("page", new Page<>(rows, number, UNITS_ON_A_PAGE, asking.size()));
        model.addAttribute("drawing", drawing(actor));
        model.addAttribute("lateUnits", figures.units().stream().filter(u -> u.late() > 0).count());
        model.addAttribute("stages", RoundProgress.STAGES);
        model.addAttribute("calendar", view.calendar(round, figures));
        model.addAttribute("daysLeft", calendar.workingDaysBetween(show.today(), round.congressDay()));
        model.addAttribute("outcomes", outcomes(figures));
        launch(model, round, seen);
        return "rounds/round";
    }

    /** The units whose lists this person's own board draws up: only those pages open from here. */
    private Set<String> drawing(Actor actor) {
        return actor.offices().stream().filter(o -> o.function() == Function.ORGANISATION_BOARD)
                .flatMap(o -> Stream.of(o.unit().code(), o.unit().parent()).filter(Objects::nonNull)
                        .filter(u -> units.performing(Function.ORGANISATION_BOARD.name(), u).filter(p -> p.code().equals(o.unit().code())).isPresent()))
                .collect(Collectors.toSet());
    }

    /** Filters and order of the table of units, as they stand in the address. */
    public static class UnitQuestion {

        private String unit = "";
        private String stage = "";
        private String show = "";
        private String sort = "late";

        public String getUnit() {
            return unit;
        }

        public void setUnit(String unit) {
            this.unit = unit == null ? "" : unit;
        }

        public String getStage() {
            return stage;
        }

        public void setStage(String stage) {
            this.stage = stage == null ? "" : stage;
        }

        public String getShow() {
            return show;
        }

        public void setShow(String show) {
            this.show = show == null ? "" : show;
        }

        public String getSort() {
            return sort;
        }

        public void setSort(String sort) {
            this.sort = sort == null ? "late" : sort;
        }

        List<RoundProgress.UnitCount> of(List<RoundProgress.UnitCount> all) {
            String text = VietnameseText.searchable(unit);
            Collator collator = Collator.getInstance(Locale.forLanguageTag("vi"));
            Comparator<RoundProgress.UnitCount> byName = Comparator.comparing(RoundProgress.UnitCount::name, collator);
            Optional<Stage> in = RoundProgress.STAGES.stream().filter(s -> s.name().equals(stage)).findFirst();
            return all.stream().filter(u -> text.isEmpty() || VietnameseText.searchable(u.name()).contains(text))
                    .filter(u -> in.isEmpty() || u.in(in.get()) > 0)
                    .filter(u -> !show.equals("late") || u.late() > 0)
                    .sorted(switch (sort) {
                        case "name" -> byName;
                        case "cases" -> Comparator.comparingInt(RoundProgress.UnitCount::cases).reversed().thenComparing(byName);
                        default -> Comparator.comparingInt(RoundProgress.UnitCount::late).reversed().thenComparing(byName);
                    }).toList();
        }
    }

    /** "44 ended early: 12 withdrew, 32 blocked." */
    private String outcomes(RoundProgress.Figures figures) {
        List<String> said = new ArrayList<>();
        for (CaseOutcome outcome : CaseOutcome.values()) {
            int count = figures.outcomes().getOrDefault(outcome, 0);
            if (count > 0) {
                said.add(show.say("rounds.outcome", count, show.say("outcome." + outcome)));
            }
        }
        return said.isEmpty() ? show.say("rounds.outcome.none") : show.say("rounds.outcome.all", String.join("; ", said));
    }

    /** The piece of the page that shows how the launch goes; asked for again while it runs. */
    @GetMapping("/rounds/{code}/launch")
    @ShowsNobody("numbers")
    ResponseEntity<?> launchMoved(Actor actor, @PathVariable String code, HttpServletRequest request) {
        Round round = rounds.get(code);
        access.look(actor, round);
        return ResponseEntity.status(HttpStatus.SEE_OTHER).header("Location", request.getContextPath() + "/rounds/" + code).build();
    }

    @GetMapping(path = "/rounds/{code}/launch", headers = "HX-Request=true")
    @ShowsNobody("numbers")
    ModelAndView launch(Actor actor, @PathVariable String code, Model model, jakarta.servlet.http.HttpServletResponse response) {
        Round round = rounds.get(code);
        RoundAccess.View seen = access.look(actor, round);
        launch(model, round, seen);
        model.addAttribute("round", round);
        if (round.status() != RoundStatus.LAUNCHING) {
            response.setHeader("HX-Refresh", "true");
        }
        return new ModelAndView("rounds/round :: launch", model.asMap());
    }

    private void launch(Model model, Round round, RoundAccess.View seen) {
        if (round.status() == RoundStatus.LAUNCHING) {
            model.addAttribute("launch", progress.launch(round));
        }
    }

    @GetMapping({"/rounds/{code}/units.csv", "/rounds/{code}/units.xlsx"})
    @Shows(entered = "EXPORTED")
    ResponseEntity<byte[]> unitsFile(Actor actor, @PathVariable String code, @ModelAttribute("asked") UnitQuestion asked) {
        Round round = rounds.get(code);
        RoundAccess.View seen = access.look(actor, round);
        if (!round.launched() || round.review()) {
            throw new Refused("rounds.refused.notLaunched");
        }
        List<String> heads = new ArrayList<>(List.of(show.say("rounds.unit.code"), show.say("rounds.unit"), show.say("rounds.cases")));
        RoundProgress.STAGES.forEach(s -> heads.add(show.say("stage." + s)));
        heads.addAll(List.of(show.say("rounds.listed"), show.say("rounds.notListed"), show.say("rounds.endedEarly"), show.say("rounds.late"), show.say("rounds.turn")));
        List<List<String>> rows = asked.of(progress.figures(round, seen.onlyUnits()).units()).stream().map(u -> {
            List<String> row = new ArrayList<>(List.of(u.code(), u.name(), String.valueOf(u.cases())));
            RoundProgress.STAGES.forEach(s -> row.add(String.valueOf(u.in(s))));
            row.addAll(List.of(String.valueOf(u.listed()), String.valueOf(u.notListed()), String.valueOf(u.endedEarly()), String.valueOf(u.late()), turn(u.turn())));
            return row;
        }).toList();
        return Sheet.file(code + "-units.csv", heads, rows);
    }

    private String turn(RoundProgress.Turn turn) {
        return turn == null ? "" : who(turn) + ": " + waitsFor(turn);
    }

    private String who(RoundProgress.Turn turn) {
        return turn.who() == null ? show.say("rounds.turn.members", turn.tasks()) : turn.who();
    }

    private String waitsFor(RoundProgress.Turn turn) {
        String task = show.sayOr("task." + turn.formKey(), turn.formKey());
        return turn.late() > 0 ? show.say("rounds.turn.late", task, turn.late(), show.left(turn.dueOn())) : show.say("rounds.turn.open", task, turn.tasks());
    }

    /** Called by the template for each row. */
    public final class Words {

        public String who(RoundProgress.Turn turn) {
            return RoundPages.this.who(turn);
        }

        public String waitsFor(RoundProgress.Turn turn) {
            return RoundPages.this.waitsFor(turn);
        }

        public String reason(String reason) {
            return view.reason(reason);
        }
    }

    // plan and calendar -------------------------------------------------------------------------

    @GetMapping("/rounds/{code}/plan")
    @Shows(kind = "ROUND", code = "code")
    String plan(Actor actor, @PathVariable String code, @ModelAttribute("form") PlanForm form, BindingResult result, Model model) {
        Round round = rounds.get(code);
        RoundAccess.View seen = access.look(actor, round);
        if (round.review()) {
            return "redirect:/rounds/" + code + "/review";
        }
        form.name = round.name();
        form.variant = round.variant();
        form.targetPost = round.targetPost();
        form.seats = round.seats() == 0 ? null : round.seats();
        form.ruleSet = round.ruleSet();
        form.congressDay = round.congressDay();
        form.version = round.version();
        form.units = new ArrayList<>(rounds.units(code));
        form.posts = new ArrayList<>(rounds.posts(code).stream().map(Rounds.Post::key).toList());
        if (!round.planned() && form.units.isEmpty()) {
            desk.communes(round).forEach(u -> form.units.add(u.code()));
        }
        fillPlan(model, actor, round, seen, null);
        return round.frozen() || !seen.acts() ? "rounds/plan-read" : "rounds/plan";
    }

    @PostMapping("/rounds/{code}/plan")
    ModelAndView savePlan(Actor actor, @PathVariable String code, @Valid @ModelAttribute("form") PlanForm form, BindingResult result, HttpServletRequest request,
                          Model model, RedirectAttributes flash) {
        Round round = rounds.get(code);
        access.act(actor, round);
        if (round.review()) {
            throw new Refused("rounds.refused.isReview");
        }
        form.units = values(request, "units");
        form.posts = values(request, "posts");
        if (!result.hasErrors()) {
            try {
                RoundDesk.Planned planned = desk.plan(actor, code, new Plan(form.name, form.variant, form.targetPost, form.seats, form.ruleSet, form.congressDay,
                        form.units, posts(form.posts)), form.version);
                flash.addFlashAttribute("done", show.say(planned.calendarNew() ? "rounds.plan.doneCalendar" : "rounds.plan.done",
                        planned.electorate().in(), planned.electorate().out()));
                return new ModelAndView("redirect:/rounds/" + code + "/plan");
            } catch (Refused refused) {
                refused.into(result);
            }
        }
        fillPlan(model, actor, round, access.look(actor, round), null);
        return wrong("rounds/plan", model);
    }

    /** Read by hand: binding to a list would cut a single value at its commas, and posts may have some. */
    private static List<String> values(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? new ArrayList<>() : new ArrayList<>(List.of(values));
    }

    private static List<Rounds.Post> posts(List<String> keys) {
        try {
            return keys.stream().map(Rounds.Post::of).toList();
        } catch (IllegalArgumentException wrong) {
            throw Refused.field("posts", "rounds.refused.noPost");
        }
    }

    @PostMapping("/rounds/{code}/calendar")
    ModelAndView saveCalendar(Actor actor, @PathVariable String code, @Valid @ModelAttribute("form") CalendarForm days, BindingResult result, Model model,
                              RedirectAttributes flash) {
        Round round = rounds.get(code);
        access.act(actor, round);
        if (round.review()) {
            throw new Refused("rounds.refused.isReview");
        }
        if (!result.hasErrors()) {
            try {
                List<Readiness.Fault> faults = desk.adjustCalendar(actor, code, days.days(), days.version);
                flash.addFlashAttribute("done", show.say(faults.isEmpty() ? "rounds.calendar.done" : "rounds.calendar.doneFaults", faults.size()));
                return new ModelAndView("redirect:/rounds/" + code + "/calendar");
            } catch (Refused refused) {
                refused.into(result);
            }
        }
        fillPlan(model, actor, round, access.look(actor, round), days);
        return wrong("rounds/calendar", model);
    }

    @GetMapping("/rounds/{code}/calendar")
    @ShowsNobody("days")
    String calendar(Actor actor, @PathVariable String code, @ModelAttribute("form") CalendarForm days, BindingResult result, Model model) {
        Round round = rounds.get(code);
        RoundAccess.View seen = access.look(actor, round);
        if (round.frozen() || !seen.acts() || !round.planned() || round.review()) {
            return "redirect:/rounds/" + code + "/plan";
        }
        days.show(rounds.calendar(code));
        days.version = round.version();
        fillPlan(model, actor, round, seen, days);
        return "rounds/calendar";
    }

    /** A milestone beside its field: how many working days before the congress it lies, and what the rule set says. */
    public record Day(Milestone milestone, String field, Integer before, int byRule, boolean adjusted) { }

    private void fillPlan(Model model, Actor actor, Round round, RoundAccess.View seen, CalendarForm days) {
        head(model, actor, round, seen);
        RuleSet set = rules.get(round.ruleSet());
        String language = RoundView.language();
        model.addAttribute("variants", java.util.Arrays.stream(Variant.values())
                .map(v -> new Choice(v.name(), show.say("rounds.variant." + v), show.say("rounds.variant." + v + ".text"), null)).toList());
        model.addAttribute("targets", set.catalogue("posts").stream().map(p -> new Choice(p.code(), p.text(language), null, null)).toList());
        model.addAttribute("ruleSets", rules.all().stream().map(r -> new Choice(r.code(), r.code() + " – " + r.name(language), null, null)).toList());
        model.addAttribute("communes", desk.communes(round));
        List<String> chosen = rounds.posts(round.code()).stream().map(Rounds.Post::key).toList();
        List<Electorate.Held> held = electorate.heldPosts(units.get(round.ownerUnit()).path(), show.today());
        model.addAttribute("partyPosts", held.stream().filter(h -> h.post().kind() == Rounds.Post.Kind.PARTY).toList());
        model.addAttribute("officePosts", held.stream().filter(h -> h.post().kind() == Rounds.Post.Kind.OFFICE).toList());
        model.addAttribute("posts", rounds.posts(round.code()));
        model.addAttribute("unitNames", rounds.units(round.code()).stream().filter(seen::sees).map(u -> units.get(u).name()).toList());
        model.addAttribute("chosen", chosen);
        model.addAttribute("size", electorate.size(round.code(), seen.onlyUnits()));
        model.addAttribute("calendar", view.calendar(round, null));
        model.addAttribute("faults", view.said(readiness.faults(round)));
        var known = rounds.calendar(round.code());
        var before = round.planned() ? view.workingDaysBefore(round) : java.util.Map.<Milestone, Integer>of();
        model.addAttribute("days", java.util.Arrays.stream(Milestone.values()).map(m -> new Day(m, m.field(), before.get(m), set.number(m.ruleKey()),
                known.containsKey(m) && known.get(m).adjusted())).toList());
    }

    // electorate --------------------------------------------------------------------------------

    /** A reason why people are out, in words. */
    public record Why(String reason, String words, String citation, int count) { }

    private List<Why> grounds(Round round, RoundAccess.View seen) {
        return electorate.grounds(round.code(), seen.onlyUnits()).stream()
                .map(g -> new Why(g.reason(), view.reason(g.reason()), view.cited(round, g.citation()), g.count())).toList();
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @GetMapping("/rounds/{code}/electorate")
    @Shows(kind = "ROUND", code = "code")
    String electorate(Actor actor, @PathVariable String code, @RequestParam(defaultValue = "in") String show, @RequestParam(required = false) String q,
                      @RequestParam(required = false) String unit, @RequestParam(required = false) String reason, @RequestParam(required = false) Integer page,
                      Model model) {
        Round round = rounds.get(code);
        RoundAccess.View seen = access.look(actor, round);
        head(model, actor, round, seen);
        Electorate.Question question = question(show, q, unit, reason, seen);
        int number = Page.number(page);
        model.addAttribute("size", electorate.size(code, seen.onlyUnits()));
        model.addAttribute("byHand", electorate.byHand(code, seen.onlyUnits()));
        model.addAttribute("grounds", grounds(round, seen));
        model.addAttribute("page", new Page<>(electorate.search(code, question, PEOPLE_ON_A_PAGE, (number - 1) * PEOPLE_ON_A_PAGE).stream()
                .map(e -> person(round, e)).toList(), number, PEOPLE_ON_A_PAGE, electorate.count(code, question)));
        model.addAttribute("unitChoices", rounds.units(code).stream().filter(seen::sees).map(u -> new Choice(u, units.get(u).name(), null, null)).toList());
        model.addAttribute("shown", show.equals("out") || show.equals("hand") ? show : "in");
        model.addAttribute("q", q);
        model.addAttribute("unit", unit);
        model.addAttribute("reason", reason);
        model.addAttribute("editable", seen.acts() && !round.frozen());
        return "rounds/electorate";
    }

    /** A person of the electorate with the reasons in words. */
    public record Person(Electorate.Entry entry, String words, String citation) { }

    private Person person(Round round, Electorate.Entry e) {
        return new Person(e, view.reason(e.reason()), view.cited(round, e.citation()));
    }

    private static Electorate.Question question(String show, String q, String unit, String reason, RoundAccess.View seen) {
        Boolean included = switch (show) {
            case "out" -> Boolean.FALSE;
            case "hand" -> null;
            default -> Boolean.TRUE;
        };
        return new Electorate.Question(included, blankToNull(q), blankToNull(unit), show.equals("hand") ? "BY_HAND" : blankToNull(reason), seen.onlyUnits());
    }

    @GetMapping({"/rounds/{code}/electorate.csv", "/rounds/{code}/electorate.xlsx"})
    @Shows(entered = "EXPORTED")
    ResponseEntity<byte[]> electorateFile(Actor actor, @PathVariable String code, @RequestParam(name = "show", defaultValue = "in") String which,
                                          @RequestParam(required = false) String q, @RequestParam(required = false) String unit,
                                          @RequestParam(required = false) String reason) {
        Round round = rounds.get(code);
        RoundAccess.View seen = access.look(actor, round);
        Electorate.Question question = question(which, q, unit, reason, seen);
        List<List<String>> rows = electorate.search(code, question, Integer.MAX_VALUE, 0).stream().map(e -> {
            Person p = person(round, e);
            return java.util.Arrays.asList(e.member(), e.name(), show.day(e.birthDate()), e.unitName(), e.cellName(), e.post(),
                    show.say(e.included() ? "rounds.electorate.in" : "rounds.electorate.out"), p.words(), p.citation(),
                    e.manualReason() == null ? "" : e.manualReason(), e.caseCode() == null ? "" : e.caseCode());
        }).toList();
        return Sheet.file(code + "-electorate.csv", List.of(show.say("rounds.person.code"), show.say("rounds.person"), show.say("rounds.person.birth"),
                show.say("rounds.unit"), show.say("rounds.person.cell"), show.say("rounds.person.post"), show.say("rounds.person.state"),
                show.say("rounds.person.reason"), show.say("rounds.person.citation"), show.say("rounds.person.byHand"), show.say("rounds.person.case")), rows);
    }

    @PostMapping("/rounds/{code}/electorate")
    String compute(Actor actor, @PathVariable String code, RedirectAttributes flash) {
        Electorate.Size size = desk.compute(actor, code);
        flash.addFlashAttribute("done", show.say("rounds.electorate.done", size.in(), size.out()));
        return "redirect:/rounds/" + code + "/electorate";
    }

    /** The board's own decision about a person. */
    public static class HandForm {
        @NotBlank(message = "{error.required}")
        public String decision;
        @Size(max = 1000, message = "{error.tooLong}")
        public String reason;
    }

    @GetMapping("/rounds/{code}/electorate/{member}")
    @Shows(kind = "ROUND", code = "code")
    String hand(Actor actor, @PathVariable String code, @PathVariable String member, @ModelAttribute("form") HandForm form, BindingResult result, Model model) {
        fillHand(actor, code, member, model);
        return "rounds/person";
    }

    @PostMapping("/rounds/{code}/electorate/{member}")
    ModelAndView decide(Actor actor, @PathVariable String code, @PathVariable String member, @Valid @ModelAttribute("form") HandForm form, BindingResult result,
                        Model model, RedirectAttributes flash) {
        fillHand(actor, code, member, model);
        if (!result.hasErrors()) {
            try {
                Boolean included = switch (form.decision) {
                    case "IN" -> Boolean.TRUE;
                    case "OUT" -> Boolean.FALSE;
                    default -> null;
                };
                desk.decide(actor, code, member, included, form.reason);
                Electorate.Entry now = electorate.find(code, member).orElseThrow();
                flash.addFlashAttribute("done", show.say(now.included() ? "rounds.person.doneIn" : "rounds.person.doneOut", now.name()));
                return new ModelAndView("redirect:/rounds/" + code + "/electorate?show=" + (now.manualBy() != null ? "hand" : now.included() ? "in" : "out"));
            } catch (Refused refused) {
                refused.into(result);
            }
        }
        return wrong("rounds/person", model);
    }

    /** An age exception as it is recorded, or a decision about one. */
    public static class ExceptionForm {
        public AgeException.Kind kind;
        public Integer months;
        @Size(max = 1000, message = "{error.tooLong}")
        public String why;
        @Size(max = 60, message = "{error.tooLong}")
        public String docNo;
        public java.time.LocalDate docDate;
        public Integer no;
        public String decision;
        @Size(max = 1000, message = "{error.tooLong}")
        public String decisionReason;
    }

    @GetMapping("/rounds/{code}/electorate/{member}/exception")
    @Shows(kind = "ROUND", code = "code")
    String exception(Actor actor, @PathVariable String code, @PathVariable String member, @ModelAttribute("form") ExceptionForm form, BindingResult result, Model model) {
        fillException(actor, code, member, model);
        return "rounds/exception";
    }

    @PostMapping("/rounds/{code}/electorate/{member}/exception")
    ModelAndView exception(Actor actor, @PathVariable String code, @PathVariable String member, @Valid @ModelAttribute("form") ExceptionForm form, BindingResult result,
                           Model model, RedirectAttributes flash) {
        fillException(actor, code, member, model);
        if (!result.hasErrors()) {
            try {
                if (form.no == null) {
                    exceptionDesk.record(actor, code, member, new AgeExceptionDesk.Recorded(form.kind, form.months, form.why, form.docNo, form.docDate));
                    flash.addFlashAttribute("done", show.say("rounds.exception.recorded"));
                } else {
                    exceptionDesk.decide(actor, code, member, form.no, "AUTHORISE".equals(form.decision), form.decisionReason);
                    flash.addFlashAttribute("done", show.say("rounds.exception.doneDecided"));
                }
                return new ModelAndView("redirect:/rounds/" + code + "/electorate/" + member + "/exception");
            } catch (Refused refused) {
                refused.into(result);
            }
        }
        return wrong("rounds/exception", model);
    }

    private void fillException(Actor actor, String code, String member, Model model) {
        fillHand(actor, code, member, model);
        Round round = rounds.get(code);
        model.addAttribute("exceptions", exceptions.of(code, member));
        model.addAttribute("kinds", java.util.Arrays.stream(AgeException.Kind.values()).map(k -> new Choice(k.name(), show.say("rounds.exception.kind." + k), show.say("rounds.exception.kind." + k + ".text"), null)).toList());
        model.addAttribute("decisions", List.of(new Choice("AUTHORISE", show.say("rounds.exception.yes"), null, null), new Choice("REFUSE", show.say("rounds.exception.no"), null, null)));
        model.addAttribute("draft", !round.frozen());
        model.addAttribute("username", actor.username());
    }

    private void fillHand(Actor actor, String code, String member, Model model) {
        Round round = rounds.get(code);
        access.act(actor, round);
        Electorate.Entry entry = electorate.find(code, member).orElseThrow(() -> new Denied.Hidden(member));
        head(model, actor, round, access.look(actor, round));
        model.addAttribute("person", person(round, entry));
        model.addAttribute("reasoning", electorate.reasoning(code, member).orElse(null));
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("IN", show.say("rounds.person.in"), show.say("rounds.person.in.text"), null));
        choices.add(new Choice("OUT", show.say("rounds.person.out"), show.say("rounds.person.out.text"), null));
        if (entry.manualBy() != null) {
            choices.add(new Choice("RULE", show.say("rounds.person.rule"), show.say("rounds.person.rule.text"), null));
        }
        model.addAttribute("choices", choices);
    }

    // common ------------------------------------------------------------------------------------

    private void head(Model model, Actor actor, Round round, RoundAccess.View seen) {
        model.addAttribute("round", round);
        model.addAttribute("names", view.names(round));
        model.addAttribute("acts", seen.acts());
        model.addAttribute("partial", seen.onlyUnits() != null);
        model.addAttribute("mine", view.mine(actor, round).orElse(null));
        model.addAttribute("words", new Words());
    }

    private static ModelAndView wrong(String template, Model model) {
        return new ModelAndView(template, model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }
}
