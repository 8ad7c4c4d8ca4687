package vn.tusoi.rounds;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import vn.tusoi.rulebook.Fact;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.rulebook.RuleSet;

/** Who is reviewed and rated: everybody but those whom the rule set's values leave out. */
final class ReviewMembership {

    static final String QUESTION = "reviewMembership";
    private static final String STATUS = "yearly.notRated";
    private static final String RECENT = "rating.recentMonths";
    private static final int LONGEST = 60;

    private ReviewMembership() { }

    /** @param joined day of admission, null where the register has none: then nobody is new @param day on which months are counted */
    static Reasoning of(RuleSet set, String status, LocalDate joined, LocalDate day) {
        return of(set, Fact.of("status", status, "register"), false, joined, day);
    }

    /** As {@link #of(RuleSet, String, LocalDate, LocalDate)}. @param gone no member of these cells any more: nothing there can be reviewed, whatever the set says */
    static Reasoning of(RuleSet set, Fact is, boolean gone, LocalDate joined, LocalDate day) {
        String status = is.value().toString();
        if (gone || List.of(set.text(STATUS).split(";")).contains(status)) {
            return Reasoning.of(QUESTION, set.applied(STATUS), Electorate.EXCLUDED, "NOT_RATED_" + status, List.of(is), List.of());
        }
        int least = set.number(RECENT);
        int months = joined == null ? LONGEST : (int) Math.min(LONGEST, Period.between(joined, day).toTotalMonths());
        List<Fact> facts = List.of(is, Fact.of("monthsSinceJoined", months, "counted", joined == null ? day : joined, day));
        return Reasoning.of(QUESTION, set.applied(RECENT), months < least ? Electorate.EXCLUDED : "ELIGIBLE", months < least ? "JOINED_RECENTLY" : "REVIEWED", facts,
                Reasoning.nearest("monthsSinceJoined", months, 0, LONGEST, n -> n < least ? Electorate.EXCLUDED : "ELIGIBLE"));
    }
}
