package vn.tusoi.documents;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Function;
import vn.tusoi.collective.Collective;
import vn.tusoi.collective.Collectives;
import vn.tusoi.ledger.Canonical;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;
import vn.tusoi.review.ReviewPeriods;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;

/** Papers of a body's review: its report in the layout of the form, the minutes of the meeting that took it, and the decision of the body above. */
@Component
class CollectivePapers implements PaperSource {

    private final Collectives collectives;
    private final RuleBook rules;
    private final ReviewPeriods periods;
    private final Units units;

    CollectivePapers(Collectives collectives, RuleBook rules, ReviewPeriods periods, Units units) {
        this.collectives = collectives;
        this.rules = rules;
        this.periods = periods;
        this.units = units;
    }

    /** A part of the report with its heading. */
    public record Part(String heading, String text) { }

    @Override
    public Set<PaperKind> kinds() {
        return EnumSet.of(PaperKind.COLLECTIVE_REPORT, PaperKind.COLLECTIVE_MINUTES, PaperKind.COLLECTIVE_DECISION);
    }

    @Override
    public List<String> cases(String subject) {
        return List.of();
    }

    @Override
    public Optional<PaperContent> find(PaperKind kind, String subject, int part) {
        return collectives.find(subject).filter(c -> kind == PaperKind.COLLECTIVE_DECISION ? c.level() != null : kind == PaperKind.COLLECTIVE_REPORT ? c.reviewed() : c.heldOn() != null)
                .map(c -> content(kind, c));
    }

    private PaperContent content(PaperKind kind, Collective c) {
        RuleSet set = rules.get(c.ruleSet());
        String language = org.springframework.context.i18n.LocaleContextHolder.getLocale().getLanguage();
        List<Collectives.Section> sections = collectives.sections(c.code());
        Map<String, Object> model = new HashMap<>();
        model.put("collective", c);
        model.put("body", units.get(c.unit()));
        model.put("period", periods.ofRound(c.round(), c.heldOn()));
        model.put("form", set.text("review.formCollective"));
        model.put("parts", sections.stream().map(s -> new Part(set.item("collectiveSections", s.item()).text(language), s.body())).toList());
        Facts facts = Facts.of(kind).with("collective", c.code());
        if (kind != PaperKind.COLLECTIVE_DECISION) {
            facts.with("on", c.heldOn()).with("place", c.place()).with("chair", c.chair()).with("summoned", c.summoned()).with("present", c.present()).with("needed", c.needed())
                    .with("selfLevel", c.selfLevel());
        }
        if (kind == PaperKind.COLLECTIVE_REPORT) {
            facts.with("sections", sections.stream().flatMap(s -> List.of(s.item(), s.body()).stream()).toList());
            return new PaperContent(kind, "COLLECTIVE", c.code(), 0, c.unit(), facts.digest(), c.reviewedAt(), model);
        }
        if (kind == PaperKind.COLLECTIVE_MINUTES) {
            return new PaperContent(kind, "COLLECTIVE", c.code(), 0, c.unit(), facts.digest(), c.reviewedAt(), model);
        }
        facts.with("level", c.level()).with("reason", c.reason()).with("decidedAt", Canonical.time(c.decidedAt().atOffset(java.time.ZoneOffset.UTC))).with("decidedBy", c.decidedName());
        Unit above = units.performing(Function.GRASSROOTS_COMMITTEE.name(), c.unit()).orElse(units.get(c.unit()));
        return new PaperContent(kind, "COLLECTIVE", c.code(), 0, above.code(), facts.digest(), c.decidedAt(), model);
    }
}
