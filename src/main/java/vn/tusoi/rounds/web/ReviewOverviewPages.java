package vn.tusoi.rounds.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.register.Unit;
import vn.tusoi.register.UnitKind;
import vn.tusoi.register.Units;
import vn.tusoi.rounds.ReviewOverview;
import vn.tusoi.rounds.Round;
import vn.tusoi.rounds.RoundAccess;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.site.Page;
import vn.tusoi.site.Sheet;
import vn.tusoi.site.Show;
import vn.tusoi.site.ShowsNobody;
import vn.tusoi.worklist.Refused;

/** What came of a yearly or quarterly review: from the province down to the cells, and the reviews of bodies. */
@Controller
class ReviewOverviewPages {

    private static final int PAGE = 50;
    private static final List<String> STATES = List.of("OPEN", "REVIEWED", "RATED");

    private final Rounds rounds;
    private final RoundAccess access;
    private final ReviewOverview overview;
    private final Units units;
    private final Show show;

    ReviewOverviewPages(Rounds rounds, RoundAccess access, ReviewOverview overview, Units units, Show show) {
        this.rounds = rounds;
        this.access = access;
        this.overview = overview;
        this.units = units;
        this.show = show;
    }

    /** A review that runs or is over, and the unit of it that is looked at. */
    private record Looked(Round round, RoundAccess.View seen, Unit at, List<Unit> way) { }

    private Looked look(Actor actor, String code, String at) {
        Round round = rounds.get(code);
        RoundAccess.View seen = access.look(actor, round);
        if (!round.launched() || !round.review()) {
            throw new Refused("rounds.overview.none");
        }
        String wanted = at != null ? at : seen.onlyUnits() != null && seen.onlyUnits().size() == 1 ? seen.onlyUnits().get(0) : round.ownerUnit();
        Unit unit = units.find(wanted).orElseThrow(() -> new Denied.Hidden(code));
        Unit owner = units.get(round.ownerUnit());
        if (!unit.path().startsWith(owner.path()) || seen.onlyUnits() != null && !unit.code().equals(owner.code())
                && seen.onlyUnits().stream().noneMatch(u -> unit.path().startsWith(units.get(u).path()))) {
            throw new Denied.Hidden(code);
        }
        return new Looked(round, seen, unit, units.lineage(unit.code()).stream().filter(u -> u.path().startsWith(owner.path()) && !u.code().equals(unit.code()))
                .sorted(Comparator.comparingInt(u -> u.path().length())).toList());
    }

    /** @param at the unit looked at; none: the owner, or the reader's only unit */
    @GetMapping("/rounds/{code}/overview")
    @ShowsNobody("numbers by unit")
    String overview(Actor actor, @PathVariable String code, @RequestParam(required = false) String at, Model model) {
        Looked looked = look(actor, code, at);
        fill(looked, model);
        model.addAttribute("figures", overview.below(looked.round(), looked.at(), looked.seen().onlyUnits()));
        model.addAttribute("levels", ReviewOverview.LEVELS);
        return "rounds/overview";
    }

    @GetMapping({"/rounds/{code}/overview.csv", "/rounds/{code}/overview.xlsx"})
    @ShowsNobody("numbers by unit")
    ResponseEntity<byte[]> export(Actor actor, @PathVariable String code, @RequestParam(required = false) String at) {
        Looked looked = look(actor, code, at);
        ReviewOverview.Figures figures = overview.below(looked.round(), looked.at(), looked.seen().onlyUnits());
        List<String> heads = new ArrayList<>(List.of(show.say("register.code"), show.say("rounds.unit"), show.say("rounds.review.all"), show.say("rounds.overview.submitted"),
                show.say("rounds.overview.assessed"), show.say("rounds.overview.decided")));
        ReviewOverview.LEVELS.forEach(l -> heads.add(show.say("rating." + l)));
        heads.addAll(List.of(show.say("rounds.review.missing"), show.say("rounds.review.departed"), show.say("rounds.late"), show.say("rounds.review.leftOut"),
                show.say("rounds.overview.bodies"), show.say("rounds.overview.bodiesRated")));
        List<List<String>> rows = new ArrayList<>();
        figures.units().forEach(l -> rows.add(row(l, l.unit(), l.name())));
        rows.add(row(figures.total(), "", show.say("rounds.overview.total", figures.units().size())));
        return Sheet.file("tong-hop-" + code + "-" + looked.at().code() + ".csv", heads, rows);
    }

    private static List<String> row(ReviewOverview.Line l, String code, String name) {
        List<String> row = new ArrayList<>(List.of(code, name, text(l.all()), text(l.submitted()), text(l.assessed()), text(l.decided())));
        ReviewOverview.LEVELS.forEach(level -> row.add(text(l.of(level))));
        row.addAll(List.of(text(l.missing()), text(l.departed()), text(l.late()), text(l.leftOut()), text(l.bodies()), text(l.bodiesRated())));
        return row;
    }

    private static String text(int number) {
        return String.valueOf(number);
    }

    /** The reviews of bodies. @param state OPEN, REVIEWED or RATED; any other for all */
    @GetMapping("/rounds/{code}/bodies")
    @ShowsNobody("bodies, not people")
    String bodies(Actor actor, @PathVariable String code, @RequestParam(required = false) String at, @RequestParam(required = false) String state,
                  @RequestParam(required = false) Integer page, Model model) {
        Looked looked = look(actor, code, at);
        fill(looked, model);
        List<ReviewOverview.Body> all = overview.bodies(looked.round(), looked.at(), looked.seen().onlyUnits());
        List<ReviewOverview.Body> found = all.stream().filter(b -> state == null || !STATES.contains(state) || b.state().equals(state)).toList();
        int number = Math.max(1, Math.min(Page.number(page), (found.size() + PAGE - 1) / PAGE));
        model.addAttribute("all", all);
        model.addAttribute("state", state);
        model.addAttribute("states", STATES);
        model.addAttribute("page", new Page<>(found.stream().skip((number - 1L) * PAGE).limit(PAGE).toList(), number, PAGE, found.size()));
        return "rounds/bodies";
    }

    private void fill(Looked looked, Model model) {
        model.addAttribute("round", looked.round());
        model.addAttribute("at", looked.at());
        model.addAttribute("way", looked.way());
        model.addAttribute("cell", looked.at().kind() == UnitKind.CELL);
        model.addAttribute("partial", looked.seen().onlyUnits() != null);
    }
}
