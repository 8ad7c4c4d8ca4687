package vn.tusoi.workflow.delegates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.tusoi.rounds.RoundLaunch;

/** Opens the planning lists of a round's units. */
@Component("startLists")
class StartListsDelegate implements JavaDelegate {

    private final RoundLaunch launch;

    StartListsDelegate(RoundLaunch launch) {
        this.launch = launch;
    }

    @Override
    public void execute(DelegateExecution execution) {
        launch.startLists(execution.getProcessBusinessKey());
    }
}
