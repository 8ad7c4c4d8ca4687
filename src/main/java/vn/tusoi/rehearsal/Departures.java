package vn.tusoi.rehearsal;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Function;
import vn.tusoi.cases.Cases;
import vn.tusoi.cases.ReviewExit;
import vn.tusoi.cases.VettingCase;
import vn.tusoi.register.Standing;
import vn.tusoi.register.Units;
import vn.tusoi.register.desk.StandingDesk;

/** What the board that opened a review does about somebody who died or was suspended meanwhile: enters it in the register and ends the review. */
@Component
class Departures {

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Units units;
    private final Cases cases;
    private final StandingDesk desk;
    private final ReviewExit exits;
    private final Phrases phrases;

    Departures(JdbcClient jdbc, Accounts accounts, Units units, Cases cases, StandingDesk desk, ReviewExit exits, Phrases phrases) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.units = units;
        this.cases = cases;
        this.desk = desk;
        this.exits = exits;
        this.phrases = phrases;
    }

    void end(Scene s, Standing.Kind kind) {
        VettingCase c = cases.get(s.code());
        Actor officer = officer(c.round());
        desk.enter(officer, c.member(), new StandingDesk.Entry(kind, s.today().minusDays(s.luck().between(0, 5)), s.luck().between(10, 99) + "-BC/CB", s.today(),
                units.get(c.cell()).name(), null));
        exits.end(officer, c.code(), phrases.of("leaving", s.luck()));
    }

    private Actor officer(String round) {
        String owner = jdbc.sql("select owner_code from round where code = ?").param(round).query(String.class).single();
        String board = units.performing(Function.ORGANISATION_BOARD.name(), owner).orElseThrow().code();
        return accounts.actor(jdbc.sql("select min(username) from office where function = ? and unit_code = ?").params(Function.ORGANISATION_BOARD.name(), board)
                .query(String.class).single()).orElseThrow();
    }
}
