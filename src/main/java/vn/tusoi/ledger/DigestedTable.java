package vn.tusoi.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table whose rows the record digests when an act changes them. A row, or a set of rows that belong together, is named by the key columns; the first
 * of them holds the code of what it belongs to.
 *
 * @param keys    in order; where they are not the whole primary key, all rows with these values are digested together
 * @param ignored columns that change without an act: they are neither digested nor watched
 * @param kind    of the personal content that it holds, null for none
 * @param content columns with personal content, which can be deleted while their digests stay; {@link Cells}
 */
public record DigestedTable(String name, List<String> keys, Set<String> ignored, ContentKind kind, List<String> content) {

    /**
     * Everything that decisions rest on and that changes by acts only. Not here: register data (unit, member and what hangs on it: they are imported from
     * elsewhere and enter a case by its dossier), the files of rule sets and drafts (each is named by its own digest; {@link RuleContentCheck}) and what a draft would change (it is worked out anew), work list, drafts, participations and readings
     * (their acts are entries already), the engine's tables.
     */
    public static final List<DigestedTable> ALL = List.of(
            of("vetting_case", "code").holding(ContentKind.REASON, "suspension", "return_reason"),
            of("case_withdrawal", "case_code").holding(ContentKind.REASON, "reason"),
            of("review_exit", "case_code").holding(ContentKind.REASON, "reason"),
            of("case_information", "case_code", "info_no").holding(ContentKind.SOURCE, "source", "summary", "verified_by", "resumption_reason"),
            of("case_read_reason", "case_code").holding(ContentKind.REASON, "reason"),
            of("self_review", "case_code", "version_no").holding(ContentKind.SELF_REVIEW, "content", "correction"),
            of("self_review_overdue", "case_code", "no").holding(ContentKind.REASON, "reason"),
            of("review_matter", "case_code", "matter_no").holding(ContentKind.SELF_REVIEW, "text"),
            of("commitment_report", "case_code", "version_no", "commitment_no", "report_no").holding(ContentKind.SELF_REVIEW, "text"),
            of("cell_meeting", "case_code", "meeting_no").holding(ContentKind.MEETING, "answer", "residence_reason", "absentees", "roll"),
            of("cell_remark", "case_code", "meeting_no").holding(ContentKind.MEETING, "speaker", "speaker_code", "remark"),
            of("slip_count", "case_code", "meeting_no"),
            of("slip_counter", "round_code", "cell_code", "planned_on"),
            of("residence_opinion", "case_code", "opinion_no").holding(ContentKind.MEETING, "signed_by", "opinion"),
            of("assessment_feedback", "case_code", "feedback_no").holding(ContentKind.MEETING, "from_whom", "body"),
            of("second_place", "case_code", "place_no").holding(ContentKind.MEETING, "chair", "remarks", "answer"),
            of("rating_ground", "case_code", "ground_no").holding(ContentKind.RATING, "level", "excuse"),
            of("rating_decision", "case_code", "decision_no").holding(ContentKind.RATING, "reason", "flag_reason", "trigger_evidence", "answer_text"),
            of("collective_review", "code").holding(ContentKind.COLLECTIVE, "chair", "reason", "bar_reason"),
            of("collective_section", "collective_code").holding(ContentKind.COLLECTIVE, "body"),
            of("collective_wait", "case_code"),
            of("head_wait", "case_code"),
            of("paper", "subject_code", "check_code"),
            of("inspection_check", "case_code", "check_no"),
            of("opinion", "case_code", "check_no", "body").holding(ContentKind.INSPECTION, "content"),
            of("opinion_overdue", "case_code", "check_no").holding(ContentKind.REASON, "reason"),
            of("finding", "case_code", "check_no", "draft_no", "finding_no").holding(ContentKind.INSPECTION, "statement", "evidence", "explanation"),
            of("check_answer", "case_code", "check_no").holding(ContentKind.INSPECTION, "reference"),
            of("inspection_conclusion", "case_code", "check_no", "conclusion_no").holding(ContentKind.INSPECTION, "reason", "departure", "note", "clear_up"),
            of("planning_list", "code"),
            of("list_entry", "list_code", "case_code").holding(ContentKind.REASON, "out_reason"),
            of("conference", "code"),
            of("conference_sitting", "conference_code", "sitting_no"),
            of("conference_candidate", "conference_code"),
            of("ballot_count", "conference_code", "count_no", "side"),
            of("ballot_line", "conference_code", "count_no", "side"),
            of("briefing", "code"),
            of("briefing_cell", "briefing_code", "cell_code").holding(ContentKind.BRIEFING, "note"),
            of("briefing_attendance", "briefing_code", "cell_code").holding(ContentKind.BRIEFING, "attendance"),
            of("briefing_reading", "briefing_code", "member_code"),
            of("local_criterion", "code", "version_no"),
            of("case_local_rules", "case_code"),
            of("round", "code"),
            of("round_unit", "round_code"),
            of("round_post", "round_code"),
            of("round_calendar", "round_code"),
            of("electorate", "round_code").without("opened_at").holding(ContentKind.ELECTORATE, "manual_reason"),
            of("age_exception", "round_code", "member_code", "exception_no").holding(ContentKind.ELECTORATE, "reason", "decision_reason"),
            of("round_move", "round_code", "move_no"),
            of("round_move_case", "round_code", "move_no", "case_code"),
            of("retention_run", "round_code", "run_no"),
            of("briefing_deletion", "briefing_code", "run_no"),
            of("legal_hold", "subject_code", "hold_no"),
            of("rule_set", "code"),
            of("rule_set_file", "rule_set"),
            of("rule_draft", "id"),
            of("rule_draft_version", "draft_id", "version"),
            of("rule_draft_file", "draft_id", "version"),
            of("rule_decision", "subject_code", "question", "part"),
            of("account", "username").without("password_hash", "failed_attempts", "locked_until", "language", "larger_text", "mail", "version"),
            of("office", "username"),
            of("unit_function", "scope_code"));

