package vn.tusoi.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class NameOrderTests {

    private static List<String> sorted(String... names) {
        List<String> shuffled = new ArrayList<>(List.of(names));
        Collections.reverse(shuffled);
        shuffled.sort(Comparator.comparing(VietnameseText::sortKey));
        return shuffled;
    }

    @Test
    void aShorterGivenNameComesFirstWhateverTheFamilyName() {
        assertThat(sorted("Trần Mai Hà", "Bế Xuân Hải", "Bế Xuân Hải Anh")).containsExactly("Bế Xuân Hải Anh", "Trần Mai Hà", "Bế Xuân Hải");
    }

    @Test
    void equalGivenNamesAreOrderedByFamilyAndMiddleName() {
        assertThat(sorted("Bế Văn Bình", "Nông An Bình", "Nông Văn Bình")).containsExactly("Bế Văn Bình", "Nông An Bình", "Nông Văn Bình");
    }

    @Test
    void vowelsWithMarksFollowTheirPlainOnesAndTheStrokedDFollowsD() {
        assertThat(sorted("Lò Thị An", "Lò Thị Ân", "Lò Thị Dung", "Lò Thị Đào", "Lò Thị Em")).containsExactly("Lò Thị An", "Lò Thị Ân", "Lò Thị Dung", "Lò Thị Đào", "Lò Thị Em");
    }

    @Test
    void aLongNameStillFitsItsColumn() {
        assertThat(VietnameseText.sortKey("Nguyễn Đặng Thị Phương Thảo Nguyễn Đặng Thị Phương Thảo Nguyễn Đặng Thị Phương Thảo")).hasSizeLessThanOrEqualTo(600);
        assertThat(VietnameseText.sortKey("Nguyễn Đặng Hoàng Thị Phương Nghiêm")).hasSizeLessThan(600);
    }
}
