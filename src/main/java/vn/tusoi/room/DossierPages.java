package vn.tusoi.room;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.tusoi.access.Actor;
import vn.tusoi.cases.CaseReading;
import vn.tusoi.cases.ProcessPicture;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.cases.web.Way;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.review.Seal;
import vn.tusoi.rulebook.Decisions;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.worklist.WorkItems;

/** A case as it went, for auditors: the entries in order, how long it waited and for whom, the ways through the diagrams, what is sealed, who read. */
@Controller
class DossierPages {

    private static final List<String> DIAGRAMS = List.of("vetting-case", "self-review", "branch-assessment", "inspection-check");
    /** Readings have a list of their own. */
    private static final Set<String> READINGS = Set.of("CASE_READ", "CASE_READ_WITH_REASON", "PAGE_READ");

    private final Mandate mandate;
    private final CaseReading reading;
    private final Ledger ledger;
    private final WorkItems items;
    private final JdbcClient jdbc;
    private final Decisions decisions;
    private final ProcessPicture pictures;
    private final Way way;
    private final Told told;
    private final Show show;
    private final Clock clock;

    DossierPages(Mandate mandate, CaseReading reading, Ledger ledger, WorkItems items, JdbcClient jdbc, Decisions decisions, ProcessPicture pictures, Way way,
                 Told told, Show show, Clock clock) {
        this.mandate = mandate;
        this.reading = reading;
        this.ledger = ledger;
        this.items = items;
        this.jdbc = jdbc;
        this.decisions = decisions;
        this.pictures = pictures;
        this.way = way;
        this.told = told;
        this.show = show;
        this.clock = clock;
    }

    public record Line(long id, String at, String words, String ruleSet, String rule) { }

    /** A step that was waited for; {@code until} null while it is. */
    public record Wait(String what, String office, String from, String until, String by, String waited, boolean late) { }

    /** How long the case waited for an office altogether. */
    public record Sum(String office, int times, String waited) { }

    public record Gone(ProcessPicture.Picture picture, List<Way.Step> steps) { }

    public record Document(int version, String sealedAt, String by, String digest, boolean fits) { }

    public record Reader(String person, String office, String first, String last, int times, String how) { }

    @GetMapping("/record/cases/{code}")
    @Shows(entered = "CASE_READ")
    String dossier(Actor actor, @PathVariable String code, Model model) {
        mandate.of(actor);
        VettingCase c = reading.read(actor, code).subject();
        String language = LocaleContextHolder.getLocale().getLanguage();
        model.addAttribute("c", c);
        model.addAttribute("title", show.say("room.dossier", c.code()));
        model.addAttribute("lead", show.say("room.dossier.lead", c.round(), told.unit(c.cell()), told.unit(c.unit())));
        model.addAttribute("lines", ledger.of(code).stream().filter(e -> !READINGS.contains(e.act())).map(e -> new Line(e.id(), show.dayAndTime(e.at()),
                told.sentence(e.act(), e.person(), e.outcome(), told.office(e.function(), e.unit())), e.ruleSet(), told.rule(e.ruleSet(), e.ruleRef()))).toList());
        waits(code, model);
        model.addAttribute("ways", DIAGRAMS.stream().flatMap(d -> pictures.draw(d, code, language).stream()).filter(ProcessPicture.Picture::ran)
                .map(p -> new Gone(p, way.steps(p, code))).toList());
        model.addAttribute("decisions", decisions.of(code));
        model.addAttribute("documents", jdbc.sql("select version_no, content, digest, sealed_at, sealed_name from self_review where case_code = ? order by version_no").param(code)
                .query((rs, n) -> new Document(rs.getInt(1), show.dayAndTime(rs.getObject(4, OffsetDateTime.class).toInstant()), rs.getString(5), rs.getString(3),
                        Seal.fits(rs.getString(2), rs.getString(3)))).list());
        model.addAttribute("readers", reading.readers(code).stream().map(r -> new Reader(r.person(), r.function() == null ? "" : show.say("work.office",
                show.say("function." + r.function()), r.unit()), show.dayAndTime(r.first()), show.dayAndTime(r.last()), r.times(),
                show.say("case.reader." + r.right(), r.reason() == null ? "" : r.reason()))).toList());
        return "room/dossier";
    }

    private void waits(String code, Model model) {
        record Span(String form, String function, String unit, Instant from, Instant until, LocalDate due, String by) { }
        List<Span> spans = Stream.concat(items.doneOn(code).stream().map(d -> new Span(d.formKey(), d.function(), d.unitCode(), d.createdAt(), d.endedAt(), d.dueOn(), d.byName())),
                items.openOn(code).stream().map(i -> new Span(i.formKey(), i.function().name(), i.unitCode(), i.createdAt(), null, i.dueOn(), null)))
                .sorted(Comparator.comparing(Span::from)).toList();
        List<Wait> waits = new ArrayList<>();
        Map<String, Duration> sums = new TreeMap<>();
        Map<String, Integer> times = new TreeMap<>();
        Instant now = clock.instant();
        for (Span s : spans) {
            Duration waited = Duration.between(s.from(), s.until() == null ? now : s.until());
            LocalDate last = LocalDate.ofInstant(s.until() == null ? now : s.until(), clock.getZone());
            String office = told.office(s.function(), s.unit());
            waits.add(new Wait(show.sayOr("task." + s.form(), s.form()), office, show.dayAndTime(s.from()), s.until() == null ? null : show.dayAndTime(s.until()),
                    s.by() != null ? s.by() : s.until() == null ? "" : show.say("record.process"), span(waited), s.due() != null && last.isAfter(s.due())));
            sums.merge(office, waited, Duration::plus);
            times.merge(office, 1, Integer::sum);
        }
        model.addAttribute("waits", waits);
        model.addAttribute("sums", sums.entrySet().stream().sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                .map(e -> new Sum(e.getKey(), times.get(e.getKey()), span(e.getValue()))).toList());
    }

    private String span(Duration d) {
        return d.toDays() > 0 ? show.say("room.span.days", d.toDays(), d.toHoursPart()) : show.say("room.span.hours", d.toHours(), d.toMinutesPart());
    }
}
