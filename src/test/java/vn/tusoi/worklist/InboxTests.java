package vn.tusoi.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.register.Unit;
import vn.tusoi.register.UnitKind;

@ApplicationTest
@Transactional
class InboxTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 10, 20);
    private static final Unit BODY = new Unit("IB01", "Ủy ban Kiểm tra", UnitKind.BODY, null, "/IB01/", LocalDate.of(2020, 1, 1), null, null);
    private static final Actor INSPECTOR = new Actor("ib.one", "Nông Văn Bình", null, List.of(new Office(Function.INSPECTOR, BODY)));

    @Autowired Inbox inbox;
    @Autowired JdbcClient jdbc;
    @Autowired WorkItems items;
    @Autowired java.time.Clock clock;

    /** Tasks in fours: overdue, due soon and mine, without a date, in another's hands. */
    private void tasks(int from, int to) {
        for (int n = from; n < to; n++) {
            jdbc.sql("""
                            insert into work_item(task_id, subject_kind, subject_code, round_code, element_id, form_key, slot, function, unit_code, group_key, title,
                                                  search_title, scope_name, claimed_by, due_on, created_at)
                            values (?, 'CASE', ?, 'IB', 'userTask_draftFindings', 'draft-findings', '', 'INSPECTOR', 'IB01', 'INSPECTOR@IB01', 'A', 'a', 'Chi bộ', ?, ?, ?)""")
                    .params("ib" + n, "IB-" + n, n % 4 == 1 ? "ib.one" : n % 4 == 3 ? "ib.two" : null,
                            n % 4 == 0 ? TODAY.minusDays(1) : n % 4 == 2 ? null : TODAY, OffsetDateTime.parse("2026-10-01T08:00:00Z")).update();
        }
    }

    private Inbox.Counts counts() {
        return inbox.counts(INSPECTOR, TODAY, TODAY.plusDays(3));
    }

    @Test
    void countsTellWhatIsMineOverdueSoonFreeAndInOthersHands() {
        tasks(0, 40);
        assertThat(counts()).isEqualTo(new Inbox.Counts(30, 10, 10, 20, 10));
        assertThat(inbox.tasks(INSPECTOR, new Inbox.Question(Inbox.View.ALL, "", "", ""), TODAY, TODAY.plusDays(3), 50, 0)).hasSize(30);
    }

    @Test
    void someoneWithoutTasksCountsNothing() {
        assertThat(counts()).isEqualTo(new Inbox.Counts(0, 0, 0, 0, 0));
    }

    @Test
    void countsStopAboveAThousandHoweverManyTasksThereAre() {
        tasks(0, 1_400);
        assertThat(counts()).isEqualTo(new Inbox.Counts(Inbox.COUNTED + 1, 350, 350, 700, 350));
        tasks(1_400, 3_200);
        assertThat(counts()).isEqualTo(new Inbox.Counts(Inbox.COUNTED + 1, 800, 800, Inbox.COUNTED + 1, 800));
    }

    private String standIn(Boolean taken, LocalDate officeSince, String by) {
        String task = java.util.UUID.randomUUID().toString();
        jdbc.sql("""
                        insert into work_item(task_id, subject_kind, subject_code, round_code, element_id, form_key, slot, function, unit_code, group_key, title,
                                              search_title, scope_name, created_at, taken)
                        values (?, 'CASE', ?, 'IB', 'userTask_draftFindings', 'draft-findings', '', 'INSPECTOR', 'IB01', 'INSPECTOR@IB01', 'A', 'a', 'Chi bộ', ?, ?)""")
                .params(task, task.substring(0, 20), clock.instant().minus(java.time.Duration.ofDays(9)).atOffset(java.time.ZoneOffset.UTC), taken).update();
        if (Boolean.TRUE.equals(taken)) {
            jdbc.sql("""
                            insert into ledger_entry(stream, seq, tx, format, prev, hash, at, username, function, unit_code, subject_kind, subject_code, act, detail)
                            values (?, 1, 0, 1, '', '', ?, 'ib.one', 'INSPECTOR', 'IB01', 'CASE', ?, 'TASK_CLAIMED', '{"form":"draft-findings","slot":""}')""")
                    .params("CASE:" + task, clock.instant().atOffset(java.time.ZoneOffset.UTC), task.substring(0, 20)).update();
        }
        Office office = new Office(Function.INSPECTOR, BODY, officeSince);
        items.ended(items.byId(task).orElseThrow(), new Actor(by, by, null, List.of(office)), office);
        assertThat(items.byId(task)).isEmpty();
        return jdbc.sql("select stand_in from work_done where task_id = ?").param(task).query((rs, n) -> java.util.Optional.ofNullable(rs.getString(1))).single().orElse("");
    }

    @Test
    void aTaskThatAnotherTookIsFinishedInTheirSteadAndOneThatNobodyTookIsNot() {
        LocalDate longAgo = LocalDate.now(clock).minusYears(1);
        assertThat(standIn(true, longAgo, "ib.two")).isEqualTo("CLAIM");
        assertThat(standIn(true, longAgo, "ib.one")).isEmpty();
        assertThat(standIn(false, longAgo, "ib.two")).isEmpty();
        assertThat(standIn(null, longAgo, "ib.two")).isEmpty();
    }
}
