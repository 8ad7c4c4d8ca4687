package vn.tusoi.assessment;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.RoundCalendar;
import vn.tusoi.cases.Stage;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.review.ReviewPeriods;
import vn.tusoi.worklist.PlainText;
import vn.tusoi.worklist.Refused;
import vn.tusoi.database.WithinTransaction;

/**
 * What other papers say that a rating rests on, each with its number, day and issuer, and the quarters that were rated here. Nothing is guessed: what
 * nobody entered is unknown.
 */
@Component
public class RatingGrounds {

    private static final List<Function> WHO = List.of(Function.CELL_SECRETARY, Function.GRASSROOTS_COMMITTEE, Function.ORGANISATION_BOARD);
    private static final int MOST_TASKS = 100_000;

    /** Tasks of the person; the level as civil servant or employee; tasks of the collective that the person leads. */
    public enum Kind { TASKS, OFFICIAL, UNIT_TASKS }

    /**
     * @param level  of the paper, for OFFICIAL only
     * @param given  tasks, and how many were {@code done}, late ones too; for the other kinds only
     * @param excuse objective reason of what was not done, empty for none
     * @param head   whether the person heads the collective (else a deputy), for UNIT_TASKS only
     */
    public record Given(Kind kind, Level level, Integer given, Integer done, String excuse, Boolean head, String unitName, String documentNo, String issuedBy, LocalDate issuedOn) { }

    /** As {@link Given}, as it was entered. */
    public record Ground(int no, Kind kind, Level level, int given, int done, String excuse, boolean head, String unitName, String documentNo, String issuedBy, LocalDate issuedOn,
                         Instant recordedAt, String recordedName) { }

    private final JdbcClient jdbc;
    private final Cases cases;
    private final RoundCalendar calendar;
    private final ReviewPeriods periods;
    private final Assessments assessments;
    private final Informants informants;
    private final Ledger ledger;
    private final Clock clock;
    private final WithinTransaction<Map<String, RatingTriggers.Grounds>> known = new WithinTransaction<>(HashMap::new);

