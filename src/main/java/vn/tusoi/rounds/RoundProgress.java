package vn.tusoi.rounds;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Function;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.Stage;
import vn.tusoi.register.Units;

/** Where the cases of a round stand, per stage and per unit: one grouped query over the cases and one over the open tasks. */
@Component
public class RoundProgress {

    /** Stages in which a case can be. */
    public static final List<Stage> STAGES = List.of(Stage.SELF_REVIEW, Stage.ASSESSMENT, Stage.INSPECTION, Stage.LIST);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Units units;

    RoundProgress(JdbcClient jdbc, Clock clock, Units units) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.units = units;
    }

    /**
     * A stage of all cases seen.
     *
     * @param past  cases that have gone on from it
     * @param here  cases in it, {@code late} of them past its last day
     * @param ended cases that ended in it before their time
     */
    public record StageCount(Stage stage, int past, int here, int late, int ended) {

        /** Width of the bar's part that is in time. */
        public int inTime() {
            return here - late;
        }
    }

    /**
     * What people wait for in a unit.
     *
     * @param who     the performing unit's name, or the person's where it is one member's own task; null where several members each have one
     * @param tasks   how many tasks
     * @param late    how many of them are overdue
     * @param dueOn   the earliest last day
     */
    public record Turn(String formKey, Function function, String who, int tasks, int late, LocalDate dueOn) { }

    /** A unit's figures; {@code turn} null where nothing is open. */
    public record UnitCount(String code, String name, int cases, Map<Stage, Integer> here, int listed, int notListed, int endedEarly, int late, Turn turn) {

        public int in(Stage stage) {
            return here.getOrDefault(stage, 0);
        }
    }

    /** Everything about a round at one moment. {@code outcomes} counts the cases that are over. */
    public record Figures(List<StageCount> stages, List<UnitCount> units, UnitCount total, Map<CaseOutcome, Integer> outcomes) { }

    private static final class Sum {
        private int cases;
        private int listed;
        private int notListed;
        private int endedEarly;
        private int late;
        private final Map<Stage, Integer> here = new EnumMap<>(Stage.class);
        private final Map<String, Turn> turns = new HashMap<>();
    }

    /** @param onlyUnits codes of the units to look at, null for all */
    public Figures figures(Round round, List<String> onlyUnits) {
        LocalDate today = LocalDate.now(clock);
        Map<String, Sum> sums = new TreeMap<>();
        jdbc.sql("select unit_code from round_unit where round_code = ?").param(round.code()).query(String.class).list().stream()
                .filter(u -> onlyUnits == null || onlyUnits.contains(u)).forEach(u -> sums.put(u, new Sum()));
        Map<Stage, Integer> here = new EnumMap<>(Stage.class);
        Map<Stage, Integer> late = new EnumMap<>(Stage.class);
        Map<Stage, Integer> endedIn = new EnumMap<>(Stage.class);
        Map<CaseOutcome, Integer> outcomes = new EnumMap<>(CaseOutcome.class);
        jdbc.sql("""
                        select unit_code, stage, outcome, ended_from, count(*) as cases, sum(case when due_on < :today then 1 else 0 end) as late
                        from vetting_case where round_code = :round group by unit_code, stage, outcome, ended_from""")
                .param("today", today).param("round", round.code()).query(rs -> {
                    Sum sum = sums.get(rs.getString("unit_code"));
                    if (sum == null) {
                        return;
                    }
                    int cases = rs.getInt("cases");
                    Stage stage = Stage.valueOf(rs.getString("stage"));
                    sum.cases += cases;
                    if (stage != Stage.ENDED) {
                        sum.here.merge(stage, cases, Integer::sum);
                        here.merge(stage, cases, Integer::sum);
                        late.merge(stage, rs.getInt("late"), Integer::sum);
                        return;
                    }
                    CaseOutcome outcome = CaseOutcome.valueOf(rs.getString("outcome"));
                    outcomes.merge(outcome, cases, Integer::sum);
                    switch (outcome) {
                        case LISTED -> sum.listed += cases;
                        case NOT_LISTED -> sum.notListed += cases;
                        default -> {
                            sum.endedEarly += cases;
                            String from = rs.getString("ended_from");
                            endedIn.merge(from == null ? Stage.SELF_REVIEW : Stage.valueOf(from), cases, Integer::sum);
                        }
                    }
                });
        turns(round, today, sums);
        int all = sums.values().stream().mapToInt(s -> s.cases).sum();
        List<StageCount> stages = new ArrayList<>();
        int notPast = 0;
        for (Stage stage : STAGES) {
            int in = here.getOrDefault(stage, 0);
            int ended = endedIn.getOrDefault(stage, 0);
            notPast += in + ended;
            stages.add(new StageCount(stage, all - notPast, in, late.getOrDefault(stage, 0), ended));
        }
        List<UnitCount> counts = sums.entrySet().stream().map(e -> count(e.getKey(), units.get(e.getKey()).name(), e.getValue())).toList();
        UnitCount total = new UnitCount(null, null, all, here, sums.values().stream().mapToInt(s -> s.listed).sum(), sums.values().stream().mapToInt(s -> s.notListed).sum(),
                sums.values().stream().mapToInt(s -> s.endedEarly).sum(), sums.values().stream().mapToInt(s -> s.late).sum(), null);
        return new Figures(stages, counts, total, outcomes);
    }

    private static UnitCount count(String code, String name, Sum sum) {
        Turn turn = sum.turns.values().stream().max(Comparator.comparingInt(Turn::late)
                .thenComparing(t -> t.late() == 0 ? t.tasks() : 0)
                .thenComparing(Turn::dueOn, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder().reversed()))).orElse(null);
        return new UnitCount(code, name, sum.cases, sum.here, sum.listed, sum.notListed, sum.endedEarly, sum.late, turn);
    }

    /** Whose turn it is: open tasks of cases by their unit, of lists and conferences by the unit whose list it is. */
    private void turns(Round round, LocalDate today, Map<String, Sum> sums) {
        record Open(String unit, String function, String performer, String formKey, int tasks, int late, LocalDate due, String title) { }
        List<Open> open = new ArrayList<>(jdbc.sql("""
                        select c.unit_code as for_unit, w.function as fn, w.unit_code as performer, w.form_key, count(*) as tasks,
                               sum(case when w.due_on < :today then 1 else 0 end) as late, min(w.due_on) as due, min(w.title) as title
                        from work_item w join vetting_case c on c.code = w.subject_code where w.round_code = :round and w.subject_kind = 'CASE'
                        group by c.unit_code, w.function, w.unit_code, w.form_key""")
                .param("today", today).param("round", round.code())
                .query((rs, n) -> new Open(rs.getString("for_unit"), rs.getString("fn"), rs.getString("performer"), rs.getString("form_key"), rs.getInt("tasks"),
                        rs.getInt("late"), rs.getObject("due", LocalDate.class), rs.getString("title"))).list());
        open.addAll(jdbc.sql("""
                        select w.subject_code, w.function as fn, w.unit_code as performer, w.form_key, w.due_on, w.title
                        from work_item w where w.round_code = :round and w.subject_kind in ('LIST', 'CONFERENCE')""")
                .param("round", round.code())
                .query((rs, n) -> {
                    LocalDate due = rs.getObject("due_on", LocalDate.class);
                    return new Open(unitOf(round, rs.getString("subject_code"), sums), rs.getString("fn"), rs.getString("performer"), rs.getString("form_key"), 1,
                            due != null && due.isBefore(today) ? 1 : 0, due, rs.getString("title"));
                }).list());
        for (Open o : open) {
            Sum sum = o.unit() == null ? null : sums.get(o.unit());
            if (sum == null) {
                continue;
            }
            sum.late += o.late();
            Function function = Function.valueOf(o.function());
            boolean member = function == Function.MEMBER;
            // members' own tasks are one turn for the unit, whatever their cells
            String key = member ? "MEMBER/" + o.formKey() : o.performer() + "/" + o.formKey();
            Turn turn = new Turn(o.formKey(), function, member ? (o.tasks() == 1 ? o.title() : null) : units.get(o.performer()).name(), o.tasks(), o.late(), o.due());
            sum.turns.merge(key, turn, (a, b) -> new Turn(a.formKey(), a.function(), member ? null : a.who(), a.tasks() + b.tasks(), a.late() + b.late(),
                    a.dueOn() == null || b.dueOn() != null && b.dueOn().isBefore(a.dueOn()) ? b.dueOn() : a.dueOn()));
        }
    }

    /** Lists are named after round and unit, conferences after their list. */
    private static String unitOf(Round round, String subject, Map<String, Sum> sums) {
        return sums.keySet().stream().filter(u -> subject.equals(round.listCode(u)) || subject.startsWith(round.listCode(u) + "-H"))
                .max(Comparator.comparingInt(String::length)).orElse(null);
    }

    /**
     * How far a launch has come.
     *
     * @param minutesLeft estimate from the pace so far, null while none can be made
     * @param lastAt      when the last case was opened
     * @param halted      nothing has moved for some minutes
     */
    public record Launch(int opened, int all, Integer minutesLeft, Instant lastAt, boolean halted) { }

    private static final Duration HALTED = Duration.ofMinutes(3);

    public Launch launch(Round round) {
        record Row(int all, int opened, OffsetDateTime first, OffsetDateTime last) { }
        Row row = jdbc.sql("""
                        select count(*) as whole, count(opened_at) as opened, min(opened_at) as first_at, max(opened_at) as last_at
                        from electorate where round_code = ? and case_code is not null""").param(round.code())
                .query((rs, n) -> new Row(rs.getInt("whole"), rs.getInt("opened"), rs.getObject("first_at", OffsetDateTime.class),
                        rs.getObject("last_at", OffsetDateTime.class))).single();
        Instant last = row.last() == null ? round.approvedAt() : row.last().toInstant();
        Integer minutes = null;
        if (row.opened() > RoundLaunch.BATCH && row.opened() < row.all()) {
            double perCase = Duration.between(row.first().toInstant(), row.last().toInstant()).toMillis() / (double) (row.opened() - RoundLaunch.BATCH);
            minutes = (int) Math.max(1, Math.ceil(perCase * (row.all() - row.opened()) / 60_000));
        }
        boolean halted = round.status() == RoundStatus.LAUNCHING && last != null && Duration.between(last, clock.instant()).compareTo(HALTED) > 0;
        return new Launch(row.opened(), row.all(), minutes, last, halted);
    }

    /** Counts of cases by outcome, in the order of the outcomes; those still open are not counted. */
    public Map<CaseOutcome, Integer> outcomes(String round) {
        Map<CaseOutcome, Integer> found = new LinkedHashMap<>();
        jdbc.sql("select outcome, count(*) from vetting_case where round_code = ? and outcome is not null group by outcome order by outcome").param(round)
                .query(rs -> {
                    found.put(CaseOutcome.valueOf(rs.getString(1)), rs.getInt(2));
                });
        return found;
    }
}
