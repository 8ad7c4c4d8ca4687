package vn.tusoi.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeInMonthsTests {

    @ParameterizedTest
    @CsvSource({"1970-06-01,2030-06,720", "1970-06-30,2030-06,720", "1970-07-01,2030-06,719", "1972-02-29,2030-02,696", "1972-02-29,2029-02,684", "2030-07-01,2030-06,-1"})
    void ageIsCountedFromMonthToMonthWhateverTheDay(LocalDate birth, YearMonth reference, int months) {
        assertThat(AgeInMonths.at(birth, reference)).isEqualTo(months);
    }

    @Test
    void everybodyBornInOneMonthIsOfOneAge() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            YearMonth born = YearMonth.of(1940 + random.nextInt(80), 1 + random.nextInt(12));
            YearMonth reference = YearMonth.of(2024 + random.nextInt(12), 1 + random.nextInt(12));
            int age = AgeInMonths.at(born.atDay(1), reference);
            assertThat(AgeInMonths.at(born.atEndOfMonth(), reference)).isEqualTo(age);
            assertThat(AgeInMonths.at(born.plusMonths(1).atDay(1), reference)).isEqualTo(age - 1);
            assertThat(AgeInMonths.at(born.atDay(1), reference.plusMonths(1))).isEqualTo(age + 1);
            assertThat(born.plusMonths(age)).isEqualTo(reference);
        }
    }

    @Test
    void whatIsLeftAndWhatIsGoneMakeTheAgeOfRetirement() {
        LocalDate leapDay = LocalDate.of(1968, 2, 29);
        YearMonth reference = YearMonth.of(2025, 6);
        assertThat(AgeInMonths.toRetirement(leapDay, reference, 744)).isEqualTo(744 - 688);
        assertThat(AgeInMonths.toRetirement(LocalDate.of(1963, 6, 15), reference, 744)).isZero();
        assertThat(AgeInMonths.toRetirement(LocalDate.of(1963, 5, 31), reference, 744)).isEqualTo(-1);
    }

    @Test
    void youngEndsInTheMonthOfTheBirthday() {
        YearMonth reference = YearMonth.of(2030, 6);
        assertThat(AgeInMonths.isYoungerThan(40, LocalDate.of(1990, 7, 1), reference)).isTrue();
        assertThat(AgeInMonths.isYoungerThan(40, LocalDate.of(1990, 6, 30), reference)).isFalse();
    }
}
