package vn.tusoi.assessment;

/** How many of a commune's members may be rated XS, in whole numbers, rounded down. */
public record ExcellentCap(int percent, Base base) {

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
        return new Standing(excellent + 1, of, (int) ((long) of * percent / 100));
    }

    /** Where the commune stands now. */
    public Standing now(int excellent, int good, int rated) {
        int of = base == Base.GOOD_COUNT ? good : rated;
        return new Standing(excellent, of, (int) ((long) of * percent / 100));
    }
}
