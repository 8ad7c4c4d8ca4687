package vn.tusoi.worklist;

import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.validation.BindingResult;
import vn.tusoi.access.Actor;

/**
 * Takes in a filled form, whichever way it comes: the task is locked and looked at, the form filled and checked, and the desk called in one
 * transaction, so that nothing can change between the look and the act, and nothing is read twice.
 */
@Component
public class Submissions {

    private final TaskGate gate;
    private final TransactionTemplate transaction;

    Submissions(TaskGate gate, TransactionTemplate transaction) {
        this.gate = gate;
        this.transaction = transaction;
    }

    /**
     * @param result  of filling and checking; without errors the task is done
     * @param refused what the desk would not do, null where it was not asked or did it
     */
    public record Sent(Pass pass, BindingResult result, Refused refused) {

        public boolean done() {
            return !result.hasErrors() && refused == null;
        }
    }

    /**
     * @param slot which of several parallel tasks, '' for the only or the actor's own
     * @param fill puts what was typed into the blank form and checks it
     * @throws vn.tusoi.access.Denied as {@link TaskGate#look}
     * @throws AlreadyDone            where the task is over
     */
    public <F> Sent submit(TaskForm<F> form, Actor actor, String code, String slot, BiFunction<Pass, F, BindingResult> fill) {
        return transaction.execute(status -> {
            Pass pass = gate.hold(actor, form.kind(), code, form.element(), slot, form::duty);
            F bean = form.blank(pass);
            BindingResult result = fill.apply(pass, bean);
            Refused refused = null;
            if (!result.hasErrors()) {
                try {
                    form.submit(actor, code, pass.item().slot(), bean);
                    return new Sent(pass, result, null);
                } catch (Refused because) {
                    refused = because;
                }
            }
            if (refused == null || !refused.keeps()) {
                status.setRollbackOnly();
            }
            return new Sent(pass, result, refused);
        });
    }
}
