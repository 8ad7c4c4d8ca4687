package vn.tusoi.workflow.delegates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.tusoi.assessment.AssessmentDesk;

/** The member did not answer the rating in time. */
@Component("recordSilentAcknowledgement")
class RecordSilentAcknowledgementDelegate implements JavaDelegate {

    private final AssessmentDesk desk;

    RecordSilentAcknowledgementDelegate(AssessmentDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.recordSilence(execution.getProcessBusinessKey());
        execution.setVariable("assessmentResult", "ASSESSED");
    }
}
