package vn.tusoi.rounds;

import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.tusoi.register.Units;
import vn.tusoi.worklist.Subject;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.Subjects;

/** Tells the work list about rounds. A round concerns nobody in particular; its tasks are due by its own calendar. */
@Component
class RoundSubjects implements Subjects {

    private final Rounds rounds;
    private final Units units;
    private final RoundDates dates;

    RoundSubjects(Rounds rounds, Units units, RoundDates dates) {
        this.rounds = rounds;
        this.units = units;
        this.dates = dates;
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.ROUND;
    }

    @Override
    public Subject load(String code) {
        Round round = rounds.get(code);
        return new Subject(SubjectKind.ROUND, code, code, round.name(), units.get(round.ownerUnit()), null, List.of(), false);
    }

    /** A plan has to be approved well before the first self-reviews are due; the round closes with the congress. */
    @Override
    public LocalDate due(String code, String elementId, String slot) {
        return switch (elementId) {
            case "userTask_approveOpening" -> dates.due(code, Milestone.SELF_REVIEW);
            case "userTask_closeRound" -> rounds.get(code).congressDay();
            default -> null;
        };
    }
}
