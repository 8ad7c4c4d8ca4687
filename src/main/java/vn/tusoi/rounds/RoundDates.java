package vn.tusoi.rounds;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.cases.Stage;
import vn.tusoi.rulebook.Applied;
import vn.tusoi.rulebook.Fact;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;

/** The calendars of the rounds and the working days between them. What is frozen is kept; holidays are read again every minute. */
@Component
class RoundDates implements RoundCalendar {

    private static final long FRESH = Duration.ofMinutes(1).toNanos();

    /** @param at in the computer's own time, which goes on evenly where a rehearsal moves the clock */
    private record Read(WorkingDays days, long at) { }

    private final JdbcClient jdbc;
    private final Rounds rounds;
    private final RuleBook rules;
    private final Map<String, Map<Milestone, Rounds.Day>> calendars = new ConcurrentHashMap<>();
    private final Map<String, Optional<Reviewed>> reviewed = new ConcurrentHashMap<>();
    private final Map<String, RoundKind> kinds = new ConcurrentHashMap<>();
    private volatile Read read;

    RoundDates(JdbcClient jdbc, Rounds rounds, RuleBook rules) {
        this.jdbc = jdbc;
        this.rounds = rounds;
        this.rules = rules;
    }

    WorkingDays workingDays() {
        Read last = read;
        long now = System.nanoTime();
        if (last == null || now - last.at() > FRESH) {
            last = new Read(new WorkingDays(new HashSet<>(jdbc.sql("select holiday_on from holiday").query(LocalDate.class).list())), now);
            read = last;
        }
        return last.days();
    }

    @Override
    public String name(String roundCode) {
        return rounds.get(roundCode).name();
    }

    @Override
    public LocalDate due(String roundCode, Stage stage) {
        Milestone milestone = milestone(stage);
        return milestone == null ? null : due(roundCode, milestone);
    }

    private static Milestone milestone(Stage stage) {
        return switch (stage) {
            case SELF_REVIEW -> Milestone.SELF_REVIEW;
            case ASSESSMENT -> Milestone.ASSESSMENT;
            case INSPECTION -> Milestone.INSPECTION;
            case LIST -> Milestone.LIST;
            case ENDED -> null;
        };
    }

    @Override
    public Applied rule(String roundCode, String ruleSet, Stage stage) {
        Milestone milestone = milestone(stage);
        return milestone == null ? new Applied(ruleSet, null, null)
                : rules.get(ruleSet).applied(milestone.ruleKey(kind(roundCode)));
    }

    @Override
    public Reasoning explained(String roundCode, Stage stage) {
        Milestone milestone = milestone(stage);
        Rounds.Day day = milestone == null ? null : rounds.calendar(roundCode).get(milestone);
        Round round = rounds.find(roundCode).orElse(null);
        if (day == null || round == null || round.congressDay() == null) {
            return null;
        }
        RuleSet set = rules.get(day.ruleSet() == null ? round.ruleSet() : day.ruleSet());
        if (round.review()) {
            String key = milestone.ruleKey(round.kind());
            Fact fixed = day.adjusted() ? Fact.of("fixedDay", day.dueOn().toString(), "hand") : Fact.of("fixedDay", set.text(key), "value", key);
            return Reasoning.of("deadline.stage", set.applied(key), day.dueOn().toString(), null,
                    List.of(Fact.of("reviewYear", round.year(), "round", roundCode), fixed), List.of()).part(stage);
        }
        int before = workingDays().between(day.dueOn(), round.congressDay());
        Fact counted = day.adjusted() ? Fact.of("workingDaysBefore", before, "hand") : Fact.of("workingDaysBefore", before, "value", milestone.ruleKey());
        return Reasoning.of("deadline.stage", set.applied(milestone.ruleKey()), day.dueOn().toString(), null,
                List.of(Fact.of("congressDay", round.congressDay().toString(), "round", roundCode), counted), List.of()).part(stage);
    }

    @Override
    public Reviewed reviewed(String roundCode) {
        Optional<Reviewed> known = reviewed.get(roundCode);
        if (known == null) {
            Optional<Round> round = rounds.find(roundCode);
            known = round.filter(Round::review).map(r -> new Reviewed(r.year(), r.quarter()));
            if (round.filter(Round::launched).isPresent()) {
                reviewed.put(roundCode, known);
            }
        }
        return known.orElse(null);
    }

    /** What a round is held for never changes. */
    private RoundKind kind(String roundCode) {
        return kinds.computeIfAbsent(roundCode, code -> rounds.find(code).map(Round::kind).orElse(RoundKind.CONGRESS));
    }

    LocalDate due(String roundCode, Milestone milestone) {
        Map<Milestone, Rounds.Day> calendar = calendars.get(roundCode);
        if (calendar == null) {
            calendar = rounds.calendar(roundCode);
            if (rounds.find(roundCode).filter(Round::launched).isPresent()) {
                calendars.put(roundCode, calendar);
            }
        }
        Rounds.Day day = calendar.get(milestone);
        return day == null ? null : day.dueOn();
    }

    @Override
    public LocalDate plusWorkingDays(LocalDate from, int days) {
        return workingDays().plus(from, days);
    }

    @Override
    public int workingDaysBetween(LocalDate from, LocalDate to) {
        return workingDays().between(from, to);
    }
}
