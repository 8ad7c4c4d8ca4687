package vn.tusoi.assessment.web;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.assessment.Assessments;
import vn.tusoi.assessment.HeadsFirst;
import vn.tusoi.assessment.SecondPlaces;
import vn.tusoi.cases.DossierPart;
import vn.tusoi.collective.Collectives;
import vn.tusoi.site.Show;

/** The cell's meeting, the rating and the member's answer in the dossier. */
@Component
class AssessmentPart implements DossierPart {

    private final Assessments assessments;

    private final SecondPlaces places;
    private final Collectives collectives;
    private final HeadsFirst heads;
    private final Show show;

    AssessmentPart(Assessments assessments, SecondPlaces places, Collectives collectives, HeadsFirst heads, Show show) {
        this.heads = heads;
        this.assessments = assessments;
        this.places = places;
        this.collectives = collectives;
        this.show = show;
    }

    @Override
    public Optional<String> waiting(String caseCode) {
        List<Collectives.Awaited> awaited = collectives.awaitedBy(caseCode);
        List<HeadsFirst.Awaited> first = awaited.isEmpty() ? heads.awaitedBy(caseCode) : List.of();
        if (!first.isEmpty()) {
            return Optional.of(show.say("assessment.awaitsHead", String.join("; ", first.stream().map(h -> show.say("assessment.awaitsHead.since", h.post(), show.day(h.since()))).toList())));
        }
        return awaited.isEmpty() ? Optional.empty() : Optional.of(show.say("collective.waiting",
                String.join("; ", awaited.stream().map(a -> show.say("collective.waiting.since", a.unitName(), show.day(a.since()))).toList())));
    }

    /** What a case without a task waits for, in few words. */
    Optional<String> awaited(String caseCode) {
        return collectives.awaitedBy(caseCode).stream().findFirst().map(a -> show.say("reviews.awaits.body", a.unitName(), show.day(a.since())))
                .or(() -> heads.awaitedBy(caseCode).stream().findFirst().map(h -> show.say("reviews.awaits.head", h.post(), show.day(h.since()))));
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public String template() {
        return "assessment/result :: result(${assessment})";
    }

    @Override
    public void fill(String caseCode, Actor actor, Model model) {
        model.addAttribute("assessment", assessments.find(caseCode).orElse(null));
        model.addAttribute("places", places.of(caseCode));
        model.addAttribute("feedback", assessments.feedback(caseCode));
    }
}
