package vn.tusoi.collective;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Denied;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.UnitKind;
import vn.tusoi.register.Units;
import vn.tusoi.review.FormKind;
import vn.tusoi.rounds.CollectiveOpening;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.worklist.FlowEngine;

/**
 * The bodies of a round and who waits for them. A person belongs to the cell, and to each unit in which a leading post is held. Bodies come before people where
 * the rule set's review steps say so.
 */
@Component
public class Collectives implements CollectiveOpening {

    private static final String STEPS = "reviewSteps";
    private static final String FIRST = "COLLECTIVE_FIRST";
    private static final String BETWEEN = "-TT-";

    private final JdbcClient jdbc;
    private final RuleBook rules;
    private final Units units;
    private final FlowEngine engine;
    private final Ledger ledger;
    private final Clock clock;

    Collectives(JdbcClient jdbc, RuleBook rules, Units units, FlowEngine engine, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.units = units;
        this.engine = engine;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void ensureOpened(String roundCode, String ruleSet, List<String> memberCodes) {
        RuleSet set = rules.get(ruleSet);
        if (memberCodes.isEmpty() || set.catalogue(STEPS).stream().noneMatch(i -> i.code().equals(FIRST))) {
            return;
        }
        Set<String> bodies = new LinkedHashSet<>(jdbc.sql("select distinct cell_code from member where code in (:codes) order by 1").param("codes", memberCodes)
                .query(String.class).list());
        record Held(String unit, String post) { }
        jdbc.sql("select distinct unit_code, post from member_post where member_code in (:codes) and valid_from <= :today and (valid_to is null or valid_to >= :today) order by 1")
                .param("codes", memberCodes).param("today", LocalDate.now(clock)).query((rs, n) -> new Held(rs.getString(1), rs.getString(2))).list().stream()
                .filter(h -> FormKind.leads(h.post(), leading(set))).forEach(h -> bodies.add(h.unit()));
        Set<String> known = Set.copyOf(jdbc.sql("select unit_code from collective_review where round_code = :round and unit_code in (:units)").param("round", roundCode)
                .param("units", bodies).query(String.class).list());
        bodies.stream().filter(b -> !known.contains(b)).forEach(unit -> open(roundCode, set, unit));
    }

    private void open(String round, RuleSet set, String unit) {
        String code = round + BETWEEN + unit;
        jdbc.sql("insert into collective_review(code, round_code, unit_code, rule_set, state, opened_at) values (?, ?, ?, ?, 'OPEN', ?)")
                .params(code, round, unit, set.code(), now()).update();
        ledger.byProcess("COLLECTIVE_OPENED").on("COLLECTIVE", code).rule(set.appliedItems(STEPS, List.of(FIRST))).with("round", round).with("unit", unit).write();
        engine.start("collective-review", code, Map.of("committee", units.get(unit).kind() != UnitKind.CELL));
    }

    private static List<String> leading(RuleSet set) {
        return Arrays.asList(set.text("review.leadingPosts").split(";"));
    }

    /**
     * Whether the person's meeting must wait for a body's review, and notes for which. Whoever finishes that review tells the case.
     *
     * @return true while at least one body of the person has not been reviewed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean awaited(VettingCase c, RuleSet set) {
        record Open(String code, String unit, String post) { }
        List<Open> open = jdbc.sql("""
                        select r.code, r.unit_code, p.post from collective_review r left join member_post p on p.unit_code = r.unit_code and p.member_code = :member
                               and p.valid_from <= :today and (p.valid_to is null or p.valid_to >= :today)
                        where r.round_code = :round and r.state = 'OPEN' and (r.unit_code = :cell or p.post is not null) order by r.code""")
                .param("member", c.member()).param("today", LocalDate.now(clock)).param("round", c.round()).param("cell", c.cell())
                .query((rs, n) -> new Open(rs.getString(1), rs.getString(2), rs.getString(3))).list();
        boolean any = false;
        for (String code : open.stream().filter(o -> o.unit().equals(c.cell()) || FormKind.leads(o.post(), leading(set))).map(Open::code).distinct().toList()) {
            // whoever records the review holds this row until everybody who waits is told
            if ("OPEN".equals(jdbc.sql("select state from collective_review where code = ? for update").param(code).query(String.class).single())) {
                any = true;
                if (jdbc.sql("update collective_wait set since = ?, over_at = null where case_code = ? and collective_code = ?").params(now(), c.code(), code).update() == 0) {
                    jdbc.sql("insert into collective_wait(case_code, collective_code, since) values (?, ?, ?)").params(c.code(), code, now()).update();
                }
            }
        }
        return any;
    }

    /** Cases that wait for a body, and for how many others each. */
    record Waiting(String caseCode, int others) { }

    List<Waiting> waitingFor(String code) {
        return jdbc.sql("""
                        select w.case_code, (select count(*) from collective_wait o where o.case_code = w.case_code and o.over_at is null and o.collective_code <> w.collective_code)
                        from collective_wait w where w.collective_code = ? and w.over_at is null order by w.case_code""")
                .param(code).query((rs, n) -> new Waiting(rs.getString(1), rs.getInt(2))).list();
    }

    /** What a case waits for: the body, and since when. */
    public record Awaited(String code, String unit, String unitName, Instant since) { }

    /** Bodies whose review the case's meeting waits for now. */
    public List<Awaited> awaitedBy(String caseCode) {
        return jdbc.sql("select w.collective_code, r.unit_code, w.since from collective_wait w join collective_review r on r.code = w.collective_code where w.case_code = ? and w.over_at is null order by 1")
                .param(caseCode).query((rs, n) -> new Awaited(rs.getString(1), rs.getString(2), units.get(rs.getString(2)).name(), rs.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** A body that the person leads, and how it was rated; {@code level} null before that. */
    public record Led(String unit, String unitName, String level) { }

    /** Bodies in the case's round that the person leads: the cell with a leading Party post, units with a leading post. */
    public List<Led> ledBy(VettingCase c, RuleSet set) {
        record Post(String unit, String post, String level) { }
        return jdbc.sql("""
                        select r.unit_code, m.party_post, r.level from collective_review r join member m on m.code = :member and m.cell_code = r.unit_code where r.round_code = :round
                        union all select r.unit_code, p.post, r.level from collective_review r join member_post p on p.unit_code = r.unit_code and p.member_code = :member
                          and p.valid_from <= :today and (p.valid_to is null or p.valid_to >= :today) where r.round_code = :round""")
                .param("member", c.member()).param("round", c.round()).param("today", LocalDate.now(clock))
                .query((rs, n) -> new Post(rs.getString(1), rs.getString(2), rs.getString(3))).list().stream()
                .filter(p -> FormKind.leads(p.post(), leading(set))).map(p -> new Led(p.unit(), units.get(p.unit()).name(), p.level())).distinct().toList();
    }

    /** The review of the unit in a round, where there is one. */
    public Optional<Collective> of(String round, String unit) {
        return jdbc.sql("select * from collective_review where round_code = ? and unit_code = ?").params(round, unit).query(Collectives::map).optional();
    }

    public Optional<Collective> find(String code) {
        return jdbc.sql("select * from collective_review where code = ?").param(code).query(Collectives::map).optional();
    }

    /** @throws Denied.Hidden where there is none */
    public Collective get(String code) {
        return find(code).orElseThrow(() -> new Denied.Hidden(code));
    }

    /** @param item code in the catalogue {@code collectiveSections} */
    public record Section(String item, String body) { }

    public List<Section> sections(String code) {
        return jdbc.sql("select item_code, body from collective_section where collective_code = ? order by position_no").param(code)
                .query((rs, n) -> new Section(rs.getString(1), rs.getString(2))).list();
    }

    /** Members of the unit who were disciplined in the year. */
    int disciplined(String unit, int year) {
        return jdbc.sql("""
                        select count(distinct m.code) from discipline d join member m on m.code = d.member_code join unit u on u.code = m.cell_code
                        where u.path like (select x.path from unit x where x.code = ?) || '%' and d.announced_on >= ? and d.announced_on < ?""")
                .params(unit, LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1)).query(Integer.class).single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Collective map(ResultSet rs, int row) throws SQLException {
        String bars = rs.getString("bars");
        return new Collective(rs.getString("code"), rs.getString("round_code"), rs.getString("unit_code"), rs.getString("rule_set"), Collective.State.valueOf(rs.getString("state")),
                instant(rs, "opened_at"), rs.getString("self_level"), rs.getObject("held_on", LocalDate.class), rs.getString("place"), rs.getString("chair"),
                rs.getObject("summoned", Integer.class), rs.getObject("present", Integer.class), rs.getObject("quorum_needed", Integer.class), instant(rs, "reviewed_at"),
                rs.getString("reviewed_name"), rs.getString("level"), rs.getString("reason"), bars == null || bars.isEmpty() ? List.of() : List.of(bars.split(",")),
                rs.getString("bar_reason"), instant(rs, "decided_at"), rs.getString("decided_name"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
