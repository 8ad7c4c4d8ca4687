package vn.tusoi.rulebook.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
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
import vn.tusoi.rulebook.Explanations;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.Sharpening;
import vn.tusoi.rulebook.Value;
import vn.tusoi.rulebook.local.LocalCriteria;
import vn.tusoi.rulebook.local.LocalCriterion;
import vn.tusoi.rulebook.local.LocalCriterion.Kind;
import vn.tusoi.rulebook.local.LocalCriterion.State;
import vn.tusoi.rulebook.local.LocalDesk;
import vn.tusoi.site.Choice;
import vn.tusoi.site.ShowsNobody;
import vn.tusoi.worklist.Refused;

/** What a unit adds to the rule set and what it inherits: read, propose, approve, end. */
@Controller
class LocalPages {

    private final LocalDesk desk;
    private final LocalCriteria criteria;
    private final Units units;
    private final Explanations words;
    private final MessageSource messages;
    private final Clock clock;

    LocalPages(LocalDesk desk, LocalCriteria criteria, Units units, Explanations words, MessageSource messages, Clock clock) {
        this.desk = desk;
        this.criteria = criteria;
        this.units = units;
        this.words = words;
        this.messages = messages;
        this.clock = clock;
    }

    /** What is proposed; which fields count hangs on the kind. */
    public static class ProposeForm {
        public String parent;
        public String key;
        public Integer number;
        public String vi;
        public String en;
        public String hintVi;
        public String hintEn;
        public String postClass;
        public String profession;
        public String docNo;
        public LocalDate docDate;
        public LocalDate from;
    }

    /** Approve, or refuse with a reason. */
    public static class DecideForm {
        public String decision;
        public String reason;
    }

    public static class EndForm {
        public LocalDate lastDay;
        public String reason;
    }

    /** @param standing PROPOSED, COMING, IN_FORCE, END_ASKED, ENDED or REFUSED */
    record Line(LocalCriterion c, String text, String hint, String about, String who, String standing, String unit) { }

    record ValueLine(String words, String inherited, String source, String own, String direction) { }

    @GetMapping("/rules/local")
    @ShowsNobody("rules of units")
    String list(@RequestParam(required = false) String unit, Actor actor, Locale locale, Model model) {
        List<Unit> own = desk.unitsOf(actor);
        if ((unit == null || unit.isBlank()) && own.isEmpty()) {
            model.addAttribute("unit", null);
            return "rules/local";
        }
        Unit shown = desk.readable(actor, unit == null || unit.isBlank() ? own.get(0).code() : unit);
        LocalDate today = LocalDate.now(clock);
        RuleSet inherited = desk.inherited(shown, today);
        List<LocalCriterion> all = criteria.ofUnit(shown.code());
        model.addAttribute("unit", shown);
        model.addAttribute("others", own.stream().filter(u -> !u.code().equals(shown.code())).toList());
        model.addAttribute("above", units.lineage(shown.code()).stream().skip(1).toList());
        model.addAttribute("rights", desk.rights(actor, shown));
        model.addAttribute("mine", all.stream().map(c -> line(c, inherited, locale)).toList());
        model.addAttribute("waiting", all.stream().filter(c -> c.state() == State.PROPOSED || c.endAsked()).count());
        model.addAttribute("inherited", shown.parent() == null ? List.of()
                : criteria.applying(shown.parent(), today).stream().map(c -> line(c, inherited, locale)).toList());
        model.addAttribute("set", inherited);
        model.addAttribute("setName", inherited.name(locale.getLanguage()));
        model.addAttribute("values", desk.sharpenable(shown).stream().map(s -> value(s, inherited, all, locale)).toList());
        return "rules/local";
    }

    private ValueLine value(Sharpening s, RuleSet inherited, List<LocalCriterion> all, Locale locale) {
        Value value = inherited.value(s.key());
        LocalDate today = LocalDate.now(clock);
        String own = all.stream().filter(c -> c.kind() == Kind.VALUE && c.key().equals(s.key()) && c.appliesOn(today)).map(c -> String.valueOf(c.number())).findFirst().orElse(null);
        return new ValueLine(value.text(locale.getLanguage()), words.value(value), words.shortCitation(inherited, value.citation()), own, say(locale, "local.direction." + s.direction()));
    }

    private Line line(LocalCriterion c, RuleSet set, Locale locale) {
        String language = locale.getLanguage();
        String about = switch (c.kind()) {
            case VALUE -> say(locale, "local.about.VALUE", c.number());
            case CHECK -> say(locale, "local.about.CHECK");
            case STANDARD -> say(locale, "local.about.STANDARD", set.item("standards", c.parent()).article(), set.item("standards", c.parent()).text(language));
        };
        List<String> who = new ArrayList<>();
        if (c.postClass() != null) {
            who.add(set.item("postClasses", c.postClass()).text(language));
        }
        if (c.profession() != null) {
            who.add(c.profession().replace(";", ", "));
        }
        return new Line(c, c.text(language), c.hint(language), about, who.isEmpty() ? say(locale, "local.everybody") : String.join("; ", who), standing(c), units.get(c.unit()).name());
    }

