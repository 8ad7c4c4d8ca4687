package vn.tusoi.rounds.web;

import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.DossierPart;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.cases.Stage;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.rounds.Electorate;
import vn.tusoi.rulebook.Decisions;

/** Every answer that the rule book gave on a case, from the electorate on, as it was given: for those who read the whole, the person concerned first. */
@Component
class RulesPart implements DossierPart {

    private final Cases cases;
    private final Electorate electorate;
    private final RoundCalendar calendar;
    private final Decisions decisions;

    RulesPart(Cases cases, Electorate electorate, RoundCalendar calendar, Decisions decisions) {
        this.cases = cases;
        this.electorate = electorate;
        this.calendar = calendar;
        this.decisions = decisions;
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    public String template() {
        return "rounds/why :: applied(${eligibility}, ${ruleDays}, ${ruleDecisions})";
    }

    @Override
    public void fill(String caseCode, Actor actor, Model model) {
        VettingCase c = cases.get(caseCode);
        model.addAttribute("eligibility", electorate.reasoningOfCase(caseCode).orElse(null));
        model.addAttribute("ruleDays", Stream.of(Stage.SELF_REVIEW, Stage.ASSESSMENT, Stage.INSPECTION, Stage.LIST)
                .filter(s -> s.ordinal() <= c.stage().ordinal()).map(s -> calendar.explained(c.round(), s)).filter(Objects::nonNull).toList());
        model.addAttribute("ruleDecisions", decisions.of(caseCode));
    }
}
