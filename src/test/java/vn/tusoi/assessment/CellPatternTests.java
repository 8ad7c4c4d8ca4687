package vn.tusoi.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tusoi.assessment.CellPattern.Kind;
import vn.tusoi.assessment.CellPattern.Proposal;
import vn.tusoi.assessment.CellPattern.Question;

/** What is asked of a cell, at each boundary, under two settings that differ. */
class CellPatternTests {

    private static final CellPattern ONE = new CellPattern(5, 1, 40);
    private static final CellPattern OTHER = new CellPattern(3, 2, 20);

    /** A cell with so many proposed T, the others HT; points fit. */
    private static List<Proposal> cell(String cell, int good, int fulfilled) {
        List<Proposal> people = new ArrayList<>();
        for (int i = 0; i < good + fulfilled; i++) {
            Level level = i < good ? Level.T : Level.HT;
            people.add(new Proposal(cell, cell + "-" + i, "Người " + i, level, level));
        }
        return people;
    }

    private static List<Kind> asked(CellPattern pattern, String cell, List<Proposal> all) {
        return pattern.questions(all).getOrDefault(cell, List.of()).stream().map(Question::kind).toList();
    }

    @SafeVarargs
    private static List<Proposal> all(List<Proposal>... cells) {
        List<Proposal> all = new ArrayList<>();
        for (List<Proposal> cell : cells) {
            all.addAll(cell);
        }
        return all;
    }

    @Test
    void aCellThatProposesOneLevelForEverybodyIsAskedFromTheSetsNumberOn() {
        assertThat(asked(ONE, "A", cell("A", 4, 0))).isEmpty();
        assertThat(asked(ONE, "A", cell("A", 5, 0))).containsExactly(Kind.ALL_ALIKE);
        assertThat(asked(ONE, "A", cell("A", 5, 1))).isEmpty();
        assertThat(asked(OTHER, "A", cell("A", 2, 0))).isEmpty();
        assertThat(asked(OTHER, "A", cell("A", 3, 0))).containsExactly(Kind.ALL_ALIKE);
    }

    @Test
    void aProposalFarFromThePointsIsAskedAboutByLevels() {
        List<Proposal> one = List.of(new Proposal("A", "A-1", "Người", Level.XS, Level.T));
        List<Proposal> two = List.of(new Proposal("A", "A-1", "Người", Level.HT, Level.XS));
        assertThat(asked(ONE, "A", one)).containsExactly(Kind.FAR_FROM_POINTS);
        assertThat(asked(OTHER, "A", one)).isEmpty();
        assertThat(asked(OTHER, "A", two)).containsExactly(Kind.FAR_FROM_POINTS);
        assertThat(asked(ONE, "A", List.of(new Proposal("A", "A-1", "Người", Level.XS, null)))).as("no self-review, no points").isEmpty();
    }

    @Test
    void aCellFarFromTheOthersIsAskedFromTheSetsPercentagePointsOn() {
        List<Proposal> others = cell("B", 10, 10);
        assertThat(asked(ONE, "A", all(cell("A", 9, 1), others))).as("40 points apart").containsExactly(Kind.FAR_FROM_OTHERS);
        assertThat(asked(ONE, "A", all(cell("A", 8, 1), others))).as("38.9 points apart").isEmpty();
        assertThat(asked(OTHER, "A", all(cell("A", 7, 3), others))).as("20 points apart").containsExactly(Kind.FAR_FROM_OTHERS);
        assertThat(asked(OTHER, "A", all(cell("A", 11, 5), others))).as("18.75 points apart").isEmpty();
    }

    @Test
    void oneCellAloneIsFarFromNobody() {
        assertThat(asked(OTHER, "A", cell("A", 9, 1))).isEmpty();
    }
}
