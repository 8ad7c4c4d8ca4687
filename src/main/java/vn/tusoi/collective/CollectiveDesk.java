package vn.tusoi.collective;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Duty;
import vn.tusoi.access.Function;
import vn.tusoi.ballots.Share;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.worklist.FlowEngine;
import vn.tusoi.worklist.Pass;
import vn.tusoi.worklist.PlainText;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.SubjectKind;
import vn.tusoi.worklist.TaskGate;

/** A body reviews itself, then its members may; the body above rates it. */
@Component
public class CollectiveDesk {

    static final String WRITE = "userTask_writeCollectiveReview";
    static final String RATE = "userTask_rateCollective";
    /** Bars the highest level: a member or a subordinate unit was disciplined in the year. */
    public static final String DISCIPLINED = "XS_COLLECTIVE";
    private static final String CONDITIONS = "ratingConditions";
    private static final String[] QUORUM = {"meeting.quorumNumerator", "meeting.quorumDenominator"};
    private static final List<String> LEVELS = List.of("XS", "T", "HT", "KHT");
    private static final int MOST_PEOPLE = 100_000;
    private static final int MEDIUM = 4000;

    private final JdbcClient jdbc;
    private final Collectives collectives;
    private final Units units;
    private final RuleBook rules;
    private final TaskGate gate;
    private final FlowEngine engine;
    private final Ledger ledger;
    private final Clock clock;

