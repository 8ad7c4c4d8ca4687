package vn.tusoi.worklist;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Duty;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.access.SeparationOfDuties;
import vn.tusoi.database.AtOnce;
import vn.tusoi.database.Later;
import vn.tusoi.database.WithinTransaction;
import vn.tusoi.register.Units;

/**
 * The one way into a task. Desks call {@link #enter} first and {@link #done} last: whose task it is, whether it is still open, paused,
 * claimed by another, and whether the actor's duties or family stand against it is decided here, whichever way they came.
 */
@Component
public class TaskGate {

    private final JdbcClient jdbc;
    private final Later later;
    private final AtOnce atOnce;
    private final WorkItems items;
    private final Units units;
    private final SeparationOfDuties separation;
    private final FlowEngine engine;
    private final WithinTransaction<Map<Asked, Kept>> held = new WithinTransaction<>(HashMap::new);

    private record Asked(String username, SubjectKind kind, String subjectCode, String elementId, String slot) { }

    private record Kept(Pass pass, SeparationOfDuties.Standing standing) { }

    TaskGate(JdbcClient jdbc, Later later, AtOnce atOnce, WorkItems items, Units units, SeparationOfDuties separation, FlowEngine engine) {
        this.jdbc = jdbc;
        this.later = later;
        this.atOnce = atOnce;
        this.items = items;
        this.units = units;
        this.separation = separation;
        this.engine = engine;
    }

    /**
     * Looks at a task without taking a duty: for showing its page.
     *
     * @param slot which of several parallel ones, '' for the only or the actor's own
     * @throws Denied.Hidden    for somebody of another unit, or an unknown subject
     * @throws Denied.Forbidden for somebody of the unit without the office, or kept out by duty or family
     * @throws AlreadyDone      where the task is over
     */
    public Pass look(Actor actor, SubjectKind kind, String subjectCode, String elementId, String slot, java.util.function.Function<String, Duty> duty) {
        Pass pass = find(actor, kind, subjectCode, slot, elementId, open(subjectCode, elementId));
        refuse(standing(pass), duty.apply(pass.item().slot()));
        return pass;
    }

    /** As {@link #look}, and locks the task: when the desk {@link #enter enters} it in the same transaction, nothing is asked a second time. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Pass hold(Actor actor, SubjectKind kind, String subjectCode, String elementId, String slot, java.util.function.Function<String, Duty> duty) {
        Kept kept = locked(new Asked(actor.username(), kind, subjectCode, elementId, slot), actor);
        refuse(kept.standing(), duty.apply(kept.pass().item().slot()));
        return kept.pass();
    }

    private static void refuse(SeparationOfDuties.Standing standing, Duty duty) {
        standing.against(duty).ifPresent(conflict -> {
            throw new Denied.Forbidden(conflict.messageKey());
        });
    }

    private SeparationOfDuties.Standing standing(Pass pass) {
        return separation.standing(pass.actor(), pass.subject().code(), pass.subject().concerned());
    }

    private Kept locked(Asked asked, Actor actor) {
        Kept before = held.get().get(asked);
        if (before != null) {
            return before;
        }
        // read after the lock was had: what somebody else did to the subject meanwhile counts
        List<Open> found = new ArrayList<>();
        List<AtOnce.Question<?>> questions = new ArrayList<>(List.of(locking(actor, asked.subjectCode(), asked.elementId(), found::addAll)));
        Subjects subjects = items.subjects(asked.kind());
        subjects.ahead(asked.subjectCode()).ifPresent(questions::add);
        List<SeparationOfDuties.Ahead> ahead = new ArrayList<>();
        subjects.concerned().ifPresent(concerned -> questions.add(separation.ahead(actor, asked.subjectCode(), concerned, ahead::add)));
        atOnce.ask(questions);
        Pass pass = find(actor, asked.kind(), asked.subjectCode(), asked.slot(), asked.elementId(), found);
        return keep(asked, pass, ahead.isEmpty() ? standing(pass)
                : separation.standing(actor, pass.subject().code(), pass.subject().concerned(), ahead.get(0)));
    }

    /** Under the slot that was asked for and under the one that was found: a desk may name it or not. */
    private Kept keep(Asked asked, Pass pass, SeparationOfDuties.Standing standing) {
        Kept kept = new Kept(pass, standing);
        held.get().put(asked, kept);
        held.get().put(new Asked(asked.username(), asked.kind(), asked.subjectCode(), asked.elementId(), pass.item().slot()), kept);
        return kept;
    }

