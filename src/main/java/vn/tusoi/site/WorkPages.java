package vn.tusoi.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Function;
import vn.tusoi.register.Units;
import vn.tusoi.worklist.Claims;
import vn.tusoi.worklist.Drafts;
import vn.tusoi.worklist.Inbox;
import vn.tusoi.worklist.KeptOut;
import vn.tusoi.worklist.Proposals;
import vn.tusoi.worklist.WorkItem;

/** My work: what waits for me, why, until when; my drafts; whom I wait for. */
@Controller
class WorkPages {

    private static final int SIZE = 50;
    private static final int EXPORTED = 5000;

    private final Inbox inbox;
    private final Claims claims;
    private final Drafts drafts;
    private final Units units;
    private final Show show;
    private final Reasons reasons;
    private final KeptOut keptOut;
    private final List<Proposals> proposals;

    WorkPages(Inbox inbox, Claims claims, Drafts drafts, Units units, Show show, Reasons reasons, KeptOut keptOut, List<Proposals> proposals) {
        this.inbox = inbox;
        this.claims = claims;
        this.drafts = drafts;
        this.units = units;
        this.show = show;
        this.reasons = reasons;
        this.keptOut = keptOut;
        this.proposals = proposals;
    }

    /** A row: the task, its name, why it is mine, and its state. */
    public record Row(WorkItem item, String href, String task, String why, Show.State state, boolean claimable, boolean mine, boolean keptOut) { }

    /** Rows that are due alike. */
    public record Group(String title, List<Row> rows) { }

    public record Awaited(String who, String what, String kind, String text) { }

    /** What somebody proposes and this person may decide. */
    public record Proposed(String href, String words, String by) { }

    public record Draft(String href, String title, String saved) { }

    @GetMapping("/work")
    @Shows
    String work(Actor actor, @RequestParam(defaultValue = "all") String view, @RequestParam(defaultValue = "") String q,
                @RequestParam(defaultValue = "") String task, @RequestParam(defaultValue = "") String unit, @RequestParam(required = false) Integer page, Model model) {
        Inbox.Question question = question(view, q, task, unit);
        int number = Page.number(page);
        List<WorkItem> found = inbox.tasks(actor, question, show.today(), show.soonUntil(), SIZE + 1, (number - 1) * SIZE);
        List<WorkItem> shown = found.size() > SIZE ? found.subList(0, SIZE) : found;
        Inbox.Counts counts = inbox.counts(actor, show.today(), show.soonUntil());
        Inbox.Offers offers = inbox.offers(actor);
        boolean filtered = !q.isBlank() || !task.isBlank() || !unit.isBlank() || question.view() != Inbox.View.ALL;
        Map<String, String> notMine = keptOut.of(actor, shown);
        model.addAttribute("groups", groups(actor, shown, notMine));
        model.addAttribute("shown", shown.size());
        model.addAttribute("number", number);
        model.addAttribute("more", found.size() > SIZE);
        model.addAttribute("numbers", List.of(number(counts.all()), number(counts.overdue()), number(counts.soon()), number(counts.unclaimed()), number(counts.others())));
        model.addAttribute("lead", lead(counts));
        model.addAttribute("filtered", filtered);
        model.addAttribute("view", question.view().name().toLowerCase(Locale.ROOT));
        model.addAttribute("q", q);
        model.addAttribute("task", task);
        model.addAttribute("unit", unit);
        model.addAttribute("tasks", offers.formKeys().stream().map(k -> Choice.of(k, show.sayOr("task." + k, k))).toList());
        model.addAttribute("units", offers.scopes());
        model.addAttribute("first", !filtered && number == 1
                ? shown.stream().filter(i -> !notMine.containsKey(i.taskId())).findFirst().map(WorkItem::address).orElse(null) : null);
        model.addAttribute("drafts", drafts.of(actor.username()).stream().map(d -> new Draft("/" + d.kind().area() + "/" + d.subjectCode() + "/" + d.formKey()
                + (d.slot().isEmpty() ? "" : "?slot=" + d.slot()), show.say("work.draft", show.sayOr("task." + d.formKey(), d.formKey()), d.title()),
                show.saved(d.savedAt()))).toList());
        model.addAttribute("proposed", proposals.stream().flatMap(p -> p.waitingFor(actor).stream()).map(p -> new Proposed(p.href(), show.say(p.message(), p.args().toArray()),
                p.at() == null ? p.by() : show.say("work.proposal.by", p.by(), show.dayAndTime(p.at())))).toList());
        model.addAttribute("awaited", inbox.awaited(actor, 8).stream().map(this::awaited).toList());
        return "work/inbox";
    }

    @PostMapping("/work/{taskId}/claim")
    String claim(Actor actor, @PathVariable String taskId) {
        return "redirect:" + claims.claim(actor, taskId).address();
    }

