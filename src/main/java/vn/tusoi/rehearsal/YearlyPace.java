package vn.tusoi.rehearsal;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.worklist.WorkItem;

/** How a yearly or quarterly review goes: as elsewhere, without what only an inspection or a list can lead to. */
final class YearlyPace implements Pace {

    private static final Set<Fate> CAN_BE = EnumSet.of(Fate.NONE, Fate.LATE, Fate.NOT_SUBMITTED, Fate.WITHDRAWS_EARLY, Fate.WITHDRAWS_LATE,
            Fate.RETURNED_TO_CELL, Fate.RETURNED_TO_MEMBER);

    private final OfficePace usual;

    YearlyPace(RoundCalendar calendar) {
        usual = new OfficePace(calendar);
    }

    @Override
    public int wait(WorkItem item, Luck luck, Fate fate, LocalDate today) {
        return usual.wait(item, luck, fate, today);
    }

    @Override
    public Fate fate(WorkItem item, Fate drawn) {
        return CAN_BE.contains(drawn) ? drawn : Fate.NONE;
    }
}
