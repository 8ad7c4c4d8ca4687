package vn.tusoi.register.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
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
import vn.tusoi.access.Function;
import vn.tusoi.register.Register;
import vn.tusoi.register.Unit;
import vn.tusoi.register.UnitKind;
import vn.tusoi.register.desk.RegisterDesk;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Page;
import vn.tusoi.site.Sheet;
import vn.tusoi.site.Show;
import vn.tusoi.site.ShowsNobody;
import vn.tusoi.worklist.Refused;

/** The tree of units, a unit with who does what for it, and the two acts of the province's organisation board. */
@Controller
class UnitPages {

    private final RegisterDesk desk;
    private final MessageSource messages;
    private final Show show;

    UnitPages(RegisterDesk desk, MessageSource messages, Show show) {
        this.desk = desk;
        this.messages = messages;
        this.show = show;
    }

    /** A function, who shall perform it, from when. */
    public static class AssignForm {
        @NotNull(message = "{error.required}")
        public Function function;
        @NotBlank(message = "{error.required}")
        public String performer;
        @NotNull(message = "{error.required}")
        public LocalDate from;
    }

    /** Who takes over, and the last day. */
    public static class DissolveForm {
        @NotBlank(message = "{error.required}")
        public String successor;
        @NotNull(message = "{error.required}")
        public LocalDate lastDay;
    }

    @GetMapping("/register/units")
    @ShowsNobody("units")
    String tree(@RequestParam(required = false) String q, @RequestParam(required = false) String under, @RequestParam(required = false) String kind,
                @RequestParam(required = false) String dissolved, @RequestParam(required = false) Integer page, Actor actor, Locale locale, Model model) {
        UnitKind wanted = kind(kind);
        Page<Register.UnitRow> found = desk.units(actor, new RegisterDesk.UnitQuestion(q, under, wanted, "true".equals(dissolved)), Page.number(page));
        model.addAttribute("page", found);
        model.addAttribute("q", q);
        model.addAttribute("kind", wanted);
        model.addAttribute("dissolved", "true".equals(dissolved));
        model.addAttribute("within", under == null || under.isBlank() ? null : desk.unit(actor, under));
        model.addAttribute("kinds", Arrays.stream(UnitKind.values()).map(k -> Choice.of(k, messages.getMessage("unitKind." + k, null, locale))).toList());
        return "register/units";
    }

    /** What the list shows, all pages of it, for a spreadsheet. */
    @GetMapping("/register/units.csv")
    @ShowsNobody("units")
    ResponseEntity<byte[]> export(@RequestParam(required = false) String q, @RequestParam(required = false) String under, @RequestParam(required = false) String kind,
                                  @RequestParam(required = false) String dissolved, Actor actor, Locale locale) {
        RegisterDesk.UnitQuestion question = new RegisterDesk.UnitQuestion(q, under, kind(kind), "true".equals(dissolved));
        List<List<String>> rows = new ArrayList<>();
        Page<Register.UnitRow> page;
        int number = 1;
        do {
            page = desk.units(actor, question, number++);
            page.rows().forEach(r -> rows.add(List.of(r.unit().code(), r.unit().name(), messages.getMessage("unitKind." + r.unit().kind(), null, locale),
                    r.unit().parent() == null ? "" : r.unit().parent(), String.valueOf(r.members()), show.day(r.unit().validFrom()),
                    r.unit().validTo() == null ? "" : show.day(r.unit().validTo()))));
        } while (page.number() < page.count());
        return Sheet.file("don-vi.csv", Stream.of("register.code", "register.units.name", "register.units.kind", "register.units.parent", "register.units.count",
                "register.units.from", "register.units.to").map(k -> messages.getMessage(k, null, locale)).toList(), rows);
    }

    private static UnitKind kind(String name) {
        return Arrays.stream(UnitKind.values()).filter(k -> k.name().equals(name)).findFirst().orElse(null);
    }

    @GetMapping("/register/units/{code}")
    @ShowsNobody("a unit and numbers")
    String unit(@PathVariable String code, Actor actor, Model model) {
        model.addAttribute("file", desk.unitFile(actor, code));
        return "register/unit";
    }

    @GetMapping("/register/units/{code}/function")
    @ShowsNobody("units")
    String assign(@PathVariable String code, Actor actor, Locale locale, Model model) {
        Unit unit = desk.changeable(actor, code);
        model.addAttribute("form", new AssignForm());
        return assign(unit, locale, model);
    }

    @PostMapping("/register/units/{code}/function")
    ModelAndView assign(@PathVariable String code, Actor actor, @Valid @ModelAttribute("form") AssignForm form, BindingResult result, Locale locale,
                        Model model, RedirectAttributes flash) {
        Unit unit = desk.changeable(actor, code);
        if (Refused.taken(result, () -> desk.assign(actor, code, form.function, form.performer, form.from))) {
            flash.addFlashAttribute("done", messages.getMessage("register.assign.done", new Object[] {unit.name()}, locale));
            return new ModelAndView("redirect:/register/units/{code}");
        }
        return new ModelAndView(assign(unit, locale, model), model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private String assign(Unit unit, Locale locale, Model model) {
        model.addAttribute("unit", unit);
        model.addAttribute("functions", Arrays.stream(Function.values()).filter(Function::isOffice)
                .map(f -> Choice.of(f, messages.getMessage("function." + f, null, locale))).toList());
        model.addAttribute("performers", choices(desk.possiblePerformers(unit)));
        return "register/assign";
    }

    @GetMapping("/register/units/{code}/dissolve")
    @ShowsNobody("units")
    String dissolve(@PathVariable String code, Actor actor, Model model) {
        Unit unit = desk.changeable(actor, code);
        model.addAttribute("form", new DissolveForm());
        return dissolve(unit, actor, model);
    }

    @PostMapping("/register/units/{code}/dissolve")
    ModelAndView dissolve(@PathVariable String code, Actor actor, @Valid @ModelAttribute("form") DissolveForm form, BindingResult result, Locale locale,
                          Model model, RedirectAttributes flash) {
        Unit unit = desk.changeable(actor, code);
        if (Refused.taken(result, () -> desk.dissolve(actor, code, form.successor, form.lastDay))) {
            flash.addFlashAttribute("done", messages.getMessage("register.dissolve.done", new Object[] {unit.name()}, locale));
            return new ModelAndView("redirect:/register/units/{code}");
        }
        return new ModelAndView(dissolve(unit, actor, model), model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private String dissolve(Unit unit, Actor actor, Model model) {
        model.addAttribute("unit", unit);
        model.addAttribute("file", desk.unitFile(actor, unit.code()));
        model.addAttribute("successors", choices(desk.possibleSuccessors(unit)));
        return "register/dissolve";
    }

    private static List<Choice> choices(List<Unit> units) {
        return units.stream().map(u -> Choice.of(u.code(), u.name() + " (" + u.code() + ")")).toList();
    }
}