    @PostMapping("/work/{taskId}/release")
    String release(Actor actor, @PathVariable String taskId, RedirectAttributes flash) {
        flash.addFlashAttribute("done", show.say("work.released", claims.release(actor, taskId).title()));
        return "redirect:/work";
    }

    /** The table as it is shown, all pages of it. */
    @GetMapping(value = "/work.csv", produces = "text/csv")
    @Shows(entered = "EXPORTED")
    ResponseEntity<byte[]> export(Actor actor, @RequestParam(defaultValue = "all") String view, @RequestParam(defaultValue = "") String q,
                                  @RequestParam(defaultValue = "") String task, @RequestParam(defaultValue = "") String unit) {
        List<List<String>> rows = inbox.tasks(actor, question(view, q, task, unit), show.today(), show.soonUntil(), EXPORTED, 0).stream()
                .map(item -> List.of(item.dueOn() == null ? "" : show.day(item.dueOn()), show.sayOr("task." + item.formKey(), item.formKey()), item.title(),
                        item.subjectCode(), item.scopeName(), state(actor, item).text())).toList();
        return Sheet.file("viec.csv", List.of(show.say("work.due"), show.say("work.task"), show.say("work.about"), show.say("work.code"), show.say("work.unit"),
                show.say("work.state")), rows);
    }

    private String lead(Inbox.Counts counts) {
        String urgent = counts.overdue() > 0 && counts.soon() > 0 ? show.say("work.lead.both", number(counts.overdue()), number(counts.soon()), Show.SOON)
                : counts.overdue() > 0 ? show.say("work.lead.overdue", number(counts.overdue()))
                : counts.soon() > 0 ? show.say("work.lead.soon", number(counts.soon()), Show.SOON) : show.say("work.lead.calm");
        return counts.all() == 0 ? show.say("work.lead.none") : show.say("work.lead", number(counts.all()), urgent);
    }

    private String number(int counted) {
        return counted > Inbox.COUNTED ? show.say("work.more", show.number(Inbox.COUNTED)) : show.number(counted);
    }

    private static Inbox.Question question(String view, String q, String task, String unit) {
        Inbox.View asked = switch (view) {
            case "overdue" -> Inbox.View.OVERDUE;
            case "soon" -> Inbox.View.SOON;
            case "unclaimed" -> Inbox.View.UNCLAIMED;
            case "others" -> Inbox.View.OTHERS;
            default -> Inbox.View.ALL;
        };
        return new Inbox.Question(asked, q.strip(), task, unit);
    }

    private List<Group> groups(Actor actor, List<WorkItem> items, Map<String, String> notMine) {
        List<Row> late = new ArrayList<>();
        List<Row> soon = new ArrayList<>();
        List<Row> later = new ArrayList<>();
        for (WorkItem item : items) {
            (show.late(item.dueOn()) ? late : show.soon(item.dueOn()) ? soon : later).add(row(actor, item, notMine.get(item.taskId())));
        }
        List<Group> groups = new ArrayList<>();
        if (!late.isEmpty()) {
            groups.add(new Group(show.say("work.group.late"), late));
        }
        if (!soon.isEmpty()) {
            groups.add(new Group(show.say("work.group.soon", Show.SOON), soon));
        }
        if (!later.isEmpty()) {
            groups.add(new Group(show.say(groups.isEmpty() ? "work.group.only" : "work.group.later"), later));
        }
        return groups;
    }

    private Row row(Actor actor, WorkItem item, String notMine) {
        if (notMine != null) {
            return new Row(item, "/" + item.kind().area() + "/" + item.subjectCode(), show.sayOr("task." + item.formKey(), item.formKey()), show.say(notMine),
                    new Show.State("wait", show.say("work.state.notMine")), false, false, true);
        }
        boolean mine = actor.username().equals(item.claimedBy());
        String claimed = mine ? show.say("work.why.claimed", show.day(item.claimedAt())) + " " : "";
        return new Row(item, item.address(), show.sayOr("task." + item.formKey(), item.formKey()), claimed + reasons.why(item), state(actor, item), reasons.claimable(item), mine, false);
    }

    private Show.State state(Actor actor, WorkItem item) {
        return item.claimedBy() != null && !item.claimedBy().equals(actor.username()) ? new Show.State("wait", show.say("work.state.other")) : show.state(item);
    }

    private Awaited awaited(WorkItem item) {
        String who = item.function() == Function.MEMBER ? item.title() : units.get(item.unitCode()).name();
        boolean late = show.late(item.dueOn());
        return new Awaited(who, show.say("work.awaited", show.sayOr("task." + item.formKey(), item.formKey()), item.title()), late ? "late" : "wait",
                late ? StringUtils.capitalize(show.left(item.dueOn())) : item.dueOn() == null ? show.say("work.awaited.open")
                        : show.say("work.awaited.until", show.dayShort(item.dueOn())));
    }
}
