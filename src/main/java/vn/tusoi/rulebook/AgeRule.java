package vn.tusoi.rulebook;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * How a rule set counts the working time of somebody proposed for a post: in which month, up to which age, and how much must be left.
 * By level of the unit, class of the post, sex, and whether it is a first term. Posts with an age limit of their own (local unsalaried ones) are
 * counted up to that instead of retirement.
 *
 * @param reference    month in which the age is counted
 * @param limitMonths  age in months up to which is counted
 * @param minRemaining months that must be left at the reference month
 * @param keys         values used, in this order: month, limit, remaining time (left out where the limit itself is the measure)
 */
public record AgeRule(YearMonth reference, int limitMonths, int minRemaining, List<String> keys) {

    /** What a party organisation is in this respect; names the reference month. */
    public enum Level {
        GRASSROOTS, ABOVE_GRASSROOTS, COMMUNE, PROVINCE;

        /** @param unitKind kind of the unit in the register; cells and other bodies count as the grassroots do */
        public static Level of(String unitKind) {
            return switch (unitKind) {
                case "PROVINCE" -> PROVINCE;
                case "COMMUNE" -> COMMUNE;
                default -> GRASSROOTS;
            };
        }
    }

    /**
     * @param postClass code in the catalogue {@code postClasses}, null where the post has none
     * @param gender    MALE or FEMALE
     * @param variant   the round's variant; names the remaining time
     * @param again     whether the person is proposed for another term
     */
    public static AgeRule of(RuleSet set, Level level, String postClass, String gender, String variant, boolean again) {
        List<String> keys = new ArrayList<>();
        String month = "age.referenceMonth." + level;
        keys.add(set.values().containsKey(month) ? month : "age.referenceMonth");
        String ownLimit = "age.limitMonths." + postClass + "." + gender + "." + (again ? "AGAIN" : "FIRST");
        String years = "age.cellSecretary" + (again ? "Again." : "First.") + gender;
        boolean inYears = "CELL".equals(postClass) && !set.values().containsKey(ownLimit) && set.values().containsKey(years);
        boolean own = inYears || set.values().containsKey(ownLimit);
        keys.add(inYears ? years : own ? ownLimit : "age.retirementMonths." + gender);
        String ownRemaining = "age.minRemainingMonths." + postClass;
        String remaining = set.values().containsKey(ownRemaining) ? ownRemaining : own ? null : "age.minRemainingMonths." + variant;
        if (remaining != null) {
            keys.add(remaining);
        }
        return new AgeRule(reference(set, level), set.number(keys.get(1)) * (inYears ? 12 : 1), remaining == null ? 0 : set.number(remaining), List.copyOf(keys));
    }

    /** The month in which a level counts ages. */
    public static YearMonth reference(RuleSet set, Level level) {
        String month = "age.referenceMonth." + level;
        return YearMonth.parse(set.text(set.values().containsKey(month) ? month : "age.referenceMonth"));
    }

    /** Months left at the reference month; negative once the limit is past. */
    public int left(LocalDate birth) {
        return AgeInMonths.toRetirement(birth, reference, limitMonths);
    }

    public String limitKey() {
        return keys.get(1);
    }

    /** Key of the time that must be left, null where the limit itself is the measure. */
    public String remainingKey() {
        return keys.size() < 3 ? null : keys.get(2);
    }
}
