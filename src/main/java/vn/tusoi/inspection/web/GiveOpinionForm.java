package vn.tusoi.inspection.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.inspection.InspectionDesk;
import vn.tusoi.inspection.OpinionBody;
import vn.tusoi.inspection.OpinionResult;
import vn.tusoi.site.Choice;
import vn.tusoi.worklist.Pass;

/** {@code give-opinion}: a body's answer in its own slot. It sees the head of the case, not the dossier. */
@Component
class GiveOpinionForm extends InspectionPage<GiveOpinionForm.Form> {

    public static class Form {
        @NotNull(message = "{opinion.result.required}")
        public OpinionResult result;
        /** YES or NO; asked where the paper can go either way. */
        public String adverse;
        public boolean classified;
        @Size(max = 60, message = "{error.tooLong}")
        public String docNo;
        public LocalDate docDate;
        @Size(max = 200, message = "{error.tooLong}")
        public String custodian;
        @Size(max = 4000, message = "{error.tooLong}")
        public String content;
    }

    private final InspectionDesk desk;

    GiveOpinionForm(InspectionDesk desk, Readers readers) {
        super("give-opinion", InspectionDesk.OPINION, Duty.OPINION, readers);
        this.desk = desk;
    }

    @Override
    public Form blank(Pass pass) {
        return new Form();
    }

    @Override
    public void fill(Pass pass, Model model) {
        super.fill(pass, model);
        OpinionBody body = OpinionBody.valueOf(pass.item().slot());
        model.addAttribute("body", readers.rules().of(vettingCase(pass)).catalogue("opinionBodies").stream()
                .filter(i -> i.code().equals(body.name())).findFirst().orElse(null));
        model.addAttribute("results", body.results().stream().map(r -> new Choice(r.name(), readers.show().say("opinion.result." + r),
                readers.show().say("opinion.result." + r + ".what"), r.needsPaper() ? readers.show().say("opinion.withPaper") : "")).toList());
        model.addAttribute("sides", List.of(Choice.of("YES", readers.show().say("opinion.adverse.YES"), readers.show().say("opinion.adverse.YES.what")),
                Choice.of("NO", readers.show().say("opinion.adverse.NO"), readers.show().say("opinion.adverse.NO.what"))));
        model.addAttribute("overdue", readers.inspections().find(pass.subject().code()).orElseThrow().overdue());
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, Form f) {
        Boolean adverse = f.adverse == null || f.adverse.isBlank() ? null : (Boolean) f.adverse.equals("YES");
        desk.giveOpinion(actor, subjectCode, slot, new InspectionDesk.Given(f.result, adverse, clean(f.content), f.classified, clean(f.docNo), f.docDate,
                clean(f.custodian)));
    }
}
