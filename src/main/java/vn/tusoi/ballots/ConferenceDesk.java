package vn.tusoi.ballots;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Duty;
import vn.tusoi.access.SeparationOfDuties;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Units;
import vn.tusoi.rulebook.Applied;
import vn.tusoi.rulebook.Decisions;
import vn.tusoi.rulebook.Difference;
import vn.tusoi.rulebook.Fact;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskGate;

/** Everything that is done on a conference, in order. */
@Component
public class ConferenceDesk {

    /** More people than a commune's conference can have; keeps a slip of the finger out of the sums. */
    static final int MOST_PEOPLE = 5000;

    private final JdbcClient jdbc;
    private final JdbcOperations rows;
    private final Clock clock;
    private final Conferences conferences;
    private final BallotReaders readers;
    private final Units units;
    private final RuleBook rules;
    private final TaskGate gate;
    private final Ledger ledger;
    private final Decisions decisions;
    private final SeparationOfDuties separation;

    ConferenceDesk(JdbcClient jdbc, JdbcOperations rows, Clock clock, Conferences conferences, BallotReaders readers, Units units, RuleBook rules, TaskGate gate,
                   Ledger ledger, Decisions decisions, SeparationOfDuties separation) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.clock = clock;
        this.conferences = conferences;
        this.readers = readers;
        this.units = units;
        this.rules = rules;
        this.gate = gate;
        this.ledger = ledger;
        this.decisions = decisions;
        this.separation = separation;
    }

    /** The conference, for those who may read it. */
    @Transactional(readOnly = true)
    public Conference read(Actor actor, String code) {
        Conference c = conferences.get(code);
        readers.check(actor, units.get(c.unit()), code);
        return c;
    }

    /** Sets day, place and number of people summoned; again after a conference without a quorum. */
    @Transactional
    public void convene(Actor actor, String code, LocalDate heldOn, LocalTime heldAt, String place, int summoned) {
        Pass pass = gate.enter(actor, SubjectKind.CONFERENCE, code, "userTask_conveneConference", "", Duty.CONVENER);
        Conference c = locked(code);
        if (summoned < 1 || summoned > MOST_PEOPLE) {
            throw Refused.field("summoned", "ballots.people.range", 1, MOST_PEOPLE);
        }
        if (heldOn.isBefore(LocalDate.now(clock))) {
            throw Refused.field("heldOn", "ballots.convene.past");
        }
        int no = c.sittingNo() + 1;
        jdbc.sql("""
                        insert into conference_sitting(conference_code, sitting_no, held_on, held_at, place, summoned, convened_name)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(code, no, heldOn, heldAt.toString(), place, summoned, actor.displayName()).update();
        jdbc.sql("update conference set sitting_no = ?, state = 'CONVENED', version = version + 1 where code = ?").params(no, code).update();
        ledger.entry(actor, "CONFERENCE_CONVENED").in(pass.office()).on("CONFERENCE", code).rule(step(c))
                .with("summoned", summoned).with("heldOn", heldOn).with("sitting", no).write();
        gate.done(pass, Map.of());
    }

    /** Records who came. Without the rule's quorum the conference is convened again. @return whether there was a quorum */
    @Transactional
    public boolean recordAttendance(Actor actor, String code, int present, String note) {
        Pass pass = gate.enter(actor, SubjectKind.CONFERENCE, code, "userTask_recordAttendance", "", Duty.RECORDER);
        Conference c = locked(code);
        Sitting sitting = conferences.sitting(code).orElseThrow();
        if (present < 0 || present > sitting.summoned()) {
            throw Refused.field("present", "ballots.attendance.more", sitting.summoned());
        }
        if (LocalDate.now(clock).isBefore(sitting.heldOn())) {
            throw Refused.field("present", "ballots.attendance.early", day(sitting.heldOn()));
        }
        Share share = quorum(rules.get(c.ruleSet()));
        boolean quorate = share.reachedBy(present, sitting.summoned());
        jdbc.sql("""
                        update conference_sitting set present = ?, needed = ?, quorate = ?, note = ?, recorded_name = ?
                        where conference_code = ? and sitting_no = ?""")
                .params(present, share.least(sitting.summoned()), quorate, note, actor.displayName(), code, sitting.no()).update();
        jdbc.sql("update conference set state = ?, version = version + 1 where code = ?").params(quorate ? "QUORATE" : "OPENED", code).update();
        decisions.keep("CONFERENCE", code, quorate(c, sitting, present).part(sitting.no()));
        ledger.entry(actor, "ATTENDANCE_RECORDED").in(pass.office()).on("CONFERENCE", code).outcome(quorate ? "QUORUM" : "NO_QUORUM")
                .rule(quorate(c, sitting, present).applied()).with("summoned", sitting.summoned()).with("present", present)
                .with("needed", share.least(sitting.summoned())).with("sitting", sitting.no()).write();
        gate.done(pass, Map.of("quorum", quorate));
        return quorate;
    }

    /** Records how many papers were printed and handed out. Who withdrew before is not on the paper. */
    @Transactional
    public void printPapers(Actor actor, String code, int printed, int issued) {
        Pass pass = gate.enter(actor, SubjectKind.CONFERENCE, code, "userTask_printPapers", "", Duty.RECORDER);
        Conference c = locked(code);
        Sitting sitting = conferences.sitting(code).orElseThrow();
        if (issued < 1 || issued > sitting.present()) {
            throw Refused.field("issued", "ballots.papers.morePresent", sitting.present());
        }
        if (printed < issued || printed > 2 * MOST_PEOPLE) {
            throw Refused.field("printed", "ballots.papers.fewer", issued);
        }
        int withdrawn = jdbc.sql("""
                        update conference_candidate set on_paper = false, result = 'WITHDRAWN' where conference_code = ? and case_code in
                        (select code from vetting_case where outcome is not null)""").param(code).update();
        jdbc.sql("update conference set printed = ?, issued = ?, state = 'PRINTED', version = version + 1 where code = ?").params(printed, issued, code).update();
        ledger.entry(actor, "PAPERS_ISSUED").in(pass.office()).on("CONFERENCE", code).rule(step(c))
                .with("printed", printed).with("issued", issued).with("candidates", conferences.candidates(code).size() - withdrawn).write();
        gate.done(pass, Map.of());
    }

    /** What a counter enters; papers handed out come from the secretary, votes by case code. */
    public record Figures(int collected, int missing, int valid, int invalid, Map<String, BallotCount.Votes> votes) { }

    /** One side's count. Refused, naming the sum, while anything does not add up. The other side is never looked at. */
    @Transactional
    public void count(Actor actor, String code, String side, Figures f) {
        Pass pass = gate.enter(actor, SubjectKind.CONFERENCE, code, "userTask_countVotes", side, duty(side));
        Conference c = locked(code);
        separation.take(actor, c.list(), Duty.COUNTER, List.of());      // who counts for a list does not approve it
        List<Candidate> onPaper = conferences.candidates(code).stream().filter(Candidate::onPaper).toList();
        Map<String, BallotCount.Votes> votes = new LinkedHashMap<>();
        for (Candidate k : onPaper) {
            BallotCount.Votes v = f.votes().get(k.caseCode());
            if (v == null) {
                throw Refused.field("lines[" + k.caseCode() + "].agree", "ballots.count.lineMissing", k.fullName());
            }
            votes.put(k.caseCode(), v);
        }
        BallotCount count = new BallotCount(c.issued(), f.collected(), f.missing(), f.valid(), f.invalid(), votes);
        refuseNegative(count);
        Map<String, String> names = onPaper.stream().collect(Collectors.toMap(Candidate::caseCode, Candidate::fullName));
        count.off().stream().findFirst().ifPresent(off -> {
            throw refusal(off, names);
        });
        String s = pass.item().slot();
        jdbc.sql("""
                        insert into ballot_count(conference_code, count_no, side, collected, missing, valid, invalid, counted_at, counted_by, counted_name)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(code, c.countNo(), s, f.collected(), f.missing(), f.valid(), f.invalid(), clock.instant().atOffset(ZoneOffset.UTC),
                        actor.username(), actor.displayName()).update();
        rows.batchUpdate("insert into ballot_line(conference_code, count_no, side, case_code, agree, disagree, blank) values (?, ?, ?, ?, ?, ?, ?)",
                votes.entrySet().stream().map(line -> new Object[] {code, c.countNo(), s, line.getKey(), line.getValue().agree(), line.getValue().disagree(),
                        line.getValue().blank()}).toList());
        // no figures here: the record is open to readers before the other side has counted
        ledger.entry(actor, "VOTES_COUNTED").in(pass.office()).on("CONFERENCE", code).outcome("SIDE_" + s).rule(step(c))
                .with("count", c.countNo()).write();
        gate.done(pass, Map.of());
    }

    static Duty duty(String side) {
        return "B".equals(side) ? Duty.COUNTER_B : Duty.COUNTER_A;
    }

    private static void refuseNegative(BallotCount count) {
        Map<String, Integer> papers = new LinkedHashMap<>();
        papers.put("collected", count.collected());
        papers.put("missing", count.missing());
        papers.put("valid", count.valid());
        papers.put("invalid", count.invalid());
        count.votes().forEach((k, v) -> {
            papers.put("lines[" + k + "].agree", v.agree());
            papers.put("lines[" + k + "].disagree", v.disagree());
            papers.put("lines[" + k + "].blank", v.blank());
        });
        papers.forEach((field, number) -> {
            if (number < 0 || number > MOST_PEOPLE) {
                throw Refused.field(field, "ballots.people.range", 0, MOST_PEOPLE);
            }
        });
    }

    private static Refused refusal(BallotCount.Off off, Map<String, String> names) {
        return switch (off.which()) {
            case ISSUED -> Refused.field("collected", "ballots.count.off.issued", off.total(), off.sum());
            case COLLECTED -> Refused.field("valid", "ballots.count.off.collected", off.total(), off.sum());
            case VALID -> Refused.field("lines[" + off.candidate() + "].agree", "ballots.count.off.valid", names.get(off.candidate()), off.total(), off.sum());
        };
    }

    /** What reconciling shows: both counts and the lines in which they differ. Only the secretary sees it, only after both have counted. */
    public record Comparison(BallotCount a, String byA, BallotCount b, String byB, List<String> differences) {
        public boolean agree() {
            return differences.isEmpty();
        }
    }

    /** @throws Denied.Forbidden for anybody but who reconciles */
    @Transactional(readOnly = true)
    public Comparison compare(Actor actor, String code) {
        gate.look(actor, SubjectKind.CONFERENCE, code, "userTask_reconcileCounts", "", slot -> Duty.RECORDER);
        return comparison(conferences.get(code));
    }

    private Comparison comparison(Conference c) {
        Conferences.Entered a = conferences.count(c, c.countNo(), "A").orElseThrow();
        Conferences.Entered b = conferences.count(c, c.countNo(), "B").orElseThrow();
        return new Comparison(a.count(), a.by(), b.count(), b.by(), a.count().differences(b.count()));
    }

    /** Compares the two counts: equal, they stand; different, both sides count again. @return whether they agree */
    @Transactional
    public boolean reconcile(Actor actor, String code) {
        Pass pass = gate.enter(actor, SubjectKind.CONFERENCE, code, "userTask_reconcileCounts", "", Duty.RECORDER);
        Conference c = locked(code);
        Comparison comparison = comparison(c);
        boolean agree = comparison.agree();
        if (agree) {
            rows.batchUpdate("update conference_candidate set agree = ?, disagree = ?, blank = ? where conference_code = ? and case_code = ?",
                    comparison.a().votes().entrySet().stream().map(line -> new Object[] {line.getValue().agree(), line.getValue().disagree(), line.getValue().blank(),
                            code, line.getKey()}).toList());
            jdbc.sql("update conference set state = 'COUNTED', version = version + 1 where code = ?").param(code).update();
        } else {
            jdbc.sql("update conference set count_no = count_no + 1, version = version + 1 where code = ?").param(code).update();
        }
        ledger.entry(actor, "COUNTS_RECONCILED").in(pass.office()).on("CONFERENCE", code).outcome(agree ? "COUNTS_EQUAL" : "COUNTS_DIFFER")
                .rule(step(c)).with("count", c.countNo()).with("differentLines", comparison.differences().size()).write();
        gate.done(pass, Map.of("countsAgree", agree));
        return agree;
    }

    /** Works out the result from the agreed counts; a second call changes nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tally(String code) {
        Conference c = locked(code);
        if (c.decided()) {
            return;
        }
        RuleSet set = rules.get(c.ruleSet());
        String kind = set.text("conference.passBase");
        BallotCount agreed = conferences.count(c, c.countNo(), "A").orElseThrow().count();
        Sitting sitting = conferences.sitting(code).orElseThrow();
        int base = switch (kind) {
            case "SUMMONED" -> sitting.summoned();
            case "PRESENT" -> sitting.present();
            case "VALID" -> agreed.valid();
            default -> throw new IllegalStateException("rule set " + set.code() + ": conference.passBase is " + kind);
        };
        Tally tally = new Tally(majority(set), base, set.number("conference.fallbackCount"), floor(set), c.lastStep());
        Map<String, Integer> agree = new LinkedHashMap<>();
        Set<String> withdrawn = new TreeSet<>();
        for (Candidate k : conferences.candidates(code)) {
            if (k.onPaper()) {
                agree.put(k.caseCode(), k.agree());
                if (k.withdrawn()) {
                    withdrawn.add(k.caseCode());
                }
            }
        }
        Tally.Result result = tally.of(agree, withdrawn);
        rows.batchUpdate("update conference_candidate set result = ? where conference_code = ? and case_code = ?",
                result.outcomes().entrySet().stream().map(o -> new Object[] {o.getValue().name(), code, o.getKey()}).toList());
        jdbc.sql("update conference set state = 'DECIDED', base_kind = ?, base = ?, needed = ?, fell_back = ?, version = version + 1 where code = ?")
                .params(kind, base, tally.needed(), result.fellBack(), code).update();
        decisions.keep("CONFERENCE", code, result(set, tally, kind, result, (int) count(result, Outcome.PASSED)));
        ledger.byProcess("RESULT_WORKED_OUT").on("CONFERENCE", code).outcome(result.fellBack() ? "FELL_BACK" : "BY_MAJORITY")
                .rule(set.applied(Tally.KEYS)).with("base", base).with("baseKind", kind).with("needed", tally.needed())
                .with("passed", count(result, Outcome.PASSED)).with("forward", count(result, Outcome.FORWARD))
                .with("notPassed", count(result, Outcome.NOT_PASSED)).with("withdrawn", count(result, Outcome.WITHDRAWN))
                .with("issued", agreed.issued()).with("collected", agreed.collected()).with("valid", agreed.valid()).with("invalid", agreed.invalid()).write();
    }

    private static long count(Tally.Result result, Outcome outcome) {
        return result.outcomes().values().stream().filter(o -> o == outcome).count();
    }

    /** The chair signs: the result stands from here. */
    @Transactional
    public void sign(Actor actor, String code, String minutesNo, String note) {
        Pass pass = gate.enter(actor, SubjectKind.CONFERENCE, code, "userTask_signMinutes", "", Duty.CHAIR);
        Conference c = locked(code);
        jdbc.sql("""
                        update conference set state = 'SIGNED', minutes_no = ?, minutes_note = ?, signed_at = ?, signed_name = ?, version = version + 1
                        where code = ?""")
                .params(minutesNo, note, clock.instant().atOffset(ZoneOffset.UTC), actor.displayName(), code).update();
        ledger.entry(actor, "MINUTES_SIGNED").seals().in(pass.office()).on("CONFERENCE", code).rule(step(c)).with("minutesNo", minutesNo).write();
        gate.done(pass, Map.of());
    }

    /** The agreed count, once the result stands: for the minutes. */
    @Transactional(readOnly = true)
    public BallotCount agreed(Actor actor, String code) {
        Conference c = read(actor, code);
        if (!c.decided()) {
            throw new IllegalStateException("no result yet: " + code);
        }
        return conferences.count(c, c.countNo(), "A").orElseThrow().count();
    }

    /** Who entered the agreed count, side A and side B. */
    @Transactional(readOnly = true)
    public List<String> counters(Actor actor, String code) {
        Conference c = read(actor, code);
        return c.decided() ? List.of(conferences.count(c, c.countNo(), "A").orElseThrow().by(), conferences.count(c, c.countNo(), "B").orElseThrow().by())
                : List.of();
    }

    public static Share quorum(RuleSet set) {
        return new Share(set.number("conference.quorumNumerator"), set.number("conference.quorumDenominator"));
    }

    public static Share majority(RuleSet set) {
        return new Share(set.number("conference.passNumerator"), set.number("conference.passDenominator"));
    }

    /** Share of the base below which nobody goes forward; none where the set does not know it. */
    public static Share floor(RuleSet set) {
        return new Share(set.values().containsKey("conference.floorPercent") ? set.number("conference.floorPercent") : 0, 100);
    }

    private Applied step(Conference c) {
        return rules.get(c.ruleSet()).appliedItems("steps." + c.variant(), List.of(c.stepCode()));
    }

    private Reasoning quorate(Conference c, Sitting sitting, int present) {
        RuleSet set = rules.get(c.ruleSet());
        Share share = quorum(set);
        java.util.function.IntFunction<String> rule = came -> share.reachedBy(came, sitting.summoned()) ? "QUORUM" : "NO_QUORUM";
        return Reasoning.of("conferenceQuorum", set.applied("conference.quorumNumerator", "conference.quorumDenominator"), rule.apply(present), null,
                List.of(Fact.of("summoned", sitting.summoned(), "sitting", sitting.no()), Fact.of("present", present, "sitting", sitting.no()),
                        Fact.of("needed", share.least(sitting.summoned()), "worked")), Reasoning.nearest("present", present, 0, sitting.summoned(), rule));
    }

    /** How a result came about: the base, the threshold, and whether nobody passed so that the highest go forward. */
    private static Reasoning result(RuleSet set, Tally tally, String kind, Tally.Result result, int passed) {
        return Reasoning.of("ballotResult", set.applied(Tally.KEYS), result.fellBack() ? "FELL_BACK" : "BY_MAJORITY", null,
                List.of(Fact.of("baseKind", kind, "value", "conference.passBase"), Fact.of("base", tally.base(), kind.equals("VALID") ? "ballots" : "attendance"),
                        Fact.of("needed", tally.needed(), "worked"), Fact.of("passed", passed, "ballots"), Fact.of("lastStep", tally.lastStep(), "step")),
                result.fellBack() ? List.of(Difference.of("passed", Difference.How.FROM, 1, "BY_MAJORITY"))
                        : !tally.lastStep() && tally.fallback() > 0 && passed > 0 ? List.of(Difference.of("passed", Difference.How.BELOW, 1, "FELL_BACK")) : List.of());
    }

    /** Why a candidate passed, goes forward or does not, from the figures of the result as it was worked out; null before there is one. */
    @Transactional(readOnly = true)
    public Reasoning explained(Conference c, Candidate candidate) {
        if (c.base() == null || candidate.outcome() == null || candidate.outcome() == Outcome.WITHDRAWN || candidate.agree() == null) {
            return null;
        }
        RuleSet set = rules.get(c.ruleSet());
        Tally tally = new Tally(majority(set), c.base(), set.number("conference.fallbackCount"), floor(set), c.lastStep());
        Map<String, Integer> agree = new LinkedHashMap<>();
        Set<String> withdrawn = new TreeSet<>();
        conferences.candidates(c.code()).stream().filter(Candidate::onPaper).forEach(k -> {
            agree.put(k.caseCode(), k.agree());
            if (k.outcome() == Outcome.WITHDRAWN) {
                withdrawn.add(k.caseCode());
            }
        });
        java.util.function.IntFunction<String> rule = votes -> {
            Map<String, Integer> other = new LinkedHashMap<>(agree);
            other.put(candidate.caseCode(), votes);
            return tally.of(other, withdrawn).outcomes().get(candidate.caseCode()).name();
        };
        List<Fact> facts = new ArrayList<>(List.of(Fact.of("agree", candidate.agree(), "ballots"), Fact.of("baseKind", c.baseKind(), "value", "conference.passBase"),
                Fact.of("base", c.base(), c.baseKind().equals("VALID") ? "ballots" : "attendance"), Fact.of("needed", c.needed(), "worked")));
        if (Boolean.TRUE.equals(c.fellBack())) {
            agree.entrySet().stream().filter(a -> tally.of(agree, withdrawn).outcomes().get(a.getKey()) == Outcome.FORWARD).mapToInt(Map.Entry::getValue).min()
                    .ifPresent(bar -> facts.add(Fact.of("fallbackBar", bar, "ballots")));
        }
        return Reasoning.of("tally", set.applied(Tally.KEYS), candidate.outcome().name(), null, facts, Reasoning.nearest("agree", candidate.agree(), 0, c.base(), rule))
                .part(candidate.caseCode());
    }

    private static String day(LocalDate d) {
        return "%02d/%02d/%d".formatted(d.getDayOfMonth(), d.getMonthValue(), d.getYear());
    }

    private Conference locked(String code) {
        jdbc.sql("select code from conference where code = ? for update").param(code).query(String.class).single();
        return conferences.get(code);
    }
}
