package vn.tusoi.ballots;

import java.util.Set;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;

/** Who may read the lists and conferences of a commune: those who work on them, and the auditor of the realm. */
@Component
public class BallotReaders {

    private static final Set<Function> WORKING = Set.of(Function.ORGANISATION_BOARD, Function.CONFERENCE_SECRETARY, Function.COUNTER, Function.CHAIR,
            Function.APPROVER);

    private final Units units;

    BallotReaders(Units units) {
        this.units = units;
    }

    /** Whether an office of this function reads lists at all, of whichever commune. */
    public static boolean reads(Function function) {
        return function == Function.AUDITOR || WORKING.contains(function);
    }

    public boolean may(Actor actor, Unit commune) {
        return actor.offices().stream().anyMatch(o -> may(o, commune));
    }

    private boolean may(Office office, Unit commune) {
        if (office.function() == Function.AUDITOR) {
            return office.covers(commune);
        }
        return WORKING.contains(office.function())
                && units.performing(office.function().name(), commune.code()).filter(u -> u.code().equals(office.unit().code())).isPresent();
    }

    /**
     * @throws Denied.Hidden    for somebody whose offices do not reach the commune
     * @throws Denied.Forbidden for somebody whose offices do, without one of those that work on its lists
     */
    public void check(Actor actor, Unit commune, String code) {
        if (may(actor, commune)) {
            return;
        }
        if (actor.covers(commune)) {
            throw new Denied.Forbidden("planning.notYours");
        }
        throw new Denied.Hidden(code);
    }
}
