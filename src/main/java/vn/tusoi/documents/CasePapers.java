package vn.tusoi.documents;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Function;
import vn.tusoi.assessment.Assessment;
import vn.tusoi.assessment.Assessments;
import vn.tusoi.assessment.Level;
import vn.tusoi.assessment.Votes;
import vn.tusoi.cases.CaseRules;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.register.Member;
import vn.tusoi.register.Members;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;
import vn.tusoi.review.ReviewPeriods;
import vn.tusoi.review.SelfReview;
import vn.tusoi.review.SelfReviews;
import vn.tusoi.rulebook.Citation;
import vn.tusoi.rulebook.RuleSet;

/** The papers of one case: the sealed self-review, and what the cell and the committee made of it. */
@Component
class CasePapers implements PaperSource {

    private static final int PERCENT = 100;

    private final Cases cases;
    private final CaseRules rules;
    private final SelfReviews reviews;
    private final ReviewPeriods periods;
    private final Assessments assessments;
    private final Members members;
    private final Units units;
    private final Clock clock;

    CasePapers(Cases cases, CaseRules rules, SelfReviews reviews, ReviewPeriods periods, Assessments assessments, Members members, Units units, Clock clock) {
        this.cases = cases;
        this.rules = rules;
        this.reviews = reviews;
        this.periods = periods;
        this.assessments = assessments;
        this.members = members;
        this.units = units;
        this.clock = clock;
    }

    /** A line of a count. @param percent of the valid slips, in tenths of a percent */
    public record Line(Level level, int votes, int percent) { }

    @Override
    public Set<PaperKind> kinds() {
        return EnumSet.of(PaperKind.SELF_REVIEW, PaperKind.RATING_SLIP, PaperKind.RATING_TALLY, PaperKind.CELL_MINUTES, PaperKind.RATING_DECISION);
    }

    @Override
    public Optional<PaperContent> find(PaperKind kind, String subject, int part) {
        return cases.find(subject).flatMap(c -> switch (kind) {
            case SELF_REVIEW -> review(c, part).map(r -> new PaperContent(kind, "CASE", c.code(), r.version(), c.cell(), r.intact() ? r.digest() : vn.tusoi.review.Seal.digest(r.written().canonical()),
                    r.sealedAt(), written(c, r)));
            case RATING_SLIP, RATING_TALLY, CELL_MINUTES -> meeting(c, kind, part).map(m -> of(kind, c, m));
            case RATING_DECISION -> assessments.find(c.code()).flatMap(a -> a.decisions().stream().filter(d -> d.outcome() == Assessment.Outcome.DECIDED)
                    .filter(d -> part == 0 ? d.current() : d.no() == part).findFirst()).map(d -> decision(c, d));
            default -> Optional.empty();
        });
    }

    @Override
    public Optional<String> sealed(PaperKind kind, String subject, int part) {
        return kind == PaperKind.SELF_REVIEW ? reviews.version(subject, part).map(SelfReview::digest) : Optional.empty();
    }

    private Optional<SelfReview> review(VettingCase c, int part) {
        return (part == 0 ? reviews.find(c.code()) : reviews.version(c.code(), part)).filter(r -> !r.deleted());
    }

    /** A slip can be printed once the meeting is called, the rest once it was held. */
    private Optional<Assessment.Meeting> meeting(VettingCase c, PaperKind kind, int part) {
        return assessments.find(c.code()).flatMap(a -> a.meetings().stream()
                .filter(m -> part == 0 || m.no() == part)
                .filter(m -> switch (kind) {
                    case RATING_SLIP -> m.state() != Assessment.MeetingState.NO_QUORUM;
                    case RATING_TALLY -> m.votes() != null;
                    default -> m.state() != Assessment.MeetingState.PLANNED;
                }).findFirst());
    }

    private Map<String, Object> person(VettingCase c) {
        LocalDate today = LocalDate.now(clock);
        Member member = members.get(c.member());
        Map<String, Object> model = new HashMap<>();
        model.put("member", member);
        model.put("posts", members.posts(c.member()).stream().filter(p -> p.to() == null || !p.to().isBefore(today)).map(Members.Post::post).toList());
        model.put("cell", units.get(c.cell()));
        model.put("commune", units.get(c.unit()));
        model.put("period", periods.ofCase(c.code()));
        model.put("levels", Level.ALL);
        return model;
    }

