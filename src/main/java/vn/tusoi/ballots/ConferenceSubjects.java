package vn.tusoi.ballots;

import java.time.LocalDate;
import org.springframework.stereotype.Component;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.cases.Stage;
import vn.tusoi.register.Units;
import vn.tusoi.worklist.Subject;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.Subjects;

/** Tells the work list about conferences: due with the round's lists; they concern the candidates. */
@Component
class ConferenceSubjects implements Subjects {

    private final Conferences conferences;
    private final Units units;
    private final RoundCalendar calendar;

    ConferenceSubjects(Conferences conferences, Units units, RoundCalendar calendar) {
        this.conferences = conferences;
        this.units = units;
        this.calendar = calendar;
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.CONFERENCE;
    }

    @Override
    public Subject load(String code) {
        Conference c = conferences.get(code);
        return new Subject(SubjectKind.CONFERENCE, code, c.round(), c.title(), units.get(c.unit()), null,
                conferences.candidates(code).stream().map(Candidate::memberCode).toList(), false);
    }

    @Override
    public LocalDate due(String code, String elementId, String slot) {
        return calendar.due(conferences.get(code).round(), Stage.LIST);
    }
}
