package vn.tusoi.ballots.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.ballots.Candidate;
import vn.tusoi.ballots.Conference;
import vn.tusoi.ballots.ConferenceDesk;
import vn.tusoi.ballots.Conferences;
import vn.tusoi.ballots.Share;
import vn.tusoi.ballots.Sitting;
import vn.tusoi.cases.ProcessPicture;
import vn.tusoi.register.Units;
import vn.tusoi.rulebook.Citation;
import vn.tusoi.rulebook.Item;
import vn.tusoi.rulebook.Decisions;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;

/** What the pages of a conference have in common. */
@Component
class ConferenceView {

    private final Conferences conferences;
    private final ConferenceDesk desk;
    private final Units units;
    private final RuleBook rules;
    private final ProcessPicture pictures;
    private final Decisions decisions;

    ConferenceView(Conferences conferences, ConferenceDesk desk, Units units, RuleBook rules, ProcessPicture pictures, Decisions decisions) {
        this.conferences = conferences;
        this.desk = desk;
        this.units = units;
        this.rules = rules;
        this.pictures = pictures;
        this.decisions = decisions;
    }

    /** A rule as the page cites it. */
    public record Rule(Share quorum, Share majority, String baseKind, int fallback, String citation, boolean confirmed) { }

    Optional<Sitting> sitting(String code) {
        return conferences.sitting(code);
    }

    List<Candidate> candidates(String code) {
        return conferences.candidates(code);
    }

    void fill(String code, Model model) {
        Conference c = conferences.get(code);
        Item step = conferences.step(c);
        List<Sitting> sittings = conferences.sittings(code);
        Sitting sitting = sittings.isEmpty() ? null : sittings.get(sittings.size() - 1);
        model.addAttribute("conference", c);
        model.addAttribute("stepName", step.text(language()));
        model.addAttribute("body", step.more().get("body"));
        model.addAttribute("unit", units.get(c.unit()));
        model.addAttribute("sittings", sittings);
        model.addAttribute("sitting", sitting);
        model.addAttribute("candidates", conferences.candidates(code));
        model.addAttribute("rule", rule(c));
        model.addAttribute("postName", post(c));
        reasons(c, model);
    }

    /** Why there was a quorum or none; once the result stands, why it is what it is. */
    private void reasons(Conference c, Model model) {
        model.addAttribute("quorums", decisions.of(c.code()).stream().filter(d -> d.question().equals("conferenceQuorum")).toList());
        Map<String, Reasoning> reasons = new LinkedHashMap<>();
        if (c.signed()) {
            decisions.find(c.code(), "ballotResult", "").ifPresent(r -> reasons.put("", r));
            conferences.candidates(c.code()).forEach(k -> {
                Reasoning why = desk.explained(c, k);
                if (why != null) {
                    reasons.put(k.fullName(), why);
                }
            });
        }
        model.addAttribute("reasons", reasons);
    }

    /** The result, once it stands. */
    void result(Actor actor, String code, Model model) {
        model.addAttribute("agreed", desk.agreed(actor, code));
        model.addAttribute("counters", desk.counters(actor, code));
    }

    /** The way the conference has gone, as a diagram. */
    void picture(String code, Model model) {
        model.addAttribute("picture", pictures.draw("conference", code, language()).orElse(null));
    }

    private String post(Conference c) {
        return rules.get(c.ruleSet()).item("posts", c.targetPost()).text(language());
    }

    private Rule rule(Conference c) {
        RuleSet set = rules.get(c.ruleSet());
        Citation cited = set.citations().get(set.value("conference.passNumerator").citation());
        String citation = cited == null ? set.value("conference.passNumerator").citation()
                : cited.number() + ": " + ("en".equals(language()) ? cited.en() : cited.vi());
        return new Rule(ConferenceDesk.quorum(set), ConferenceDesk.majority(set), set.text("conference.passBase"), set.number("conference.fallbackCount"),
                citation, set.value("conference.passNumerator").confirmed());
    }

    private static String language() {
        Locale locale = LocaleContextHolder.getLocale();
        return locale.getLanguage();
    }
}
