package vn.tusoi.ledger;

/**
 * Kinds of personal content, each with a period of its own in the rule set ({@code retention.months.<KIND>}), after which it is deleted. The words of each
 * are {@code retention.kind.<KIND>}.
 */
public enum ContentKind {
    /** Texts of sealed self-reviews. */
    SELF_REVIEW,
    /** Who said what in the cell's meeting, and the residence's opinion. */
    MEETING,
    /** Reasons of rating decisions and what the person answered. */
    RATING,
    /** Opinions, findings, evidence, explanations, conclusions. */
    INSPECTION,
    /** New information on a person: from whom, what, and who verified it. */
    SOURCE,
    /** Reasons stated for returning, suspending, withdrawing, extending, reading, leaving out. */
    REASON,
    /** What was typed and never handed in. */
    DRAFT,
    /** Who read the case, as the person concerned sees it; the record keeps its entries. */
    READING;

    /** Key of the period in a rule set. */
    public String period() {
        return "retention.months." + name();
    }
}
