package vn.tusoi.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tusoi.access.Actor;

/** Deletions of rounds or of briefings, each in a table of its own with the same columns. */
final class Runs {

    private final JdbcClient jdbc;
    private final String table;
    private final String key;

    private Runs(JdbcClient jdbc, String table, String key) {
        this.jdbc = jdbc;
        this.table = table;
        this.key = key;
    }

    static Runs ofRounds(JdbcClient jdbc) {
        return new Runs(jdbc, "retention_run", "round_code");
    }

    static Runs ofBriefings(JdbcClient jdbc) {
        return new Runs(jdbc, "briefing_deletion", "briefing_code");
    }

    /** The newest first. */
    List<RetentionRun> list(String code) {
        return jdbc.sql("select * from " + table + " where " + key + " = ? order by run_no desc").param(code).query(this::map).list();
    }

    Optional<RetentionRun> last(String code) {
        return list(code).stream().findFirst();
    }

    /** Codes of what has a deletion that was confirmed and is not over. */
    List<String> running() {
        return jdbc.sql("select " + key + " from " + table + " where state = 'RUNNING' order by " + key).query(String.class).list();
    }

    Optional<RetentionRun> lockRunning(String code) {
        return jdbc.sql("select * from " + table + " where " + key + " = ? and state = 'RUNNING' for update").param(code).query(this::map).optional();
    }

    /** What is proposed. */
    record Proposal(LocalDate asOf, int cases, int pieces, int held, String note) { }

    /** @return its number */
    int propose(String code, Proposal p, Actor actor, OffsetDateTime now) {
        int no = 1 + last(code).map(RetentionRun::no).orElse(0);
        jdbc.sql("insert into " + table + "(" + key + ", run_no, state, as_of, cases, pieces, held, note, proposed_at, proposed_by, proposed_name, deleted) "
                        + "values (?, ?, 'PROPOSED', ?, ?, ?, ?, ?, ?, ?, ?, 0)")
                .params(code, no, p.asOf(), p.cases(), p.pieces(), p.held(), p.note(), now, actor.username(), actor.displayName()).update();
        return no;
    }

    void decide(RetentionRun run, boolean confirmed, String note, Actor actor, OffsetDateTime now) {
        jdbc.sql("update " + table + " set state = ?, decided_at = ?, decided_by = ?, decided_name = ?, decision_note = ? where " + key + " = ? and run_no = ?")
                .params(confirmed ? "RUNNING" : "REFUSED", now, actor.username(), actor.displayName(), note, run.round(), run.no()).update();
    }

    void deleted(RetentionRun run, int pieces) {
        jdbc.sql("update " + table + " set deleted = deleted + ? where " + key + " = ? and run_no = ?").params(pieces, run.round(), run.no()).update();
    }

    void done(RetentionRun run, OffsetDateTime now) {
        jdbc.sql("update " + table + " set state = 'DONE', done_at = ? where " + key + " = ? and run_no = ?").params(now, run.round(), run.no()).update();
    }

    private RetentionRun map(ResultSet rs, int n) throws SQLException {
        return new RetentionRun(rs.getString(key), rs.getInt("run_no"), RetentionRun.State.valueOf(rs.getString("state")), rs.getObject("as_of", LocalDate.class),
                rs.getInt("cases"), rs.getInt("pieces"), rs.getInt("held"), rs.getString("note"), instant(rs, "proposed_at"), rs.getString("proposed_by"),
                rs.getString("proposed_name"), instant(rs, "decided_at"), rs.getString("decided_name"), rs.getString("decision_note"), rs.getInt("deleted"), instant(rs, "done_at"));
    }

    static Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
