package vn.tusoi.site;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.cases.CaseReading;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.register.Member;
import vn.tusoi.register.Members;
import vn.tusoi.register.Units;
import vn.tusoi.review.Commitment;
import vn.tusoi.review.Commitments;
import vn.tusoi.rounds.Electorate;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.worklist.Inbox;
import vn.tusoi.worklist.WorkItem;

/** What the house holds on the person who is signed in, who has read it, and how they like to read. */
@Controller
class OwnPages {

    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+\\.[^\\s@<>,;\"]+");
    private static final int LONGEST_MAIL = 254;

    private final Members members;
    private final Units units;
    private final Cases cases;
    private final CaseReading reading;
    private final Inbox inbox;
    private final Accounts accounts;
    private final Electorate electorate;
    private final Commitments commitments;
    private final Rounds rounds;
    private final Show show;

    OwnPages(Members members, Units units, Cases cases, CaseReading reading, Inbox inbox, Accounts accounts, Electorate electorate, Commitments commitments, Rounds rounds,
             Show show) {
        this.members = members;
        this.units = units;
        this.cases = cases;
        this.reading = reading;
        this.inbox = inbox;
        this.accounts = accounts;
        this.electorate = electorate;
        this.commitments = commitments;
        this.rounds = rounds;
        this.show = show;
    }

    /** A post held now, with the unit's name. */
    public record Post(String post, String unit) { }

    /** Who read which case, in which office, when last. */
    public record Reading(String caseCode, String person, String office, String at, String reason) { }

    @GetMapping("/me")
    @ShowsNobody("the own case and who read it")
    String me(Actor actor, Model model) {
        if (actor.memberCode() == null) {
            return "me/nobody";
        }
        Member member = members.get(actor.memberCode());
        List<VettingCase> own = cases.ofMember(member.code());
        List<WorkItem> mine = inbox.tasks(new Actor(actor.username(), actor.displayName(), actor.memberCode(), List.of()),
                new Inbox.Question(Inbox.View.ALL, "", "", ""), show.today(), show.soonUntil(), 10, 0);
        model.addAttribute("member", member);
        model.addAttribute("cell", units.get(member.cell()));
        model.addAttribute("posts", members.posts(member.code()).stream().filter(p -> p.to() == null || !p.to().isBefore(show.today()))
                .map(p -> new Post(p.post(), units.get(p.unit()).name())).toList());
        model.addAttribute("cases", own);
        model.addAttribute("mine", mine);
        model.addAttribute("rounds", rounds);
        model.addAttribute("rules", electorate.ofMember(member.code()));
        List<Commitment> open = commitments.ofMember(member.code()).stream().filter(Commitment::open).sorted(Comparator.comparing(Commitment::until)).toList();
        model.addAttribute("commitments", open);
        model.addAttribute("today", show.today());
        model.addAttribute("ratings", members.ratings(member.code()));
        model.addAttribute("disciplines", members.disciplines(member.code()));
        model.addAttribute("readings", own.stream().limit(10).flatMap(c -> reading.readers(c.code()).stream().map(r -> new Reading(c.code(), r.person(),
                r.function() == null ? "" : show.say("work.office", show.say("function." + r.function()), r.unit()), show.dayAndTime(r.last()), r.reason()))).toList());
        return "me/file";
    }

    @GetMapping("/me/settings")
    @ShowsNobody("own settings")
    String settings(Actor actor, Model model) {
        model.addAttribute("settings", accounts.settings(actor.username()).orElseThrow());
        model.addAttribute("mail", accounts.mail(actor.username()));
        model.addAttribute("offices", actor.offices());
        return "me/settings";
    }

    @PostMapping("/me/settings")
    ModelAndView choose(Actor actor, @RequestParam String language, @RequestParam(defaultValue = "false") boolean larger, @RequestParam(required = false) String mail,
                        Model model, RedirectAttributes flash) {
        String typed = mail == null ? null : mail.strip();
        if (typed != null && !typed.isEmpty() && (typed.length() > LONGEST_MAIL || !MAIL.matcher(typed).matches())) {
            settings(actor, model);
            model.addAttribute("settings", new Accounts.Settings(language, larger, false));
            model.addAttribute("mail", typed);
            model.addAttribute("wrongMail", true);
            return new ModelAndView("me/settings", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        if (typed != null) {
            accounts.remindAt(actor.username(), typed.isEmpty() ? null : typed);
        }
        accounts.choose(actor.username(), Set.of("vi", "en").contains(language) ? language : "vi", larger);
        flash.addFlashAttribute("chosen", true);
        return new ModelAndView("redirect:/me/settings");
    }

    @GetMapping("/help")
    @ShowsNobody("help")
    String help() {
        return "site/help";
    }
}
