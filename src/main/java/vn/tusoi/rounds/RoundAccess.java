package vn.tusoi.rounds;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;

/**
 * Who may see and change a round. The organisation board of the owner's realm acts; an auditor of that realm reads all of it;
 * the organisation board of a unit taking part reads what concerns its own unit; in a review so does the committee that rates there.
 */
@Component
public class RoundAccess {

    private final Rounds rounds;
    private final Units units;

    RoundAccess(Rounds rounds, Units units) {
        this.rounds = rounds;
        this.units = units;
    }

    /**
     * What a person sees of a round.
     *
     * @param office   in which they look
     * @param acts     whether they may also change it
     * @param onlyUnits the units they see; null for all
     */
    public record View(Office office, boolean acts, List<String> onlyUnits) {

        public boolean sees(String unitCode) {
            return onlyUnits == null || onlyUnits.contains(unitCode);
        }
    }

    /** Whether the person has an office that has to do with rounds at all. */
    public boolean mayList(Actor actor) {
        return actor.holds(Function.ORGANISATION_BOARD) || actor.holds(Function.AUDITOR);
    }

    public Optional<View> view(Actor actor, Round round) {
        Unit owner = units.get(round.ownerUnit());
        Optional<Office> board = actor.officeCovering(Function.ORGANISATION_BOARD, owner);
        if (board.isPresent()) {
            return Optional.of(new View(board.get(), true, null));
        }
        Optional<Office> auditor = actor.officeCovering(Function.AUDITOR, owner);
        if (auditor.isPresent()) {
            return Optional.of(new View(auditor.get(), false, null));
        }
        List<Office> local = actor.offices().stream().filter(o -> o.function() == Function.ORGANISATION_BOARD || o.function() == Function.AUDITOR
                || round.review() && o.function() == Function.GRASSROOTS_COMMITTEE).toList();
        if (local.isEmpty()) {
            return Optional.empty();
        }
        List<String> own = rounds.units(round.code()).stream().filter(u -> local.stream().anyMatch(o -> o.covers(units.get(u)))).toList();
        return own.isEmpty() ? Optional.empty() : Optional.of(new View(local.get(0), false, own));
    }

    /**
     * As {@link #view}.
     *
     * @throws Denied.Forbidden for somebody whose office reaches the owner or a unit of the round without being of the right kind
     * @throws Denied.Hidden    for anybody else
     */
    public View look(Actor actor, Round round) {
        return view(actor, round).orElseThrow(() -> {
            boolean near = actor.covers(units.get(round.ownerUnit()))
                    || rounds.units(round.code()).stream().anyMatch(u -> actor.covers(units.get(u)));
            return near ? new Denied.Forbidden("rounds.denied.read") : new Denied.Hidden(round.code());
        });
    }

    /** The office in which the person may change the round. @throws Denied as {@link #look}, and Forbidden for those who only read */
    public Office act(Actor actor, Round round) {
        View view = look(actor, round);
        if (!view.acts()) {
            throw new Denied.Forbidden("rounds.denied.act");
        }
        return view.office();
    }
}
