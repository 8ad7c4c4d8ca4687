package vn.tusoi.rounds;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.register.Unit;
import vn.tusoi.register.UnitKind;
import vn.tusoi.register.Units;

/** What came of a review, unit by unit down the tree: what was handed in, assessed, decided, and how ratings are spread. Counted by cell when it is looked at. */
@Component
public class ReviewOverview {

    /** Levels in the order in which they are shown. */
    public static final List<String> LEVELS = List.of("XS", "T", "HT", "KHT", "CXL");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Units units;

    ReviewOverview(JdbcClient jdbc, Clock clock, Units units) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.units = units;
    }

    /**
     * The reviews of a unit.
     *
     * @param submitted with a sealed self-review
     * @param assessed  the cell held its meeting
     * @param decided   with a decided level, answered or not
     * @param levels    how many were given each level
     * @param missing   over, no self-review came
     * @param departed  over without a rating: died, moved, suspended, left
     * @param late      past the last day of their stage
     * @param leftOut   members who are not reviewed
     * @param bodies    reviews of bodies at or below the unit, and how many of them are rated
     */
    public record Line(String unit, String name, boolean cell, int all, int submitted, int assessed, int decided, Map<String, Integer> levels, int missing, int departed,
                       int late, int leftOut, int bodies, int bodiesRated) {

        public int of(String level) {
            return levels.getOrDefault(level, 0);
        }

        /** In whole percent of those who were given a level, rounded down; none where nobody was. */
        public Integer percent(String level) {
            return decided == 0 ? null : of(level) * 100 / decided;
        }
    }

    /** A body's review. @param level as decided, null before @param selfLevel as the body gave itself */
    public record Body(String code, String unit, String unitName, String over, String state, LocalDate heldOn, String selfLevel, String level) { }

    private static final class Sum {
        private int all;
        private int submitted;
        private int assessed;
        private int missing;
        private int departed;
        private int late;
        private int leftOut;
        private int bodies;
        private int bodiesRated;
        private final Map<String, Integer> levels = new LinkedHashMap<>();

        Line of(Unit unit) {
            return new Line(unit == null ? null : unit.code(), unit == null ? null : unit.name(), unit != null && unit.kind() == UnitKind.CELL, all, submitted, assessed,
                    levels.values().stream().mapToInt(Integer::intValue).sum(), levels, missing, departed, late, leftOut, bodies, bodiesRated);
        }
    }

    /** The units right below one, and all of it together. */
    public record Figures(List<Line> units, Line total) { }

    /** @param onlyUnits units whose realms may be seen, null for all */
    public Figures below(Round round, Unit at, List<String> onlyUnits) {
        Map<String, Sum> sums = new TreeMap<>();
        Sum total = new Sum();
        List<String> seen = onlyUnits == null ? null : onlyUnits.stream().map(u -> units.get(u).path()).toList();
        each("""
                select u.path, count(*) as cases, sum(case when c.due_on < :today then 1 else 0 end) as late,
                       sum(case when c.outcome = 'NOT_SUBMITTED' then 1 else 0 end) as missing, sum(case when c.outcome = 'LEFT_REVIEW' then 1 else 0 end) as departed,
                       sum(case when exists (select 1 from self_review s where s.case_code = c.code) then 1 else 0 end) as submitted,
                       sum(case when exists (select 1 from cell_meeting m where m.case_code = c.code and m.state = 'HELD') then 1 else 0 end) as assessed
                from vetting_case c join unit u on u.code = c.cell_code where c.round_code = :round group by u.path""", round, at, seen, sums, total, (rs, sum) -> {
            sum.all += rs.getInt("cases");
            sum.late += rs.getInt("late");
            sum.missing += rs.getInt("missing");
            sum.departed += rs.getInt("departed");
            sum.submitted += rs.getInt("submitted");
            sum.assessed += rs.getInt("assessed");
        });
        each("""
                select u.path, d.level, count(*) as cases from vetting_case c join unit u on u.code = c.cell_code
                join rating_decision d on d.case_code = c.code and d.current_one = true and d.level is not null
                where c.round_code = :round group by u.path, d.level""", round, at, seen, sums, total, (rs, sum) -> sum.levels.merge(rs.getString("level"), rs.getInt("cases"), Integer::sum));
        each("select u.path, count(*) as people from electorate e join unit u on u.code = e.cell_code where e.round_code = :round and e.included = false group by u.path",
                round, at, seen, sums, total, (rs, sum) -> sum.leftOut += rs.getInt("people"));
        each("""
                select u.path, count(*) as bodies, sum(case when b.state = 'RATED' then 1 else 0 end) as rated from collective_review b join unit u on u.code = b.unit_code
                where b.round_code = :round group by u.path""", round, at, seen, sums, total, (rs, sum) -> {
            sum.bodies += rs.getInt("bodies");
            sum.bodiesRated += rs.getInt("rated");
        });
        List<Line> rows = new ArrayList<>();
        sums.forEach((unit, sum) -> rows.add(sum.of(units.get(unit))));
        return new Figures(rows, total.of(null));
    }

    /** One row of the database for one sum. */
    private interface Adding {
        void add(java.sql.ResultSet row, Sum sum) throws java.sql.SQLException;
    }

    private void each(String sql, Round round, Unit at, List<String> seen, Map<String, Sum> sums, Sum total, Adding adding) {
        RowCallbackHandler row = rs -> {
            String path = rs.getString("path");
            if (!path.startsWith(at.path()) || path.equals(at.path()) || seen != null && seen.stream().noneMatch(path::startsWith)) {
                return;
            }
            String rest = path.substring(at.path().length());
            adding.add(rs, sums.computeIfAbsent(rest.substring(0, rest.indexOf('/')), u -> new Sum()));
            adding.add(rs, total);
        };
        JdbcClient.StatementSpec asked = jdbc.sql(sql).param("round", round.code());
        (sql.contains(":today") ? asked.param("today", LocalDate.now(clock)) : asked).query(row);
    }

    /** The bodies at or below a unit, in the order of the tree. @param onlyUnits as in {@link #below} */
    public List<Body> bodies(Round round, Unit at, List<String> onlyUnits) {
        List<String> seen = onlyUnits == null ? null : onlyUnits.stream().map(u -> units.get(u).path()).toList();
        List<Body> found = new ArrayList<>();
        jdbc.sql("""
                        select b.code, b.unit_code, b.state, b.held_on, b.self_level, b.level, u.name, u.path, o.name as over_name from collective_review b
                        join unit u on u.code = b.unit_code left join unit o on o.code = u.parent_code where b.round_code = ? order by u.path""").param(round.code()).query(rs -> {
                    String path = rs.getString("path");
                    if (path.startsWith(at.path()) && (seen == null || seen.stream().anyMatch(path::startsWith))) {
                        found.add(new Body(rs.getString("code"), rs.getString("unit_code"), rs.getString("name"), rs.getString("over_name"), rs.getString("state"),
                                rs.getObject("held_on", LocalDate.class), rs.getString("self_level"), rs.getString("level")));
                    }
                });
        return found;
    }
}
