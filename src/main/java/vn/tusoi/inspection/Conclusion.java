package vn.tusoi.inspection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.rulebook.Fact;
import vn.tusoi.rulebook.Verdict;

/** A proposal of the rule set and what the lead inspector concluded on it; {@code kind} null while nobody has. */
public record Conclusion(int no, Verdict proposal, List<Fact> facts, Instant proposedAt, Kind kind, String reason, String departure, String note, String clearUp,
                         LocalDate deferUntil, Instant at, String byName) {

    public enum Kind { CLEAR, CLEAR_NOTE, DEFERRED, BLOCKED, RETURN_FINDINGS, RETURN_ASSESSMENT;

        /** Sends the work back instead of concluding it: the rule set has no say in that. */
        public boolean isReturn() {
            return this == RETURN_FINDINGS || this == RETURN_ASSESSMENT;
        }

        public boolean cleared() {
            return this == CLEAR || this == CLEAR_NOTE;
        }

        /** What the case's process goes on with. */
        public String result() {
            return cleared() ? "CLEARED" : name();
        }
    }

    /** The proposal with the facts of then. */
    public Reasoning explained() {
        return Reasoning.of(proposal, facts);
    }

    public boolean differs() {
        return kind != null && !kind.isReturn() && !kind.name().equals(proposal.outcome());
    }
}
