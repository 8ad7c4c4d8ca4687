package vn.tusoi.assessment.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.assessment.Assessment;
import vn.tusoi.assessment.AssessmentDesk;
import vn.tusoi.assessment.Assessments;
import vn.tusoi.assessment.CellPeople;
import vn.tusoi.assessment.Votes;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.site.Choice;
import vn.tusoi.site.Show;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.Refused;

/** {@code record-meeting}: who came, what was said, how the cell voted. */
@Component
class RecordMeetingForm extends AssessmentPage<RecordMeetingForm.Form> {

    /** Lines for remarks: the first few are shown, the others open on demand. */
    private static final int LINES = 16;

    public static class Form {
        @NotNull(message = "{assessment.missing.date}")
        public LocalDate on;
        @NotBlank(message = "{assessment.missing.text}")
        @Size(max = 200, message = "{assessment.wrong.size}")
        public String place;
        @Size(max = 120, message = "{assessment.wrong.size}")
        public String chair;
        @NotNull(message = "{assessment.missing.number}")
        @Min(value = 1, message = "{assessment.wrong.atLeast}")
        @Max(value = 100_000, message = "{assessment.wrong.atMost}")
        public Integer summoned;
        @NotNull(message = "{assessment.missing.number}")
        @Min(value = 0, message = "{assessment.wrong.atLeast}")
        public Integer present;
        @NotNull(message = "{assessment.missing.number}")
        @Min(value = 0, message = "{assessment.wrong.atLeast}")
        public Integer excused;
        @Size(max = 2000, message = "{assessment.wrong.size}")
        public String absentees;
        @NotNull(message = "{assessment.missing.choice}")
        public Boolean quorum;
        @Valid
        public List<Line> remarks = new ArrayList<>();
        @Size(max = 8000, message = "{assessment.wrong.size}")
        public String answer;
        public Integer issued;
        public Integer collected;
        public Integer missing;
        public Integer valid;
        public Integer invalid;
        public Integer xs;
        public Integer t;
        public Integer ht;
        public Integer kht;
    }

    public static class Line {
        @Size(max = 120, message = "{assessment.wrong.size}")
        public String speaker;
        @Size(max = 4000, message = "{assessment.wrong.size}")
        public String text;
    }

    private final AssessmentDesk desk;
    private final CellPeople people;
    private final Show show;

    RecordMeetingForm(AssessmentDesk desk, CellPeople people, Readers readers, Show show) {
        super("record-meeting", "userTask_recordMeeting", Duty.ASSESSOR, readers);
        this.desk = desk;
        this.people = people;
        this.show = show;
    }

    @Override
    public Form blank(Pass pass) {
        Form form = new Form();
        for (int i = 0; i < LINES; i++) {
            form.remarks.add(new Line());
        }
        assessments().convened(pass.subject().code()).ifPresent(planned -> {
            form.place = planned.place();
            form.on = planned.on().isAfter(show.today()) ? null : planned.on();
            VettingCase c = vettingCase(pass);
            if (c.review()) {
                assessments().heldLast(c.round(), c.cell(), c.code(), planned.on()).ifPresent(m -> likeTheOther(form, m, c.member()));
            }
        });
        return form;
    }

    /** One meeting of the cell reviews several members: day, place, chair and attendance are offered as they were taken down for the other. */
    private static void likeTheOther(Form form, Assessments.Together m, String member) {
        form.on = m.heldOn();
        form.place = m.place();
        form.chair = member.equals(m.chairCode()) ? null : m.chair();
        form.absentees = m.absentees();
        form.summoned = m.summoned();
        form.present = m.present();
        form.excused = m.excused();
        form.quorum = true;
    }

    @Override
    public void fill(Pass pass, Model model) {
        super.fill(pass, model);
        VettingCase c = vettingCase(pass);
        model.addAttribute("lines", LINES);
        model.addAttribute("people", people.of(c.cell(), c.member()).stream().filter(p -> !p.concerned()).toList());
        model.addAttribute("countedAgain", assessments().countedAgain(c.code()).orElse(null));
        model.addAttribute("quorums", List.of(Choice.of("true", show.say("assessment.quorum.yes"), show.say("assessment.quorum.yes.what")),
                Choice.of("false", show.say("assessment.quorum.no"), show.say("assessment.quorum.no.what"))));
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, Form f) {
        Votes votes = f.quorum ? votes(f) : null;
        if (votes != null && votes.problems(f.present).isEmpty() && !desk.countsAgree(actor, subjectCode, votes)) {
            throw Refused.field("issued", "assessment.counts.differ").keeping();
        }
        desk.recordMeeting(actor, subjectCode, new AssessmentDesk.MeetingHeld(f.on, f.place, f.chair, f.absentees, f.summoned, f.present, f.excused,
                f.remarks.stream().map(r -> new Assessment.Remark(r.speaker, r.text)).toList(), f.answer, f.quorum, votes));
    }

    private static Votes votes(Form f) {
        return new Votes(given("issued", f.issued), given("collected", f.collected), given("missing", f.missing), given("valid", f.valid),
                given("invalid", f.invalid), given("xs", f.xs), given("t", f.t), given("ht", f.ht), given("kht", f.kht));
    }

    private static int given(String field, Integer figure) {
        if (figure == null) {
            throw Refused.field(field, "assessment.missing.number");
        }
        return figure;
    }
}
