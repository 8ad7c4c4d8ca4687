package vn.tusoi.review;

import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The matters that superiors raised. */
@Component
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
}
