package vn.tusoi.documents.web;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Function;
import vn.tusoi.documents.PaperDesk;
import vn.tusoi.documents.Papers;
import vn.tusoi.register.Units;
import vn.tusoi.site.ShowsNobody;

/** From a paper back to what is kept: everybody who has the code learns whether it fits, only readers get further. */
@Controller
class CheckPages {

    private final Papers papers;
    private final PaperDesk desk;
    private final Units units;

    CheckPages(Papers papers, PaperDesk desk, Units units) {
        this.papers = papers;
        this.desk = desk;
        this.units = units;
    }

    @ShowsNobody("whether a code is known")
    @GetMapping("/check")
    ModelAndView ask(@RequestParam(defaultValue = "") String code, Actor actor, Model model) {
        return code.isBlank() ? new ModelAndView("papers/check") : show(code, actor, model);
    }

    @ShowsNobody("kind, unit and digest of a paper")
    @GetMapping("/check/{code}")
    ModelAndView show(@PathVariable String code, Actor actor, Model model) {
        Optional<Papers.Checked> paper = papers.check(actor, code);
        model.addAttribute("typed", code);
        model.addAttribute("paper", paper.orElse(null));
        model.addAttribute("unit", paper.map(p -> units.get(p.unit())).orElse(null));
        model.addAttribute("address", paper.map(p -> desk.address(actor, p)).orElse(null));
        model.addAttribute("audits", actor.holds(Function.AUDITOR));
        return new ModelAndView("papers/check", paper.isPresent() ? HttpStatus.OK : HttpStatus.NOT_FOUND);
    }
}
