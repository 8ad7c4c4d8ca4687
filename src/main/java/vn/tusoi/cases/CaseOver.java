package vn.tusoi.cases;

/** A case came to its end, told in the same transaction. */
public record CaseOver(String caseCode, CaseOutcome outcome) { }
