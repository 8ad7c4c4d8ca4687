package vn.tusoi.briefings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What came of a briefing in a cell.
 *
 * @param heldOn null until the secretary recorded the session
 * @param people members of the cell, the Vietnamese way
 */
public record Session(String briefing, String cell, LocalDate heldOn, String place, String note, Instant recordedAt, String recordedName, List<Person> people) {

    /** @param attendance null until the session was recorded, and for those who joined since; {@code readAt} null until confirmed */
    public record Person(String memberCode, String name, Attendance attendance, Instant readAt) { }

    public boolean held() {
        return heldOn != null;
    }

    public long count(Attendance attendance) {
        return people.stream().filter(p -> p.attendance() == attendance).count();
    }

    public long read() {
        return people.stream().filter(p -> p.readAt() != null).count();
    }
}
