package vn.tusoi.rounds.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.cases.OtherRules;
import vn.tusoi.register.Members;
import vn.tusoi.rounds.Round;
import vn.tusoi.rounds.RoundMoves;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.site.Page;
import vn.tusoi.site.Show;

/** A move to another rule set in the reader's words. */
@Component
class MoveView {

    static final int ON_A_PAGE = 50;

    private final RoundView rounds;
    private final RuleBook rules;
    private final Members members;
    private final Show show;

    MoveView(RoundView rounds, RuleBook rules, Members members, Show show) {
        this.rounds = rounds;
        this.rules = rules;
        this.members = members;
        this.show = show;
    }

    public record Changed(String kind, String what, String before, String after) { }

    /** A case and what changes for it. */
    public record Line(String caseCode, String name, List<Changed> changes) { }

    public record Count(String kind, int cases) { }

    void round(Round round, Model model) {
        model.addAttribute("round", round);
        model.addAttribute("names", rounds.names(round));
        model.addAttribute("set", rules.get(round.ruleSet()));
        model.addAttribute("setName", rules.get(round.ruleSet()).name(RoundView.language()));
    }

    void preview(RoundMoves.Preview preview, int page, Model model) {
        List<Count> counts = new ArrayList<>();
        for (OtherRules.Kind kind : OtherRules.Kind.values()) {
            counts.add(new Count(kind.name(), preview.counts().getOrDefault(kind, 0)));
        }
        model.addAttribute("preview", preview);
        model.addAttribute("counts", counts);
        model.addAttribute("page", new Page<>(lines(preview.affected().stream().skip((long) (page - 1) * ON_A_PAGE).limit(ON_A_PAGE).toList()), page, ON_A_PAGE,
                preview.affected().size()));
    }

    List<Line> lines(List<RoundMoves.Affected> affected) {
        return affected.stream().map(a -> new Line(a.caseCode(), a.name() == null ? members.get(a.member()).fullName() : a.name(), a.changes().stream()
                .map(c -> new Changed(c.kind().name(), show.sayOr(c.what(), c.what()), word(c.before()), word(c.after()))).toList())).toList();
    }

    private String word(String code) {
        if (code.isEmpty()) {
            return show.say("rounds.move.nothing");
        }
        return code.matches("\\d{4}-\\d{2}-\\d{2}") ? show.day(LocalDate.parse(code)) : show.sayOr(code, code);
    }
}
