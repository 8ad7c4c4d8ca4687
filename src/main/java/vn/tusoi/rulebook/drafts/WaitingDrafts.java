package vn.tusoi.rulebook.drafts;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.access.SeparationOfDuties;
import vn.tusoi.worklist.Proposals;

/** Drafts of rule sets that wait for a second officer. */
@Component
class WaitingDrafts implements Proposals {

    private final DraftDesk desk;
    private final DraftAccess access;
    private final SeparationOfDuties separation;

    WaitingDrafts(DraftDesk desk, DraftAccess access, SeparationOfDuties separation) {
        this.desk = desk;
        this.access = access;
        this.separation = separation;
    }

    @Override
    public List<Proposal> waitingFor(Actor actor) {
        if (access.writer(actor).isEmpty()) {
            return List.of();
        }
        return desk.list(actor).stream().filter(d -> d.state() == RuleDraft.State.SUBMITTED && separation.conflict(actor, d.subject(), Duty.APPROVER, List.of()).isEmpty())
                .map(d -> new Proposal("/rules/drafts/" + d.id() + "/decide", "work.proposal.rules", List.of(d.code()), d.submittedName(), d.submittedAt())).toList();
    }
}