    CollectiveDesk(JdbcClient jdbc, Collectives collectives, Units units, RuleBook rules, TaskGate gate, FlowEngine engine, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.collectives = collectives;
        this.units = units;
        this.rules = rules;
        this.gate = gate;
        this.engine = engine;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @param sections by item of the rule set's {@code collectiveSections}, in their order; @param selfLevel XS, T, HT or KHT */
    public record Held(LocalDate on, String place, String chair, Integer summoned, Integer present, List<Collectives.Section> sections, String selfLevel) { }

    /** Who may read it: offices that reach the unit, administrators not. @throws Denied.Hidden or Denied.Forbidden for everybody else */
    @Transactional(readOnly = true)
    public Collective read(Actor actor, String code) {
        Collective c = collectives.get(code);
        Unit unit = units.get(c.unit());
        if (!actor.covers(unit)) {
            throw new Denied.Hidden(code);
        }
        if (actor.offices().stream().noneMatch(o -> o.covers(unit) && o.function() != Function.ADMINISTRATOR)) {
            throw new Denied.Forbidden("collective.notYours");
        }
        return c;
    }

    /** Records the meeting. With a quorum the report stands, and members' meetings that waited may begin; without, the body meets again. */
    @Transactional
    public void review(Actor actor, String code, String slot, Held held) {
        Pass pass = gate.enter(actor, SubjectKind.COLLECTIVE, code, WRITE, slot, Duty.PREPARER);
        Collective c = locked(code);
        RuleSet set = rules.get(c.ruleSet());
        if (held.on() == null) {
            throw Refused.field("on", "assessment.missing.date");
        }
        if (held.on().isAfter(LocalDate.now(clock))) {
            throw Refused.field("on", "assessment.wrong.future");
        }
        String place = required("place", PlainText.line(held.place()), 200);
        String chair = required("chair", PlainText.line(held.chair()), 120);
        count("summoned", held.summoned(), 1);
        count("present", held.present(), 0);
        if (held.present() > held.summoned()) {
            throw Refused.field("present", "assessment.wrong.presentMore", held.present(), held.summoned());
        }
        Share quorum = new Share(set.number(QUORUM[0]), set.number(QUORUM[1]));
        boolean reached = quorum.reachedBy(held.present(), held.summoned());
        int needed = quorum.least(held.summoned());
        if (reached) {
            write(c, set, held, place, chair, needed, actor);
        } else {
            jdbc.sql("update collective_review set held_on = ?, place = ?, chair = ?, summoned = ?, present = ?, quorum_needed = ? where code = ?")
                    .params(held.on(), place, chair, held.summoned(), held.present(), needed, code).update();
        }
        ledger.entry(actor, reached ? "COLLECTIVE_REVIEWED" : "COLLECTIVE_WITHOUT_QUORUM").in(pass.office()).on("COLLECTIVE", code)
                .outcome(reached ? held.selfLevel() : "NO_QUORUM").rule(set.applied(QUORUM)).with("summoned", held.summoned()).with("present", held.present())
                .with("needed", needed).write();
        gate.done(pass, Map.of("quorum", reached));
        if (reached) {
            goOn(code);
        }
    }

    private void write(Collective c, RuleSet set, Held held, String place, String chair, int needed, Actor actor) {
        if (held.selfLevel() == null || !LEVELS.contains(held.selfLevel())) {
            throw Refused.field("selfLevel", "assessment.missing.choice");
        }
        int longest = set.number("review.textLimit");
        for (int i = 0; i < held.sections().size(); i++) {
            Collectives.Section section = held.sections().get(i);
            set.item("collectiveSections", section.item());
            jdbc.sql("insert into collective_section(collective_code, position_no, item_code, body) values (?, ?, ?, ?)")
                    .params(c.code(), i + 1, section.item(), required("sections[" + i + "].text", PlainText.tidy(section.body()), longest)).update();
        }
        jdbc.sql("""
                        update collective_review set state = 'REVIEWED', held_on = ?, place = ?, chair = ?, summoned = ?, present = ?, quorum_needed = ?, self_level = ?,
                          reviewed_at = ?, reviewed_by = ?, reviewed_name = ? where code = ?""")
                .params(held.on(), place, chair, held.summoned(), held.present(), needed, held.selfLevel(), now(), actor.username(), actor.displayName(), c.code()).update();
    }

    private void goOn(String code) {
        List<Collectives.Waiting> waiting = collectives.waitingFor(code);
        jdbc.sql("update collective_wait set over_at = ? where collective_code = ? and over_at is null").params(now(), code).update();
        waiting.forEach(w -> engine.tell("message_collectiveReviewed", w.caseCode(), Map.of("awaitCollective", w.others() > 0)));
    }

    /** Rules against a level of this body, by code in {@code ratingConditions}. */
    public List<String> bars(Collective c, String level) {
        List<String> bars = new ArrayList<>();
        if ("XS".equals(level) && disciplined(c) > 0 && rules.get(c.ruleSet()).catalogue(CONDITIONS).stream().anyMatch(i -> i.code().equals(DISCIPLINED))) {
            bars.add(DISCIPLINED);
        }
        return bars;
    }

    /** How many people of the body, and of what is under it, were disciplined in the year of the review. */
    public int disciplined(Collective c) {
        return collectives.disciplined(c.unit(), LocalDate.ofInstant(c.openedAt(), clock.getZone()).getYear());
    }

    /** The body above decides the level, with a reason; with another where a rule speaks against it. */
    @Transactional
    public void rate(Actor actor, String code, String slot, String level, String typedReason, String typedBarReason) {
        Pass pass = gate.enter(actor, SubjectKind.COLLECTIVE, code, RATE, slot, Duty.RATER);
        Collective c = locked(code);
        if (level == null || !LEVELS.contains(level)) {
            throw Refused.field("level", "assessment.missing.choice");
        }
        String reason = required("reason", PlainText.tidy(typedReason), MEDIUM);
        List<String> bars = bars(c, level);
        String barReason = PlainText.tidy(typedBarReason);
        if (!bars.isEmpty() && barReason.isEmpty()) {
            throw Refused.field("barReason", "assessment.missing.flagReason");
        }
        limit("barReason", barReason, MEDIUM);
        jdbc.sql("update collective_review set state = 'RATED', level = ?, reason = ?, bars = ?, bar_reason = ?, decided_at = ?, decided_by = ?, decided_name = ? where code = ?")
                .params(level, reason, String.join(",", bars), bars.isEmpty() ? null : barReason, now(), actor.username(), actor.displayName(), code).update();
        RuleSet set = rules.get(c.ruleSet());
        ledger.entry(actor, "COLLECTIVE_RATED").reason(reason).in(pass.office()).on("COLLECTIVE", code).outcome(level)
                .rule(bars.isEmpty() ? set.appliedItems("deciders", List.of("RATING_ORGANISATION")) : set.appliedItems(CONDITIONS, bars)).with("bars", bars).write();
        gate.done(pass, Map.of());
    }

    private Collective locked(String code) {
        jdbc.sql("select code from collective_review where code = ? for update").param(code).query(String.class).single();
        return collectives.get(code);
    }

    private static void count(String field, Integer value, int least) {
        if (value == null) {
            throw Refused.field(field, "assessment.missing.number");
        }
        if (value < least || value > MOST_PEOPLE) {
            throw Refused.field(field, "assessment.wrong.number", least);
        }
    }

    private static String required(String field, String text, int most) {
        if (text.isEmpty()) {
            throw Refused.field(field, "assessment.missing.text");
        }
        limit(field, text, most);
        return text;
    }

    private static void limit(String field, String text, int most) {
        if (text.length() > most) {
            throw Refused.field(field, "assessment.wrong.tooLong", text.length(), most);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
