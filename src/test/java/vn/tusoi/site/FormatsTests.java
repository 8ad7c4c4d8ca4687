package vn.tusoi.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.ParseException;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTests {

    private static final Locale VI = Locale.forLanguageTag("vi");
    private final Formats.Dates dates = new Formats.Dates();
    private final Formats.Numbers<Integer> numbers = new Formats.Numbers<>(Integer::valueOf);

    @ParameterizedTest
    @ValueSource(strings = {"05/03/2030", "5/3/2030", " 5-3-2030", "5.3.2030", "2030-03-05"})
    void aDateMayBeTypedInManyWays(String typed) throws ParseException {
        assertThat(dates.parse(typed, VI)).isEqualTo(LocalDate.of(2030, 3, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/02/2030", "5/13/2030", "hôm qua", "05/03/30", ""})
    void aDayThatDoesNotExistIsRefused(String typed) {
        assertThatThrownBy(() -> dates.parse(typed, VI)).isInstanceOf(ParseException.class);
    }

    @Test
    void aDateIsPrintedTheVietnameseWay() {
        assertThat(dates.print(LocalDate.of(2030, 3, 5), Locale.ENGLISH)).isEqualTo("05/03/2030");
    }

    @ParameterizedTest
    @CsvSource({"vi, 1.234, 1234", "en, '1,234', 1234", "vi, 1234, 1234", "vi, 08, 8", "vi, ' 12 ', 12", "vi, 1 234, 1234"})
    void figuresAreReadInTheReadersLanguage(String language, String typed, int number) throws ParseException {
        assertThat(numbers.parse(typed, Locale.forLanguageTag(language))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mười", "1,5", "1.23.4", "-"})
    void whatIsNoWholeNumberIsRefused(String typed) {
        assertThatThrownBy(() -> numbers.parse(typed, VI)).isInstanceOf(ParseException.class);
    }
}
