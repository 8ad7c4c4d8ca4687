package vn.tusoi.collective.web;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.tusoi.access.Actor;
import vn.tusoi.collective.Collective;
import vn.tusoi.collective.CollectiveDesk;
import vn.tusoi.collective.Collectives;
import vn.tusoi.register.Units;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.site.Shows;
import vn.tusoi.worklist.WorkItems;

/** The review of a body, to read. */
@Controller
class CollectivePages {

    private final CollectiveDesk desk;
    private final Collectives collectives;
    private final Units units;
    private final RuleBook rules;
    private final WorkItems items;

    CollectivePages(CollectiveDesk desk, Collectives collectives, Units units, RuleBook rules, WorkItems items) {
        this.desk = desk;
        this.collectives = collectives;
        this.units = units;
        this.rules = rules;
        this.items = items;
    }

    @GetMapping("/collectives/{code}")
    @Shows(kind = "COLLECTIVE", code = "code")
    String show(@PathVariable String code, Actor actor, Model model) {
        Collective c = desk.read(actor, code);
        model.addAttribute("collective", c);
        model.addAttribute("unit", units.get(c.unit()));
        model.addAttribute("ruleSet", rules.get(c.ruleSet()));
        model.addAttribute("sections", collectives.sections(code));
        model.addAttribute("open", items.openOn(code));
        return "collective/collective";
    }
}
