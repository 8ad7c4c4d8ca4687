package vn.tusoi.ballots.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.ballots.BallotCount;
import vn.tusoi.ballots.Candidate;
import vn.tusoi.ballots.ConferenceDesk;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskForm;

/** One side's figures. The other side's are never read here. */
@Component
class CountVotesForm implements TaskForm<CountVotesForm.Form> {

    public static class Form {
        @NotNull(message = "{error.required}")
        public Integer collected;
        @NotNull(message = "{error.required}")
        public Integer missing;
        @NotNull(message = "{error.required}")
        public Integer valid;
        @NotNull(message = "{error.required}")
        public Integer invalid;
        public Map<String, @Valid Line> lines = new LinkedHashMap<>();
    }

    public static class Line {
        @NotNull(message = "{error.required}")
        public Integer agree;
        @NotNull(message = "{error.required}")
        public Integer disagree;
        @NotNull(message = "{error.required}")
        public Integer blank;
    }

    private final ConferenceDesk desk;
    private final ConferenceView view;

    CountVotesForm(ConferenceDesk desk, ConferenceView view) {
        this.desk = desk;
        this.view = view;
    }

    @Override
    public String key() {
        return "count-votes";
    }

    @Override
    public String element() {
        return "userTask_countVotes";
    }

    @Override
    public SubjectKind kind() {
        return SubjectKind.CONFERENCE;
    }

    @Override
    public Duty duty(String slot) {
        return "B".equals(slot) ? Duty.COUNTER_B : Duty.COUNTER_A;
    }

    @Override
    public String view() {
        return "ballots/count-votes";
    }

    @Override
    public Form blank(Pass pass) {
        Form form = new Form();
        view.candidates(pass.subject().code()).stream().filter(Candidate::onPaper).forEach(c -> form.lines.put(c.caseCode(), new Line()));
        return form;
    }

    @Override
    public void fill(Pass pass, Model model) {
        view.fill(pass.subject().code(), model);
    }

    @Override
    public void submit(Actor actor, String code, String slot, Form form) {
        Map<String, BallotCount.Votes> votes = new LinkedHashMap<>();
        form.lines.forEach((candidate, l) -> votes.put(candidate, new BallotCount.Votes(l.agree, l.disagree, l.blank)));
        desk.count(actor, code, slot, new ConferenceDesk.Figures(form.collected, form.missing, form.valid, form.invalid, votes));
    }
}
