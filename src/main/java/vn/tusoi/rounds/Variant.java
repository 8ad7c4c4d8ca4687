package vn.tusoi.rounds;

/** What the round is for; decides the steps of its lists and how much working time must be left. */
public enum Variant { PLAN_NEW, PLAN_SUPPLEMENT, ELECT_INCUMBENT, ELECT_NEW, DESIGNATE }
