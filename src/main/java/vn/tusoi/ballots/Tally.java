package vn.tusoi.ballots;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who passed a ballot. Passes who has more than the rule's share of the base; where nobody does, the rule's number of highest candidates goes
 * forward, and whoever has as many votes as the last of them goes too: a tie is never broken by a machine. Whoever is below the
 * rule's floor, or has not a single vote, never goes forward. At the last step there is nowhere to go forward to.
 *
 * @param fallback how many of the highest go forward where nobody passes
 * @param floor    share of the base below which nobody goes forward; 0 where the rule knows none
 */
public record Tally(Share majority, int base, int fallback, Share floor, boolean lastStep) {

    /** Values of a rule set that decide a ballot. */
    public static final String[] KEYS = {"conference.passNumerator", "conference.passDenominator", "conference.passBase", "conference.fallbackCount", "conference.floorPercent"};

    /** @param fellBack whether nobody passed and the highest go forward instead */
    public record Result(Map<String, Outcome> outcomes, boolean fellBack) { }

    /** Votes needed to pass. */
    public int needed() {
        return majority.leastAbove(base);
    }

    /**
     * @param agree     votes in favour by case code
     * @param withdrawn case codes of candidates who withdrew
     */
    public Result of(Map<String, Integer> agree, Set<String> withdrawn) {
        Map<String, Integer> standing = new LinkedHashMap<>(agree);
        standing.keySet().removeAll(withdrawn);
        boolean anyone = standing.values().stream().anyMatch(votes -> majority.exceededBy(votes, base));
        int bar = anyone || lastStep ? Integer.MAX_VALUE : bar(standing.values().stream().sorted(Comparator.reverseOrder()).toList());
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        agree.forEach((candidate, votes) -> outcomes.put(candidate,
                withdrawn.contains(candidate) ? Outcome.WITHDRAWN
                        : majority.exceededBy(votes, base) ? Outcome.PASSED
                        : votes >= bar ? Outcome.FORWARD : Outcome.NOT_PASSED));
        return new Result(outcomes, outcomes.containsValue(Outcome.FORWARD));
    }

    private int bar(List<Integer> highestFirst) {
        if (fallback < 1 || highestFirst.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        return Math.max(Math.max(1, floor.least(base)), highestFirst.get(Math.min(fallback, highestFirst.size()) - 1));
    }
}
