package vn.tusoi.retention;

import java.time.Instant;

/**
 * A legal hold: what must not be deleted, whatever the periods say.
 *
 * @param code of the case, the member or the round
 * @param unit that it belongs to
 */
public record Hold(String code, int no, Kind kind, String unit, State state, String reason, Instant putAt, String putBy, String putName, String liftReason,
                   Instant askedAt, String askedBy, String askedName, Instant liftedAt, String liftedName) {

    public enum Kind { CASE, PERSON, ROUND }

    /** LIFTING: one officer asked to lift it, and it holds until a second one agrees. */
    public enum State { HELD, LIFTING, LIFTED }

    public boolean holds() {
        return state != State.LIFTED;
    }
}
