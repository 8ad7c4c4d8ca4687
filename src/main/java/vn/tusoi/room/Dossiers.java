package vn.tusoi.room;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.cases.CaseReading;
import vn.tusoi.cases.ProcessPicture;
import vn.tusoi.cases.web.Way;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.ledger.SealedRows;
import vn.tusoi.review.Seal;
import vn.tusoi.rulebook.Decisions;
import vn.tusoi.site.Show;
import vn.tusoi.worklist.WorkItems;

/**
 * What a dossier shows of its subject: the entries in order with how long each step had waited and for whom, the ways through the diagrams, the rules that
 * answered, what is sealed and whether it still fits, who read.
 */
@Component
class Dossiers {

    /** Entries that a time line shows; no case of a round comes near it. */
    private static final int MOST = 2000;
    /** An act is entered in the transaction that ends its task. */
    private static final Duration TOGETHER = Duration.ofSeconds(2);

    private final Ledger ledger;
    private final SealedRows sealed;
    private final WorkItems items;
    private final JdbcClient jdbc;
    private final Decisions decisions;
    private final ProcessPicture pictures;
    private final Way way;
    private final Told told;
    private final Show show;
    private final Clock clock;

    Dossiers(Ledger ledger, SealedRows sealed, WorkItems items, JdbcClient jdbc, Decisions decisions, ProcessPicture pictures, Way way, Told told, Show show, Clock clock) {
        this.ledger = ledger;
        this.sealed = sealed;
        this.items = items;
        this.jdbc = jdbc;
        this.decisions = decisions;
        this.pictures = pictures;
        this.way = way;
        this.told = told;
        this.show = show;
        this.clock = clock;
    }

    /** An entry of the time line. @param waited how long the step had waited and for whom, null where nothing was waited for */
    public record Line(long id, String at, String words, String subject, String waited, boolean late, String ruleSet, String rule) { }

    /** A step that was waited for; {@code until} null while it is. */
    public record Wait(String what, String office, String from, String until, String by, String waited, boolean late) { }

    /** How long the subject waited for an office altogether. */
    public record Sum(String office, int times, String waited) { }

    public record Gone(ProcessPicture.Picture picture, List<Way.Step> steps) { }

    /** Rows that an entry sealed. @param content address where what they say can be read */
    public record Document(String name, long entry, String at, String by, boolean gone, String digest, boolean fits, String content) { }

    public record Reader(String person, String office, String first, String last, int times, String how) { }

    private record Span(String form, String function, String unit, Instant from, Instant until, LocalDate due, String by, String byName) { }

    void fill(String code, List<String> diagrams, Model model) {
        String language = LocaleContextHolder.getLocale().getLanguage();
        List<Span> spans = spans(code);
        model.addAttribute("lines", lines(List.of(code), spans));
        waits(spans, model);
        model.addAttribute("ways", diagrams.stream().flatMap(d -> pictures.draw(d, code, language).stream()).filter(ProcessPicture.Picture::ran)
                .map(p -> new Gone(p, way.steps(p, code))).toList());
        model.addAttribute("decisions", decisions.of(code));
        model.addAttribute("documents", documents(code));
        model.addAttribute("around", List.of());
    }

    /** What was done on the list, and on the conferences in which the subject stood. @param list null: conferences only */
    List<Line> around(String list, List<String> conferences) {
        List<String> codes = new ArrayList<>(conferences);
        if (list != null) {
            codes.add(list);
        }
        return codes.isEmpty() ? List.of() : lines(codes, codes.stream().flatMap(code -> spans(code).stream()).toList());
    }

    private List<Span> spans(String code) {
        return Stream.concat(items.doneOn(code).stream().map(d -> new Span(d.formKey(), d.function(), d.unitCode(), d.createdAt(), d.endedAt(), d.dueOn(), d.by(), d.byName())),
                items.openOn(code).stream().map(i -> new Span(i.formKey(), i.function().name(), i.unitCode(), i.createdAt(), null, i.dueOn(), null, null)))
                .sorted(Comparator.comparing(Span::from)).toList();
    }

    private List<Line> lines(Collection<String> codes, List<Span> spans) {
        Set<Span> told = new HashSet<>();
        return ledger.acts(codes, MOST).stream().map(e -> {
            Span step = spans.stream().filter(s -> s.by() != null && s.by().equals(e.username()) && s.unit().equals(e.unit() == null ? s.unit() : e.unit()) && !told.contains(s)
                    && Duration.between(s.until(), e.at()).abs().compareTo(TOGETHER) < 0).findFirst().orElse(null);
            if (step != null) {
                told.add(step);
            }
            return new Line(e.id(), show.dayAndTime(e.at()), this.told.sentence(e.act(), e.person(), e.outcome(), this.told.office(e.function(), e.unit())), e.subjectCode(),
                    step == null ? null : show.say("room.waited", span(Duration.between(step.from(), step.until())), this.told.office(step.function(), step.unit())),
                    step != null && late(step), e.ruleSet(), this.told.rule(e.ruleSet(), e.ruleRef()));
        }).toList();
    }

