package vn.tusoi.rounds;

import java.util.Locale;

/** Last days of a round, in order. Each is counted back from the congress day by a value of the rule set. */
public enum Milestone {
    SELF_REVIEW("selfReview"), ASSESSMENT("assessment"), INSPECTION("inspection"), CONFERENCES("conferences"), LIST("list");

    private final String word;

    Milestone(String word) {
        this.word = word;
    }

    /** Rule-set value with the number of working days before the congress. */
    public String ruleKey() {
        return "calendar." + word + "Before";
    }

    /** As it stands in addresses and field names. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }
}
