package vn.tusoi.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import vn.tusoi.PostgresTest;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
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
        Questions.Asked asked = questions.usual(new Questions.Asked(null, null, "x", "X01", null, null, null, null));
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

    private void done(String round, String step, String unit, int hours, boolean late) {
        OffsetDateTime from = OffsetDateTime.parse("2026-09-01T01:00:00Z");
        jdbc.sql("""
                        insert into work_done(task_id, subject_code, round_code, element_id, form_key, slot, function, unit_code, due_on, created_at, ended_at, ended_on, ended_by)
                        values (?, 'Z', ?, ?, 'decide-rating', '', 'INSPECTOR', ?, date '2026-09-01', ?, ?, ?, 'x')""")
                .params(round + step.charAt(9) + hours, round, step, unit, from, from.plusHours(hours), LocalDate.of(2026, 9, late ? 2 : 1)).update();
    }

    private List<HeatPages.Row> rows(Actor auditor, String round, String with, String table) {
        Model model = new ExtendedModelMap();
        pages.round(auditor, round, with, model);
        assertThat(model.getAttribute("other")).isEqualTo(with);
        return ((List<?>) model.getAttribute(table)).stream().map(HeatPages.Row.class::cast).toList();
    }

    /** The page of one round beside another, each step and unit with what it was in the other, and no more of it than the auditor's mandate covers. */
    @Test
    void roundsStandBesideOneAnother() {
        String province = people.province();
        String commune = people.commune(province);
        String elsewhere = people.province();
        units.changed();
        Actor auditor = accounts.actor(people.holder(Function.AUDITOR, province)).orElseThrow();
        Actor local = accounts.actor(people.holder(Function.AUDITOR, commune)).orElseThrow();
        String now = "ZNEW" + province;
        String before = "ZOLD" + province;
        String foreign = "ZFAR" + province;
        List<String> codes = List.of(now, before, foreign);
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        try {
            for (String code : codes) {
                jdbc.sql("insert into round(code, name, owner_code, rule_set, status, created_by, created_at, version) values (?, ?, ?, '2026-07', 'OPEN', 'x', ?, 0)")
                        .params(code, "Đợt " + code, code.equals(foreign) ? elsewhere : province, OffsetDateTime.parse("2026-09-01T01:00:00Z")).update();
                jdbc.sql("insert into round_unit(round_code, unit_code) values (?, ?)").params(code, code.equals(foreign) ? elsewhere : commune).update();
            }
            for (int hours = 1; hours <= 3; hours++) {
                done(now, "userTask_decide", commune, hours, false);
            }
            done(now, "userTask_other", province, 4, true);
            done(before, "userTask_decide", commune, 5, false);
            done(before, "userTask_decide", commune, 10, true);
            done(before, "userTask_decide", province, 40, true);
            done(before, "userTask_other", province, 15, false);
            done(before, "userTask_before", province, 60, true);

            // of each step: how many are done, the middle one, the longest, late; then the middle one and late of the other round
            assertThat(rows(auditor, now, before, "steps")).extracting(QuestionsOnPostgresTests::figures)
                    .containsExactlyInAnyOrder("3: 2 h 0 min, 3 h 0 min, 0; 10 h 0 min, 2", "1: 4 h 0 min, 4 h 0 min, 1; 15 h 0 min, 0");
            assertThat(rows(auditor, now, before, "units")).extracting(QuestionsOnPostgresTests::figures)
                    .containsExactlyInAnyOrder("3: 2 h 0 min, 3 h 0 min, 0; 7 h 30 min, 1", "1: 4 h 0 min, 4 h 0 min, 1; 15 h 0 min, 0");
            for (String table : List.of("steps", "units")) {
                assertThat(rows(local, now, before, table)).as("of the own commune, " + table).extracting(QuestionsOnPostgresTests::figures)
                        .containsExactly("3: 2 h 0 min, 3 h 0 min, 0; 7 h 30 min, 1");
            }
            assertThatThrownBy(() -> rows(auditor, now, foreign, "steps")).as("another province's").isInstanceOf(Denied.class);
            Model model = new ExtendedModelMap();
            pages.round(auditor, now, null, model);
            assertThat((List<?>) model.getAttribute("others")).asInstanceOf(InstanceOfAssertFactories.list(String.class)).contains(before).doesNotContain(now, foreign);
            assertThat(jdbc.sql("select detail from ledger_entry where username = ? and act = 'RECORD_READ' order by id").param(local.username()).query(String.class).list())
                    .isNotEmpty().allMatch(detail -> detail.contains(before));
        } finally {
            LocaleContextHolder.resetLocaleContext();
            jdbc.sql("delete from work_done where round_code in (:codes)").param("codes", codes).update();
            jdbc.sql("delete from round_unit where round_code in (:codes)").param("codes", codes).update();
            jdbc.sql("delete from round where code in (:codes)").param("codes", codes).update();
        }
    }

    private static String figures(HeatPages.Row row) {
        return row.done() + ": " + row.median() + ", " + row.longest() + ", " + row.late() + "; " + row.otherMedian() + ", " + row.otherLate();
    }

    @Test
    void soIsTheHeatOfARound() {
        assertThat(heat.steps("NO", new Mandate.Reach(null, null))).isEmpty();
        assertThat(heat.units("NO", new Mandate.Reach(null, "/T/X01/"))).isEmpty();
    }
}
