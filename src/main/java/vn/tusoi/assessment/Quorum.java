package vn.tusoi.assessment;

/** A share of those summoned that must be present, in whole numbers: two thirds of 10 is 7, of 9 is 6. */
public record Quorum(int numerator, int denominator) {

    public Quorum {
        if (numerator < 1 || denominator < numerator) {
            throw new IllegalArgumentException("no quorum: " + numerator + "/" + denominator);
        }
    }

    /** Fewest who must be present. */
    public int needed(int summoned) {
        return (int) (((long) summoned * numerator + denominator - 1) / denominator);
    }

    public boolean reached(int present, int summoned) {
        return present >= needed(summoned);
    }
}
