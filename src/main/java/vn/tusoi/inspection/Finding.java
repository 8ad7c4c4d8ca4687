package vn.tusoi.inspection;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Something held against the person, with its evidence, and how the person answered. Silence is silence, neither consent nor denial.
 *
 * @param held the classified paper that the evidence stands in, {@code evidence} then being empty; null where it stands here
 */
public record Finding(int no, String actCode, String statement, String evidence, boolean serious, Answer answer, String explanation, Instant answeredAt,
                      Held held) {

    /** Of a classified paper no more than this is known here. */
    public record Held(String docNo, LocalDate docDate, String custodian) { }

    public enum Answer { EXPLAINED, ACCEPTED, SILENT }
}
