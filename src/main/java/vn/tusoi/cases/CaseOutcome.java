package vn.tusoi.cases;

/** How a case ended. */
public enum CaseOutcome { LISTED, NOT_LISTED, BLOCKED, DEFERRED, WITHDRAWN, NOT_SUBMITTED, RATED, LEFT_REVIEW }
