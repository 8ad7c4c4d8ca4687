package vn.tusoi.assessment;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.review.SelfReviews;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleEffect;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.Verdict;

/** What the rating table would answer on the figures of the self-reviews that were sealed. */
@Component
class RatingEffect implements RuleEffect {

    private static final String TABLE = "rating";
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final JdbcClient jdbc;
    private final SelfReviews reviews;
    private final RuleBook rules;

    RatingEffect(JdbcClient jdbc, SelfReviews reviews, RuleBook rules) {
        this.jdbc = jdbc;
        this.reviews = reviews;
        this.rules = rules;
    }

    private record Rated(String round, String ruleSet, String member, int year, String trigger) { }

    @Override
    public String area() {
        return TABLE;
    }

    private static int year(Integer reviewed, OffsetDateTime opened) {
        return reviewed != null ? reviewed : opened.atZoneSameInstant(ZONE).getYear();
    }

    @Override
    public void compare(RuleSet proposed, Consumer<Compared> each) {
        Map<String, Rated> cases = new HashMap<>();
        jdbc.sql("""
                select c.code, c.round_code, c.rule_set, c.member_code, c.opened_at, d.trigger_code, r.review_year from vetting_case c join round r on r.code = c.round_code
                join self_review s on s.case_code = c.code and s.version_no = 1
                left join rating_decision d on d.case_code = c.code and d.current_one = true""").query(rs -> {
                    cases.put(rs.getString(1), new Rated(rs.getString(2), rs.getString(3), rs.getString(4),
                            year(rs.getObject(7, Integer.class), rs.getObject(5, OffsetDateTime.class)), rs.getString(6)));
                });
        Set<String> disciplined = new HashSet<>();
        jdbc.sql("select member_code, announced_on from discipline").query(rs -> {
            disciplined.add(rs.getString(1) + " " + rs.getObject(2, LocalDate.class).getYear());
        });
        reviews.figures(f -> {
            Rated c = cases.get(f.caseCode());
            if (c == null || !rules.get(c.ruleSet()).tables().contains(TABLE)) {
                return;
            }
            Map<String, Object> facts = Map.of("trigger", c.trigger() != null ? c.trigger() : disciplined.contains(c.member() + " " + c.year()) ? "DISCIPLINED" : "NONE", "points", f.points(),
                    "onTimePercent", f.tasks().onTimePercent(), "beyondPercent", f.tasks().beyondPercent(), "remedied", f.tasks().remedied());
            Verdict was = rules.decide(c.ruleSet(), TABLE, facts);
            Verdict would = rules.decide(proposed.code(), TABLE, facts);
            each.accept(new Compared(c.round(), c.ruleSet(), f.caseCode(), c.member(), was.outcome(), would.outcome(), Compared.because(was), Compared.because(would)));
        });
    }
}
