package vn.tusoi.planning;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.rulebook.RuleEffect;
import vn.tusoi.rulebook.RuleSet;

/** Which lists would have more people than the rule allows, so that some who stand on them could not. */
@Component
class SizeEffect implements RuleEffect {

    private final JdbcClient jdbc;
    private final PlanningLists lists;
    private final PlanningDesk desk;

    SizeEffect(JdbcClient jdbc, PlanningLists lists, PlanningDesk desk) {
        this.jdbc = jdbc;
        this.lists = lists;
        this.desk = desk;
    }

    @Override
    public String area() {
        return "size";
    }

    @Override
    public void compare(RuleSet proposed, Consumer<Compared> each) {
        List<String> codes = jdbc.sql("select code from planning_list where state not in ('OPENED', 'VOTING') order by code").query(String.class).list();
        for (String code : codes) {
            PlanningList list = lists.get(code);
            Composition was = desk.composition(list, Set.of());
            Composition would = desk.composition(list.under(proposed.code()), Set.of());
            each.accept(new Compared(list.round(), list.ruleSet(), code, null, said(was), said(would), because(was), because(would)));
        }
    }

    private static String said(Composition c) {
        return c.over() > 0 ? "OVER" : c.aboveCoefficient() ? "ABOVE_AIM" : "WITHIN";
    }

    private static String because(Composition c) {
        return "list.maxPerPost " + c.people() + "/" + c.limit() + " (" + c.coefficient() + ")";
    }
}
