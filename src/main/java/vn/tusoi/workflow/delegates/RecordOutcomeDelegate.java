package vn.tusoi.workflow.delegates;

import java.util.Objects;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.Cases;

/**
 * Ends the case with the last result a stage left: withdrawal before all, then list, inspection, self-review.
 * A result that ends no case (CLEARED, SUBMITTED) is not among the outcomes and is passed over.
 */
@Component("recordOutcome")
class RecordOutcomeDelegate implements JavaDelegate {

    private final Cases cases;

    RecordOutcomeDelegate(Cases cases) {
        this.cases = cases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        CaseOutcome outcome = Stream.of("caseResult", "listResult", "inspectionResult", "reviewResult")
                .map(execution::getVariable).filter(Objects::nonNull)
                .flatMap(result -> Stream.of(CaseOutcome.values()).filter(o -> o.name().equals(result)))
                .findFirst().orElseThrow(() -> new IllegalStateException("no outcome for case " + execution.getProcessBusinessKey()));
        cases.end(execution.getProcessBusinessKey(), outcome);
    }
}
