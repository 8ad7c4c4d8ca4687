package vn.tusoi.ledger;

import java.util.Set;

/**
 * Kinds of personal content, each with a period of its own in the rule set ({@code retention.months.<KIND>}), after which it is deleted. The words of each
 * are {@code retention.kind.<KIND>}.
 */
public enum ContentKind {
    /** Texts of sealed self-reviews. */
    SELF_REVIEW(Of.CASE),
    /** Who said what in the cell's meeting, and the residence's opinion. */
    MEETING(Of.CASE),
    /** Reasons of rating decisions and what the person answered. */
    RATING(Of.CASE),
    /** Opinions, findings, evidence, explanations, conclusions. */
    INSPECTION(Of.CASE),
    /** New information on a person: from whom, what, and who verified it. */
    SOURCE(Of.CASE),
    /** Reasons stated for returning, suspending, withdrawing, extending, reading, leaving out. */
    REASON(Of.CASE),
    /** What was typed and never handed in. */
    DRAFT(Of.CASE, Of.ROUND),
    /** Who read the case, as the person concerned sees it; the record keeps its entries. */
    READING(Of.CASE),
    /** Why somebody was taken into an electorate or left out by hand, and why an exception of age was asked for and decided. */
    ELECTORATE(Of.ROUND),
    /** Reviews of bodies: the report, who chaired, why the level was given. */
    COLLECTIVE(Of.ROUND),
    /** What secretaries noted of a briefing's session, and the roll: who was there, excused, absent. */
    BRIEFING(Of.BRIEFING);

    /** What content belongs to: its period counts from the end of that, and the entry that says it was deleted is on that. */
    public enum Of { CASE, ROUND, BRIEFING }

    private final Set<Of> of;

    ContentKind(Of... of) {
        this.of = Set.of(of);
    }

    /** Whether such content can belong to a case, a round, a briefing. */
    public boolean isOf(Of what) {
        return of.contains(what);
    }

    /** Key of the period in a rule set. */
    public String period() {
        return "retention.months." + name();
    }
}
