package vn.tusoi.rounds;

import java.util.List;

/** Last days of a round, in order: before a congress counted back from its day by a value of the rule set, in a review as the rule set fixes them. */
public enum Milestone {
    SELF_REVIEW("selfReview"), ASSESSMENT("assessment"), INSPECTION("inspection"), CONFERENCES("conferences"), LIST("list");

    private final String word;

    Milestone(String word) {
        this.word = word;
    }

    /** Those that a round of the kind has. */
    public static List<Milestone> of(RoundKind kind) {
        return kind.review() ? List.of(SELF_REVIEW, ASSESSMENT) : List.of(values());
    }

    /** Rule-set value with the number of working days before the congress. */
    public String ruleKey() {
        return "calendar." + word + "Before";
    }

    /** Rule-set value that the day goes by in a round of the kind. */
    public String ruleKey(RoundKind kind) {
        return switch (kind) {
            case CONGRESS -> ruleKey();
            case YEARLY -> "yearly." + word + "By";
            case QUARTERLY -> "quarter." + word + "Days";
        };
    }

    /** As it stands in field names and in the record. */
    public String field() {
        return word;
    }
}
