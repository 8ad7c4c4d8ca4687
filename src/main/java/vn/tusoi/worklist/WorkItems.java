package vn.tusoi.worklist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Office;
import vn.tusoi.database.Later;
import vn.tusoi.database.WithinTransaction;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;
import vn.tusoi.register.VietnameseText;

/** The open tasks, kept in step with the engine by {@code workflow} in the same transaction. */
@Component
public class WorkItems {

    private final JdbcClient jdbc;
    private final Later later;
    private final Clock clock;
    private final Units units;
    private final Map<SubjectKind, Subjects> subjects;
    /**
     * Whether the task is finished by somebody else than took it once, or by somebody who got the office only after it had waited for more than a day. Kept
     * with the task, so that the question for stand-ins need not look at all tasks.
     */
    private static final String STAND_IN = """
            case when d.function = 'MEMBER' then null
                 when exists (select 1 from ledger_entry t where t.subject_code = d.subject_code and t.act = 'TASK_CLAIMED' and t.username <> ? and t.function = d.function
                              and t.unit_code = d.unit_code and t.at >= d.created_at and t.detail like '%"form":"' || d.form_key || '"%'
                              and (d.slot = '' or t.detail like '%"slot":"' || d.slot || '"%')) then 'CLAIM'
                 when exists (select 1 from office o where o.username = ? and o.function = d.function and o.unit_code = d.unit_code and o.valid_from > cast(d.created_at as date) + 1)
                      and not exists (select 1 from office o where o.username = ? and o.function = d.function and o.unit_code = d.unit_code
                                      and o.valid_from <= cast(d.created_at as date) + 1) then 'OFFICE' end""";

    /** The desk ends a task and the engine then tells that it is over: the second time there is nothing left to do. */
    private final WithinTransaction<Set<String>> endedNow = new WithinTransaction<>(HashSet::new);

    WorkItems(JdbcClient jdbc, Later later, Clock clock, Units units, List<Subjects> subjects) {
        this.jdbc = jdbc;
        this.later = later;
        this.clock = clock;
        this.units = units;
        this.subjects = subjects.stream().collect(Collectors.toMap(Subjects::kind, Function.identity()));
    }

    Subjects subjects(SubjectKind kind) {
        return subjects.get(kind);
    }

    public Subject subject(SubjectKind kind, String code) {
        return subjects.get(kind).load(code);
    }

    /**
     * Files a task that the engine has just created.
     *
     * @throws IllegalStateException where nobody performs the function for the subject's unit: the act that led here must not happen
     */
    public void opened(String taskId, SubjectKind kind, String subjectCode, String elementId, String formKey, String slot,
                       vn.tusoi.access.Function function) {
        Subject subject = subject(kind, subjectCode);
        Unit performer;
        String groupKey;
        if (function == vn.tusoi.access.Function.MEMBER) {
            performer = subject.scope();
            groupKey = "MEMBER@" + subject.memberCode();
        } else {
            performer = units.performing(function.name(), subject.scope().code()).orElseThrow(() ->
                    new IllegalStateException("no unit performs " + function + " for " + subject.scope().code()));
            groupKey = function + "@" + performer.code();
        }
        OffsetDateTime now = now();
        later.write("""
                        insert into work_item(task_id, subject_kind, subject_code, round_code, element_id, form_key, slot, function, unit_code, group_key,
                                              title, search_title, scope_name, due_on, created_at, taken)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false)""",
                taskId, kind.name(), subjectCode, subject.roundCode(), elementId, formKey, slot, function.name(), performer.code(), groupKey,
                subject.title(), VietnameseText.searchable(subject.title()), subject.scope().name(),
                Later.day(subjects.get(kind).due(subjectCode, elementId, slot)), now);
    }

    /**
     * Moves an item, as it was locked, to the done ones. Whether somebody stands in is asked only where it can be: what nobody else took, and what the
     * person's office was there for, is told by what is known.
     */
    void ended(WorkItem item, Actor by, Office office) {
        LocalDate dayBefore = LocalDate.ofInstant(item.createdAt(), clock.getZone()).minusDays(1);
        if (item.taken() || office != null && (office.since() == null || office.since().isAfter(dayBefore))) {
            ended(item.taskId(), by);
        } else if (endedNow.get().add(item.taskId())) {
            later.write("""
                            insert into work_done(task_id, subject_code, round_code, element_id, form_key, slot, function, unit_code, due_on, created_at,
                                                  ended_at, ended_on, ended_by, ended_name)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?); delete from work_item where task_id = ?""",
                    item.taskId(), item.subjectCode(), item.roundCode(), item.elementId(), item.formKey(), item.slot(), item.function().name(), item.unitCode(),
                    Later.day(item.dueOn()), item.createdAt().atOffset(ZoneOffset.UTC), now(), LocalDate.now(clock), by.username(), by.displayName(), item.taskId());
        }
    }

