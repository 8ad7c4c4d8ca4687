package vn.tusoi.ballots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTests {

    private static final Share TWO_THIRDS = new Share(2, 3);
    private static final Share HALF = new Share(1, 2);

    @ParameterizedTest
    @CsvSource({"40, 60, true", "39, 60, false", "41, 61, true", "40, 61, false", "2, 2, true", "1, 2, false", "1, 1, true", "0, 1, false"})
    void quorumIsTwoThirdsOfThoseSummonedAndNotOneLess(int present, int summoned, boolean quorate) {
        assertThat(TWO_THIRDS.reachedBy(present, summoned)).isEqualTo(quorate);
    }

    @ParameterizedTest
    @CsvSource({"31, 60, true", "30, 60, false", "31, 61, true", "30, 61, false", "1, 1, true", "1, 2, false", "0, 0, false"})
    void majorityIsMoreThanHalfAndHalfIsNotEnough(int agree, int base, boolean passes) {
        assertThat(HALF.exceededBy(agree, base)).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "59", "60", "61", "4999", "5000"})
    void theNumberNeededIsTheSmallestThatIsEnough(int whole) {
        assertThat(TWO_THIRDS.reachedBy(TWO_THIRDS.least(whole), whole)).isTrue();
        assertThat(TWO_THIRDS.reachedBy(TWO_THIRDS.least(whole) - 1, whole)).isFalse();
        assertThat(HALF.exceededBy(HALF.leastAbove(whole), whole)).isTrue();
        assertThat(HALF.exceededBy(HALF.leastAbove(whole) - 1, whole)).isFalse();
    }

    @Test
    void bigNumbersDoNotOverflow() {
        assertThat(new Share(2_000_000_000, 2_000_000_001).reachedBy(2_000_000_000, 2_000_000_000)).isTrue();
    }

    @Test
    void whatIsNoShareIsRefused() {
        assertThatThrownBy(() -> new Share(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Share(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Share(-1, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
