package vn.tusoi.workflow.delegates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.tusoi.rounds.RoundLaunch;

/** Says that all reviews of a round are open. */
@Component("declareOpen")
class DeclareOpenDelegate implements JavaDelegate {

    private final RoundLaunch launch;

    DeclareOpenDelegate(RoundLaunch launch) {
        this.launch = launch;
    }

    @Override
    public void execute(DelegateExecution execution) {
        launch.declareOpen(execution.getProcessBusinessKey());
    }
}
