package vn.tusoi.inspection.web;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.cases.CaseRules;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.DossierPart;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.inspection.RuleFlags;

/** What the rules raise, first in the dossier: with the facts and the texts it rests on. */
@Component
class RuleFlagPart implements DossierPart {

    private final RuleFlags flags;
    private final Cases cases;
    private final CaseRules rules;

    RuleFlagPart(RuleFlags flags, Cases cases, CaseRules rules) {
        this.flags = flags;
        this.cases = cases;
        this.rules = rules;
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public String template() {
        return "inspection/dossier :: flags(${flags}, ${ruleSet})";
    }

    @Override
    public void fill(String caseCode, Actor actor, Model model) {
        VettingCase c = cases.get(caseCode);
        model.addAttribute("flags", flags.of(c));
        model.addAttribute("ruleSet", rules.of(c));
    }
}
