package vn.tusoi.ballots.web;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.ballots.Conference;
import vn.tusoi.ballots.ConferenceDesk;
import vn.tusoi.ledger.Checkpoints;
import vn.tusoi.site.Shows;
import vn.tusoi.worklist.WorkItems;

/** A conference to read, its ballot paper and its minutes to print. */
@Controller
class ConferencePages {

    private final ConferenceDesk desk;
    private final ConferenceView view;
    private final WorkItems items;
    private final Checkpoints checkpoints;

    ConferencePages(ConferenceDesk desk, ConferenceView view, WorkItems items, Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
        this.desk = desk;
        this.view = view;
        this.items = items;
    }

    @GetMapping("/conferences/{code}")
    @Shows(kind = "CONFERENCE", code = "code")
    String conference(@PathVariable String code, Actor actor, Model model) {
        Conference c = read(actor, code, model);
        model.addAttribute("open", items.openOn(code));
        model.addAttribute("mine", items.openOn(code).stream().filter(i -> actor.groupKeys().contains(i.groupKey())).toList());
        model.addAttribute("past", items.doneOn(code));
        view.picture(code, model);
        if (c.signed()) {
            view.result(actor, code, model);
        }
        return "ballots/conference";
    }

    @GetMapping("/conferences/{code}/papers")
    @Shows(entered = "PRINTED")
    String papers(@PathVariable String code, Actor actor, Model model) {
        Conference c = read(actor, code, model);
        if (c.sittingNo() == 0) {
            throw new Denied.Hidden(code);
        }
        return "ballots/papers";
    }

    @GetMapping("/conferences/{code}/minutes")
    @Shows(entered = "PRINTED")
    String minutes(@PathVariable String code, Actor actor, Model model) {
        Conference c = read(actor, code, model);
        if (!c.decided()) {
            throw new Denied.Hidden(code);
        }
        view.result(actor, code, model);
        model.addAttribute("checkpoint", checkpoints.coveringAct("CONFERENCE:" + code, "MINUTES_SIGNED").orElse(null));
        return "ballots/minutes";
    }

    private Conference read(Actor actor, String code, Model model) {
        Conference c = desk.read(actor, code);
        view.fill(code, model);
        return c;
    }
}
