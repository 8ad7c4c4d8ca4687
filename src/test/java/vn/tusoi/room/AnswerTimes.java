package vn.tusoi.room;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.ui.ExtendedModelMap;

/** For measurements: how long the auditor's room works on a dossier, a search and a question; without drawing the page. */
public final class AnswerTimes {

    private static final int TIMES = 40;
    private static final int WARM = 10;

    private AnswerTimes() { }

    /**
     * Milliseconds at the 95th percentile of {@value #TIMES} tries each, by what is asked.
     *
     * @param cases codes of cases that have gone their way
     * @param realm beginning of the path of a commune, for an auditor of that commune
     */
    public static Map<String, Double> measure(ApplicationContext house, List<String> cases, String realm, LocalDate from, LocalDate to) {
        LocaleContextHolder.setLocale(Locale.forLanguageTag("vi"));
        RecordSearch record = house.getBean(RecordSearch.class);
        Questions questions = house.getBean(Questions.class);
        Dossiers dossiers = house.getBean(Dossiers.class);
        JdbcClient jdbc = house.getBean(JdbcClient.class);
        List<String> people = jdbc.sql("select username from office order by username limit 40").query(String.class).list();
        List<String> acts = house.getBean(Acts.class).all();
        long last = jdbc.sql("select max(id) from ledger_entry").query(Long.class).single();
        Mandate.Reach all = new Mandate.Reach(null, null);
        Mandate.Reach commune = new Mandate.Reach(null, realm);
        Random random = new Random(1);
        Map<String, Double> times = new LinkedHashMap<>();
        times.put("dossier of a case", p95(i -> dossiers.fill(pick(cases, i), List.of("vetting-case", "self-review", "branch-assessment", "inspection-check"), new ExtendedModelMap())));
        times.put("search: newest", p95(i -> record.find(all, new RecordSearch.Asked("", "", "", null, null, null), 51)));
        times.put("search: newest of a commune", p95(i -> record.find(commune, new RecordSearch.Asked("", "", "", null, null, null), 51)));
        times.put("search: by subject", p95(i -> record.find(all, new RecordSearch.Asked(pick(cases, i), "", "", null, null, null), 51)));
        times.put("search: by person", p95(i -> record.find(all, new RecordSearch.Asked("", "", pick(people, i), null, null, null), 51)));
        times.put("search: by act", p95(i -> record.find(all, new RecordSearch.Asked("", pick(acts, i), "", null, null, null), 51)));
        times.put("search: by days", p95(i -> record.find(all, new RecordSearch.Asked("", "", "", from.plusDays(i % 30), from.plusDays(i % 30 + 10), null), 51)));
        times.put("search: an older page", p95(i -> record.find(all, new RecordSearch.Asked("", "", "", null, null, last - random.nextInt(5000)), 51)));
        for (Question question : Question.values()) {
            Questions.Asked asked = questions.usual(new Questions.Asked(from, to, question == Question.TOUCHED ? people.get(0) : null, null, null, null, null));
            times.put("question: " + question.address(), p95(i -> questions.ask(question, all, asked, 1, 50)));
        }
        return times;
    }

    private static String pick(List<String> of, int i) {
        return of.get(i % of.size());
    }

    private static double p95(IntConsumer work) {
        double[] took = new double[TIMES];
        for (int i = -WARM; i < TIMES; i++) {
            long began = System.nanoTime();
            work.accept(i + WARM);
            if (i >= 0) {
                took[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(took);
        return took[(int) Math.ceil(TIMES * 0.95) - 1];
    }
}
