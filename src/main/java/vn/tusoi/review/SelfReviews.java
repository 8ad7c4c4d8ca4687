package vn.tusoi.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.cases.CaseRules;
import vn.tusoi.rulebook.RuleSet;

/** Sealed self-reviews. A version is written once and never changed. */
@Component
public class SelfReviews {

    private final JdbcClient jdbc;
    private final CaseRules rules;

    SelfReviews(JdbcClient jdbc, CaseRules rules) {
        this.jdbc = jdbc;
        this.rules = rules;
    }

    /** How the secretary dealt with a review that was overdue. */
    public record Overdue(int no, String decision, LocalDate extendedTo, String reason, java.time.Instant at, String byName) { }

    /** The version that counts: the last one sealed. Empty where nothing was submitted. */
    public Optional<SelfReview> find(String caseCode) {
        return jdbc.sql("select * from self_review where case_code = ? order by version_no desc limit 1").param(caseCode).query(this::map).optional();
    }

    public Optional<SelfReview> version(String caseCode, int version) {
        return jdbc.sql("select * from self_review where case_code = ? and version_no = ?").params(caseCode, version).query(this::map).optional();
    }

    /** All sealed versions, newest first. */
    public List<SelfReview> versions(String caseCode) {
        return jdbc.sql("select * from self_review where case_code = ? order by version_no desc").param(caseCode).query(this::map).list();
    }

    /** Points without the texts, for lists. */
    public Optional<Points> points(String caseCode) {
        return jdbc.sql("select general_points, task_points from self_review where case_code = ? order by version_no desc limit 1").param(caseCode)
                .query((rs, n) -> new Points(rs.getInt(1), rs.getInt(2))).optional();
    }

    public record Points(int general, int task) {
        public int sum() {
            return general + task;
        }
    }

    /** What a review that counts says in figures. */
    public record Figures(String caseCode, int points, Written.Tasks tasks) { }

    /** The figures of every case's review that counts, a batch at a time. */
    public void figures(Consumer<Figures> each) {
        String after = "";
        List<Figures> some;
        do {
            some = jdbc.sql("""
                            select r.case_code, r.content from self_review r
                            where r.case_code > ? and r.content <> '' and r.version_no = (select max(o.version_no) from self_review o where o.case_code = r.case_code)
                            order by r.case_code limit 500""")
                    .param(after).query((rs, n) -> {
                        Written w = Written.read(rs.getString(2));
                        return new Figures(rs.getString(1), w.points(), w.tasks());
                    }).list();
            some.forEach(each);
            after = some.isEmpty() ? after : some.get(some.size() - 1).caseCode();
        } while (!some.isEmpty());
    }

    /** What the member sealed last: an earlier version of this case, else the review of an earlier case. */
    public Optional<SelfReview> previous(String caseCode, String memberCode) {
        return find(caseCode).or(() -> jdbc.sql("""
                        select r.* from self_review r join vetting_case c on c.code = r.case_code
                        where c.member_code = ? and c.code <> ? and r.content <> '' order by r.sealed_at desc limit 1""")
                .params(memberCode, caseCode).query(this::map).optional());
    }

    /** Oldest first. */
    public List<Overdue> overdue(String caseCode) {
        return jdbc.sql("select * from self_review_overdue where case_code = ? order by no").param(caseCode)
                .query((rs, n) -> new Overdue(rs.getInt("no"), rs.getString("decision"), rs.getObject("extended_to", LocalDate.class), rs.getString("reason"),
                        rs.getObject("decided_at", OffsetDateTime.class).toInstant(), rs.getString("decided_name"))).list();
    }

    private SelfReview map(ResultSet rs, int row) throws SQLException {
        String content = rs.getString("content");
        String digest = rs.getString("digest");
        boolean deleted = content.isEmpty();
        Written w = deleted ? Written.deleted(rs.getString("form_kind"), rs.getInt("review_year"), jdbc.sql("select rule_set from vetting_case where code = ?")
                .param(rs.getString("case_code")).query(String.class).single(), rs.getInt("general_points"),
                rs.getInt("task_points")) : Written.read(content);
        RuleSet set = rules.of(rs.getString("case_code"), w.ruleSet());
        return new SelfReview(rs.getString("case_code"), rs.getInt("version_no"), FormKind.ofForm(w.form(), set), w,
                w.standards().stream().map(s -> new SelfReview.Answer(set.item("standards", s.code()), s.grade(), s.text())).toList(),
                w.sections().stream().map(s -> new SelfReview.Part(set.item("sections", s.code()), s.text())).toList(),
                w.acts() == null ? List.of() : w.acts().codes().stream().map(code -> set.item("acts", code)).toList(),
                digest, !deleted && Seal.fits(content, digest), deleted, rs.getBoolean("on_time"), rs.getObject("due_on", LocalDate.class), rs.getString("correction"),
                rs.getObject("sealed_at", OffsetDateTime.class).toInstant(), rs.getString("sealed_name"));
    }
}