    private Map<String, Object> written(VettingCase c, SelfReview review) {
        Map<String, Object> model = person(c);
        model.put("review", review);
        RuleSet set = rules.of(c.code(), review.ruleSet());
        String language = LocaleContextHolder.getLocale().getLanguage();
        model.put("declared", review.written().acts() == null ? List.of()
                : review.written().acts().codes().stream().map(code -> set.item("acts", code)).map(i -> i.article() + ". " + i.text(language)).toList());
        model.put("grades", List.of(vn.tusoi.review.Grade.values()));
        model.put("others", review.kind() == vn.tusoi.review.FormKind.OUTSIDE ? List.of("cell", "committee") : List.of("manager", "cell", "committee"));
        model.put("dated", review.sealedAt());
        return model;
    }

    private PaperContent of(PaperKind kind, VettingCase c, Assessment.Meeting m) {
        Map<String, Object> model = person(c);
        model.put("meeting", m);
        reviews.find(c.code()).filter(r -> !r.deleted()).ifPresent(r -> model.put("review", r));
        Facts facts = Facts.of(kind).with("case", c.code()).with("meeting", m.no()).with("place", m.place());
        if (kind == PaperKind.RATING_SLIP) {
            reviews.find(c.code()).ifPresent(r -> facts.with("review", r.digest()));
            facts.with("on", m.plannedOn());
        } else {
            facts.with("on", m.heldOn()).with("summoned", m.summoned()).with("present", m.present()).with("excused", m.excused()).with("needed", m.needed());
            if (m.votes() != null) {
                counted(facts, m.votes());
                model.put("lines", lines(m.votes()));
            }
            facts.with("proposed", m.proposed()).with("tied", m.tied()).with("chair", m.chair()).with("absentees", m.absentees()).with("secondCounter", m.secondCounter());
        }
        if (kind == PaperKind.CELL_MINUTES) {
            if (!m.roll().lines().isEmpty()) {
                facts.with("roll", m.roll().lines().stream().flatMap(l -> List.of(l.name(), l.attendance().name()).stream()).toList());
            }
            facts.with("agenda", m.agenda()).with("answer", m.answer()).with("remarks", m.remarks().stream().flatMap(r -> List.of(r.speaker(), r.text()).stream()).toList());
            assessments.find(c.code()).map(Assessment::residence).ifPresent(r -> model.put("residence", r));
        }
        return new PaperContent(kind, "CASE", c.code(), m.no(), c.cell(), facts.digest(), null, model);
    }

    private static void counted(Facts facts, Votes v) {
        facts.with("issued", v.issued()).with("collected", v.collected()).with("missing", v.missing()).with("valid", v.valid()).with("invalid", v.invalid());
        v.perLevel().forEach((level, votes) -> facts.with("votes" + level, votes));
    }

    private static List<Line> lines(Votes v) {
        List<Line> lines = new ArrayList<>();
        v.perLevel().forEach((level, votes) -> lines.add(new Line(level, votes, v.valid() == 0 ? 0 : (votes * PERCENT * 10 + v.valid() / 2) / v.valid())));
        return lines;
    }

    private PaperContent decision(VettingCase c, Assessment.Decision d) {
        RuleSet set = rules.of(c);
        Map<String, Object> model = person(c);
        model.put("decision", d);
        model.put("citations", bases(set, d.level()));
        assessments.find(c.code()).map(Assessment::held).ifPresent(m -> model.put("meeting", m));
        model.put("dated", d.decidedAt());
        Unit committee = units.performing(Function.GRASSROOTS_COMMITTEE.name(), c.cell()).orElse(units.get(c.unit()));
        model.put("committee", committee);
        Facts facts = Facts.of(PaperKind.RATING_DECISION).with("case", c.code()).with("decision", d.no()).with("level", d.level()).with("reason", d.reason())
                .with("decidedAt", vn.tusoi.ledger.Canonical.time(d.decidedAt().atOffset(java.time.ZoneOffset.UTC))).with("decidedBy", d.decidedName());
        return new PaperContent(PaperKind.RATING_DECISION, "CASE", c.code(), d.no(), committee.code(), facts.digest(), d.decidedAt(), model);
    }

    /** The texts that the values behind a level rest on, as the set cites them; assumptions are no basis of a decision. */
    private static List<Citation> bases(RuleSet set, Level level) {
        String cited = set.applied("rating.min" + (level == Level.KHT ? "HT" : level.name()), "assessment.acknowledgeDays").citation();
        return cited == null ? List.of() : List.of(cited.split(",")).stream().distinct().map(code -> set.citations().get(code)).filter(c -> c != null && c.confirmed()).toList();
    }
}
