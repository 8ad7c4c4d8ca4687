package vn.tusoi.planning.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Office;
import vn.tusoi.ballots.BallotReaders;
import vn.tusoi.cases.ProcessPicture;
import vn.tusoi.ledger.Checkpoints;
import vn.tusoi.planning.PlanningDesk;
import vn.tusoi.planning.PlanningList;
import vn.tusoi.planning.PlanningLists;
import vn.tusoi.register.Units;
import vn.tusoi.register.VietnameseText;
import vn.tusoi.rounds.Round;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.site.Sheet;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.worklist.WorkItems;

/** The lists of a round, and one list. */
@Controller
class ListPages {

    private final PlanningLists lists;
    private final PlanningDesk desk;
    private final ListView view;
    private final BallotReaders readers;
    private final Rounds rounds;
    private final Units units;
    private final WorkItems items;
    private final JdbcClient jdbc;
    private final ProcessPicture pictures;
    private final Show show;
    private final Checkpoints checkpoints;

    ListPages(PlanningLists lists, PlanningDesk desk, ListView view, BallotReaders readers, Rounds rounds, Units units, WorkItems items, JdbcClient jdbc,
              ProcessPicture pictures, Show show, Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
        this.lists = lists;
        this.desk = desk;
        this.view = view;
        this.readers = readers;
        this.rounds = rounds;
        this.units = units;
        this.items = items;
        this.jdbc = jdbc;
        this.pictures = pictures;
        this.show = show;
    }

    /** A line of the index. */
    public record Line(PlanningList list, String unitName, int cases, int waiting, int standing) { }

    private record Counts(int cases, int waiting, int standing) { }

    @GetMapping("/lists")
    @Shows
    String index(@RequestParam(required = false) String round, @RequestParam(defaultValue = "") String unit,
                 @RequestParam(defaultValue = "") String state, Actor actor, Model model) {
        Map<String, List<PlanningList>> readable = readable(actor);
        List<Round> shown = shown(readable);
        Round chosen = chosen(shown, round);
        model.addAttribute("rounds", shown);
        model.addAttribute("round", chosen);
        model.addAttribute("unitAsked", unit);
        model.addAttribute("stateAsked", state);
        model.addAttribute("states", PlanningList.State.values());
        model.addAttribute("lines", chosen == null ? List.of() : lines(chosen.code(), readable.get(chosen.code()), unit, state));
        return "planning/index";
    }

    /** The index as it is shown, for a spreadsheet. */
    @GetMapping({"/lists.csv", "/lists.xlsx"})
    @Shows(entered = "EXPORTED")
    ResponseEntity<byte[]> export(@RequestParam(required = false) String round, @RequestParam(defaultValue = "") String unit,
                                  @RequestParam(defaultValue = "") String state, Actor actor) {
        Map<String, List<PlanningList>> readable = readable(actor);
        Round chosen = chosen(shown(readable), round);
        List<Line> lines = chosen == null ? List.of() : lines(chosen.code(), readable.get(chosen.code()), unit, state);
        return Sheet.file("danh-sach.csv", Stream.of("planning.index.list", "work.code", "planning.index.cases", "planning.index.waiting", "planning.index.steps",
                "planning.index.standing", "planning.index.state").map(show::say).toList(), lines.stream().map(l -> List.of(l.unitName(), l.list().code(),
                String.valueOf(l.cases()), l.list().drawn() ? "" : String.valueOf(l.waiting()), String.valueOf(l.list().stepsDone()),
                l.list().drawn() ? String.valueOf(l.standing()) : "", show.say("planning.state." + l.list().state()))).toList());
    }

    private Map<String, List<PlanningList>> readable(Actor actor) {
        if (actor.offices().stream().map(Office::function).noneMatch(BallotReaders::reads)) {
            throw new Denied.Forbidden("planning.notYours");
        }
        return rounds.list().stream().map(Round::code)
                .collect(Collectors.toMap(Function.identity(), r -> lists.ofRound(r).stream().filter(l -> readers.may(actor, units.get(l.unit()))).toList()));
    }

