package vn.tusoi.rounds;

/** Where a round stands. The plan may be changed in {@link #DRAFT} only. */
public enum RoundStatus { DRAFT, SUBMITTED, LAUNCHING, OPEN, CLOSED }
