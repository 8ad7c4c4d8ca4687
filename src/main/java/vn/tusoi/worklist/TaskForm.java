package vn.tusoi.worklist;

import org.springframework.ui.Model;
import vn.tusoi.access.Duty;

/**
 * The page behind one user task. The generic pages (address, drafts, validation, 404/403/409/422) are in {@code worklist.web};
 * a feature adds one bean for each form key.
 *
 * @param <F> form with public fields, a no-argument constructor and validation annotations
 */
public interface TaskForm<F> {

    /** {@code camunda:formKey}, last part of the address, e.g. {@code submit-self-review}. */
    String key();

    /** Id of the user task in the diagram, e.g. {@code userTask_submitSelfReview}. */
    String element();

    SubjectKind kind();

    /** What doing this makes of a person on this subject; may hang on the slot (count A, count B). */
    Duty duty(String slot);

    /** Template, e.g. {@code review/submit-self-review}. */
    String view();

    /** The form as it stands before anything is typed. */
    F blank(Pass pass);

    /** What the page shows beside the form. */
    void fill(Pass pass, Model model);

    /**
     * Calls the desk.
     *
     * @throws Refused where a rule or the state does not allow it: shown beside the form, nothing typed is lost
     */
    void submit(vn.tusoi.access.Actor actor, String subjectCode, String slot, F form);
}
