package vn.tusoi.inspection.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.inspection.Finding;
import vn.tusoi.inspection.Inspection;
import vn.tusoi.inspection.InspectionDesk;
import vn.tusoi.worklist.Pass;

/** {@code explain-findings}: the person reads what is held against them and answers each point. */
@Component
class ExplainFindingsForm extends InspectionPage<ExplainFindingsForm.Form> {

    public static class Form {
        @Valid
        public List<Line> answers = new ArrayList<>();
    }

    public static class Line {
        public boolean accepted;
        @Size(max = 8000, message = "{error.tooLong}")
        public String text;
    }

    private final InspectionDesk desk;

    ExplainFindingsForm(InspectionDesk desk, Readers readers) {
        super("explain-findings", InspectionDesk.EXPLAIN, Duty.AUTHOR, readers);
        this.desk = desk;
    }

    @Override
    public Form blank(Pass pass) {
        Form form = new Form();
        findings(pass.subject().code()).forEach(f -> form.answers.add(new Line()));
        return form;
    }

    @Override
    public void fill(Pass pass, Model model) {
        super.fill(pass, model);
        model.addAttribute("opinions", ((Inspection) model.getAttribute("inspection")).opinions());
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, Form f) {
        List<Finding> findings = findings(subjectCode);
        List<InspectionDesk.Explained> answers = new ArrayList<>();
        for (int i = 0; i < Math.min(findings.size(), f.answers.size()); i++) {
            answers.add(new InspectionDesk.Explained(findings.get(i).no(), f.answers.get(i).accepted, f.answers.get(i).text));
        }
        desk.explain(actor, subjectCode, answers);
    }

    private List<Finding> findings(String caseCode) {
        return readers.inspections().findings(caseCode);
    }
}
