package vn.tusoi.review;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Duty;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.access.SeparationOfDuties;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.Stage;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;
import vn.tusoi.register.VietnameseText;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.worklist.PlainText;
import vn.tusoi.worklist.Refused;

/** The superior asks members to answer matters in their self-reviews ("gợi ý kiểm điểm"): before they are sealed, and never taken back. */
@Component
public class MatterDesk {

    /** Cases shown at once. */
    public static final int PAGE = 50;

    private static final int LONGEST = 2000;
    private static final String PROMPT_BY = "review.promptBy";

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Units units;
    private final Matters matters;
    private final ReviewDesk reviews;
    private final RuleBook book;
    private final SeparationOfDuties separation;
    private final Ledger ledger;
    private final Clock clock;

    MatterDesk(JdbcClient jdbc, Cases cases, Units units, Matters matters, ReviewDesk reviews, RuleBook book, SeparationOfDuties separation, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.units = units;
        this.matters = matters;
        this.reviews = reviews;
        this.book = book;
        this.separation = separation;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** A member who is writing. */
    public record Writing(String caseCode, String name, String cell, LocalDate dueOn, int matters) { }

    /** Offices above that may raise matters under a rule set; where it names none, the committee that decides the rating. */
    private static Set<Function> superiors(RuleSet set) {
        return set.values().containsKey(PROMPT_BY) ? Arrays.stream(set.text(PROMPT_BY).split(";")).map(Function::valueOf).collect(Collectors.toSet()) : Set.of(Function.GRASSROOTS_COMMITTEE);
    }

    /** Everybody under an office of this person who has not sealed yet, by due date. @param q part of a name, '' for any */
    public List<Writing> writing(Actor actor, String q, int page) {
        record Realm(String path, List<String> sets) { }
        List<Realm> realms = actor.offices().stream().map(o -> new Realm(o.unit().realm() + "%", book.all().stream().filter(s -> superiors(s).contains(o.function())).map(RuleSet::code).toList()))
                .filter(r -> !r.sets().isEmpty()).distinct().toList();
        if (realms.isEmpty()) {
            throw new Denied.Forbidden("matter.denied");
        }
        String reach = IntStream.range(0, realms.size()).mapToObj(i -> "u.path like :p" + i + " and c.rule_set in (:s" + i + ")").collect(Collectors.joining(" or "));
        JdbcClient.StatementSpec asked = jdbc.sql("""
                        select c.code, m.full_name, u.name, c.due_on, (select count(*) from review_matter r where r.case_code = c.code) as asked
                        from vetting_case c join member m on m.code = c.member_code join unit u on u.code = c.cell_code
                        where c.stage = 'SELF_REVIEW' and m.search_name like :q and (""" + reach + ") order by c.due_on, m.sort_key, c.code limit " + (PAGE + 1) + " offset :skip")
                .param("q", "%" + VietnameseText.searchable(q).replace("%", "").replace("_", "") + "%").param("skip", Math.max(0, page - 1) * PAGE);
        for (int i = 0; i < realms.size(); i++) {
            asked = asked.param("p" + i, realms.get(i).path()).param("s" + i, realms.get(i).sets());
        }
        return asked.query((rs, n) -> new Writing(rs.getString(1), rs.getString(2), rs.getString(3), rs.getObject(4, LocalDate.class), rs.getInt(5))).list();
    }

    /** What the superior sees before raising another: whom it is about, what was raised, and whether more may be raised. */
    public record Sight(VettingCase subject, List<Matter> raised, LocalDate deadline, boolean open) { }

    /** @throws Denied where the case is not the superior's */
    public Sight sight(Actor actor, String caseCode) {
        VettingCase c = cases.get(caseCode);
        superior(actor, c);
        LocalDate deadline = reviews.deadline(c);
        return new Sight(c, matters.of(caseCode), deadline, open(c, deadline));
    }

    private boolean open(VettingCase c, LocalDate deadline) {
        return c.stage() == Stage.SELF_REVIEW && !c.ended() && c.returnedFrom() == null && (deadline == null || !LocalDate.now(clock).isAfter(deadline));
    }

    /**
     * Raises one more matter.
     *
     * @throws Refused where nothing is said, the review is sealed already, or the deadline has passed
     * @throws Denied  where the case is not the superior's, is their own or a relative's
     */
    @Transactional
    public Matter raise(Actor actor, String caseCode, String text) {
        VettingCase seen = cases.get(caseCode);
        Office office = superior(actor, seen);
        // whoever seals holds the same row: a matter is in before the seal, or refused
        boolean writing = jdbc.sql("select task_id from work_item where subject_code = ? and element_id = ? for update").params(caseCode, ReviewDesk.SUBMIT)
                .query(String.class).optional().isPresent();
        VettingCase c = cases.get(caseCode);
        if (!writing || !open(c, reviews.deadline(c))) {
            throw new Refused("matter.refused.late");
        }
        String said = PlainText.tidy(text);
        if (said.isEmpty()) {
            throw Refused.field("text", "matter.missing.text");
        }
        if (said.length() > LONGEST) {
            throw Refused.field("text", "review.wrong.tooLong", said.length(), LONGEST);
        }
        separation.take(actor, caseCode, Duty.RATER, List.of(c.member()));
        int no = 1 + jdbc.sql("select coalesce(max(matter_no), 0) from review_matter where case_code = ?").param(caseCode).query(Integer.class).single();
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("insert into review_matter(case_code, matter_no, text, unit_code, raised_at, raised_by, raised_name) values (?, ?, ?, ?, ?, ?, ?)")
                .params(caseCode, no, said, office.unit().code(), now, actor.username(), actor.displayName()).update();
        ledger.entry(actor, "MATTER_RAISED").in(office).on("CASE", caseCode).with("no", no).withDigest("text", said).write();
        return new Matter(caseCode, no, said, office.unit().name(), now.toInstant(), actor.displayName());
    }

    private Office superior(Actor actor, VettingCase c) {
        Unit cell = units.get(c.cell());
        if (actor.isMember(c.member())) {
            throw new Denied.Forbidden("duty.conflict.self");
        }
        Set<Function> may = superiors(book.get(c.ruleSet()));
        return actor.offices().stream().filter(o -> may.contains(o.function()) && o.covers(cell)).findFirst().orElseThrow(() ->
                actor.covers(cell) ? new Denied.Forbidden("matter.denied") : new Denied.Hidden(c.code()));
    }
}
