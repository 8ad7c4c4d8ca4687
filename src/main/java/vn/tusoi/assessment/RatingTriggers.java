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
 * @param undoneKHT  fewer tasks done than this percentage: not fulfilled
 * @param quarterly  null where the set knows no quarterly reviews
 */
public record RatingTriggers(Map<Level, Integer> minimum, int beyondXS, int lateHT, Set<String> conditions, Set<String> triggers, int undoneKHT, Quarterly quarterly) {

    private static final String TRIGGERS = "triggers#";
    private static final String CONDITIONS = "ratingConditions#";

    /** FORCES the level itself; BARS that level and every better one; ASKS speaks against no level, but wants to be looked into. */
    public enum Effect { FORCES, BARS, ASKS }

    /**
     * What a set says of quarters.
     *
     * @param tasks      percent of a quarter's tasks that are to be done
     * @param collective percent that the collective is to reach, for its head and deputies
     * @param noXS       quarters not fulfilled that bar an excellent year
     * @param replace    quarters not fulfilled in a row after which replacement is considered
     */
    public record Quarterly(int tasks, int collective, int noXS, int replace) { }

    /**
     * @param rule     a value of the rule set ({@code rating.minXS}), or an item of a catalogue ({@code triggers#DISCIPLINED})
     * @param evidence key of the message that says what it rests on
     * @param args     its figures
     */
    public record Raised(Effect effect, Level level, String rule, String evidence, List<Object> args) {

        boolean against(Level chosen) {
            return switch (effect) {
                case FORCES -> chosen.betterThan(level);
                case BARS -> !level.betterThan(chosen);
                case ASKS -> false;
            };
        }

        /** Code of the trigger that makes it "not fulfilled" whatever the points, null for anything else. */
        String trigger() {
            return effect == Effect.FORCES && rule.startsWith(TRIGGERS) ? rule.substring(TRIGGERS.length()) : null;
        }

        /** Number of the paper it rests on: evidence that rests on one names its number and day last. */
        String paperNo() {
            return String.valueOf(args.get(args.size() - 2));
        }

        String paperOn() {
            return String.valueOf(args.get(args.size() - 1));
        }

        String paper() {
            return paperNo() + ", " + paperOn();
        }
    }

    /** A penalty of the year. */
    public record Penalty(String penalty, String decisionNo, String on) { }

    /** @param level of the unit that the person leads, null while it is not rated */
    public record OwnUnit(String name, Level level) { }

    /** The figures of the self-review. */
    public record Figures(int points, int given, int onTime, int beyond, boolean remedied) { }

    /** Tasks as a paper counts them; {@code excused}: what was not done has an objective reason. */
    public record Tasks(int given, int done, boolean excused, String documentNo, String on) { }

    /** The level as civil servant or employee. */
    public record Official(Level level, String documentNo, String on) { }

    /** Tasks of the collective that the person heads, or is a deputy in. */
    public record UnitTasks(String unit, int given, int done, boolean head, String documentNo, String on) { }

    /** A quarter that was rated. */
    public record Quarter(int year, int quarter, Level level) {

        boolean follows(Quarter before) {
            return year * 4 + quarter == before.year * 4 + before.quarter + 1;
        }

        String said() {
            return quarter + "/" + year;
        }
    }

    /**
     * What papers and earlier ratings say; parts that nobody entered are null.
     *
     * @param year         that the review is of
     * @param ofAQuarter   it is the review of a quarter
     * @param quarters     rated so far, in order
     */
    public record Grounds(int year, boolean ofAQuarter, Tasks tasks, Official official, UnitTasks unitTasks, List<Quarter> quarters) {

        static final Grounds NONE = new Grounds(0, false, null, null, null, List.of());
    }

    public static RatingTriggers of(RuleSet set) {
        return new RatingTriggers(AssessmentRules.of(set).minimum(), set.number("rating.beyondPercentXS"), set.number("rating.latePercentHT"), codes(set.catalogue("ratingConditions")),
                codes(set.catalogue("triggers")), set.number("rating.undonePercentKHT"), set.values().containsKey("quarter.taskPercent")
                ? new Quarterly(set.number("quarter.taskPercent"), set.number("quarter.collectivePercent"), set.number("quarter.khtNoXS"), set.number("quarter.khtReplace")) : null);
    }

    private static Set<String> codes(List<Item> items) {
        return items.stream().map(Item::code).collect(Collectors.toSet());
    }