    RatingGrounds(JdbcClient jdbc, Cases cases, RoundCalendar calendar, ReviewPeriods periods, Assessments assessments, Informants informants, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.calendar = calendar;
        this.periods = periods;
        this.assessments = assessments;
        this.informants = informants;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Who may enter them: the cell's secretary, the deciding committee, the organisation board. @throws Denied.Hidden or Denied.Forbidden for everybody else */
    @Transactional(readOnly = true)
    public Office mayEnter(Actor actor, String caseCode) {
        return informants.office(actor, cases.get(caseCode), WHO, "assessment.ground.notYours");
    }

    /** Enters what a paper says. A later one of the same kind stands instead; the earlier one is kept. */
    @Transactional
    public void record(Actor actor, String caseCode, Given typed) {
        Office office = mayEnter(actor, caseCode);
        VettingCase c = cases.get(caseCode);
        if (c.stage() != Stage.SELF_REVIEW && c.stage() != Stage.ASSESSMENT) {
            throw new Refused("assessment.ground.late");
        }
        if (typed.kind() == null) {
            throw Refused.field("kind", "assessment.missing.choice");
        }
        boolean tasks = typed.kind() != Kind.OFFICIAL;
        boolean unit = typed.kind() == Kind.UNIT_TASKS;
        if (!tasks && typed.level() == null) {
            throw Refused.field("level", "assessment.missing.choice");
        }
        if (tasks) {
            count("given", typed.given(), 1);
            count("done", typed.done(), 0);
            if (typed.done() > typed.given()) {
                throw Refused.field("done", "assessment.ground.doneMore", typed.done(), typed.given());
            }
        }
        if (unit && typed.head() == null) {
            throw Refused.field("head", "assessment.missing.choice");
        }
        String unitName = unit ? text("unitName", PlainText.line(typed.unitName()), 200, true) : "";
        String excuse = typed.kind() == Kind.TASKS ? text("excuse", PlainText.tidy(typed.excuse()), 2000, false) : "";
        String document = text("documentNo", PlainText.line(typed.documentNo()), 60, true);
        String issuer = text("issuedBy", PlainText.line(typed.issuedBy()), 200, true);
        if (typed.issuedOn() == null) {
            throw Refused.field("issuedOn", "assessment.missing.date");
        }
        if (typed.issuedOn().isAfter(LocalDate.now(clock))) {
            throw Refused.field("issuedOn", "assessment.wrong.future");
        }
        int no = 1 + jdbc.sql("select coalesce(max(ground_no), 0) from rating_ground where case_code = ?").param(caseCode).query(Integer.class).single();
        jdbc.sql("""
                        insert into rating_ground(case_code, ground_no, kind, level, tasks_given, tasks_done, excuse, head, unit_name, document_no, issued_by, issued_on, recorded_at,
                                                  recorded_by, recorded_name)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(caseCode, no, typed.kind().name(), tasks ? null : typed.level().name(), tasks ? typed.given() : null, tasks ? typed.done() : null, excuse.isEmpty() ? null : excuse,
                        unit ? typed.head() : null, unit ? unitName : null, document, issuer, typed.issuedOn(), clock.instant().atOffset(ZoneOffset.UTC), actor.username(), actor.displayName())
                .update();
        known.get().remove(caseCode);
        ledger.entry(actor, "RATING_GROUND_RECORDED").in(office).on("CASE", caseCode).outcome(typed.kind()).rule(c.ruleSet(), null).with("ground", no)
                .with("issuedOn", typed.issuedOn()).write();
    }

    /** What stands: the last of each kind. */
    public Map<Kind, Ground> standing(String caseCode) {
        Map<Kind, Ground> standing = new EnumMap<>(Kind.class);
        jdbc.sql("select * from rating_ground where case_code = ? order by ground_no").param(caseCode)
                .query((rs, n) -> new Ground(rs.getInt("ground_no"), Kind.valueOf(rs.getString("kind")), rs.getString("level") == null ? null : Level.valueOf(rs.getString("level")),
                        rs.getInt("tasks_given"), rs.getInt("tasks_done"), rs.getString("excuse"), rs.getBoolean("head"), rs.getString("unit_name"), rs.getString("document_no"),
                        rs.getString("issued_by"), rs.getObject("issued_on", LocalDate.class), rs.getObject("recorded_at", OffsetDateTime.class).toInstant(), rs.getString("recorded_name")))
                .list().forEach(g -> standing.put(g.kind(), g));
        return standing;
    }

    /** The quarter that a case reviews, null where it reviews a year or is for a congress. */
    Integer quarter(VettingCase c) {
        RoundCalendar.Reviewed reviewed = calendar.reviewed(c.round());
        return reviewed == null ? null : reviewed.quarter();
    }

    /**
     * All that is known, read once in a transaction: a rating asks for it several times.
     *
     * @param quarterly whether quarters count
     */
    RatingTriggers.Grounds known(VettingCase c, boolean quarterly) {
        return known.get().computeIfAbsent(c.code(), code -> read(c, quarterly));
    }

    private RatingTriggers.Grounds read(VettingCase c, boolean quarterly) {
        Map<Kind, Ground> standing = standing(c.code());
        Ground tasks = standing.get(Kind.TASKS);
        Ground official = standing.get(Kind.OFFICIAL);
        Ground unit = standing.get(Kind.UNIT_TASKS);
        return new RatingTriggers.Grounds(periods.year(c), quarter(c) != null,
                tasks == null ? null : new RatingTriggers.Tasks(tasks.given(), tasks.done(), tasks.excuse() != null, tasks.documentNo(), tasks.issuedOn().toString()),
                official == null ? null : new RatingTriggers.Official(official.level(), official.documentNo(), official.issuedOn().toString()),
                unit == null ? null : new RatingTriggers.UnitTasks(unit.unitName(), unit.given(), unit.done(), unit.head(), unit.documentNo(), unit.issuedOn().toString()),
                quarterly ? quarters(c) : List.of());
    }

    /** Quarters of which the member has a rating, in order, up to the end of what the case reviews; a quarter's own case counts with what the cell proposes. */
    private List<RatingTriggers.Quarter> quarters(VettingCase c) {
        int year = periods.year(c);
        Integer own = quarter(c);
        List<RatingTriggers.Quarter> quarters = new ArrayList<>(jdbc.sql("""
                        select r.review_year, r.review_quarter, d.level from rating_decision d join vetting_case v on v.code = d.case_code join round r on r.code = v.round_code
                        where v.member_code = ? and v.code <> ? and d.current_one = true and d.level is not null and r.review_quarter is not null
                          and (r.review_year < ? or r.review_year = ? and r.review_quarter < ?) order by r.review_year, r.review_quarter""")
                .params(c.member(), c.code(), year, year, own == null ? 5 : own)
                .query((rs, n) -> new RatingTriggers.Quarter(rs.getInt(1), rs.getInt(2), Level.valueOf(rs.getString(3)))).list());
        if (own != null) {
            Optional<Level> proposed = assessments.proposed(c.code());
            proposed.ifPresent(level -> quarters.add(new RatingTriggers.Quarter(year, own, level)));
        }
        return quarters;
    }

    private static void count(String field, Integer value, int least) {
        if (value == null) {
            throw Refused.field(field, "assessment.missing.number");
        }
        if (value < least || value > MOST_TASKS) {
            throw Refused.field(field, "assessment.wrong.number", least);
        }
    }

    private static String text(String field, String text, int most, boolean needed) {
        if (needed && text.isEmpty()) {
            throw Refused.field(field, "assessment.missing.text");
        }
        if (text.length() > most) {
            throw Refused.field(field, "assessment.wrong.tooLong", text.length(), most);
        }
        return text;
    }
}
