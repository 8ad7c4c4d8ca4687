package vn.tusoi.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompositionTests {

    private static final YearMonth REFERENCE = YearMonth.of(2030, 6);

    private static Composition.Person person(String gender, int year, int month) {
        return new Composition.Person(LocalDate.of(year, month, 28), gender);
    }

    private static Composition of(List<Composition.Person> people, int seats) {
        return Composition.of(people, REFERENCE, 40, seats, 3, 150);
    }

    @Test
    void youngIsWhoIsBelowTheAgeInTheReferenceMonth() {
        assertThat(of(List.of(person("MALE", 1990, 7)), 1).young()).isEqualTo(1);
        assertThat(of(List.of(person("MALE", 1990, 6)), 1).young()).isZero();
    }

    @Test
    void sharesAreRoundedDown() {
        Composition c = of(List.of(person("FEMALE", 1970, 1), person("MALE", 1970, 1), person("MALE", 1970, 1)), 1);
        assertThat(c.womenPercent()).isEqualTo(33);
        assertThat(c.youngPercent()).isZero();
    }

    @Test
    void anEmptyListHasNoShares() {
        assertThat(of(List.of(), 1).womenPercent()).isZero();
        assertThat(of(List.of(), 1).over()).isZero();
    }

    @Test
    void theLimitIsPeoplePerPostTimesSeats() {
        List<Composition.Person> three = List.of(person("MALE", 1970, 1), person("MALE", 1970, 1), person("MALE", 1970, 1));
        assertThat(of(three, 1).over()).isZero();
        assertThat(Composition.of(three, REFERENCE, 40, 1, 2, 150).over()).isEqualTo(1);
    }

    @Test
    void theCoefficientIsAnAimBelowTheLimit() {
        List<Composition.Person> two = List.of(person("MALE", 1970, 1), person("MALE", 1970, 1));
        assertThat(of(two, 1).aboveCoefficient()).as("one seat at 150 % makes one").isTrue();
        assertThat(of(two, 2).aboveCoefficient()).as("two seats at 150 % make three").isFalse();
    }
}
