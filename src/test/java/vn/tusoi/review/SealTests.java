package vn.tusoi.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tusoi.worklist.PlainText;

class SealTests {

    private static Written written(String text) {
        return new Written("2A", 2026, "2026-07", List.of(new Written.Standard("DD1", "1", Grade.GOOD, text)), List.of(new Written.Section("I", "b")), "",
                List.of(new Written.Commitment("c", LocalDate.of(2027, 3, 1))), 27, 60, new Written.Tasks(12, 11, 2, true), "T", "T");
    }

    @Test
    void theSameContentAlwaysGivesTheSameCharactersWithNamesSorted() {
        String canonical = written("Tôi đã làm").canonical();
        assertThat(canonical).isEqualTo(written("Tôi đã làm").canonical()).startsWith("{\"commitments\":[{\"text\":\"c\",\"until\":\"2027-03-01\"}],\"form\":\"2A\"");
        assertThat(Written.read(canonical)).isEqualTo(written("Tôi đã làm"));
    }

    @Test
    void oneSignChangedBreaksTheSeal() {
        String digest = Seal.digest(written("Tôi đã làm").canonical());
        assertThat(digest).matches("[0-9a-f]{64}");
        assertThat(Seal.fits(written("Tôi đã làm").canonical(), digest)).isTrue();
        assertThat(Seal.fits(written("Tôi đã làm.").canonical(), digest)).isFalse();
    }

    @Test
    void theDigestIsPlainSha256() {
        assertThat(Seal.digest("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void pastedTextIsComposedAndLosesInvisibleSignsButKeepsItsParagraphs() {
        String typed = Normalizer.normalize("Nguyễn", Normalizer.Form.NFD) + "\u200b\u00a0Văn \r\n\r\n\r\n\r\nBình\ufeff ";
        assertThat(PlainText.tidy(typed)).isEqualTo("Nguyễn Văn\n\nBình");
        assertThat(PlainText.line(" a \n b ")).isEqualTo("a b");
        assertThat(PlainText.tidy(null)).isEmpty();
    }

    @Test
    void percentagesAreWholeWithTheFractionDropped() {
        assertThat(new Written.Tasks(3, 2, 1, true).onTimePercent()).isEqualTo(66);
        assertThat(new Written.Tasks(3, 3, 1, true).beyondPercent()).isEqualTo(33);
        assertThat(new Written.Tasks(10, 10, 3, true).beyondPercent()).isEqualTo(30);
    }
}