    /** Moves an item to the done ones; {@code by} null where the process ended it. Does nothing for an item that is gone. */
    public void ended(String taskId, Actor by) {
        if (!endedNow.get().add(taskId)) {
            return;
        }
        later.write("""
                        insert into work_done(task_id, subject_code, round_code, element_id, form_key, slot, function, unit_code, due_on, created_at,
                                              ended_at, ended_on, ended_by, ended_name, stand_in)
                        select task_id, subject_code, round_code, element_id, form_key, slot, function, unit_code, due_on, created_at,
                               cast(? as timestamp with time zone), cast(? as date), cast(? as varchar(60)), cast(? as varchar(120)), %s from work_item d where task_id = ?;
                        delete from work_item where task_id = ?""".formatted(by == null ? "null" : STAND_IN),
                by == null ? new Object[] {now(), LocalDate.now(clock), Later.text(null), Later.text(null), taskId, taskId}
                        : new Object[] {now(), LocalDate.now(clock), by.username(), by.displayName(), by.username(), by.username(), by.username(), taskId, taskId});
    }

    /** More time was given for an open task. */
    public void postpone(String subjectCode, String elementId, LocalDate until) {
        jdbc.sql("update work_item set due_on = ? where subject_code = ? and element_id = ?").params(until, subjectCode, elementId).update();
    }

    public Optional<WorkItem> byId(String taskId) {
        return jdbc.sql("select * from work_item where task_id = ?").param(taskId).query(WorkItems::map).optional();
    }

    /** Where a task stands in a process, whether it is open or over. */
    public record Place(String subjectCode, String elementId, String formKey, String slot) { }

    public Optional<Place> place(String taskId) {
        return jdbc.sql("""
                        select subject_code, element_id, form_key, slot from work_item where task_id = ?
                        union all select subject_code, element_id, form_key, slot from work_done where task_id = ?""")
                .params(taskId, taskId).query((rs, n) -> new Place(rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4))).list().stream().findFirst();
    }

    public List<WorkItem> openOn(String subjectCode) {
        return jdbc.sql("select * from work_item where subject_code = ? order by created_at").param(subjectCode).query(WorkItems::map).list();
    }

    /** Everything open in a round, on cases, lists, conferences and the round itself. */
    public List<WorkItem> openInRound(String roundCode) {
        return jdbc.sql("select * from work_item where round_code = ? order by created_at, task_id").param(roundCode).query(WorkItems::map).list();
    }

    /** Everybody's done tasks on a subject, oldest first. */
    public List<Done> doneOn(String subjectCode) {
        return jdbc.sql("select * from work_done where subject_code = ? order by ended_at").param(subjectCode)
                .query((rs, n) -> new Done(rs.getString("element_id"), rs.getString("form_key"), rs.getString("slot"), rs.getString("function"),
                        rs.getString("unit_code"), rs.getObject("due_on", LocalDate.class), rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                        rs.getObject("ended_at", OffsetDateTime.class).toInstant(), rs.getString("ended_by"), rs.getString("ended_name"))).list();
    }

    /** A task that is over; {@code byName} null where the process ended it. */
    public record Done(String elementId, String formKey, String slot, String function, String unitCode, LocalDate dueOn,
                       java.time.Instant createdAt, java.time.Instant endedAt, String by, String byName) { }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    static WorkItem map(ResultSet rs, int row) throws SQLException {
        OffsetDateTime claimed = rs.getObject("claimed_at", OffsetDateTime.class);
        return new WorkItem(rs.getString("task_id"), SubjectKind.valueOf(rs.getString("subject_kind")), rs.getString("subject_code"),
                rs.getString("round_code"), rs.getString("element_id"), rs.getString("form_key"), rs.getString("slot"),
                vn.tusoi.access.Function.valueOf(rs.getString("function")), rs.getString("unit_code"), rs.getString("group_key"), rs.getString("title"),
                rs.getString("scope_name"), rs.getString("claimed_by"), claimed == null ? null : claimed.toInstant(),
                rs.getObject("due_on", LocalDate.class), rs.getObject("created_at", OffsetDateTime.class).toInstant(), !Boolean.FALSE.equals(rs.getObject("taken", Boolean.class)));
    }
}
