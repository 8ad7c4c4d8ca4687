package vn.tusoi.review;

/** What a member says of a commitment: done, still at it, or given up with the reason. */
public enum CommitmentState {
    DONE, GOING_ON, DROPPED;

    /** Whether it must be answered again next time. */
    public boolean open() {
        return this == GOING_ON;
    }
}
