package vn.tusoi.cases;

/** The stages of a case, in order. */
public enum Stage { SELF_REVIEW, ASSESSMENT, INSPECTION, LIST, ENDED }
