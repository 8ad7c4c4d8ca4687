package vn.tusoi.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What counts as adverse. */
class OpinionResultTests {

    @ParameterizedTest
    @EnumSource(value = OpinionResult.class, names = {"NOTHING", "ON_TIME", "NOT_OBLIGED", "NOT_QUALIFIED"})
    void nothingKnownIsNeverHeldAgainstAnybodyWhateverIsTicked(OpinionResult result) {
        assertThat(result.adverse(true)).isFalse();
        assertThat(result.adverse(null)).isFalse();
        assertThat(result.needsPaper()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = OpinionResult.class, names = {"BEING_HANDLED", "NOT_REMEDIED", "ISSUE"})
    void whatIsOpenOrUnremediedIsAlwaysAdverse(OpinionResult result) {
        assertThat(result.adverse(null)).isTrue();
        assertThat(result.adverse(false)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = OpinionResult.class, names = {"RESOLVED", "REMEDIED", "VERIFIED", "LATE"})
    void whereThePaperCanGoEitherWayTheBodyMustSay(OpinionResult result) {
        assertThat(result.mustSayWhether()).isTrue();
        assertThat(result.adverse(true)).isTrue();
        assertThat(result.adverse(false)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(OpinionResult.class)
    void nobodySpeaksAgainstAPersonWithoutAPaper(OpinionResult result) {
        if (result.adverse(true)) {
            assertThat(result.needsPaper()).isTrue();
        }
    }

    @Test
    void everyResultMayBeGivenByAtLeastOneBody() {
        for (OpinionResult result : OpinionResult.values()) {
            assertThat(OpinionBody.values()).as(result.name()).anyMatch(body -> body.results().contains(result));
        }
    }
}
