package vn.tusoi.assessment;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleEffect;
import vn.tusoi.rulebook.RuleSet;

/** Which communes would stand over the cap on excellent ratings, counted by the ratings that were decided. */
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

    @Override
    public void compare(RuleSet proposed, Consumer<Compared> each) {
        Map<List<String>, Map<Level, Integer>> levels = new HashMap<>();
        jdbc.sql("""
                select c.round_code, c.unit_code, c.rule_set, d.level, count(*) from rating_decision d join vetting_case c on c.code = d.case_code
                where d.current_one = true and d.level is not null group by c.round_code, c.unit_code, c.rule_set, d.level""").query(rs -> {
            levels.computeIfAbsent(List.of(rs.getString(1), rs.getString(2), rs.getString(3)), any -> new EnumMap<>(Level.class))
                    .put(Level.valueOf(rs.getString(4)), rs.getInt(5));
        });
        levels.forEach((key, rated) -> {
            ExcellentCap.Standing was = standing(rules.get(key.get(2)), rated);
            ExcellentCap.Standing would = standing(proposed, rated);
            each.accept(new Compared(key.get(0), key.get(2), key.get(0) + "-" + key.get(1), null, said(was), said(would), because(was), because(would)));
        });
    }

    private static ExcellentCap.Standing standing(RuleSet set, Map<Level, Integer> rated) {
        return AssessmentRules.of(set).cap().now(rated.getOrDefault(Level.XS, 0), rated.getOrDefault(Level.T, 0), rated.values().stream().mapToInt(Integer::intValue).sum());
    }

    private static String said(ExcellentCap.Standing standing) {
        return standing.exceeded() ? "OVER" : "WITHIN";
    }

    private static String because(ExcellentCap.Standing standing) {
        return "cap.percent " + standing.excellent() + "/" + standing.limit();
    }
}
