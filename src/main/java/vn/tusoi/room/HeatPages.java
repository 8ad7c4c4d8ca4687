package vn.tusoi.room;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tusoi.access.Actor;
import vn.tusoi.cases.ProcessPicture;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.rounds.Round;
import vn.tusoi.rounds.RoundAccess;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;

/** A round as it went, for auditors: where it waits on the diagrams, the same as tables, beside another round. */
@Controller
class HeatPages {

    private static final List<String> DIAGRAMS = List.of("nomination-round", "self-review", "branch-assessment", "inspection-check", "planning-list", "conference");
    private static final List<String> REVIEW_DIAGRAMS = List.of("review-round", "self-review", "branch-assessment");
    private static final int SHADES = 4;

    private final Mandate mandate;
    private final Rounds rounds;
    private final RoundAccess access;
    private final RoundHeat heat;
    private final ProcessPicture pictures;
    private final Ledger ledger;
    private final Told told;
    private final Show show;
    private final TransactionTemplate transaction;

    HeatPages(Mandate mandate, Rounds rounds, RoundAccess access, RoundHeat heat, ProcessPicture pictures, Ledger ledger, Told told, Show show,
              TransactionTemplate transaction) {
        this.mandate = mandate;
        this.rounds = rounds;
        this.access = access;
        this.heat = heat;
        this.pictures = pictures;
        this.ledger = ledger;
        this.told = told;
        this.show = show;
        this.transaction = transaction;
    }

    /** How a step is drawn. @param shade 0 to 4 @param tasks how many @param median how long the median one took */
    public record Shade(int shade, String tasks, String median) { }

    public record Row(String step, String unit, String done, String open, String median, String longest, int late, String otherMedian, String otherLate) { }

    @GetMapping("/record/rounds/{code}")
    @Shows(entered = "RECORD_READ")
    String round(Actor actor, @PathVariable String code, @RequestParam(required = false) String with, Model model) {
        Mandate.Reach reach = mandate.of(actor);
        Round round = rounds.get(code);
        access.look(actor, round);
        Round other = with == null || with.isBlank() || with.equals(code) ? null : rounds.get(with);
        if (other != null) {
            access.look(actor, other);
        }
        transaction.executeWithoutResult(status -> ledger.entry(actor, "RECORD_READ").in(reach.office()).on("ROUND", code).with("compared", other == null ? null : other.code()).write());
        List<RoundHeat.Figures> steps = heat.steps(code, reach);
        Map<String, RoundHeat.Figures> then = other == null ? Map.of()
                : heat.steps(other.code(), reach).stream().collect(Collectors.toMap(RoundHeat.Figures::element, Function.identity()));
        Map<String, RoundHeat.Figures> thenByUnit = other == null ? Map.of()
                : heat.units(other.code(), reach).stream().collect(Collectors.toMap(f -> f.element() + "@" + f.unit(), Function.identity()));
        long slowest = steps.stream().mapToLong(RoundHeat.Figures::median).max().orElse(0);
        Map<String, Shade> shades = new HashMap<>();
        steps.forEach(f -> shades.put(f.element(), new Shade(slowest == 0 ? 0 : (int) Math.ceil((double) SHADES * f.median() / slowest),
                show.say("room.heat.task", show.number(f.done() + f.open())), f.done() == 0 ? "–" : span(f.median()))));
        String language = LocaleContextHolder.getLocale().getLanguage();
        model.addAttribute("title", show.say("room.round", code));
        model.addAttribute("lead", show.say("room.round.lead", round.name()));
        model.addAttribute("code", code);
        model.addAttribute("other", other == null ? null : other.code());
        model.addAttribute("others", rounds.list().stream().filter(r -> !r.code().equals(code) && access.view(actor, r).isPresent()).map(Round::code).toList());
        model.addAttribute("heat", shades);
        model.addAttribute("pictures", (round.review() ? REVIEW_DIAGRAMS : DIAGRAMS).stream().flatMap(d -> pictures.draw(d, "", language).stream())
                .filter(p -> p.nodes().stream().anyMatch(n -> shades.containsKey(n.element()))).toList());
        model.addAttribute("steps", steps.stream().map(f -> row(f, other == null ? null : then.get(f.element()))).toList());
        model.addAttribute("units", heat.units(code, reach).stream().map(f -> row(f, other == null ? null : thenByUnit.get(f.element() + "@" + f.unit()))).toList());
        return "room/round";
    }

    private Row row(RoundHeat.Figures f, RoundHeat.Figures other) {
        return new Row(show.sayOr("task." + f.form(), f.form()), told.unit(f.unit()), show.number(f.done()), show.number(f.open()), f.done() == 0 ? "–" : span(f.median()),
                f.done() == 0 ? "–" : span(f.longest()), f.late(), other == null || other.done() == 0 ? "–" : span(other.median()), other == null ? "–" : show.number(other.late()));
    }

    private String span(long seconds) {
        Duration d = Duration.ofSeconds(seconds);
        return d.toDays() > 0 ? show.say("room.span.days", d.toDays(), d.toHoursPart())
                : d.toHours() > 0 ? show.say("room.span.hours", d.toHours(), d.toMinutesPart()) : show.say("room.span.minutes", d.toMinutes());
    }
}
