package vn.tusoi.rulebook.local;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;

/** What units have added, as it is kept. Written only by {@link LocalDesk}. */
@Component
public class LocalCriteria {

    private final JdbcClient jdbc;
    private final Units units;

    LocalCriteria(JdbcClient jdbc, Units units) {
        this.jdbc = jdbc;
        this.units = units;
    }

    public Optional<LocalCriterion> find(String code, int version) {
        return jdbc.sql("select * from local_criterion where code = ? and version_no = ?").params(code, version).query(LocalCriteria::map).optional();
    }

    /** All versions, newest first. */
    public List<LocalCriterion> versions(String code) {
        return jdbc.sql("select * from local_criterion where code = ? order by version_no desc").param(code).query(LocalCriteria::map).list();
    }

    /** Everything of one unit, in the order of its codes, newest version first. */
    public List<LocalCriterion> ofUnit(String unit) {
        return jdbc.sql("select * from local_criterion where unit_code = ? order by code, version_no desc").param(unit).query(LocalCriteria::map).list();
    }

    /** Proposals, and ends that were asked for, that nobody has decided; the oldest first. */
    List<LocalCriterion> undecided() {
        return jdbc.sql("select * from local_criterion where state = 'PROPOSED' or state = 'IN_FORCE' and end_on is not null and valid_to is null order by proposed_at, code")
                .query(LocalCriteria::map).list();
    }

    /** What applies in a unit on a day: its own and that of all units above, the highest unit's first. */
    public List<LocalCriterion> applying(String unit, LocalDate day) {
        List<String> line = units.lineage(unit).stream().map(Unit::code).toList();
        return of(line).stream().filter(c -> c.appliesOn(day))
                .sorted(Comparator.comparing((LocalCriterion c) -> -line.indexOf(c.unit())).thenComparing(LocalCriterion::code)).toList();
    }

    private List<LocalCriterion> of(Collection<String> line) {
        return jdbc.sql("select * from local_criterion where unit_code in (:line) and state = 'IN_FORCE'").param("line", line).query(LocalCriteria::map).list();
    }

    /** What a case was opened under, the highest unit's first. */
    public List<LocalCriterion> ofCase(String caseCode) {
        return jdbc.sql("""
                        select l.* from case_local_rules p join local_criterion l on l.code = p.criterion_code and l.version_no = p.version_no
                        join unit u on u.code = l.unit_code where p.case_code = ? order by u.path, l.code""")
                .param(caseCode).query(LocalCriteria::map).list();
    }

    /** Cases, running and ended, that work under a version. */
    public int cases(String code, int version) {
        return jdbc.sql("select count(*) from case_local_rules where criterion_code = ? and version_no = ?").params(code, version).query(Integer.class).single();
    }

    private static LocalCriterion map(ResultSet rs, int row) throws SQLException {
        return new LocalCriterion(rs.getString("code"), rs.getInt("version_no"), rs.getString("unit_code"), LocalCriterion.Kind.valueOf(rs.getString("kind")),
                rs.getString("parent"), rs.getString("value_key"), rs.getObject("value_number", Integer.class), rs.getString("vi"), rs.getString("en"),
                rs.getString("hint_vi"), rs.getString("hint_en"), rs.getString("post_class"), rs.getString("profession"), rs.getString("doc_no"),
                rs.getObject("doc_date", LocalDate.class), rs.getObject("valid_from", LocalDate.class), rs.getObject("valid_to", LocalDate.class),
                LocalCriterion.State.valueOf(rs.getString("state")), rs.getString("proposed_by"), rs.getString("proposed_name"), instant(rs, "proposed_at"),
                rs.getString("decided_by"), rs.getString("decided_name"), instant(rs, "decided_at"), rs.getString("refusal"),
                rs.getObject("end_on", LocalDate.class), rs.getString("end_reason"), rs.getString("end_by"), rs.getString("end_name"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
