package vn.tusoi.assessment.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Duty;
import vn.tusoi.assessment.Assessment;
import vn.tusoi.assessment.AssessmentDesk;
import vn.tusoi.assessment.Assessments;
import vn.tusoi.assessment.CellPeople;
import vn.tusoi.assessment.RollCall;
import vn.tusoi.assessment.SlipCounters;
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
        /** By code of everybody of the cell. */
        public Map<String, RollCall.Attendance> people = new LinkedHashMap<>();
        @Size(max = 2000, message = "{assessment.wrong.size}")
        public String absentees;
        /** Too few came: only the roll is kept, and the cell meets again. */
        public boolean without;
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
    private final SlipCounters counters;
    private final Show show;

    RecordMeetingForm(AssessmentDesk desk, CellPeople people, SlipCounters counters, Readers readers, Show show) {
        super("record-meeting", "userTask_recordMeeting", Duty.ASSESSOR, readers);
        this.desk = desk;
        this.people = people;
        this.counters = counters;
        this.show = show;
    }

    @Override
    public Form blank(Pass pass) {
        Form form = new Form();
        for (int i = 0; i < LINES; i++) {
            form.remarks.add(new Line());
        }
        VettingCase c = vettingCase(pass);
        List<CellPeople.Person> cell = cell(c);
        cell.forEach(p -> form.people.put(p.code(), RollCall.expected(p)));
        assessments().convened(c.code()).ifPresent(planned -> {
            form.place = planned.place();
            form.on = planned.on().isAfter(show.today()) ? null : planned.on();
            assessments().heldLast(c.round(), c.cell(), c.code(), planned.on()).ifPresent(m -> likeTheOther(form, m, cell));
        });
        return form;
    }

    /** As it was on the day for which the meeting was called, even where it is recorded later. */
    private List<CellPeople.Person> cell(VettingCase c) {
        LocalDate planned = assessments().convened(c.code()).map(Assessments.Convened::on).orElse(show.today());
        return people.of(c.cell(), c.member(), planned.isAfter(show.today()) ? show.today() : planned);
    }

    /** One meeting of the cell reviews several members: day, place, chair and roll are offered as they were taken down for the other. */
    private static void likeTheOther(Form form, Assessments.Together m, List<CellPeople.Person> cell) {
        form.on = m.heldOn();
        form.place = m.place();
        form.chair = cell.stream().anyMatch(p -> p.code().equals(m.chairCode()) && (p.concerned() || p.relative())) ? null : m.chair();
        m.roll().lines().forEach(l -> form.people.replace(l.code(), l.attendance()));
    }

    @Override
    public void fill(Pass pass, Model model) {
        super.fill(pass, model);
        VettingCase c = vettingCase(pass);
        model.addAttribute("lines", LINES);
        model.addAttribute("people", cell(c));
        model.addAttribute("attendances", RollCall.Attendance.values());
        model.addAttribute("attendanceChoices", Arrays.stream(RollCall.Attendance.values()).map(a -> Choice.of(a, show.say("assessment.roll." + a))).toList());
        model.addAttribute("rollFrom", assessments().convened(c.code()).flatMap(p -> assessments().heldLast(c.round(), c.cell(), c.code(), p.on())).map(m -> show.day(m.heldOn())).orElse(null));
        model.addAttribute("counter", counters.named(c.code()).orElse(null));
        model.addAttribute("countedAgain", assessments().countedAgain(c.code()).orElse(null));
    }

    @Override
    public void submit(Actor actor, String subjectCode, String slot, Form f) {
        Votes votes = f.without ? null : votes(f);
        int present = (int) f.people.values().stream().filter(a -> a == RollCall.Attendance.PRESENT).count();
        if (votes != null && votes.problems(present).isEmpty() && !desk.countsAgree(actor, subjectCode, votes)) {
            throw Refused.field("issued", "assessment.counts.differ").keeping();
        }
        desk.recordMeeting(actor, subjectCode, new AssessmentDesk.MeetingHeld(f.on, f.place, f.chair, f.people, f.absentees,
                f.remarks.stream().map(r -> new Assessment.Remark(r.speaker, r.text)).toList(), f.answer, !f.without, votes));
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
