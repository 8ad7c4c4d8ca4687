package vn.tusoi.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTests {

    private static final Quorum TWO_THIRDS = new Quorum(2, 3);

    @ParameterizedTest(name = "of {0} summoned, {1} are needed")
    @CsvSource({"1,1", "3,2", "4,3", "9,6", "10,7", "12,8", "19,13", "100,67", "300,200"})
    void twoThirdsAreRoundedUpAndOneFewerIsNotEnough(int summoned, int needed) {
        assertThat(TWO_THIRDS.needed(summoned)).isEqualTo(needed);
        assertThat(TWO_THIRDS.reached(needed, summoned)).isTrue();
        assertThat(TWO_THIRDS.reached(needed - 1, summoned)).isFalse();
    }

    @Test
    void aRuleSetWithAnotherShareCountsByThatShare() {
        assertThat(new Quorum(1, 2).needed(19)).isEqualTo(10);
        assertThat(new Quorum(1, 1).needed(19)).isEqualTo(19);
    }

    @Test
    void largeNumbersDoNotOverflow() {
        assertThat(TWO_THIRDS.needed(2_000_000_000)).isEqualTo(1_333_333_334);
    }

    @Test
    void aShareOfNothingOrMoreThanAllIsNoQuorum() {
        assertThatThrownBy(() -> new Quorum(0, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Quorum(4, 3)).isInstanceOf(IllegalArgumentException.class);
    }
}
