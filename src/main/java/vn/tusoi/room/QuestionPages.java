package vn.tusoi.room;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.ledger.Places;
import vn.tusoi.site.Sheet;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.site.ShowsNobody;

/** The questions that auditors ask, with what they ask for in the address, and the single entries that answer. */
@Controller
class QuestionPages {

    private static final int SIZE = 50;

    private final Mandate mandate;
    private final Questions questions;
    private final Told told;
    private final Places places;
    private final Entries entries;
    private final Ledger ledger;
    private final Show show;
    private final TransactionTemplate transaction;

    QuestionPages(Mandate mandate, Questions questions, Told told, Places places, Entries entries, Ledger ledger, Show show, TransactionTemplate transaction) {
        this.mandate = mandate;
        this.questions = questions;
        this.told = told;
        this.places = places;
        this.entries = entries;
        this.ledger = ledger;
        this.show = show;
        this.transaction = transaction;
    }

    /** A question in the list of them. */
    public record Choice(String address, String title, String meaning) { }

    public record Row(long id, String at, String sentence, String why, String subject, String kind, String office, String rule) { }

    @GetMapping("/record/questions")
    @ShowsNobody("the questions themselves")
    String all(Actor actor, Model model) {
        mandate.of(actor);
        model.addAttribute("questions", Arrays.stream(Question.values()).map(this::choice).toList());
        return "room/questions";
    }

    @GetMapping("/record/questions/{question}")
    @Shows(entered = "RECORD_READ")
    String one(Actor actor, @PathVariable String question, @RequestParam(required = false) LocalDate from, @RequestParam(required = false) LocalDate to,
               @RequestParam(required = false) String person, @RequestParam(required = false) String unit, @RequestParam(required = false) String address,
               @RequestParam(required = false) Integer minutes,
               @RequestParam(required = false) Integer times, @RequestParam(required = false) Integer share, @RequestParam(required = false) String before, Model model) {
        Mandate.Reach reach = mandate.of(actor);
        Question asked = question(question);
        Questions.Asked with = questions.usual(new Questions.Asked(from, to, person, unit, address, minutes, times, share));
        Questions.Answers found = questions.ask(asked, reach, with, before, SIZE);
        read(actor, reach, asked, with, before);
        model.addAttribute("question", asked.name());
        model.addAttribute("choice", choice(asked));
        model.addAttribute("asked", with);
        model.addAttribute("suffices", with.suffices(asked));
        model.addAttribute("odd", asked == Question.TOUCHED && Questions.odd(with));
        model.addAttribute("answers", found.rows().stream().map(x -> row(asked, x)).toList());
        model.addAttribute("older", found.next());
        model.addAttribute("newest", before == null || before.isBlank());
        model.addAttribute("export", UriComponentsBuilder.fromPath("/record/questions/" + asked.address() + ".csv").queryParam("from", show.day(with.from()))
                .queryParam("to", show.day(with.to())).queryParam("person", "{person}").queryParam("unit", "{unit}").queryParam("address", "{address}").queryParam("minutes", with.minutes())
                .queryParam("times", with.times()).queryParam("share", with.share()).encode().buildAndExpand(with.person(), with.unit(), with.address()).toUriString());
        return "room/question";
    }

    @GetMapping("/record/questions/{question}.csv")
    @Shows(entered = "EXPORTED")
    void file(Actor actor, @PathVariable String question, @RequestParam(required = false) LocalDate from, @RequestParam(required = false) LocalDate to,
              @RequestParam(required = false) String person, @RequestParam(required = false) String unit, @RequestParam(required = false) String address,
               @RequestParam(required = false) Integer minutes,
              @RequestParam(required = false) Integer times, @RequestParam(required = false) Integer share, HttpServletResponse response) throws IOException {
        Mandate.Reach reach = mandate.of(actor);
        Question asked = question(question);
        Questions.Asked with = questions.usual(new Questions.Asked(from, to, person, unit, address, minutes, times, share));
        read(actor, reach, asked, with, null);
        Sheet.csv(response, asked.address() + ".csv", Stream.of("record.number", "record.at", "record.what", "room.why", "record.subject", "record.office", "record.rule")
                .map(show::say).toList(), rows -> questions.each(asked, reach, with, x -> {
                    Row r = row(asked, x);
                    rows.accept(List.of(String.valueOf(r.id()), r.at(), r.sentence(), r.why(), r.subject(), r.office(), r.rule()));
                }));
    }

    @GetMapping("/record/{id:\\d{1,18}}")
    @Shows(entered = "RECORD_READ")
    String entry(Actor actor, @PathVariable long id, Model model) {
        Mandate.Reach reach = mandate.of(actor);
        if (!entries.covers(id, reach)) {
            throw new Denied.Hidden(String.valueOf(id));
        }
        Places.Place place = places.find(id).orElseThrow(() -> new Denied.Hidden(String.valueOf(id)));
        transaction.executeWithoutResult(status -> ledger.entry(actor, "RECORD_READ").in(reach.office()).on("SYSTEM", "record").with("entry", id).write());
        model.addAttribute("title", show.say("room.entry", show.number(id)));
        model.addAttribute("place", place);
        model.addAttribute("line", place.line());
        model.addAttribute("office", told.office(place.line().function(), place.line().unit()));
        model.addAttribute("sentence", told.sentence(place.line().act(), place.line().person(), place.line().outcome(), told.office(place.line().function(), place.line().unit())));
        model.addAttribute("outcome", told.outcome(place.line().outcome()));
        model.addAttribute("rule", place.line().ruleRef() == null ? "" : told.rule(place.line().ruleSet(), place.line().ruleRef()));
        model.addAttribute("details", entries.details(place.line().detail()));
        model.addAttribute("rows", entries.rows(place.line().rows()));
        return "room/entry";
    }

    /** What was asked is in the record by its name and the period; persons, units and addresses that were asked for, as digests. */
    private void read(Actor actor, Mandate.Reach reach, Question question, Questions.Asked with, String before) {
        transaction.executeWithoutResult(status -> ledger.entry(actor, "RECORD_READ").in(reach.office()).on("SYSTEM", "record").with("question", question.name())
                .with("from", with.from()).with("to", with.to()).withDigest("person", with.person()).withDigest("unit", with.unit()).withDigest("address", with.address())
                .with("before", before == null || before.isBlank() ? null : before).write());
    }

    private static Question question(String address) {
        return Question.at(address).orElseThrow(() -> new Denied.Hidden(address));
    }

    private Choice choice(Question question) {
        return new Choice(question.address(), show.say("room.q." + question + ".title"), show.say("room.q." + question + ".meaning"));
    }

    private Row row(Question question, Questions.Answer x) {
        String office = told.office(x.function(), x.unit());
        return new Row(x.id(), show.dayAndTime(x.at()), told.sentence(x.act(), x.person(), x.outcome(), office), told.why(question, x), x.code(), x.kind(), office,
                told.rule(x.ruleSet(), x.ruleRef()));
    }
}
