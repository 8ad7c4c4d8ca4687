package vn.tusoi.assessment;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.CaseOver;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.worklist.FlowEngine;

/**
 * The head of a body is rated before the deputies, where the rule set's review steps say so. Who is a deputy of what is read from the set's leading posts: where it
 * knows both "Chủ tịch" and "Phó Chủ tịch", the holder of the longer post waits for that of the other in the same body and round.
 */
@Component
public class HeadsFirst {

    private static final String STEPS = "reviewSteps";
    private static final String FIRST = "HEAD_FIRST";
    /** Ends of a case without a rating; after the others nobody waits any more. */
    private static final Set<CaseOutcome> UNRATED = Set.of(CaseOutcome.NOT_SUBMITTED, CaseOutcome.LEFT_REVIEW, CaseOutcome.WITHDRAWN);

    private final JdbcClient jdbc;
    private final FlowEngine engine;
    private final Clock clock;

    HeadsFirst(JdbcClient jdbc, FlowEngine engine, Clock clock) {
        this.jdbc = jdbc;
        this.engine = engine;
        this.clock = clock;
    }

    /** Whom a case waits for: the head's post, and since when. */
    public record Awaited(String headCase, String post, Instant since) { }

    /** The post whose holder goes first; empty for a post that is no deputy's. @param leading names of leading posts, as the rule set has them */
    static Optional<String> headOf(String post, List<String> leading) {
        for (String deputy : leading) {
            for (String head : leading) {
                String before = deputy.endsWith(" " + head) ? deputy.substring(0, deputy.length() - head.length()) : null;
                if (before != null && (post.equals(deputy) || post.startsWith(deputy + " "))) {
                    return Optional.of(post.substring(before.length()));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the rating must wait for a head's, and notes for whose. Whoever rates the head tells the case; so does the end of the head's case.
     *
     * @return true while a head in the same body and round is not rated
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean awaited(VettingCase c, RuleSet set) {
        if (set.catalogue(STEPS).stream().noneMatch(i -> i.code().equals(FIRST))) {
            return false;
        }
        record Held(boolean inCell, String unit, String post) { }
        LocalDate today = LocalDate.now(clock);
        List<String> leading = Arrays.stream(set.text("review.leadingPosts").split(";")).map(String::strip).toList();
        List<Held> held = jdbc.sql("""
                        select true, cell_code, party_post from member where code = :member
                        union all select false, unit_code, post from member_post where member_code = :member and valid_from <= :today and (valid_to is null or valid_to >= :today)""")
                .param("member", c.member()).param("today", today).query((rs, n) -> new Held(rs.getBoolean(1), rs.getString(2), rs.getString(3))).list();
        boolean any = false;
        for (Held h : held) {
            Optional<String> head = headOf(h.post(), leading);
            if (head.isPresent()) {
                for (String other : h.inCell() ? inCell(c, h.unit(), head.get()) : inUnit(c, h.unit(), head.get(), today)) {
                    any |= waits(c.code(), other);
                }
            }
        }
        return any;
    }

    private List<String> inCell(VettingCase c, String cell, String post) {
        return jdbc.sql("""
                        select h.code from vetting_case h join member m on m.code = h.member_code
                        where h.round_code = ? and h.cell_code = ? and m.cell_code = h.cell_code and m.party_post = ? and h.outcome is null and h.code <> ? order by h.code""")
                .params(c.round(), cell, post, c.code()).query(String.class).list();
    }

    private List<String> inUnit(VettingCase c, String unit, String post, LocalDate today) {
        return jdbc.sql("""
                        select distinct h.code from member_post p join vetting_case h on h.member_code = p.member_code
                        where p.unit_code = ? and p.post = ? and p.valid_from <= ? and (p.valid_to is null or p.valid_to >= ?) and h.round_code = ? and h.outcome is null
                          and h.code <> ? order by h.code""")
                .params(unit, post, today, today, c.round(), c.code()).query(String.class).list();
    }

    private boolean waits(String code, String head) {
        // whoever rates the head holds this row: either the rating is seen here, or the wait is seen there
        boolean open = jdbc.sql("select outcome from vetting_case where code = ? for update").param(head).query((rs, n) -> Optional.ofNullable(rs.getString(1))).single().isEmpty();
        boolean rated = jdbc.sql("select count(*) from rating_decision where case_code = ? and current_one = true and level is not null").param(head).query(Integer.class).single() > 0;
        if (!open || rated || reaches(head, code)) {
            return false;
        }
        if (jdbc.sql("update head_wait set since = ?, over_at = null where case_code = ? and head_case = ?").params(now(), code, head).update() == 0) {
            jdbc.sql("insert into head_wait(case_code, head_case, since) values (?, ?, ?)").params(code, head, now()).update();
        }
        return true;
    }

    /** Two who are each other's deputies in different bodies do not wait in a circle. */
    private boolean reaches(String from, String to) {
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            String next = open.remove(0);
            if (next.equals(to)) {
                return true;
            }
            if (seen.add(next)) {
                open.addAll(jdbc.sql("select head_case from head_wait where case_code = ? and over_at is null").param(next).query(String.class).list());
            }
        }
        return false;
    }

    /** The head is rated, or will not be: deputies who wait for nobody else go on. */
    @Transactional(propagation = Propagation.MANDATORY)
    void release(String head) {
        List<String> waiting = jdbc.sql("select case_code from head_wait where head_case = ? and over_at is null order by case_code").param(head).query(String.class).list();
        if (waiting.isEmpty()) {
            return;
        }
        jdbc.sql("update head_wait set over_at = ? where head_case = ? and over_at is null").params(now(), head).update();
        for (String code : waiting) {
            if (jdbc.sql("select count(*) from head_wait where case_code = ? and over_at is null").param(code).query(Integer.class).single() == 0) {
                engine.tell("message_headRated", code, Map.of("awaitHead", false));
            }
        }
    }

    @EventListener
    void over(CaseOver over) {
        if (UNRATED.contains(over.outcome())) {
            release(over.caseCode());
        }
    }

    /** For whom a case's rating waits now. */
    public List<Awaited> awaitedBy(String caseCode) {
        return jdbc.sql("""
                        select w.head_case, m.party_post, w.since from head_wait w join vetting_case h on h.code = w.head_case join member m on m.code = h.member_code
                        where w.case_code = ? and w.over_at is null order by 1""").param(caseCode)
                .query((rs, n) -> new Awaited(rs.getString(1), rs.getString(2), rs.getObject(3, OffsetDateTime.class).toInstant())).list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