    /** As {@link #look}, locks the task against a second submission, refuses a paused subject and takes the duty. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Pass enter(Actor actor, SubjectKind kind, String subjectCode, String elementId, String slot, Duty duty) {
        Asked asked = new Asked(actor.username(), kind, subjectCode, elementId, slot);
        Kept kept = locked(asked, actor);
        // read again where the desk has changed it since: a resumption is decided on what was paused a moment ago
        Pass pass = new Pass(actor, kept.pass().item(), items.subject(kind, subjectCode), kept.pass().office(), kept.pass().drafted());
        if (pass.subject().paused()) {
            throw new Refused("task.paused");
        }
        if (pass.item().claimedBy() != null && !pass.item().claimedBy().equals(actor.username())) {
            throw new Refused("task.claimedByOther");
        }
        keep(asked, pass, separation.take(kept.standing(), duty));
        return pass;
    }

    /** Ends the task with the facts that the next gateways need; the next person's task exists when this returns. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void done(Pass pass, Map<String, Object> facts) {
        held.get().clear();
        items.ended(pass.item(), pass.actor(), pass.office());
        if (pass.drafted()) {
            for (String table : List.of("draft", "draft_kept")) {
                later.write("delete from " + table + " where username = ? and subject_code = ? and form_key = ? and slot = ?",
                        pass.actor().username(), pass.item().subjectCode(), pass.item().formKey(), pass.item().slot());
            }
        }
        engine.complete(pass.item().taskId(), facts);
    }

    private record Open(WorkItem item, boolean drafted) { }

    private List<Open> open(String subjectCode, String elementId) {
        return jdbc.sql("select * from work_item where subject_code = ? and element_id = ? order by slot").params(subjectCode, elementId)
                .query((rs, n) -> new Open(WorkItems.map(rs, n), false)).list();
    }

    private static AtOnce.Question<Open> locking(Actor actor, String subjectCode, String elementId, Consumer<List<Open>> answer) {
        return new AtOnce.Question<>("""
                        select w.*, exists (select 1 from draft d where d.username = ? and d.subject_code = w.subject_code and d.form_key = w.form_key
                                            and d.slot = w.slot) as drafted
                        from work_item w where w.subject_code = ? and w.element_id = ? order by w.slot for update""",
                new Object[] {actor.username(), subjectCode, elementId}, (rs, n) -> new Open(WorkItems.map(rs, n), rs.getBoolean("drafted")), answer);
    }

    private Pass find(Actor actor, SubjectKind kind, String subjectCode, String slot, String elementId, List<Open> all) {
        List<Open> found = all.stream().filter(o -> slot.isEmpty() || o.item().slot().equals(slot)).toList();
        Subject subject = items.subject(kind, subjectCode);
        List<String> keys = actor.groupKeys();
        Open mine = found.stream().filter(o -> keys.contains(o.item().groupKey())).findFirst().orElse(null);
        if (mine != null) {
            Office office = mine.item().function() == Function.MEMBER ? null : actor.office(mine.item().function(), mine.item().unitCode()).orElseThrow();
            return new Pass(actor, mine.item(), subject, office, mine.drafted());
        }
        List<WorkItem> open = found.stream().map(Open::item).toList();
        boolean near = actor.covers(subject.scope()) || actor.isMember(subject.memberCode());
        if (!open.isEmpty()) {
            if (!near && open.stream().noneMatch(i -> actor.covers(units.get(i.unitCode())))) {
                throw new Denied.Hidden(subjectCode);
            }
            throw new Denied.Forbidden("task.notYours");
        }
        if (!near) {
            throw new Denied.Hidden(subjectCode);
        }
        record Over(String by, OffsetDateTime at, String username, String function, String unit) { }
        Over over = jdbc.sql("select ended_name, ended_at, ended_by, function, unit_code from work_done where subject_code = ? and element_id = ? and (? = '' or slot = ?) "
                        + "order by ended_at desc limit 1").params(subjectCode, elementId, slot, slot)
                .query((rs, n) -> new Over(rs.getString(1), rs.getObject(2, OffsetDateTime.class), rs.getString(3), rs.getString(4), rs.getString(5))).optional()
                .orElseThrow(() -> new Denied.Hidden(Objects.requireNonNull(subjectCode)));
        // who did it is told to those whose task it was
        if (!actor.username().equals(over.username()) && !actor.isMember(subject.memberCode())
                && actor.offices().stream().noneMatch(o -> o.function().name().equals(over.function()) && o.unit().code().equals(over.unit()))) {
            throw new Denied.Forbidden("task.notYours");
        }
        throw new AlreadyDone(subjectCode, over.by(), over.at().toInstant());
    }
}
