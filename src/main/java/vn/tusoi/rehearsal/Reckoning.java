package vn.tusoi.rehearsal;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tusoi.access.Function;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.Stage;
import vn.tusoi.worklist.WorkItem;

/** Counts up a rehearsal from what the application itself wrote down: done tasks, the record, the cases. */
final class Reckoning {

    private final Backstage house;
    private final JdbcClient jdbc;

    Reckoning(Backstage house) {
        this.house = house;
        this.jdbc = house.jdbc();
    }

    Result of(String round, Play play, People people, double seconds) {
        Map<CaseOutcome, Integer> outcomes = new EnumMap<>(CaseOutcome.class);
        List<String> lost = new ArrayList<>();
        List<String> subjects = new ArrayList<>(List.of(round));
        int[] cases = new int[1];
        jdbc.sql("select code, outcome from vetting_case where round_code = ? order by code").param(round).query(rs -> {
            cases[0]++;
            subjects.add(rs.getString(1));
            if (rs.getString(2) == null) {
                lost.add(rs.getString(1));
            } else {
                outcomes.merge(CaseOutcome.valueOf(rs.getString(2)), 1, Integer::sum);
            }
        });
        subjects.addAll(jdbc.sql("select code from planning_list where round_code = ?").param(round).query(String.class).list());
        subjects.addAll(jdbc.sql("select code from collective_review where round_code = ?").param(round).query(String.class).list());
        subjects.addAll(jdbc.sql("select code from conference where round_code = ?").param(round).query(String.class).list());

        List<Findings.Stuck> stuck = new ArrayList<>(play.findings().stuck());
        Set<String> named = new HashSet<>();
        stuck.forEach(s -> named.add(s.subjectCode()));
        for (WorkItem open : house.open(round)) {
            if (named.add(open.subjectCode())) {
                stuck.add(new Findings.Stuck(open.subjectCode(), open.formKey(), "still open, for " + open.groupKey()));
            }
        }
        for (EngineTime.Trouble t : house.engine().stuck(subjects)) {
            if (named.add(t.subjectCode())) {
                stuck.add(new Findings.Stuck(t.subjectCode(), t.where(), t.why()));
            }
        }
        for (String code : lost) {
            if (named.add(code)) {
                stuck.add(new Findings.Stuck(code, "-", "neither ended nor waiting for anybody"));
            }
        }
        int byProcess = jdbc.sql("select count(*) from work_done where round_code = ? and ended_by is null").param(round).query(Integer.class).single();
        return new Result(round, cases[0], outcomes, offices(round, play), stages(round, play), people.all().size(), people.appointments(), byProcess,
                play.findings().acts(), play.findings().clashes(), play.days().size(), seconds, stuck);
    }

    private Map<Function, Result.Work> offices(String round, Play play) {
        NavigableMap<LocalDate, Integer> days = new TreeMap<>(play.days());
        Map<Function, List<Integer>> waited = new EnumMap<>(Function.class);
        Map<Function, Integer> late = new EnumMap<>(Function.class);
        jdbc.sql("select function, due_on, created_at, ended_at from work_done where round_code = ? and ended_by is not null").param(round).query(rs -> {
            Function function = Function.valueOf(rs.getString(1));
            LocalDate due = rs.getObject(2, LocalDate.class);
            LocalDate ended = day(rs.getObject(4, OffsetDateTime.class));
            waited.computeIfAbsent(function, f -> new ArrayList<>()).add(number(days, ended) - number(days, day(rs.getObject(3, OffsetDateTime.class))));
            late.merge(function, due != null && ended.isAfter(due) ? 1 : 0, Integer::sum);
        });
        Map<Function, Result.Work> offices = new EnumMap<>(Function.class);
        waited.forEach((function, list) -> offices.put(function, new Result.Work(list.size(), percentile(list, 50), percentile(list, 95), late.get(function))));
        return offices;
    }

    /** A case that comes back to a stage stood there twice; both spells count together. */
    private Map<Stage, Result.Spell> stages(String round, Play play) {
        NavigableMap<LocalDate, Integer> days = new TreeMap<>(play.days());
        Map<String, Object[]> standing = new HashMap<>();
        Map<String, Map<Stage, Integer>> spells = new HashMap<>();
        jdbc.sql("""
                        select l.subject_code, l.act, l.outcome, l.at from ledger_entry l join vetting_case c on c.code = l.subject_code
                        where c.round_code = ? and l.act in ('CASE_OPENED', 'STAGE_ENTERED', 'CASE_ENDED') order by l.id""")
                .param(round).query(rs -> {
                    String code = rs.getString(1);
                    int day = number(days, day(rs.getObject(4, OffsetDateTime.class)));
                    Object[] before = standing.get(code);
                    if (before != null) {
                        spells.computeIfAbsent(code, c -> new EnumMap<>(Stage.class)).merge((Stage) before[0], day - (Integer) before[1], Integer::sum);
                    }
                    if (rs.getString(2).equals("CASE_ENDED")) {
                        standing.remove(code);
                    } else {
                        Stage stage = rs.getString(2).equals("CASE_OPENED") ? Stage.SELF_REVIEW : Stage.valueOf(rs.getString(3));
                        standing.put(code, new Object[] {stage, day});
                    }
                });
        Map<Stage, List<Integer>> byStage = new EnumMap<>(Stage.class);
        spells.values().forEach(all -> all.forEach((stage, d) -> byStage.computeIfAbsent(stage, s -> new ArrayList<>()).add(d)));
        Map<Stage, Result.Spell> stages = new EnumMap<>(Stage.class);
        byStage.forEach((stage, list) -> stages.put(stage, new Result.Spell(list.size(), percentile(list, 50), percentile(list, 95))));
        return stages;
    }

    private LocalDate day(OffsetDateTime at) {
        return at.atZoneSameInstant(house.zone()).toLocalDate();
    }

    private static int number(NavigableMap<LocalDate, Integer> days, LocalDate day) {
        Map.Entry<LocalDate, Integer> at = days.floorEntry(day);
        return at == null ? 0 : at.getValue();
    }

    private static int percentile(List<Integer> values, int percent) {
        List<Integer> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
    }
}
