package vn.tusoi.assessment;

/** How many of a commune's members may be rated XS, in whole numbers, rounded as the rule set says. */
public record ExcellentCap(int percent, Base base, Rounding rounding) {

    public enum Rounding { DOWN, HALF_UP, UP }

    ExcellentCap(int percent, Base base) {
        this(percent, base, Rounding.DOWN);
    }

    /** What the percentage is taken of: those rated T (party guidance 2019, Decree 335/2025), or all rated. */
    public enum Base { GOOD_COUNT, ALL_RATED }

    /** @param excellent rated XS, the one at hand included; @param of number the percentage is taken of */
    public record Standing(int excellent, int of, int limit) {
        public boolean exceeded() {
            return excellent > limit;
        }
    }

    /**
     * Where the commune would stand with one more XS.
     *
     * @param excellent others rated XS so far
     * @param good      others rated T so far
     * @param rated     all others rated so far, at any level
     */
    public Standing withOneMore(int excellent, int good, int rated) {
        int of = base == Base.GOOD_COUNT ? good : rated + 1;
        return new Standing(excellent + 1, of, limit(of));
    }

    private int limit(int of) {
        long hundredths = (long) of * percent;
        return (int) ((hundredths + switch (rounding) {
            case DOWN -> 0;
            case HALF_UP -> 50;
            case UP -> 99;
        }) / 100);
    }

    /** Where the commune stands now. */
    public Standing now(int excellent, int good, int rated) {
        int of = base == Base.GOOD_COUNT ? good : rated;
        return new Standing(excellent, of, limit(of));
    }
}
