package vn.tusoi.ballots;

/** What a ballot made of a candidate. */
public enum Outcome {
    /** Got the majority. */
    PASSED,
    /** Nobody did; goes forward among the highest. */
    FORWARD,
    NOT_PASSED,
    /** Took the candidacy back before the result; votes are kept, they decide nothing. */
    WITHDRAWN;

    public boolean goesOn() {
        return this == PASSED || this == FORWARD;
    }
}
