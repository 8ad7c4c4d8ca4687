package vn.tusoi.rounds;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/** Counts working days: Monday to Friday, holidays left out. */
public final class WorkingDays {

    private final Set<LocalDate> holidays;

    public WorkingDays(Set<LocalDate> holidays) {
        this.holidays = Set.copyOf(holidays);
    }

    public boolean isWorking(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY && !holidays.contains(day);
    }

    /** The working day {@code days} of them after {@code from}; with 0, {@code from} itself. @throws IllegalArgumentException for a negative number */
    public LocalDate plus(LocalDate from, int days) {
        return step(from, days, 1);
    }

    /** The working day {@code days} of them before {@code from}; with 0, {@code from} itself. @throws IllegalArgumentException for a negative number */
    public LocalDate minus(LocalDate from, int days) {
        return step(from, days, -1);
    }

    /** Working days from {@code from} (exclusive) to {@code to} (inclusive); turned round, the same number negative. */
    public int between(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return -between(to, from);
        }
        int days = 0;
        for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            if (isWorking(day)) {
                days++;
            }
        }
        return days;
    }

    private LocalDate step(LocalDate from, int days, int direction) {
        if (days < 0) {
            throw new IllegalArgumentException("negative number of working days: " + days);
        }
        LocalDate day = from;
        for (int left = days; left > 0; ) {
            day = day.plusDays(direction);
            if (isWorking(day)) {
                left--;
            }
        }
        return day;
    }
}
