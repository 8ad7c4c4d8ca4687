package vn.tusoi.workflow.delegates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.tusoi.inspection.InspectionDesk;

/** Asks the rule book for a proposal. */
@Component("proposeClearance")
class ProposeClearanceDelegate implements JavaDelegate {

    private final InspectionDesk desk;

    ProposeClearanceDelegate(InspectionDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.propose(execution.getProcessBusinessKey());
    }
}
