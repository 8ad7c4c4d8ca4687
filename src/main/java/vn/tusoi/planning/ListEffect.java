package vn.tusoi.planning;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.rulebook.RuleEffect;
import vn.tusoi.rulebook.RuleSet;

/** What would be said of the composition of the lists that came through their conferences. */
@Component
class ListEffect implements RuleEffect {

    private final JdbcClient jdbc;
    private final PlanningLists lists;
    private final PlanningDesk desk;

    ListEffect(JdbcClient jdbc, PlanningLists lists, PlanningDesk desk) {
        this.jdbc = jdbc;
        this.lists = lists;
        this.desk = desk;
    }

    @Override
    public String area() {
        return "composition";
    }

    @Override
    public void compare(RuleSet proposed, Consumer<Compared> each) {
        List<String> codes = jdbc.sql("select code from planning_list where state not in ('OPENED', 'VOTING') order by code").query(String.class).list();
        for (String code : codes) {
            PlanningList list = lists.get(code);
            PlanningList other = list.under(proposed.code());
            Reasoning was = desk.shares(list, desk.composition(list, Set.of()));
            Reasoning would = desk.shares(other, desk.composition(other, Set.of()));
            if (was != null && would != null) {
                each.accept(new Compared(list.round(), list.ruleSet(), code, null, was.outcome(), would.outcome(), Compared.because(was), Compared.because(would)));
            }
        }
    }
}
