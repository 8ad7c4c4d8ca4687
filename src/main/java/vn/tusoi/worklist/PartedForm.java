package vn.tusoi.worklist;

import java.util.List;

/**
 * A long form that is filled in part by part, each on a page of its own, with and without scripts. Every part saves the draft; the last page shows the
 * whole and sends it.
 */
public interface PartedForm<F> extends TaskForm<F> {

    /** The last page: everything as it would be sent. */
    String WHOLE = "all";

    /**
     * The part to show.
     *
     * @param asked code of a part, {@link #WHOLE}, or anything else for "wherever I am"
     * @param begun whether there is a draft
     */
    String part(F form, String asked, boolean begun);

    /** Names of the fields on the page of a part, as they are bound. */
    List<String> fields(F form, String part);
}
