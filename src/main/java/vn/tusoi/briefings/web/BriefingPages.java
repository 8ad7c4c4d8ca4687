package vn.tusoi.briefings.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import vn.tusoi.access.Office;
import vn.tusoi.briefings.Attendance;
import vn.tusoi.briefings.Briefing;
import vn.tusoi.briefings.BriefingDesk;
import vn.tusoi.briefings.Briefings;
import vn.tusoi.briefings.Progress;
import vn.tusoi.briefings.Session;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Sheet;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.site.ShowsNobody;
import vn.tusoi.worklist.Refused;

/** Texts that are made known: the list, one text with its progress or the member's confirmation, a cell's session. */
@Controller
class BriefingPages {

    private final BriefingDesk desk;
    private final Briefings briefings;
    private final Units units;
    private final Show show;

    BriefingPages(BriefingDesk desk, Briefings briefings, Units units, Show show) {
        this.desk = desk;
        this.briefings = briefings;
        this.units = units;
        this.show = show;
    }

    public static class TextForm {
        public String title;
        public String textNo;
        public LocalDate textDate;
        public String place;
        public String fileDigest;
        public LocalDate due;
        public List<String> to = new ArrayList<>();
    }

    public static class SessionForm {
        public LocalDate on;
        public String place;
        public String note;
        public Map<String, Attendance> people = new LinkedHashMap<>();
    }

    /** A briefing in the list of those who watch it. */
    public record Line(Briefing briefing, String owner, Progress progress) { }

    /** A session to be recorded. */
    public record Due(Briefing briefing, String cell, String cellName) { }

    @GetMapping("/briefings")
    @ShowsNobody("texts, numbers, and what is one's own")
    String list(Actor actor, Model model) {
        model.addAttribute("own", briefings.ofReader(actor.username()));
        model.addAttribute("unheld", briefings.unheld(actor.username(), show.today()).stream().map(w -> new Due(w.briefing(), w.cell(), units.get(w.cell()).name())).toList());
        model.addAttribute("watched", desk.watched(actor).stream().map(b -> {
            BriefingDesk.Standing standing = desk.look(actor, b.code());
            return new Line(b, units.get(b.owner()).name(), desk.whole(actor, b.code(), standing.from()));
        }).toList());
        model.addAttribute("mayPublish", actor.holds(Function.ORGANISATION_BOARD));
        return "briefings/list";
    }

    @GetMapping("/briefings/new")
    @ShowsNobody("a blank form")
    String blank(Actor actor, Model model) {
        model.addAttribute("form", new TextForm());
        return publishing(actor, model);
    }

    private String publishing(Actor actor, Model model) {
        Office office = desk.publishing(actor);
        model.addAttribute("realm", desk.realm(office));
        model.addAttribute("parts", desk.parts(office).stream().map(u -> Choice.of(u.code(), u.name())).toList());
        return "briefings/new";
    }

