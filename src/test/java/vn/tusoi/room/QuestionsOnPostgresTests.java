package vn.tusoi.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import vn.tusoi.PostgresTest;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Function;
import vn.tusoi.register.Units;
import vn.tusoi.site.People;

/** Every question is one that PostgreSQL understands too, with a mandate and without. */
@PostgresTest
class QuestionsOnPostgresTests {

    @Autowired Questions questions;
    @Autowired RoundHeat heat;
    @Autowired HeatPages pages;
    @Autowired People people;
    @Autowired Units units;
    @Autowired Accounts accounts;
    @Autowired JdbcClient jdbc;

    @ParameterizedTest
    @EnumSource(Question.class)
    void itIsUnderstood(Question question) {
        Questions.Asked asked = questions.usual(new Questions.Asked(null, null, "x", "X01", null, null, null));
        assertThatCode(() -> {
            questions.ask(question, new Mandate.Reach(null, null), asked, null, 50);
            questions.ask(question, new Mandate.Reach(null, "/T/X01/"), asked, "1", 50);
        }).doesNotThrowAnyException();
    }

    @Test
    void theHeatOfARoundHasTheMiddleTheLongestAndTheLateOfEachStepAndUnit() {
        OffsetDateTime from = OffsetDateTime.parse("2026-09-01T01:00:00Z");
        try {
            for (int hours : new int[] {9, 1, 2}) {
                jdbc.sql("""
                                insert into work_done(task_id, subject_code, round_code, element_id, form_key, slot, function, unit_code, due_on, created_at, ended_at, ended_on, ended_by)
                                values (?, 'Z', 'ZHEAT', 'userTask_decide', 'decide-rating', '', 'INSPECTOR', ?, date '2026-09-01', ?, ?, ?, 'x')""")
                        .params("zheat" + hours, hours == 9 ? "ZH2" : "ZH1", from, from.plusHours(hours), LocalDate.of(2026, 9, hours == 9 ? 2 : 1)).update();
            }
            jdbc.sql("""
                            insert into work_item(task_id, subject_kind, subject_code, round_code, element_id, form_key, slot, function, unit_code, group_key, title, search_title, scope_name,
                                                  due_on, created_at)
                            values ('zheat0', 'CASE', 'Z', 'ZHEAT', 'userTask_decide', 'decide-rating', '', 'INSPECTOR', 'ZH1', 'x', 'x', 'x', 'x', date '2026-09-01', ?)""").param(from).update();
            Mandate.Reach all = new Mandate.Reach(null, null);
            assertThat(heat.steps("ZHEAT", all)).containsExactly(new RoundHeat.Figures("userTask_decide", "decide-rating", null, 3, 1, 7200, 32400, 2));
            assertThat(heat.units("ZHEAT", all)).containsExactlyInAnyOrder(new RoundHeat.Figures("userTask_decide", "decide-rating", "ZH1", 2, 1, 5400, 7200, 1),
                    new RoundHeat.Figures("userTask_decide", "decide-rating", "ZH2", 1, 0, 32400, 32400, 1));
            assertThat(heat.steps("ZHEAT", new Mandate.Reach(null, "/T/X01/"))).as("another commune's").isEmpty();
        } finally {
            jdbc.sql("delete from work_done where round_code = 'ZHEAT'").update();
            jdbc.sql("delete from work_item where round_code = 'ZHEAT'").update();
        }
    }

    /** The page of one round beside another, each step with what it was in the other. */
    @Test
    void roundsStandBesideOneAnother() {
        String province = people.province();
        units.changed();
        Actor auditor = accounts.actor(people.holder(Function.AUDITOR, province)).orElseThrow();
        OffsetDateTime from = OffsetDateTime.parse("2026-09-01T01:00:00Z");
        List<String> codes = List.of("ZNEW" + province, "ZOLD" + province);
        try {
            for (String code : codes) {
                jdbc.sql("insert into round(code, name, owner_code, rule_set, status, created_by, created_at, version) values (?, ?, ?, '2026-07', 'OPEN', 'x', ?, 0)")
                        .params(code, "Đợt " + code, province, from).update();
                for (int i = 1; i <= 3; i++) {
                    boolean older = code.equals(codes.get(1));
                    jdbc.sql("""
                                    insert into work_done(task_id, subject_code, round_code, element_id, form_key, slot, function, unit_code, due_on, created_at, ended_at, ended_on, ended_by)
                                    values (?, 'Z', ?, ?, 'decide-rating', '', 'INSPECTOR', ?, date '2026-09-01', ?, ?, ?, 'x')""")
                            .params(code + i, code, older && i == 3 ? "userTask_other" : "userTask_decide", province, from, from.plusHours(older ? 5 * i : i), LocalDate.of(2026, 9, older ? i : 1)).update();
                }
            }
            Model model = new ExtendedModelMap();
            pages.round(auditor, codes.get(0), codes.get(1), model);
            assertThat(model.getAttribute("other")).isEqualTo(codes.get(1));
            assertThat((List<?>) model.getAttribute("others")).asInstanceOf(InstanceOfAssertFactories.list(String.class)).contains(codes.get(1));
            for (String table : List.of("steps", "units")) {
                assertThat((List<?>) model.getAttribute(table)).as(table).singleElement().isInstanceOfSatisfying(HeatPages.Row.class, row -> {
                    assertThat(row.done()).isEqualTo("3");
                    assertThat(row.late()).isZero();
                    assertThat(row.median()).as("two hours").startsWith("2 ");
                    assertThat(row.otherMedian()).as("between five and ten").startsWith("7 ");
                    assertThat(row.otherLate()).isEqualTo("1");
                });
            }
            assertThat(jdbc.sql("select detail from ledger_entry where username = ? and act = 'RECORD_READ'").param(auditor.username()).query(String.class).single()).contains(codes.get(1));
        } finally {
            jdbc.sql("delete from work_done where round_code in (?, ?)").params(codes).update();
            jdbc.sql("delete from round where code in (?, ?)").params(codes).update();
        }
    }

    @Test
    void soIsTheHeatOfARound() {
        assertThat(heat.steps("NO", new Mandate.Reach(null, null))).isEmpty();
        assertThat(heat.units("NO", new Mandate.Reach(null, "/T/X01/"))).isEmpty();
    }
}
