package vn.tusoi.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vn.tusoi.assessment.Majority.Base;

/** More than a share of those summoned, of those present, or of the valid slips. */
class MajorityTests {

    @Test
    void halfIsNoMajorityAndOneMoreIs() {
        Majority.Standing of12 = new Majority(1, 2, Base.SUMMONED).of(12, 10, 9);
        assertThat(of12).isEqualTo(new Majority.Standing(Base.SUMMONED, 12, 7));
        assertThat(of12.reachedBy(6)).isFalse();
        assertThat(of12.reachedBy(7)).isTrue();
    }

    @Test
    void anOddNumberIsRoundedSoThatMoreThanHalfIsNeeded() {
        assertThat(new Majority(1, 2, Base.PRESENT).of(12, 11, 9).needed()).isEqualTo(6);
    }

    @Test
    void anotherBaseInARuleSetMovesWhatIsNeeded() {
        assertThat(new Majority(1, 2, Base.PRESENT).of(12, 10, 9)).isEqualTo(new Majority.Standing(Base.PRESENT, 10, 6));
        assertThat(new Majority(1, 2, Base.VALID).of(12, 10, 9)).isEqualTo(new Majority.Standing(Base.VALID, 9, 5));
    }

    @Test
    void anotherShareInARuleSetMovesItToo() {
        assertThat(new Majority(2, 3, Base.VALID).of(12, 10, 9).needed()).isEqualTo(7);
    }
}
