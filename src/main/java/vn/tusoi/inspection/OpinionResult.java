package vn.tusoi.inspection;

/**
 * What a body answers on a person. Says of itself whether it rests on a paper and whether it speaks against the person; where the paper
 * can go either way, the body says so. No answer at all is neither: it is counted apart, never as good news.
 */
public enum OpinionResult {
    /** Nothing known. */
    NOTHING(Weight.NEVER, false),
    /** Declared on time, nothing to remark. */
    ON_TIME(Weight.NEVER, false),
    NOT_OBLIGED(Weight.NEVER, false),
    /** A denunciation or remark that was dealt with: the outcome may have confirmed it. */
    RESOLVED(Weight.SAID, true),
    /** Not qualified for handling, e.g. unsigned: never held against anybody. */
    NOT_QUALIFIED(Weight.NEVER, false),
    BEING_HANDLED(Weight.ALWAYS, true),
    /** Named in a conclusion of inspection, audit or investigation; remedied. */
    REMEDIED(Weight.SAID, true),
    NOT_REMEDIED(Weight.ALWAYS, true),
    /** Assets were verified; what the conclusion says decides. */
    VERIFIED(Weight.SAID, true),
    LATE(Weight.SAID, true),
    ISSUE(Weight.ALWAYS, true);

    private enum Weight { NEVER, SAID, ALWAYS }

    private final Weight weight;
    private final boolean paper;

    OpinionResult(Weight weight, boolean paper) {
        this.weight = weight;
        this.paper = paper;
    }

    /** Whether number and date of a paper must be given. */
    public boolean needsPaper() {
        return paper;
    }

    /** Whether the body itself must say if it speaks against the person. */
    public boolean mustSayWhether() {
        return weight == Weight.SAID;
    }

    /** @param said what the body said; counts only where {@link #mustSayWhether()} */
    public boolean adverse(Boolean said) {
        return weight == Weight.ALWAYS || weight == Weight.SAID && Boolean.TRUE.equals(said);
    }
}
