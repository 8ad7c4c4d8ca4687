package vn.tusoi.planning.web;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.i18n.LocaleContextHolder;
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
import vn.tusoi.planning.PlanningDesk;
import vn.tusoi.planning.PlanningList;
import vn.tusoi.planning.PlanningLists;
import vn.tusoi.register.Units;
import vn.tusoi.register.VietnameseText;
import vn.tusoi.rounds.Round;
import vn.tusoi.rounds.Rounds;
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

    ListPages(PlanningLists lists, PlanningDesk desk, ListView view, BallotReaders readers, Rounds rounds, Units units, WorkItems items, JdbcClient jdbc,
              ProcessPicture pictures) {
        this.lists = lists;
        this.desk = desk;
        this.view = view;
        this.readers = readers;
        this.rounds = rounds;
        this.units = units;
        this.items = items;
        this.jdbc = jdbc;
        this.pictures = pictures;
    }

    /** A line of the index. */
    public record Line(PlanningList list, String unitName, int cases, int waiting, int standing) { }

    private record Counts(int cases, int waiting, int standing) { }

    @GetMapping("/lists")
    String index(@RequestParam(required = false) String round, @RequestParam(defaultValue = "") String unit,
                 @RequestParam(defaultValue = "") String state, Actor actor, Model model) {
        if (actor.offices().stream().map(Office::function).noneMatch(BallotReaders::reads)) {
            throw new Denied.Forbidden("planning.notYours");
        }
        Map<String, List<PlanningList>> readable = rounds.list().stream().map(Round::code)
                .collect(Collectors.toMap(Function.identity(), r -> lists.ofRound(r).stream().filter(l -> readers.may(actor, units.get(l.unit()))).toList()));
        List<Round> shown = rounds.list().stream().filter(r -> !readable.get(r.code()).isEmpty()).toList();
        Round chosen = shown.stream().filter(r -> r.code().equals(round)).findFirst().orElse(shown.isEmpty() ? null : shown.get(0));
        model.addAttribute("rounds", shown);
        model.addAttribute("round", chosen);
        model.addAttribute("unitAsked", unit);
        model.addAttribute("stateAsked", state);
        model.addAttribute("states", PlanningList.State.values());
        model.addAttribute("lines", chosen == null ? List.of() : lines(chosen.code(), readable.get(chosen.code()), unit, state));
        return "planning/index";
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

    @GetMapping("/lists/{code}")
    String list(@PathVariable String code, Actor actor, Model model) {
        PlanningList list = desk.read(actor, code);
        view.fill(code, model);
        if (!list.drawn()) {
            view.supply(code, model);
        }
        model.addAttribute("open", items.openOn(code));
        model.addAttribute("mine", items.openOn(code).stream().filter(i -> actor.groupKeys().contains(i.groupKey())).toList());
        model.addAttribute("past", items.doneOn(code));
        model.addAttribute("picture", pictures.draw("planning-list", code, LocaleContextHolder.getLocale().getLanguage()).orElse(null));
        return "planning/list";
    }
}
