package vn.tusoi.rulebook;

import java.util.function.Consumer;

/**
 * Port by which each stage says what would have come out otherwise under a proposed rule set. The rule book knows no stage; stages implement this as
 * beans. While it runs, {@link RuleBook} serves the proposed set under its code to the thread that asks.
 */
public interface RuleEffect {

    /** What is compared: message {@code rules.effect.area.<area>}. */
    String area();

    /**
     * Goes through everything that was decided, in rounds past and open, a batch at a time.
     *
     * @param each told of every single thing, the same ones too: they are counted
     */
    void compare(RuleSet proposed, Consumer<Compared> each);

    /**
     * One thing that was decided.
     *
     * @param ruleSet    set under which it was decided
     * @param subject    code of the case, list or conference; of the round where there is no case
     * @param member     null where it is about no single person
     * @param was        outcome as it was
     * @param wouldBe    outcome under the proposed set
     * @param wasBecause row of the table and its reason ({@code eligibility#7 WAITING_WARNING}), or values ({@code conference.passNumerator 1})
     */
    record Compared(String round, String ruleSet, String subject, String member, String was, String wouldBe, String wasBecause, String nowBecause) {

        public boolean same() {
            return was.equals(wouldBe);
        }

        /** How a table's row is named as what made the difference. */
        public static String because(Verdict verdict) {
            return verdict.ref() + " " + verdict.reason();
        }

        /** As {@link #because(Verdict)}. */
        public static String because(Reasoning answer) {
            return answer.ref() + " " + answer.reason();
        }
    }
}
