package vn.tusoi.worklist;

import java.time.LocalDate;
import java.util.List;

/** Where the features tell the work list what their subjects are: one bean for each {@link SubjectKind}. */
public interface Subjects {

    SubjectKind kind();

    /** @throws vn.tusoi.access.Denied.Hidden where there is none with this code */
    Subject load(String code);

    /** Those of the codes whose subject is about one of these people; none where subjects are not about one person. */
    default List<String> concerning(List<String> codes, List<String> memberCodes) {
        return List.of();
    }

    /** Until when the task should be done, or null where nothing is due. */
    LocalDate due(String code, String elementId, String slot);
}
