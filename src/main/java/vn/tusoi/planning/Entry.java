package vn.tusoi.planning;

import java.time.LocalDate;
import java.util.List;

/**
 * Somebody on a list, or who was and left it with a reason.
 *
 * @param ended   the case ended before the list was decided: who withdrew leaves the pool at the next step
 * @param ratings newest first, at most three years
 */
public record Entry(String caseCode, String memberCode, String fullName, LocalDate birthDate, String gender, String post, String cell, List<Rating> ratings,
                    State state, Integer outStep, OutKind outKind, String outReason, boolean ended) {

    /** POOL: stands; OUT: left; SELECTED: on the published list. */
    public enum State { POOL, OUT, SELECTED }

    /** Why somebody left the pool. */
    public enum OutKind { LEFT_OUT, NOT_PASSED, WITHDRAWN, CASE_ENDED, TAKEN_OUT }

    /** A rating of a past year. */
    public record Rating(int year, String level) { }

    public int birthYear() {
        return birthDate.getYear();
    }

    public boolean stands() {
        return state != State.OUT;
    }
}
