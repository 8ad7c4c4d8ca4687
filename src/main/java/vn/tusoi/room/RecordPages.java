package vn.tusoi.room;

import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tusoi.access.Actor;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;

/** The record, for auditors: newest first, by subject, act, person and day. Reading it is recorded too. */
@Controller
class RecordPages {

    private static final int SIZE = 50;

    private final RecordSearch search;
    private final Ledger ledger;
    private final Mandate mandate;
    private final Acts acts;
    private final Told told;
    private final Show show;
    private final TransactionTemplate transaction;

    RecordPages(RecordSearch search, Ledger ledger, Mandate mandate, Acts acts, Told told, Show show, TransactionTemplate transaction) {
        this.search = search;
        this.ledger = ledger;
        this.mandate = mandate;
        this.acts = acts;
        this.told = told;
        this.show = show;
        this.transaction = transaction;
    }

    @GetMapping("/record")
    @Shows(entered = "RECORD_READ")
    String record(Actor actor, @RequestParam(defaultValue = "") String subject, @RequestParam(defaultValue = "") String act,
                  @RequestParam(defaultValue = "") String person, @RequestParam(required = false) LocalDate from, @RequestParam(required = false) LocalDate to,
                  @RequestParam(required = false) Long before, Model model) {
        Mandate.Reach reach = mandate.of(actor);
        List<RecordSearch.Entry> rows = search.find(reach, new RecordSearch.Asked(subject.strip(), act, person.strip(), from, to, before), SIZE + 1);
        transaction.executeWithoutResult(status -> {
            Ledger.Entry entry = ledger.entry(actor, "RECORD_READ").in(reach.office()).on("SYSTEM", "record").with("before", before);
            // what finds something is a code; anything else may be somebody's name, which the record does not take
            if (rows.isEmpty()) {
                entry.withDigest("subject", subject).withDigest("act", act).withDigest("person", person).write();
            } else {
                entry.with("subject", subject.strip()).with("act", act).with("person", person.strip()).write();
            }
        });
        List<RecordSearch.Entry> shown = rows.size() > SIZE ? rows.subList(0, SIZE) : rows;
        model.addAttribute("entries", shown);
        model.addAttribute("older", rows.size() > SIZE ? shown.get(SIZE - 1).id() : null);
        model.addAttribute("newest", before == null);
        model.addAttribute("subject", subject);
        model.addAttribute("act", act);
        model.addAttribute("person", person);
        model.addAttribute("from", from == null ? "" : show.day(from));
        model.addAttribute("to", to == null ? "" : show.day(to));
        model.addAttribute("acts", acts.all().stream().map(a -> Choice.of(a, told.sentence(a, show.say("record.someone"), null, ""))).toList());
        return "record/list";
    }
}
