package vn.tusoi.inspection;

import java.time.Instant;

/** Something held against the person, with its evidence, and how the person answered. Silence is silence, neither consent nor denial. */
public record Finding(int no, String actCode, String statement, String evidence, boolean serious, Answer answer, String explanation, Instant answeredAt) {

    public enum Answer { EXPLAINED, ACCEPTED, SILENT }
}
