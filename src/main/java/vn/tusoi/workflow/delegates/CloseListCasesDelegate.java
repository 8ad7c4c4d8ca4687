package vn.tusoi.workflow.delegates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.tusoi.planning.PlanningDesk;

/** Tells the cases of a published list how they ended. */
@Component("closeListCases")
class CloseListCasesDelegate implements JavaDelegate {

    private final PlanningDesk desk;

    CloseListCasesDelegate(PlanningDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.closeCases(execution.getProcessBusinessKey());
    }
}
