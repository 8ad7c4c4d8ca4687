package vn.tusoi.briefings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.ledger.Cells;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;

/** Reads briefings. */
@Component("briefings")
public class Briefings {

    private static final String ATTENDED = counted("attended", Attendance.ATTENDED);
    private static final String EXCUSED = counted("excused", Attendance.EXCUSED);

    private final JdbcClient jdbc;
    private final Units units;

    Briefings(JdbcClient jdbc, Units units) {
        this.jdbc = jdbc;
        this.units = units;
    }

    public Optional<Briefing> find(String code) {
        return jdbc.sql("select * from briefing where code = ?").param(code).query(Briefings::map).optional();
    }

    /** Those that units of these codes published, the newest first. */
    List<Briefing> ofOwners(List<String> owners) {
        return owners.isEmpty() ? List.of() : jdbc.sql("select * from briefing where owner_code in (:owners) order by published_at desc, code").param("owners", owners)
                .query(Briefings::map).list();
    }

    /** Those that reach a cell in this part of the tree, the newest first. */
    List<Briefing> reaching(String path) {
        return jdbc.sql("""
                        select b.* from briefing b where exists (select 1 from briefing_cell c join unit u on u.code = c.cell_code where c.briefing_code = b.code and u.path like ?)
                        order by b.published_at desc, b.code""").param(path + "%").query(Briefings::map).list();
    }

    /** A text that somebody's cell is briefed on. @param readAt when the member confirmed, {@code heldOn} when the cell met; null before */
    public record Own(Briefing briefing, String cell, LocalDate heldOn, Instant readAt) {

        public boolean read() {
            return readAt != null;
        }
    }

    /** The texts of the cell to which the person behind an account belongs, those that are not read yet first, then the newest. Empty for an account without a member. */
    public List<Own> ofReader(String username) {
        return jdbc.sql("""
                        select b.*, c.cell_code as own_cell, c.held_on as own_held, r.confirmed_at
                        from account a join member m on m.code = a.member_code
                        join briefing_cell c on c.cell_code = m.cell_code
                        join briefing b on b.code = c.briefing_code
                        left join briefing_reading r on r.briefing_code = b.code and r.member_code = m.code
                        where a.username = ?
                        order by case when r.confirmed_at is null then 0 else 1 end, b.published_at desc, b.code""").param(username)
                .query((rs, n) -> {
                    OffsetDateTime read = rs.getObject("confirmed_at", OffsetDateTime.class);
                    return new Own(map(rs, n), rs.getString("own_cell"), rs.getObject("own_held", LocalDate.class), read == null ? null : read.toInstant());
                }).list();
    }

    /** As {@link #ofReader}, only what is not read yet. */
    public List<Own> unread(String username) {
        return ofReader(username).stream().filter(o -> !o.read()).toList();
    }

    /** A session that a secretary has still to record. */
    public record Waiting(Briefing briefing, String cell) { }

    /** Sessions that the cells of which the account holds the secretary's office have not recorded, the earliest due first. */
    public List<Waiting> unheld(String username, LocalDate today) {
        return jdbc.sql("""
                        select b.*, c.cell_code as own_cell from office o join unit_function f on f.performed_by = o.unit_code and f.function = o.function
                        join briefing_cell c on c.cell_code = f.scope_code join briefing b on b.code = c.briefing_code
                        where o.username = ? and o.function = 'CELL_SECRETARY' and c.held_on is null and o.valid_from <= ? and (o.valid_to is null or o.valid_to >= ?)
                        and f.valid_from <= ? and (f.valid_to is null or f.valid_to >= ?)
                        order by b.due_on, b.code, c.cell_code""").params(username, today, today, today, today)
                .query((rs, n) -> new Waiting(map(rs, n), rs.getString("own_cell"))).list();
    }

    /** Whether the briefing reaches the cell. */
    boolean reaches(String code, String cell) {
        return jdbc.sql("select count(*) from briefing_cell where briefing_code = ? and cell_code = ?").params(code, cell).query(Integer.class).single() > 0;
    }

