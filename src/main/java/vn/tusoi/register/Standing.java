package vn.tusoi.register;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What takes a member out of the cell's life, from a day on, by a paper.
 *
 * @param to        last day; null while it holds
 * @param decidedBy who issued the paper
 * @param newCell   moved within the register: the cell that took the member in, null for another register
 */
public record Standing(int no, Kind kind, LocalDate from, LocalDate to, String docNo, LocalDate docDate, String decidedBy, String newCell, Instant enteredAt,
                       String enteredName) {

    /** SUSPENDED from party activity (it ends), MOVED to another cell, DECEASED, LEFT the Party. */
    public enum Kind {
        SUSPENDED, MOVED, DECEASED, LEFT;

        /** Whether the person is no member of these cells any more. */
        public boolean gone() {
            return this != SUSPENDED;
        }
    }

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
}
