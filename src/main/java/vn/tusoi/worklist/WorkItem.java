package vn.tusoi.worklist;

import java.time.Instant;
import java.time.LocalDate;
import vn.tusoi.access.Function;

/**
 * An open task as people look for it. {@code slot} tells parallel tasks of one kind apart ('' where there is one).
 *
 * @param taken somebody has taken it at some time, or nobody knows; who has it now is {@code claimedBy}
 */
public record WorkItem(String taskId, SubjectKind kind, String subjectCode, String roundCode, String elementId, String formKey, String slot,
                       Function function, String unitCode, String groupKey, String title, String scopeName, String claimedBy, Instant claimedAt,
                       LocalDate dueOn, Instant createdAt, boolean taken) {

    public String address() {
        return "/" + kind.area() + "/" + subjectCode + "/" + formKey + (slot.isEmpty() ? "" : "?slot=" + slot);
    }
}
