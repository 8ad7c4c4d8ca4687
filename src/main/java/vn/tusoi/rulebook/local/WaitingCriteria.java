package vn.tusoi.rulebook.local;

import java.util.List;
import java.util.Set;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Function;
import vn.tusoi.register.Units;
import vn.tusoi.worklist.Proposals;

/** Criteria of units that wait for their second person. */
@Component
class WaitingCriteria implements Proposals {

    private static final Set<Function> DECIDE = Set.of(Function.ORGANISATION_BOARD, Function.CHAIR, Function.GRASSROOTS_COMMITTEE);

    private final LocalCriteria criteria;
    private final LocalDesk desk;
    private final Units units;

    WaitingCriteria(LocalCriteria criteria, LocalDesk desk, Units units) {
        this.criteria = criteria;
        this.desk = desk;
        this.units = units;
    }

    @Override
    public List<Proposal> waitingFor(Actor actor) {
        if (DECIDE.stream().noneMatch(actor::holds)) {
            return List.of();
        }
        boolean english = LocaleContextHolder.getLocale().getLanguage().equals("en");
        return criteria.undecided().stream()
                .filter(c -> !actor.username().equals(c.endAsked() ? c.endBy() : c.proposedBy()) && desk.rights(actor, units.get(c.unit())).approve())
                .map(c -> new Proposal("/rules/local/" + c.code() + "/" + c.version(), c.endAsked() ? "work.proposal.localEnd" : "work.proposal.local",
                        List.of(english && c.en() != null ? c.en() : c.vi(), units.get(c.unit()).name()), c.endAsked() ? c.endName() : c.proposedName(),
                        c.endAsked() ? null : c.proposedAt())).toList();
    }
}
