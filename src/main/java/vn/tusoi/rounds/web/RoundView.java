package vn.tusoi.rounds.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.access.SeparationOfDuties;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.cases.Stage;
import vn.tusoi.register.Units;
import vn.tusoi.rounds.Milestone;
import vn.tusoi.rounds.Readiness;
import vn.tusoi.rounds.Round;
import vn.tusoi.rounds.RoundProgress;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.rulebook.Citation;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.site.Show;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.WorkItem;
import vn.tusoi.worklist.WorkItems;

/** What several pages of a round show: its names in the reader's language, its calendar, what the reader may do next. */
@Component
class RoundView {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final Rounds rounds;
    private final RoundCalendar calendar;
    private final RuleBook rules;
    private final Units units;
    private final WorkItems items;
    private final SeparationOfDuties separation;
    private final Show show;
    private final Clock clock;

    RoundView(Rounds rounds, RoundCalendar calendar, RuleBook rules, Units units, WorkItems items, SeparationOfDuties separation, Show show, Clock clock) {
        this.rounds = rounds;
        this.calendar = calendar;
        this.rules = rules;
        this.units = units;
        this.items = items;
        this.separation = separation;
        this.show = show;
        this.clock = clock;
    }

    static String language() {
        return org.springframework.context.i18n.LocaleContextHolder.getLocale().getLanguage();
    }

    /** A round's names in words. */
    public record Names(String owner, String targetPost, String ruleSet) { }

    Names names(Round round) {
        RuleSet set = rules.get(round.ruleSet());
        String post = round.targetPost() == null ? null : set.item("posts", round.targetPost()).text(language());
        return new Names(units.get(round.ownerUnit()).name(), post, set.name(language()));
    }

    /** A line of the calendar; {@code kind} past, today or ''. */
    public record Line(String kind, LocalDate day, String label, boolean strong, String note, int before) { }

    /** Milestones, today and the congress in order of days; {@code figures} null before the launch. */
    List<Line> calendar(Round round, RoundProgress.Figures figures) {
        List<Line> lines = new ArrayList<>();
        if (round.congressDay() == null) {
            return lines;
        }
        LocalDate today = LocalDate.now(clock);
        if (round.approvedAt() != null) {
            LocalDate opened = LocalDate.ofInstant(round.approvedAt(), ZONE);
            lines.add(line(round, opened, "rounds.milestone.OPENING", false, null, today));
        }
        Map<Milestone, Rounds.Day> days = rounds.calendar(round.code());
        boolean next = true;
        for (Milestone milestone : Milestone.of(round.kind())) {
            Rounds.Day day = days.get(milestone);
            if (day == null) {
                continue;
            }
            int open = figures == null ? 0 : open(figures, milestone);
            boolean past = day.dueOn().isBefore(today);
            String note = null;
            if (open > 0 && past) {
                note = show.say("rounds.calendar.open", open);
            } else if (open > 0 && next) {
                note = show.say("rounds.calendar.left", show.left(day.dueOn()), open);
            } else if (figures == null && day.adjusted()) {
                note = show.say("rounds.calendar.adjusted");
            }
            next = next && past;
            lines.add(line(round, day.dueOn(), "rounds.milestone." + milestone, note != null, note, today));
        }
        lines.add(line(round, round.congressDay(), round.review() ? "rounds.milestone.REVIEW_END" : "rounds.milestone.CONGRESS", true, null, today));
        lines.sort(java.util.Comparator.comparing(Line::day));
        int at = (int) lines.stream().filter(l -> l.day().isBefore(today)).count();
        lines.add(at, new Line("today", today, show.say("rounds.milestone.TODAY"), false, null, calendar.workingDaysBetween(today, round.congressDay())));
        return lines;
    }

    private Line line(Round round, LocalDate day, String key, boolean strong, String note, LocalDate today) {
        return new Line(day.isBefore(today) && note == null ? "past" : "", day, show.say(key), strong, note, calendar.workingDaysBetween(day, round.congressDay()));
    }

    /** Cases that have not passed the milestone's stage. */
    private static int open(RoundProgress.Figures figures, Milestone milestone) {
        Stage until = switch (milestone) {
            case SELF_REVIEW -> Stage.SELF_REVIEW;
            case ASSESSMENT -> Stage.ASSESSMENT;
            case INSPECTION -> Stage.INSPECTION;
            case CONFERENCES, LIST -> Stage.LIST;
        };
        return milestone == Milestone.CONFERENCES ? 0
                : figures.stages().stream().filter(s -> s.stage().compareTo(until) <= 0).mapToInt(RoundProgress.StageCount::here).sum();
    }

    /** The reader's own open task on the round, unless their earlier part in it stands against it. */
    Optional<WorkItem> mine(Actor actor, Round round) {
        return items.openOn(round.code()).stream().filter(i -> i.kind() == SubjectKind.ROUND && actor.groupKeys().contains(i.groupKey()))
                .filter(i -> separation.conflict(actor, round.code(), duty(i), List.of()).isEmpty()).findFirst();
    }

    private static Duty duty(WorkItem item) {
        return item.formKey().equals("approve-opening") || item.formKey().equals("decide-move") ? Duty.OPENER : Duty.PREPARER;
    }

    String reason(String reason) {
        return show.sayOr("rule." + reason, reason);
    }

    /** Number and date of a citation, since numbers recur. */
    String cited(Round round, String code) {
        Citation citation = code == null ? null : rules.get(round.ruleSet()).citations().get(code);
        return citation == null ? code : citation.number() + (citation.date() == null ? "" : ", " + show.day(citation.date()));
    }

    /** A fault in words, and the page where it is put in order. */
    public record Said(String words, String page) { }

    List<Said> said(List<Readiness.Fault> faults) {
        return faults.stream().map(f -> new Said(show.say(f.key(), java.util.Arrays.stream(f.args()).map(this::word).toArray()), f.page())).toList();
    }

    private Object word(Object arg) {
        return arg instanceof Milestone m ? show.say("rounds.milestone." + m) : arg instanceof vn.tusoi.access.Function f ? show.say("function." + f) : arg;
    }

    Map<Milestone, Integer> workingDaysBefore(Round round) {
        Map<Milestone, Integer> before = new EnumMap<>(Milestone.class);
        rounds.calendar(round.code()).forEach((m, d) -> before.put(m, calendar.workingDaysBetween(d.dueOn(), round.congressDay())));
        return before;
    }
}
