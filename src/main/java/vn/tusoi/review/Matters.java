package vn.tusoi.review;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The matters that superiors raised. */
@Component("matters")
public class Matters {

    private final JdbcClient jdbc;

    Matters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order they were raised. */
    public List<Matter> of(String caseCode) {
        return jdbc.sql("select m.*, u.name as unit_name from review_matter m join unit u on u.code = m.unit_code where case_code = ? order by matter_no").param(caseCode)
                .query((rs, n) -> new Matter(rs.getString("case_code"), rs.getInt("matter_no"), rs.getString("text"), rs.getString("unit_name"),
                        rs.getObject("raised_at", OffsetDateTime.class).toInstant(), rs.getString("raised_name"))).list();
    }

    /** Matters that wait for an answer in a self-review that is still open. */
    public record Told(String caseCode, String formKey, int count, Instant last) { }

    /** What this member is to be told of, wherever they work: it may have come after the writing was begun. */
    public List<Told> told(String username) {
        return jdbc.sql("""
                        select c.code, w.form_key, count(*), max(r.raised_at) from account a join vetting_case c on c.member_code = a.member_code
                        join work_item w on w.subject_code = c.code and w.function = 'MEMBER' and w.element_id in (?, ?) join review_matter r on r.case_code = c.code
                        where a.username = ? group by c.code, w.form_key order by c.code""").params(ReviewDesk.SUBMIT, ReviewDesk.CORRECT, username)
                .query((rs, n) -> new Told(rs.getString(1), rs.getString(2), rs.getInt(3), rs.getObject(4, OffsetDateTime.class).toInstant())).list();
    }
}
