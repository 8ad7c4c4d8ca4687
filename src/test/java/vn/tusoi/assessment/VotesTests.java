package vn.tusoi.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VotesTests {

    private static List<String> wrong(Votes votes, int present) {
        return votes.problems(present).stream().map(p -> p.field() + " " + p.key() + " " + List.of(p.args())).toList();
    }

    @Test
    void aCountThatAddsUpIsAccepted() {
        assertThat(wrong(new Votes(17, 16, 1, 15, 1, 2, 12, 1, 0), 17)).isEmpty();
    }

    @Test
    void issuedIsCollectedAndMissing() {
        assertThat(wrong(new Votes(17, 16, 0, 15, 1, 2, 12, 1, 0), 17)).containsExactly("collected assessment.votes.issued.sum [17, 16, 0, 16]");
    }

    @Test
    void collectedIsValidAndInvalid() {
        assertThat(wrong(new Votes(17, 17, 0, 15, 1, 2, 12, 1, 0), 17)).containsExactly("valid assessment.votes.collected.sum [17, 15, 1, 16]");
    }

    @Test
    void theFourLevelsAddUpToValid() {
        assertThat(wrong(new Votes(17, 17, 0, 16, 1, 2, 12, 1, 0), 17)).containsExactly("xs assessment.votes.valid.sum [16, 15]");
    }

    @Test
    void asManySlipsAsPeopleAreFineAndOneMoreIsNot() {
        assertThat(wrong(new Votes(17, 17, 0, 17, 0, 0, 17, 0, 0), 17)).isEmpty();
        assertThat(wrong(new Votes(18, 18, 0, 18, 0, 0, 18, 0, 0), 17)).containsExactly("issued assessment.votes.moreThanPresent [18, 17]");
    }

    @Test
    void figuresBelowZeroAreNamedBeforeAnySum() {
        assertThat(wrong(new Votes(17, 17, 0, 17, 0, 18, -1, 0, 0), 17)).containsExactly("t assessment.votes.negative []");
    }

    @Test
    void aVoteWithoutAValidSlipProposesNothing() {
        assertThat(wrong(new Votes(3, 3, 0, 0, 3, 0, 0, 0, 0), 3)).containsExactly("valid assessment.votes.none []");
    }

    @Test
    void theLevelWithMostVotesIsProposed() {
        assertThat(new Votes(17, 17, 0, 17, 0, 9, 8, 0, 0).proposal()).isEqualTo(new Votes.Proposal(Level.XS, false, 9));
    }

    @Test
    void inATieTheLowerLevelIsProposed() {
        assertThat(new Votes(16, 16, 0, 16, 0, 8, 8, 0, 0).proposal()).isEqualTo(new Votes.Proposal(Level.T, true, 8));
        assertThat(new Votes(16, 16, 0, 16, 0, 4, 4, 4, 4).proposal()).isEqualTo(new Votes.Proposal(Level.KHT, true, 4));
    }
}
