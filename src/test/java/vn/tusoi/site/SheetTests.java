package vn.tusoi.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

class SheetTests {

    private static String sheet(String... cells) {
        return new String(file(cells).getBody(), StandardCharsets.UTF_8);
    }

    private static ResponseEntity<byte[]> file(String... cells) {
        return Sheet.file("bang.csv", List.of("Đơn vị"), List.of(Arrays.asList(cells)));
    }

    @Test
    void aSpreadsheetKnowsTheLettersByTheMarkInFront() {
        assertThat(sheet("xã Nà Bình")).startsWith("\uFEFF").contains("Đơn vị").contains("xã Nà Bình");
        assertThat(file("x").getHeaders().getContentDisposition().getFilename()).isEqualTo("bang.csv");
    }

    @Test
    void whatLooksLikeAFormulaIsOnlyText() {
        for (String formula : List.of("=1+1", " =1+1", "+84", "-5", "@x", "\t=1", "＝1")) {
            assertThat(sheet(formula)).as(formula).contains("'" + formula);
        }
        assertThat(sheet("phường Lộc Xá")).doesNotContain("'");
    }

    @Test
    void separatorsQuotesAndNothingStayInTheirCell() {
        assertThat(sheet("Nông, \"Bình\"", null, "3")).contains("\"Nông, \"\"Bình\"\"\",,3");
    }
}
