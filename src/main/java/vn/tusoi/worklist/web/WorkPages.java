package vn.tusoi.worklist.web;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Function;
import vn.tusoi.site.Page;
import vn.tusoi.site.Show;
import vn.tusoi.worklist.Drafts;
import vn.tusoi.worklist.Inbox;
import vn.tusoi.worklist.WorkItem;

/** "My work": what is mine to do, by when and why it is mine. */
@Controller
class WorkPages {

    private static final int SIZE = 50;
    private static final int REACH = 10_000;

    private final Inbox inbox;
    private final Drafts drafts;
    private final Show show;

    WorkPages(Inbox inbox, Drafts drafts, Show show) {
        this.inbox = inbox;
        this.drafts = drafts;
        this.show = show;
    }

    /** A task and the sentence that says why it is the reader's. */
    record Line(WorkItem item, String why) { }

    @GetMapping("/work")
    String work(@RequestParam(required = false) String q, @RequestParam(required = false) Integer page, Actor actor, Model model) {
        int number = Page.number(page);
        List<Line> lines = inbox.of(actor, q, SIZE, (number - 1) * SIZE).stream().map(item -> new Line(item, why(item))).toList();
        model.addAttribute("page", new Page<>(lines, number, SIZE, inbox.count(actor, q, REACH)));
        model.addAttribute("q", q);
        model.addAttribute("drafts", drafts.of(actor.username()));
        return "work/work";
    }

    private String why(WorkItem item) {
        String office = item.function() == Function.MEMBER ? "" : show.say("function." + item.function());
        return show.sayOr("task." + item.formKey() + ".why", office, office, item.title());
    }
}
