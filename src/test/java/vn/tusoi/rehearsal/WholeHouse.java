package vn.tusoi.rehearsal;

import java.util.List;
import java.util.Locale;
import org.camunda.bpm.engine.ManagementService;
import org.springframework.beans.MutablePropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.validation.DataBinder;
import vn.tusoi.access.Actor;
import vn.tusoi.cases.CaseDesk;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.TaskForm;

/**
 * Does a recorded round again with everything switched on. For each task what a request does between sign-in and answer: the person is read, the task
 * looked at, the form filled and checked, the desk called. Nobody is simulated any more: who writes what is known beforehand.
 */
final class WholeHouse {

    private final Backstage house;
    private final CaseDesk cases;
    private final ManagementService jobs;
    private final JdbcTemplate jdbc;

    WholeHouse(ConfigurableApplicationContext context) {
        this.house = context.getBean(Backstage.class);
        this.cases = context.getBean(CaseDesk.class);
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
        Pass pass = house.gate().look(actor, form.kind(), step.key(), form.element(), w.slot(), form::duty);
        F bean = form.blank(pass);
        DataBinder binder = new DataBinder(bean, "form");
        binder.initDirectFieldAccess();
        binder.setConversionService(house.conversion());
        binder.setValidator(house.validator());
        binder.setAutoGrowCollectionLimit(5000);
        binder.bind(new MutablePropertyValues(w.fields()));
        binder.validate();
        if (binder.getBindingResult().hasErrors()) {
            throw new IllegalStateException(List.of(step.key(), form.key(), binder.getBindingResult().getAllErrors()).toString());
        }
        form.submit(actor, step.key(), pass.item().slot(), bean);
    }
}
