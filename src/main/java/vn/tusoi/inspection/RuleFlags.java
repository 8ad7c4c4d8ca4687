package vn.tusoi.inspection;

import java.time.Clock;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.tusoi.cases.CaseRules;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.register.Members;
import vn.tusoi.rulebook.DisciplineClocks;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.Value;

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
        RuleSet set = rules.of(c);
        LocalDate today = LocalDate.now(clock);
        List<RuleFlag> flags = new ArrayList<>();
        members.disciplines(c.member()).forEach(d -> flags.add(penalty(set, d, today)));
        MonthDay last = MonthDay.parse("--" + set.text("declaration.dueMonthDay"));
        DeclarationCheck.flaws(members.declarations(c.member()), last, today).forEach(f -> flags.add(declaration(set, f)));
        int years = set.number("inspection.ratingYears");
        members.ratings(c.member()).stream().limit(years).filter(r -> r.level().equals("KHT") || r.level().equals("CXL"))
                .forEach(r -> flags.add(new RuleFlag("soon", "flag.rating." + r.level(), List.of(String.valueOf(r.year())),
                        List.of(new RuleFlag.Given("flag.fact.rating", "rating." + r.level(), "flag.source.register")), List.of())));
        return flags;
    }

    /** Whether the waiting time after any penalty still runs: the fact that the clearance table asks for. */
    public boolean penaltyWaiting(VettingCase c) {
        RuleSet set = rules.of(c);
        LocalDate today = LocalDate.now(clock);
        return members.disciplines(c.member()).stream().anyMatch(d -> DisciplineClocks.of(set, d.penalty(), d.announcedOn()).waiting(today));
    }

    private RuleFlag penalty(RuleSet set, Members.Discipline d, LocalDate today) {
        DisciplineClocks clocks = DisciplineClocks.of(set, d.penalty(), d.announcedOn());
        boolean ends = clocks.waitsUntil().isBefore(LocalDate.MAX);
        List<RuleFlag.Given> facts = new ArrayList<>();
        facts.add(new RuleFlag.Given("flag.fact.penalty", "penalty." + d.penalty(), d.decisionNo() == null ? "" : d.decisionNo()));
        facts.add(new RuleFlag.Given("flag.fact.announced", d.announcedOn(), "flag.source.register"));
        List<Value> values = new ArrayList<>();
        if (ends) {
            facts.add(new RuleFlag.Given("flag.fact.effectUntil", clocks.effectUntil(), "flag.source.ruleSet"));
            facts.add(new RuleFlag.Given("flag.fact.waitsUntil", clocks.waitsUntil(), "flag.source.ruleSet"));
            values.add(set.value("discipline.waitMonths." + d.penalty()));
            values.add(set.value("discipline.effectMonths"));
        }
        String penalty = "penalty." + d.penalty();
        if (!ends) {
            return new RuleFlag("blocked", "flag.penalty.forEver", List.of(penalty, d.announcedOn()), facts, values);
        }
        return clocks.waiting(today)
                ? new RuleFlag("blocked", "flag.penalty.waiting", List.of(penalty, d.announcedOn(), clocks.waitsUntil(), clocks.waitMonths()), facts, values)
                : new RuleFlag("done", "flag.penalty.over", List.of(penalty, d.announcedOn(), clocks.waitsUntil(), clocks.waitMonths()), facts, values);
    }

    private static RuleFlag declaration(RuleSet set, DeclarationCheck.Flaw f) {
        List<RuleFlag.Given> facts = new ArrayList<>();
        facts.add(new RuleFlag.Given("flag.fact.declarationDue", f.due(), "flag.source.ruleSet"));
        facts.add(new RuleFlag.Given("flag.fact.declarationFiled", f.filed() == null ? "flag.notFiled" : f.filed(), "flag.source.register"));
        return new RuleFlag("soon", "flag.declaration." + f.fault(), List.of(String.valueOf(f.year()), f.daysLate()), facts, List.of(set.value("declaration.dueMonthDay")));
    }
}
