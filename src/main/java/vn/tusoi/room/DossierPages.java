package vn.tusoi.room;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.ballots.Conference;
import vn.tusoi.ballots.Conferences;
import vn.tusoi.cases.CaseReading;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.planning.PlanningList;
import vn.tusoi.planning.PlanningLists;
import vn.tusoi.register.Units;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;

/** A case, a list or a conference as it went, for auditors. */
@Controller
class DossierPages {

    private static final List<String> CASE = List.of("vetting-case", "self-review", "branch-assessment", "inspection-check");
    private static final List<String> REVIEW = List.of("yearly-review", "self-review", "branch-assessment");

    private final Mandate mandate;
    private final CaseReading reading;
    private final PlanningLists lists;
    private final Conferences conferences;
    private final Dossiers dossiers;
    private final Units units;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Told told;
    private final Show show;
    private final TransactionTemplate transaction;

    DossierPages(Mandate mandate, CaseReading reading, PlanningLists lists, Conferences conferences, Dossiers dossiers, Units units, Ledger ledger, JdbcClient jdbc,
                 Told told, Show show, TransactionTemplate transaction) {
        this.mandate = mandate;
        this.reading = reading;
        this.lists = lists;
        this.conferences = conferences;
        this.dossiers = dossiers;
        this.units = units;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.told = told;
        this.show = show;
        this.transaction = transaction;
    }

    @GetMapping("/record/cases/{code}")
    @Shows(entered = "CASE_READ")
    String ofCase(Actor actor, @PathVariable String code, Model model) {
        Mandate.Reach reach = mandate.of(actor);
        VettingCase c = reading.read(actor, code).subject();
        head(model, show.say("room.dossier", code), show.say("room.dossier.lead", c.round(), told.unit(c.cell()), told.unit(c.unit())), "/cases/" + code, c.round());
        dossiers.fill(code, c.review() ? REVIEW : CASE, model);
        model.addAttribute("readers", dossiers.readers(reading.readers(code)));
        model.addAttribute("list", Optional.ofNullable(c.list()).flatMap(lists::find).filter(list -> reach.covers(units.get(list.unit()))).map(PlanningList::code).orElse(null));
        model.addAttribute("conferences", List.of());
        if (model.getAttribute("list") != null) {
            List<String> held = jdbc.sql("select f.code from conference f where f.list_code = ? and exists (select 1 from conference_candidate k where k.conference_code = f.code "
                    + "and k.case_code = ?) order by f.code").params(c.list(), code).query(String.class).list();
            model.addAttribute("conferences", held);
            model.addAttribute("around", dossiers.around(c.list(), held));
        }
        return "room/dossier";
    }

    @GetMapping("/record/lists/{code}")
    @Shows(entered = "RECORD_READ")
    String ofList(Actor actor, @PathVariable String code, Model model) {
        Mandate.Reach reach = mandate.of(actor);
        PlanningList list = lists.find(code).orElseThrow(() -> new Denied.Hidden(code));
        reach.check(units.get(list.unit()), code);
        enter(actor, reach, "LIST", code);
        head(model, show.say("room.dossier.list", code), show.say("room.dossier.list.lead", list.round(), told.unit(list.unit())), "/lists/" + code, list.round());
        List<String> held = conferences.ofList(code).stream().map(Conference::code).toList();
        dossiers.fill(code, List.of("planning-list"), model);
        model.addAttribute("readers", dossiers.readersOf(code));
        model.addAttribute("list", null);
        model.addAttribute("conferences", held);
        model.addAttribute("around", dossiers.around(null, held));
        return "room/dossier";
    }

    @GetMapping("/record/conferences/{code}")
    @Shows(entered = "RECORD_READ")
    String ofConference(Actor actor, @PathVariable String code, Model model) {
        Mandate.Reach reach = mandate.of(actor);
        Conference conference = conferences.find(code).orElseThrow(() -> new Denied.Hidden(code));
        reach.check(units.get(conference.unit()), code);
        enter(actor, reach, "CONFERENCE", code);
        head(model, show.say("room.dossier.conference", code), show.say("room.dossier.list.lead", conference.round(), told.unit(conference.unit())), "/conferences/" + code,
                conference.round());
        dossiers.fill(code, List.of("conference"), model);
        model.addAttribute("readers", dossiers.readersOf(code));
        model.addAttribute("list", conference.list());
        model.addAttribute("conferences", List.of());
        return "room/dossier";
    }

    private static void head(Model model, String title, String lead, String itself, String round) {
        model.addAttribute("title", title);
        model.addAttribute("lead", lead);
        model.addAttribute("itself", itself);
        model.addAttribute("round", round);
    }

    private void enter(Actor actor, Mandate.Reach reach, String kind, String code) {
        transaction.executeWithoutResult(status -> ledger.entry(actor, "RECORD_READ").in(reach.office()).on(kind, code).write());
    }
}