    @PostMapping("/briefings/new")
    ModelAndView publish(Actor actor, @ModelAttribute("form") TextForm form, BindingResult result, Model model, RedirectAttributes flash) {
        String page = publishing(actor, model);
        Briefing[] made = new Briefing[1];
        if (Refused.taken(result, () -> made[0] = desk.publish(actor, new BriefingDesk.Text(form.title, form.textNo, form.textDate, form.place, form.fileDigest,
                form.due, form.to)))) {
            flash.addFlashAttribute("done", show.say("briefings.published", made[0].textNo()));
            return new ModelAndView("redirect:/briefings/" + made[0].code());
        }
        return new ModelAndView(page, model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @GetMapping("/briefings/{code}")
    @ShowsNobody("a text, numbers, and what is one's own")
    String one(@PathVariable String code, @RequestParam(required = false) String unit, Actor actor, Model model) {
        BriefingDesk.Standing standing = desk.look(actor, code);
        model.addAttribute("briefing", standing.briefing());
        model.addAttribute("standing", standing);
        model.addAttribute("owner", units.get(standing.briefing().owner()));
        model.addAttribute("mine", briefings.ofReader(actor.username()).stream().filter(o -> o.briefing().code().equals(code)).findFirst().orElse(null));
        model.addAttribute("cells", standing.ownCells().stream().map(c -> desk.session(actor, code, c)).toList());
        model.addAttribute("unitNames", names(standing.ownCells()));
        if (standing.watching() != null) {
            Unit shown = unit == null || unit.isBlank() ? standing.from() : units.find(unit).orElseThrow(() -> new Denied.Hidden(unit));
            model.addAttribute("shown", shown);
            model.addAttribute("above", units.lineage(shown.code()).stream().skip(1).filter(u -> u.path().startsWith(standing.from().path())).toList());
            model.addAttribute("whole", desk.whole(actor, code, shown));
            model.addAttribute("parts", desk.progress(actor, code, shown));
        }
        return "briefings/one";
    }

    private Map<String, String> names(List<String> codes) {
        Map<String, String> names = new LinkedHashMap<>();
        codes.forEach(c -> names.put(c, units.get(c).name()));
        return names;
    }

    /** The parts of a unit as they are shown, for a spreadsheet. */
    @GetMapping({"/briefings/{code}/progress.csv", "/briefings/{code}/progress.xlsx"})
    @Shows(entered = "EXPORTED")
    ResponseEntity<byte[]> export(@PathVariable String code, @RequestParam(required = false) String unit, Actor actor) {
        BriefingDesk.Standing standing = desk.look(actor, code);
        Unit shown = unit == null || unit.isBlank() ? standing.from() : units.find(unit).orElseThrow(() -> new Denied.Hidden(unit));
        if (shown == null) {
            throw new Denied.Forbidden("briefings.denied.progress");
        }
        return Sheet.file(code + ".csv", Stream.of("briefings.unit", "briefings.cells", "briefings.held", "briefings.members", "briefings.attended", "briefings.excused", "briefings.read")
                .map(show::say).toList(), desk.progress(actor, code, shown).stream().map(p -> List.of(p.unit().name(), String.valueOf(p.cells()), String.valueOf(p.held()),
                String.valueOf(p.members()), String.valueOf(p.attended()), String.valueOf(p.excused()), String.valueOf(p.read()))).toList());
    }

    @PostMapping("/briefings/{code}/read")
    String confirm(@PathVariable String code, Actor actor, RedirectAttributes flash) {
        desk.confirm(actor, code);
        flash.addFlashAttribute("done", show.say("briefings.confirmed"));
        return "redirect:/briefings/" + code;
    }

    @PostMapping("/briefings/{code}/remind")
    String remind(@PathVariable String code, Actor actor, RedirectAttributes flash) {
        desk.remind(actor, code);
        flash.addFlashAttribute("done", show.say("briefings.reminded"));
        return "redirect:/briefings/" + code;
    }

    @GetMapping("/briefings/{code}/cells/{cell}")
    @Shows
    String session(@PathVariable String code, @PathVariable String cell, Actor actor, Model model) {
        Session session = desk.session(actor, code, cell);
        SessionForm form = new SessionForm();
        form.on = session.heldOn();
        form.place = session.place();
        form.note = session.note();
        session.people().stream().filter(p -> p.attendance() != null).forEach(p -> form.people.put(p.memberCode(), p.attendance()));
        model.addAttribute("form", form);
        return session(session, actor, model);
    }

    private String session(Session session, Actor actor, Model model) {
        model.addAttribute("briefing", briefings.find(session.briefing()).orElseThrow());
        model.addAttribute("meeting", session);
        model.addAttribute("cell", units.get(session.cell()));
        model.addAttribute("records", desk.records(actor, session.cell()) && !session.deleted());
        model.addAttribute("attendances", Attendance.values());
        return "briefings/session";
    }

    @PostMapping("/briefings/{code}/cells/{cell}")
    ModelAndView record(@PathVariable String code, @PathVariable String cell, Actor actor, @ModelAttribute("form") SessionForm form, BindingResult result, Model model,
                        RedirectAttributes flash) {
        Session session = desk.session(actor, code, cell);
        if (!desk.records(actor, cell)) {
            throw new Denied.Forbidden("briefings.denied.record");
        }
        if (Refused.taken(result, () -> desk.record(actor, code, cell, new BriefingDesk.Held(form.on, form.place, form.note, form.people)))) {
            flash.addFlashAttribute("done", show.say("briefings.recorded", units.get(cell).name()));
            return new ModelAndView("redirect:/briefings/" + code + "/cells/" + cell);
        }
        return new ModelAndView(session(session, actor, model), model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }
}
