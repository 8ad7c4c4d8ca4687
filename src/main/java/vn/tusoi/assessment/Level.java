package vn.tusoi.assessment;

import java.util.List;

/** The four levels, best first. */
public enum Level {
    XS, T, HT, KHT;

    public static final List<Level> ALL = List.of(values());

    public boolean betterThan(Level other) {
        return ordinal() < other.ordinal();
    }
}
