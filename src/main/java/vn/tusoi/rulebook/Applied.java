package vn.tusoi.rulebook;

/**
 * What of a rule set an act was taken under, as the record keeps it.
 *
 * @param ref      table and row that answered ({@code clearance#3}), keys of the values used, or catalogue and code ({@code steps.PLAN_NEW#BTV1}); several joined by commas
 * @param citation codes of the texts these rest on, joined by commas; null where the set names none
 */
public record Applied(String ruleSet, String ref, String citation) {

    /** With more of the same set. */
    public Applied and(Applied more) {
        return new Applied(ruleSet, ref + "," + more.ref, citation == null ? more.citation : more.citation == null ? citation : citation + "," + more.citation);
    }
}
