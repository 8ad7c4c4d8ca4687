package vn.tusoi.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A table whose rows the record digests when an act changes them. A row, or a set of rows that belong together, is named by the key columns; the first
 * of them holds the code of what it belongs to.
 *
 * @param keys    in order; where they are not the whole primary key, all rows with these values are digested together
 * @param ignored columns that change without an act: they are neither digested nor watched
 */
public record DigestedTable(String name, List<String> keys, Set<String> ignored) {

    /**
     * Everything that decisions rest on and that changes by acts only. Not here: register data (unit, member and what hangs on it: they are imported from
     * elsewhere and enter a case by its dossier), the files of rule sets (each is named by its own digest), work list, drafts, participations and readings
     * (their acts are entries already), the engine's tables.
     */
    public static final List<DigestedTable> ALL = List.of(
            of("vetting_case", "code"), of("case_withdrawal", "case_code"), of("case_information", "case_code", "info_no"), of("case_read_reason", "case_code"),
            of("self_review", "case_code", "version_no"), of("self_review_overdue", "case_code", "no"),
            of("review_matter", "case_code", "matter_no"), of("commitment_report", "case_code", "version_no", "commitment_no", "report_no"),
            of("cell_meeting", "case_code", "meeting_no"), of("cell_remark", "case_code", "meeting_no"), of("slip_count", "case_code", "meeting_no"), of("residence_opinion", "case_code", "opinion_no"),
            of("rating_decision", "case_code", "decision_no"),
            of("paper", "subject_code", "check_code"),
            of("inspection_check", "case_code", "check_no"), of("opinion", "case_code", "check_no", "body"), of("opinion_overdue", "case_code", "check_no"),
            of("finding", "case_code", "check_no", "draft_no", "finding_no"), of("check_answer", "case_code", "check_no"), of("inspection_conclusion", "case_code", "check_no", "conclusion_no"),
            of("planning_list", "code"), of("list_entry", "list_code", "case_code"),
            of("conference", "code"), of("conference_sitting", "conference_code", "sitting_no"), of("conference_candidate", "conference_code"),
            of("ballot_count", "conference_code", "count_no", "side"), of("ballot_line", "conference_code", "count_no", "side"),
            of("local_criterion", "code", "version_no"), of("case_local_rules", "case_code"),
            of("round", "code"), of("round_unit", "round_code"), of("round_post", "round_code"), of("round_calendar", "round_code"),
            of("electorate", "round_code").without("opened_at"), of("age_exception", "round_code", "member_code", "exception_no"),
            of("round_move", "round_code", "move_no"), of("round_move_case", "round_code", "move_no", "case_code"),
            of("rule_set", "code"), of("rule_set_file", "rule_set"),
            of("rule_decision", "subject_code", "question", "part"),
            of("account", "username").without("password_hash", "failed_attempts", "locked_until", "language", "larger_text", "version"),
            of("office", "username"), of("unit_function", "scope_code"));

    static DigestedTable of(String name, String... keys) {
        return new DigestedTable(name, List.of(keys), Set.of());
    }

    DigestedTable without(String... columns) {
        return new DigestedTable(name, keys, Set.copyOf(Arrays.asList(columns)));
    }

    /** @throws IllegalArgumentException for a table that is not digested */
    static DigestedTable named(String name) {
        return ALL.stream().filter(t -> t.name.equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(name + " is not digested"));
    }
}
