package vn.tusoi.workflow.delegates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.tusoi.inspection.InspectionDesk;

/** Asks the bodies for their opinions; they have until the day that the rule set gives them. */
@Component("askOpinions")
class AskOpinionsDelegate implements JavaDelegate {

    private final InspectionDesk desk;

    AskOpinionsDelegate(InspectionDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("opinionsDue", desk.askOpinions(execution.getProcessBusinessKey()));
    }
}
