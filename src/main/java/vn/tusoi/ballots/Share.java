package vn.tusoi.ballots;

/** A share such as 2/3 or 1/2, asked in whole numbers: no rounding ever decides a vote. */
public record Share(int numerator, int denominator) {

    public Share {
        if (numerator < 0 || denominator <= 0 || numerator > denominator) {
            throw new IllegalArgumentException("not a share: " + numerator + "/" + denominator);
        }
    }

    /** Whether {@code part} is this share of {@code whole} or more: a quorum. */
    public boolean reachedBy(int part, int whole) {
        return (long) part * denominator >= (long) numerator * whole;
    }

    /** Whether {@code part} is more than this share of {@code whole}: a majority. */
    public boolean exceededBy(int part, int whole) {
        return (long) part * denominator > (long) numerator * whole;
    }

    /** The smallest number that reaches the share. */
    public int least(int whole) {
        return Math.toIntExact(((long) numerator * whole + denominator - 1) / denominator);
    }

    /** The smallest number that exceeds the share. */
    public int leastAbove(int whole) {
        return Math.toIntExact((long) numerator * whole / denominator + 1);
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
