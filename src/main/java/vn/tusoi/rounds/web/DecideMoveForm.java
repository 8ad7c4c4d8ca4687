package vn.tusoi.rounds.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.rounds.Round;
import vn.tusoi.rounds.RoundMove;
import vn.tusoi.rounds.RoundMoves;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskForm;

/** {@code decide-move}: a second officer decides whether an open round moves to another rule set, with the effect before their eyes. */
@Component
class DecideMoveForm implements TaskForm<DecideMoveForm.Form> {

    public static class Form {
        @NotBlank(message = "{error.required}")
        public String decision;
        @Size(max = 2000, message = "{error.tooLong}")
        public String reason;
    }

    private final Rounds rounds;
    private final RoundMoves moves;
    private final MoveView view;
    private final Show show;

    DecideMoveForm(Rounds rounds, RoundMoves moves, MoveView view, Show show) {
        this.rounds = rounds;
        this.moves = moves;
        this.view = view;
        this.show = show;
    }

    @Override
    public String key() {
        return "decide-move";
    }

    @Override
    public String element() {
        return RoundMoves.DECIDE;
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.ROUND;
    }

    @Override
    public Duty duty(String slot) {
        return Duty.OPENER;
    }

    @Override
    public String view() {
        return "rounds/decide-move";
    }

    @Override
    public Form blank(Pass pass) {
        return new Form();
    }

    @Override
    public void fill(Pass pass, Model model) {
        Round round = rounds.get(pass.subject().code());
        RoundMove move = moves.last(round.code()).orElseThrow();
        view.round(round, model);
        view.preview(moves.preview(round, move.to()), 1, model);
        model.addAttribute("move", move);
        model.addAttribute("choices", List.of(new Choice("APPROVE", show.say("rounds.move.yes"), show.say("rounds.move.yes.text"), null),
                new Choice("REFUSE", show.say("rounds.move.no"), show.say("rounds.move.no.text"), null)));
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, Form form) {
        moves.decide(actor, subjectCode, "APPROVE".equals(form.decision), form.reason);
    }
}
