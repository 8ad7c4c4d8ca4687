package vn.tusoi.inspection.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.inspection.CheckList;
import vn.tusoi.inspection.Conclusion;
import vn.tusoi.inspection.Finding;
import vn.tusoi.inspection.InspectionDesk;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.site.Choice;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.Refused;

/** {@code draft-findings}: findings with act, statement and evidence, or the plain word that there are none. */
@Component
class DraftFindingsForm extends InspectionPage<DraftFindingsForm.Form> {

    /** Sheets offered; those left empty do not count. */
    private static final int SHEETS = 6;
    private static final int MOST = 20;

    public enum Answer { NONE, SOME }

    public static class Form {
        @NotNull(message = "{draft.answer.required}")
        public Answer answer;
        @Valid
        public List<Line> findings = new ArrayList<>();
        /** In the order of the case's list. */
        @Valid
        public List<Check> checks = new ArrayList<>();
    }

    public static class Check {
        public String answer;
        @Size(max = 300, message = "{error.tooLong}")
        public String reference;
    }

    public static class Line {
        public String actCode;
        @Size(max = 4000, message = "{error.tooLong}")
        public String statement;
        @Size(max = 4000, message = "{error.tooLong}")
        public String evidence;
        /** The classified paper that the evidence stands in: number, date and custodian, or nothing of them. */
        @Size(max = 60, message = "{error.tooLong}")
        public String heldNo;
        public LocalDate heldOn;
        @Size(max = 200, message = "{error.tooLong}")
        public String heldBy;
        /** YES or NO. */
        public String serious;

        boolean empty() {
            return clean(actCode) == null && clean(statement) == null && clean(evidence) == null && clean(serious) == null
                    && clean(heldNo) == null && heldOn == null && clean(heldBy) == null;
        }
    }

    private final InspectionDesk desk;

    DraftFindingsForm(InspectionDesk desk, Readers readers) {
        super("draft-findings", InspectionDesk.DRAFT, Duty.INSPECTOR, readers);
        this.desk = desk;
    }

    @Override
    public Form blank(Pass pass) {
        Form form = new Form();
        for (Finding f : readers.inspections().findings(pass.subject().code())) {                  // returned: begins with what was sent before
            Line line = new Line();
            line.actCode = f.actCode();
            line.statement = f.statement();
            line.evidence = f.evidence();
            if (f.held() != null) {
                line.heldNo = f.held().docNo();
                line.heldOn = f.held().docDate();
                line.heldBy = f.held().custodian();
            }
            line.serious = f.serious() ? "YES" : "NO";
            form.findings.add(line);
        }
        List<CheckList.Answer> before = readers.inspections().answers(pass.subject().code());
        for (CheckList.Line item : list(pass.subject().code()).lines()) {
            Check line = new Check();
            before.stream().filter(a -> a.item().equals(item.item().code())).findFirst().ifPresent(a -> {
                line.answer = a.answer();
                line.reference = a.reference();
            });
            form.checks.add(line);
        }
        while (form.findings.size() < SHEETS) {
            form.findings.add(new Line());
        }
        return form;
    }

    private CheckList list(String caseCode) {
        return CheckList.of(readers.rules().of(readers.cases().get(caseCode)));
    }

    /** An item as the page shows it. @param unit whose own it is; null for the rule set's */
    public record Shown(String name, String hint, String unit, List<Choice> answers) { }

    private static Shown shown(CheckList.Line line, String language) {
        Object unit = line.item().more().get("unitName");
        return new Shown(line.item().text(language), line.item().hint(language), unit == null ? null : unit.toString(),
                line.answers().stream().map(a -> Choice.of(a.code(), a.text(language))).toList());
    }

    @Override
    public void fill(Pass pass, Model model) {
        super.fill(pass, model);
        dossier(vettingCase(pass), model);
        RuleSet set = readers.rules().of(vettingCase(pass));
        String language = org.springframework.context.i18n.LocaleContextHolder.getLocale().getLanguage();
        model.addAttribute("acts", set.catalogue("acts").stream()
                .map(i -> Choice.of(i.code(), readers.show().say("draft.act", i.article(), i.text(language)))).toList());
        model.addAttribute("answers", List.of(Choice.of(Answer.NONE, readers.show().say("draft.NONE"), readers.show().say("draft.NONE.what")),
                Choice.of(Answer.SOME, readers.show().say("draft.SOME"), readers.show().say("draft.SOME.what", set.number("inspection.explanationDays")))));
        model.addAttribute("weights", List.of(Choice.of("NO", readers.show().say("draft.serious.NO")), Choice.of("YES", readers.show().say("draft.serious.YES"))));
        model.addAttribute("list", CheckList.of(set).lines().stream().map(line -> shown(line, language)).toList());
        Conclusion back = readers.inspections().find(pass.subject().code()).orElseThrow().conclusion();
        model.addAttribute("returned", back != null && back.kind() == Conclusion.Kind.RETURN_FINDINGS ? back : null);
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, Form f) {
        List<InspectionDesk.Drafted> drafted = new ArrayList<>();
        for (int i = 0; i < f.findings.size(); i++) {
            Line line = f.findings.get(i);
            if (line == null || line.empty()) {
                continue;
            }
            if (f.answer == Answer.NONE) {
                throw Refused.field("answer", "draft.noneButWritten");
            }
            required("findings[" + i + "].actCode", line.actCode, "draft.act.required");
            required("findings[" + i + "].statement", line.statement, "draft.statement.required");
            boolean held = clean(line.heldNo) != null || line.heldOn != null || clean(line.heldBy) != null;
            if (!held) {
                required("findings[" + i + "].evidence", line.evidence, "draft.evidence.required");
            }
            required("findings[" + i + "].serious", line.serious, "draft.serious.required");
            drafted.add(new InspectionDesk.Drafted(line.actCode, line.statement, line.evidence, "YES".equals(line.serious),
                    held ? new Finding.Held(clean(line.heldNo), line.heldOn, clean(line.heldBy)) : null));
        }
        if (f.answer == Answer.SOME && drafted.isEmpty()) {
            throw Refused.field("findings[0].statement", "draft.someButEmpty");
        }
        if (drafted.size() > MOST) {
            throw new Refused("draft.tooMany", MOST);
        }
        List<CheckList.Answer> answers = new ArrayList<>();
        List<CheckList.Line> lines = list(subjectCode).lines();
        for (int i = 0; i < lines.size() && i < f.checks.size(); i++) {
            if (f.checks.get(i) != null && clean(f.checks.get(i).answer) != null) {
                answers.add(new CheckList.Answer(lines.get(i).item().code(), f.checks.get(i).answer, clean(f.checks.get(i).reference)));
            }
        }
        desk.draftFindings(actor, subjectCode, drafted, answers);
    }

    private static void required(String field, String value, String key) {
        if (clean(value) == null) {
            throw Refused.field(field, key);
        }
    }
}
