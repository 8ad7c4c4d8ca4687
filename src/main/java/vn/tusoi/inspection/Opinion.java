package vn.tusoi.inspection;

import java.time.Instant;
import java.time.LocalDate;

/** What a body was asked and what it answered. Of a classified paper only number, date and custodian are known. */
public record Opinion(OpinionBody body, State state, Instant askedAt, Instant dueAt, OpinionResult result, boolean adverse, String content, boolean classified,
                      String docNo, LocalDate docDate, String custodian, Instant answeredAt, String answeredName) {

    public enum State { OPEN, ANSWERED, UNANSWERED }
}
