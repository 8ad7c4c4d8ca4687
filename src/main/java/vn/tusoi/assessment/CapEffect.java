package vn.tusoi.assessment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleEffect;
import vn.tusoi.rulebook.RuleSet;

/** Which communes would stand over the cap on excellent ratings, counted by the ratings that were decided; by group where the set says so. */
@Component
class CapEffect implements RuleEffect {

    private final JdbcClient jdbc;
    private final RuleBook rules;

    CapEffect(JdbcClient jdbc, RuleBook rules) {
        this.jdbc = jdbc;
        this.rules = rules;
    }

    @Override
    public String area() {
        return "cap";
    }

    /** Those who are counted together where a set caps by group: one form of self-review in one commune. */
    private record Group(String round, String unit, String ruleSet, String form) { }

    @Override
    public void compare(RuleSet proposed, Consumer<Compared> each) {
        Map<Group, Map<Level, Integer>> groups = new TreeMap<>(Comparator.comparing(Group::round).thenComparing(Group::unit).thenComparing(Group::ruleSet).thenComparing(Group::form));
        jdbc.sql("""
                select c.round_code, c.unit_code, c.rule_set, coalesce(s.form_kind, '-') as form, d.level, count(*) from rating_decision d join vetting_case c on c.code = d.case_code
                left join self_review s on s.case_code = c.code and s.version_no = (select max(v.version_no) from self_review v where v.case_code = c.code)
                where d.current_one = true and d.level is not null group by c.round_code, c.unit_code, c.rule_set, coalesce(s.form_kind, '-'), d.level""").query(rs -> {
            groups.computeIfAbsent(new Group(rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4)), any -> new EnumMap<>(Level.class))
                    .put(Level.valueOf(rs.getString(5)), rs.getInt(6));
        });
        Map<Group, List<Map<Level, Integer>>> communes = new LinkedHashMap<>();
        groups.forEach((g, rated) -> communes.computeIfAbsent(new Group(g.round(), g.unit(), g.ruleSet(), ""), any -> new ArrayList<>()).add(rated));
        communes.forEach((key, rated) -> {
            List<ExcellentCap.Standing> was = standings(rules.get(key.ruleSet()), rated);
            List<ExcellentCap.Standing> would = standings(proposed, rated);
            each.accept(new Compared(key.round(), key.ruleSet(), key.round() + "-" + key.unit(), null, said(was), said(would), because(was), because(would)));
        });
    }

    /** One for the whole commune, or one for each group, as the set says. */
    static List<ExcellentCap.Standing> standings(RuleSet set, List<Map<Level, Integer>> groups) {
        AssessmentRules rules = AssessmentRules.of(set);
        return rules.capByGroup() ? groups.stream().map(rated -> standing(rules.cap(), rated)).toList() : List.of(standing(rules.cap(), groups.stream().flatMap(g -> g.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Integer::sum))));
    }

    private static ExcellentCap.Standing standing(ExcellentCap cap, Map<Level, Integer> rated) {
        return cap.now(rated.getOrDefault(Level.XS, 0), rated.getOrDefault(Level.T, 0), rated.values().stream().mapToInt(Integer::intValue).sum());
    }

    private static String said(List<ExcellentCap.Standing> standings) {
        return standings.stream().anyMatch(ExcellentCap.Standing::exceeded) ? "OVER" : "WITHIN";
    }

    private static String because(List<ExcellentCap.Standing> standings) {
        return "cap.percent " + standings.stream().map(s -> s.excellent() + "/" + s.limit()).collect(Collectors.joining(", "));
    }
}