    /**
     * What penalties, the self-review and the own unit force or bar.
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

    /** What papers from elsewhere and the quarters force, bar or ask for. */
    public List<Raised> raised(Grounds grounds) {
        List<Raised> raised = new ArrayList<>();
        if (grounds.tasks() != null) {
            done(raised, grounds.tasks(), grounds.ofAQuarter());
        }
        if (grounds.official() != null && grounds.official().level() == Level.KHT && triggers.contains("CIVIL_KHT")) {
            raised.add(new Raised(Effect.FORCES, Level.KHT, TRIGGERS + "CIVIL_KHT", "assessment.evidence.official",
                    List.of("rating." + grounds.official().level(), grounds.official().documentNo(), grounds.official().on())));
        }
        if (quarterly != null) {
            if (grounds.ofAQuarter() && grounds.unitTasks() != null) {
                collective(raised, grounds.unitTasks());
            }
            quarters(raised, grounds);
        }
        return raised;
    }

    private void done(List<Raised> raised, Tasks t, boolean ofAQuarter) {
        if (triggers.contains("UNDER_HALF") && 100L * t.done() < (long) undoneKHT * t.given()) {
            raised.add(new Raised(Effect.FORCES, Level.KHT, TRIGGERS + "UNDER_HALF", "assessment.evidence.done", List.of(t.done(), t.given(), undoneKHT, t.documentNo(), t.on())));
        }
        boolean quarterMissed = ofAQuarter && quarterly != null && triggers.contains("QUARTER_TASKS") && 100L * t.done() < (long) quarterly.tasks() * t.given();
        if (quarterMissed && !t.excused()) {
            raised.add(new Raised(Effect.FORCES, Level.KHT, TRIGGERS + "QUARTER_TASKS", "assessment.evidence.done", List.of(t.done(), t.given(), quarterly.tasks(), t.documentNo(), t.on())));
        }
        // what has an objective reason in a quarter is not held against the person a second time
        if (conditions.contains("HT_DONE") && t.done() < t.given() && !(quarterMissed && t.excused())) {
            raised.add(new Raised(Effect.BARS, Level.HT, CONDITIONS + "HT_DONE", "assessment.evidence.done", List.of(t.done(), t.given(), 100, t.documentNo(), t.on())));
        }
    }

    private void collective(List<Raised> raised, UnitTasks t) {
        if (100L * t.done() >= (long) quarterly.collective() * t.given()) {
            return;
        }
        List<Object> figures = List.of(t.unit(), t.done(), t.given(), quarterly.collective(), t.documentNo(), t.on());
        if (!t.head()) {
            raised.add(new Raised(Effect.BARS, Level.XS, "quarter.collectivePercent", "assessment.evidence.unitDone", figures));
        } else if (triggers.contains("QUARTER_HEAD")) {
            raised.add(new Raised(Effect.FORCES, Level.KHT, TRIGGERS + "QUARTER_HEAD", "assessment.evidence.unitDone", figures));
        }
    }

    private void quarters(List<Raised> raised, Grounds grounds) {
        List<Quarter> failed = grounds.quarters().stream().filter(q -> q.level() == Level.KHT).toList();
        List<Quarter> ofTheYear = failed.stream().filter(q -> q.year() == grounds.year()).toList();
        if (!grounds.ofAQuarter() && ofTheYear.size() >= quarterly.noXS()) {
            raised.add(new Raised(Effect.BARS, Level.XS, "quarter.khtNoXS", "assessment.evidence.quarters", List.of(ofTheYear.size(), said(ofTheYear))));
        }
        List<Quarter> row = new ArrayList<>();
        for (Quarter q : grounds.quarters()) {
            boolean goesOn = q.level() == Level.KHT && (row.isEmpty() || q.follows(row.get(row.size() - 1)));
            if (!goesOn) {
                row.clear();
            }
            if (q.level() == Level.KHT) {
                row.add(q);
            }
        }
        if (row.size() >= quarterly.replace()) {
            raised.add(new Raised(Effect.ASKS, Level.KHT, "quarter.khtReplace", "assessment.evidence.quartersInARow", List.of(row.size(), said(row))));
        }
    }

    private static String said(List<Quarter> quarters) {
        return quarters.stream().map(Quarter::said).collect(Collectors.joining(", "));
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
        } else if (conditions.contains("XS_ON_TIME") && late > 0) {
            raised.add(new Raised(Effect.BARS, Level.XS, "ratingConditions#XS_ON_TIME", "assessment.evidence.late", List.of(late, f.given(), 0)));
        }
        if (conditions.contains("XS_BEYOND") && 100L * f.beyond() < (long) beyondXS * f.given()) {
            raised.add(new Raised(Effect.BARS, Level.XS, "rating.beyondPercentXS", "assessment.evidence.beyond", List.of(f.beyond(), f.given(), beyondXS)));
        }
    }
}
