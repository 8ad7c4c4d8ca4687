package vn.tusoi.ballots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.tusoi.ballots.BallotCount.Sum;
import vn.tusoi.ballots.BallotCount.Votes;

class BallotCountTests {

    private static BallotCount count(int issued, int collected, int missing, int valid, int invalid, Votes... votes) {
        Map<String, Votes> all = new LinkedHashMap<>();
        for (int i = 0; i < votes.length; i++) {
            all.put("C" + (i + 1), votes[i]);
        }
        return new BallotCount(issued, collected, missing, valid, invalid, all);
    }

    @Test
    void aCountThatAddsUpHasNothingOff() {
        assertThat(count(52, 50, 2, 49, 1, new Votes(40, 8, 1), new Votes(0, 0, 49)).off()).isEmpty();
    }

    @Test
    void anEmptyBoxAddsUp() {
        assertThat(count(52, 0, 52, 0, 0, new Votes(0, 0, 0)).off()).isEmpty();
    }

    @Test
    void issuedMustBeCollectedAndMissing() {
        assertThat(count(52, 50, 1, 49, 1, new Votes(49, 0, 0)).off()).containsExactly(new BallotCount.Off(Sum.ISSUED, null, 52, 51));
        assertThat(count(52, 50, 3, 49, 1, new Votes(49, 0, 0)).off()).containsExactly(new BallotCount.Off(Sum.ISSUED, null, 52, 53));
    }

    @Test
    void collectedMustBeValidAndInvalid() {
        assertThat(count(52, 50, 2, 49, 0, new Votes(49, 0, 0)).off()).containsExactly(new BallotCount.Off(Sum.COLLECTED, null, 50, 49));
    }

    @Test
    void eachLineMustAddUpToTheValidPapers() {
        List<BallotCount.Off> off = count(52, 50, 2, 49, 1, new Votes(40, 8, 1), new Votes(40, 8, 2), new Votes(40, 8, 0)).off();
        assertThat(off).extracting(BallotCount.Off::candidate).containsExactly("C2", "C3");
        assertThat(off).extracting(BallotCount.Off::by).containsExactly(1, -1);
    }

    @Test
    void everySumThatIsOffIsNamed() {
        assertThat(count(52, 50, 1, 48, 1, new Votes(40, 8, 1)).off()).extracting(BallotCount.Off::which)
                .containsExactly(Sum.ISSUED, Sum.COLLECTED, Sum.VALID);
    }

    @Test
    void equalCountsDoNotDiffer() {
        assertThat(count(52, 50, 2, 49, 1, new Votes(40, 8, 1)).differences(count(52, 50, 2, 49, 1, new Votes(40, 8, 1)))).isEmpty();
    }

    @Test
    void aDifferenceInOneVoteNamesThatLine() {
        assertThat(count(52, 50, 2, 49, 1, new Votes(40, 8, 1), new Votes(30, 18, 1))
                .differences(count(52, 50, 2, 49, 1, new Votes(40, 8, 1), new Votes(30, 19, 0)))).containsExactly("C2");
    }

    @Test
    void differencesInThePapersAreNamedFirst() {
        assertThat(count(52, 50, 2, 49, 1, new Votes(40, 8, 1)).differences(count(52, 51, 1, 50, 1, new Votes(41, 8, 1))))
                .containsExactly("collected", "missing", "valid", "C1");
    }

    @Test
    void aLineThatOnlyOneSideHasIsADifference() {
        assertThat(count(1, 1, 0, 1, 0).differences(count(1, 1, 0, 1, 0, new Votes(1, 0, 0)))).containsExactly("C1");
    }
}
