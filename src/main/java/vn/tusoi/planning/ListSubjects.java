package vn.tusoi.planning;

import java.time.LocalDate;
import org.springframework.stereotype.Component;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.cases.Stage;
import vn.tusoi.register.Units;
import vn.tusoi.worklist.Subject;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.Subjects;

/** Tells the work list about planning lists: due by the round's calendar; they concern the people in their pool. */
@Component
class ListSubjects implements Subjects {

    private final PlanningLists lists;
    private final Units units;
    private final RoundCalendar calendar;

    ListSubjects(PlanningLists lists, Units units, RoundCalendar calendar) {
        this.lists = lists;
        this.units = units;
        this.calendar = calendar;
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.LIST;
    }

    @Override
    public Subject load(String code) {
        PlanningList list = lists.get(code);
        return new Subject(SubjectKind.LIST, code, list.round(), list.title(), units.get(list.unit()), null, lists.concerned(list), false);
    }

    @Override
    public LocalDate due(String code, String elementId, String slot) {
        return calendar.due(lists.get(code).round(), Stage.LIST);
    }
}
