package vn.tusoi.rehearsal;

import java.time.LocalDate;
import java.util.Map;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.worklist.WorkItem;

/**
 * How long offices let things lie, in working days: assumptions of the rehearsal, not measurements. Bodies asked for an opinion
 * are late now and then, members use the time they have.
 */
final class OfficePace implements Pace {

    private record Days(int least, int most) { }

    private static final Map<String, Days> BY_FORM = Map.ofEntries(
            Map.entry("correct-self-review", new Days(1, 6)), Map.entry("handle-overdue-review", new Days(0, 2)),
            Map.entry("write-collective-review", new Days(4, 40)), Map.entry("rate-collective", new Days(1, 8)), Map.entry("prepare-meeting", new Days(1, 5)), Map.entry("record-residence-opinion", new Days(1, 5)), Map.entry("record-meeting", new Days(1, 3)),
            Map.entry("decide-rating", new Days(1, 6)), Map.entry("acknowledge-rating", new Days(0, 3)),
            Map.entry("handle-overdue-opinions", new Days(0, 2)), Map.entry("draft-findings", new Days(1, 6)), Map.entry("explain-findings", new Days(1, 5)),
            Map.entry("conclude-inspection", new Days(0, 4)), Map.entry("decide-resumption", new Days(2, 6)),
            Map.entry("count-votes", new Days(0, 0)), Map.entry("reconcile-counts", new Days(0, 0)), Map.entry("sign-minutes", new Days(0, 1)),
            Map.entry("print-papers", new Days(0, 0)), Map.entry("record-attendance", new Days(0, 1)));
    private static final Days USUAL = new Days(0, 2);

    private final RoundCalendar calendar;

    OfficePace(RoundCalendar calendar) {
        this.calendar = calendar;
    }

    @Override
    public int wait(WorkItem item, Luck luck, Fate fate, LocalDate today) {
        switch (item.formKey()) {
            case "submit-self-review":
                int time = item.dueOn() == null ? 20 : Math.max(1, calendar.workingDaysBetween(today, item.dueOn()));
                return luck.between(Math.min(2, time), time);
            case "give-opinion":
                return luck.chance(4) ? 60 : luck.chance(10) ? luck.between(9, 13) : luck.between(1, 8);
            default:
                Days days = BY_FORM.getOrDefault(item.formKey(), USUAL);
                return luck.between(days.least(), days.most());
        }
    }
}
