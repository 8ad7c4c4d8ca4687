package vn.tusoi.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tusoi.PostgresTest;

/** Every question is one that PostgreSQL understands too, with a mandate and without. */
@PostgresTest
class QuestionsOnPostgresTests {

    @Autowired Questions questions;
    @Autowired RoundHeat heat;
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

    @Test
    void soIsTheHeatOfARound() {
        assertThat(heat.steps("NO", new Mandate.Reach(null, null))).isEmpty();
        assertThat(heat.units("NO", new Mandate.Reach(null, "/T/X01/"))).isEmpty();
    }
}
