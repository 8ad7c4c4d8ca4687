package vn.tusoi.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;
import vn.tusoi.worklist.Refused;

/**
 * Legal holds. The inspection puts one on a case, a person or a round of its realm, with a reason; one person is enough, since it only keeps. To lift it, one
 * officer of the inspection asks with a reason and another decides. Auditors read.
 */
@Component
public class Holds {

    private static final Set<Function> INSPECTION = Set.of(Function.INSPECTOR, Function.LEAD_INSPECTOR);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Units units;
    private final Ledger ledger;

    Holds(JdbcClient jdbc, Clock clock, Units units, Ledger ledger) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.units = units;
        this.ledger = ledger;
    }

    /** What a code names, and whom it concerns. */
    private record Named(Hold.Kind kind, String code, Unit unit, String member) { }

    /** Codes of all cases, persons and rounds that are held. */
    Set<String> codes() {
        return new HashSet<>(jdbc.sql("select subject_code from legal_hold where state <> 'LIFTED'").query(String.class).list());
    }

    /** Nothing is deleted while a hold is being put on, and the other way round. */
    void lock() {
        jdbc.sql("select name from ledger_lock where name = 'retention' for update").query(String.class).single();
    }

    /** Whether somebody may see holds at all. */
    public boolean mayRead(Actor actor) {
        return actor.offices().stream().anyMatch(o -> INSPECTION.contains(o.function()) || o.function() == Function.AUDITOR);
    }

    /** Whether somebody may put holds on anything. */
    public boolean mayPut(Actor actor) {
        return actor.offices().stream().anyMatch(o -> INSPECTION.contains(o.function()));
    }

    /** Whether somebody may put a hold on what belongs to a unit. */
    public boolean mayPut(Actor actor, Unit unit) {
        return office(actor, unit).isPresent();
    }

    private static Optional<Office> office(Actor actor, Unit unit) {
        return actor.offices().stream().filter(o -> INSPECTION.contains(o.function()) && o.covers(unit)).findFirst();
    }

    /** All that the person may see, those that hold first. @throws Denied.Forbidden without an office of the inspection or an auditor's */
    @Transactional(readOnly = true)
    public List<Hold> list(Actor actor) {
        if (!mayRead(actor)) {
            throw new Denied.Forbidden("holds.denied.read");
        }
        return jdbc.sql("select * from legal_hold order by case when state = 'LIFTED' then 1 else 0 end, put_at desc").query(Holds::map).list().stream()
                .filter(h -> sees(actor, h)).toList();
    }

    private boolean sees(Actor actor, Hold hold) {
        Unit unit = units.get(hold.unit());
        return actor.offices().stream().anyMatch(o -> (INSPECTION.contains(o.function()) || o.function() == Function.AUDITOR) && o.covers(unit));
    }

    /** @throws Denied.Hidden for another realm's or none, Denied.Forbidden without the office */
    @Transactional(readOnly = true)
    public Hold get(Actor actor, String code, int no) {
        Hold hold = find(code, no).filter(h -> actor.covers(units.get(h.unit()))).orElseThrow(() -> new Denied.Hidden(code));
        if (!sees(actor, hold)) {
            throw new Denied.Forbidden("holds.denied.read");
        }
        return hold;
    }

    /** Holds on a case: its own, its person's and its round's. */
    @Transactional(readOnly = true)
    public List<Hold> on(String caseCode, String memberCode, String roundCode) {
        return jdbc.sql("select * from legal_hold where state <> 'LIFTED' and subject_code in (?, ?, ?) order by put_at").params(caseCode, memberCode, roundCode).query(Holds::map).list();
    }

    private Optional<Hold> find(String code, int no) {
        return jdbc.sql("select * from legal_hold where subject_code = ? and hold_no = ?").params(code, no).query(Holds::map).optional();
    }

    private Optional<Named> named(Hold.Kind kind, String code) {
        String sql = switch (kind) {
            case CASE -> "select cell_code, member_code from vetting_case where code = ?";
            case PERSON -> "select cell_code, code from member where code = ?";
            case ROUND -> "select owner_code, null from round where code = ?";
        };
        return jdbc.sql(sql).param(code).query((rs, n) -> new Named(kind, code, units.get(rs.getString(1)), rs.getString(2))).optional();
    }

    /** Puts a hold on. @throws Refused where the code names nothing of the realm, it is held already, or there is no reason */
    @Transactional
    public Hold put(Actor actor, Hold.Kind kind, String typed, String reason) {
        if (!mayPut(actor)) {
            throw new Denied.Forbidden("holds.denied.put");
        }
        String asTyped = typed == null ? "" : typed.strip();
        Named named = named(kind, asTyped).or(() -> named(kind, asTyped.toUpperCase(Locale.ROOT))).filter(n -> actor.covers(n.unit()))
                .orElseThrow(() -> Refused.field("code", "holds.unknown"));
        String code = named.code();
        Office office = office(actor, named.unit()).orElseThrow(() -> new Denied.Forbidden("holds.denied.put"));
        notOwn(actor, named);
        if (reason == null || reason.isBlank()) {
            throw Refused.field("reason", "holds.noReason");
        }
        lock();
        if (jdbc.sql("select count(*) from legal_hold where subject_code = ? and state <> 'LIFTED'").param(code).query(Integer.class).single() > 0) {
            throw Refused.field("code", "holds.already");
        }
        int no = 1 + jdbc.sql("select coalesce(max(hold_no), 0) from legal_hold where subject_code = ?").param(code).query(Integer.class).single();
        jdbc.sql("insert into legal_hold(subject_code, hold_no, kind, unit_code, state, reason, put_at, put_by, put_name) values (?, ?, ?, ?, 'HELD', ?, ?, ?, ?)")
                .params(code, no, kind.name(), named.unit().code(), reason.strip(), now(), actor.username(), actor.displayName()).update();
        enter(actor, "HOLD_PUT", office, kind, code, no).reason(reason).write();
        return find(code, no).orElseThrow();
    }

    private static void notOwn(Actor actor, Named named) {
        if (named.member() != null && actor.isMember(named.member())) {
            throw new Denied.Forbidden("holds.denied.own");
        }
    }

    private Office act(Actor actor, Hold hold) {
        Unit unit = units.get(hold.unit());
        Office office = office(actor, unit).orElseThrow(() -> actor.covers(unit) ? new Denied.Forbidden("holds.denied.put") : new Denied.Hidden(hold.code()));
        named(hold.kind(), hold.code()).ifPresent(n -> notOwn(actor, n));
        return office;
    }

    /** Asks to lift a hold; it holds until somebody else agrees. @throws Refused without a reason, or where that was asked already */
    @Transactional
    public void askToLift(Actor actor, String code, int no, String reason) {
        lock();
        Hold hold = find(code, no).orElseThrow(() -> new Denied.Hidden(code));
        Office office = act(actor, hold);
        if (hold.state() != Hold.State.HELD) {
            throw new Refused("holds.notHeld");
        }
        if (reason == null || reason.isBlank()) {
            throw Refused.field("reason", "holds.noReason");
        }
        jdbc.sql("update legal_hold set state = 'LIFTING', lift_reason = ?, asked_at = ?, asked_by = ?, asked_name = ? where subject_code = ? and hold_no = ?")
                .params(reason.strip(), now(), actor.username(), actor.displayName(), code, no).update();
        enter(actor, "HOLD_LIFT_ASKED", office, hold.kind(), code, no).reason(reason).write();
    }

    /** Decides, as another than who asked, whether a hold is lifted. @throws Denied.Forbidden for who asked. @throws Refused where nobody asked */
    @Transactional
    public void decide(Actor actor, String code, int no, boolean lift) {
        lock();
        Hold hold = find(code, no).orElseThrow(() -> new Denied.Hidden(code));
        Office office = act(actor, hold);
        if (hold.state() != Hold.State.LIFTING) {
            throw new Refused("holds.notAsked");
        }
        if (hold.askedBy().equals(actor.username())) {
            throw new Denied.Forbidden("holds.denied.same");
        }
        if (lift) {
            jdbc.sql("update legal_hold set state = 'LIFTED', lifted_at = ?, lifted_by = ?, lifted_name = ? where subject_code = ? and hold_no = ?")
                    .params(now(), actor.username(), actor.displayName(), code, no).update();
        } else {
            jdbc.sql("update legal_hold set state = 'HELD', lift_reason = null, asked_at = null, asked_by = null, asked_name = null where subject_code = ? and hold_no = ?")
                    .params(code, no).update();
        }
        enter(actor, lift ? "HOLD_LIFTED" : "HOLD_KEPT", office, hold.kind(), code, no).write();
    }

    private Ledger.Entry enter(Actor actor, String act, Office office, Hold.Kind kind, String code, int no) {
        return ledger.entry(actor, act).in(office).on(kind == Hold.Kind.PERSON ? "REGISTER" : kind.name(), code).with("hold", no);
    }

    private static Hold map(ResultSet rs, int n) throws SQLException {
        return new Hold(rs.getString("subject_code"), rs.getInt("hold_no"), Hold.Kind.valueOf(rs.getString("kind")), rs.getString("unit_code"),
                Hold.State.valueOf(rs.getString("state")), rs.getString("reason"), Runs.instant(rs, "put_at"), rs.getString("put_by"), rs.getString("put_name"),
                rs.getString("lift_reason"), Runs.instant(rs, "asked_at"), rs.getString("asked_by"), rs.getString("asked_name"), Runs.instant(rs, "lifted_at"),
                rs.getString("lifted_name"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
