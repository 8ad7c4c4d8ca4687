package vn.tusoi.rounds;

/** What a round is held for: the personnel of a congress, or the review and rating of all members of a year or a quarter. */
public enum RoundKind {
    CONGRESS, YEARLY, QUARTERLY;

    /** Review and rating only: no inspection, no list, no conference. */
    public boolean review() {
        return this != CONGRESS;
    }
}
