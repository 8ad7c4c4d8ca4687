package vn.tusoi.site.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.site.Show;
import vn.tusoi.site.ShowsNobody;
import vn.tusoi.site.TypedTexts;
import vn.tusoi.worklist.Refused;

/** Sign-in, first administrator, one's own password, and the page for what came too late. */
@Controller
class DoorPages {

    private final AccountDesk desk;
    private final SignIn signIn;
    private final FirstAdministrator first;
    private final Show show;

    DoorPages(AccountDesk desk, SignIn signIn, FirstAdministrator first, Show show) {
        this.desk = desk;
        this.signIn = signIn;
        this.first = first;
        this.show = show;
    }

    @GetMapping("/")
    @ShowsNobody("the door")
    String home() {
        return "redirect:/work";
    }

    @GetMapping("/sign-in")
    @ShowsNobody("the door")
    String signIn(HttpServletRequest request, Model model) {
        Stream.of("wrong", "held", "bye", "kept", "ended", "changed", "ready").filter(k -> request.getParameter(k) != null).findFirst()
                .ifPresent(said -> model.addAttribute("said", said));
        return "site/sign-in";
    }

    /** Something was sent from a page whose token is no longer good: nothing is done with it, and nothing typed is lost. */
    @RequestMapping("/stale")
    ModelAndView stale(HttpServletRequest request) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.toLowerCase(java.util.Locale.ROOT).contains("password") && !List.of("old", "chosen", "again", "token").contains(name)) {
                typed.put(name, Arrays.asList(values));
            }
        });
        Object from = request.getAttribute("jakarta.servlet.forward.request_uri");
        ModelAndView page = new ModelAndView("site/stale", HttpStatus.FORBIDDEN);
        page.addObject("typed", TypedTexts.of(typed));
        page.addObject("from", from == null ? "/work" : from.toString());
        return page;
    }

    public static class Password {
        @NotBlank(message = "{error.required}")
        public String old;
        @NotBlank(message = "{error.required}")
        public String chosen;
        @NotBlank(message = "{error.required}")
        public String again;
    }

    @GetMapping("/account/password")
    @ShowsNobody("the door")
    String password(Actor actor, Model model) {
        model.addAttribute("form", new Password());
        return "accounts/own-password";
    }

    @PostMapping("/account/password")
    ModelAndView password(Actor actor, @Valid @ModelAttribute("form") Password form, BindingResult result, Model model, RedirectAttributes flash,
                          HttpServletRequest request) {
        if (!result.hasErrors() && !form.chosen.equals(form.again)) {
            result.rejectValue("again", "password.different", "password.different");
        }
        // counted like a sign-in: an open session must not be a place to guess the password
        if (!result.hasErrors() && signIn.attempt(actor.username(), form.old, null).kind() != SignIn.Kind.OPEN) {
            result.rejectValue("old", "password.old.wrong", "password.old.wrong");
        }
        if (!result.hasErrors()) {
            try {
                desk.changePassword(actor, form.old, form.chosen, request.getSession().getId());
                flash.addFlashAttribute("done", show.say("password.changed"));
                return new ModelAndView("redirect:/work");
            } catch (Refused refused) {
                AccountPages.refuse(result, refused);
            }
        }
        return new ModelAndView("accounts/own-password", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    public static class Setup {
        @NotBlank(message = "{error.required}")
        public String token;
        @NotBlank(message = "{error.required}")
        public String username;
        @NotBlank(message = "{error.required}")
        @Size(max = 120, message = "{error.tooLong}")
        public String displayName;
        @NotBlank(message = "{error.required}")
        public String password;
    }

    @GetMapping("/setup")
    @ShowsNobody("the door")
    String setup(Model model) {
        if (!first.wanted()) {
            throw new Denied.Hidden("setup");
        }
        model.addAttribute("form", new Setup());
        model.addAttribute("empty", first.registerIsEmpty());
        return "accounts/setup";
    }

    @PostMapping("/setup")
    ModelAndView setup(@Valid @ModelAttribute("form") Setup form, BindingResult result, Model model) {
        if (!first.wanted()) {
            throw new Denied.Hidden("setup");
        }
        if (!result.hasErrors()) {
            try {
                first.create(form.token, form.username.strip(), form.displayName, form.password);
                return new ModelAndView("redirect:/sign-in?ready");
            } catch (Refused refused) {
                AccountPages.refuse(result, refused);
            }
        }
        model.addAttribute("empty", first.registerIsEmpty());
        return new ModelAndView("accounts/setup", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }
}
