package vn.tusoi.ballots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TallyTests {

    private static final Share HALF = new Share(1, 2);
    private static final Share NO_FLOOR = new Share(0, 100);

    /** Base 60, more than half needed, two go forward where nobody passes. */
    private static final Tally TALLY = new Tally(HALF, 60, 2, NO_FLOOR, false);

    private static Map<String, Integer> votes(int... agree) {
        Map<String, Integer> votes = new LinkedHashMap<>();
        for (int i = 0; i < agree.length; i++) {
            votes.put("C" + (i + 1), agree[i]);
        }
        return votes;
    }

    private static List<Outcome> outcomes(Tally tally, int... agree) {
        return List.copyOf(tally.of(votes(agree), Set.of()).outcomes().values());
    }

    @Test
    void passesWhoHasMoreThanHalfOfTheBase() {
        assertThat(outcomes(TALLY, 31, 30, 60)).containsExactly(Outcome.PASSED, Outcome.NOT_PASSED, Outcome.PASSED);
        assertThat(TALLY.needed()).isEqualTo(31);
    }

    @Test
    void whereOnePassesNobodyGoesForwardInstead() {
        Tally.Result result = TALLY.of(votes(31, 30, 29), Set.of());
        assertThat(result.fellBack()).isFalse();
        assertThat(result.outcomes()).containsEntry("C2", Outcome.NOT_PASSED).containsEntry("C3", Outcome.NOT_PASSED);
    }

    @Test
    void whereNobodyPassesTheTwoHighestGoForward() {
        assertThat(outcomes(TALLY, 30, 10, 20, 5)).containsExactly(Outcome.FORWARD, Outcome.NOT_PASSED, Outcome.FORWARD, Outcome.NOT_PASSED);
    }

    @Test
    void whoTiesWithTheSecondGoesToo() {
        assertThat(outcomes(TALLY, 30, 20, 20, 19)).containsExactly(Outcome.FORWARD, Outcome.FORWARD, Outcome.FORWARD, Outcome.NOT_PASSED);
        assertThat(outcomes(TALLY, 20, 20, 20)).containsOnly(Outcome.FORWARD);
    }

    @Test
    void fewerThanTwoCandidatesAllGoForward() {
        assertThat(outcomes(TALLY, 7)).containsExactly(Outcome.FORWARD);
        assertThat(outcomes(TALLY)).isEmpty();
    }

    @Test
    void nobodyGoesForwardWithoutASingleVote() {
        assertThat(outcomes(TALLY, 5, 0, 0)).containsExactly(Outcome.FORWARD, Outcome.NOT_PASSED, Outcome.NOT_PASSED);
        assertThat(TALLY.of(votes(0, 0), Set.of()).fellBack()).isFalse();
    }

    @Test
    void nobodyGoesForwardBelowTheRulesFloor() {
        Tally floor = new Tally(HALF, 60, 2, new Share(30, 100), false);
        assertThat(outcomes(floor, 30, 18, 17)).containsExactly(Outcome.FORWARD, Outcome.FORWARD, Outcome.NOT_PASSED);
        assertThat(outcomes(floor, 30, 17, 16)).containsExactly(Outcome.FORWARD, Outcome.NOT_PASSED, Outcome.NOT_PASSED);
    }

    @Test
    void atTheLastStepNobodyGoesForwardWithoutAMajority() {
        Tally last = new Tally(HALF, 60, 2, NO_FLOOR, true);
        assertThat(outcomes(last, 30, 29)).containsOnly(Outcome.NOT_PASSED);
        assertThat(outcomes(last, 31, 29)).containsExactly(Outcome.PASSED, Outcome.NOT_PASSED);
    }

    @Test
    void aFallbackOfNoneSendsNobodyForward() {
        assertThat(outcomes(new Tally(HALF, 60, 0, NO_FLOOR, false), 30, 29)).containsOnly(Outcome.NOT_PASSED);
    }

    @Test
    void whoWithdrewDecidesNothingAndTakesNobodysPlace() {
        Tally.Result result = TALLY.of(votes(40, 20, 10, 5), Set.of("C1"));
        assertThat(result.outcomes().values()).containsExactly(Outcome.WITHDRAWN, Outcome.FORWARD, Outcome.FORWARD, Outcome.NOT_PASSED);
        assertThat(result.fellBack()).isTrue();
    }
}
