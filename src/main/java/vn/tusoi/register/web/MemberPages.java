package vn.tusoi.register.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tusoi.access.Actor;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.ReviewExit;
import vn.tusoi.register.Register;
import vn.tusoi.register.Standings;
import vn.tusoi.register.desk.RegisterDesk;
import vn.tusoi.register.desk.StandingDesk;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Page;
import vn.tusoi.site.Shows;
import vn.tusoi.site.ShowsNobody;

/** Members of the register: the list with its filters in the address, its export, and a member's file. */
@Controller
class MemberPages {

    private static final List<String> STATUSES = List.of("OFFICIAL", "PROBATIONARY", "EXEMPT");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");

    private final RegisterDesk desk;
    private final StandingDesk standing;
    private final Standings standings;
    private final Cases cases;
    private final ReviewExit exits;
    private final Clock clock;
    private final MessageSource messages;

    MemberPages(RegisterDesk desk, StandingDesk standing, Standings standings, Cases cases, ReviewExit exits, Clock clock, MessageSource messages) {
        this.desk = desk;
        this.standing = standing;
        this.standings = standings;
        this.cases = cases;
        this.exits = exits;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/register")
    @ShowsNobody("leads on")
    String register() {
        return "redirect:/register/members";
    }

    @GetMapping("/register/members")
    @Shows
    String list(@RequestParam(required = false) String q, @RequestParam(required = false) String unit, @RequestParam(required = false) String status,
                @RequestParam(required = false) String post, @RequestParam(required = false) String sort, @RequestParam(required = false) Integer page,
                Actor actor, Locale locale, Model model) {
        RegisterDesk.MemberQuestion question = question(q, unit, status, post, sort);
        Page<Register.MemberRow> found = desk.members(actor, question, Page.number(page));
        model.addAttribute("page", found);
        model.addAttribute("asked", question);
        model.addAttribute("order", question.order().name().toLowerCase(Locale.ROOT));
        model.addAttribute("within", question.unit() == null || question.unit().isBlank() ? null : desk.unit(actor, question.unit()));
        model.addAttribute("statuses", STATUSES.stream().map(s -> Choice.of(s, messages.getMessage("memberStatus." + s, null, locale))).toList());
        model.addAttribute("posts", desk.partyPosts(actor));
        model.addAttribute("reach", found.total() > Register.REACH ? Register.REACH : null);
        return "register/members";
    }

    /** What the list shows, all pages of it, for a spreadsheet. */
    @GetMapping("/register/members.csv")
    @Shows(entered = "EXPORTED")
    void export(@RequestParam(required = false) String q, @RequestParam(required = false) String unit, @RequestParam(required = false) String status,
                @RequestParam(required = false) String post, @RequestParam(required = false) String sort, Actor actor, Locale locale,
                HttpServletResponse response) {
        List<String> heads = Stream.of("register.code", "register.members.name", "register.members.birth", "register.members.gender",
                "register.members.cell", "register.unit", "register.members.post", "register.status").map(k -> messages.getMessage(k, null, locale)).toList();
        PrintWriter[] out = new PrintWriter[1];
        desk.export(actor, question(q, unit, status, post, sort), row -> {
            open(response, out, heads);
            out[0].print(SafeCsv.line(row.code(), row.fullName(), DAY.format(row.birthDate()), messages.getMessage("gender." + row.gender(), null, locale),
                    row.cellName(), row.overName(), row.partyPost(), messages.getMessage("memberStatus." + row.status(), null, locale)));
        });
        open(response, out, heads);
        out[0].flush();
    }

    private static void open(HttpServletResponse response, PrintWriter[] out, List<String> heads) {
        if (out[0] != null) {
            return;
        }
        try {
            response.setContentType("text/csv;charset=UTF-8");
            response.setHeader("Content-Disposition", "attachment; filename=\"dang-vien.csv\"");
            out[0] = response.getWriter();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        out[0].print('\ufeff');
        out[0].print(SafeCsv.line(heads.toArray(String[]::new)));
    }

    @GetMapping("/register/members/{code}")
    @Shows(entered = "REGISTER_READ")
    String file(@PathVariable String code, Actor actor, Model model) {
        RegisterDesk.File file = desk.read(actor, code);
        boolean enters = standing.mayEnter(actor, file.member());
        model.addAttribute("file", file);
        model.addAttribute("standings", file.full() ? standings.of(code) : List.of());
        model.addAttribute("away", standings.on(code, LocalDate.now(clock)).orElse(null));
        model.addAttribute("enters", enters);
        model.addAttribute("reviews", enters ? cases.ofMember(code).stream().filter(c -> c.review() && !c.ended() && exits.ground(c).isPresent()).toList() : List.of());
        return "register/member";
    }

    private static RegisterDesk.MemberQuestion question(String q, String unit, String status, String post, String sort) {
        Register.MemberOrder order = Arrays.stream(Register.MemberOrder.values()).filter(o -> o.name().equalsIgnoreCase(sort)).findFirst()
                .orElse(Register.MemberOrder.NAME);
        return new RegisterDesk.MemberQuestion(q, unit, status != null && STATUSES.contains(status) ? status : null, post, order);
    }
}
