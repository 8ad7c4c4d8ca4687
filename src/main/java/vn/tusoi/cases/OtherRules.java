package vn.tusoi.cases;

import java.util.List;
import vn.tusoi.rulebook.RuleSet;

/** Port by which each stage says what another rule set would change for a case. Cases know no stage; stages implement this as beans. */
public interface OtherRules {

    /** What differs. Nothing that was decided already does: it stands under the set it was decided under. */
    List<Change> changes(VettingCase c, RuleSet now, RuleSet then);

    /** Brings what the stage keeps of a round besides cases under the new set, unless decided already; a second call changes nothing. */
    default void follow(String roundCode, String from, String to) { }

    /** What of a case changes. */
    enum Kind { ELIGIBILITY, PROPOSAL, FLAG, DEADLINE }

    /**
     * @param what   message key of what it is about
     * @param before what it is now: a message key, a number, or empty for nothing
     */
    record Change(Kind kind, String what, String before, String after) { }
}
