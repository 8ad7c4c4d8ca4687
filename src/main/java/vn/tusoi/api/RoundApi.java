package vn.tusoi.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.rounds.Round;
import vn.tusoi.rounds.RoundAccess;
import vn.tusoi.rounds.RoundProgress;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.site.ShowsNobody;

@RestController
@RequestMapping("/api/v1/rounds")
@Tag(name = "rounds", description = "Nomination rounds and how far they are")
class RoundApi {

    private final Rounds rounds;
    private final RoundAccess access;
    private final RoundProgress progress;

    RoundApi(Rounds rounds, RoundAccess access, RoundProgress progress) {
        this.rounds = rounds;
        this.access = access;
        this.progress = progress;
    }

    /** A round as the interface shows it. */
    record RoundView(String code, String name, String ownerUnit, String variant, String targetPost, String ruleSet, LocalDate congressDay, String status) {
        static RoundView of(Round r) {
            return new RoundView(r.code(), r.name(), r.ownerUnit(), r.variant() == null ? null : r.variant().name(), r.targetPost(), r.ruleSet(),
                    r.congressDay(), r.status().name());
        }
    }

    @GetMapping
    @ShowsNobody("rounds by name")
    @Operation(summary = "Rounds the caller's offices may see")
    Paged<RoundView> list(@Parameter(hidden = true) Actor actor, @RequestParam(defaultValue = "1") @Min(1) int page,
                          @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        if (!access.mayList(actor)) {
            throw new Denied.Forbidden("task.notYours");
        }
        return Paged.cut(rounds.list().stream().filter(r -> access.view(actor, r).isPresent()).map(RoundView::of).toList(), page, size);
    }

    @GetMapping("/{code}")
    @ShowsNobody("a round by name")
    @Operation(summary = "One round")
    RoundView one(@Parameter(hidden = true) Actor actor, @PathVariable String code) {
        Round round = rounds.find(code).orElseThrow(() -> new Denied.Hidden(code));
        access.look(actor, round);
        return RoundView.of(round);
    }

    @GetMapping("/{code}/progress")
    @ShowsNobody("numbers")
    @Operation(summary = "How many cases stand where, by stage and by unit the caller sees")
    RoundProgress.Figures progress(@Parameter(hidden = true) Actor actor, @PathVariable String code) {
        Round round = rounds.find(code).orElseThrow(() -> new Denied.Hidden(code));
        RoundAccess.View view = access.look(actor, round);
        return progress.figures(round, view.onlyUnits());
    }
}
