package vn.tusoi.rehearsal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.springframework.beans.MutablePropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.validation.DataBinder;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.assessment.AssessmentDesk;
import vn.tusoi.assessment.Votes;
import vn.tusoi.cases.CaseDesk;
import vn.tusoi.worklist.Submissions;
import vn.tusoi.worklist.TaskForm;

/**
 * Does a recorded round again with everything switched on. For each task what a request does between sign-in and answer: the person is read, the task
 * looked at, the form filled and checked, the desk called. Nobody is simulated any more: who writes what is known beforehand.
 */
final class WholeHouse {

    private final RecordedRound round;
    private final AssessmentDesk assessment;
    private final Backstage house;
    private final CaseDesk cases;
    private final Submissions submissions;
    private final ManagementService jobs;
    private final JdbcTemplate jdbc;

    WholeHouse(ConfigurableApplicationContext context, RecordedRound round) {
        this.round = round;
        this.assessment = context.getBean(AssessmentDesk.class);
        this.house = context.getBean(Backstage.class);
        this.cases = context.getBean(CaseDesk.class);
        this.submissions = context.getBean(Submissions.class);
        this.jobs = context.getBean(ManagementService.class);
        this.jdbc = context.getBean(JdbcTemplate.class);
    }

    /** Does nothing for a step that another one brings about. */
    void act(RecordedRound.Step step) {
        if (step.written() == null) {
            return;
        }
        LocaleContextHolder.setLocale(Locale.forLanguageTag("vi"));
        house.clock().at(step.written().at(), () -> {
            if (step.what() == RecordedRound.What.JOB) {
                BareEngine.Jobs.find(jdbc, step).forEach(jobs::executeJob);
            } else {
                person(step, house.accounts().actor(step.written().username()).orElseThrow());
            }
            return null;
        });
    }

    /** As {@link #act}. @return false where a deputy's rating waits for the head's, which another thread is about to do */
    boolean acts(RecordedRound.Step step) {
        try {
            act(step);
            return true;
        } catch (Denied.Hidden notYet) {
            if (jdbc.queryForObject("select count(*) from head_wait where case_code = ? and over_at is null", Integer.class, step.key()) == 0) {
                act(step);          // the wait may have ended between the two looks
                return true;
            }
            return false;
        }
    }

    private void person(RecordedRound.Step step, Actor actor) {
        RecordedRound.Written w = step.written();
        switch (step.element()) {
            case "message_withdraw" -> cases.withdraw(actor, step.key(), (String) w.fields().get("reason"));
            case "message_newInformation" -> cases.registerInformation(actor, step.key(), new CaseDesk.NewInformation((String) w.fields().get("source"),
                    (String) w.fields().get("docNo"), (java.time.LocalDate) w.fields().get("docDate"), (String) w.fields().get("summary"),
                    (String) w.fields().get("verifiedBy")));
            default -> submit(house.form(w.form()), actor, step);
        }
    }

    private <F> void submit(TaskForm<F> form, Actor actor, RecordedRound.Step step) {
        RecordedRound.Written w = step.written();
        if (form.key().equals("record-meeting") && w.fields().containsKey("issued")) {
            countAgain(step.key(), w.fields());
        }
        Submissions.Sent sent = submissions.submit(form, actor, step.key(), w.slot(), (pass, bean) -> {
            DataBinder binder = new DataBinder(bean, "form");
            binder.initDirectFieldAccess();
            binder.setConversionService(house.conversion());
            binder.setValidator(house.validator());
            binder.setAutoGrowCollectionLimit(5000);
            binder.bind(new MutablePropertyValues(w.fields()));
            binder.validate();
            return binder.getBindingResult();
        });
        if (!sent.done()) {
            throw new IllegalStateException(List.of(step.key(), form.key(), sent.result().getAllErrors()).toString(), sent.refused());
        }
    }

    /** The second count has a page of its own and no task. */
    private void countAgain(String caseCode, Map<String, ?> f) {
        int meeting = jdbc.queryForObject("select max(meeting_no) from cell_meeting where case_code = ?", Integer.class, caseCode);
        assessment.countAgain(house.accounts().actor(round.secondCounter(caseCode, meeting)).orElseThrow(), caseCode, new Votes((int) f.get("issued"), (int) f.get("collected"),
                (int) f.get("missing"), (int) f.get("valid"), (int) f.get("invalid"), (int) f.get("xs"), (int) f.get("t"), (int) f.get("ht"), (int) f.get("kht")));
    }
}
