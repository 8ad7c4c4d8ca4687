package vn.tusoi.rounds;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A departure from the rule of age or working time for one person in one round: recorded with its paper by one officer, of effect once another
 * has authorised it.
 *
 * @param months      how many months less need be left, or how much higher the age is up to which is counted
 * @param docNo       number of the paper that allows it
 * @param decidedName who authorised or refused it; null while nobody has
 */
public record AgeException(String round, String member, int no, Kind kind, int months, String reason, String docNo, LocalDate docDate, Instant recordedAt,
                           String recordedBy, String recordedName, State state, Instant decidedAt, String decidedName, String decisionReason) {

    public enum Kind { LESS_TIME, LATER_LIMIT }

    public enum State { RECORDED, AUTHORISED, REFUSED }

    public boolean open() {
        return state == State.RECORDED;
    }
}
