package vn.tusoi.rounds;

import java.time.LocalDate;
import java.util.List;

/**
 * What a board sets down about a review before it opens.
 *
 * @param year       that is reviewed
 * @param quarter    1 to 4 of that year; null for a yearly review
 * @param units      codes of the units whose members are reviewed
 * @param selfReview last day of the self-reviews, null for the rule set's
 * @param assessment last day of the ratings, null for the rule set's
 */
public record ReviewPlan(String name, Integer year, Integer quarter, String ruleSet, List<String> units, LocalDate selfReview, LocalDate assessment) { }
