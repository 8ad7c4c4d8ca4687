package vn.tusoi.worklist;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.tusoi.database.AtOnce;

/** Where the features tell the work list what their subjects are: one bean for each {@link SubjectKind}. */
public interface Subjects {

    SubjectKind kind();

    /** @throws vn.tusoi.access.Denied.Hidden where there is none with this code */
    Subject load(String code);

    /** What {@link #load} asks of the database, for whoever has other questions at the same time: its answer is kept for the transaction. Empty where nothing can be kept. */
    default Optional<AtOnce.Question<?>> ahead(String code) {
        return Optional.empty();
    }

    /** Query for the codes of the members concerned, with the subject's code as its one value; empty where {@link #load} has to tell. */
    default Optional<String> concerned() {
        return Optional.empty();
    }

    /** Those of the codes whose subject is about one of these people; none where subjects are not about one person. */
    default List<String> concerning(List<String> codes, List<String> memberCodes) {
        return List.of();
    }

    /** Until when the task should be done, or null where nothing is due. */
    LocalDate due(String code, String elementId, String slot);
}
