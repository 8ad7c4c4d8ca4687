package vn.tusoi.workflow.delegates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.Cases;

/** Ends the review of somebody who is no longer to be rated. */
@Component("recordDeparture")
class RecordDepartureDelegate implements JavaDelegate {

    private final Cases cases;

    RecordDepartureDelegate(Cases cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        cases.end(execution.getProcessBusinessKey(), CaseOutcome.LEFT_REVIEW);
    }
}
