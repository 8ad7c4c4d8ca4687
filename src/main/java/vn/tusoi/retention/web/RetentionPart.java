package vn.tusoi.retention.web;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.DossierPart;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.register.Units;
import vn.tusoi.retention.DeletedContent;
import vn.tusoi.retention.Holds;

/** In the dossier: what was deleted at the end of its period, and whether something is held. */
@Component
class RetentionPart implements DossierPart {

    private final DeletedContent deleted;
    private final Holds holds;
    private final Cases cases;
    private final Units units;

    RetentionPart(DeletedContent deleted, Holds holds, Cases cases, Units units) {
        this.deleted = deleted;
        this.holds = holds;
        this.cases = cases;
        this.units = units;
    }

    @Override
    public int order() {
        return 90;
    }

    @Override
    public String template() {
        return "retention/part :: part(${deletedContent}, ${held}, ${mayHold}, ${c.code()})";
    }

    @Override
    public void fill(String caseCode, Actor actor, Model model) {
        VettingCase c = cases.get(caseCode);
        boolean may = holds.mayPut(actor, units.get(c.cell())) && !actor.isMember(c.member());
        model.addAttribute("deletedContent", deleted.of(caseCode));
        model.addAttribute("mayHold", may);
        model.addAttribute("held", may ? holds.on(caseCode, c.member(), c.round()) : java.util.List.of());
    }
}
