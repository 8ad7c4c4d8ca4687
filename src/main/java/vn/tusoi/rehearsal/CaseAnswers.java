package vn.tusoi.rehearsal;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.assessment.AssessmentDesk;
import vn.tusoi.assessment.Assessments;
import vn.tusoi.assessment.CellPeople;
import vn.tusoi.assessment.Votes;
import vn.tusoi.cases.CaseDesk;
import vn.tusoi.cases.CaseRules;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.cases.Stage;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.inspection.CheckList;
import vn.tusoi.register.Standing;

/** What people write on cases. */
@Component
class CaseAnswers {

    private final JdbcClient jdbc;
    private final Cases cases;
    private final CaseDesk desk;
    private final Departures departures;
    private final CaseRules rules;
    private final RoundCalendar calendar;
    private final AssessmentDesk assessment;
    private final Assessments assessments;
    private final CellPeople people;
    private final Phrases phrases;

    CaseAnswers(JdbcClient jdbc, Cases cases, CaseDesk desk, Departures departures, CaseRules rules, RoundCalendar calendar, AssessmentDesk assessment, Assessments assessments,
                CellPeople people, Phrases phrases) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.desk = desk;
        this.departures = departures;
        this.rules = rules;
        this.calendar = calendar;
        this.assessment = assessment;
        this.assessments = assessments;
        this.people = people;
        this.phrases = phrases;
    }

    void into(Map<String, Answers.Answer> answers) {
        answers.put("submit-self-review", this::submit);
        answers.put("correct-self-review", s -> review(s));
        answers.put("handle-overdue-review", this::overdueReview);
        answers.put("prepare-meeting", this::prepareMeeting);
        answers.put("record-residence-opinion", this::residence);
        answers.put("record-meeting", this::meeting);
        answers.put("record-second-place", this::secondPlace);
        answers.put("write-collective-review", this::collective);
        answers.put("rate-collective", this::collectiveRating);
        answers.put("decide-rating", this::rating);
        answers.put("acknowledge-rating", this::acknowledge);
        answers.put("give-opinion", this::opinion);
        answers.put("handle-overdue-opinions", this::overdueOpinions);
        answers.put("draft-findings", this::findings);
        answers.put("explain-findings", this::explain);
        answers.put("conclude-inspection", this::conclude);
        answers.put("decide-resumption", s -> Map.of("bearing", s.luck().chance(70) ? "NONE" : "TO_BE_WEIGHED", "reason", phrases.of("resumption", s.luck())));
    }

    boolean actInstead(Scene s) {
        String form = s.pass().item().formKey();
        if (s.fate() == Fate.WITHDRAWS_EARLY && form.equals("submit-self-review") || s.fate() == Fate.WITHDRAWS_LATE && form.equals("acknowledge-rating")) {
            if (cases.get(s.code()).review()) {
                departures.end(s, s.fate() == Fate.WITHDRAWS_EARLY ? Standing.Kind.DECEASED : Standing.Kind.SUSPENDED);
            } else {
                desk.withdraw(s.pass().actor(), s.code(), phrases.of("withdrawal", s.luck()));
            }
            return true;
        }
        if (s.fate() == Fate.SUSPENDED && form.equals("draft-findings") && desk.information(s.code()).isEmpty()) {
            desk.registerInformation(s.pass().actor(), s.code(), new CaseDesk.NewInformation(phrases.of("source", s.luck()), s.luck().between(100, 999) + "-KL/UBKT",
                    s.today().minusDays(s.luck().between(2, 20)), phrases.of("information", s.luck()), phrases.of("verifier", s.luck())));
            return true;
        }
        return false;
    }

    // self-review -------------------------------------------------------------------------------

    private Map<String, ?> submit(Scene s) {
        if (s.fate() == Fate.NOT_SUBMITTED) {
            return null;
        }
        if (s.fate() == Fate.LATE && jdbc.sql("select count(*) from self_review_overdue where case_code = ?").param(s.code()).query(Integer.class).single() == 0) {
            return null; // comes only after the secretary gave more time
        }
        return review(s);
    }

    private Map<String, ?> review(Scene s) {
        Luck luck = s.luck();
        Map<String, Object> typed = new LinkedHashMap<>();
        for (int i = 0; i < s.lines("standards"); i++) {
            int n = luck.between(1, 100);
            typed.put("standards[" + i + "].grade", n <= 25 ? "EXCELLENT" : n <= 92 ? "GOOD" : "AVERAGE");
            typed.put("standards[" + i + "].text", phrases.of("standard", luck));
        }
        for (int i = 0; i < s.lines("sections"); i++) {
            typed.put("sections[" + i + "].text", phrases.of("section", luck));
        }
        typed.put("leading", phrases.of("leading", luck));
        typed.put("actsDone", false);
        for (String commitment : s.keys("remedies")) {
            typed.put("remedies[" + commitment + "].state", luck.chance(70) ? "DONE" : "GOING_ON");
            typed.put("remedies[" + commitment + "].text", phrases.of("section", luck));
        }
        for (String matter : s.keys("matters")) {
            typed.put("matters[" + matter + "].text", phrases.of("section", luck));
        }
        typed.put("commitments[0].text", phrases.of("commitment", luck));
        typed.put("commitments[0].until", s.today().plusMonths(luck.between(3, 12)));
        int tasks = luck.between(8, 40);
        typed.put("tasksGiven", tasks);
        typed.put("tasksOnTime", luck.chance(85) ? tasks : tasks - luck.between(1, tasks / 5));
        typed.put("tasksBeyond", luck.chance(25) ? tasks * 35 / 100 + 1 : luck.between(0, tasks / 5));
        typed.put("remedied", luck.chance(95));
        int strength = strength(s);
        typed.put("generalPoints", Math.min(30, 20 + strength / 10));
        typed.put("taskPoints", Math.min(70, 38 + strength * 32 / 100));
        String level = strength > 85 ? "XS" : strength > 25 ? "T" : "HT";
        typed.put("ratingOfficial", level);
        typed.put("ratingMember", level);
        return typed;
    }

    /** How well the person is thought of, 0 to 100; the same all along the case. */
    static int strength(Scene s) {
        return s.shared("strength").between(0, 100);
    }

    private Map<String, ?> overdueReview(Scene s) {
        boolean extend = s.fate() != Fate.NOT_SUBMITTED || s.times() == 0 && s.luck().chance(60);
        LocalDate last = calendar.due(cases.get(s.code()).round(), Stage.ASSESSMENT);
        LocalDate until = calendar.plusWorkingDays(s.today(), 6);
        if (extend && last != null && until.isAfter(last)) {
            until = last;
        }
        if (extend && !until.isAfter(s.today())) {
            extend = false;
        }
        Map<String, Object> typed = new LinkedHashMap<>();
        typed.put("decision", extend ? "EXTEND" : "NOT_SUBMITTED");
        if (extend) {
            typed.put("extendedTo", until);
        }
        typed.put("reason", phrases.of(extend ? "extension" : "missing", s.luck()));
        return typed;
    }

    // assessment --------------------------------------------------------------------------------

    private Map<String, ?> prepareMeeting(Scene s) {
        boolean asked = s.luck().chance(80);
        Map<String, Object> typed = new LinkedHashMap<>();
        typed.put("on", calendar.plusWorkingDays(s.today(), s.luck().between(1, 4)));
        typed.put("at", s.luck().chance(50) ? "19:30" : "14:00");
        typed.put("place", phrases.of("place", s.luck()));
        typed.put("agenda", phrases.of("agenda", s.luck()));
        typed.put("residence", asked ? "REQUIRED" : "EXEMPT");
        if (!asked) {
            typed.put("residenceReason", phrases.of("exemption", s.luck()));
            typed.put("residenceGround", rules.of(cases.get(s.code())).catalogue("residenceExempt").get(0).code());
        }
        return typed;
    }

    private Map<String, ?> residence(Scene s) {
        return Map.of("cell", phrases.of("residenceCell", s.luck()), "signedBy", phrases.of("person", s.luck()), "signedOn", s.today(),
                "opinion", phrases.of("residence", s.luck()));
    }

    private Map<String, ?> meeting(Scene s) {
        LocalDate planned = jdbc.sql("select planned_on from cell_meeting where case_code = ? order by meeting_no desc limit 1").param(s.code())
                .query(LocalDate.class).single();
        if (planned.isAfter(s.today())) {
            return null;
        }
        Luck luck = s.luck();
        VettingCase c = cases.get(s.code());
        List<CellPeople.Person> everybody = people.of(c.cell(), c.member(), planned);
        List<String> cell = everybody.stream().filter(p -> !p.exempt()).map(CellPeople.Person::code).toList();
        int summoned = cell.size();
        boolean quorum = s.times() > 0 || !luck.chance(6);
        int needed = (summoned * 2 + 2) / 3;
        int present = quorum ? luck.between(needed, summoned) : Math.max(0, needed - 1 - luck.between(0, 2));
        int excused = luck.between(0, summoned - present);
        Map<String, Object> typed = new LinkedHashMap<>();
        typed.put("on", planned);
        typed.put("place", phrases.of("place", luck));
        // on the form everybody is present until somebody is marked as away, or as they were when another member was reviewed
        everybody.stream().filter(CellPeople.Person::exempt).forEach(p -> typed.put("people[" + p.code() + "]", "NOT_SUMMONED"));
        for (int i = 0; i < summoned; i++) {
            typed.put("people[" + cell.get(i) + "]", i < present ? "PRESENT" : i < present + excused ? "EXCUSED" : "ABSENT");
        }
        if (!quorum) {
            typed.put("without", true);
            return typed;
        }
        typed.put("chair", phrases.of("person", luck));
        typed.put("remarks[0].speaker", phrases.of("person", luck));
        typed.put("remarks[0].text", phrases.of("remark", luck));
        typed.put("answer", phrases.of("answer", luck));
        int invalid = present > 6 && luck.chance(20) ? 1 : 0;
        int valid = present - invalid;
        int strength = strength(s);
        int leading = valid * luck.between(55, 95) / 100;
        int rest = valid - leading;
        int kht = s.fate() == Fate.BLOCKED && luck.chance(30) ? rest : 0;
        Votes votes = new Votes(present, present, 0, valid, invalid, strength > 88 ? leading : 0, strength > 88 ? rest - kht : strength > 25 ? leading : rest - kht,
                strength > 88 ? 0 : strength > 25 ? rest - kht : leading, kht);
        typed.put("issued", votes.issued());
        typed.put("collected", votes.collected());
        typed.put("missing", votes.missing());
        typed.put("valid", votes.valid());
        typed.put("invalid", votes.invalid());
        typed.put("xs", votes.xs());
        typed.put("t", votes.t());
        typed.put("ht", votes.ht());
        typed.put("kht", votes.kht());
        countedAgain(s, votes);
        return typed;
    }

    /** Somebody else of the cell counts the slips, too. */
    private void countedAgain(Scene s, Votes votes) {
        for (int n = 0; assessments.countedAgain(s.code()).isEmpty(); n++) {
            Actor other = s.group().apply(n);
            if (other.username().equals(s.pass().actor().username())) {
                continue;
            }
            try {
                assessment.countAgain(other, s.code(), votes);
            } catch (Denied.Forbidden kept) {
                if (!kept.messageKey().startsWith("duty.conflict") || n > 40) {
                    throw kept;
                }
            }
        }
    }

    private Map<String, ?> secondPlace(Scene s) {
        int strength = strength(s);
        return Map.of("on", s.today(), "place", phrases.of("place", s.luck()), "chair", phrases.of("person", s.luck()), "summoned", 9, "present", s.luck().between(6, 9),
                "remarks", phrases.of("person", s.luck()) + ": " + phrases.of("remark", s.luck()), "answer", phrases.of("answer", s.luck()),
                "opinion", strength > 88 ? "XS" : strength > 25 ? "T" : "HT");
    }

    /** What a body writes of itself; now and then too few come, and it meets again. */
    private Map<String, ?> collective(Scene s) {
        Luck luck = s.luck();
        boolean quorum = s.times() > 0 || !luck.chance(8);
        int summoned = luck.between(9, 30);
        int needed = (summoned * 2 + 2) / 3;
        Map<String, Object> typed = new LinkedHashMap<>();
        typed.put("on", s.today());
        typed.put("place", phrases.of("place", luck));
        typed.put("chair", phrases.of("person", luck));
        typed.put("summoned", summoned);
        typed.put("present", quorum ? luck.between(needed, summoned) : needed - 1);
        for (int i = 0; i < s.lines("sections"); i++) {
            typed.put("sections[" + i + "].text", phrases.of("section", luck));
        }
        typed.put("selfLevel", luck.chance(20) ? "XS" : luck.chance(85) ? "T" : "HT");
        return typed;
    }

    private Map<String, ?> collectiveRating(Scene s) {
        String self = jdbc.sql("select self_level from collective_review where code = ?").param(s.code()).query(String.class).single();
        return Map.of("level", self, "reason", phrases.of("rating", s.luck()), "barReason", phrases.of("flag", s.luck()));
    }

    private Map<String, ?> rating(Scene s) {
        if (s.times() == 0 && s.fate() == Fate.RETURNED_TO_CELL) {
            return Map.of("choice", "RETURN_CELL", "reason", phrases.of("returned", s.luck()));
        }
        if (s.times() == 0 && s.fate() == Fate.RETURNED_TO_MEMBER) {
            return Map.of("choice", "RETURN_SELF_REVIEW", "reason", phrases.of("returned", s.luck()));
        }
        String proposed = jdbc.sql("select proposed from cell_meeting where case_code = ? and state = 'HELD' order by meeting_no desc limit 1").param(s.code())
                .query(String.class).single();
        List<String> levels = List.of("XS", "T", "HT", "KHT");
        String level = proposed.equals("XS") && s.luck().chance(60) ? "T" : s.luck().chance(4) ? levels.get(Math.min(2, levels.indexOf(proposed) + 1)) : proposed;
        return Map.of("choice", level, "reason", phrases.of("rating", s.luck()), "flagReason", phrases.of("flag", s.luck()));
    }

    private Map<String, ?> acknowledge(Scene s) {
        if (s.luck().chance(12)) {
            return null; // silent: the time limit speaks
        }
        if (s.luck().chance(7)) {
            return Map.of("answer", "DISSENTED", "text", phrases.of("dissent", s.luck()));
        }
        return Map.of("answer", "ACKNOWLEDGED");
    }

    // inspection --------------------------------------------------------------------------------

    private Map<String, ?> opinion(Scene s) {
        Luck luck = s.luck();
        boolean asset = s.slot().equals("ASSET_CONTROL");
        Map<String, Object> typed = new LinkedHashMap<>();
        int n = luck.between(1, 1000);
        boolean classified = !asset && luck.rarely(10);
        if (n <= 945 && !classified) {
            typed.put("result", asset ? (luck.chance(90) ? "ON_TIME" : "NOT_OBLIGED") : "NOTHING");
            return typed;
        }
        boolean adverse = n > 985;
        String result = asset ? adverse ? "LATE" : "VERIFIED" : adverse ? "BEING_HANDLED" : "RESOLVED";
        typed.put("result", result);
        typed.put("adverse", result.equals("BEING_HANDLED") ? "" : adverse ? "YES" : "NO");
        typed.put("docNo", luck.between(10, 900) + "-CV");
        typed.put("docDate", s.today().minusDays(luck.between(1, 60)));
        if (classified) {
            typed.put("classified", true);
            typed.put("custodian", phrases.of("custodian", luck));
        } else {
            typed.put("content", phrases.of("opinion", luck));
        }
        return typed;
    }

    private Map<String, ?> overdueOpinions(Scene s) {
        boolean wait = s.times() == 0 && s.luck().chance(60);
        Map<String, Object> typed = new LinkedHashMap<>();
        typed.put("decision", wait ? "WAIT" : "GO_ON");
        if (wait) {
            typed.put("again", calendar.plusWorkingDays(s.today(), s.luck().between(2, 4)));
        }
        typed.put("reason", phrases.of(wait ? "waitOn" : "goOn", s.luck()));
        return typed;
    }

    private Map<String, ?> findings(Scene s) {
        Luck luck = s.luck();
        boolean serious = s.fate() == Fate.BLOCKED;
        boolean any = serious || s.fate() == Fate.FINDINGS_RETURNED || s.fate() != Fate.ASSESSMENT_RETURNED && luck.chance(7);
        Map<String, Object> typed = new LinkedHashMap<>();
        List<CheckList.Line> list = CheckList.of(rules.of(cases.get(s.code()))).lines();
        for (int i = 0; i < list.size(); i++) {
            typed.put("checks[" + i + "].answer", list.get(i).nothing().code());
        }
        if (!any) {
            typed.put("answer", "NONE");
            return typed;
        }
        typed.put("answer", "SOME");
        typed.put("findings[0].actCode", luck.of(List.of("PH01", "PH09", "PH11", "PH15")));
        typed.put("findings[0].statement", phrases.of("finding", luck));
        typed.put("findings[0].evidence", phrases.of("evidence", luck));
        typed.put("findings[0].serious", serious ? "YES" : "NO");
        return typed;
    }

    private Map<String, ?> explain(Scene s) {
        if (s.luck().chance(12)) {
            return null; // silent: the time limit speaks
        }
        Map<String, Object> typed = new LinkedHashMap<>();
        boolean accepted = s.luck().chance(30);
        for (int i = 0; i < s.lines("answers"); i++) {
            typed.put("answers[" + i + "].accepted", accepted);
            typed.put("answers[" + i + "].text", phrases.of("explanation", s.luck()));
        }
        return typed;
    }

    private Map<String, ?> conclude(Scene s) {
        String proposal = jdbc.sql("select proposal from inspection_conclusion where case_code = ? and conclusion is null order by check_no desc, conclusion_no desc limit 1")
                .param(s.code()).query(String.class).single();
        int findings = jdbc.sql("""
                        select count(*) from finding f join inspection_check k on k.case_code = f.case_code and k.check_no = f.check_no and k.draft_no = f.draft_no
                        where f.case_code = ? and f.check_no = (select max(check_no) from inspection_check where case_code = ?)""")
                .params(s.code(), s.code()).query(Integer.class).single();
        Map<String, Object> typed = new LinkedHashMap<>();
        String kind = switch (s.fate()) {
            case FINDINGS_RETURNED -> s.times() == 0 ? "RETURN_FINDINGS" : proposal;
            case ASSESSMENT_RETURNED -> s.times() == 0 ? "RETURN_ASSESSMENT" : proposal;
            case BLOCKED -> "BLOCKED";
            case DEFERRED -> "DEFERRED";
            case DEFERRED_ONCE -> s.times() == 0 ? "DEFERRED" : proposal.equals("DEFERRED") ? "CLEAR_NOTE" : proposal;
            default -> proposal;
        };
        if (kind.equals("BLOCKED") && findings == 0) {
            kind = "DEFERRED";
        }
        typed.put("kind", kind);
        typed.put("reason", phrases.of("conclusion", s.luck()));
        typed.put("departure", phrases.of("departure", s.luck()));
        if (kind.equals("CLEAR_NOTE")) {
            typed.put("note", phrases.of("note", s.luck()));
        }
        if (kind.equals("DEFERRED")) {
            boolean comesBack = s.times() == 0 && s.fate() != Fate.DEFERRED;
            typed.put("deferUntil", calendar.plusWorkingDays(s.today(), comesBack ? s.luck().between(4, 8) : 90));
            typed.put("clearUp", phrases.of("clearUp", s.luck()));
        }
        return typed;
    }
}
