package vn.tusoi.collective.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.collective.CollectiveDesk;
import vn.tusoi.collective.Collectives;
import vn.tusoi.register.Units;
import vn.tusoi.rulebook.Item;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.worklist.Pass;

/** {@code write-collective-review}: the report of a body, section by section, and the meeting that took it. */
@Component
class WriteCollectiveReviewForm extends CollectivePage<WriteCollectiveReviewForm.Form> {

    public static class Form {
        @NotNull(message = "{assessment.missing.date}")
        public LocalDate on;
        @NotBlank(message = "{assessment.missing.text}")
        @Size(max = 200, message = "{assessment.wrong.size}")
        public String place;
        @NotBlank(message = "{assessment.missing.text}")
        @Size(max = 120, message = "{assessment.wrong.size}")
        public String chair;
        @NotNull(message = "{assessment.missing.number}")
        public Integer summoned;
        @NotNull(message = "{assessment.missing.number}")
        public Integer present;
        @Valid
        public List<Line> sections = new ArrayList<>();
        public String selfLevel;
    }

    public static class Line {
        public String text;
    }

    private final CollectiveDesk desk;
    private final Show show;

    WriteCollectiveReviewForm(CollectiveDesk desk, Collectives collectives, Units units, RuleBook rules, Show show) {
        super("write-collective-review", "userTask_writeCollectiveReview", Duty.PREPARER, collectives, units, rules);
        this.desk = desk;
        this.show = show;
    }

    @Override
    public Form blank(Pass pass) {
        Form form = new Form();
        items(pass.subject().code()).forEach(i -> form.sections.add(new Line()));
        return form;
    }

    private List<Item> items(String code) {
        return rules.get(collectives.get(code).ruleSet()).catalogue("collectiveSections");
    }

    @Override
    public void fill(Pass pass, Model model) {
        super.fill(pass, model);
        model.addAttribute("items", items(pass.subject().code()));
        model.addAttribute("levels", List.of("XS", "T", "HT", "KHT").stream().map(l -> Choice.of(l, show.say("rating." + l))).toList());
    }

    @Override
    public void submit(Actor actor, String code, String slot, Form f) {
        List<Item> items = items(code);
        List<Collectives.Section> sections = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            sections.add(new Collectives.Section(items.get(i).code(), i < f.sections.size() ? f.sections.get(i).text : null));
        }
        desk.review(actor, code, slot, new CollectiveDesk.Held(f.on, f.place, f.chair, f.summoned, f.present, sections, f.selfLevel));
    }
}
