package vn.tusoi.cases;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Members;
import vn.tusoi.register.Standing;
import vn.tusoi.register.Standings;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;
import vn.tusoi.worklist.FlowEngine;
import vn.tusoi.worklist.Refused;

/** A yearly or quarterly review ends for somebody who died, moved away, was suspended or left the Party: on what the register says, by the board that keeps it. */
@Component
public class ReviewExit {

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Members members;
    private final Standings standings;
    private final Units units;
    private final FlowEngine engine;
    private final Ledger ledger;
    private final Clock clock;

    ReviewExit(JdbcClient jdbc, Cases cases, Members members, Standings standings, Units units, FlowEngine engine, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.members = members;
        this.standings = standings;
        this.units = units;
        this.engine = engine;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** How the review ended: what the register said then, and why the board ended it. */
    public record Exit(Standing.Kind ground, LocalDate since, String docNo, LocalDate docDate, String reason, Instant endedAt, String endedName) { }

    /** The office in which this person may end the review. */
    public Optional<Office> keeper(Actor actor, VettingCase c) {
        return c.review() ? actor.officeCovering(Function.ORGANISATION_BOARD, units.get(c.cell())) : Optional.empty();
    }

    /** What the register has that ends the review: what holds today, or a move out of the cell that reviews. */
    public Optional<Standing> ground(VettingCase c) {
        return standings.on(c.member(), LocalDate.now(clock)).or(() -> members.get(c.member()).cell().equals(c.cell()) ? Optional.empty()
                : standings.of(c.member()).stream().filter(s -> s.newCell() != null).findFirst());
    }

    /**
     * Ends the review wherever it stands; open tasks and time limits go with it.
     *
     * @throws Refused where it is over, and where the register has no ground for it
     */
    @Transactional
    public void end(Actor actor, String code, String reason) {
        VettingCase c = cases.get(code);
        Unit cell = units.get(c.cell());
        Office office = keeper(actor, c).orElseThrow(() -> actor.covers(cell) ? new Denied.Forbidden("exit.notYours") : new Denied.Hidden(code));
        if (c.ended()) {
            throw new Refused("exit.over");
        }
        Standing ground = ground(c).orElseThrow(() -> new Refused("exit.noGround"));
        jdbc.sql("insert into review_exit(case_code, ground, since, doc_no, doc_date, reason, ended_at, ended_by, ended_name) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(code, ground.kind().name(), ground.from(), ground.docNo(), ground.docDate(), reason.strip(), clock.instant().atOffset(ZoneOffset.UTC),
                        actor.username(), actor.displayName()).update();
        ledger.entry(actor, "REVIEW_LEFT").reason(reason).in(office).on("CASE", code).outcome("AWAY_" + ground.kind()).rule(c.ruleSet(), null).with("stage", c.stage())
                .with("since", ground.from()).with("docNo", ground.docNo()).write();
        if (!engine.tell("message_leaveReview", code, Map.of())) {
            throw new Refused("exit.over");
        }
    }

    public Optional<Exit> of(String code) {
        return jdbc.sql("select * from review_exit where case_code = ?").param(code).query((rs, n) -> new Exit(Standing.Kind.valueOf(rs.getString("ground")),
                rs.getObject("since", LocalDate.class), rs.getString("doc_no"), rs.getObject("doc_date", LocalDate.class), rs.getString("reason"),
                rs.getObject("ended_at", OffsetDateTime.class).toInstant(), rs.getString("ended_name"))).optional();
    }
}
