package vn.tusoi.ballots;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Denied;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.rulebook.Item;
import vn.tusoi.rulebook.RuleBook;

/** The conferences of all lists: opening one for a step, and reading them. */
@Component
public class Conferences {

    private final JdbcClient jdbc;
    private final JdbcOperations rows;
    private final Clock clock;
    private final Ledger ledger;
    private final RuleBook rules;

    Conferences(JdbcClient jdbc, JdbcOperations rows, Clock clock, Ledger ledger, RuleBook rules) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.clock = clock;
        this.ledger = ledger;
        this.rules = rules;
    }

    /** What is needed to open a conference; candidates by case code with their member code. */
    public record Opening(String list, String round, String unit, String unitName, String ruleSet, String variant, String targetPost, int stepNo,
                          String stepCode, boolean lastStep, Map<String, String> candidates) {
        public String code() {
            return list + "-H" + stepNo;
        }
    }

    /** Opens the conference of a step unless it is open already. @return its code */
    @Transactional(propagation = Propagation.MANDATORY)
    public String ensureOpened(Opening o) {
        if (find(o.code()).isPresent()) {
            return o.code();
        }
        Item step = rules.get(o.ruleSet()).item("steps." + o.variant(), o.stepCode());
        jdbc.sql("""
                        insert into conference(code, list_code, round_code, unit_code, title, rule_set, variant, target_post, step_no, step_code, last_step, state,
                                               sitting_no, count_no, opened_at, version)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPENED', 0, 1, ?, 0)""")
                .params(o.code(), o.list(), o.round(), o.unit(), title(step.vi(), o.unitName()), o.ruleSet(), o.variant(), o.targetPost(), o.stepNo(), o.stepCode(),
                        o.lastStep(), clock.instant().atOffset(ZoneOffset.UTC)).update();
        rows.batchUpdate("insert into conference_candidate(conference_code, case_code, member_code, on_paper) values (?, ?, ?, true)",
                o.candidates().entrySet().stream().map(c -> new Object[] {o.code(), c.getKey(), c.getValue()}).toList());
        ledger.byProcess("CONFERENCE_OPENED").on("CONFERENCE", o.code()).rule(rules.get(o.ruleSet()).appliedItems("steps." + o.variant(), List.of(o.stepCode())))
                .with("candidates", o.candidates().size()).with("step", o.stepNo()).write();
        return o.code();
    }

    private static String title(String step, String unit) {
        String whole = step + ", " + unit;
        return whole.length() > 200 ? whole.substring(0, 200) : whole;
    }

    public Optional<Conference> find(String code) {
        return jdbc.sql("select * from conference where code = ?").param(code).query(Conferences::map).optional();
    }

    /** @throws Denied.Hidden where there is none */
    public Conference get(String code) {
        return find(code).orElseThrow(() -> new Denied.Hidden(code));
    }

    public List<Conference> ofList(String listCode) {
        return jdbc.sql("select * from conference where list_code = ? order by step_no").param(listCode).query(Conferences::map).list();
    }

    /** The step as the pinned rule set words it. */
    public Item step(Conference c) {
        return rules.get(c.ruleSet()).item("steps." + c.variant(), c.stepCode());
    }

    /** In the Vietnamese order of names. */
    public List<Candidate> candidates(String code) {
        return jdbc.sql("""
                        select c.*, m.full_name, m.birth_date, m.party_post, v.outcome as case_outcome,
                               (select max(p.post) from member_post p where p.member_code = m.code and p.valid_to is null) as post
                        from conference_candidate c join member m on m.code = c.member_code join vetting_case v on v.code = c.case_code
                        where c.conference_code = ? order by m.sort_key, c.case_code""")
                .param(code).query((rs, n) -> {
                    String result = rs.getString("result");
                    String post = rs.getString("post");
                    return new Candidate(rs.getString("case_code"), rs.getString("member_code"), rs.getString("full_name"),
                            rs.getObject("birth_date", LocalDate.class).getYear(), post == null ? rs.getString("party_post") : post,
                            rs.getBoolean("on_paper"), goneFrom(rs.getString("case_outcome")), number(rs, "agree"), number(rs, "disagree"),
                            number(rs, "blank"), result == null ? null : Outcome.valueOf(result));
                }).list();
    }

    public List<Sitting> sittings(String code) {
        return jdbc.sql("select * from conference_sitting where conference_code = ? order by sitting_no").param(code)
                .query((rs, n) -> new Sitting(rs.getInt("sitting_no"), rs.getObject("held_on", LocalDate.class), rs.getString("held_at"),
                        rs.getString("place"), rs.getInt("summoned"), rs.getString("convened_name"), number(rs, "present"), number(rs, "needed"),
                        rs.getObject("quorate", Boolean.class), rs.getString("note"), rs.getString("recorded_name"))).list();
    }

    /** The sitting that was convened last. */
    public Optional<Sitting> sitting(String code) {
        List<Sitting> all = sittings(code);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** A count together with who entered it. Only for reconciling and, once the result stands, for the minutes. */
    record Entered(BallotCount count, String by) { }

    Optional<Entered> count(Conference c, int countNo, String side) {
        Map<String, BallotCount.Votes> votes = new LinkedHashMap<>();
        jdbc.sql("""
                        select l.* from ballot_line l join conference_candidate k on k.conference_code = l.conference_code and k.case_code = l.case_code
                        join member m on m.code = k.member_code
                        where l.conference_code = ? and l.count_no = ? and l.side = ? order by m.sort_key, l.case_code""")
                .params(c.code(), countNo, side)
                .query(rs -> {
                    votes.put(rs.getString("case_code"), new BallotCount.Votes(rs.getInt("agree"), rs.getInt("disagree"), rs.getInt("blank")));
                });
        return jdbc.sql("select * from ballot_count where conference_code = ? and count_no = ? and side = ?").params(c.code(), countNo, side)
                .query((rs, n) -> new Entered(new BallotCount(c.issued(), rs.getInt("collected"), rs.getInt("missing"), rs.getInt("valid"),
                        rs.getInt("invalid"), votes), rs.getString("counted_name"))).optional();
    }

    /** The count on which both sides agreed; empty before the result stands. */
    public Optional<BallotCount> agreed(Conference c) {
        return c.decided() ? count(c, c.countNo(), "A").map(Entered::count) : Optional.empty();
    }

    /** Who entered that count, side A and side B. */
    public List<String> counters(Conference c) {
        return c.decided() ? List.of(count(c, c.countNo(), "A").orElseThrow().by(), count(c, c.countNo(), "B").orElseThrow().by()) : List.of();
    }

    /** Whether a case ended before its list was decided: by withdrawal, or stopped by new information. */
    private static boolean goneFrom(String outcome) {
        return outcome != null && !outcome.equals("LISTED") && !outcome.equals("NOT_LISTED");
    }

    private static Integer number(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, Integer.class);
    }

    private static Conference map(ResultSet rs, int row) throws SQLException {
        OffsetDateTime signed = rs.getObject("signed_at", OffsetDateTime.class);
        return new Conference(rs.getString("code"), rs.getString("list_code"), rs.getString("round_code"), rs.getString("unit_code"),
                rs.getString("title"), rs.getString("rule_set"), rs.getString("variant"), rs.getString("target_post"), rs.getInt("step_no"), rs.getString("step_code"),
                rs.getBoolean("last_step"), Conference.State.valueOf(rs.getString("state")), rs.getInt("sitting_no"), number(rs, "printed"),
                number(rs, "issued"), rs.getInt("count_no"), rs.getString("base_kind"), number(rs, "base"), number(rs, "needed"),
                rs.getObject("fell_back", Boolean.class), rs.getString("minutes_no"), rs.getString("minutes_note"),
                signed == null ? null : signed.toInstant(), rs.getString("signed_name"));
    }
}
