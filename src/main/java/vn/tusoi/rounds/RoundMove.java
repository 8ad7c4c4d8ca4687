package vn.tusoi.rounds;

import java.time.Instant;

/**
 * An open round moved to another rule set, as an act of its own.
 *
 * @param openCases cases that were open when it was proposed
 * @param affected  of these, how many for which something would change
 * @param moved     cases moved so far
 */
public record RoundMove(String round, int no, String from, String to, String reason, State state, int openCases, int affected, int moved, Instant proposedAt,
                        String proposedBy, String proposedName, Instant decidedAt, String decidedName, String note, Instant doneAt) {

    public enum State { PROPOSED, REFUSED, RUNNING, DONE }

    public boolean pending() {
        return state == State.PROPOSED || state == State.RUNNING;
    }
}
