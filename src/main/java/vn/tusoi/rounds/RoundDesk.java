package vn.tusoi.rounds;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Duty;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.access.SeparationOfDuties;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Unit;
import vn.tusoi.register.UnitKind;
import vn.tusoi.register.Units;
import vn.tusoi.register.VietnameseText;
import vn.tusoi.rulebook.Applied;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.worklist.FlowEngine;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskGate;

/** What an organisation board does with a round: draft, plan, submit, approve, close. */
@Component
public class RoundDesk {

    public static final String PREPARE = "userTask_prepareRound";
    public static final String APPROVE = "userTask_approveOpening";
    public static final String CLOSE = "userTask_closeRound";
    private static final int MOST_SEATS = 60;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Rounds rounds;
    private final RoundAccess access;
    private final RoundDates dates;
    private final Electorate electorate;
    private final Readiness readiness;
    private final Units units;
    private final RuleBook rules;
    private final SeparationOfDuties separation;
    private final TaskGate gate;
    private final FlowEngine flow;
    private final Ledger ledger;

    RoundDesk(JdbcClient jdbc, Clock clock, Rounds rounds, RoundAccess access, RoundDates dates, Electorate electorate, Readiness readiness, Units units,
              RuleBook rules, SeparationOfDuties separation, TaskGate gate, FlowEngine flow, Ledger ledger) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.rounds = rounds;
        this.access = access;
        this.dates = dates;
        this.electorate = electorate;
        this.readiness = readiness;
        this.units = units;
        this.rules = rules;
        this.separation = separation;
        this.gate = gate;
        this.flow = flow;
        this.ledger = ledger;
    }

    /** Board offices in which the person may draft rounds. */
    public List<Office> offices(Actor actor) {
        return actor.offices().stream().filter(o -> o.function() == Function.ORGANISATION_BOARD).toList();
    }

    /** The unit for whose realm a board works. */
    public Unit owner(Office office) {
        Unit unit = office.unit();
        return unit.kind() == UnitKind.BODY && unit.parent() != null ? units.get(unit.parent()) : unit;
    }

    /**
     * Drafts a round in the actor's first board office.
     *
     * @param code 2 to 12 capital letters and digits, never used before
     */
    @Transactional
    public Round create(Actor actor, String code, String name) {
        List<Office> offices = offices(actor);
        if (offices.isEmpty()) {
            throw new Denied.Forbidden("rounds.denied.create");
        }
        return create(actor, owner(offices.get(0)).code(), code, name);
    }

    /** Drafts a round for a congress in the realm of {@code ownerUnit}. */
    @Transactional
    public Round create(Actor actor, String ownerUnit, String code, String name) {
        return create(actor, ownerUnit, code, name, RoundKind.CONGRESS);
    }

    /** Drafts a round for the realm of {@code ownerUnit}. @throws Refused for a code that is malformed or taken */
    @Transactional
    public Round create(Actor actor, String ownerUnit, String code, String name, RoundKind kind) {
        Office office = offices(actor).stream().filter(o -> owner(o).code().equals(ownerUnit)).findFirst()
                .orElseThrow(() -> new Denied.Forbidden("rounds.denied.create"));
        if (!code.matches("[A-Z][A-Z0-9]{1,11}")) {
            throw Refused.field("code", "rounds.refused.code");
        }
        if (rounds.find(code).isPresent()) {
            throw Refused.field("code", "rounds.refused.codeTaken", code);
        }
        RuleSet set = rules.inForce(LocalDate.now(clock));
        jdbc.sql("""
                        insert into round(code, name, owner_code, kind, rule_set, status, created_by, created_at, version)
                        values (?, ?, ?, ?, ?, 'DRAFT', ?, ?, 0)""")
                .params(code, title(name), ownerUnit, kind.review() ? kind.name() : null, set.code(), actor.username(), now()).update();
        separation.take(actor, code, Duty.PREPARER, List.of());
        ledger.entry(actor, "ROUND_CREATED").in(office).on("ROUND", code).rule(set.code(), null).with("roundKind", kind.review() ? kind : null).write();
        flow.start(kind.review() ? "review-round" : "nomination-round", code, Map.of());
        return rounds.get(code);
    }

    /** What changing a plan led to. */
    public record Planned(Electorate.Size electorate, boolean calendarNew) { }

    /**
     * Sets the plan down and computes the electorate from it. The calendar is counted back anew where congress day or rule set changed.
     *
     * @param version of the round that the plan was made on; another's change in between is refused
     * @throws Refused where the round is submitted, or something does not fit
     */
    @Transactional
    public Planned plan(Actor actor, String code, Plan plan, long version) {
        Round old = rounds.lock(code);
        Office office = mayPrepare(actor, old);
        if (old.version() != version) {
            throw new Refused("rounds.refused.changed");
        }
        if (old.review()) {
            throw new Refused("rounds.refused.isReview");
        }
        RuleSet set = check(old, plan);
        jdbc.sql("""
                        update round set name = ?, variant = ?, target_post = ?, seats = ?, rule_set = ?, congress_day = ?, computed_at = ?, version = version + 1
                        where code = ?""")
                .params(title(plan.name()), plan.variant().name(), plan.targetPost(), plan.seats(), set.code(), plan.congressDay(), now(), code).update();
        units(code, plan.units());
        jdbc.sql("delete from round_post where round_code = ?").param(code).update();
        for (Rounds.Post post : new HashSet<>(plan.posts())) {
            jdbc.sql("insert into round_post(round_code, kind, post) values (?, ?, ?)").params(code, post.kind().name(), post.name()).update();
        }
        boolean calendarNew = !plan.congressDay().equals(old.congressDay()) || !set.code().equals(old.ruleSet()) || rounds.calendar(code).isEmpty();
        if (calendarNew) {
            countBack(code, plan.congressDay(), set);
        }
        Electorate.Size size = electorate.compute(rounds.get(code), LocalDate.now(clock));
        ledger.entry(actor, "ROUND_PLAN_CHANGED").in(office).on("ROUND", code).rule(calendar(set, old.kind()))
                .with("variant", plan.variant()).with("targetPost", plan.targetPost()).with("seats", plan.seats()).with("congressDay", plan.congressDay())
                .with("units", plan.units().size()).with("posts", plan.posts().size()).write();
        computed(actor, office, code, set.code(), size);
        return new Planned(size, calendarNew);
    }

    /**
     * Sets the plan of a review down, computes who is reviewed and fixes the calendar.
     *
     * @param version of the round that the plan was made on; another's change in between is refused
     * @throws Refused where the round is submitted, or something does not fit
     */
    @Transactional
    public Planned planReview(Actor actor, String code, ReviewPlan plan, long version) {
        Round old = rounds.lock(code);
        Office office = mayPrepare(actor, old);
        if (old.version() != version) {
            throw new Refused("rounds.refused.changed");
        }
        if (!old.review()) {
            throw new Refused("rounds.refused.isCongress");
        }
        RuleSet set = ruleSet(plan.ruleSet());
        if (!ReviewDays.known(set, old.kind())) {
            throw Refused.field("ruleSet", "rounds.refused.noReviewDays");
        }
        int thisYear = LocalDate.now(clock).getYear();
        if (plan.year() == null || Math.abs(plan.year() - thisYear) > 1) {
            throw Refused.field("year", "rounds.refused.year", String.valueOf(thisYear - 1), String.valueOf(thisYear + 1));
        }
        boolean quarterly = old.kind() == RoundKind.QUARTERLY;
        if (quarterly && (plan.quarter() == null || plan.quarter() < 1 || plan.quarter() > 4)) {
            throw Refused.field("quarter", "rounds.refused.quarter");
        }
        checkUnits(old, plan.units());
        ReviewDays days = new ReviewDays(set, old.kind(), plan.year(), quarterly ? plan.quarter() : null, dates.workingDays());
        jdbc.sql("""
                        update round set name = ?, review_year = ?, review_quarter = ?, rule_set = ?, congress_day = ?, computed_at = ?, version = version + 1
                        where code = ?""")
                .params(title(plan.name()), days.year(), days.quarter(), set.code(), days.end(), now(), code).update();
        units(code, plan.units());
        jdbc.sql("delete from round_calendar where round_code = ?").param(code).update();
        fix(code, Milestone.SELF_REVIEW, plan.selfReview(), days);
        fix(code, Milestone.ASSESSMENT, plan.assessment(), days);
        Electorate.Size size = electorate.compute(rounds.get(code), LocalDate.now(clock));
        ledger.entry(actor, "ROUND_PLAN_CHANGED").in(office).on("ROUND", code).rule(calendar(set, old.kind())).with("year", days.year()).with("quarter", days.quarter())
                .with("selfReview", plan.selfReview()).with("assessment", plan.assessment()).with("lastDay", days.end()).with("units", plan.units().size()).write();
        computed(actor, office, code, set.code(), size);
        return new Planned(size, true);
    }

    private void fix(String code, Milestone milestone, LocalDate byHand, ReviewDays days) {
        LocalDate byRule = days.of(milestone);
        LocalDate day = byHand == null ? byRule : byHand;
        jdbc.sql("insert into round_calendar(round_code, milestone, due_on, adjusted) values (?, ?, ?, ?)").params(code, milestone.name(), day, !day.equals(byRule)).update();
    }

    private void units(String code, List<String> units) {
        jdbc.sql("delete from round_unit where round_code = ?").param(code).update();
        for (String unit : new HashSet<>(units)) {
            jdbc.sql("insert into round_unit(round_code, unit_code) values (?, ?)").params(code, unit).update();
        }
    }

    private RuleSet ruleSet(String code) {
        try {
            return rules.get(code);
        } catch (IllegalArgumentException unknown) {
            throw Refused.field("ruleSet", "rounds.refused.ruleSet");
        }
    }

    private void checkUnits(Round round, List<String> chosen) {
        if (chosen.isEmpty()) {
            throw Refused.field("units", "rounds.refused.noUnit");
        }
        Set<String> may = new HashSet<>();
        communes(round).forEach(u -> may.add(u.code()));
        if (!may.containsAll(chosen)) {
            throw Refused.field("units", "rounds.refused.unit");
        }
    }

    private RuleSet check(Round round, Plan plan) {
        RuleSet set = ruleSet(plan.ruleSet());
        if (set.catalogue("posts").stream().noneMatch(p -> p.code().equals(plan.targetPost()))) {
            throw Refused.field("targetPost", "rounds.refused.targetPost");
        }
        if (plan.seats() < 1 || plan.seats() > MOST_SEATS) {
            throw Refused.field("seats", "rounds.refused.seats", MOST_SEATS);
        }
        if (!plan.congressDay().isAfter(LocalDate.now(clock))) {
            throw Refused.field("congressDay", "rounds.refused.congressPast");
        }
        checkUnits(round, plan.units());
        if (plan.posts().isEmpty()) {
            throw Refused.field("posts", "rounds.refused.noPost");
        }
        return set;
    }

    /** Units that may take part: those of the owner's realm that have lists of their own. */
    public List<Unit> communes(Round round) {
        Unit owner = units.get(round.ownerUnit());
        LocalDate today = LocalDate.now(clock);
        return units.ofKind(UnitKind.COMMUNE).stream().filter(u -> u.path().startsWith(owner.path()) && u.existsOn(today)).toList();
    }

    private static Applied calendar(RuleSet set, RoundKind kind) {
        return set.applied(Milestone.of(kind).stream().map(m -> m.ruleKey(kind)).toArray(String[]::new));
    }

    private void countBack(String code, LocalDate congress, RuleSet set) {
        jdbc.sql("delete from round_calendar where round_code = ?").param(code).update();
        for (Milestone milestone : Milestone.values()) {
            jdbc.sql("insert into round_calendar(round_code, milestone, due_on, adjusted) values (?, ?, ?, false)")
                    .params(code, milestone.name(), dates.workingDays().minus(congress, set.number(milestone.ruleKey()))).update();
        }
    }

    /** Sets days by hand. Whether they are in order is said at once, but only submitting asks for it. */
    @Transactional
    public List<Readiness.Fault> adjustCalendar(Actor actor, String code, Map<Milestone, LocalDate> days, long version) {
        Round round = rounds.lock(code);
        Office office = mayPrepare(actor, round);
        if (round.version() != version) {
            throw new Refused("rounds.refused.changed");
        }
        if (!round.planned() || round.review()) {
            throw new Refused("rounds.fault.plan");
        }
        RuleSet set = rules.get(round.ruleSet());
        days.forEach((milestone, day) -> {
            boolean adjusted = !day.equals(dates.workingDays().minus(round.congressDay(), set.number(milestone.ruleKey())));
            jdbc.sql("update round_calendar set due_on = ?, adjusted = ? where round_code = ? and milestone = ?")
                    .params(day, adjusted, code, milestone.name()).update();
        });
        jdbc.sql("update round set version = version + 1 where code = ?").param(code).update();
        Ledger.Entry entry = ledger.entry(actor, "ROUND_CALENDAR_CHANGED").in(office).on("ROUND", code).rule(calendar(set, round.kind()));
        days.forEach((milestone, day) -> entry.with(milestone.field(), day));
        entry.write();
        return readiness.calendarFaults(round, rounds.calendar(code));
    }

    /** Computes the electorate again, for instance after the register was put right. */
    @Transactional
    public Electorate.Size compute(Actor actor, String code) {
        Round round = rounds.lock(code);
        Office office = mayPrepare(actor, round);
        if (!round.planned()) {
            throw new Refused("rounds.fault.plan");
        }
        Electorate.Size size = electorate.compute(round, LocalDate.now(clock));
        jdbc.sql("update round set computed_at = ?, version = version + 1 where code = ?").params(now(), code).update();
        computed(actor, office, code, round.ruleSet(), size);
        return size;
    }

    private void computed(Actor actor, Office office, String code, String ruleSet, Electorate.Size size) {
        ledger.entry(actor, "ELECTORATE_COMPUTED").in(office).on("ROUND", code).rule(ruleSet, Electorate.TABLE).with("in", size.in()).with("out", size.out()).write();
    }

    /** Takes somebody in or leaves somebody out against the rule, with a reason; {@code included} null goes back to the rule. */
    @Transactional
    public void decide(Actor actor, String code, String member, Boolean included, String reason) {
        Round round = rounds.lock(code);
        Office office = mayPrepare(actor, round);
        Electorate.Entry entry = electorate.find(code, member).orElseThrow(() -> new Denied.Hidden(member));
        if (included == null) {
            electorate.undecide(code, member);
        } else {
            if (reason == null || reason.isBlank()) {
                throw Refused.field("reason", "rounds.refused.noReason");
            }
            electorate.decide(code, member, included, VietnameseText.clean(reason), actor.username());
        }
        jdbc.sql("update round set version = version + 1 where code = ?").param(code).update();
        boolean in = included == null ? entry.byRule() : included;
        ledger.entry(actor, in ? "ELECTORATE_TAKEN_IN" : "ELECTORATE_LEFT_OUT").reason(included == null ? null : reason).in(office).on("ROUND", code).rule(new Applied(round.ruleSet(), entry.ruleRef(), entry.citation()))
                .with("member", member).with("byHand", included != null).write();
    }

    /** Hands the plan to a second officer; from now on nothing of it changes. */
    @Transactional
    public void submit(Actor actor, String code, String note) {
        Pass pass = gate.enter(actor, SubjectKind.ROUND, code, PREPARE, "", Duty.PREPARER);
        Round round = rounds.lock(code);
        readiness.faults(round).stream().findFirst().ifPresent(fault -> {
            throw new Refused("rounds.refused.notReady");
        });
        Electorate.Size size = electorate.size(code, null);
        jdbc.sql("update round set status = 'SUBMITTED', note = ?, return_reason = null, submitted_at = ?, version = version + 1 where code = ?")
                .params(note == null || note.isBlank() ? null : note.strip(), now(), code).update();
        ledger.entry(actor, "ROUND_SUBMITTED").in(pass.office()).on("ROUND", code).rule(round.ruleSet(), null)
                .with("in", size.in()).with("out", size.out()).with("congressDay", round.congressDay()).write();
        gate.done(pass, Map.of());
    }

    /** Approves the opening: case codes are given and the launch begins by itself. */
    @Transactional
    public void approve(Actor actor, String code) {
        Pass pass = gate.enter(actor, SubjectKind.ROUND, code, APPROVE, "", Duty.OPENER);
        Round round = rounds.lock(code);
        readiness.faults(round).stream().findFirst().ifPresent(fault -> {
            throw new Refused("rounds.refused.noLongerReady");
        });
        int cases = electorate.number(round);
        jdbc.sql("update round set status = 'LAUNCHING', approved_at = ?, version = version + 1 where code = ?").params(now(), code).update();
        ledger.entry(actor, "ROUND_APPROVED").in(pass.office()).on("ROUND", code).outcome("APPROVED").rule(round.ruleSet(), null).with("cases", cases).write();
        gate.done(pass, Map.of("openingApproved", true));
    }

    /** Sends the plan back to be changed. */
    @Transactional
    public void sendBack(Actor actor, String code, String reason) {
        Pass pass = gate.enter(actor, SubjectKind.ROUND, code, APPROVE, "", Duty.OPENER);
        if (reason == null || reason.isBlank()) {
            throw Refused.field("reason", "rounds.refused.noReason");
        }
        Round round = rounds.lock(code);
        jdbc.sql("update round set status = 'DRAFT', return_reason = ?, submitted_at = null, version = version + 1 where code = ?")
                .params(reason.strip(), code).update();
        ledger.entry(actor, "ROUND_RETURNED").reason(reason).in(pass.office()).on("ROUND", code).outcome("RETURNED").rule(round.ruleSet(), null).write();
        gate.done(pass, Map.of("openingApproved", false));
    }

    /** Ends the round. @throws Refused while cases, lists or conferences are open */
    @Transactional
    public void close(Actor actor, String code) {
        Pass pass = gate.enter(actor, SubjectKind.ROUND, code, CLOSE, "", Duty.PREPARER);
        Round round = rounds.lock(code);
        if (jdbc.sql("select count(*) from round_move where round_code = ? and state in ('PROPOSED', 'RUNNING')").param(code).query(Integer.class).single() > 0) {
            throw new Refused("rounds.move.pending");
        }
        Readiness.Open open = readiness.open(code);
        if (!open.none()) {
            throw new Refused("rounds.refused.open", open.cases(), open.tasks());
        }
        jdbc.sql("update round set status = 'CLOSED', closed_at = ?, version = version + 1 where code = ?").params(now(), code).update();
        Ledger.Entry entry = ledger.entry(actor, "ROUND_CLOSED").seals().in(pass.office()).on("ROUND", code).rule(round.ruleSet(), null);
        jdbc.sql("select outcome, count(*) from vetting_case where round_code = ? group by outcome").param(code).query(rs -> {
            entry.with(rs.getString(1), rs.getInt(2));
        });
        entry.write();
        gate.done(pass, Map.of());
    }

    private Office mayPrepare(Actor actor, Round round) {
        Office office = access.act(actor, round);
        if (round.frozen()) {
            throw new Refused("rounds.refused.frozen");
        }
        separation.take(actor, round.code(), Duty.PREPARER, List.of());
        return office;
    }

    private static String title(String name) {
        String clean = VietnameseText.clean(name);
        if (clean.isEmpty() || clean.length() > 200) {
            throw Refused.field("name", "rounds.refused.name");
        }
        return clean;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
