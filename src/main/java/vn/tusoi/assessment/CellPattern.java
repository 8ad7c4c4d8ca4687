package vn.tusoi.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.tusoi.rulebook.RuleSet;

/**
 * What looks unusual in a cell's proposals: questions for the deciding level to ask, never a verdict on cell or person.
 *
 * @param alikeLeast        from how many people of one level on "all alike" is asked
 * @param levelsFromPoints  levels between proposal and points
 * @param percentFromOthers percentage points between the cell's share of good or better and that of all other cells
 */
public record CellPattern(int alikeLeast, int levelsFromPoints, int percentFromOthers) {

    private static final String ALIKE = "pattern.alikeLeast";
    private static final String POINTS = "pattern.levelsFromPoints";
    private static final String OTHERS = "pattern.percentFromOthers";

    public enum Kind { ALL_ALIKE, FAR_FROM_POINTS, FAR_FROM_OTHERS }

    /** @param args what the question says in figures; a person's name where it is about one proposal */
    public record Question(Kind kind, String rule, List<Object> args) { }

    /** @param byPoints the best level that the points reach, null without a self-review */
    public record Proposal(String cell, String caseCode, String name, Level proposed, Level byPoints) { }

    /** Null where the rule set knows of no questions. */
    public static CellPattern of(RuleSet set) {
        return set.values().containsKey(ALIKE) && set.values().containsKey(POINTS) && set.values().containsKey(OTHERS)
                ? new CellPattern(set.number(ALIKE), set.number(POINTS), set.number(OTHERS)) : null;
    }

    /** Questions by cell; cells without any are left out. */
    public Map<String, List<Question>> questions(List<Proposal> all) {
        Map<String, List<Proposal>> byCell = new TreeMap<>();
        all.forEach(p -> byCell.computeIfAbsent(p.cell(), c -> new ArrayList<>()).add(p));
        Map<String, List<Question>> questions = new TreeMap<>();
        byCell.forEach((cell, own) -> {
            List<Question> asked = new ArrayList<>();
            if (own.size() >= alikeLeast && own.stream().map(Proposal::proposed).distinct().count() == 1) {
                asked.add(new Question(Kind.ALL_ALIKE, ALIKE, List.of(own.size(), "rating." + own.get(0).proposed())));
            }
            own.stream().filter(p -> p.byPoints() != null && Math.abs(p.proposed().ordinal() - p.byPoints().ordinal()) >= levelsFromPoints)
                    .forEach(p -> asked.add(new Question(Kind.FAR_FROM_POINTS, POINTS, List.of(p.name(), "rating." + p.proposed(), "rating." + p.byPoints()))));
            others(own, all).ifPresent(asked::add);
            if (!asked.isEmpty()) {
                questions.put(cell, asked);
            }
        });
        return questions;
    }

    private java.util.Optional<Question> others(List<Proposal> own, List<Proposal> all) {
        int others = all.size() - own.size();
        if (own.size() < alikeLeast || others < alikeLeast) {
            return java.util.Optional.empty();
        }
        long ownGood = good(own);
        long otherGood = good(all) - ownGood;
        // compared as fractions: rounding must not ask or silence a question
        boolean far = Math.abs(ownGood * others - otherGood * own.size()) * 100 >= (long) percentFromOthers * own.size() * others;
        return far ? java.util.Optional.of(new Question(Kind.FAR_FROM_OTHERS, OTHERS, List.of(ownGood * 100 / own.size(), otherGood * 100 / others))) : java.util.Optional.empty();
    }

    private static long good(List<Proposal> proposals) {
        return proposals.stream().filter(p -> !Level.T.betterThan(p.proposed())).count();
    }
}
