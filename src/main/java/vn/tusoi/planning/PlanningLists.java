package vn.tusoi.planning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Denied;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;
import vn.tusoi.rounds.ListOpening;
import vn.tusoi.rounds.Round;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.rulebook.Applied;
import vn.tusoi.rulebook.Item;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.worklist.FlowEngine;

/** The planning lists of all rounds: opening and reading them. */
@Component
public class PlanningLists implements ListOpening {

    private static final int YEARS = 3;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Rounds rounds;
    private final Units units;
    private final RuleBook rules;
    private final Ledger ledger;
    private final FlowEngine engine;

    PlanningLists(JdbcClient jdbc, Clock clock, Rounds rounds, Units units, RuleBook rules, Ledger ledger, FlowEngine engine) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.rounds = rounds;
        this.units = units;
        this.rules = rules;
        this.ledger = ledger;
        this.engine = engine;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void ensureOpened(String listCode, String roundCode, String unitCode, String targetPost, int seats) {
        if (find(listCode).isPresent()) {
            return;
        }
        Round round = rounds.get(roundCode);
        Unit unit = units.get(unitCode);
        Item post = rules.get(round.ruleSet()).item("posts", targetPost);
        String title = post.vi() + ", " + unit.name();
        jdbc.sql("""
                        insert into planning_list(code, round_code, unit_code, title, target_post, seats, rule_set, variant, state, steps_done, opened_at, version)
                        values (?, ?, ?, ?, ?, ?, ?, ?, 'OPENED', 0, ?, 0)""")
                .params(listCode, roundCode, unitCode, title.length() > 200 ? title.substring(0, 200) : title, targetPost, seats, round.ruleSet(),
                        round.variant().name(), clock.instant().atOffset(ZoneOffset.UTC)).update();
        ledger.byProcess("LIST_OPENED").on("LIST", listCode)
                .rule(steps(round)).with("round", roundCode)
                .with("unit", unitCode).with("seats", seats).write();
        engine.start("planning-list", listCode, Map.of());
    }

    private Applied steps(Round round) {
        String catalogue = "steps." + round.variant();
        RuleSet set = rules.get(round.ruleSet());
        return set.appliedItems(catalogue, set.catalogue(catalogue).stream().map(Item::code).toList());
    }

    public Optional<PlanningList> find(String code) {
        return jdbc.sql("select * from planning_list where code = ?").param(code).query(PlanningLists::map).optional();
    }

    /** @throws Denied.Hidden where there is none */
    public PlanningList get(String code) {
        return find(code).orElseThrow(() -> new Denied.Hidden(code));
    }

    public List<PlanningList> ofRound(String roundCode) {
        return jdbc.sql("select * from planning_list where round_code = ? order by unit_code, code").param(roundCode).query(PlanningLists::map).list();
    }

    /** Everybody who ever stood on the list, in the Vietnamese order of names. */
    public List<Entry> entries(String listCode) {
        Map<String, List<Entry.Rating>> ratings = new HashMap<>();
        jdbc.sql("""
                        select r.member_code, r.rating_year, r.level from past_rating r
                        where r.member_code in (select member_code from list_entry where list_code = ?) order by r.member_code, r.rating_year desc""")
                .param(listCode).query(rs -> {
                    List<Entry.Rating> of = ratings.computeIfAbsent(rs.getString(1), m -> new ArrayList<>());
                    if (of.size() < YEARS) {
                        of.add(new Entry.Rating(rs.getInt(2), rs.getString(3)));
                    }
                });
        return jdbc.sql("""
                        select e.*, m.full_name, m.birth_date, m.gender, m.party_post, u.name as cell_name, v.outcome,
                               (select max(p.post) from member_post p where p.member_code = m.code and p.valid_to is null) as post
                        from list_entry e join member m on m.code = e.member_code join vetting_case v on v.code = e.case_code
                        join unit u on u.code = v.cell_code
                        where e.list_code = ? order by m.sort_key, e.case_code""")
                .param(listCode).query((rs, n) -> {
                    String post = rs.getString("post");
                    String kind = rs.getString("out_kind");
                    String outcome = rs.getString("outcome");
                    return new Entry(rs.getString("case_code"), rs.getString("member_code"), rs.getString("full_name"),
                            rs.getObject("birth_date", LocalDate.class), rs.getString("gender"), post == null ? rs.getString("party_post") : post,
                            rs.getString("cell_name"), ratings.getOrDefault(rs.getString("member_code"), List.of()),
                            Entry.State.valueOf(rs.getString("state")), rs.getObject("out_step", Integer.class),
                            kind == null ? null : Entry.OutKind.valueOf(kind), rs.getString("out_reason"), outcome != null && !outcome.equals("LISTED") && !outcome.equals("NOT_LISTED"));
                }).list();
    }

    /** Members whom the list concerns now: its pool, or before it is drawn up everybody whose case may still enter it. */
    List<String> concerned(PlanningList list) {
        return list.drawn()
                ? jdbc.sql("select member_code from list_entry where list_code = ? and state <> 'OUT'").param(list.code()).query(String.class).list()
                : jdbc.sql("select member_code from vetting_case where list_code = ? and outcome is null").param(list.code()).query(String.class).list();
    }

    private static PlanningList map(ResultSet rs, int row) throws SQLException {
        OffsetDateTime closed = rs.getObject("closed_at", OffsetDateTime.class);
        return new PlanningList(rs.getString("code"), rs.getString("round_code"), rs.getString("unit_code"), rs.getString("title"),
                rs.getString("target_post"), rs.getInt("seats"), rs.getString("rule_set"), rs.getString("variant"),
                PlanningList.State.valueOf(rs.getString("state")), rs.getInt("steps_done"), rs.getString("empty_reason"), rs.getString("check_note"),
                rs.getString("submission_no"), rs.getString("submission"), rs.getString("return_reason"), rs.getString("approval_no"),
                rs.getString("publication_no"), rs.getObject("published_on", LocalDate.class),
                rs.getObject("opened_at", OffsetDateTime.class).toInstant(), closed == null ? null : closed.toInstant());
    }
}
