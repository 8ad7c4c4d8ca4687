package vn.tusoi.rehearsal;

import java.util.List;
import java.util.Map;
import vn.tusoi.access.Function;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.Stage;

/**
 * What a rehearsal showed. Days are working days of the round's calendar.
 *
 * @param outcomes     ended cases by outcome
 * @param offices      what each function had to do
 * @param stages       how long cases stood in a stage
 * @param appointments holders that had to be found because all of an office were kept out by duty or family
 * @param byProcess    tasks that a time limit or a withdrawal ended
 * @param clashes      acts tried again because two came at the same moment
 * @param days         working days from the first to the last
 * @param stuck        what did not come to an end, empty when all is well
 */
record Result(String round, int cases, Map<CaseOutcome, Integer> outcomes, Map<Function, Work> offices, Map<Stage, Spell> stages, int people,
              int appointments, int byProcess, int acts, int clashes, int days, double seconds, List<Findings.Stuck> stuck) {

    /** @param late done after the day they were due */
    record Work(int done, int median, int percentile95, int late) { }

    record Spell(int cases, int median, int percentile95) { }

    int outcome(CaseOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    long stuckSubjects() {
        return stuck.stream().map(Findings.Stuck::subjectCode).distinct().count();
    }

    boolean good() {
        return stuck.isEmpty();
    }

    /**
     * The last line of a review.
     *
     * @param kind   yearly or quarterly
     * @param exempt left out by the rule set: exempt from activity or members for too short a time
     */
    String reviewLine(String kind, int exempt) {
        return "rehearsed %d %s reviews: %d rated, %d exempt, %d not submitted, %d left, %d stuck".formatted(cases, kind, outcome(CaseOutcome.RATED), exempt,
                outcome(CaseOutcome.NOT_SUBMITTED), outcome(CaseOutcome.LEFT_REVIEW), stuckSubjects());
    }

    /** The last line, in English whatever the language: programs read it. */
    String line() {
        return "rehearsed %d cases: %d listed, %d not elected, %d blocked, %d deferred, %d withdrawn, %d not submitted, %d stuck".formatted(cases,
                outcome(CaseOutcome.LISTED), outcome(CaseOutcome.NOT_LISTED), outcome(CaseOutcome.BLOCKED), outcome(CaseOutcome.DEFERRED),
                outcome(CaseOutcome.WITHDRAWN), outcome(CaseOutcome.NOT_SUBMITTED), stuckSubjects());
    }
}
