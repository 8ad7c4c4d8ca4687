package vn.tusoi.planning.web;

import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.ballots.Conference;
import vn.tusoi.ballots.ConferenceDesk;
import vn.tusoi.ballots.Conferences;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.DossierPart;
import vn.tusoi.rulebook.Reasoning;

/** Why a person passed each conference whose minutes are signed, or did not: their own votes, base and threshold, nobody else's. */
@Component
class BallotRulesPart implements DossierPart {

    private final Cases cases;
    private final Conferences conferences;
    private final ConferenceDesk desk;

    BallotRulesPart(Cases cases, Conferences conferences, ConferenceDesk desk) {
        this.cases = cases;
        this.conferences = conferences;
        this.desk = desk;
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public String template() {
        return "planning/ballots :: own(${ownBallots})";
    }

    @Override
    public void fill(String caseCode, Actor actor, Model model) {
        List<Reasoning> own = conferences.ofList(cases.get(caseCode).list()).stream().filter(Conference::signed)
                .flatMap(c -> conferences.candidates(c.code()).stream().filter(k -> k.caseCode().equals(caseCode)).map(k -> desk.explained(c, k)))
                .filter(Objects::nonNull).toList();
        model.addAttribute("ownBallots", own);
    }
}
