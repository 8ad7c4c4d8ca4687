package vn.tusoi.api;

import java.util.List;
import java.util.function.Function;
import vn.tusoi.site.Page;

/**
 * One page of a longer list.
 *
 * @param page  counted from 1
 * @param total items on all pages
 */
record Paged<T>(List<T> items, int page, int size, long total) {

    static <R, T> Paged<T> of(Page<R> page, Function<R, T> view) {
        return new Paged<>(page.rows().stream().map(view).toList(), page.number(), page.size(), page.total());
    }

    /** Cuts a page out of a list that is short anyway. */
    static <T> Paged<T> cut(List<T> all, int page, int size) {
        int from = Math.min(all.size(), (page - 1) * size);
        return new Paged<>(all.subList(from, Math.min(all.size(), from + size)), page, size, all.size());
    }
}
