package vn.tusoi.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.register.Members;
import vn.tusoi.register.Units;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.local.LocalCriteria;
import vn.tusoi.rulebook.local.LocalCriterion;
import vn.tusoi.rulebook.local.LocalLayer;
import vn.tusoi.database.WithinTransaction;

/**
 * The rules of a case: the rule set of its round with what the units of its person had added when it opened. What units
 * add, change or end afterwards does not reach it.
 */
@Component
public class CaseRules {

    private final JdbcClient jdbc;
    private final RuleBook rules;
    private final LocalCriteria local;
    private final Members members;
    private final Units units;
    private final Clock clock;
    private final WithinTransaction<Map<String, List<LocalCriterion>>> known = new WithinTransaction<>(HashMap::new);

    CaseRules(JdbcClient jdbc, RuleBook rules, LocalCriteria local, Members members, Units units, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.local = local;
        this.members = members;
        this.units = units;
        this.clock = clock;
    }

    public RuleSet of(VettingCase c) {
        return c.sharpened() ? of(c.code(), c.ruleSet()) : rules.get(c.ruleSet());
    }

    /** As {@link #of(VettingCase)} under another set than the case's present one: what was sealed is read under the set it was sealed under. */
    public RuleSet of(String caseCode, String ruleSet) {
        return LocalLayer.over(rules.get(ruleSet), added(caseCode), code -> units.get(code).name());
    }

    /** What the units had added, the highest unit's first. */
    public List<LocalCriterion> added(String caseCode) {
        return known.get().computeIfAbsent(caseCode, local::ofCase);
    }

    /** Fixes what applies to the person on the day the case opens. @return what was fixed, by code and version */
    @Transactional(propagation = Propagation.MANDATORY)
    List<String> pin(String caseCode, String memberCode, String cell, String ruleSet) {
        known.get().remove(caseCode);
        LocalDate today = LocalDate.now(clock);
        List<LocalCriterion> applying = local.applying(cell, today);
        if (applying.isEmpty()) {
            return List.of();
        }
        List<String> posts = new ArrayList<>();
        posts.add(members.get(memberCode).partyPost());
        members.posts(memberCode).stream().filter(p -> p.to() == null || !p.to().isBefore(today)).forEach(p -> posts.add(p.post()));
        RuleSet set = rules.get(ruleSet);
        List<LocalCriterion> kept = applying.stream().filter(c -> LocalLayer.isFor(c, set, posts)).toList();
        kept.forEach(c -> jdbc.sql("insert into case_local_rules(case_code, criterion_code, version_no) values (?, ?, ?)")
                .params(caseCode, c.code(), c.version()).update());
        return kept.stream().map(LocalCriterion::ref).toList();
    }
}
