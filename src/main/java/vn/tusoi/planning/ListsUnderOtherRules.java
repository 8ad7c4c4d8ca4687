package vn.tusoi.planning;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.cases.OtherRules;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.rulebook.RuleSet;

/** Lists that are not published and conferences whose result does not stand follow a round to another rule set. */
@Component
class ListsUnderOtherRules implements OtherRules {

    private final JdbcClient jdbc;
    private final Ledger ledger;

    ListsUnderOtherRules(JdbcClient jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    @Override
    public List<Change> changes(VettingCase c, RuleSet now, RuleSet then) {
        return List.of();
    }

    @Override
    public void follow(String roundCode, String from, String to) {
        for (String code : jdbc.sql("select code from planning_list where round_code = ? and rule_set = ? and state <> 'PUBLISHED' order by code").params(roundCode, from)
                .query(String.class).list()) {
            jdbc.sql("update planning_list set rule_set = ?, version = version + 1 where code = ?").params(to, code).update();
            ledger.byProcess("LIST_RULES_MOVED").on("LIST", code).rule(to, null).with("from", from).write();
        }
        for (String code : jdbc.sql("select code from conference where round_code = ? and rule_set = ? and state not in ('DECIDED', 'SIGNED') order by code")
                .params(roundCode, from).query(String.class).list()) {
            jdbc.sql("update conference set rule_set = ?, version = version + 1 where code = ?").params(to, code).update();
            ledger.byProcess("CONFERENCE_RULES_MOVED").on("CONFERENCE", code).rule(to, null).with("from", from).write();
        }
    }
}
