package vn.tusoi.workflow.delegates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.tusoi.planning.PlanningDesk;

/** Applies the conference's result to the list. */
@Component("applyStep")
class ApplyStepDelegate implements JavaDelegate {

    private final PlanningDesk desk;

    ApplyStepDelegate(PlanningDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("moreSteps", desk.applyStep(execution.getProcessBusinessKey(), (String) execution.getVariable("conferenceCode")));
    }
}
