package vn.tusoi.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Actor;
import vn.tusoi.database.Later;
import vn.tusoi.rulebook.Decisions;
import vn.tusoi.rulebook.Reasoning;
import vn.tusoi.rulebook.Fact;
import vn.tusoi.rulebook.Verdict;

/** Keeps the checks. Reading is for everybody; writing only for {@link InspectionDesk}. */
@Component
public class Inspections {

    private final JdbcClient jdbc;
    private final Later later;
    private final ObjectMapper json;
    private final Decisions decisions;
    private final Clock clock;

    Inspections(JdbcClient jdbc, Later later, ObjectMapper json, Decisions decisions, Clock clock) {
        this.jdbc = jdbc;
        this.later = later;
        this.json = json;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** The latest check of a case; empty where it never came to the inspection. */
    public Optional<Inspection> find(String caseCode) {
        return read(caseCode, " limit 1").stream().findFirst();
    }

    /**
     * The figures of the latest check that the rules and the next decision ask for, without the texts.
     *
     * @param draft      number of the last draft of findings, 0 before there is one
     * @param findings   of that draft
     * @param open       bodies that may still answer
     * @param conclusions proposals made so far
     */
    record Figures(int no, int draft, int findings, int serious, int open, int unanswered, int adverse, int conclusions) { }

    /** Empty where the case never came to the inspection. */
    Optional<Figures> figures(String caseCode) {
        return jdbc.sql("""
                        select k.check_no, k.draft_no,
                               (select count(*) from finding f where f.case_code = k.case_code and f.check_no = k.check_no and f.draft_no = k.draft_no),
                               (select count(*) from finding f where f.case_code = k.case_code and f.check_no = k.check_no and f.draft_no = k.draft_no and f.serious = true),
                               (select count(*) from opinion o where o.case_code = k.case_code and o.check_no = k.check_no and o.state = 'OPEN'),
                               (select count(*) from opinion o where o.case_code = k.case_code and o.check_no = k.check_no and o.state = 'UNANSWERED'),
                               (select count(*) from opinion o where o.case_code = k.case_code and o.check_no = k.check_no and o.adverse = true),
                               (select count(*) from inspection_conclusion p where p.case_code = k.case_code and p.check_no = k.check_no)
                        from inspection_check k where k.case_code = ? order by k.check_no desc limit 1""").param(caseCode)
                .query((rs, n) -> new Figures(rs.getInt(1), rs.getInt(2), rs.getInt(3), rs.getInt(4), rs.getInt(5), rs.getInt(6), rs.getInt(7), rs.getInt(8))).optional();
    }

    /** Number of the latest check, 0 where there is none. */
    int latest(String caseCode) {
        return jdbc.sql("select coalesce(max(check_no), 0) from inspection_check where case_code = ?").param(caseCode).query(Integer.class).single();
    }

    /** Number of the latest check, and how many other bodies may still answer in it. */
    record Asked(int no, int others) { }

    Asked asked(String caseCode, OpinionBody body) {
        return jdbc.sql("""
                        select check_no, sum(case when state = 'OPEN' and body <> ? then 1 else 0 end) from opinion
                        where case_code = ? and check_no = (select max(check_no) from inspection_check where case_code = ?) group by check_no""")
                .params(body.name(), caseCode, caseCode).query((rs, n) -> new Asked(rs.getInt(1), rs.getInt(2))).single();
    }

    /** What the last draft of the latest check found; empty where nothing was. */
    public List<Finding> findings(String caseCode) {
        return jdbc.sql("""
                        select f.* from finding f join inspection_check k on k.case_code = f.case_code and k.check_no = f.check_no and k.draft_no = f.draft_no
                        where k.case_code = ? and k.check_no = (select max(check_no) from inspection_check where case_code = ?) order by f.finding_no""")
                .params(caseCode, caseCode).query((rs, n) -> finding(rs)).list();
    }

    /** The newest conclusion of a check, or the proposal that waits for one. */
    Optional<Conclusion> conclusion(String caseCode, int no) {
        return conclusions(caseCode, no, " limit 1").stream().findFirst();
    }

    /** All checks of a case, newest first. */
    public List<Inspection> all(String caseCode) {
        return read(caseCode, "");
    }

    private List<Inspection> read(String caseCode, String most) {
        return jdbc.sql("select * from inspection_check where case_code = ? order by check_no desc" + most).param(caseCode).query((rs, n) -> {
            int no = rs.getInt("check_no");
            int draft = rs.getInt("draft_no");
            return new Inspection(caseCode, no, at(rs.getObject("opened_at", OffsetDateTime.class)), at(rs.getObject("opinions_due", OffsetDateTime.class)),
                    draft > 0, at(rs.getObject("drafted_at", OffsetDateTime.class)), rs.getString("drafted_name"),
                    at(rs.getObject("explain_until", OffsetDateTime.class)), opinions(caseCode, no), findings(caseCode, no, draft), conclusions(caseCode, no, ""),
                    overdue(caseCode, no), answers(caseCode, no));
        }).list();
    }

    private List<Opinion> opinions(String caseCode, int no) {
        return jdbc.sql("select * from opinion where case_code = ? and check_no = ?").params(caseCode, no).query((rs, n) -> new Opinion(
                OpinionBody.valueOf(rs.getString("body")), Opinion.State.valueOf(rs.getString("state")), at(rs.getObject("asked_at", OffsetDateTime.class)),
                at(rs.getObject("due_at", OffsetDateTime.class)), rs.getString("result") == null ? null : OpinionResult.valueOf(rs.getString("result")),
                rs.getBoolean("adverse"), rs.getString("content"), rs.getBoolean("classified"), rs.getString("doc_no"),
                rs.getObject("doc_date", LocalDate.class), rs.getString("custodian"), at(rs.getObject("answered_at", OffsetDateTime.class)),
                rs.getString("answered_name"))).list().stream().sorted(java.util.Comparator.comparing(Opinion::body)).toList();
    }

    /** What the latest check answered to the items of its list; empty before its first draft. */
    public List<CheckList.Answer> answers(String caseCode) {
        return answers(caseCode, latest(caseCode));
    }

    private List<CheckList.Answer> answers(String caseCode, int no) {
        return jdbc.sql("select item_code, answer, reference from check_answer where case_code = ? and check_no = ? order by position_no").params(caseCode, no)
                .query((rs, n) -> new CheckList.Answer(rs.getString(1), rs.getString(2), rs.getString(3))).list();
    }

    private List<Finding> findings(String caseCode, int no, int draft) {
        return jdbc.sql("select * from finding where case_code = ? and check_no = ? and draft_no = ? order by finding_no").params(caseCode, no, draft)
                .query((rs, n) -> finding(rs)).list();
    }

    private static Finding finding(ResultSet rs) throws SQLException {
        return new Finding(rs.getInt("finding_no"), rs.getString("act_code"), rs.getString("statement"), rs.getString("evidence"),
                rs.getBoolean("serious"), rs.getString("answer") == null ? null : Finding.Answer.valueOf(rs.getString("answer")),
                rs.getString("explanation"), at(rs.getObject("answered_at", OffsetDateTime.class)), rs.getString("held_no") == null ? null
                : new Finding.Held(rs.getString("held_no"), rs.getObject("held_on", LocalDate.class), rs.getString("held_by")));
    }

    private List<Conclusion> conclusions(String caseCode, int no, String most) {
        return jdbc.sql("select * from inspection_conclusion where case_code = ? and check_no = ? order by conclusion_no desc" + most).params(caseCode, no)
                .query((rs, n) -> new Conclusion(rs.getInt("conclusion_no"), new Verdict(rs.getString("rule_set"), rs.getString("table_name"), rs.getInt("row_no"),
                        rs.getString("proposal"), rs.getString("rule_reason"), rs.getString("citation"), Reasoning.values(facts(rs.getString("facts")))),
                        facts(rs.getString("facts")), at(rs.getObject("proposed_at", OffsetDateTime.class)),
                        rs.getString("conclusion") == null ? null : Conclusion.Kind.valueOf(rs.getString("conclusion")), rs.getString("reason"),
                        rs.getString("departure"), rs.getString("note"), rs.getString("clear_up"), rs.getObject("defer_until", LocalDate.class),
                        at(rs.getObject("concluded_at", OffsetDateTime.class)), rs.getString("concluded_name"))).list();
    }

    private List<Inspection.Overdue> overdue(String caseCode, int no) {
        return jdbc.sql("select * from opinion_overdue where case_code = ? and check_no = ? order by decided_at desc").params(caseCode, no)
                .query((rs, n) -> new Inspection.Overdue(rs.getString("decision"), rs.getObject("again_on", LocalDate.class), rs.getString("reason"),
                        at(rs.getObject("decided_at", OffsetDateTime.class)), rs.getString("decided_name"))).list();
    }

    int begin(String caseCode, Instant opinionsDue) {
        int no = jdbc.sql("select count(*) from inspection_check where case_code = ?").param(caseCode).query(Integer.class).single() + 1;
        later.write("insert into inspection_check(case_code, check_no, opened_at, opinions_due, draft_no) values (?, ?, ?, ?, 0)", caseCode, no, now(), utc(opinionsDue));
        later.writeRows("insert into opinion(case_code, check_no, body, state, asked_at, due_at) values ", "(?, ?, ?, 'OPEN', ?, ?)",
                Arrays.stream(OpinionBody.values()).map(body -> new Object[] {caseCode, no, body.name(), now(), utc(opinionsDue)}).toList());
        return no;
    }

    void answer(String caseCode, int no, OpinionBody body, Actor by, OpinionResult result, boolean adverse, String content, boolean classified, String docNo,
                LocalDate docDate, String custodian) {
        later.write("""
                        update opinion set state = 'ANSWERED', result = ?, adverse = ?, content = ?, classified = ?, doc_no = ?, doc_date = ?, custodian = ?,
                                           answered_at = ?, answered_by = ?, answered_name = ?
                        where case_code = ? and check_no = ? and body = ?""",
                result.name(), adverse, Later.text(content), classified, Later.text(docNo), Later.day(docDate), Later.text(custodian), now(), by.username(), by.displayName(),
                caseCode, no, body.name());
    }

    void unanswered(String caseCode, int no) {
        jdbc.sql("update opinion set state = 'UNANSWERED' where case_code = ? and check_no = ? and state = 'OPEN'").params(caseCode, no).update();
    }

    void overdue(String caseCode, int no, Actor by, String decision, LocalDate again, String reason) {
        jdbc.sql("insert into opinion_overdue(case_code, check_no, decided_at, decision, again_on, reason, decided_by, decided_name) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(caseCode, no, now(), decision, again, reason, by.username(), by.displayName()).update();
    }

    /** @param draft number of this draft, one more than the last */
    void draft(String caseCode, int no, int draft, Actor by, Instant explainUntil, List<InspectionDesk.Drafted> findings, List<CheckList.Answer> answers) {
        if (draft > 1) {
            jdbc.sql("delete from check_answer where case_code = ? and check_no = ?").params(caseCode, no).update();
        }
        List<Object[]> lines = new ArrayList<>();
        for (CheckList.Answer a : answers) {
            lines.add(new Object[] {caseCode, no, lines.size() + 1, a.item(), a.answer(), Later.text(a.reference())});
        }
        later.writeRows("insert into check_answer(case_code, check_no, position_no, item_code, answer, reference) values ", "(?, ?, ?, ?, ?, ?)", lines);
        later.write("update inspection_check set draft_no = ?, drafted_at = ?, drafted_by = ?, drafted_name = ?, explain_until = ? where case_code = ? and check_no = ?",
                draft, now(), by.username(), by.displayName(), explainUntil == null ? null : utc(explainUntil), caseCode, no);
        for (int i = 0; i < findings.size(); i++) {
            InspectionDesk.Drafted f = findings.get(i);
            Finding.Held held = f.held();
            later.write("""
                            insert into finding(case_code, check_no, draft_no, finding_no, act_code, statement, evidence, serious, held_no, held_on, held_by)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                    caseCode, no, draft, i + 1, f.actCode(), f.statement().strip(), held == null ? f.evidence().strip() : "", f.serious(),
                    Later.text(held == null ? null : held.docNo()), Later.day(held == null ? null : held.docDate()), Later.text(held == null ? null : held.custodian()));
        }
    }

    void explain(String caseCode, int no, int finding, Finding.Answer answer, String explanation) {
        jdbc.sql("""
                        update finding set answer = ?, explanation = ?, answered_at = ? where case_code = ? and check_no = ? and finding_no = ?
                        and draft_no = (select draft_no from inspection_check where case_code = ? and check_no = ?)""")
                .params(answer.name(), explanation, now(), caseCode, no, finding, caseCode, no).update();
    }

    void silent(String caseCode, int no) {
        jdbc.sql("update finding set answer = 'SILENT', answered_at = ? where case_code = ? and check_no = ? and answer is null").params(now(), caseCode, no).update();
    }

    void proposed(String caseCode, int no, int next, Verdict v, List<Fact> facts) {
        later.write("""
                        insert into inspection_conclusion(case_code, check_no, conclusion_no, proposed_at, rule_set, table_name, row_no, proposal, rule_reason,
                                                          citation, facts) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                caseCode, no, next, now(), v.ruleSet(), v.table(), v.row(), v.outcome(), Later.text(v.reason()), Later.text(v.citation()), decisions.text(facts));
    }

    void concluded(String caseCode, int no, int conclusion, Actor by, InspectionDesk.Concluding c) {
        later.write("""
                        update inspection_conclusion set conclusion = ?, reason = ?, departure = ?, note = ?, clear_up = ?, defer_until = ?, concluded_at = ?,
                                                         concluded_by = ?, concluded_name = ?
                        where case_code = ? and check_no = ? and conclusion_no = ?""",
                c.kind().name(), c.reason(), Later.text(c.departure()), Later.text(c.note()), Later.text(c.clearUp()), Later.day(c.deferUntil()), now(), by.username(),
                by.displayName(), caseCode, no, conclusion);
    }

    /** Earlier cases kept bare figures by name; later ones keep where each came from as well. */
    private List<Fact> facts(String kept) {
        if (!kept.startsWith("{")) {
            return decisions.facts(kept);
        }
        try {
            return json.readValue(kept, new TypeReference<java.util.TreeMap<String, Object>>() { }).entrySet().stream()
                    .map(f -> Fact.of(f.getKey(), f.getValue(), null)).toList();
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException("facts cannot be read", wrong);
        }
    }

    private static Instant at(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
