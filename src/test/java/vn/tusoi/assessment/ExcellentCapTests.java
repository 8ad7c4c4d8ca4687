package vn.tusoi.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** At most a percentage of those rated good (or of all rated) may be excellent, rounded down. */
class ExcellentCapTests {

    private static final ExcellentCap OF_GOOD = new ExcellentCap(20, ExcellentCap.Base.GOOD_COUNT);
    private static final ExcellentCap OF_ALL = new ExcellentCap(20, ExcellentCap.Base.ALL_RATED);

    @Test
    void theFractionIsDropped() {
        assertThat(OF_GOOD.withOneMore(0, 4, 4)).isEqualTo(new ExcellentCap.Standing(1, 4, 0));
        assertThat(OF_GOOD.withOneMore(0, 5, 5)).isEqualTo(new ExcellentCap.Standing(1, 5, 1));
        assertThat(OF_GOOD.withOneMore(1, 9, 10).limit()).isEqualTo(1);
        assertThat(OF_GOOD.withOneMore(1, 10, 11).limit()).isEqualTo(2);
    }

    @Test
    void theLastWithinTheCapIsNotRaisedAndTheNextIs() {
        assertThat(OF_GOOD.withOneMore(1, 10, 20).exceeded()).isFalse();
        assertThat(OF_GOOD.withOneMore(2, 10, 20).exceeded()).isTrue();
    }

    @Test
    void theSetsRoundingDecidesOnBothSidesOfAHalf() {
        ExcellentCap halfUp = new ExcellentCap(20, ExcellentCap.Base.GOOD_COUNT, ExcellentCap.Rounding.HALF_UP);
        ExcellentCap up = new ExcellentCap(20, ExcellentCap.Base.GOOD_COUNT, ExcellentCap.Rounding.UP);
        assertThat(OF_GOOD.now(0, 9, 9).limit()).as("1.8 dropped").isEqualTo(1);
        assertThat(halfUp.now(0, 7, 7).limit()).as("1.4").isEqualTo(1);
        assertThat(halfUp.now(0, 8, 8).limit()).as("1.6").isEqualTo(2);
        assertThat(new ExcellentCap(25, ExcellentCap.Base.GOOD_COUNT, ExcellentCap.Rounding.HALF_UP).now(0, 6, 6).limit()).as("1.5").isEqualTo(2);
        assertThat(up.now(0, 0, 0).limit()).isZero();
        assertThat(up.now(0, 1, 1).limit()).as("0.2").isEqualTo(1);
        assertThat(up.now(0, 5, 5).limit()).as("1.0").isEqualTo(1);
    }

    @Test
    void whereNobodyIsRatedGoodYetTheFirstExcellentOneExceedsTheCap() {
        assertThat(OF_GOOD.withOneMore(0, 0, 7).exceeded()).isTrue();
    }

    @Test
    void ofAllRatedTheOneAtHandCountsToo() {
        assertThat(OF_ALL.withOneMore(0, 0, 3)).isEqualTo(new ExcellentCap.Standing(1, 4, 0));
        assertThat(OF_ALL.withOneMore(0, 0, 4)).isEqualTo(new ExcellentCap.Standing(1, 5, 1));
    }

    @Test
    void anotherPercentageInARuleSetMovesTheLimit() {
        assertThat(new ExcellentCap(25, ExcellentCap.Base.GOOD_COUNT).withOneMore(0, 4, 4).exceeded()).isFalse();
    }
}
