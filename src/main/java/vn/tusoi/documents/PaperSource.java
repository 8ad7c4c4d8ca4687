package vn.tusoi.documents;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the facts of some kinds of papers. Asked after the right to read was decided; decides none itself. */
interface PaperSource {

    Set<PaperKind> kinds();

    /** @param part which of several; 0: the newest. Empty where there is nothing to print (yet) */
    Optional<PaperContent> find(PaperKind kind, String subject, int part);

    /** The digest that a part was sealed with and that is kept even where its text is not; empty for kinds without a seal. */
    default Optional<String> sealed(PaperKind kind, String subject, int part) {
        return Optional.empty();
    }

    /** Cases whose texts stand on the papers of a subject: when those are deleted, the papers can no longer be compared. */
    default List<String> cases(String subject) {
        return List.of(subject);
    }
}
