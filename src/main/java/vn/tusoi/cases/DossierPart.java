package vn.tusoi.cases;

import org.springframework.ui.Model;
import vn.tusoi.access.Actor;

/**
 * A part of the dossier that a stage adds to the case's page: the sealed self-review, the assessment, opinions, findings, the conclusion.
 * Cases know no stage; stages bring their parts as beans. Asked only for readers with the right to read the whole.
 */
public interface DossierPart {

    /** Place on the page, from the top. */
    int order();

    /** Fragment to show, e.g. {@code review/sealed :: sealed(${review})}; it shows nothing where there is nothing. */
    String template();

    /** What the case waits for where nobody has a task on it, in the reader's words; empty where this part knows of nothing. */
    default java.util.Optional<String> waiting(String caseCode) {
        return java.util.Optional.empty();
    }

    /** Puts into the model what the fragment needs, by this reader's right. */
    void fill(String caseCode, Actor actor, Model model);
}
