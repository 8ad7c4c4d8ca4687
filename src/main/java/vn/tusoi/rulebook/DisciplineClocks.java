package vn.tusoi.rulebook;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * The two clocks that run after a penalty is announced and that people take for one: how long the decision itself has
 * effect, and how long its bearer waits before being planned or proposed for a higher post.
 *
 * @param penalty      REPRIMAND, WARNING, REMOVAL or EXPULSION, which never ends
 * @param effectMonths months of effect
 * @param waitMonths   months of waiting for a higher post
 */
public record DisciplineClocks(String penalty, LocalDate announcedOn, int effectMonths, int waitMonths) {

    private static final String FOR_EVER = "EXPULSION";

    /** The clocks of a penalty under a rule set. */
    public static DisciplineClocks of(RuleSet rules, String penalty, LocalDate announcedOn) {
        int wait = FOR_EVER.equals(penalty) ? 0 : rules.number("discipline.waitMonths." + penalty);
        return new DisciplineClocks(penalty, announcedOn, rules.number("discipline.effectMonths"), wait);
    }

    /** Of several penalties the one whose waiting ends last: it decides. */
    public static Optional<DisciplineClocks> decisive(Collection<DisciplineClocks> penalties) {
        return penalties.stream().max(Comparator.comparing(DisciplineClocks::waitsUntil).thenComparing(DisciplineClocks::announcedOn));
    }

    /** First day without effect. A penalty of the 31st ends on the last day of a shorter month. */
    public LocalDate effectUntil() {
        return FOR_EVER.equals(penalty) ? LocalDate.MAX : announcedOn.plusMonths(effectMonths);
    }

    /** First day on which the waiting time is over. */
    public LocalDate waitsUntil() {
        return FOR_EVER.equals(penalty) ? LocalDate.MAX : announcedOn.plusMonths(waitMonths);
    }

    public boolean inEffect(LocalDate day) {
        return !day.isBefore(announcedOn) && day.isBefore(effectUntil());
    }

    public boolean waiting(LocalDate day) {
        return !day.isBefore(announcedOn) && day.isBefore(waitsUntil());
    }

    /** Whole months gone, so that {@code monthsSince(day) >= waitMonths} exactly from {@link #waitsUntil()} on; negative before the announcement. */
    public int monthsSince(LocalDate day) {
        int months = (int) ChronoUnit.MONTHS.between(announcedOn, day) + 1;
        while (announcedOn.plusMonths(months).isAfter(day)) { // 31 August to 28 February are six months; between() says five
            months--;
        }
        return months;
    }
}
