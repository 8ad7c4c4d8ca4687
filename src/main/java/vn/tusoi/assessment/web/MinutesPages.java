package vn.tusoi.assessment.web;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.assessment.Assessment;
import vn.tusoi.assessment.Assessment.MeetingState;
import vn.tusoi.cases.CaseReading;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.site.Shows;

/** The minutes of a cell's meeting, to print and to sign. */
@Controller
class MinutesPages {

    private final Readers readers;

    MinutesPages(Readers readers) {
        this.readers = readers;
    }

    @GetMapping("/cases/{code}/minutes/{no}")
    @Shows(entered = "CASE_READ")
    String show(@PathVariable String code, @PathVariable int no, Actor actor, Model model) {
        CaseReading.Granted granted = readers.reading().read(actor, code);
        if (!granted.whole()) {
            throw new Denied.Forbidden("reading.refused");
        }
        VettingCase c = granted.subject();
        Assessment.Meeting meeting = readers.assessments().find(code).stream().flatMap(a -> a.meetings().stream())
                .filter(m -> m.no() == no && m.state() != MeetingState.PLANNED).findFirst().orElseThrow(() -> new Denied.Hidden(code));
        model.addAttribute("vettingCase", c);
        model.addAttribute("m", meeting);
        model.addAttribute("member", readers.members().get(c.member()));
        model.addAttribute("cell", readers.units().get(c.cell()));
        model.addAttribute("above", readers.units().get(c.unit()));
        model.addAttribute("rule", readers.rules().of(c));
        return "assessment/minutes";
    }
}
