package vn.tusoi.assessment;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the rules raise against a level. They flag; people decide, with a reason.
 *
 * @param points  null where no self-review was submitted
 * @param byTable what the rating table answers on the self-review's figures, null where there are none
 * @param shortOfLocal too little beyond the requirement for excellence as a unit of the member has sharpened it
 * @param ownUnit lowest level of a unit that the person leads, null where none is rated
 * @param grounds what papers from elsewhere and the quarters raise
 * @param trigger what the committee found that makes the member "not fulfilled" whatever the points; null for nothing
 */
public record RatingFlags(Map<Level, Integer> minimum, Integer points, boolean disciplinedInYear, Level byTable, boolean overCap, Level proposed, boolean shortOfLocal, String trigger,
                          Level ownUnit, List<RatingTriggers.Raised> grounds) {

    /** Of somebody who leads no unit that was rated, and of whom no paper says anything. */
    RatingFlags(Map<Level, Integer> minimum, Integer points, boolean disciplinedInYear, Level byTable, boolean overCap, Level proposed, boolean shortOfLocal, String trigger) {
        this(minimum, points, disciplinedInYear, byTable, overCap, proposed, shortOfLocal, trigger, null, List.of());
    }

    public enum Flag {
        /** Points below the level's minimum. */
        POINTS_BELOW,
        /** Disciplined in the year under review: KHT by the earlier guidance, one violation counted once. */
        DISCIPLINED,
        /** Better than the rating table's level for another reason: late tasks, too little beyond the requirement, something not remedied. */
        BETTER_THAN_TABLE,
        /** The central text would do, a unit of the member asks for more. */
        SHORT_OF_LOCAL,
        /** Something was found that makes it KHT whatever the points. */
        TRIGGER,
        /** Excellent although the unit that the person leads is not. */
        OWN_UNIT,
        /** A paper from elsewhere, or the quarters, bar the level. */
        BARRED,
        /** More XS in the commune than the cap allows. */
        OVER_CAP,
        /** Not what the cell proposes. */
        AGAINST_PROPOSAL
    }

    /** Flags against this level, in the order in which they are shown. */
    public Set<Flag> against(Level level) {
        EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
        if (points != null && points < minimum.getOrDefault(level, 0)) {
            flags.add(Flag.POINTS_BELOW);
        }
        if (disciplinedInYear && level != Level.KHT) {
            flags.add(Flag.DISCIPLINED);
        }
        for (RatingTriggers.Raised ground : grounds) {
            if (ground.against(level)) {
                flags.add(ground.effect() == RatingTriggers.Effect.FORCES ? Flag.TRIGGER : Flag.BARRED);
            }
        }
        if (flags.isEmpty() && byTable != null && level.betterThan(byTable)) {
            flags.add(Flag.BETTER_THAN_TABLE);
        }
        if (shortOfLocal && level == Level.XS) {
            flags.add(Flag.SHORT_OF_LOCAL);
        }
        if (trigger != null && level != Level.KHT) {
            flags.add(Flag.TRIGGER);
        }
        if (ownUnit != null && ownUnit != Level.XS && level == Level.XS) {
            flags.add(Flag.OWN_UNIT);
        }
        if (overCap && level == Level.XS) {
            flags.add(Flag.OVER_CAP);
        }
        if (proposed != null && proposed != level) {
            flags.add(Flag.AGAINST_PROPOSAL);
        }
        return flags;
    }

    /** The best level that the points reach. */
    public Level byPoints() {
        return points == null ? null : Level.ALL.stream().filter(l -> points >= minimum.getOrDefault(l, 0)).findFirst().orElse(Level.KHT);
    }
}
