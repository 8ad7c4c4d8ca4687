package vn.tusoi.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** For any text: cleaning and searching do not depend on how it was typed. */
class VietnameseTextTests {

    private static final String LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";
    private static final List<String> SPACES = List.of(" ", "  ", "\u00a0", "\t", "\n", "\u2003 ", "\u200b");

    private static String name(Random random, boolean odd) {
        StringBuilder name = new StringBuilder(odd ? " " : "");
        for (int word = 0; word < 1 + random.nextInt(4); word++) {
            if (word > 0) {
                name.append(odd ? SPACES.get(random.nextInt(SPACES.size())) : " ");
            }
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                String letter = String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length())));
                name.append(random.nextBoolean() ? letter.toUpperCase(java.util.Locale.ROOT) : letter);
            }
        }
        return name.toString();
    }

    @Test
    void theSameNameTypedComposedOrDecomposedWithAnySpacesIsTheSame() {
        for (int seed = 0; seed < 500; seed++) {
            String odd = Normalizer.normalize(name(new Random(seed), true), Normalizer.Form.NFD);
            String clean = VietnameseText.clean(odd);
            assertThat(clean).isEqualTo(VietnameseText.clean(clean)).doesNotContain("  ").isEqualTo(clean.strip());
            assertThat(Normalizer.isNormalized(clean, Normalizer.Form.NFC)).isTrue();
            assertThat(VietnameseText.sortKey(odd)).isEqualTo(VietnameseText.sortKey(clean));
        }
    }

    @Test
    void whatIsSearchedIsPlainLowerCaseLettersAndFindsItself() {
        for (int seed = 0; seed < 500; seed++) {
            String name = name(new Random(seed), false);
            String plain = VietnameseText.searchable(name);
            assertThat(plain).matches("[a-z ]+").isEqualTo(VietnameseText.searchable(plain))
                    .isEqualTo(VietnameseText.searchable(name.toLowerCase(java.util.Locale.ROOT)));
        }
    }
}
