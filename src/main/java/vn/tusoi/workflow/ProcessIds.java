package vn.tusoi.workflow;

import java.util.List;

/** The processes; a file {@code processes/<id>.bpmn} each. */
final class ProcessIds {

    static final String NOMINATION_ROUND = "nomination-round";
    static final String VETTING_CASE = "vetting-case";
    static final String SELF_REVIEW = "self-review";
    static final String BRANCH_ASSESSMENT = "branch-assessment";
    static final String INSPECTION_CHECK = "inspection-check";
    static final String PLANNING_LIST = "planning-list";
    static final String CONFERENCE = "conference";
    static final String RULE_SET_MOVE = "rule-set-move";
    static final String COLLECTIVE_REVIEW = "collective-review";
    static final String REVIEW_ROUND = "review-round";
    static final String YEARLY_REVIEW = "yearly-review";

    static final List<String> ALL = List.of(NOMINATION_ROUND, VETTING_CASE, SELF_REVIEW, BRANCH_ASSESSMENT, INSPECTION_CHECK, PLANNING_LIST, CONFERENCE,
            RULE_SET_MOVE, COLLECTIVE_REVIEW, REVIEW_ROUND, YEARLY_REVIEW);

    private ProcessIds() { }
}
