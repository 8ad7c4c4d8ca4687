package vn.tusoi.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.tusoi.rulebook.Item;
import vn.tusoi.rulebook.RuleSet;

/**
 * What forces or bars a level, each with the rule it comes from and the evidence. Nothing here decides: whoever decides otherwise says why.
 *
 * @param minimum    fewest points of each level
 * @param beyondXS   percent beyond the requirement that excellence asks for
 * @param lateHT     most late tasks in percent for a level at all
 * @param conditions codes of the rule set's {@code ratingConditions}
 * @param triggers   codes of the rule set's {@code triggers}
 */
public record RatingTriggers(Map<Level, Integer> minimum, int beyondXS, int lateHT, Set<String> conditions, Set<String> triggers) {

    /** FORCES the level itself; BARS that level and every better one. */
    public enum Effect { FORCES, BARS }

    /**
     * @param rule     a value of the rule set ({@code rating.minXS}), or an item of a catalogue ({@code triggers#DISCIPLINED})
     * @param evidence key of the message that says what it rests on
     * @param args     its figures
     */
    public record Raised(Effect effect, Level level, String rule, String evidence, List<Object> args) {

        boolean against(Level chosen) {
            return effect == Effect.FORCES ? chosen.betterThan(level) : !level.betterThan(chosen);
        }
    }

    /** A penalty of the year. */
    public record Penalty(String penalty, String decisionNo, String on) { }

    /** @param level of the unit that the person leads, null while it is not rated */
    public record OwnUnit(String name, Level level) { }

    /** The figures of the self-review. */
    public record Figures(int points, int given, int onTime, int beyond, boolean remedied) { }

    public static RatingTriggers of(RuleSet set) {
        return new RatingTriggers(AssessmentRules.of(set).minimum(), set.number("rating.beyondPercentXS"), set.number("rating.latePercentHT"), codes(set.catalogue("ratingConditions")),
                codes(set.catalogue("triggers")));
    }

    private static Set<String> codes(List<Item> items) {
        return items.stream().map(Item::code).collect(Collectors.toSet());
    }

    /**
     * Everything that forces or bars a level.
     *
     * @param figures null where no self-review was submitted
     * @param penalty empty where nothing was announced in the year: one violation counts once
     * @param units   that the person leads
     */
    public List<Raised> raised(Figures figures, Optional<Penalty> penalty, List<OwnUnit> units) {
        List<Raised> raised = new ArrayList<>();
        if (triggers.contains("DISCIPLINED")) {
            penalty.ifPresent(p -> raised.add(new Raised(Effect.FORCES, Level.KHT, "triggers#DISCIPLINED", "assessment.evidence.discipline", List.of(p.penalty(), p.decisionNo(), p.on()))));
        }
        if (figures != null) {
            points(raised, figures.points());
            tasks(raised, figures);
            if (conditions.contains("XS_REMEDIED") && !figures.remedied()) {
                raised.add(new Raised(Effect.BARS, Level.XS, "ratingConditions#XS_REMEDIED", "assessment.evidence.remedied", List.of()));
            }
        }
        if (conditions.contains("XS_OWN_UNIT")) {
            units.stream().filter(u -> u.level() != null && u.level() != Level.XS)
                    .forEach(u -> raised.add(new Raised(Effect.BARS, Level.XS, "ratingConditions#XS_OWN_UNIT", "assessment.evidence.ownUnit", List.of(u.name(), "rating." + u.level()))));
        }
        return raised;
    }

    private void points(List<Raised> raised, int points) {
        if (points < minimum.get(Level.HT)) {
            raised.add(new Raised(Effect.FORCES, Level.KHT, "rating.minHT", "assessment.evidence.points", List.of(points, minimum.get(Level.HT))));
            return;
        }
        for (Level level : List.of(Level.T, Level.XS)) {
            if (points < minimum.get(level)) {
                raised.add(new Raised(Effect.BARS, level, "rating.min" + level, "assessment.evidence.points", List.of(points, minimum.get(level))));
                return;
            }
        }
    }

    private void tasks(List<Raised> raised, Figures f) {
        int late = f.given() - f.onTime();
        if (conditions.contains("HT_LATE") && 100L * late > (long) lateHT * f.given()) {
            raised.add(new Raised(Effect.BARS, Level.HT, "rating.latePercentHT", "assessment.evidence.late", List.of(late, f.given(), lateHT)));
        } else if (conditions.contains("T_ON_TIME") && late > 0) {
            raised.add(new Raised(Effect.BARS, Level.T, "ratingConditions#T_ON_TIME", "assessment.evidence.late", List.of(late, f.given(), 0)));
        }
        if (conditions.contains("XS_BEYOND") && 100L * f.beyond() < (long) beyondXS * f.given()) {
            raised.add(new Raised(Effect.BARS, Level.XS, "rating.beyondPercentXS", "assessment.evidence.beyond", List.of(f.beyond(), f.given(), beyondXS)));
        }
    }
}
