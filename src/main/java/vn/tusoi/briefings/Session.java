package vn.tusoi.briefings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What came of a briefing in a cell.
 *
 * @param heldOn null until the secretary recorded the session
 * @param attended how many, which is known also where the roll was deleted
 * @param deleted  whether the remarks, or attendance name by name, were deleted at the end of their period: nothing can be recorded any more
 * @param people   members of the cell, the Vietnamese way
 */
public record Session(String briefing, String cell, LocalDate heldOn, String place, String note, Instant recordedAt, String recordedName, int attended, boolean deleted,
                      List<Person> people) {

    /**
     * @param attendance null until the session was recorded, for those who joined since, and where it was deleted
     * @param onRoll     whether the roll has the person, be it that it was deleted
     * @param readAt     null until confirmed
     */
    public record Person(String memberCode, String name, Attendance attendance, boolean onRoll, Instant readAt) { }

    public boolean held() {
        return heldOn != null;
    }

    /** Whether attendance name by name is there, or still to be recorded. */
    public boolean rolled() {
        return !deleted || people.stream().anyMatch(p -> p.attendance() != null);
    }

    public long read() {
        return people.stream().filter(p -> p.readAt() != null).count();
    }
}
