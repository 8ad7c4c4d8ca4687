package vn.tusoi.cases;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One member in one round.
 *
 * @param cell         cell when the case was opened; stays as historical owner when the cell is dissolved
 * @param unit         commune whose list the person may enter, or whose committee rates
 * @param list         code of that list; null for a review, which ends with its rating
 * @param ruleSet      code of the rule set the round pinned
 * @param sharpened    the units had added rules of their own when the case was opened: {@link CaseRules} has them
 * @param outcome      null until the case ends
 * @param suspended    new verified information is being looked at: nothing may be decided meanwhile
 * @param returnedFrom stage that sent the case back, null if none did
 */
public record VettingCase(String code, String round, String member, String cell, String unit, String list, String ruleSet, boolean sharpened, Stage stage,
                          Instant stageSince, LocalDate dueOn, CaseOutcome outcome, boolean suspended, Stage returnedFrom, String returnReason,
                          Instant openedAt, Instant endedAt) {

    /** Part of a yearly or quarterly review: self-review and assessment only. */
    public boolean review() {
        return list == null;
    }

    public boolean ended() {
        return outcome != null;
    }

    VettingCase entered(Stage stage, Instant since, LocalDate due) {
        return new VettingCase(code, round, member, cell, unit, list, ruleSet, sharpened, stage, since, due, outcome, suspended, returnedFrom, returnReason, openedAt, endedAt);
    }
}