    Session session(String code, String cell) {
        List<Session.Person> people = jdbc.sql("""
                        select m.code, m.full_name, a.attendance, r.confirmed_at from member m
                        left join briefing_attendance a on a.briefing_code = :briefing and a.cell_code = :cell and a.member_code = m.code
                        left join briefing_reading r on r.briefing_code = :briefing and r.member_code = m.code
                        where m.cell_code = :cell and m.status <> 'EXEMPT' or a.member_code is not null order by m.sort_key, m.code""").param("briefing", code).param("cell", cell)
                .query((rs, n) -> {
                    String attendance = rs.getString("attendance");
                    OffsetDateTime read = rs.getObject("confirmed_at", OffsetDateTime.class);
                    return new Session.Person(rs.getString("code"), rs.getString("full_name"), attendance == null || attendance.isEmpty() ? null : Attendance.valueOf(attendance),
                            attendance != null, read == null ? null : read.toInstant());
                }).list();
        return jdbc.sql("select c.*, " + ATTENDED + " as there from briefing_cell c where c.briefing_code = ? and c.cell_code = ?").params(code, cell).query((rs, n) -> {
            OffsetDateTime at = rs.getObject("recorded_at", OffsetDateTime.class);
            boolean deleted = rs.getString(Cells.DIGESTS) != null || people.stream().anyMatch(p -> p.onRoll() && p.attendance() == null);
            return new Session(code, cell, rs.getObject("held_on", LocalDate.class), rs.getString("place"), rs.getString("note"), at == null ? null : at.toInstant(),
                    rs.getString("recorded_name"), rs.getInt("there"), deleted, people);
        }).single();
    }

    /** A number that a session keeps; of one that was recorded before sessions kept it, as many as the roll has. */
    private static String counted(String column, Attendance attendance) {
        return "coalesce(c." + column + ", (select count(*) from briefing_attendance a where a.briefing_code = c.briefing_code and a.cell_code = c.cell_code and a.attendance = '"
                + attendance.name() + "'))";
    }

    /** Lets sessions that keep no numbers yet keep them, before the roll is deleted. @return how many sessions, at most {@code most} */
    int keepNumbers(String code, int most) {
        List<String> cells = jdbc.sql("select cell_code from briefing_cell where briefing_code = ? and held_on is not null and attended is null order by cell_code limit " + most
                + " for update").param(code).query(String.class).list();
        cells.forEach(cell -> jdbc.sql("update briefing_cell c set attended = " + ATTENDED + ", excused = " + EXCUSED + " where c.briefing_code = ? and c.cell_code = ?")
                .params(code, cell).update());
        return cells.size();
    }

    /** How far the parts of a unit are, in the order of their names; a part without a cell that is reached is left out. Of a cell: the cell itself. */
    List<Progress> progress(String code, Unit above) {
        Map<String, Progress> parts = new LinkedHashMap<>();
        for (Progress cell : cells(code, above)) {
            String rest = cell.unit().path().substring(above.path().length());
            Unit part = rest.isEmpty() ? cell.unit() : units.get(rest.substring(0, rest.indexOf('/')));
            parts.merge(part.code(), new Progress(part, cell.cells(), cell.held(), cell.members(), cell.attended(), cell.excused(), cell.read()), Progress::plus);
        }
        return new ArrayList<>(parts.values());
    }

    /** How far the whole of a unit is. */
    Progress whole(String code, Unit unit) {
        return cells(code, unit).stream().reduce(new Progress(unit, 0, 0, 0, 0, 0, 0), Progress::plus);
    }

    private List<Progress> cells(String code, Unit above) {
        return jdbc.sql("""
                        select c.cell_code, c.held_on,
                               (select count(*) from member m where m.cell_code = c.cell_code and m.status <> 'EXEMPT') as members,
                               %s as there, %s as away,
                               (select count(*) from briefing_reading r where r.briefing_code = c.briefing_code and r.cell_code = c.cell_code) as confirmed
                        from briefing_cell c join unit u on u.code = c.cell_code where c.briefing_code = ? and u.path like ? order by u.path"""
                        .formatted(ATTENDED, EXCUSED)).params(code, above.path() + "%")
                .query((rs, n) -> new Progress(units.get(rs.getString("cell_code")), 1, rs.getObject("held_on", LocalDate.class) == null ? 0 : 1, rs.getInt("members"),
                        rs.getInt("there"), rs.getInt("away"), rs.getInt("confirmed"))).list();
    }

    private static Briefing map(ResultSet rs, int row) throws SQLException {
        OffsetDateTime reminded = rs.getObject("reminded_at", OffsetDateTime.class);
        return new Briefing(rs.getString("code"), rs.getString("owner_code"), rs.getString("title"), rs.getString("text_no"), rs.getObject("text_date", LocalDate.class),
                rs.getString("place"), rs.getString("file_digest"), rs.getObject("due_on", LocalDate.class), rs.getObject("published_at", OffsetDateTime.class).toInstant(),
                rs.getString("published_name"), reminded == null ? null : reminded.toInstant(), rs.getString("reminded_name"));
    }
}
