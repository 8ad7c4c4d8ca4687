package vn.tusoi.room;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many tasks a round had, how long they took and how many were late: by step, and by step and performing unit. */
@Component
class RoundHeat {

    /** Rows of the table by units: the latest and slowest first. */
    static final int UNITS = 200;

    private static final String SPAN = "(extract(epoch from d.ended_at) - extract(epoch from d.created_at))";

    private final JdbcClient jdbc;
    private final Clock clock;

    RoundHeat(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param unit    performing unit; null for all
     * @param done    tasks that are over
     * @param open    tasks still open
     * @param median  seconds from coming up to being over, of those that are; 0 for none
     * @param longest as {@code median}
     * @param late    done after the last day, or open after it
     */
    record Figures(String element, String form, String unit, int done, int open, long median, long longest, int late) { }

    List<Figures> steps(String round, Mandate.Reach reach) {
        return figures(round, reach, false);
    }

    List<Figures> units(String round, Mandate.Reach reach) {
        return figures(round, reach, true).stream().sorted((a, b) -> a.late() != b.late() ? b.late() - a.late() : Long.compare(b.median(), a.median())).limit(UNITS).toList();
    }

    private List<Figures> figures(String round, Mandate.Reach reach, boolean byUnit) {
        Map<String, Object> params = new HashMap<>(Map.of("round", round));
        reach.fill(params);
        String only = reach.realm() == null ? "" : " and d.unit_code in (select mu.code from unit mu where mu.path like :realm)";
        String unit = byUnit ? ", d.unit_code" : "";
        String unitColumn = byUnit ? "d.unit_code" : "cast(null as varchar(40))";
        Map<String, Figures> found = new HashMap<>();
        jdbc.sql("select d.element_id, d.form_key, " + unitColumn + " as unit_code, count(*) as n, percentile_cont(0.5) within group (order by " + SPAN + ") as median, max(" + SPAN
                        + ") as longest, sum(case when d.ended_on > d.due_on then 1 else 0 end) as late from work_done d where d.round_code = :round" + only
                        + " group by d.element_id, d.form_key" + unit).params(params)
                .query((rs, n) -> new Figures(rs.getString(1), rs.getString(2), rs.getString(3), rs.getInt(4), 0, Math.round(rs.getDouble(5)), Math.round(rs.getDouble(6)), rs.getInt(7)))
                .list().forEach(f -> found.put(f.element() + "@" + f.unit(), f));
        params.put("today", LocalDate.now(clock));
        jdbc.sql("select d.element_id, d.form_key, " + unitColumn + " as unit_code, count(*) as n, sum(case when d.due_on < :today then 1 else 0 end) as late"
                        + " from work_item d where d.round_code = :round" + only + " group by d.element_id, d.form_key" + unit).params(params)
                .query((rs, n) -> new Figures(rs.getString(1), rs.getString(2), rs.getString(3), 0, rs.getInt(4), 0, 0, rs.getInt(5))).list()
                .forEach(f -> found.merge(f.element() + "@" + f.unit(), f, (done, open) -> new Figures(done.element(), done.form(), done.unit(), done.done(), open.open(),
                        done.median(), done.longest(), done.late() + open.late())));
        List<Figures> all = new ArrayList<>(found.values());
        all.sort((a, b) -> a.median() != b.median() ? Long.compare(b.median(), a.median()) : a.element().compareTo(b.element()));
        return all;
    }
}
