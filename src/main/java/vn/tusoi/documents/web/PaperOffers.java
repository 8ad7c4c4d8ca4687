package vn.tusoi.documents.web;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.documents.PaperDesk;
import vn.tusoi.documents.PaperKind;

/** For pages beside the dossier: which papers can be printed of what they show. Asked from templates, so that those pages need not know of papers. */
@Component("paperOffers")
class PaperOffers {

    private final PaperDesk desk;

    PaperOffers(PaperDesk desk) {
        this.desk = desk;
    }

    public List<PaperKind> ofCell(Actor actor, String round, String cell) {
        return desk.ofCell(actor, round, cell);
    }

    public List<PaperKind> ofCollective(String code) {
        return desk.ofCollective(code);
    }

    public boolean proposals(Actor actor, String round, String cell) {
        return desk.offersProposals(actor, round, cell);
    }
}
