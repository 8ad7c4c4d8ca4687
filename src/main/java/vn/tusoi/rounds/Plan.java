package vn.tusoi.rounds;

import java.time.LocalDate;
import java.util.List;

/**
 * What a board sets down about a round before it opens.
 *
 * @param targetPost code in the catalogue {@code posts} of the rule set
 * @param seats      seats on each unit's list
 * @param units      codes of the units taking part
 * @param posts      whose holders take part
 */
public record Plan(String name, Variant variant, String targetPost, int seats, String ruleSet, LocalDate congressDay, List<String> units,
                   List<Rounds.Post> posts) { }
