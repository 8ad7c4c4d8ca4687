package vn.tusoi.inspection;

import java.util.List;
import vn.tusoi.rulebook.Item;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.local.LocalLayer;

/** What the inspection goes through in a case: the rule set's items and those that units have added, each with the answers it takes. */
public record CheckList(List<Line> lines) {

    private static final String LOCAL = "LOCAL.";

    public record Line(Item item, List<Item> answers) {

        boolean takes(String answer) {
            return answers.stream().anyMatch(a -> a.code().equals(answer));
        }

        /** The answer that raises nothing. */
        public Item nothing() {
            return answers.stream().filter(a -> !Boolean.TRUE.equals(a.more().get("matter"))).findFirst().orElse(answers.get(0));
        }
    }

    /** An answer as it was given. @param reference days and numbers of papers, null for none */
    public record Answer(String item, String answer, String reference) { }

    public static CheckList of(RuleSet set) {
        return new CheckList(set.catalogue("checks").stream().map(i -> new Line(i, set.catalogue("checkAnswers").stream()
                .filter(a -> LocalLayer.isLocal(i) ? a.code().startsWith(LOCAL) : i.code().equals(a.more().get("check"))).toList())).toList());
    }
}
