package vn.tusoi.site.accounts;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Function;
import vn.tusoi.notices.Reminders;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Page;
import vn.tusoi.site.Sheet;
import vn.tusoi.site.Show;
import vn.tusoi.site.Shows;
import vn.tusoi.site.ShowsNobody;
import vn.tusoi.worklist.Refused;

/** Accounts and offices, for administrators. */
@Controller
class AccountPages {

    private final AccountDesk desk;
    private final Show show;
    private final Clock clock;
    private final Reminders reminders;

    AccountPages(AccountDesk desk, Show show, Clock clock, Reminders reminders) {
        this.reminders = reminders;
        this.desk = desk;
        this.show = show;
        this.clock = clock;
    }

    public static class NewAccount {
        @NotBlank(message = "{error.required}")
        public String username;
        @NotBlank(message = "{error.required}")
        @Size(max = 120, message = "{error.tooLong}")
        public String displayName;
        public String memberCode;
    }

    public static class NewOffice {
        @NotNull(message = "{error.required}")
        public Function function;
        @NotBlank(message = "{error.required}")
        public String unit;
        @NotNull(message = "{error.required}")
        public LocalDate from;
        public LocalDate to;
    }

    @GetMapping("/accounts")
    @Shows
    String list(Actor actor, @RequestParam(defaultValue = "") String q, @RequestParam(required = false) Integer page, Model model) {
        model.addAttribute("q", q);
        model.addAttribute("accounts", desk.list(actor, q, Page.number(page)));
        model.addAttribute("reminders", reminders.state());
        return "accounts/list";
    }

    /** What the list shows, all pages of it, for a spreadsheet. */
    @GetMapping("/accounts.csv")
    @Shows(entered = "EXPORTED")
    ResponseEntity<byte[]> export(Actor actor, @RequestParam(defaultValue = "") String q) {
        List<List<String>> rows = new ArrayList<>();
        Page<AccountDesk.Row> page;
        int number = 1;
        do {
            page = desk.list(actor, q, number++);
            page.rows().forEach(a -> rows.add(List.of(a.displayName(), a.username(), a.memberCode() == null ? "" : a.memberCode(), String.valueOf(a.offices()),
                    show.say(a.active() ? "accounts.active" : "accounts.closed"))));
        } while (page.number() < page.count());
        return Sheet.file("tai-khoan.csv", List.of(show.say("accounts.name"), show.say("signin.username"), show.say("accounts.member"), show.say("accounts.offices"),
                show.say("work.state")), rows);
    }

    @GetMapping("/accounts/new")
    @ShowsNobody("a blank form")
    String create(Actor actor, Model model) {
        desk.admit(actor);
        model.addAttribute("form", new NewAccount());
        return "accounts/new";
    }

    @PostMapping("/accounts/new")
    ModelAndView created(Actor actor, @Valid @ModelAttribute("form") NewAccount form, BindingResult result, Model model) {
        desk.admit(actor);
        if (!result.hasErrors()) {
            try {
                String password = desk.create(actor, form.username.strip(), form.displayName, form.memberCode);
                return once(form.username.strip(), password, model);
            } catch (Refused refused) {
                refuse(result, refused);
            }
        }
        return new ModelAndView("accounts/new", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @GetMapping("/accounts/{username}")
    @Shows(kind = "ACCOUNT", code = "username")
    String account(Actor actor, @PathVariable String username, Model model) {
        NewOffice form = new NewOffice();
        form.from = LocalDate.now(clock);
        model.addAttribute("form", form);
        return page(actor, username, model);
    }

    private String page(Actor actor, String username, Model model) {
        model.addAttribute("account", desk.get(actor, username));
        model.addAttribute("offices", desk.offices(actor, username));
        model.addAttribute("own", actor.username().equals(username));
        model.addAttribute("now", clock.instant());
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("functions", functions());
        return "accounts/account";
    }

    private List<Choice> functions() {
        return Arrays.stream(Function.values()).filter(Function::isOffice).map(f -> Choice.of(f, show.say("function." + f))).toList();
    }

    @PostMapping("/accounts/{username}/offices")
    ModelAndView grant(Actor actor, @PathVariable String username, @Valid @ModelAttribute("form") NewOffice form, BindingResult result, Model model,
                       RedirectAttributes flash) {
        if (!result.hasErrors()) {
            try {
                desk.grant(actor, username, form.function, form.unit, form.from, form.to);
                flash.addFlashAttribute("done", show.say("accounts.granted"));
                return back(username);
            } catch (Refused refused) {
                refuse(result, refused);
            }
        }
        model.addAttribute("meant", form.unit == null ? List.of() : desk.unitsCalled(actor, form.unit).stream().map(u -> Choice.of(u.code(), u.name() + " (" + u.code() + ")")).toList());
        return new ModelAndView(page(actor, username, model), model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    @PostMapping("/accounts/{username}/offices/{id}/end")
    ModelAndView end(Actor actor, @PathVariable String username, @PathVariable long id, RedirectAttributes flash) {
        desk.end(actor, username, id);
        flash.addFlashAttribute("done", show.say("accounts.ended"));
        return back(username);
    }

    @PostMapping("/accounts/{username}/close")
    ModelAndView close(Actor actor, @PathVariable String username, RedirectAttributes flash) {
        desk.setActive(actor, username, false);
        flash.addFlashAttribute("done", show.say("accounts.closed.done"));
        return back(username);
    }

    @PostMapping("/accounts/{username}/open")
    ModelAndView open(Actor actor, @PathVariable String username, RedirectAttributes flash) {
        desk.setActive(actor, username, true);
        flash.addFlashAttribute("done", show.say("accounts.opened.done"));
        return back(username);
    }

    @PostMapping("/accounts/{username}/unlock")
    ModelAndView unlock(Actor actor, @PathVariable String username, RedirectAttributes flash) {
        desk.unlock(actor, username);
        flash.addFlashAttribute("done", show.say("accounts.unlocked.done"));
        return back(username);
    }

    @PostMapping("/accounts/{username}/password")
    ModelAndView reset(Actor actor, @PathVariable String username, Model model) {
        return once(username, desk.resetPassword(actor, username), model);
    }

    /** Shown in the answer itself: a redirect would have to store the password somewhere. */
    private static ModelAndView once(String username, String password, Model model) {
        model.addAttribute("username", username);
        model.addAttribute("password", password);
        return new ModelAndView("accounts/password", model.asMap());
    }

    private static ModelAndView back(String username) {
        return new ModelAndView("redirect:/accounts/" + username);
    }

    static void refuse(BindingResult result, Refused refused) {
        refused.into(result);
    }
}
