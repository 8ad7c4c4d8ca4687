package vn.tusoi.documents.web;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.cases.DossierPart;
import vn.tusoi.documents.PaperDesk;

/** In the dossier: the papers that can be printed of the case now. */
@Component
class PapersPart implements DossierPart {

    private static final int LAST = 90;

    private final PaperDesk desk;

    PapersPart(PaperDesk desk) {
        this.desk = desk;
    }

    @Override
    public int order() {
        return LAST;
    }

    @Override
    public String template() {
        return "papers/offers :: ofCase(${caseCode}, ${papers})";
    }

    @Override
    public void fill(String caseCode, Actor actor, Model model) {
        model.addAttribute("caseCode", caseCode);
        model.addAttribute("papers", desk.ofCase(caseCode));
    }
}
