package vn.tusoi.collective.web;

import org.springframework.ui.Model;
import vn.tusoi.access.Duty;
import vn.tusoi.collective.Collective;
import vn.tusoi.collective.Collectives;
import vn.tusoi.register.Units;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskPage;

/** What the pages of a body's review have in common. */
abstract class CollectivePage<F> extends TaskPage<F> {

    final Collectives collectives;
    final Units units;
    final RuleBook rules;

    CollectivePage(String key, String element, Duty duty, Collectives collectives, Units units, RuleBook rules) {
        super(SubjectKind.COLLECTIVE, "collective", key, element, duty);
        this.collectives = collectives;
        this.units = units;
        this.rules = rules;
    }

    @Override
    public void fill(Pass pass, Model model) {
        Collective c = collectives.get(pass.subject().code());
        model.addAttribute("collective", c);
        model.addAttribute("unit", units.get(c.unit()));
        model.addAttribute("ruleSet", rules.get(c.ruleSet()));
        model.addAttribute("sections", collectives.sections(c.code()));
    }
}
