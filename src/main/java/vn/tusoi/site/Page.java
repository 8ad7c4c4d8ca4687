package vn.tusoi.site;

import java.util.List;

/**
 * A page of a longer table.
 *
 * @param number counted from 1
 * @param total  rows on all pages
 */
public record Page<T>(List<T> rows, int number, int size, long total) {

    public long first() {
        return (number - 1L) * size + 1;
    }

    public long last() {
        return first() + rows.size() - 1;
    }

    /** How many pages there are, at least one. */
    public long count() {
        return Math.max(1, (total + size - 1) / size);
    }

    /** Number of a page from what an address says: at least 1. */
    public static int number(Integer asked) {
        return asked == null ? 1 : Math.max(1, Math.min(asked, 1_000_000));
    }
}
