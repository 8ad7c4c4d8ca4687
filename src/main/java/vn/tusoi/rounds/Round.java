package vn.tusoi.rounds;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A round: for a congress, or a review of a year or a quarter.
 *
 * @param ownerUnit    unit for whose realm it is held
 * @param kind         what it is held for; of a review only year, quarter and last day are planned
 * @param year         that a review is of; null for a congress and until the plan is made
 * @param quarter      1 to 4 that a quarterly review is of, else null
 * @param variant      null until the plan is made, as are {@code targetPost}, {@code seats} and {@code congressDay}; always null for a review
 * @param congressDay  day of the congress; the last day of a review
 * @param targetPost   code in the rule set's catalogue {@code posts}
 * @param seats        seats on each unit's list
 * @param ruleSet      code of the rule set that all its cases are judged by
 * @param note         what the preparer tells the approver
 * @param returnReason why the approver sent the plan back
 * @param computedAt   when the electorate was computed, null where that has to be done
 * @param approvedAt   when the launch began
 * @param openedAt     when all cases and lists were open
 */
public record Round(String code, String name, String ownerUnit, RoundKind kind, Integer year, Integer quarter, Variant variant, String targetPost, int seats, String ruleSet, LocalDate congressDay,
                    RoundStatus status, String note, String returnReason, Instant computedAt, String createdBy, Instant createdAt, Instant submittedAt,
                    Instant approvedAt, Instant openedAt, Instant closedAt, long version) {

    public boolean planned() {
        return review() ? year != null && congressDay != null : variant != null && targetPost != null && congressDay != null && seats > 0;
    }

    /** Review and rating only, of all members: see {@link RoundKind#review()}. */
    public boolean review() {
        return kind.review();
    }

    /** Nothing of the plan may change any more. */
    public boolean frozen() {
        return status != RoundStatus.DRAFT;
    }

    public boolean launched() {
        return status == RoundStatus.LAUNCHING || status == RoundStatus.OPEN || status == RoundStatus.CLOSED;
    }

    /** Code of a unit's list in this round. */
    public String listCode(String unitCode) {
        return code + "-" + unitCode;
    }
}
