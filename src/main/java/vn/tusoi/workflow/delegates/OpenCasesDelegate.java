package vn.tusoi.workflow.delegates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.tusoi.rounds.RoundLaunch;

/** Opens the next batch of cases of a round. */
@Component("openCases")
class OpenCasesDelegate implements JavaDelegate {

    private final RoundLaunch launch;

    OpenCasesDelegate(RoundLaunch launch) {
        this.launch = launch;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("allOpened", launch.openNext(execution.getProcessBusinessKey()));
    }
}
