package vn.tusoi.workflow.delegates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.tusoi.planning.PlanningDesk;

/** Opens the conference of the list's next step. */
@Component("nextStep")
class NextStepDelegate implements JavaDelegate {

    private final PlanningDesk desk;

    NextStepDelegate(PlanningDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("conferenceCode", desk.nextStep(execution.getProcessBusinessKey()));
    }
}
