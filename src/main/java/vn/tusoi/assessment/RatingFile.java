package vn.tusoi.assessment;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.ledger.Ledger;

/**
 * Where the ratings of reviews go: that of a year to the member's ratings in the register, from which the next form, the checks and the
 * electorates are fed. A quarter's stays with its case.
 */
@Component
public class RatingFile {

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Assessments assessments;
    private final RoundCalendar calendar;
    private final Ledger ledger;

    RatingFile(JdbcClient jdbc, Cases cases, Assessments assessments, RoundCalendar calendar, Ledger ledger) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.assessments = assessments;
        this.calendar = calendar;
        this.ledger = ledger;
    }

    /** Ends the review with its rating. @throws IllegalStateException where none stands */
    @Transactional(propagation = Propagation.MANDATORY)
    public void file(String caseCode) {
        VettingCase c = cases.get(caseCode);
        Level level = assessments.level(caseCode).orElseThrow(() -> new IllegalStateException("no rating of " + caseCode));
        RoundCalendar.Reviewed reviewed = calendar.reviewed(c.round());
        if (reviewed.quarter() == null) {
            // a rating that came with the import gives way to the one that was decided here
            if (jdbc.sql("update past_rating set level = ? where member_code = ? and rating_year = ?").params(level.name(), c.member(), reviewed.year()).update() == 0) {
                jdbc.sql("insert into past_rating(member_code, rating_year, level) values (?, ?, ?)").params(c.member(), reviewed.year(), level.name()).update();
            }
        }
        ledger.byProcess("RATING_FILED").on("CASE", caseCode).outcome(level).rule(c.ruleSet(), null).with("year", reviewed.year())
                .with("quarter", reviewed.quarter()).write();
        cases.end(caseCode, CaseOutcome.RATED);
    }
}