    private List<Round> shown(Map<String, List<PlanningList>> readable) {
        return rounds.list().stream().filter(r -> !readable.get(r.code()).isEmpty()).toList();
    }

    private static Round chosen(List<Round> shown, String asked) {
        return shown.stream().filter(r -> r.code().equals(asked)).findFirst().orElse(shown.isEmpty() ? null : shown.get(0));
    }

    private List<Line> lines(String round, List<PlanningList> readable, String unit, String state) {
        Map<String, Counts> counts = jdbc.sql("""
                        select list_code, count(*), sum(case when stage = 'LIST' and outcome is null then 1 else 0 end),
                               (select count(*) from list_entry e where e.list_code = v.list_code and e.state <> 'OUT')
                        from vetting_case v where round_code = ? group by list_code""").param(round)
                .query((rs, n) -> Map.entry(rs.getString(1), new Counts(rs.getInt(2), rs.getInt(3), rs.getInt(4)))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        String asked = VietnameseText.searchable(unit);
        return readable.stream().filter(l -> state.isEmpty() || l.state().name().equals(state))
                .map(l -> {
                    Counts c = counts.getOrDefault(l.code(), new Counts(0, 0, 0));
                    return new Line(l, units.get(l.unit()).name(), c.cases(), c.waiting(), c.standing());
                })
                .filter(l -> asked.isEmpty() || VietnameseText.searchable(l.unitName()).contains(asked)).toList();
    }

    /** Everybody who is or was on the list, with the vote they were last counted in and why they left. */
    @GetMapping({"/lists/{code}/people.csv", "/lists/{code}/people.xlsx"})
    @Shows(entered = "EXPORTED")
    ResponseEntity<byte[]> people(@PathVariable String code, Actor actor) {
        PlanningList list = desk.read(actor, code);
        Map<String, ListView.Votes> votes = view.votes(list);
        List<List<String>> rows = lists.entries(code).stream().sorted(Comparator.comparing(e -> !e.stands())).map(e -> {
            ListView.Votes v = votes.get(e.caseCode());
            return List.of(e.caseCode(), e.fullName(), String.valueOf(e.birthYear()), e.cell(), e.post(),
                    v == null ? "" : show.say("planning.vote", v.agree(), v.base()), v == null ? "" : show.say("planning.vote.step", v.step(), show.say("ballots.outcome." + v.outcome())),
                    show.say(e.stands() ? "planning.list.where" : "planning.list.out"), e.stands() ? "" : show.say("planning.out." + e.outKind()),
                    e.outReason() == null ? "" : e.outReason());
        }).toList();
        return Sheet.file(code + ".csv", Stream.of("work.code", "ballots.name", "ballots.birthYear", "planning.cell", "ballots.post", "planning.lastVote", "planning.steps",
                "planning.index.state", "planning.gone", "planning.gone.why").map(show::say).toList(), rows);
    }

    @GetMapping("/lists/{code}")
    @Shows(kind = "LIST", code = "code")
    String list(@PathVariable String code, Actor actor, Model model) {
        PlanningList list = desk.read(actor, code);
        view.fill(code, model);
        if (!list.drawn()) {
            view.supply(code, model);
        }
        model.addAttribute("checkpoint", list.published() ? checkpoints.coveringAct("LIST:" + code, "LIST_PUBLISHED").orElse(null) : null);
        model.addAttribute("open", items.openOn(code));
        model.addAttribute("mine", items.openOn(code).stream().filter(i -> actor.groupKeys().contains(i.groupKey())).toList());
        model.addAttribute("past", items.doneOn(code));
        model.addAttribute("picture", pictures.draw("planning-list", code, LocaleContextHolder.getLocale().getLanguage()).orElse(null));
        return "planning/list";
    }
}
