package vn.tusoi.rehearsal;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.tusoi.rounds.Variant;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.WorkItem;

/** A yearly review of one commune that began some days ago: its first cell waits for ratings and answers, its second for its meetings, in the others members write. */
@Component
class DemoReview {

    private static final long SEED = 9;
    private static final String COMMUNE = "X04";
    private static final int DAYS_SO_FAR = 8;
    private static final int DAYS_TO_WRITE = 4;
    private static final int DAYS_TO_RATE = 14;
    /** As in the demonstration's round: older ratings are answered by silence. */
    private static final int STILL_TO_ANSWER = 3;
    /** Cell -> the forms that stay open there, one after the other by the number of the case; an empty one leaves the case to its end. */
    private static final Map<String, List<String>> STOPS = Map.of(
            COMMUNE + "-01", List.of("decide-rating", "acknowledge-rating", "", "decide-rating"),
            COMMUNE + "-02", List.of("record-meeting", "prepare-meeting", "record-meeting"));
    private static final List<String> ELSEWHERE = List.of("submit-self-review", "submit-self-review", "submit-self-review", "prepare-meeting", "submit-self-review",
            "submit-self-review", "submit-self-review", "submit-self-review");

    private final Rehearsal rehearsal;
    private final Backstage house;
    private final MessageSource messages;

    DemoReview(Rehearsal rehearsal, Backstage house, MessageSource messages) {
        this.rehearsal = rehearsal;
        this.house = house;
        this.messages = messages;
    }

    /** The engine's own jobs must be paused. @param passwordHash with which every simulated person can sign in. @return code of the round */
    String begin(String passwordHash) {
        LocalDate today = LocalDate.now(house.clock());
        LocalDate start = today;
        while (house.calendar().workingDaysBetween(start, today) < DAYS_SO_FAR) {
            start = start.minusDays(1);
        }
        LocalDate write = house.calendar().plusWorkingDays(today, DAYS_TO_WRITE);
        LocalDate rate = house.calendar().plusWorkingDays(today, DAYS_TO_RATE);
        Locale vietnamese = Locale.forLanguageTag("vi");
        String code = "KD" + rate.getYear() % 100;
        People people = new People(house, SEED, start, passwordHash);
        Rehearsal.Script script = new Rehearsal.Script(code, messages.getMessage("demo.review", new Object[] {String.valueOf(rate.getYear())}, vietnamese), 0, SEED, 2, start,
                Variant.PLAN_NEW, null, 1, passwordHash, vietnamese);
        rehearsal.draftReview(script, people, start, rate.getYear(), List.of(COMMUNE), write, rate);
        new Play(house, code, SEED, 2, people, new UnderWay(today.minusDays(1)), vietnamese).run(start, today.minusDays(1));
        return code;
    }

    private final class UnderWay implements Pace {

        private final LocalDate last;
        private final Map<String, String> cells = new ConcurrentHashMap<>();

        UnderWay(LocalDate last) {
            this.last = last;
        }

        @Override
        public int wait(WorkItem item, Luck luck, Fate fate, LocalDate today) {
            return item.kind() == SubjectKind.CASE ? luck.between(0, 1) : 0;
        }

        @Override
        public Fate fate(WorkItem item, Fate drawn) {
            return Fate.NONE;
        }

        @Override
        public boolean mayAct(WorkItem item, LocalDate today) {
            if (item.kind() == SubjectKind.ROUND) {
                return !item.formKey().equals("close-round");
            }
            if (item.kind() == SubjectKind.COLLECTIVE) {
                String body = item.subjectCode().substring(item.subjectCode().lastIndexOf("-TT-") + 4);
                return body.equals(COMMUNE) || body.equals(COMMUNE + "-01") || body.equals(COMMUNE + "-02") && item.formKey().equals("write-collective-review");
            }
            String stop = stop(item);
            return stop.equals("acknowledge-rating") && item.formKey().equals("decide-rating") ? house.calendar().workingDaysBetween(today, last) < STILL_TO_ANSWER
                    : !stop.equals(item.formKey());
        }

        private String stop(WorkItem item) {
            String code = item.subjectCode();
            String cell = cells.computeIfAbsent(code, c -> house.jdbc().sql("select cell_code from vetting_case where code = ?").param(c).query(String.class).single());
            List<String> stops = STOPS.getOrDefault(cell, ELSEWHERE);
            return stops.get(Integer.parseInt(code.substring(code.lastIndexOf('-') + 1)) % stops.size());
        }
    }
}
