package vn.tusoi.rounds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the age exceptions of rounds. */
@Component
public class AgeExceptions {

    private final JdbcClient jdbc;

    AgeExceptions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of a person, oldest first. */
    public List<AgeException> of(String round, String member) {
        return jdbc.sql("select * from age_exception where round_code = ? and member_code = ? order by exception_no").params(round, member)
                .query(AgeExceptions::map).list();
    }

    /** Those that nobody has decided yet. */
    public List<AgeException> open(String round) {
        return jdbc.sql("select * from age_exception where round_code = ? and state = 'RECORDED' order by recorded_at").param(round).query(AgeExceptions::map).list();
    }

    /** Those of effect, by member. */
    Map<String, List<AgeException>> authorised(String round) {
        Map<String, List<AgeException>> found = new HashMap<>();
        jdbc.sql("select * from age_exception where round_code = ? and state = 'AUTHORISED' order by member_code, exception_no").param(round)
                .query(AgeExceptions::map).list().forEach(e -> found.computeIfAbsent(e.member(), any -> new ArrayList<>()).add(e));
        return found;
    }

    private static AgeException map(ResultSet rs, int n) throws SQLException {
        OffsetDateTime decided = rs.getObject("decided_at", OffsetDateTime.class);
        return new AgeException(rs.getString("round_code"), rs.getString("member_code"), rs.getInt("exception_no"), AgeException.Kind.valueOf(rs.getString("kind")),
                rs.getInt("months"), rs.getString("reason"), rs.getString("doc_no"), rs.getObject("doc_date", LocalDate.class),
                rs.getObject("recorded_at", OffsetDateTime.class).toInstant(), rs.getString("recorded_by"), rs.getString("recorded_name"),
                AgeException.State.valueOf(rs.getString("state")), decided == null ? null : decided.toInstant(), rs.getString("decided_name"),
                rs.getString("decision_reason"));
    }
}
