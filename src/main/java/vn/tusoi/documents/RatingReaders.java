package vn.tusoi.documents;

import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.register.Unit;
import vn.tusoi.register.UnitKind;
import vn.tusoi.register.Units;

/** Who reads what all cells of a commune propose: the committee that decides there, the board that works for it, and the auditor of the realm; of one cell also its secretary. */
@Component
class RatingReaders {

    private static final Set<Function> WORKING = Set.of(Function.GRASSROOTS_COMMITTEE, Function.ORGANISATION_BOARD);

    private final Units units;

    RatingReaders(Units units) {
        this.units = units;
    }

    /**
     * In which office somebody reads them.
     *
     * @throws Denied.Hidden    for somebody whose offices do not reach the commune
     * @throws Denied.Forbidden for somebody whose offices do, without being one of those
     */
    Office check(Actor actor, Unit commune, String code) {
        Optional<Office> office = actor.offices().stream().filter(o -> o.function() == Function.AUDITOR ? o.covers(commune)
                : (WORKING.contains(o.function()) || o.function() == Function.CELL_SECRETARY && commune.kind() == UnitKind.CELL) && units.performing(o.function().name(), commune.code()).filter(u -> u.code().equals(o.unit().code())).isPresent()).findFirst();
        return office.orElseThrow(() -> actor.covers(commune) ? new Denied.Forbidden("papers.proposals.notYours") : new Denied.Hidden(code));
    }
}
