package vn.tusoi.workflow.delegates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.tusoi.ballots.ConferenceDesk;

/** Works out the conference's result from the agreed counts. */
@Component("tally")
class TallyDelegate implements JavaDelegate {

    private final ConferenceDesk desk;

    TallyDelegate(ConferenceDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.tally(execution.getProcessBusinessKey());
    }
}
