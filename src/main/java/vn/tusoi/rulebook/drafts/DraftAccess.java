package vn.tusoi.rulebook.drafts;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.register.Unit;
import vn.tusoi.register.UnitKind;
import vn.tusoi.register.Units;

/** Who may see and write drafts: the organisation board of the province; an auditor of the province reads. */
@Component
public class DraftAccess {

    private final Units units;

    DraftAccess(Units units) {
        this.units = units;
    }

    /** The office in which a person may write drafts. */
    public Optional<Office> writer(Actor actor) {
        return actor.offices().stream().filter(o -> o.function() == Function.ORGANISATION_BOARD && province(o).isPresent()).findFirst();
    }

    public boolean mayRead(Actor actor) {
        return reader(actor).isPresent();
    }

    private Optional<Office> reader(Actor actor) {
        return writer(actor).or(() -> actor.offices().stream().filter(o -> o.function() == Function.AUDITOR && province(o).isPresent()).findFirst());
    }

    /** The province for which an office works, where it works for one. */
    Optional<Unit> province(Office office) {
        Unit unit = office.unit();
        Unit realm = unit.kind() == UnitKind.BODY && unit.parent() != null ? units.get(unit.parent()) : unit;
        return realm.kind() == UnitKind.PROVINCE ? Optional.of(realm) : Optional.empty();
    }

    /** Reads what there is of drafts at all. @throws Denied.Forbidden for everybody else */
    Office list(Actor actor) {
        return reader(actor).orElseThrow(() -> new Denied.Forbidden("rules.drafts.denied"));
    }

    /** @throws Denied.Forbidden for those who only read or have another office */
    Office open(Actor actor) {
        return writer(actor).orElseThrow(() -> new Denied.Forbidden("rules.drafts.denied.write"));
    }

    /** The office in which the person reads a draft. @throws Denied.Hidden for people of another province, Forbidden for others of this one */
    Office look(Actor actor, RuleDraft draft) {
        return of(actor, draft, reader(actor));
    }

    /** The office in which the person writes a draft. @throws Denied as {@link #look}, and Forbidden for those who only read */
    Office act(Actor actor, RuleDraft draft) {
        look(actor, draft);
        return of(actor, draft, writer(actor));
    }

    private Office of(Actor actor, RuleDraft draft, Optional<Office> office) {
        Unit home = units.get(draft.unit());
        if (office.isPresent() && province(office.get()).filter(p -> p.code().equals(home.code())).isPresent()) {
            return office.get();
        }
        boolean near = actor.offices().stream().anyMatch(o -> o.unit().path().startsWith(home.path()));
        throw near ? new Denied.Forbidden("rules.drafts.denied") : new Denied.Hidden(draft.subject());
    }
}
