package vn.tusoi.workflow.delegates;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.Stage;

/** Tells the case which stage the process has entered. */
@Component("enterStage")
class EnterStageListener implements ExecutionListener {

    private static final Map<String, Stage> STAGES = Map.of("callActivity_selfReview", Stage.SELF_REVIEW, "callActivity_branchAssessment", Stage.ASSESSMENT,
            "callActivity_inspectionCheck", Stage.INSPECTION, "receiveTask_awaitList", Stage.LIST);

    private final Cases cases;

    EnterStageListener(Cases cases) {
        this.cases = cases;
    }

    @Override
    public void notify(DelegateExecution execution) {
        cases.enter(execution.getProcessBusinessKey(), STAGES.get(execution.getCurrentActivityId()));
    }
}
