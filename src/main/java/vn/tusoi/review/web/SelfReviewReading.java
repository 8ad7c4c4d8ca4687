package vn.tusoi.review.web;

import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.cases.CaseReading;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.register.Members;
import vn.tusoi.register.Units;
import vn.tusoi.review.Changes;
import vn.tusoi.review.SelfReview;
import vn.tusoi.review.SelfReviews;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;

/** The sealed self-review as a page of its own, to read and to print. */
@Controller
class SelfReviewReading {

    private final CaseReading reading;
    private final SelfReviews reviews;
    private final Members members;
    private final Units units;
    private final Show show;

    SelfReviewReading(CaseReading reading, SelfReviews reviews, Members members, Units units, Show show) {
        this.reading = reading;
        this.reviews = reviews;
        this.members = members;
        this.units = units;
        this.show = show;
    }

    @GetMapping("/cases/{code}/self-review")
    @Shows(entered = "CASE_READ")
    String show(@PathVariable String code, @RequestParam(required = false) Integer version, Actor actor, Model model) {
        CaseReading.Granted granted = reading.read(actor, code);
        if (!granted.whole()) {
            throw new Denied.Forbidden("reading.refused");
        }
        VettingCase c = granted.subject();
        List<SelfReview> versions = reviews.versions(code);
        SelfReview review = versions.stream().filter(v -> version == null || v.version() == version).findFirst()
                .orElseThrow(() -> new Denied.Hidden(code));
        LocalDate today = show.today();
        model.addAttribute("vettingCase", c);
        model.addAttribute("review", review);
        model.addAttribute("versions", versions);
        model.addAttribute("newest", versions.get(0).version());
        model.addAttribute("member", members.get(c.member()));
        model.addAttribute("posts", members.posts(c.member()).stream().filter(p -> p.to() == null || !p.to().isBefore(today)).toList());
        model.addAttribute("cell", units.get(c.cell()));
        return "review/self-review";
    }

    /** What a corrected version says differently from the one before it. */
    @GetMapping("/cases/{code}/self-review/changes")
    @Shows(entered = "CASE_READ")
    String changes(@PathVariable String code, @RequestParam(required = false) Integer version, Actor actor, Model model) {
        CaseReading.Granted granted = reading.read(actor, code);
        if (!granted.whole()) {
            throw new Denied.Forbidden("reading.refused");
        }
        SelfReview after = (version == null ? reviews.find(code) : reviews.version(code, version)).filter(r -> !r.deleted()).orElseThrow(() -> new Denied.Hidden(code));
        SelfReview before = reviews.version(code, after.version() - 1).filter(r -> !r.deleted()).orElseThrow(() -> new Denied.Hidden(code));
        model.addAttribute("vettingCase", granted.subject());
        model.addAttribute("after", after);
        model.addAttribute("before", before);
        model.addAttribute("changes", Changes.between(before, after));
        return "review/changes";
    }
}
