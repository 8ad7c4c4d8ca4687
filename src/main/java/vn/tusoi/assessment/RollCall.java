package vn.tusoi.assessment;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.tusoi.worklist.Refused;

/** The roll of a cell's meeting, name by name as the register had them that day. Attendance and quorum are counted from it. */
public record RollCall(List<Line> lines) {

    /** NOT_SUMMONED: exempt from activity, and did not come. */
    public enum Attendance { PRESENT, EXCUSED, ABSENT, NOT_SUMMONED }

    @JsonPropertyOrder({"code", "name", "attendance"})
    public record Line(String code, String name, Attendance attendance) { }

    /** Of meetings whose names were not taken down one by one. */
    public static final RollCall NONE = new RollCall(List.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    public RollCall {
        lines = List.copyOf(lines);
    }

    /**
     * @param people of the cell on the day of the meeting
     * @param said   by member
     * @throws Refused where somebody of the cell is missing, or somebody is summoned who was not of it that day: the cell has changed since the page was opened
     */
    static RollCall of(List<CellPeople.Person> people, Map<String, Attendance> said) {
        List<Line> lines = new ArrayList<>();
        for (CellPeople.Person p : people) {
            Attendance attendance = said.get(p.code());
            if (attendance == null) {
                throw Refused.field("people", "assessment.roll.incomplete", p.name());
            }
            lines.add(new Line(p.code(), p.name(), attendance));
        }
        List<String> codes = lines.stream().map(Line::code).toList();
        said.forEach((code, attendance) -> {
            if (attendance != Attendance.NOT_SUMMONED && !codes.contains(code)) {
                throw Refused.field("people", "assessment.roll.gone", code);
            }
        });
        return new RollCall(lines);
    }

    /** Before anybody is away: all present, but for those who are exempt from activity. */
    public static Attendance expected(CellPeople.Person person) {
        return person.exempt() ? Attendance.NOT_SUMMONED : Attendance.PRESENT;
    }

    public int summoned() {
        return lines.size() - count(Attendance.NOT_SUMMONED);
    }

    public int count(Attendance attendance) {
        return (int) lines.stream().filter(l -> l.attendance() == attendance).count();
    }

    /** Names, in the order of the roll. */
    public List<String> names(Attendance attendance) {
        return lines.stream().filter(l -> l.attendance() == attendance).map(Line::name).toList();
    }

    /** Names in one line, as minutes print them; empty for none. */
    public String said(String attendance) {
        return String.join(", ", names(Attendance.valueOf(attendance)));
    }

    boolean away(String code) {
        return lines.stream().anyMatch(l -> l.code().equals(code) && l.attendance() != Attendance.PRESENT);
    }

    String written() {
        try {
            return JSON.writeValueAsString(lines);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @param kept null where none was taken, or it was deleted */
    static RollCall read(String kept) {
        try {
            return kept == null || kept.isEmpty() ? NONE : new RollCall(JSON.readValue(kept, new TypeReference<List<Line>>() { }));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a roll cannot be read", broken);
        }
    }
}
