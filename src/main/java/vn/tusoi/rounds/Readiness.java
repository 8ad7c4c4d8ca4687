package vn.tusoi.rounds;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Function;

/** What must be in order before a round is submitted, and what must be over before it is closed. */
@Component
public class Readiness {

    /** Offices that every cell, and every unit's list, must find somebody for; otherwise a case would get stuck later. */
    private static final List<Function> FOR_CASES = List.of(Function.CELL_SECRETARY, Function.GRASSROOTS_COMMITTEE, Function.INSPECTOR,
            Function.LEAD_INSPECTOR, Function.INTERNAL_AFFAIRS, Function.ASSET_CONTROL, Function.FATHERLAND_FRONT);
    private static final List<Function> FOR_REVIEWS = List.of(Function.CELL_SECRETARY, Function.GRASSROOTS_COMMITTEE);
    private static final List<Function> FOR_LISTS = List.of(Function.ORGANISATION_BOARD, Function.CONFERENCE_SECRETARY, Function.COUNTER, Function.CHAIR,
            Function.APPROVER);

    private final JdbcClient jdbc;
    private final Rounds rounds;
    private final RoundDates dates;
    private final Clock clock;

    Readiness(JdbcClient jdbc, Rounds rounds, RoundDates dates, Clock clock) {
        this.jdbc = jdbc;
        this.rounds = rounds;
        this.dates = dates;
        this.clock = clock;
    }

    /** @param key message key, @param page last part of the address where it is put in order */
    public record Fault(String key, String page, Object... args) { }

    /** Faults of the plan, the electorate and the calendar; empty when the round may be submitted. */
    public List<Fault> faults(Round round) {
        List<Fault> faults = new ArrayList<>();
        if (!round.planned()) {
            return List.of(new Fault("rounds.fault.plan", "plan"));
        }
        if (round.computedAt() == null) {
            faults.add(new Fault("rounds.fault.notComputed", "electorate"));
        } else if (jdbc.sql("select count(*) from electorate where round_code = ? and included = true").param(round.code()).query(Integer.class).single() == 0) {
            faults.add(new Fault("rounds.fault.empty", "electorate"));
        }
        faults.addAll(calendarFaults(round, rounds.calendar(round.code())));
        faults.addAll(missingOffices(round));
        return faults;
    }

    /** Each day later than the one before, none past, none a day off, all before the congress. */
    List<Fault> calendarFaults(Round round, Map<Milestone, Rounds.Day> calendar) {
        List<Fault> faults = new ArrayList<>();
        LocalDate before = LocalDate.now(clock);
        for (Milestone milestone : Milestone.of(round.kind())) {
            Rounds.Day day = calendar.get(milestone);
            if (day == null) {
                return List.of(new Fault("rounds.fault.plan", "plan"));
            }
            if (!day.dueOn().isAfter(before)) {
                faults.add(new Fault(milestone == Milestone.SELF_REVIEW ? "rounds.fault.dayPast" : "rounds.fault.dayOrder", "plan", milestone));
            } else if (!dates.workingDays().isWorking(day.dueOn())) {
                faults.add(new Fault("rounds.fault.dayOff", "plan", milestone));
            }
            before = day.dueOn();
        }
        if (round.review() ? round.congressDay().isBefore(before) : !round.congressDay().isAfter(before)) {
            faults.add(new Fault(round.review() ? "rounds.fault.lastDay" : "rounds.fault.congress", "plan"));
        }
        return faults;
    }

    private List<Fault> missingOffices(Round round) {
        LocalDate today = LocalDate.now(clock);
        Set<String> mapped = new HashSet<>(jdbc.sql("""
                        select function || '@' || scope_code from unit_function where valid_from <= ? and (valid_to is null or valid_to >= ?)""")
                .params(today, today).query(String.class).list());
        Set<Function> missing = new TreeSet<>();
        List<Function> forCases = round.review() ? FOR_REVIEWS : FOR_CASES;
        jdbc.sql("select distinct c.path from electorate e join unit c on c.code = e.cell_code where e.round_code = ? and e.included = true")
                .param(round.code()).query(String.class).list().forEach(path -> forCases.stream().filter(f -> !covered(mapped, f, path)).forEach(missing::add));
        if (round.review()) {
            return missing.stream().map(f -> new Fault("rounds.fault.noOffice", "plan", f)).toList();
        }
        jdbc.sql("select u.path from round_unit r join unit u on u.code = r.unit_code where r.round_code = ?").param(round.code()).query(String.class).list()
                .forEach(path -> FOR_LISTS.stream().filter(f -> !covered(mapped, f, path)).forEach(missing::add));
        return missing.stream().map(f -> new Fault("rounds.fault.noOffice", "plan", f)).toList();
    }

    private static boolean covered(Set<String> mapped, Function function, String path) {
        for (String unit : path.split("/")) {
            if (mapped.contains(function + "@" + unit)) {
                return true;
            }
        }
        return false;
    }

    /** Cases that have not ended, and tasks of lists and conferences still open. */
    public record Open(int cases, int tasks) {
        public boolean none() {
            return cases == 0 && tasks == 0;
        }
    }

    public Open open(String round) {
        return new Open(jdbc.sql("select count(*) from vetting_case where round_code = ? and stage <> 'ENDED'").param(round).query(Integer.class).single(),
                jdbc.sql("select count(*) from work_item where round_code = ? and subject_kind <> 'ROUND'").param(round).query(Integer.class).single());
    }
}