    private String standing(LocalCriterion c) {
        LocalDate today = LocalDate.now(clock);
        if (c.state() != State.IN_FORCE) {
            return c.state().name();
        }
        if (c.validTo() != null && today.isAfter(c.validTo())) {
            return "ENDED";
        }
        return c.endAsked() ? "END_ASKED" : today.isBefore(c.validFrom()) ? "COMING" : "IN_FORCE";
    }

    @GetMapping("/rules/local/new")
    @ShowsNobody("a blank form")
    String propose(@RequestParam(defaultValue = "") String unit, @RequestParam(defaultValue = "") String kind, @RequestParam(required = false) String replaces, Actor actor,
                   Locale locale, Model model) {
        Unit where = proposing(actor, unit);
        ProposeForm form = new ProposeForm();
        if (replaces != null && !replaces.isBlank()) {
            LocalCriterion before = criteria.versions(replaces).stream().findFirst().filter(c -> c.unit().equals(where.code())).orElseThrow(() -> new Denied.Hidden(replaces));
            form.parent = before.parent();
            form.key = before.key();
            form.number = before.number();
            form.vi = before.vi();
            form.en = before.en();
            form.hintVi = before.hintVi();
            form.hintEn = before.hintEn();
            form.postClass = before.postClass();
            form.profession = before.profession();
        }
        model.addAttribute("form", form);
        return proposal(where, kind(kind), replaces, locale, model);
    }

