package vn.tusoi.rulebook.drafts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

/** A draft keeps what is typed, whatever it is, and gives it back; codes it keeps for ever. */
class DraftTextTests {

    private DraftText text;

    @BeforeEach
    void read() throws IOException {
        text = DraftText.of(new ClassPathResource("processes/rules/2026-07/rule-set.yaml").getContentAsByteArray());
    }

    private DraftText again() {
        return DraftText.of(text.bytes());
    }

    @Test
    void whatShipsComesBackAsItWas() {
        assertThat(again().bytes()).isEqualTo(text.bytes());
        assertThat(again().keys("values")).isEqualTo(text.keys("values")).hasSizeGreaterThan(60);
        assertThat(again().get("catalogues/acts/PH01/vi")).isEqualTo(text.get("catalogues/acts/PH01/vi")).isNotEmpty();
        assertThat(again().get("citations/QD144/date")).isEqualTo("2024-05-09");
        assertThat(again().keys("tables")).containsExactly("eligibility", "rating", "clearance", "composition");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "twelve", "12 # not a comment", "a: b", "\"quoted\" \\ back", "!!java.net.URL x", "- item", "Đồng chí 'x' {0}", "true", "2026-07-26", "null", "*alias"})
    void anythingTypedIsKeptAndNothingElseMoves(String typed) {
        String before = text.get("values/cap.percent/citation");
        text.put("values/inspection.opinionDays/value", typed);
        assertThat(again().get("values/inspection.opinionDays/value")).isEqualTo(typed);
        assertThat(again().get("values/cap.percent/citation")).isEqualTo(before);
        assertThat(again().keys("values")).isEqualTo(text.keys("values"));
    }

    @ParameterizedTest
    @CsvSource({"level,PROVINCE", "catalogues/acts/PH01/code,PH99", "values/cap.percent/script,x", "catalogues/acts/PH99/vi,x", "values/no.such/value,1", "tables,x", "citations/QD144,x"})
    void codesAndThingsThatAreNotThereCannotBeSet(String path, String value) {
        assertThatThrownBy(() -> text.put(path, value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anItemIsAddedOnceAndNotTakenAway() {
        text.add("catalogues/acts/PH20");
        text.put("catalogues/acts/PH20/vi", "Việc mới");
        assertThat(again().keys("catalogues/acts")).contains("PH19", "PH20").hasSize(20);
        assertThatThrownBy(() -> text.add("catalogues/acts/PH20")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEmptiedPartIsLeftOutWhereItMayBeAndEmptyWhereItMayNot() {
        text.put("to", "");
        text.put("values/cap.percent/value", " ");
        String yaml = new String(text.bytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(yaml).contains("cap.percent:\n    value: null").doesNotContain("\nto:");
    }
}
