package vn.tusoi.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.tusoi.cases.OtherRules;
import vn.tusoi.cases.Stage;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.Verdict;

/** What another rule set would raise, which conclusion it would propose where none has been drawn, and which time limits would then run. */
@Component
class InspectionUnderOtherRules implements OtherRules {

    private final RuleFlags flags;
    private final Inspections inspections;
    private final InspectionDesk desk;
    private final RuleBook rules;

    InspectionUnderOtherRules(RuleFlags flags, Inspections inspections, InspectionDesk desk, RuleBook rules) {
        this.flags = flags;
        this.inspections = inspections;
        this.desk = desk;
        this.rules = rules;
    }

    @Override
    public List<Change> changes(VettingCase c, RuleSet now, RuleSet then) {
        List<Change> changes = new ArrayList<>();
        if (c.stage() == Stage.LIST || c.ended()) {
            return changes;
        }
        List<String> was = flags.of(c, now).stream().map(f -> f.key() + " " + f.explained().outcome()).toList();
        List<String> is = flags.of(c, then).stream().map(f -> f.key() + " " + f.explained().outcome()).toList();
        is.stream().filter(f -> !was.contains(f)).forEach(f -> changes.add(change(f, "", "verdict." + f.substring(f.indexOf(' ') + 1))));
        was.stream().filter(f -> !is.contains(f)).forEach(f -> changes.add(change(f, "verdict." + f.substring(f.indexOf(' ') + 1), "")));
        if (c.stage() == Stage.INSPECTION) {
            inspections.figures(c.code()).filter(check -> inspections.conclusion(c.code(), check.no()).map(Conclusion::kind).isEmpty()).ifPresent(check -> {
                Verdict before = clearance(c, check, now);
                Verdict after = clearance(c, check, then);
                if (!before.outcome().equals(after.outcome())) {
                    changes.add(new Change(Kind.PROPOSAL, "rule." + after.reason(), "verdict." + before.outcome(), "verdict." + after.outcome()));
                }
            });
        }
        Stream.of("inspection.opinionDays", "inspection.explanationDays").filter(k -> now.number(k) != then.number(k))
                .forEach(k -> changes.add(new Change(Kind.DEADLINE, "rounds.move." + k.substring(k.indexOf('.') + 1), String.valueOf(now.number(k)), String.valueOf(then.number(k)))));
        return changes;
    }

    private static Change change(String flag, String before, String after) {
        return new Change(Kind.FLAG, "rounds.move." + flag.substring(0, flag.indexOf(' ')), before, after);
    }

    private Verdict clearance(VettingCase c, Inspections.Figures check, RuleSet set) {
        return rules.decide(set.code(), "clearance", Reasoning.values(desk.clearanceFacts(c, check, set)));
    }
}
