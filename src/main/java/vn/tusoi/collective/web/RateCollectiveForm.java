package vn.tusoi.collective.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.collective.Collective;
import vn.tusoi.collective.CollectiveDesk;
import vn.tusoi.collective.Collectives;
import vn.tusoi.register.Units;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.worklist.Pass;

/** {@code rate-collective}: the body above decides the level. */
@Component
class RateCollectiveForm extends CollectivePage<RateCollectiveForm.Form> {

    public static class Form {
        @NotNull(message = "{assessment.missing.choice}")
        public String level;
        @NotBlank(message = "{assessment.missing.reason}")
        @Size(max = 4000, message = "{assessment.wrong.size}")
        public String reason;
        @Size(max = 4000, message = "{assessment.wrong.size}")
        public String barReason;
    }

    private final CollectiveDesk desk;
    private final Show show;

    RateCollectiveForm(CollectiveDesk desk, Collectives collectives, Units units, RuleBook rules, Show show) {
        super("rate-collective", "userTask_rateCollective", Duty.RATER, collectives, units, rules);
        this.desk = desk;
        this.show = show;
    }

    @Override
    public Form blank(Pass pass) {
        return new Form();
    }

    @Override
    public void fill(Pass pass, Model model) {
        super.fill(pass, model);
        Collective c = (Collective) model.getAttribute("collective");
        model.addAttribute("disciplined", desk.disciplined(c));
        model.addAttribute("barred", desk.bars(c, "XS"));
        model.addAttribute("levels", List.of("XS", "T", "HT", "KHT").stream().map(l -> new Choice(l, show.say("rating." + l),
                show.say(desk.bars(c, l).isEmpty() ? "assessment.choice.fits" : "collective.choice.barred"), l.equals(c.selfLevel()) ? show.say("collective.self.tag") : "")).toList());
    }

    @Override
    public void submit(Actor actor, String code, String slot, Form f) {
        desk.rate(actor, code, slot, f.level, f.reason, f.barReason);
    }
}
