package vn.tusoi.review;

import java.time.Instant;

/** A matter that the superior wants answered ("gợi ý kiểm điểm"), known by its number within the case. */
public record Matter(String caseCode, int no, String text, String unit, Instant raisedAt, String raisedName) {

    /** Its name in a form. */
    public String key() {
        return "m" + no;
    }
}
