package vn.tusoi.rehearsal;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.ballots.Candidate;
import vn.tusoi.ballots.Conference;
import vn.tusoi.ballots.Conferences;
import vn.tusoi.ballots.Sitting;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.planning.Entry;
import vn.tusoi.planning.PlanningDesk;
import vn.tusoi.planning.PlanningLists;

/** What people write on rounds, lists and conferences. */
@Component
class ListAnswers {

    private final JdbcClient jdbc;
    private final Conferences conferences;
    private final PlanningDesk desk;
    private final PlanningLists lists;
    private final RoundCalendar calendar;
    private final Phrases phrases;

    ListAnswers(JdbcClient jdbc, Conferences conferences, PlanningDesk desk, PlanningLists lists, RoundCalendar calendar, Phrases phrases) {
        this.jdbc = jdbc;
        this.conferences = conferences;
        this.desk = desk;
        this.lists = lists;
        this.calendar = calendar;
        this.phrases = phrases;
    }

    void into(Map<String, Answers.Answer> answers) {
        answers.put("prepare-round", s -> Map.of("note", phrases.of("roundNote", s.luck())));
        answers.put("approve-opening", s -> Map.of("decision", "APPROVE"));
        answers.put("close-round", s -> jdbc.sql("select count(*) from work_item where round_code = ? and subject_kind <> 'ROUND'").param(s.code()).query(Integer.class).single() > 0
                ? null : Map.of());
        answers.put("draw-up-pool", this::pool);
        answers.put("check-composition", this::composition);
        answers.put("submit-list", s -> Map.of("number", number(s, "TTr"), "text", phrases.of("submission", s.luck())));
        answers.put("approve-list", this::approve);
        answers.put("publish-list", s -> Map.of("number", number(s, "TB"), "day", s.today()));
        answers.put("convene-conference", this::convene);
        answers.put("record-attendance", this::attendance);
        answers.put("print-papers", this::papers);
        answers.put("count-votes", this::count);
        answers.put("reconcile-counts", s -> Map.of());
        answers.put("sign-minutes", s -> Map.of("minutesNo", number(s, "BB"), "note", s.luck().chance(30) ? phrases.of("minutes", s.luck()) : ""));
    }

    private static String number(Scene s, String kind) {
        return s.luck().between(10, 999) + "-" + kind;
    }

    // lists -------------------------------------------------------------------------------------

    /** The pool is drawn up when every case has come to the list, or waits for nothing but a date that is too far off. */
    private Map<String, ?> pool(Scene s) {
        PlanningDesk.Supply supply = desk.supply(s.code());
        if (supply.earlierAll() > supply.deferred() || supply.suspended() > 0) {
            return null;
        }
        if (supply.deferred() > 0 && comesBackSoon(s)) {
            return null;
        }
        Map<String, Object> typed = new LinkedHashMap<>();
        typed.put("goOn", supply.deferred() > 0);
        typed.put("emptyReason", phrases.of("emptyPool", s.luck()));
        if (supply.ready().size() > 5 && s.luck().chance(30)) {
            String code = s.luck().of(supply.ready()).code();
            typed.put("out[" + code + "]", true);
            typed.put("reasons[" + code + "]", phrases.of("leftOut", s.luck()));
        }
        return typed;
    }

    private boolean comesBackSoon(Scene s) {
        LocalDate patience = calendar.plusWorkingDays(s.today(), 15);
        return jdbc.sql("""
                        select count(*) from inspection_conclusion i join vetting_case c on c.code = i.case_code
                        where c.list_code = ? and c.outcome is null and c.stage = 'INSPECTION' and i.conclusion = 'DEFERRED' and i.defer_until between ? and ?""")
                .params(s.code(), s.today(), patience).query(Integer.class).single() > 0;
    }

