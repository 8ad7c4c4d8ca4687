package vn.tusoi.inspection;

import java.time.Clock;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.tusoi.cases.CaseRules;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.register.Members;
import vn.tusoi.rulebook.Difference;
import vn.tusoi.rulebook.DisciplineClocks;
import vn.tusoi.rulebook.Fact;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.rulebook.RuleSet;

/** What the rules raise about a person: both clocks after a penalty, declarations, ratings of the last years. */
@Component
public class RuleFlags {

    private final Members members;
    private final CaseRules rules;
    private final Clock clock;

    RuleFlags(Members members, CaseRules rules, Clock clock) {
        this.members = members;
        this.rules = rules;
        this.clock = clock;
    }

    public List<RuleFlag> of(VettingCase c) {
        return of(c, rules.of(c));
    }

    /** What another set would raise. */
    List<RuleFlag> of(VettingCase c, RuleSet set) {
        LocalDate today = LocalDate.now(clock);
        List<RuleFlag> flags = new ArrayList<>();
        members.disciplines(c.member()).forEach(d -> flags.add(penalty(set, d, today)));
        MonthDay last = MonthDay.parse("--" + set.text("declaration.dueMonthDay"));
        DeclarationCheck.flaws(members.declarations(c.member()), last, today).forEach(f -> flags.add(declaration(set, f)));
        int years = set.number("inspection.ratingYears");
        members.ratings(c.member()).stream().limit(years).filter(r -> r.level().equals("KHT") || r.level().equals("CXL"))
                .forEach(r -> flags.add(rating(set, r)));
        return flags;
    }

    /** The penalty whose waiting time still runs and ends last: the fact that the clearance table asks for. */
    Optional<DisciplineClocks> waiting(VettingCase c, RuleSet set) {
        LocalDate today = LocalDate.now(clock);
        return DisciplineClocks.decisive(members.disciplines(c.member()).stream().map(d -> DisciplineClocks.of(set, d.penalty(), d.announcedOn()))
                .filter(d -> d.waiting(today)).toList());
    }

    private RuleFlag penalty(RuleSet set, Members.Discipline d, LocalDate today) {
        DisciplineClocks clocks = DisciplineClocks.of(set, d.penalty(), d.announcedOn());
        boolean ends = clocks.waitsUntil().isBefore(LocalDate.MAX);
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("penaltyKind", d.penalty(), "register.discipline", d.decisionNo() == null ? "–" : d.decisionNo(), d.announcedOn()));
        facts.add(Fact.of("monthsGone", clocks.monthsSince(today), "counted", d.announcedOn(), today));
        String penalty = "penalty." + d.penalty();
        if (!ends) {
            return new RuleFlag("blocked", "flag.penalty.forEver", List.of(penalty, d.announcedOn()),
                    Reasoning.of("disciplineClocks", set.applied("discipline.effectMonths"), "FOR_EVER", null, facts, List.of()).part(d.announcedOn()));
        }
        facts.add(Fact.of("effectUntil", clocks.effectUntil().toString(), "value", "discipline.effectMonths"));
        facts.add(Fact.of("waitsUntil", clocks.waitsUntil().toString(), "value", "discipline.waitMonths." + d.penalty()));
        List<Difference> later = new ArrayList<>();
        boolean waiting = clocks.waiting(today);
        boolean inEffect = clocks.inEffect(today);
        if (waiting) {
            boolean stillInEffect = clocks.inEffect(clocks.waitsUntil());
            later.add(Difference.of("waitsUntil", Difference.How.FROM_DAY, clocks.waitsUntil(), stillInEffect ? "IN_EFFECT" : "WAITED"));
        } else if (inEffect) {
            later.add(Difference.of("effectUntil", Difference.How.FROM_DAY, clocks.effectUntil(), "WAITED"));
        }
        Reasoning explained = Reasoning.of("disciplineClocks", set.applied("discipline.waitMonths." + d.penalty(), "discipline.effectMonths"),
                waiting ? "WAITING" : inEffect ? "IN_EFFECT" : "WAITED", null, facts, later).part(d.announcedOn());
        return new RuleFlag(waiting ? "blocked" : "done", waiting ? "flag.penalty.waiting" : "flag.penalty.over",
                List.of(penalty, d.announcedOn(), clocks.waitsUntil(), clocks.waitMonths()), explained);
    }

    private static RuleFlag declaration(RuleSet set, DeclarationCheck.Flaw f) {
        List<Fact> facts = List.of(Fact.of("declarationYear", String.valueOf(f.year()), "register.declaration", f.year()),
                Fact.of("declarationDue", f.due().toString(), "value", "declaration.dueMonthDay"),
                Fact.of("declarationFiled", f.filed() == null ? "NONE" : f.filed().toString(), "register.declaration", f.year()));
        return new RuleFlag("soon", "flag.declaration." + f.fault(), List.of(String.valueOf(f.year()), f.daysLate()),
                Reasoning.of("declaration", set.applied("declaration.dueMonthDay"), f.fault().name(), null, facts,
                        List.of(Difference.of("declarationFiled", Difference.How.BELOW, f.due().plusDays(1), "IN_TIME"))).part(f.year()));
    }

    private static RuleFlag rating(RuleSet set, Members.PastRating r) {
        return new RuleFlag("soon", "flag.rating." + r.level(), List.of(String.valueOf(r.year())),
                Reasoning.of("pastRating", set.applied("inspection.ratingYears"), "TO_EXPLAIN", null, List.of(Fact.of("ratedLevel", r.level(), "register.rating", r.year())),
                        List.of(Difference.of("ratedLevel", Difference.How.IS, "XS,T,HT", "NOTHING"))).part(r.year()));
    }
}
