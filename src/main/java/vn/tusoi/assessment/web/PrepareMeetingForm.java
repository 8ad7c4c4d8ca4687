package vn.tusoi.assessment.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Arrays;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.assessment.Assessment.ResidenceDuty;
import vn.tusoi.assessment.AssessmentDesk;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.collective.Collectives;
import vn.tusoi.rulebook.Explanations;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.worklist.Pass;

/** {@code prepare-meeting}: day, place, agenda, and whether the cell of residence is asked. */
@Component
class PrepareMeetingForm extends AssessmentPage<PrepareMeetingForm.Form> {

    public static class Form {
        @NotNull(message = "{assessment.missing.date}")
        public LocalDate on;
        @Size(max = 5, message = "{assessment.wrong.time}")
        public String at;
        @NotBlank(message = "{assessment.missing.text}")
        @Size(max = 200, message = "{assessment.wrong.size}")
        public String place;
        @NotBlank(message = "{assessment.missing.text}")
        @Size(max = 4000, message = "{assessment.wrong.size}")
        public String agenda;
        @NotNull(message = "{assessment.missing.choice}")
        public ResidenceDuty residence;
        @Size(max = 1000, message = "{assessment.wrong.size}")
        public String residenceReason;
        /** Item of the rule set's {@code residenceExempt}. */
        public String residenceGround;
    }

    private final AssessmentDesk desk;
    private final Collectives collectives;
    private final Explanations explanations;
    private final Readers readers;
    private final Show show;

    PrepareMeetingForm(AssessmentDesk desk, Collectives collectives, Explanations explanations, Readers readers, Show show) {
        super("prepare-meeting", "userTask_prepareMeeting", Duty.ASSESSOR, readers);
        this.desk = desk;
        this.collectives = collectives;
        this.explanations = explanations;
        this.readers = readers;
        this.show = show;
    }

    @Override
    public Form blank(Pass pass) {
        Form form = new Form();
        form.agenda = show.say("assessment.agenda.usual");
        assessments().convened(pass.subject().code()).ifPresent(before -> form.place = before.place());
        VettingCase c = vettingCase(pass);
        if (c.review() && form.place == null) {
            // one meeting of the cell reviews several members
            assessments().calledLast(c.round(), c.cell(), c.code()).filter(m -> !m.plannedOn().isBefore(show.today())).ifPresent(m -> {
                form.on = m.plannedOn();
                form.at = m.at();
                form.place = m.place();
                form.agenda = m.agenda();
            });
        }
        return form;
    }

    @Override
    public void fill(Pass pass, Model model) {
        super.fill(pass, model);
        VettingCase c = vettingCase(pass);
        RuleSet set = readers.rules().of(c);
        String language = LocaleContextHolder.getLocale().getLanguage();
        model.addAttribute("grounds", set.catalogue("residenceExempt").stream().map(i -> Choice.of(i.code(), i.text(language))).toList());
        model.addAttribute("order", assessments().order(c.round(), c.cell(), Arrays.asList(set.text("review.leadingPosts").split(";"))));
        model.addAttribute("body", collectives.of(c.round(), c.cell()).orElse(null));
        model.addAttribute("orderSource", set.catalogue("reviewSteps").stream().filter(i -> i.code().equals("HEAD_FIRST")).findFirst()
                .map(i -> explanations.citation(set, String.valueOf(i.more().get("citation")))).orElse(""));
        boolean required = rules(vettingCase(pass)).residenceRequired();
        boolean known = assessments().find(pass.subject().code()).map(a -> a.residence() != null).orElse(false);
        model.addAttribute("residences", Arrays.stream(ResidenceDuty.values())
                .map(d -> new Choice(d.name(), show.say("assessment.residence." + d), show.say("assessment.residence." + d + (known ? ".again" : ".what")),
                        required && !known && d == ResidenceDuty.REQUIRED ? show.say("assessment.byRule") : "")).toList());
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, Form f) {
        desk.prepareMeeting(actor, subjectCode, new AssessmentDesk.Plan(f.on, f.at, f.place, f.agenda, f.residence, f.residenceGround, f.residenceReason));
    }
}
