package vn.tusoi.assessment;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Duty;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.access.SeparationOfDuties;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.register.Units;

/** Who may add to what an assessment rests on, outside a task: by office for the member's cell, never the member or family. */
@Component
class Informants {

    private final Units units;
    private final SeparationOfDuties separation;

    Informants(Units units, SeparationOfDuties separation) {
        this.units = units;
        this.separation = separation;
    }

    /**
     * The office in which the actor may.
     *
     * @param notYours message for people of the unit without such an office
     * @throws Denied.Hidden    for people of other units
     * @throws Denied.Forbidden without the office, and for the member and family
     */
    Office office(Actor actor, VettingCase c, List<Function> functions, String notYours) {
        for (Function function : functions) {
            Optional<Office> office = units.performing(function.name(), c.cell()).flatMap(u -> actor.office(function, u.code()));
            if (office.isPresent()) {
                separation.conflict(actor, c.code(), Duty.OPINION, List.of(c.member())).filter(x -> x.messageKey().equals("duty.conflict.self") || x.messageKey().equals("duty.conflict.relative"))
                        .ifPresent(x -> {
                            throw new Denied.Forbidden(x.messageKey());
                        });
                return office.get();
            }
        }
        throw actor.covers(units.get(c.cell())) ? new Denied.Forbidden(notYours) : new Denied.Hidden(c.code());
    }
}
