package vn.tusoi.collective;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The review of a body in a round; what has not happened yet is null.
 *
 * @param selfLevel level the body gave itself: XS, T, HT or KHT
 * @param needed    fewest who had to be present
 * @param level     as the body above decided
 * @param bars      rules that speak against that level, by code
 */
public record Collective(String code, String round, String unit, String ruleSet, State state, Instant openedAt, String selfLevel, LocalDate heldOn, String place,
                         String chair, Integer summoned, Integer present, Integer needed, Instant reviewedAt, String reviewedName, String level, String reason,
                         List<String> bars, String barReason, Instant decidedAt, String decidedName) {

    public enum State { OPEN, REVIEWED, RATED }

    public boolean reviewed() {
        return state != State.OPEN;
    }
}