    private void waits(List<Span> spans, Model model) {
        List<Wait> waits = new ArrayList<>();
        Map<String, Duration> sums = new TreeMap<>();
        Map<String, Integer> times = new TreeMap<>();
        for (Span s : spans) {
            Duration waited = Duration.between(s.from(), s.until() == null ? clock.instant() : s.until());
            String office = told.office(s.function(), s.unit());
            waits.add(new Wait(show.sayOr("task." + s.form(), s.form()), office, show.dayAndTime(s.from()), s.until() == null ? null : show.dayAndTime(s.until()),
                    s.byName() != null ? s.byName() : s.until() == null ? "" : show.say("record.process"), span(waited), late(s)));
            sums.merge(office, waited, Duration::plus);
            times.merge(office, 1, Integer::sum);
        }
        model.addAttribute("waits", waits);
        model.addAttribute("sums", sums.entrySet().stream().sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                .map(e -> new Sum(e.getKey(), times.get(e.getKey()), span(e.getValue()))).toList());
    }

    private boolean late(Span s) {
        return s.due() != null && LocalDate.ofInstant(s.until() == null ? clock.instant() : s.until(), clock.getZone()).isAfter(s.due());
    }

    /** Self-reviews carry a seal of their own, over the text alone: both must fit. */
    private List<Document> documents(String code) {
        return sealed.of(code).stream().map(s -> {
            boolean review = s.table().equals("self_review");
            String part = s.key().subList(1, s.key().size()).stream().filter(k -> !k.isBlank()).map(k -> s.table().equals("rule_decision") ? show.sayOr("table." + k, k) : k)
                    .collect(Collectors.joining(", "));
            String name = show.sayOr("room.table." + s.table(), s.table());
            return new Document(part.isEmpty() ? name : show.say("room.documents.part", name, part), s.entry(), show.dayAndTime(s.at()),
                    s.person() == null ? show.say("record.process") : s.person(), s.rows() == 0, s.digest(), s.fits() && (!review || s.rows() == 0 || sealFits(s.key())),
                    review && s.rows() > 0 ? "/cases/" + code + "/self-review?version=" + part : s.table().equals("paper") ? "/check/" + s.key().get(1) : "/record/" + s.entry() + "/rows/" + s.no());
        }).toList();
    }

    private boolean sealFits(List<String> key) {
        return jdbc.sql("select content, digest from self_review where case_code = ? and version_no = ? and content_digests is null").params(key.get(0), Integer.parseInt(key.get(1)))
                .query((rs, n) -> Seal.fits(rs.getString(1), rs.getString(2))).list().stream().allMatch(fits -> fits);
    }

    /** Of a case. */
    List<Reader> readers(List<CaseReading.Reader> readers) {
        return readers.stream().map(r -> new Reader(r.person(), r.function() == null ? "" : show.say("work.office", show.say("function." + r.function()), r.unit()),
                show.dayAndTime(r.first()), show.dayAndTime(r.last()), r.times(), show.say("case.reader." + r.right(), r.reason() == null ? "" : r.reason()))).toList();
    }

    /** Of a list or a conference: by the entries. */
    List<Reader> readersOf(String code) {
        return jdbc.sql("select username, person, function, unit_code, min(at) as first_at, max(at) as last_at, count(*) as times from ledger_entry where subject_code = :code "
                        + "and act in (:readings) group by username, person, function, unit_code order by max(at) desc").param("code", code).param("readings", Ledger.READINGS)
                .query((rs, n) -> new Reader(rs.getString("person"), told.office(rs.getString("function"), rs.getString("unit_code")),
                        show.dayAndTime(rs.getObject("first_at", OffsetDateTime.class).toInstant()), show.dayAndTime(rs.getObject("last_at", OffsetDateTime.class).toInstant()),
                        rs.getInt("times"), "")).list();
    }

    private String span(Duration d) {
        return d.toDays() > 0 ? show.say("room.span.days", d.toDays(), d.toHoursPart())
                : d.toHours() > 0 ? show.say("room.span.hours", d.toHours(), d.toMinutesPart()) : show.say("room.span.minutes", d.toMinutes());
    }
}
