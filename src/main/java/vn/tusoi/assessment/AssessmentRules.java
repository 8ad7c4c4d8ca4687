package vn.tusoi.assessment;

import java.util.EnumMap;
import java.util.Map;
import vn.tusoi.rulebook.RuleSet;

/**
 * What a rule set says of meetings and ratings.
 *
 * @param majority   null where the set says of none
 * @param capByGroup the cap counts among those with similar duties (the same form of self-review), not in the whole organisation
 */
public record AssessmentRules(Quorum quorum, Map<Level, Integer> minimum, ExcellentCap cap, boolean residenceRequired, int acknowledgeDays, int beyondPercentXS,
                              Majority majority, boolean capByGroup) {

    public static AssessmentRules of(RuleSet set) {
        Map<Level, Integer> minimum = new EnumMap<>(Level.class);
        minimum.put(Level.XS, set.number("rating.minXS"));
        minimum.put(Level.T, set.number("rating.minT"));
        minimum.put(Level.HT, set.number("rating.minHT"));
        minimum.put(Level.KHT, 0);
        return new AssessmentRules(new Quorum(set.number("meeting.quorumNumerator"), set.number("meeting.quorumDenominator")), minimum,
                new ExcellentCap(set.number("cap.percent"), ExcellentCap.Base.valueOf(set.text("cap.base")), ExcellentCap.Rounding.valueOf(set.text("cap.rounding"))),
                "REQUIRED".equals(set.text("residence.duty")), set.number("assessment.acknowledgeDays"), set.number("rating.beyondPercentXS"),
                set.values().containsKey("meeting.votePassNumerator") ? new Majority(set.number("meeting.votePassNumerator"), set.number("meeting.votePassDenominator"),
                        Majority.Base.valueOf(set.text("meeting.voteBase"))) : null,
                "GROUP".equals(set.text("cap.scope")));
    }

    /** Fewest points for a level, by its code. */
    public int leastFor(String level) {
        return minimum.get(Level.valueOf(level));
    }
}