    private Map<String, ?> composition(Scene s) {
        Map<String, Object> typed = new LinkedHashMap<>();
        typed.put("note", phrases.of("composition", s.luck()));
        int over = desk.composition(lists.get(s.code()), Set.of()).over();
        if (over > 0) {
            // those with the fewest votes at the last step give way
            List<String> weakest = desk.standing(s.code()).stream().map(Entry::caseCode)
                    .sorted(Comparator.comparingInt(this::lastVotes).thenComparing(Comparator.reverseOrder())).limit(over).toList();
            for (String code : weakest) {
                typed.put("out[" + code + "]", true);
                typed.put("reasons[" + code + "]", phrases.of("takenOut", s.luck()));
            }
        }
        return typed;
    }

    private int lastVotes(String caseCode) {
        return jdbc.sql("select agree from conference_candidate where case_code = ? and agree is not null order by conference_code desc limit 1").param(caseCode)
                .query(Integer.class).optional().orElse(0);
    }

    private Map<String, ?> approve(Scene s) {
        if (s.times() == 0 && s.luck().chance(30)) {
            return Map.of("approval", "RETURNED", "reason", phrases.of("listReturned", s.luck()));
        }
        return Map.of("approval", "APPROVED", "number", number(s, "QĐ"));
    }

    // conferences -------------------------------------------------------------------------------

    private Map<String, ?> convene(Scene s) {
        Luck step = s.shared("summoned");
        return Map.of("heldOn", calendar.plusWorkingDays(s.today(), s.luck().between(1, 3)), "heldAt", "08:00", "place", phrases.of("hall", s.luck()),
                "summoned", step.between(25, 90));
    }

    private Map<String, ?> attendance(Scene s) {
        Sitting sitting = conferences.sitting(s.code()).orElseThrow();
        if (sitting.heldOn().isAfter(s.today())) {
            return null;
        }
        int needed = (sitting.summoned() * 2 + 2) / 3;
        boolean quorum = s.times() > 0 || !s.luck().chance(7);
        int present = quorum ? s.luck().between(sitting.summoned() - sitting.summoned() / 8, sitting.summoned()) : needed - 1 - s.luck().between(0, 4);
        return Map.of("present", present, "note", quorum ? "" : phrases.of("noQuorum", s.luck()));
    }

    private Map<String, ?> papers(Scene s) {
        int present = conferences.sitting(s.code()).orElseThrow().present();
        return Map.of("printed", present + 5, "issued", present);
    }

    /** Both counters look into the same box; now and then one of them slips at the first count. */
    private Map<String, ?> count(Scene s) {
        Conference c = conferences.get(s.code());
        Luck box = s.shared("box");
        int missing = box.chance(25) ? box.between(1, 2) : 0;
        int collected = c.issued() - missing;
        int invalid = box.between(0, Math.max(0, Math.min(3, collected - 3)));
        int valid = collected - invalid;
        boolean slip = s.times() == 0 && s.slot().equals("B") && s.shared("slip").chance(12);
        Map<String, Object> typed = new LinkedHashMap<>();
        typed.put("collected", collected);
        typed.put("missing", missing);
        typed.put("valid", valid);
        typed.put("invalid", invalid);
        for (Candidate k : conferences.candidates(s.code()).stream().filter(Candidate::onPaper).toList()) {
            int blank = box.between(0, valid / 20);
            int agree = Math.min(valid - blank, valid * share(s.seed(), k.caseCode(), box) / 100);
            if (slip && agree > 0) {
                agree--;
                slip = false;
            }
            typed.put("lines[" + k.caseCode() + "].agree", agree);
            typed.put("lines[" + k.caseCode() + "].disagree", valid - blank - agree);
            typed.put("lines[" + k.caseCode() + "].blank", blank);
        }
        return typed;
    }

    /** Percent in favour: most are well liked, some are not. */
    private static int share(long seed, String caseCode, Luck box) {
        Luck standing = Luck.of(seed, caseCode, "liked");
        int base = standing.chance(22) ? standing.between(20, 55) : standing.between(68, 96);
        return Math.max(0, Math.min(100, base + box.between(-5, 5)));
    }
}
