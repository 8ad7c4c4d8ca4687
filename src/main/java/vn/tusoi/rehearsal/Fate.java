package vn.tusoi.rehearsal;

/**
 * What a seeded share of the cases goes through, besides the chances taken at each task: enough of each way that a round of some hundred cases
 * meets them all.
 */
enum Fate {
    NONE,
    /** The self-review comes after its last day; the secretary gave more time. */
    LATE,
    /** The self-review never comes. */
    NOT_SUBMITTED,
    /** The member withdraws before writing; in a review: dies. */
    WITHDRAWS_EARLY,
    /** The member withdraws when the rating is known; in a review: is suspended from party activity. */
    WITHDRAWS_LATE,
    /** New verified information pauses the case before the findings are drafted. */
    SUSPENDED,
    /** The grassroots committee sends it back to the cell, or to the member. */
    RETURNED_TO_CELL, RETURNED_TO_MEMBER,
    /** The lead inspector sends the findings, or the whole assessment, back. */
    FINDINGS_RETURNED, ASSESSMENT_RETURNED,
    BLOCKED,
    /** Put off, and cleared when looked at again. */
    DEFERRED_ONCE,
    /** Put off until the supplement. */
    DEFERRED;

    /** The first cases of a round meet one way after the other, so that a small round meets them all; of the others about two in three have none. */
    static Fate of(int caseNumber, Luck luck) {
        if (caseNumber % 3 == 0 && caseNumber / 3 < values().length) {
            return values()[caseNumber / 3];
        }
        int n = luck.between(0, 999);
        int edge = 0;
        int[] perMille = {50, 20, 10, 15, 10, 25, 25, 20, 20, 50, 30, 30};
        for (int i = 0; i < perMille.length; i++) {
            edge += perMille[i];
            if (n < edge) {
                return values()[i + 1];
            }
        }
        return NONE;
    }
}
