package vn.tusoi.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.tusoi.worklist.PlainText;

/** The difference of two texts in words, and text as it is kept. */
class ChangesTests {

    private static String told(String before, String after) {
        return Changes.pieces(before, after).stream().map(p -> switch (p.kind()) {
            case SAME -> p.text();
            case REMOVED -> "[-" + p.text() + "]";
            case ADDED -> "[+" + p.text() + "]";
        }).collect(Collectors.joining());
    }

    @Test
    void wordsThatWentAndCameAreToldAndTheRestStays() {
        assertThat(told("Tôi còn chậm trong hai việc.", "Tôi còn chậm trong một việc, đã sửa.")).isEqualTo("Tôi còn chậm trong [-hai việc.][+một việc, đã sửa.]");
        assertThat(told("", "Mới")).isEqualTo("[+Mới]");
        assertThat(told("một\n\nhai", "một\n\nba")).isEqualTo("một\n\n[-hai][+ba]");
    }

    @Test
    void piecesPutTogetherAreBothTexts() {
        String before = "a b  c\nd ".repeat(500);
        String after = "a x c\nd e ".repeat(400);
        assertThat(Changes.pieces(before, after).stream().filter(p -> p.kind() != Changes.Kind.ADDED).map(Changes.Piece::text).collect(Collectors.joining())).isEqualTo(before);
        assertThat(Changes.pieces(before, after).stream().filter(p -> p.kind() != Changes.Kind.REMOVED).map(Changes.Piece::text).collect(Collectors.joining())).isEqualTo(after);
    }

    @Test
    void whatAWordProcessorPastesAlongIsTakenOutAndTheWordsStay() {
        assertThat(PlainText.tidy("<!--[if gte mso 9]><xml><w:WordDocument>x</w:WordDocument></xml><![endif]--><p class=\"MsoNormal\"><b>Tôi&nbsp;nhận</b> khuyết điểm.<o:p></o:p></p><p class=MsoNormal>Đã sửa &amp; báo cáo.</p>"))
                .isEqualTo("Tôi nhận khuyết điểm.\nĐã sửa & báo cáo.");
        assertThat(PlainText.tidy("\uf0b7\u00a0Việc một\r\n\uf0b7 Việc hai")).isEqualTo("- Việc một\n- Việc hai");
        assertThat(PlainText.tidy("Normal 0 false false false EN-US X-NONE X-NONE /* Style Definitions */ table.MsoNormalTable {mso-style-name:\"Table Normal\";} Tôi viết."))
                .isEqualTo("Tôi viết.");
        assertThat(PlainText.tidy("Điểm < 5 và > 3; <script>giữ nguyên</script>")).isEqualTo("Điểm < 5 và > 3; <script>giữ nguyên</script>");
    }
}
