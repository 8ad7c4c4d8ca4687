package vn.tusoi.ballots;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One side's count of a box: papers, and votes per candidate by case code. It knows the sums that must hold and nothing of voters.
 *
 * @param issued papers handed out, as the secretary recorded
 */
public record BallotCount(int issued, int collected, int missing, int valid, int invalid, Map<String, Votes> votes) {

    /** What the valid papers say of one candidate. */
    public record Votes(int agree, int disagree, int blank) {
        public int sum() {
            return agree + disagree + blank;
        }
    }

    /** A sum that does not add up: {@code total} should equal {@code sum}; {@code candidate} is a case code, or null for the papers. */
    public record Off(Sum which, String candidate, int total, int sum) {
        /** How many too many (positive) or too few (negative) stand on the right-hand side. */
        public int by() {
            return sum - total;
        }
    }

    /** The sums. */
    public enum Sum {
        /** issued = collected + missing. */
        ISSUED,
        /** collected = valid + invalid. */
        COLLECTED,
        /** valid = agree + disagree + blank, for each candidate. */
        VALID
    }

    /** Every sum that does not hold, in the order in which they are written. */
    public List<Off> off() {
        List<Off> off = new ArrayList<>();
        if (issued != collected + missing) {
            off.add(new Off(Sum.ISSUED, null, issued, collected + missing));
        }
        if (collected != valid + invalid) {
            off.add(new Off(Sum.COLLECTED, null, collected, valid + invalid));
        }
        votes.forEach((candidate, v) -> {
            if (v.sum() != valid) {
                off.add(new Off(Sum.VALID, candidate, valid, v.sum()));
            }
        });
        return off;
    }

    /** Names of the lines in which the two counts differ: {@code collected}, {@code missing}, {@code valid}, {@code invalid}, or a case code. */
    public List<String> differences(BallotCount other) {
        List<String> lines = new ArrayList<>();
        differ(lines, "collected", collected, other.collected);
        differ(lines, "missing", missing, other.missing);
        differ(lines, "valid", valid, other.valid);
        differ(lines, "invalid", invalid, other.invalid);
        votes.forEach((candidate, v) -> differ(lines, candidate, v, other.votes.get(candidate)));
        other.votes.keySet().stream().filter(c -> !votes.containsKey(c)).forEach(lines::add);
        return lines;
    }

    private static void differ(List<String> lines, String name, Object one, Object two) {
        if (!Objects.equals(one, two)) {
            lines.add(name);
        }
    }
}
