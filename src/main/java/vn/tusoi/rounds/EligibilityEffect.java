package vn.tusoi.rounds;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.rulebook.Decisions;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleEffect;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.Verdict;

/**
 * Who would have been eligible otherwise, in rounds that were opened. What the register said then is asked again; where it says something else by now, the
 * facts that were kept are asked instead, with the age counted as the proposed set counts it.
 */
@Component
class EligibilityEffect implements RuleEffect {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    /** Facts that a rule set has a say in. */
    private static final String[] COUNTED = {"monthsToRetirement", "minRemaining"};

    private final JdbcClient jdbc;
    private final Rounds rounds;
    private final Electorate electorate;
    private final Decisions decisions;
    private final RuleBook rules;

    EligibilityEffect(JdbcClient jdbc, Rounds rounds, Electorate electorate, Decisions decisions, RuleBook rules) {
        this.jdbc = jdbc;
        this.rounds = rounds;
        this.electorate = electorate;
        this.decisions = decisions;
        this.rules = rules;
    }

    private record Judged(String ruleSet, boolean byRule, String reason, String ref, String caseCode, String facts) { }

    @Override
    public String area() {
        return Electorate.TABLE;
    }

    @Override
    public void compare(RuleSet proposed, Consumer<Compared> each) {
        rounds.list().stream().filter(r -> !r.review() && r.launched() && r.computedAt() != null).forEach(round -> compare(round, proposed, each));
    }

    private void compare(Round round, RuleSet proposed, Consumer<Compared> each) {
        Map<String, Judged> judged = new LinkedHashMap<>();
        jdbc.sql("select * from electorate where round_code = ? order by member_code").param(round.code()).query(rs -> {
            String set = rs.getString("rule_set");
            judged.put(rs.getString("member_code"), new Judged(set == null ? round.ruleSet() : set, rs.getBoolean("by_rule"), rs.getString("reason"),
                    rs.getString("rule_ref"), rs.getString("case_code"), rs.getString("facts")));
        });
        LocalDate day = round.computedAt().atZone(ZONE).toLocalDate();
        Map<String, Map<String, Reasoning>> again = new HashMap<>();
        judged.values().stream().map(Judged::ruleSet).distinct()
                .forEach(set -> again.put(set, electorate.judge(round, rules.get(set), judged.keySet(), day)));
        Map<String, Reasoning> would = electorate.judge(round, proposed, judged.keySet(), day);
        judged.forEach((member, was) -> {
            Reasoning same = again.get(was.ruleSet()).get(member);
            Reasoning now = would.get(member);
            boolean unchanged = same != null && now != null && same.ref().equals(was.ref());
            if (unchanged || was.facts() == null && now != null) {
                tell(round, member, was, now.outcome(), Compared.because(now), each);
            } else if (was.facts() != null) {
                Map<String, Object> facts = new HashMap<>(Reasoning.values(decisions.facts(was.facts())));
                Map<String, Object> counted = now == null ? Map.of() : Reasoning.values(now.facts());
                for (String name : COUNTED) {
                    if (counted.containsKey(name)) {
                        facts.put(name, counted.get(name));
                    }
                }
                Verdict verdict = rules.decide(proposed.code(), Electorate.TABLE, facts);
                tell(round, member, was, verdict.outcome(), Compared.because(verdict), each);
            }
        });
    }

    private static void tell(Round round, String member, Judged was, String wouldBe, String because, Consumer<Compared> each) {
        each.accept(new Compared(round.code(), was.ruleSet(), was.caseCode() == null ? round.code() : was.caseCode(), member,
                was.byRule() ? "ELIGIBLE" : Electorate.EXCLUDED, wouldBe, was.ref() + " " + was.reason(), because));
    }
}
