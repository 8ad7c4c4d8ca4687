package vn.tusoi.rounds.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.rounds.Electorate;
import vn.tusoi.rounds.Readiness;
import vn.tusoi.rounds.Round;
import vn.tusoi.rounds.RoundProgress;
import vn.tusoi.rounds.Rounds;

/** What the round's task pages say of it before somebody decides. */
@Component
class RoundSummary {

    private final Rounds rounds;
    private final Electorate electorate;
    private final Readiness readiness;
    private final RoundProgress progress;
    private final RoundView view;

    RoundSummary(Rounds rounds, Electorate electorate, Readiness readiness, RoundProgress progress, RoundView view) {
        this.rounds = rounds;
        this.electorate = electorate;
        this.readiness = readiness;
        this.progress = progress;
        this.view = view;
    }

    String note(String code) {
        return rounds.get(code).note();
    }

    void fill(String code, Model model) {
        Round round = rounds.get(code);
        model.addAttribute("round", round);
        model.addAttribute("names", view.names(round));
        model.addAttribute("size", electorate.size(code, null));
        model.addAttribute("byHand", electorate.byHand(code, null));
        model.addAttribute("units", rounds.units(code).size());
        model.addAttribute("posts", rounds.posts(code).stream().map(Rounds.Post::name).toList());
        model.addAttribute("calendar", view.calendar(round, null));
        model.addAttribute("grounds", electorate.grounds(code, null).stream()
                .map(g -> new RoundPages.Why(g.reason(), view.reason(g.reason()), view.cited(round, g.citation()), g.count())).toList());
        model.addAttribute("faults", round.launched() ? List.of() : view.said(readiness.faults(round)));
    }

    void fillEnd(String code, Model model) {
        model.addAttribute("outcomes", progress.outcomes(code));
        model.addAttribute("open", readiness.open(code));
        model.addAttribute("figures", progress.figures(rounds.get(code), null));
    }
}
