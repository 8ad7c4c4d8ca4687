package vn.tusoi.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.rulebook.DisciplineClocks;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleEffect;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.Verdict;

/** What would have been proposed to the lead inspector, on the facts that were kept with each proposal. */
@Component
class ClearanceEffect implements RuleEffect {

    private static final String TABLE = "clearance";
    private static final String WAITING = "penaltyWaiting";
    private static final int BATCH = 500;
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final JdbcClient jdbc;
    private final RuleBook rules;
    private final ObjectMapper json;

    ClearanceEffect(JdbcClient jdbc, RuleBook rules, ObjectMapper json) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.json = json;
    }

    private record Proposed(String caseCode, String round, String member, LocalDate on, Verdict verdict) { }

    private record Penalty(String kind, LocalDate announced) { }

    @Override
    public String area() {
        return TABLE;
    }

    @Override
    public void compare(RuleSet proposed, Consumer<Compared> each) {
        Map<String, List<Penalty>> penalties = new HashMap<>();
        jdbc.sql("select member_code, penalty, announced_on from discipline").query(rs -> {
            penalties.computeIfAbsent(rs.getString(1), any -> new ArrayList<>()).add(new Penalty(rs.getString(2), rs.getObject(3, LocalDate.class)));
        });
        String after = "";
        List<Proposed> some;
        do {
            some = batch(after);
            for (Proposed p : some) {
                Map<String, Object> facts = new HashMap<>(p.verdict().facts());
                if (facts.containsKey(WAITING)) { // the one fact that a rule set has a say in
                    facts.put(WAITING, penalties.getOrDefault(p.member(), List.of()).stream()
                            .anyMatch(d -> DisciplineClocks.of(proposed, d.kind(), d.announced()).waiting(p.on())));
                }
                Verdict would = rules.decide(proposed.code(), TABLE, facts);
                each.accept(new Compared(p.round(), p.verdict().ruleSet(), p.caseCode(), p.member(), p.verdict().outcome(), would.outcome(),
                        Compared.because(p.verdict()), Compared.because(would)));
            }
            after = some.isEmpty() ? after : some.get(some.size() - 1).caseCode();
        } while (!some.isEmpty());
    }

    /** The newest proposal of each case, by case code. */
    private List<Proposed> batch(String after) {
        return jdbc.sql("""
                        select k.case_code, c.round_code, c.member_code, k.proposed_at, k.rule_set, k.row_no, k.proposal, k.rule_reason, k.citation, k.facts
                        from inspection_conclusion k join vetting_case c on c.code = k.case_code
                        where k.case_code > :after and k.table_name = :table
                          and k.check_no = (select max(o.check_no) from inspection_conclusion o where o.case_code = k.case_code)
                          and k.conclusion_no = (select max(o.conclusion_no) from inspection_conclusion o where o.case_code = k.case_code and o.check_no = k.check_no)
                        order by k.case_code limit :batch""")
                .param("after", after).param("table", TABLE).param("batch", BATCH)
                .query((rs, n) -> new Proposed(rs.getString("case_code"), rs.getString("round_code"), rs.getString("member_code"),
                        rs.getObject("proposed_at", OffsetDateTime.class).atZoneSameInstant(ZONE).toLocalDate(),
                        new Verdict(rs.getString("rule_set"), TABLE, rs.getInt("row_no"), rs.getString("proposal"), rs.getString("rule_reason"), rs.getString("citation"),
                                facts(rs.getString("facts"))))).list();
    }

    /** As they were kept: names and values, or a list of facts that have both. */
    private Map<String, Object> facts(String kept) {
        try {
            JsonNode root = json.readTree(kept);
            Map<String, Object> facts = new HashMap<>();
            if (root.isArray()) {
                root.forEach(f -> facts.put(f.path("name").asText(), json.convertValue(f.path("value"), Object.class)));
            } else {
                root.fields().forEachRemaining(f -> facts.put(f.getKey(), json.convertValue(f.getValue(), Object.class)));
            }
            return facts;
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("kept facts cannot be read", wrong);
        }
    }
}
