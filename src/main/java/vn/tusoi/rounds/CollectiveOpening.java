package vn.tusoi.rounds;

import java.util.List;

/** Port to the reviews of bodies: a launch opens one for each body to which people of the round belong, where the rule set puts bodies before people. */
public interface CollectiveOpening {

    /** Opens those of these people's bodies that are not open already, and starts their process. */
    void ensureOpened(String roundCode, String ruleSet, List<String> memberCodes);
}
