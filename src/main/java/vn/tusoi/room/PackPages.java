package vn.tusoi.room;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tusoi.access.Actor;
import vn.tusoi.cases.CaseReading;
import vn.tusoi.ledger.pack.PackScope;
import vn.tusoi.ledger.pack.Packs;
import vn.tusoi.site.Show;
import vn.tusoi.site.ShowsNobody;

/** Evidence packs for auditors: what they may take out of the record, as a file that others can check. */
@Controller
class PackPages {

    /** So many readings are entered in one transaction. */
    private static final int AT_ONCE = 200;

    private final Mandate mandate;
    private final CaseReading reading;
    private final Packs packs;
    private final Show show;

    PackPages(Mandate mandate, CaseReading reading, Packs packs, Show show) {
        this.reading = reading;
        this.mandate = mandate;
        this.packs = packs;
        this.show = show;
    }

    @GetMapping("/record/packs")
    @ShowsNobody("a form")
    String form(Actor actor, @RequestParam(defaultValue = "CASE") PackScope.Kind kind, @RequestParam(defaultValue = "") String code, Model model) {
        mandate.of(actor);
        return form(model, kind, code, null, null, null);
    }

    @PostMapping("/record/packs")
    String make(Actor actor, @RequestParam(defaultValue = "CASE") PackScope.Kind kind, @RequestParam(defaultValue = "") String code, @RequestParam(required = false) LocalDate from,
                @RequestParam(required = false) LocalDate to, Model model, HttpServletResponse response) throws IOException {
        Mandate.Reach reach = mandate.of(actor);
        boolean period = kind == PackScope.Kind.PERIOD;
        if (period ? from == null || to == null || to.isBefore(from) : code.isBlank()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return form(model, kind, code, from, to, show.say(period ? "packs.needDays" : "packs.needCode"));
        }
        PackScope scope = new PackScope(kind, period ? null : code.strip(), period ? from : null, period ? to : null, reach.realm());
        Path file = Files.createTempFile("tusoi-pack", ".zip");
        try {
            Optional<Packs.Made> made = packs.make(scope, actor, reach.office(), file);
            if (made.isEmpty()) {
                response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
                return form(model, kind, code, from, to, show.say("packs.nothing"));
            }
            // the members are told who read their case, also where it was taken away with others
            List<String> cases = List.copyOf(made.get().cases());
            for (int first = 0; first < cases.size(); first += AT_ONCE) {
                reading.readInPack(actor, cases.subList(first, Math.min(first + AT_ONCE, cases.size())), reach.office());
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
