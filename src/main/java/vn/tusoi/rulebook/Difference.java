package vn.tusoi.rulebook;

import java.util.List;

/**
 * What would have to be different for another outcome: the nearest one, found by asking the rule again.
 *
 * @param steps one fact; two only where no single one is enough
 */
public record Difference(List<Step> steps, String outcome) {

    /** How a fact would have to be. */
    public enum How {
        /** One of these codes, or yes or no. */
        IS,
        /** This number or more. */
        FROM,
        /** Below this number. */
        BELOW,
        /** From this day on, nothing else changing. */
        FROM_DAY,
        /** Born in this month or later. */
        BORN_FROM,
        /** Born before this month. */
        BORN_BEFORE
    }

    /** @param operand codes joined by commas, a number, or a day or month as ISO text */
    public record Step(String fact, How how, String operand) { }

    public static Difference of(String fact, How how, Object operand, String outcome) {
        return new Difference(List.of(new Step(fact, how, String.valueOf(operand))), outcome);
    }
}
