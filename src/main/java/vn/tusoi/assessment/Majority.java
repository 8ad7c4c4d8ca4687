package vn.tusoi.assessment;

/**
 * What makes the votes for a level a majority: more than a share of a base. The level with most votes is proposed all the same where none has one; the
 * minutes then say so.
 *
 * @param numerator of the share that must be exceeded, 1/2 for more than half
 */
public record Majority(int numerator, int denominator, Base base) {

    /** Of whom the share is taken: all summoned, all present, or the valid slips (configurable: no text was found). */
    public enum Base { SUMMONED, PRESENT, VALID }

    /** @param base number the share is taken of; @param needed fewest votes that exceed it */
    public record Standing(Base kind, int base, int needed) {
        public boolean reachedBy(int votes) {
            return votes >= needed;
        }
    }

    public Majority {
        if (numerator < 1 || denominator < numerator) {
            throw new IllegalArgumentException("no majority: " + numerator + "/" + denominator);
        }
    }

    public Standing of(int summoned, int present, int valid) {
        int of = switch (base) {
            case SUMMONED -> summoned;
            case PRESENT -> present;
            case VALID -> valid;
        };
        return new Standing(base, of, (int) ((long) of * numerator / denominator) + 1);
    }
}
