package vn.tusoi.rounds;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.register.Unit;
import vn.tusoi.register.UnitKind;
import vn.tusoi.register.Units;

/** How far a review has come, unit by unit down the tree: counted by cell and added up at whatever level is looked at. */
@Component
public class ReviewProgress {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Units units;

    ReviewProgress(JdbcClient jdbc, Clock clock, Units units) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.units = units;
    }

    /**
     * The reviews of a unit.
     *
     * @param writing  self-review not submitted yet
     * @param inCell   with the cell: meeting to be prepared, held, recorded
     * @param toRate   with the committee that decides
     * @param toAnswer rated, the member has not answered yet
     * @param rated    over, with a rating
     * @param missing  over, no self-review came
     * @param departed over without a rating: died, moved, suspended, left
     * @param late     past the last day of their stage
     * @param leftOut  members who are not reviewed
     */
    public record Counts(String unit, String name, boolean cell, int writing, int inCell, int toRate, int toAnswer, int rated, int missing, int departed, int late,
                         int leftOut) {

        public int all() {
            return writing + inCell + toRate + toAnswer + rated + missing + departed;
        }
    }

    private static final class Sum {
        private int writing;
        private int assessed;
        private int toRate;
        private int toAnswer;
        private int rated;
        private int missing;
        private int departed;
        private int late;
        private int leftOut;

        Counts of(Unit unit) {
            return new Counts(unit == null ? null : unit.code(), unit == null ? null : unit.name(), unit != null && unit.kind() == UnitKind.CELL, writing,
                    assessed - toRate - toAnswer, toRate, toAnswer, rated, missing, departed, late, leftOut);
        }
    }

    /** The units right below one, and all of it together. */
    public record Figures(List<Counts> units, Counts total) { }

    /** @param onlyUnits units whose realms may be seen, null for all */
    public Figures below(Round round, Unit at, List<String> onlyUnits) {
        Map<String, Sum> sums = new TreeMap<>();
        Sum total = new Sum();
        List<String> seen = onlyUnits == null ? null : onlyUnits.stream().map(u -> units.get(u).path()).toList();
        jdbc.sql("""
                        select u.path, c.stage, c.outcome, count(*) as cases, sum(case when c.due_on < :today then 1 else 0 end) as late
                        from vetting_case c join unit u on u.code = c.cell_code where c.round_code = :round group by u.path, c.stage, c.outcome""")
                .param("today", LocalDate.now(clock)).param("round", round.code()).query(rs -> {
                    int cases = rs.getInt("cases");
                    int late = rs.getInt("late");
                    String outcome = rs.getString("outcome");
                    String stage = rs.getString("stage");
                    for (Sum sum : of(rs.getString("path"), at, seen, sums, total)) {
                        sum.late += late;
                        if (outcome != null) {
                            sum.rated += outcome.equals("RATED") ? cases : 0;
                            sum.departed += outcome.equals("LEFT_REVIEW") ? cases : 0;
                            sum.missing += outcome.equals("RATED") || outcome.equals("LEFT_REVIEW") ? 0 : cases;
                        } else if (stage.equals("SELF_REVIEW")) {
                            sum.writing += cases;
                        } else {
                            sum.assessed += cases;
                        }
                    }
                });
        jdbc.sql("""
                        select u.path, w.form_key, count(*) as tasks from work_item w join vetting_case c on c.code = w.subject_code join unit u on u.code = c.cell_code
                        where w.round_code = ? and w.form_key in ('decide-rating', 'acknowledge-rating') group by u.path, w.form_key""").param(round.code()).query(rs -> {
                    int tasks = rs.getInt("tasks");
                    boolean rate = rs.getString("form_key").equals("decide-rating");
                    for (Sum sum : of(rs.getString("path"), at, seen, sums, total)) {
                        sum.toRate += rate ? tasks : 0;
                        sum.toAnswer += rate ? 0 : tasks;
                    }
                });
        jdbc.sql("select u.path, count(*) as people from electorate e join unit u on u.code = e.cell_code where e.round_code = ? and e.included = false group by u.path")
                .param(round.code()).query(rs -> {
                    int people = rs.getInt("people");
                    for (Sum sum : of(rs.getString("path"), at, seen, sums, total)) {
                        sum.leftOut += people;
                    }
                });
        List<Counts> rows = new ArrayList<>();
        sums.forEach((unit, sum) -> rows.add(sum.of(units.get(unit))));
        return new Figures(rows, total.of(null));
    }

    /** The sum of the unit right below {@code at} on the way to a cell, and the total; none for cells elsewhere. */
    private static List<Sum> of(String cellPath, Unit at, List<String> seen, Map<String, Sum> sums, Sum total) {
        if (!cellPath.startsWith(at.path()) || cellPath.equals(at.path()) || seen != null && seen.stream().noneMatch(cellPath::startsWith)) {
            return List.of();
        }
        String rest = cellPath.substring(at.path().length());
        return List.of(sums.computeIfAbsent(rest.substring(0, rest.indexOf('/')), u -> new Sum()), total);
    }
}
