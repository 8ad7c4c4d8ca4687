package vn.tusoi.rehearsal;

import java.time.LocalDate;
import vn.tusoi.worklist.WorkItem;

/** When people get to their tasks. */
interface Pace {

    /** Working days that pass before the task is looked at: 0 for the same day. */
    int wait(WorkItem item, Luck luck, Fate fate, LocalDate today);

    /** What really becomes of a case that the seed has drawn a fate for: a demonstration spares those that must not be held up. */
    default Fate fate(WorkItem item, Fate drawn) {
        return drawn;
    }

    /** Whether the task may be done at all: a demonstration leaves some open. */
    default boolean mayAct(WorkItem item, LocalDate today) {
        return true;
    }
}
