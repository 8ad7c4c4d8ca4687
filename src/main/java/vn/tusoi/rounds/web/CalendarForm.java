package vn.tusoi.rounds.web;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import vn.tusoi.rounds.Milestone;
import vn.tusoi.rounds.Rounds;

/** The last days of a round as they are typed. */
public class CalendarForm {

    @NotNull(message = "{error.required}")
    public LocalDate selfReview;
    @NotNull(message = "{error.required}")
    public LocalDate assessment;
    @NotNull(message = "{error.required}")
    public LocalDate inspection;
    @NotNull(message = "{error.required}")
    public LocalDate conferences;
    @NotNull(message = "{error.required}")
    public LocalDate list;

    public long version;

    Map<Milestone, LocalDate> days() {
        Map<Milestone, LocalDate> days = new EnumMap<>(Milestone.class);
        days.put(Milestone.SELF_REVIEW, selfReview);
        days.put(Milestone.ASSESSMENT, assessment);
        days.put(Milestone.INSPECTION, inspection);
        days.put(Milestone.CONFERENCES, conferences);
        days.put(Milestone.LIST, list);
        return days;
    }

    void show(Map<Milestone, Rounds.Day> calendar) {
        selfReview = day(calendar, Milestone.SELF_REVIEW);
        assessment = day(calendar, Milestone.ASSESSMENT);
        inspection = day(calendar, Milestone.INSPECTION);
        conferences = day(calendar, Milestone.CONFERENCES);
        list = day(calendar, Milestone.LIST);
    }

    private static LocalDate day(Map<Milestone, Rounds.Day> calendar, Milestone milestone) {
        return calendar.containsKey(milestone) ? calendar.get(milestone).dueOn() : null;
    }
}
