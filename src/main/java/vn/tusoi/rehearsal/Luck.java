package vn.tusoi.rehearsal;

import java.util.List;
import java.util.SplittableRandom;

/** Chance that hangs on what is asked about, never on who asks first: the same seed and words give the same answers in any order. */
final class Luck {

    private final SplittableRandom random;

    private Luck(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static Luck of(long seed, Object... words) {
        long hash = 0xcbf29ce484222325L ^ seed * 0x9E3779B97F4A7C15L;
        for (Object word : words) {
            String text = String.valueOf(word);
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
            }
            hash = (hash ^ 0x1f) * 0x100000001b3L;
        }
        return new Luck(hash);
    }

    /** True in {@code percent} of a hundred cases. */
    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** True in {@code perMille} of a thousand cases. */
    boolean rarely(int perMille) {
        return random.nextInt(1000) < perMille;
    }

    /** From {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return high <= low ? low : random.nextInt(low, high + 1);
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    <T> void shuffle(List<T> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            T moved = list.get(i);
            list.set(i, list.get(j));
            list.set(j, moved);
        }
    }
}
