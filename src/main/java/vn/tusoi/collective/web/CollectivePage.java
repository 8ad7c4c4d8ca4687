package vn.tusoi.collective.web;

import org.springframework.ui.Model;
import vn.tusoi.access.Duty;
import vn.tusoi.collective.Collective;
import vn.tusoi.collective.Collectives;
import vn.tusoi.register.Units;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskForm;

/** What the pages of a body's review have in common. */
abstract class CollectivePage<F> implements TaskForm<F> {

    private final String key;
    private final String element;
    private final Duty duty;
    final Collectives collectives;
    final Units units;
    final RuleBook rules;

    CollectivePage(String key, String element, Duty duty, Collectives collectives, Units units, RuleBook rules) {
        this.key = key;
        this.element = element;
        this.duty = duty;
        this.collectives = collectives;
        this.units = units;
        this.rules = rules;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String element() {
        return element;
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.COLLECTIVE;
    }

    @Override
    public Duty duty(String slot) {
        return duty;
    }

    @Override
    public String view() {
        return "collective/" + key;
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
