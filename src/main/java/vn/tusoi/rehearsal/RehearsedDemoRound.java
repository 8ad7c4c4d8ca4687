package vn.tusoi.rehearsal;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.tusoi.demo.DemoRound;
import vn.tusoi.rounds.Variant;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.WorkItem;

/** A round whose history ends yesterday, and beside it a yearly review: each commune has come to another stage, and every office has something to do. */
@Component
class RehearsedDemoRound implements DemoRound {

    private static final long SEED = 7;
    private static final int CASES = 84;
    private static final int DAYS_SO_FAR = 36;
    /** Ratings that wait for the member's answer are younger than this many working days: older ones are answered by silence. */
    private static final int STILL_TO_ANSWER = 3;

    /** Commune -> the forms that stay open there. The first waits for approval, the second counts votes, the others are earlier. */
    private static final Map<String, List<String>> STOPS = Map.of(
            "X01", List.of("approve-list"),
            "X02", List.of("count-votes"),
            "X03", List.of("give-opinion", "draft-findings", "explain-findings", "conclude-inspection", "handle-overdue-opinions"),
            "X04", List.of("prepare-meeting", "record-meeting", "decide-rating", "acknowledge-rating"));

    /** Communes that have come to their list: nothing may hold up a case there, since a list waits for all of its cases. */
    private static final Set<String> AHEAD = Set.of("X01", "X02");
    private static final Set<Fate> HOLDS_UP = EnumSet.of(Fate.LATE, Fate.NOT_SUBMITTED, Fate.SUSPENDED, Fate.DEFERRED, Fate.DEFERRED_ONCE);

    private final Rehearsal rehearsal;
    private final Backstage house;
    private final MessageSource messages;
    private final DemoReview review;

    RehearsedDemoRound(Rehearsal rehearsal, Backstage house, MessageSource messages, DemoReview review) {
        this.review = review;
        this.rehearsal = rehearsal;
        this.house = house;
        this.messages = messages;
    }

    @Override
    public String begin(String passwordHash) {
        Locale vietnamese = Locale.forLanguageTag("vi");
        LocalDate today = LocalDate.now(house.clock());
        LocalDate start = workingDaysBefore(today, DAYS_SO_FAR);
        String code = "DH" + today.plusYears(1).getYear() % 100;
        house.engine().pauseJobs();
        try {
            People people = new People(house, SEED, start, passwordHash);
            Rehearsal.Script script = new Rehearsal.Script(code, messages.getMessage("demo.round", null, vietnamese), CASES, SEED, 2, start, Variant.PLAN_NEW,
                    "COMMITTEE_MEMBER", 12, passwordHash, vietnamese);
            rehearsal.draft(script, people, start, house.calendar().plusWorkingDays(start, Rehearsal.DAYS_TO_CONGRESS), List.of("X01", "X02", "X03", "X04", "X05", "X06"));
            new Play(house, code, SEED, 2, people, new Uneven(today.minusDays(1)), vietnamese).run(start, today.minusDays(1));
            review.begin(passwordHash);
        } finally {
            house.engine().release();
            house.engine().resumeJobs();
        }
        return code;
    }

    private LocalDate workingDaysBefore(LocalDate day, int days) {
        LocalDate start = day;
        while (house.calendar().workingDaysBetween(start, day) < days) {
            start = start.minusDays(1);
        }
        return start;
    }

    /** Quick where a list is to be reached; elsewhere each case stays open at a form of its commune's own stage. */
    private final class Uneven implements Pace {

        private final LocalDate last;
        private final Map<String, String> units = new ConcurrentHashMap<>();

        Uneven(LocalDate last) {
            this.last = last;
        }

        @Override
        public int wait(WorkItem item, Luck luck, Fate fate, LocalDate today) {
            return AHEAD.contains(unit(item)) ? 0 : switch (unit(item)) {
                case "X05", "X06" -> luck.between(3, 70);
                default -> luck.between(0, 4);
            };
        }

        @Override
        public Fate fate(WorkItem item, Fate drawn) {
            return AHEAD.contains(unit(item)) && HOLDS_UP.contains(drawn) ? Fate.NONE : drawn;
        }

        @Override
        public boolean mayAct(WorkItem item, LocalDate today) {
            String stop = stop(item);
            if (stop.equals("handle-overdue-opinions") && item.formKey().equals("give-opinion")) {
                return false;
            }
            if (stop.equals("acknowledge-rating") && item.formKey().equals("decide-rating")) {
                return house.calendar().workingDaysBetween(today, last) < STILL_TO_ANSWER;
            }
            return !stop.equals(item.formKey());
        }

        /** The form that stays open on a subject: the commune's, or where it has several, one after the other by the number of the case. */
        private String stop(WorkItem item) {
            List<String> stops = STOPS.getOrDefault(unit(item), List.of());
            if (stops.size() == 1) {
                return stops.get(0);
            }
            String code = item.subjectCode();
            return stops.isEmpty() || item.kind() != SubjectKind.CASE ? ""
                    : stops.get(Integer.parseInt(code.substring(code.lastIndexOf('-') + 1)) % stops.size());
        }

        private String unit(WorkItem item) {
            return units.computeIfAbsent(item.subjectCode(), subject -> item.kind() == SubjectKind.ROUND ? ""
                    : item.kind() == SubjectKind.COLLECTIVE ? subject.split("-")[2]
                    : item.kind() == SubjectKind.CASE ? house.jdbc().sql("select unit_code from vetting_case where code = ?").param(subject).query(String.class).single()
                    : subject.split("-")[1]);
        }
    }
}
