package vn.tusoi.register.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Member;
import vn.tusoi.register.Members;
import vn.tusoi.register.Standing;
import vn.tusoi.register.Standings;
import vn.tusoi.register.Unit;
import vn.tusoi.register.UnitKind;
import vn.tusoi.register.Units;
import vn.tusoi.worklist.Refused;

/** The organisation board enters who is suspended, moved, died or left the Party, and when a suspension ended. */
@Component
public class StandingDesk {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");

    private final JdbcClient jdbc;
    private final Members members;
    private final Standings standings;
    private final Units units;
    private final Ledger ledger;
    private final Clock clock;

    StandingDesk(JdbcClient jdbc, Members members, Standings standings, Units units, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.members = members;
        this.standings = standings;
        this.units = units;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @param newCell code of the cell of this register that a moved member went to; null or blank for anywhere else */
    public record Entry(Standing.Kind kind, LocalDate from, String docNo, LocalDate docDate, String decidedBy, String newCell) { }

    public boolean mayEnter(Actor actor, Member member) {
        return actor.officeCovering(Function.ORGANISATION_BOARD, units.get(member.cell())).isPresent();
    }

    /**
     * A member whose standing the actor may change.
     *
     * @throws Denied.Hidden    for somebody of another unit
     * @throws Denied.Forbidden for somebody of the unit who does not keep the register
     */
    public Member changeable(Actor actor, String code) {
        Member member = members.find(code).orElseThrow(() -> new Denied.Hidden(code));
        office(actor, member);
        return member;
    }

    private Office office(Actor actor, Member member) {
        Unit cell = units.get(member.cell());
        return actor.officeCovering(Function.ORGANISATION_BOARD, cell).orElseThrow(() ->
                actor.covers(cell) || actor.isMember(member.code()) ? new Denied.Forbidden("register.denied.standing") : new Denied.Hidden(member.code()));
    }

    /** @throws Refused where something else holds already, for a day to come, and for a new cell that is none */
    @Transactional
    public void enter(Actor actor, String code, Entry entry) {
        Member member = changeable(actor, code);
        Office office = office(actor, member);
        LocalDate today = LocalDate.now(clock);
        if (entry.from().isAfter(today)) {
            throw Refused.field("from", "error.dateInFuture");
        }
        if (entry.docDate().isAfter(today)) {
            throw Refused.field("docDate", "error.dateInFuture");
        }
        List<Standing> before = lock(code);
        before.stream().filter(s -> s.newCell() == null && (s.to() == null || !s.to().isBefore(entry.from()))).findFirst().ifPresent(s -> {
            throw Refused.field("from", "register.standing.refused.holds", DAY.format(s.from()));
        });
        String newCell = entry.newCell() == null || entry.newCell().isBlank() ? null : entry.newCell().strip();
        if (newCell != null) {
            move(actor, member, entry, newCell);
        }
        jdbc.sql("""
                        insert into member_standing(member_code, standing_no, standing, valid_from, doc_no, doc_date, decided_by, new_cell, entered_at, entered_name)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(code, before.size() + 1, entry.kind().name(), entry.from(), entry.docNo().strip(), entry.docDate(), entry.decidedBy().strip(), newCell,
                        clock.instant().atOffset(ZoneOffset.UTC), actor.displayName()).update();
        ledger.entry(actor, "STANDING_ENTERED").in(office).on("REGISTER", code).outcome("AWAY_" + entry.kind()).with("from", entry.from()).with("docNo", entry.docNo().strip())
                .with("docDate", entry.docDate()).with("newCell", newCell).write();
    }

    private void move(Actor actor, Member member, Entry entry, String newCell) {
        if (entry.kind() != Standing.Kind.MOVED) {
            throw Refused.field("newCell", "register.standing.refused.notMoved");
        }
        Unit cell = units.find(newCell).filter(u -> u.kind() == UnitKind.CELL && u.validTo() == null && !u.code().equals(member.cell()))
                .orElseThrow(() -> Refused.field("newCell", "register.standing.refused.noCell"));
        if (actor.officeCovering(Function.ORGANISATION_BOARD, cell).isEmpty()) {
            throw Refused.field("newCell", "register.standing.refused.otherRegister");
        }
        jdbc.sql("update member set cell_code = ?, version = version + 1 where code = ?").params(newCell, member.code()).update();
    }

    /** The suspension that holds ends with its last day. @throws Refused where none holds, or the day is not in it */
    @Transactional
    public void end(Actor actor, String code, LocalDate lastDay) {
        Member member = changeable(actor, code);
        Office office = office(actor, member);
        LocalDate today = LocalDate.now(clock);
        Standing suspension = lock(code).stream().filter(s -> s.kind() == Standing.Kind.SUSPENDED && s.to() == null).findFirst()
                .orElseThrow(() -> new Refused("register.standing.refused.none"));
        if (lastDay.isBefore(suspension.from()) || lastDay.isAfter(today)) {
            throw Refused.field("lastDay", "register.standing.refused.lastDay", DAY.format(suspension.from()), DAY.format(today));
        }
        jdbc.sql("update member_standing set valid_to = ? where member_code = ? and standing_no = ?").params(lastDay, code, suspension.no()).update();
        ledger.entry(actor, "STANDING_ENDED").in(office).on("REGISTER", code).with("lastDay", lastDay).write();
    }

    /** Two officers do not enter different things at once. */
    private List<Standing> lock(String code) {
        jdbc.sql("select code from member where code = ? for update").param(code).query(String.class).single();
        return standings.of(code);
    }
}
