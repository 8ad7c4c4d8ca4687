package vn.tusoi.rounds;

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

    /** As it stands in field names and in the record. */
    public String field() {
        return word;
    }
}
