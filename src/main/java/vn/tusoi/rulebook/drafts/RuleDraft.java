package vn.tusoi.rulebook.drafts;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A draft of a rule set.
 *
 * @param base    code of the set that it began with
 * @param unit    the unit whose board writes it
 * @param code    the code that it is to have, once in force for ever
 * @param version counted from 1; each save makes another, and none is lost
 * @param note    what the author tells the second officer
 */
public record RuleDraft(long id, String base, String unit, String code, String vi, String en, LocalDate from, State state, int version, String openedName, Instant openedAt,
                        String savedBy, String savedName, Instant savedAt, String note, String submittedName, Instant submittedAt, String returnReason, String decidedName,
                        Instant decidedAt) {

    /** Where a draft stands. RETURNED is written on like OPEN. */
    public enum State { OPEN, SUBMITTED, RETURNED, IN_FORCE, DROPPED }

    public boolean writable() {
        return state == State.OPEN || state == State.RETURNED;
    }

    /** Under which name the record and the separation of duties know it. */
    public String subject() {
        return "DRAFT-" + id;
    }

    public String name(String language) {
        String name = "en".equals(language) ? en : vi;
        return name == null || name.isBlank() ? code : name;
    }
}
