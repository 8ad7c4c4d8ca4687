package vn.tusoi.workflow.delegates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.Cases;

/** Ends the case of somebody who withdrew. */
@Component("recordWithdrawal")
class RecordWithdrawalDelegate implements JavaDelegate {

    private final Cases cases;

    RecordWithdrawalDelegate(Cases cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        cases.end(execution.getProcessBusinessKey(), CaseOutcome.WITHDRAWN);
    }
}
