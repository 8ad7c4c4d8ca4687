package vn.tusoi.rulebook;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A value that a unit may sharpen for its own cases: in one direction only, and not at every level. Values that are not
 * among {@link #all()} are the same everywhere; the time that a person has to answer is one of them, since a unit must not shorten it.
 *
 * @param levels kinds of units that may: PROVINCE, COMMUNE, CELL
 */
public record Sharpening(String key, Direction direction, Set<String> levels) {

    /** Where strictness lies. */
    public enum Direction { HIGHER, LOWER }

    public static List<Sharpening> all() {
        return KnownKeys.SHARPENED;
    }

    public static Optional<Sharpening> of(String key) {
        return all().stream().filter(s -> s.key().equals(key)).findFirst();
    }

    /** Whether a number is stricter than another; the same number is not. */
    public boolean stricter(int proposed, int inherited) {
        return direction == Direction.HIGHER ? proposed > inherited : proposed < inherited;
    }

    /** Whether a number can be a value of this key at all. */
    public boolean possible(int number) {
        return KnownKeys.VALUES.get(key).holds(number);
    }

    public int least() {
        return KnownKeys.VALUES.get(key).from();
    }

    public int most() {
        return KnownKeys.VALUES.get(key).to();
    }

    /** Two values of which the first may not exceed the second, where a set says otherwise; empty where it does not. */
    public static Optional<List<String>> outOfOrder(RuleSet set) {
        return KnownKeys.ORDERED.stream().filter(pair -> set.values().containsKey(pair.get(0)) && set.values().containsKey(pair.get(1))
                && set.value(pair.get(0)).value() instanceof Integer low && set.value(pair.get(1)).value() instanceof Integer high && low > high).findFirst();
    }
}
