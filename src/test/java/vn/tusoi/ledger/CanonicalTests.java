package vn.tusoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/** The canonical form against the reference implementation of RFC 8785. */
class CanonicalTests {

    @Test
    void itIsWhatTheReferenceImplementationWrites() throws Exception {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("z", "Nguyễn Thị Ánh \"Tuyết\" \\ / \u0000\u0007\b\t\n\u000b\f\r\u001f\u007f\u2028 €");
        all.put("a", List.of(1, 0, -7, 9007199254740991L, true, false, "x"));
        all.put("\u20ac", Map.of("b", 2, "a", 1, "", "empty"));
        all.put("\ud83d\ude00", "smile \ud83d\ude00");
        all.put("\ufb33", 3);
        all.put("\u00f6", Map.of());
        all.put("none", null);
        String ours = Canonical.json(all);
        assertThat(new JsonCanonicalizer(ours).getEncodedString()).isEqualTo(ours);
        assertThat(ours).doesNotContain("none");
    }

    @Test
    void textsAreComposedAndTimesHaveSixDecimalsInUtc() {
        assertThat(Canonical.json(Map.of("name", "Nguye\u0302\u0303n"))).isEqualTo("{\"name\":\"Nguyễn\"}");
        assertThat(Canonical.json(Arrays.asList(Instant.parse("2026-11-25T06:00:00Z"), Instant.parse("2026-11-25T06:00:00.1234567Z"))))
                .isEqualTo("[\"2026-11-25T06:00:00.000000Z\",\"2026-11-25T06:00:00.123456Z\"]");
    }

    @Test
    void fractionsAreRefusedAndNumbersThatOthersWouldRoundAreTexts() {
        assertThatThrownBy(() -> Canonical.json(0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Canonical.json(9007199254740992L)).isEqualTo("\"9007199254740992\"");
    }
}
