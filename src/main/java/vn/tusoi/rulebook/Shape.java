package vn.tusoi.rulebook;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a value may be, for whoever asks somebody to write one.
 *
 * @param codes empty where it is no code of a fixed list
 */
public record Shape(boolean number, int from, int to, List<String> codes, String pattern) {

    /** Empty for a value that no desk reads. */
    public static Optional<Shape> of(String key) {
        return Optional.ofNullable(KnownKeys.domain(key)).map(d -> new Shape(d.codes() == null && d.shape() == null, d.from(), d.to(),
                d.codes() == null ? List.of() : d.codes(), d.shape()));
    }

    /** What an item of a catalogue may say beyond its code, words and source. */
    public static Set<String> attributes(String catalogue) {
        return new TreeSet<>(KnownKeys.CATALOGUES.getOrDefault(catalogue, Set.of()));
    }

    /** The codes that an attribute of an item may be; empty where it is none of a fixed list. */
    public static Set<String> codes(String attribute) {
        return new TreeSet<>(switch (attribute) {
            case "body" -> KnownKeys.BODIES;
            case "ballot" -> KnownKeys.BALLOTS;
            case "decider" -> KnownKeys.DECIDERS;
            default -> Set.<String>of();
        });
    }

    /** The catalogue whose codes an attribute of an item names; empty where it names none. */
    public static Optional<String> refersTo(String catalogue, String attribute) {
        return attribute.equals("parent") ? Optional.of(catalogue) : attribute.equals("postClass") ? Optional.of("postClasses")
                : Optional.ofNullable(KnownKeys.REFERS.getOrDefault(catalogue, java.util.Map.of()).get(attribute));
    }

    /** Whether an attribute of an item is answered by yes or no. */
    public static boolean isYesOrNo(String attribute) {
        return KnownKeys.YES_OR_NO.contains(attribute);
    }
}
