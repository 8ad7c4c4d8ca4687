package vn.tusoi.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two pages write one draft: what each changed is taken, and where both changed the same field neither text is lost. */
class DraftMergeTests {

    private final Map<String, List<String>> clashing = new LinkedHashMap<>();

    private Map<String, List<String>> merge(Map<String, List<String>> kept, Map<String, List<String>> typed, Map<String, List<String>> shown) {
        return Drafts.merge(kept, typed, Seen.read(Seen.of(shown).toString()), clashing);
    }

    private static Map<String, List<String>> texts(String... namesAndTexts) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            texts.put(namesAndTexts[i], namesAndTexts[i + 1] == null ? null : List.of(namesAndTexts[i + 1]));
        }
        return texts;
    }

    @Test
    void aPageChangesWhatWasChangedOnItAndLeavesOtherPartsAlone() {
        assertThat(merge(texts("sections[0].text", "cũ", "leading", "ở phần khác"), texts("sections[0].text", "mới"), texts("sections[0].text", "cũ")))
                .isEqualTo(texts("sections[0].text", "mới", "leading", "ở phần khác"));
        assertThat(clashing).isEmpty();
    }

    @Test
    void aFieldThatThisPageDidNotTouchKeepsWhatAnotherPageWrote() {
        assertThat(merge(texts("a", "thẻ kia đã viết", "b", null), texts("a", "", "b", "thẻ này viết"), texts("a", null, "b", null)))
                .isEqualTo(texts("a", "thẻ kia đã viết", "b", "thẻ này viết"));
        assertThat(clashing).isEmpty();
    }

    @Test
    void whereBothPagesWroteTheLaterStandsAndTheOtherIsKept() {
        assertThat(merge(texts("a", "thẻ kia đã viết điều này"), texts("a", "thẻ này viết khác"), texts("a", "gốc"))).isEqualTo(texts("a", "thẻ này viết khác"));
        assertThat(clashing).isEqualTo(texts("a", "thẻ kia đã viết điều này"));
    }

    @Test
    void anAnswerThatNeverCameBackIsNoClashWithOneself() {
        assertThat(merge(texts("a", "Tôi viết được nửa câu rồi"), texts("a", "Tôi viết được nửa câu rồi mất mạng."), texts("a", null)))
                .isEqualTo(texts("a", "Tôi viết được nửa câu rồi mất mạng."));
        assertThat(clashing).isEmpty();
        merge(texts("rating", "T"), texts("rating", "HT"), texts("rating", null));
        assertThat(clashing).as("a short one may only look grown").isEqualTo(texts("rating", "T"));
    }

    @Test
    void lineBreaksAndMarksOfTheBrowserAreNoChange() {
        assertThat(merge(texts("a", "một\nhai", "b", "x"), texts("a", "một\r\nhai", "b", "y"), texts("a", "một\nhai", "b", "x")))
                .isEqualTo(texts("a", "một\nhai", "b", "y"));
        assertThat(clashing).isEmpty();
    }

    @Test
    void whatIsTakenOutStaysOut() {
        assertThat(merge(texts("acts", "PH01"), texts("_acts", "on"), texts("acts", "PH01"))).isEqualTo(texts("_acts", "on"));
    }
}
