package vn.tusoi.site;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.ledger.pack.PackScope;
import vn.tusoi.ledger.pack.Packs;

/** Evidence packs for auditors: what they may take out of the record, as a file that others can check. */
@Controller
class PackPages {

    private final Packs packs;
    private final Show show;

    PackPages(Packs packs, Show show) {
        this.packs = packs;
        this.show = show;
    }

    @GetMapping("/record/packs")
    @ShowsNobody("a form")
    String form(Actor actor, @RequestParam(defaultValue = "CASE") PackScope.Kind kind, @RequestParam(defaultValue = "") String code, Model model) {
        auditor(actor);
        return form(model, kind, code, null, null, null);
    }

    @PostMapping("/record/packs")
    String make(Actor actor, @RequestParam(defaultValue = "CASE") PackScope.Kind kind, @RequestParam(defaultValue = "") String code, @RequestParam(required = false) LocalDate from,
                @RequestParam(required = false) LocalDate to, Model model, HttpServletResponse response) throws IOException {
        Office office = auditor(actor);
        boolean period = kind == PackScope.Kind.PERIOD;
        if (period ? from == null || to == null || to.isBefore(from) : code.isBlank()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return form(model, kind, code, from, to, show.say(period ? "packs.needDays" : "packs.needCode"));
        }
        String realm = office.unit().realm();
        boolean all = realm.chars().filter(c -> c == '/').count() == 2;           // the root of the tree: nothing lies outside
        PackScope scope = new PackScope(kind, period ? null : code.strip(), period ? from : null, period ? to : null, all ? null : realm);
        Path file = Files.createTempFile("tusoi-pack", ".zip");
        try {
            if (packs.make(scope, actor, office, file).isEmpty()) {
                response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
                return form(model, kind, code, from, to, show.say("packs.nothing"));
            }
            response.setContentType("application/zip");
            response.setContentLengthLong(Files.size(file));
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename("tusoi-" + scope.name().replaceAll("[^A-Za-z0-9._-]", "-") + ".zip").build().toString());
            try (OutputStream out = response.getOutputStream()) {
                Files.copy(file, out);
            }
            return null;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Office auditor(Actor actor) {
        return actor.offices().stream().filter(o -> o.function() == Function.AUDITOR).findFirst().orElseThrow(() -> new Denied.Forbidden("record.notAuditor"));
    }

    private String form(Model model, PackScope.Kind kind, String code, LocalDate from, LocalDate to, String problem) {
        model.addAttribute("kinds", PackScope.Kind.values());
        model.addAttribute("kind", kind);
        model.addAttribute("code", code);
        model.addAttribute("from", from == null ? "" : show.day(from));
        model.addAttribute("to", to == null ? "" : show.day(to));
        model.addAttribute("problem", problem);
        return "record/packs";
    }
}
