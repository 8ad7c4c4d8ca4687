package vn.tusoi.ballots;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.rulebook.RuleEffect;
import vn.tusoi.rulebook.RuleSet;

/** Who would have passed a conference on the votes that were counted. Which later conferences would then not have been held cannot be known. */
@Component
class TallyEffect implements RuleEffect {

    private final JdbcClient jdbc;
    private final Conferences conferences;

    TallyEffect(JdbcClient jdbc, Conferences conferences) {
        this.jdbc = jdbc;
        this.conferences = conferences;
    }

    @Override
    public String area() {
        return "tally";
    }

    @Override
    public void compare(RuleSet proposed, Consumer<Compared> each) {
        List<String> codes = jdbc.sql("select code from conference where state in ('DECIDED', 'SIGNED') order by code").query(String.class).list();
        for (String code : codes) {
            Conference c = conferences.get(code);
            Map<String, Integer> agree = new LinkedHashMap<>();
            Set<String> withdrawn = new TreeSet<>();
            Map<String, Candidate> candidates = new LinkedHashMap<>();
            conferences.candidates(code).stream().filter(k -> k.onPaper() && k.agree() != null && k.outcome() != null).forEach(k -> {
                candidates.put(k.caseCode(), k);
                agree.put(k.caseCode(), k.agree());
                if (k.outcome() == Outcome.WITHDRAWN) {
                    withdrawn.add(k.caseCode());
                }
            });
            int base = base(c, proposed.text("conference.passBase"));
            Tally tally = new Tally(ConferenceDesk.majority(proposed), base, proposed.number("conference.fallbackCount"), ConferenceDesk.floor(proposed), c.lastStep());
            Map<String, Outcome> would = tally.of(agree, withdrawn).outcomes();
            candidates.forEach((caseCode, k) -> each.accept(new Compared(c.round(), c.ruleSet(), caseCode, k.memberCode(), k.outcome().name(), would.get(caseCode).name(),
                    because(k, c.needed(), c.base()), because(k, tally.needed(), base))));
        }
    }

    private int base(Conference c, String kind) {
        Sitting sitting = conferences.sitting(c.code()).orElseThrow();
        return switch (kind) {
            case "SUMMONED" -> sitting.summoned();
            case "PRESENT" -> sitting.present();
            default -> conferences.count(c, c.countNo(), "A").orElseThrow().count().valid();
        };
    }

    /** Votes, votes needed and what they are counted from. */
    private static String because(Candidate k, Integer needed, Integer base) {
        return "conference.passNumerator " + k.agree() + "/" + needed + " (" + base + ")";
    }
}
