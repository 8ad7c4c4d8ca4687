package vn.tusoi.planning;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The list of one commune in one round.
 *
 * @param title     post and unit, as the work list shows it
 * @param post      code in the rule set's catalogue {@code posts}
 * @param variant   decides the steps
 * @param stepsDone conferences whose result has been applied
 * @param closedAt  when its cases had been told, null until then
 */
public record PlanningList(String code, String round, String unit, String title, String post, int seats, String ruleSet, String variant, State state,
                           int stepsDone, String emptyReason, String checkNote, String submissionNo, String submission, String returnReason,
                           String approvalNo, String publicationNo, LocalDate publishedOn, Instant openedAt, Instant closedAt) {

    public enum State { OPENED, VOTING, CHECKING, CHECKED, SUBMITTED, RETURNED, APPROVED, PUBLISHED }

    /** The same list, asked as another rule set has it. */
    PlanningList under(String otherSet) {
        return new PlanningList(code, round, unit, title, post, seats, otherSet, variant, state, stepsDone, emptyReason, checkNote, submissionNo, submission,
                returnReason, approvalNo, publicationNo, publishedOn, openedAt, closedAt);
    }

    /** Whether the pool has been drawn up. */
    public boolean drawn() {
        return state != State.OPENED;
    }

    public boolean published() {
        return state == State.PUBLISHED;
    }
}
