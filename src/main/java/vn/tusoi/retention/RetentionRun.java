package vn.tusoi.retention;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A deletion in a closed round.
 *
 * @param asOf    what had fallen due by this day is deleted
 * @param cases   with something due and not held, when it was proposed
 * @param pieces  texts and lines due in them then
 * @param held    cases left out then because they were held
 * @param deleted texts and lines deleted so far
 */
public record RetentionRun(String round, int no, State state, LocalDate asOf, int cases, int pieces, int held, String note, Instant proposedAt, String proposedBy,
                           String proposedName, Instant decidedAt, String decidedName, String decisionNote, int deleted, Instant doneAt) {

    public enum State { PROPOSED, REFUSED, RUNNING, DONE }

    /** Whether another cannot be proposed yet. */
    public boolean pending() {
        return state == State.PROPOSED || state == State.RUNNING;
    }
}
