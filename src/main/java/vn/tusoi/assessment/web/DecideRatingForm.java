package vn.tusoi.assessment.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.assessment.Assessment;
import vn.tusoi.assessment.AssessmentDesk;
import vn.tusoi.assessment.ExcellentCap;
import vn.tusoi.assessment.Level;
import vn.tusoi.assessment.RatingFlags;
import vn.tusoi.assessment.RatingGrounds;
import vn.tusoi.assessment.RatingTriggers;
import vn.tusoi.assessment.SecondPlaces;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.review.SelfReview;
import vn.tusoi.rulebook.Explanations;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.worklist.Pass;

/** {@code decide-rating}: the level, or back to the cell or the member. */
@Component
class DecideRatingForm extends AssessmentPage<DecideRatingForm.Form> {

    public enum Decision { XS, T, HT, KHT, RETURN_CELL, RETURN_SELF_REVIEW }

    public static class Form {
        @NotNull(message = "{assessment.missing.choice}")
        public Decision choice;
        @NotBlank(message = "{assessment.missing.reason}")
        @Size(max = 4000, message = "{assessment.wrong.size}")
        public String reason;
        @Size(max = 4000, message = "{assessment.wrong.size}")
        public String flagReason;
        /** Code of the rule set's catalogue; empty for nothing. */
        public String trigger;
        /** Paper on which the trigger rests. */
        @Size(max = 400, message = "{assessment.wrong.size}")
        public String evidence;
    }

    private final AssessmentDesk desk;
    private final SecondPlaces places;
    private final RatingGrounds grounds;
    private final Explanations explanations;
    private final Readers readers;
    private final Show show;

    DecideRatingForm(AssessmentDesk desk, SecondPlaces places, RatingGrounds grounds, Explanations explanations, Readers readers, Show show) {
        super("decide-rating", "userTask_decideRating", Duty.RATER, readers);
        this.desk = desk;
        this.places = places;
        this.grounds = grounds;
        this.explanations = explanations;
        this.readers = readers;
        this.show = show;
    }

    @Override
    public Form blank(Pass pass) {
        return new Form();
    }

    @Override
    public void fill(Pass pass, Model model) {
        super.fill(pass, model);
        VettingCase c = vettingCase(pass);
        RatingFlags flags = desk.flags(c);
        SelfReview review = (SelfReview) model.getAttribute("review");
        Map<Level, Set<RatingFlags.Flag>> against = new EnumMap<>(Level.class);
        List<Choice> choices = new ArrayList<>();
        for (Level level : Level.ALL) {
            against.put(level, flags.against(level));
            choices.add(new Choice(level.name(), show.say("rating." + level), describe(level, against.get(level)),
                    level == flags.proposed() ? show.say("assessment.byCell") : ""));
        }
        choices.add(Choice.of(Decision.RETURN_CELL, show.say("assessment.choice.RETURN_CELL"), show.say("assessment.choice.RETURN_CELL.what")));
        choices.add(Choice.of(Decision.RETURN_SELF_REVIEW, show.say("assessment.choice.RETURN_SELF_REVIEW"),
                show.say("assessment.choice.RETURN_SELF_REVIEW.what")));
        ExcellentCap.Standing cap = desk.capIfExcellent(c);
        RuleSet own = readers.rules().of(c);
        String language = LocaleContextHolder.getLocale().getLanguage();
        model.addAttribute("triggers", own.catalogue("triggers").stream().map(i -> Choice.of(i.code(), i.text(language))).toList());
        model.addAttribute("raised", desk.raised(c, review).stream().map(r -> said(r, own, language)).toList());
        model.addAttribute("grounds", grounds.standing(c.code()));
        model.addAttribute("unknown", desk.unknown(c, review));
        model.addAttribute("places", places.of(c.code()));
        model.addAttribute("feedback", readers.assessments().feedback(c.code()));
        model.addAttribute("choices", choices);
        model.addAttribute("flags", flags);
        model.addAttribute("against", against);
        model.addAttribute("cap", cap);
        model.addAttribute("commune", readers.units().get(c.unit()));
        model.addAttribute("verdict", desk.verdict(c, review));
        model.addAttribute("explained", desk.explained(c, review));
        model.addAttribute("capExplained", desk.explained(c, cap));
        model.addAttribute("ratings", readers.members().ratings(c.member()));
        model.addAttribute("disciplines", readers.members().disciplines(c.member()));
        model.addAttribute("held", ((Assessment) model.getAttribute("assessment")) == null ? null : ((Assessment) model.getAttribute("assessment")).held());
    }

    /** @param effect what it does to a level; @param rule its words; @param source where they stand; @param evidence what it rests on */
    public record Said(String effect, String rule, String source, String evidence) { }

    private Said said(RatingTriggers.Raised raised, RuleSet set, String language) {
        String[] item = raised.rule().split("#");
        boolean value = item.length == 1;
        String rule = value ? ("en".equals(language) ? set.value(raised.rule()).en() : set.value(raised.rule()).vi()) : set.item(item[0], item[1]).text(language);
        Object citation = value ? set.value(raised.rule()).citation() : set.item(item[0], item[1]).more().get("citation");
        Object[] args = raised.args().stream().map(a -> a instanceof String key && (key.startsWith("rating.") || key.startsWith("penalty.")) ? show.say(key)
                : a instanceof String day && day.matches("\\d{4}-\\d{2}-\\d{2}") ? show.day(LocalDate.parse(day)) : a).toArray();
        return new Said(show.say("assessment.effect." + raised.effect(), show.say("rating." + raised.level())), rule, explanations.citation(set, String.valueOf(citation)),
                show.say(raised.evidence(), args));
    }

    private String describe(Level level, Set<RatingFlags.Flag> flags) {
        if (flags.isEmpty()) {
            return show.say("assessment.choice.fits");
        }
        return show.say("assessment.choice.flagged", String.join("; ", flags.stream().map(f -> show.say("assessment.flag." + f + ".short")).toList()));
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, Form f) {
        Assessment.Outcome outcome = switch (f.choice) {
            case RETURN_CELL -> Assessment.Outcome.RETURN_CELL;
            case RETURN_SELF_REVIEW -> Assessment.Outcome.RETURN_SELF_REVIEW;
            default -> Assessment.Outcome.DECIDED;
        };
        desk.decideRating(actor, subjectCode, new AssessmentDesk.Rating(outcome,
                outcome == Assessment.Outcome.DECIDED ? Level.valueOf(f.choice.name()) : null, f.reason, f.flagReason,
                outcome == Assessment.Outcome.DECIDED ? f.trigger : null, f.evidence));
    }
}
