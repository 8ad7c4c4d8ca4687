package vn.tusoi.assessment.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.assessment.AssessmentRules;
import vn.tusoi.assessment.CellPattern;
import vn.tusoi.assessment.Level;
import vn.tusoi.assessment.RatingOverview;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;

/** All cells side by side, for the body that decides their members' ratings. */
@Controller
class RatingPages {

    private final RatingOverview overviews;
    private final Show show;

    RatingPages(RatingOverview overviews, Show show) {
        this.overviews = overviews;
        this.show = show;
    }

    @GetMapping("/ratings/{round}")
    @Shows(kind = "ROUND", code = "round")
    String show(@PathVariable String round, @RequestParam(required = false) String body, Actor actor, Model model) {
        RatingOverview.Overview overview = overviews.of(actor, round, body);
        AssessmentRules set = AssessmentRules.of(overview.ruleSet());
        model.addAttribute("overview", overview);
        model.addAttribute("set", set);
        model.addAttribute("levels", Level.ALL);
        model.addAttribute("bodies", actor.offices().stream().filter(o -> o.function() == Function.GRASSROOTS_COMMITTEE).map(Office::unit).toList());
        Map<String, List<String>> asked = new HashMap<>();
        overview.cells().forEach(c -> asked.put(c.code(), c.questions().stream().map(this::words).toList()));
        model.addAttribute("asked", asked);
        return "assessment/ratings";
    }

    private String words(CellPattern.Question question) {
        List<Object> args = question.args().stream().map(a -> a instanceof String key && key.startsWith("rating.") ? show.say(key) : a).toList();
        return show.say("assessment.question." + question.kind(), args.toArray());
    }
}
