package vn.tusoi.workflow.delegates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import vn.tusoi.rounds.RoundMoves;

/** Moves the next batch of a round's cases to another rule set. */
@Component("moveCases")
class MoveCasesDelegate implements JavaDelegate {

    private final RoundMoves moves;

    MoveCasesDelegate(RoundMoves moves) {
        this.moves = moves;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("allMoved", moves.moveNext(execution.getProcessBusinessKey()));
    }
}