    /** Between the round's code and the unit's in the code of a body's review. */
    private static final String REVIEW_OF_BODY = "-TT-";

    static DigestedTable of(String name, String... keys) {
        return new DigestedTable(name, List.of(keys), Set.of(), null, List.of());
    }

    DigestedTable without(String... columns) {
        return new DigestedTable(name, keys, Set.copyOf(Arrays.asList(columns)), kind, content);
    }

    DigestedTable holding(ContentKind what, String... columns) {
        return new DigestedTable(name, keys, ignored, what, List.of(columns));
    }

    /** Whether its rows are digested with the digests of their personal content, and not with the content itself. */
    public boolean hasContent() {
        return !content.isEmpty();
    }

    /** The column that says to which case a row with personal content belongs. */
    public String caseColumn() {
        return keys.contains("case_code") ? "case_code" : "code";
    }

    /** Condition, with one parameter, that a row belongs to the case, round or briefing with a code. */
    String within() {
        if (kind.isOf(ContentKind.Of.CASE)) {
            return "t." + caseColumn() + " = ?";
        }
        return kind.isOf(ContentKind.Of.BRIEFING) ? "t.briefing_code = ?"
                : keys.contains("collective_code") ? "t.collective_code in (select c.code from collective_review c where c.round_code = ?)" : "t.round_code = ?";
    }

    /** Whether a row with this key belongs to the case, round or briefing. */
    boolean belongs(List<String> key, String owner) {
        if (key.size() != keys.size()) {
            return false;
        }
        if (kind == ContentKind.COLLECTIVE) {
            return key.get(0).startsWith(owner + REVIEW_OF_BODY);
        }
        int at = keys.indexOf(kind.isOf(ContentKind.Of.CASE) ? caseColumn() : kind.isOf(ContentKind.Of.BRIEFING) ? "briefing_code" : "round_code");
        return at >= 0 && key.get(at).equals(owner);
    }

    /** Column of the salt, and of the digests once the content was deleted: part of no digest themselves. */
    static boolean apart(String column) {
        return column.equals(Cells.SALT) || column.equals(Cells.DIGESTS);
    }

    /** Empty where the record digests no such table. */
    public static Optional<DigestedTable> find(String name) {
        return ALL.stream().filter(t -> t.name.equals(name)).findFirst();
    }

    /** @throws IllegalArgumentException for a table that is not digested */
    static DigestedTable named(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(name + " is not digested"));
    }
}