    @PostMapping("/rules/local/new")
    ModelAndView propose(@RequestParam(defaultValue = "") String unit, @RequestParam(defaultValue = "") String kind, @RequestParam(required = false) String replaces, Actor actor,
                         @ModelAttribute("form") ProposeForm form, BindingResult result, Locale locale, Model model, RedirectAttributes flash) {
        Unit where = proposing(actor, unit);
        Kind what = kind(kind);
        LocalCriterion[] made = new LocalCriterion[1];
        if (Refused.taken(result, () -> made[0] = desk.propose(actor, where.code(), new LocalDesk.Proposal(what, replaces, form.parent, form.key, form.number,
                form.vi, form.en, form.hintVi, form.hintEn, form.postClass, form.profession, form.docNo, form.docDate, form.from)))) {
            flash.addFlashAttribute("done", say(locale, "local.proposed", made[0].code()));
            return new ModelAndView("redirect:/rules/local/" + made[0].code() + "/" + made[0].version());
        }
        return new ModelAndView(proposal(where, what, replaces, locale, model), model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private String proposal(Unit unit, Kind kind, String replaces, Locale locale, Model model) {
        LocalDate today = LocalDate.now(clock);
        RuleSet set = desk.inherited(unit, today);
        String language = locale.getLanguage();
        model.addAttribute("unit", unit);
        model.addAttribute("kind", kind);
        model.addAttribute("replaces", replaces == null || replaces.isBlank() ? null : replaces);
        model.addAttribute("articles", set.catalogue("standards").stream().filter(i -> "ARTICLE".equals(i.more().get("part")))
                .map(i -> Choice.of(i.code(), say(locale, "local.article", i.article(), i.text(language)))).toList());
        model.addAttribute("postClasses", set.catalogue("postClasses").stream().map(i -> Choice.of(i.code(), i.text(language))).toList());
        model.addAttribute("keys", desk.sharpenable(unit).stream().map(s -> {
            LocalDesk.Inherited now = desk.inherited(unit, s.key(), today);
            return Choice.of(s.key(), set.value(s.key()).text(language), say(locale, "local.key." + s.direction(), now.number(), now.source()));
        }).toList());
        return "rules/local-new";
    }

    @GetMapping("/rules/local/{code}/{version}")
    @ShowsNobody("a rule of a unit")
    String show(@PathVariable String code, @PathVariable int version, Actor actor, Locale locale, Model model) {
        LocalCriterion c = desk.readable(actor, code, version);
        model.addAttribute("form", c.state() == State.PROPOSED || c.endAsked() ? new DecideForm() : new EndForm());
        return one(c, actor, locale, model);
    }

    private String one(LocalCriterion c, Actor actor, Locale locale, Model model) {
        Unit unit = units.get(c.unit());
        RuleSet set = desk.inherited(unit, LocalDate.now(clock));
        LocalDesk.Rights rights = desk.rights(actor, unit);
        model.addAttribute("line", line(c, set, locale));
        model.addAttribute("c", c);
        model.addAttribute("unit", unit);
        model.addAttribute("from", words.day(c.validFrom()));
        model.addAttribute("to", c.validTo() == null ? say(locale, "local.open") : words.day(c.validTo()));
        model.addAttribute("cases", criteria.cases(c.code(), c.version()));
        model.addAttribute("versions", criteria.versions(c.code()).stream().map(v -> line(v, set, locale)).toList());
        model.addAttribute("now", c.kind() == Kind.VALUE ? desk.inherited(unit, c.key(), c.validFrom()) : null);
        boolean first = actor.username().equals(c.state() == State.PROPOSED ? c.proposedBy() : c.endBy());
        model.addAttribute("mayDecide", rights.approve() && !first && (c.state() == State.PROPOSED || c.endAsked()));
        model.addAttribute("waitsForOther", first && (c.state() == State.PROPOSED || c.endAsked()));
        model.addAttribute("mayEnd", rights.propose() && c.state() == State.IN_FORCE && c.validTo() == null && !c.endAsked());
        model.addAttribute("mayReplace", rights.propose() && criteria.versions(c.code()).get(0).version() == c.version() && c.state() != State.PROPOSED);
        model.addAttribute("decisions", Arrays.asList(Choice.of("APPROVE", say(locale, "local.decision.APPROVE"), say(locale, "local.decision.APPROVE.what", words.day(c.validFrom()))),
                Choice.of("REFUSE", say(locale, "local.decision.REFUSE"), say(locale, "local.decision.REFUSE.what"))));
        model.addAttribute("endDecisions", Arrays.asList(Choice.of("APPROVE", say(locale, "local.endDecision.APPROVE"), say(locale, "local.endDecision.APPROVE.what", words.day(c.endOn()))),
                Choice.of("REFUSE", say(locale, "local.endDecision.REFUSE"), say(locale, "local.endDecision.REFUSE.what"))));
        return "rules/local-one";
    }

    @PostMapping("/rules/local/{code}/{version}/decide")
    ModelAndView decide(@PathVariable String code, @PathVariable int version, Actor actor, @ModelAttribute("form") DecideForm form, BindingResult result, Locale locale,
                        Model model, RedirectAttributes flash) {
        LocalCriterion c = desk.readable(actor, code, version);
        if (!desk.rights(actor, units.get(c.unit())).approve()) {
            throw new Denied.Forbidden("local.denied.approve");
        }
        if (c.state() != State.PROPOSED && !c.endAsked()) {
            return already("local.wrong.decided", c, locale, flash);
        }
        boolean end = c.endAsked();
        boolean approve = "APPROVE".equals(form.decision);
        Runnable act = () -> {
            if (!approve && !"REFUSE".equals(form.decision)) {
                throw Refused.field("decision", "error.required");
            }
            if (end) {
                desk.decideEnd(actor, code, version, approve);
            } else if (approve) {
                desk.approve(actor, code, version);
            } else {
                desk.refuse(actor, code, version, form.reason);
            }
        };
        if (Refused.taken(result, act)) {
            flash.addFlashAttribute("done", say(locale, (end ? "local.endDecided." : "local.decided.") + form.decision, code));
            return new ModelAndView("redirect:/rules/local/{code}/{version}");
        }
        return new ModelAndView(one(c, actor, locale, model), model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @PostMapping("/rules/local/{code}/{version}/end")
    ModelAndView end(@PathVariable String code, @PathVariable int version, Actor actor, @ModelAttribute("form") EndForm form, BindingResult result, Locale locale, Model model,
                     RedirectAttributes flash) {
        LocalCriterion c = desk.readable(actor, code, version);
        if (!desk.rights(actor, units.get(c.unit())).propose()) {
            throw new Denied.Forbidden("local.denied.propose");
        }
        if (c.state() != State.IN_FORCE || c.validTo() != null || c.endAsked()) {
            return already("local.wrong.notInForce", c, locale, flash);
        }
        if (Refused.taken(result, () -> desk.askEnd(actor, code, version, form.lastDay, form.reason))) {
            flash.addFlashAttribute("done", say(locale, "local.endAsked", code));
            return new ModelAndView("redirect:/rules/local/{code}/{version}");
        }
        return new ModelAndView(one(c, actor, locale, model), model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    /** Somebody was quicker, or the page is an old one: back to how things stand. */
    private ModelAndView already(String said, LocalCriterion c, Locale locale, RedirectAttributes flash) {
        flash.addFlashAttribute("done", say(locale, said, c.decidedName() == null ? "" : c.decidedName()));
        return new ModelAndView("redirect:/rules/local/" + c.code() + "/" + c.version());
    }

    /** The unit, where this person may propose for it. */
    private Unit proposing(Actor actor, String code) {
        if (code.isEmpty() && !desk.proposes(actor)) {          // nothing is hidden that was not asked for
            throw new Denied.Forbidden("local.denied.propose");
        }
        Unit unit = desk.readable(actor, code);
        if (!desk.rights(actor, unit).propose()) {
            throw new Denied.Forbidden("local.denied.propose");
        }
        return unit;
    }

    private static Kind kind(String code) {
        return Arrays.stream(Kind.values()).filter(k -> k.name().equals(code)).findFirst().orElseThrow(() -> new Denied.Hidden(code));
    }

    private String say(Locale locale, String key, Object... args) {
        return messages.getMessage(key, args, locale);
    }
}
