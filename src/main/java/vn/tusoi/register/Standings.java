package vn.tusoi.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what takes members out of their cells' life. */
@Component
public class Standings {

    private final JdbcClient jdbc;

    Standings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Everything entered for a member, the newest first. */
    public List<Standing> of(String member) {
        return jdbc.sql("select * from member_standing where member_code = ? order by valid_from desc, standing_no desc").param(member).query(Standings::map).list();
    }

    /** What keeps the member out of their cell on a day; a move within the register does not. */
    public Optional<Standing> on(String member, LocalDate day) {
        return of(member).stream().filter(s -> s.newCell() == null && s.holdsOn(day)).findFirst();
    }

    private static Standing map(ResultSet rs, int row) throws SQLException {
        return new Standing(rs.getInt("standing_no"), Standing.Kind.valueOf(rs.getString("standing")), rs.getObject("valid_from", LocalDate.class),
                rs.getObject("valid_to", LocalDate.class), rs.getString("doc_no"), rs.getObject("doc_date", LocalDate.class), rs.getString("decided_by"),
                rs.getString("new_cell"), rs.getObject("entered_at", OffsetDateTime.class).toInstant(), rs.getString("entered_name"));
    }
}
