package vn.tusoi.room;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The acts that the record knows, for the filter. Steps from one to the next in their index, and afterwards looks at new entries only. */
@Component
class Acts {

    private final JdbcClient jdbc;
    private final ConcurrentSkipListSet<String> known = new ConcurrentSkipListSet<>();
    private volatile long seen = -1;

    Acts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<String> all() {
        long newest = jdbc.sql("select coalesce(max(id), 0) from ledger_entry").query(Long.class).single();
        if (seen < 0) {
            Optional<String> next = after("");
            while (next.isPresent()) {
                known.add(next.get());
                next = after(next.get());
            }
        } else if (newest > seen) {
            // some numbers below those that were seen may have been committed later: look back a little
            known.addAll(jdbc.sql("select distinct act from ledger_entry where id > ?").param(Math.max(0, seen - 1000)).query(String.class).list());
        }
        seen = newest;
        return List.copyOf(known);
    }

    private Optional<String> after(String act) {
        return jdbc.sql("select act from ledger_entry where act > ? order by act limit 1").param(act).query(String.class).optional();
    }
}
