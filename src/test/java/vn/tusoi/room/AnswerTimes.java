package vn.tusoi.room;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.springframework.context.ApplicationContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.ui.ExtendedModelMap;

/** For measurements: how long the auditor's room works on a dossier, a search and a question; without drawing the page. */
public final class AnswerTimes {

    private static final int TIMES = Integer.getInteger("audit.times", 200);
    /** Tries of what takes long. */
    private static final int FEWER = Math.min(TIMES, 60);
    private static final double LONG = 20e9;
    private static final int WARM = 20;
    private static final double AIM = 1.5;
    private static final int ROWS = 50;
    private static final List<String> DIAGRAMS = List.of("vetting-case", "self-review", "branch-assessment", "inspection-check");

    private final Map<String, double[]> taken = new LinkedHashMap<>();

    private AnswerTimes() { }

    /** What was asked, with milliseconds at the 95th percentile and rows found: of few entries and of many. */
    public record Times(Map<String, double[]> taken) {

        public void print() {
            taken.forEach((what, t) -> System.out.printf(Locale.ROOT, "  %-34s %10.2f %10.2f  ratio %.2f%s (median %.2f and %.2f; rows %.1f; %.0f tries)%n", what, t[0], t[1], t[1] / t[0],
                    t[1] / t[0] > AIM ? " !" : "  ", t[2], t[3], t[4], t[6]));
        }

        /** What makes the figures worthless: nothing was found, or not as much in both. */
        public Optional<String> wrong() {
            return taken.entrySet().stream().filter(e -> e.getValue()[4] == 0 || e.getValue()[4] != e.getValue()[5])
                    .map(e -> String.format(Locale.ROOT, "%s: %.2f rows of few, %.2f of many", e.getKey(), e.getValue()[4], e.getValue()[5])).findFirst();
        }
    }

    /** A house as this measurement asks it. */
    private record Room(RecordSearch record, Questions questions, Dossiers dossiers, List<String> cases, List<String> people, List<String> acts, long last) {

        static Room of(ApplicationContext house) {
            JdbcClient jdbc = house.getBean(JdbcClient.class);
            return new Room(house.getBean(RecordSearch.class), house.getBean(Questions.class), house.getBean(Dossiers.class),
                    jdbc.sql("select code from vetting_case where code not like '%~%' order by code").query(String.class).list(),
                    jdbc.sql("select username from office where username not like '%~%' and exists (select 1 from ledger_entry e where e.username = office.username) order by username limit 40")
                            .query(String.class).list(),
                    jdbc.sql("select act from ledger_entry where subject_kind in ('CASE', 'LIST', 'CONFERENCE', 'ROUND') group by act order by act").query(String.class).list(), jdbc.sql("select max(id) from ledger_entry").query(Long.class).single());
        }

        long search(Mandate.Reach reach, String subject, String act, String person, LocalDate from, LocalDate to, Long before) {
            return record.find(reach, new RecordSearch.Asked(subject, act, person, from, to, before), ROWS + 1).size();
        }

        long dossier(String code) {
            ExtendedModelMap model = new ExtendedModelMap();
            dossiers.fill(code, DIAGRAMS, model);
            return ((List<?>) model.get("lines")).size();
        }
    }

    /** Asks the same of both in turn, so that whatever else the machine does weighs on both. @param realm beginning of the path of a commune, for an auditor of it */
    public static Times measure(ApplicationContext few, ApplicationContext many, String realm, LocalDate from, LocalDate to) {
        LocaleContextHolder.setLocale(Locale.forLanguageTag("vi"));
        AnswerTimes times = new AnswerTimes();
        Room[] rooms = {Room.of(few), Room.of(many)};
        Mandate.Reach all = new Mandate.Reach(null, null);
        Mandate.Reach commune = new Mandate.Reach(null, realm);
        times.put("dossier of a case", rooms, (room, i) -> room.dossier(pick(room.cases(), i)));
        times.put("search: newest", rooms, (room, i) -> room.search(all, "", "", "", null, null, null));
        times.put("search: newest of a commune", rooms, (room, i) -> room.search(commune, "", "", "", null, null, null));
        times.put("search: by subject", rooms, (room, i) -> room.search(all, pick(room.cases(), i), "", "", null, null, null));
        times.put("search: by person", rooms, (room, i) -> room.search(all, "", "", pick(room.people(), i), null, null, null));
        times.put("search: by person of a commune", rooms, (room, i) -> room.search(commune, "", "", pick(room.people(), i), null, null, null));
        times.put("search: by act", rooms, (room, i) -> room.search(all, "", pick(room.acts(), i), "", from, to, null));
        times.put("search: by days", rooms, (room, i) -> room.search(all, "", "", "", from.plusDays(i % 30), from.plusDays(i % 30 + 10), null));
        times.put("search: an older page", rooms, (room, i) -> room.search(all, "", "", "", null, null, room.last() - new Random(i).nextInt(5000)));
        for (Question question : Question.values()) {
            for (Mandate.Reach reach : List.of(all, commune)) {
                times.put("question: " + question.address() + (reach == all ? "" : " (commune)"), rooms, (room, i) -> room.questions().ask(question, reach,
                        room.questions().usual(new Questions.Asked(from, to, question == Question.TOUCHED ? pick(room.people(), i) : null, null, null, null, null, null)), null, ROWS).rows().size());
            }
        }
        String unit = few.getBean(JdbcClient.class).sql("select code from unit where path = ?").param(realm).query(String.class).single();
        times.put("question: touched, by unit", rooms, (room, i) -> room.questions().ask(Question.TOUCHED, all, room.questions().usual(new Questions.Asked(from, to, null, unit, null, null, null, null)), null, ROWS)
                .rows().size());
        return new Times(times.taken);
    }

    private static String pick(List<String> of, int i) {
        return of.get(i % of.size());
    }

    private interface Work {

        long rows(Room room, int i);
    }

    private void put(String what, Room[] rooms, Work work) {
        double[][] took = new double[2][TIMES];
        double[] rows = new double[2];
        int times = TIMES;
        long all = System.nanoTime();
        for (int i = -WARM; i < times; i++) {
            for (int r : i % 2 == 0 ? new int[] {0, 1} : new int[] {1, 0}) {
                long began = System.nanoTime();
                long found = work.rows(rooms[r], i + WARM);
                if (i >= 0) {
                    took[r][i] = (System.nanoTime() - began) / 1e6;
                    rows[r] += found;
                }
            }
            if (i + 1 >= FEWER && System.nanoTime() - all > LONG) {
                times = i + 1;
            }
        }
        Arrays.sort(took[0], 0, times);
        Arrays.sort(took[1], 0, times);
        int at = (int) Math.ceil(times * 0.95) - 1;
        double[] figures = {took[0][at], took[1][at], took[0][times / 2], took[1][times / 2], rows[0] / times, rows[1] / times, times};
        if (Boolean.getBoolean("audit.watch")) {
            new Times(Map.of(what, figures)).print();
        }
        taken.put(what, figures);
    }
}
