package vn.tusoi.collective;

import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.cases.Stage;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;
import vn.tusoi.worklist.Subject;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.Subjects;

/** Tells the work list about reviews of bodies: held by the day on which people's self-reviews are due, rated by the end of the assessment. */
@Component
class CollectiveSubjects implements Subjects {

    private final Collectives collectives;
    private final Units units;
    private final RoundCalendar calendar;

    CollectiveSubjects(Collectives collectives, Units units, RoundCalendar calendar) {
        this.collectives = collectives;
        this.units = units;
        this.calendar = calendar;
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.COLLECTIVE;
    }

    @Override
    public Subject load(String code) {
        Collective c = collectives.get(code);
        Unit unit = units.get(c.unit());
        return new Subject(SubjectKind.COLLECTIVE, code, c.round(), unit.name(), unit, null, List.of(), false);
    }

    @Override
    public LocalDate due(String code, String elementId, String slot) {
        return calendar.due(collectives.get(code).round(), elementId.equals(CollectiveDesk.WRITE) ? Stage.SELF_REVIEW : Stage.ASSESSMENT);
    }
}
