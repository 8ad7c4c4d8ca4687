package vn.tusoi.rehearsal;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.tusoi.demo.DemoRound;
import vn.tusoi.rounds.Variant;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.WorkItem;

/** A round whose history ends yesterday: each commune has come to another stage, and every office has something to do. */
@Component
class RehearsedDemoRound implements DemoRound {

    private static final long SEED = 7;
    private static final int CASES = 84;
    private static final int DAYS_SO_FAR = 36;

    /** Commune -> the forms that stay open there. The first waits for approval, the second counts votes, the others are earlier. */
    private static final Map<String, List<String>> STOPS = Map.of(
            "X01", List.of("approve-list"),
            "X02", List.of("count-votes"),
            "X03", List.of("give-opinion", "draft-findings", "explain-findings", "conclude-inspection", "handle-overdue-opinions"),
            "X04", List.of("prepare-meeting", "record-meeting", "decide-rating", "acknowledge-rating"));

    private final Rehearsal rehearsal;
    private final Backstage house;
    private final MessageSource messages;

    RehearsedDemoRound(Rehearsal rehearsal, Backstage house, MessageSource messages) {
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
            People people = new People(house.jdbc(), house.units(), SEED, start, passwordHash);
            Rehearsal.Script script = new Rehearsal.Script(code, messages.getMessage("demo.round", null, vietnamese), CASES, SEED, 2, start, Variant.PLAN_NEW,
                    "COMMITTEE_MEMBER", 12, passwordHash, vietnamese);
            rehearsal.draft(script, people, start, house.calendar().plusWorkingDays(start, Rehearsal.DAYS_TO_CONGRESS), List.of("X01", "X02", "X03", "X04", "X05", "X06"));
            new Play(house, code, SEED, 2, people, new Uneven(), vietnamese).run(start, today.minusDays(1));
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

    /** Quick everywhere, but half or more of what is on a commune's own stage stays open. */
    private final class Uneven implements Pace {

        private final Map<String, String> units = new ConcurrentHashMap<>();

        @Override
        public int wait(WorkItem item, Luck luck, Fate fate, LocalDate today) {
            return switch (unit(item)) {
                case "X01", "X02" -> 0;
                case "X05", "X06" -> luck.between(3, 70);
                default -> luck.between(0, 4);
            };
        }

        @Override
        public boolean mayAct(WorkItem item, LocalDate today) {
            List<String> stops = STOPS.getOrDefault(unit(item), List.of());
            if (!stops.contains(item.formKey())) {
                return true;
            }
            return stops.size() > 1 && Luck.of(SEED, "stays open", item.subjectCode(), item.formKey(), item.slot()).chance(60);
        }

        private String unit(WorkItem item) {
            return units.computeIfAbsent(item.subjectCode(), subject -> item.kind() == SubjectKind.ROUND ? ""
                    : item.kind() == SubjectKind.CASE ? house.jdbc().sql("select unit_code from vetting_case where code = ?").param(subject).query(String.class).single()
                    : subject.split("-")[1]);
        }
    }
}
