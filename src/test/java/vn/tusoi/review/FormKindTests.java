package vn.tusoi.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FormKindTests {

    private static final List<String> LEADING = List.of("Bí thư", "Phó Bí thư", "Trưởng", "Hiệu trưởng");

    @Test
    void aCellSecretaryFillsIn2BWhateverElseTheyDo() {
        assertThat(FormKind.of("Bí thư chi bộ", List.of(), LEADING)).isEqualTo(FormKind.LEADER);
        assertThat(FormKind.of("Phó Bí thư chi bộ", List.of("Giáo viên"), LEADING)).isEqualTo(FormKind.LEADER);
    }

    @Test
    void aLeadingPostOutsideTheCellCountsToo() {
        assertThat(FormKind.of("Đảng viên", List.of("Công chức", "Trưởng phòng"), LEADING)).isEqualTo(FormKind.LEADER);
    }

    @Test
    void aPostThatOnlyBeginsWithTheSameLettersDoesNotLead() {
        assertThat(FormKind.of("Đảng viên", List.of("Trưởngthôn"), LEADING)).isEqualTo(FormKind.ORDINARY);
        assertThat(FormKind.of("Chi ủy viên", List.of("Thư ký cho Trưởng phòng"), LEADING)).isEqualTo(FormKind.ORDINARY);
    }

    @Test
    void anOrdinaryPostMeans2AAndNoPostMeans2C() {
        assertThat(FormKind.of("Đảng viên", List.of("Giáo viên"), LEADING)).isEqualTo(FormKind.ORDINARY);
        assertThat(FormKind.of("Đảng viên", List.of(), LEADING)).isEqualTo(FormKind.OUTSIDE);
    }
}
