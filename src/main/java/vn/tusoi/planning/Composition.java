package vn.tusoi.planning;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import vn.tusoi.rulebook.AgeInMonths;

/**
 * What a list is made of, in whole numbers. Shares are rounded down: 24.9 % does not meet 25 %.
 *
 * @param limit       most people the rule allows on the list: people per post × seats
 * @param coefficient size the rule aims at: seats × coefficient
 */
public record Composition(int people, int women, int young, int limit, int coefficient) {

    /** Somebody's birth and gender. */
    public record Person(LocalDate birthDate, String gender) { }

    /**
     * @param reference month at which ages are counted
     * @param youngAge  young is who is below this age, in whole months
     */
    public static Composition of(Collection<Person> persons, YearMonth reference, int youngAge, int seats, int perPost, int coefficientPercent) {
        int women = (int) persons.stream().filter(p -> "FEMALE".equals(p.gender())).count();
        int young = (int) persons.stream().filter(p -> AgeInMonths.isYoungerThan(youngAge, p.birthDate(), reference)).count();
        return new Composition(persons.size(), women, young, seats * perPost, seats * coefficientPercent / 100);
    }

    public int womenPercent() {
        return percent(women);
    }

    public int youngPercent() {
        return percent(young);
    }

    private int percent(int part) {
        return people == 0 ? 0 : (int) (part * 100L / people);
    }

    /** How many people too many the list has, 0 where it does not. */
    public int over() {
        return Math.max(0, people - limit);
    }

    public boolean aboveCoefficient() {
        return people > coefficient;
    }
}
