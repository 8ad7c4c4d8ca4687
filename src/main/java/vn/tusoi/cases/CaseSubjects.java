package vn.tusoi.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Denied;
import vn.tusoi.database.AtOnce;
import vn.tusoi.register.Units;
import vn.tusoi.worklist.Subject;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.Subjects;

/** Tells the work list about cases. Most tasks are due with their stage; those with a period of their own in the rule set count from today. */
@Component
class CaseSubjects implements Subjects {

    /** Element id -> rule-set parameter with the period in working days. */
    private static final Map<String, String> OWN_PERIOD = Map.of(
            "userTask_giveOpinion", "inspection.opinionDays",
            "userTask_explainFindings", "inspection.explanationDays",
            "userTask_acknowledgeRating", "assessment.acknowledgeDays");

    private final Cases cases;
    private final Units units;
    private final CaseRules rules;
    private final RoundCalendar calendar;
    private final Clock clock;

    CaseSubjects(Cases cases, Units units, CaseRules rules, RoundCalendar calendar, Clock clock) {
        this.cases = cases;
        this.units = units;
        this.rules = rules;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.CASE;
    }

    @Override
    public Subject load(String code) {
        Cases.Known known = cases.known(code).orElseThrow(() -> new Denied.Hidden(code));
        VettingCase c = known.vettingCase();
        return new Subject(SubjectKind.CASE, code, c.round(), known.memberName(), units.get(c.cell()), c.member(), List.of(c.member()), c.suspended());
    }

    @Override
    public Optional<AtOnce.Question<?>> ahead(String code) {
        return Optional.of(cases.ahead(code));
    }

    @Override
    public Optional<String> concerned() {
        return Optional.of("select member_code from vetting_case where code = ?");
    }

    @Override
    public List<String> concerning(List<String> codes, List<String> memberCodes) {
        return cases.about(codes, memberCodes);
    }

    @Override
    public LocalDate due(String code, String elementId, String slot) {
        VettingCase c = cases.get(code);
        String period = OWN_PERIOD.get(elementId);
        return period == null ? c.dueOn() : calendar.plusWorkingDays(LocalDate.now(clock), rules.of(c).number(period));
    }
}
