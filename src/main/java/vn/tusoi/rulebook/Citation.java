package vn.tusoi.rulebook;

import java.time.LocalDate;

/** A text that a value rests on: number and date, since numbers recur. */
public record Citation(String code, String number, LocalDate date, String vi, String en) { }
