package vn.tusoi.inspection.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Duty;
import vn.tusoi.assessment.Assessments;
import vn.tusoi.cases.CaseReading;
import vn.tusoi.cases.CaseRules;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.inspection.Inspections;
import vn.tusoi.inspection.RuleFlags;
import vn.tusoi.register.Member;
import vn.tusoi.register.Members;
import vn.tusoi.register.Units;
import vn.tusoi.review.SelfReviews;
import vn.tusoi.site.Show;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskPage;

/** What the pages of the inspection have in common: the person, the case, what was asked and found so far. Showing one is a reading of the case. */
abstract class InspectionPage<F> extends TaskPage<F> {

    /** Where the pages read what they show. */
    @Component
    record Readers(Cases cases, Members members, Units units, CaseRules rules, Inspections inspections, RuleFlags flags, SelfReviews reviews,
                   Assessments assessments, CaseReading reading, Show show) { }

    protected final Readers readers;

    InspectionPage(String key, String element, Duty duty, Readers readers) {
        super(SubjectKind.CASE, "inspection", key, element, duty);
        this.readers = readers;
    }

    /** The head of the case; what lies under it is for those who read the whole. */
    @Override
    public void fill(Pass pass, Model model) {
        VettingCase c = readers.cases().get(pass.subject().code());
        Member member = readers.members().get(c.member());
        readers.reading().readAtTask(pass.actor(), c.code(), pass.office());
        model.addAttribute("vettingCase", c);
        model.addAttribute("member", member);
        model.addAttribute("cell", readers.units().get(c.cell()));
        model.addAttribute("ruleSet", readers.rules().of(c));
        model.addAttribute("inspection", readers.inspections().find(c.code()).orElseThrow());
    }

    /** The whole dossier beside the form. */
    void dossier(VettingCase c, Model model) {
        model.addAttribute("flags", readers.flags().of(c));
        model.addAttribute("ratings", readers.members().ratings(c.member()).stream().limit(3).toList());
        model.addAttribute("disciplines", readers.members().disciplines(c.member()));
        model.addAttribute("review", readers.reviews().find(c.code()).orElse(null));
        model.addAttribute("assessment", readers.assessments().find(c.code()).orElse(null));
        model.addAttribute("relatives", readers.members().relatives(c.member()));
    }

    VettingCase vettingCase(Pass pass) {
        return readers.cases().get(pass.subject().code());
    }

    static String clean(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    static <T> List<T> some(List<T> list) {
        return list == null ? List.of() : list;
    }
}
