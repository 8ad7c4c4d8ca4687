package vn.tusoi.workflow.delegates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.tusoi.inspection.InspectionDesk;

/** The time to explain is over: silence is recorded as silence. */
@Component("recordSilentExplanation")
class RecordSilentExplanationDelegate implements JavaDelegate {

    private final InspectionDesk desk;

    RecordSilentExplanationDelegate(InspectionDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.recordSilence(execution.getProcessBusinessKey());
    }
}
