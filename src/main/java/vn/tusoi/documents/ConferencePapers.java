package vn.tusoi.documents;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import vn.tusoi.ballots.BallotCount;
import vn.tusoi.ballots.Candidate;
import vn.tusoi.ballots.Conference;
import vn.tusoi.ballots.ConferenceDesk;
import vn.tusoi.ballots.Conferences;
import vn.tusoi.ballots.Sitting;
import vn.tusoi.register.Units;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;

/** The papers of a conference: the ballot paper once it was convened, the minutes of the count once the result stands. */
@Component
class ConferencePapers implements PaperSource {

    private final Conferences conferences;
    private final Units units;
    private final RuleBook rules;

    ConferencePapers(Conferences conferences, Units units, RuleBook rules) {
        this.conferences = conferences;
        this.units = units;
        this.rules = rules;
    }

    @Override
    public Set<PaperKind> kinds() {
        return EnumSet.of(PaperKind.BALLOT_PAPER, PaperKind.BALLOT_MINUTES);
    }

    @Override
    public Optional<PaperContent> find(PaperKind kind, String subject, int part) {
        return conferences.find(subject).filter(c -> kind == PaperKind.BALLOT_PAPER ? c.sittingNo() > 0 : c.decided())
                .flatMap(c -> conferences.sitting(c.code()).map(s -> kind == PaperKind.BALLOT_PAPER ? paper(c, s) : minutes(c, s)));
    }

    private Map<String, Object> model(Conference c, Sitting s, List<Candidate> candidates) {
        String language = LocaleContextHolder.getLocale().getLanguage();
        Map<String, Object> model = new HashMap<>();
        model.put("conference", c);
        model.put("sitting", s);
        model.put("candidates", candidates);
        model.put("stepName", conferences.step(c).text(language));
        model.put("postName", rules.get(c.ruleSet()).item("posts", c.targetPost()).text(language));
        model.put("unitName", units.get(c.unit()).name());
        return model;
    }

    /** Names only: nothing tells one paper from another. */
    private PaperContent paper(Conference c, Sitting s) {
        List<Candidate> candidates = conferences.candidates(c.code()).stream().filter(k -> k.onPaper() && !k.withdrawn()).toList();
        Facts facts = Facts.of(PaperKind.BALLOT_PAPER).with("conference", c.code()).with("sitting", s.no()).with("on", s.heldOn())
                .with("candidates", candidates.stream().map(Candidate::caseCode).toList());
        return new PaperContent(PaperKind.BALLOT_PAPER, "CONFERENCE", c.code(), s.no(), c.unit(), facts.digest(), null, model(c, s, candidates));
    }

    private PaperContent minutes(Conference c, Sitting s) {
        List<Candidate> candidates = conferences.candidates(c.code()).stream().filter(Candidate::onPaper).toList();
        BallotCount count = conferences.agreed(c).orElseThrow();
        Map<String, Object> model = model(c, s, candidates);
        RuleSet set = rules.get(c.ruleSet());
        model.put("count", count);
        model.put("counters", conferences.counters(c));
        model.put("majority", ConferenceDesk.majority(set));
        model.put("fallback", set.number("conference.fallbackCount"));
        model.put("quorum", ConferenceDesk.quorum(set));
        model.put("dated", s.heldOn());
        Facts facts = Facts.of(PaperKind.BALLOT_MINUTES).with("conference", c.code()).with("sitting", s.no()).with("on", s.heldOn()).with("place", s.place())
                .with("summoned", s.summoned()).with("present", s.present()).with("issued", count.issued()).with("collected", count.collected())
                .with("valid", count.valid()).with("invalid", count.invalid()).with("base", c.base()).with("needed", c.needed()).with("minutesNo", c.minutesNo())
                .with("note", c.minutesNote())
                .with("result", candidates.stream().map(k -> k.caseCode() + " " + k.agree() + " " + k.disagree() + " " + k.blank() + " " + k.outcome()).toList());
        return new PaperContent(PaperKind.BALLOT_MINUTES, "CONFERENCE", c.code(), s.no(), c.unit(), facts.digest(), c.signedAt(), model);
    }
}
