package vn.tusoi.worklist;

import java.time.LocalDate;

/** Where the features tell the work list what their subjects are: one bean for each {@link SubjectKind}. */
public interface Subjects {

    SubjectKind kind();

    /** @throws vn.tusoi.access.Denied.Hidden where there is none with this code */
    Subject load(String code);

    /** Until when the task should be done, or null where nothing is due. */
    LocalDate due(String code, String elementId, String slot);
}
