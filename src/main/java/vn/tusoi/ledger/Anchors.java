package vn.tusoi.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends checkpoints to their second places. What fails is recorded and tried again, ever more rarely; no act waits for it. */
@Component
public class Anchors {

    private static final Logger LOG = LoggerFactory.getLogger(Anchors.class);
    private static final Duration CLAIM = Duration.ofMinutes(5);
    private static final int LONGEST_WAIT_MINUTES = 360;
    private static final int ERROR = 300;
    private static final int AT_ONCE = 50;

    /** How a checkpoint fared on its way to a place; {@code sentAt} null: not yet, {@code error}: of the last attempt. */
    public record Sending(long checkpoint, String place, int attempts, Instant sentAt, String error, String receipt) { }

    private record Open(long no, int attempts, OffsetDateTime nextAt) { }

    private final JdbcClient jdbc;
    private final AnchorPlaces places;
    private final Checkpoints checkpoints;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Anchors(JdbcClient jdbc, AnchorPlaces places, Checkpoints checkpoints, Ledger ledger, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.places = places;
        this.checkpoints = checkpoints;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The newest sendings first. */
    public List<Sending> recent(int limit) {
        return jdbc.sql("select checkpoint_no, place, attempts, sent_at, error, receipt from ledger_anchor order by checkpoint_no desc, place limit ?").param(limit)
                .query((rs, n) -> new Sending(rs.getLong(1), rs.getString(2), rs.getInt(3),
                        rs.getObject(4) == null ? null : rs.getObject(4, OffsetDateTime.class).toInstant(), rs.getString(5), rs.getString(6))).list();
    }

    /** Sends what is due, the oldest first. A node claims each before it sends, so that two nodes do not send the same. */
    public void send() {
        for (AnchorPlace place : places.all()) {
            OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
            List<Open> due = jdbc.sql("select checkpoint_no, attempts, next_at from ledger_anchor where place = ? and sent_at is null and next_at <= ? order by checkpoint_no limit ?")
                    .params(place.name(), now, AT_ONCE).query((rs, n) -> new Open(rs.getLong(1), rs.getInt(2), rs.getObject(3, OffsetDateTime.class))).list();
            for (Open open : due) {
                if (claim(open, place) && !send(open, place)) {
                    break;                              // the place is away: the others wait for it too
                }
            }
        }
    }

    private boolean claim(Open open, AnchorPlace place) {
        return jdbc.sql("update ledger_anchor set attempts = attempts + 1, next_at = ? where checkpoint_no = ? and place = ? and attempts = ? and sent_at is null")
                .params(clock.instant().plus(CLAIM).atOffset(ZoneOffset.UTC), open.no(), place.name(), open.attempts()).update() == 1;
    }

    private boolean send(Open open, AnchorPlace place) {
        try {
            String receipt = place.leave(checkpoints.from(open.no(), 1).get(0));
            jdbc.sql("update ledger_anchor set sent_at = ?, error = null, receipt = ? where checkpoint_no = ? and place = ?")
                    .params(clock.instant().atOffset(ZoneOffset.UTC), receipt, open.no(), place.name()).update();
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception failed) {
            LOG.warn("checkpoint {} could not be sent to {}: {}", open.no(), place.name(), failed.getMessage());
            int attempts = open.attempts() + 1;
            long wait = Math.min(LONGEST_WAIT_MINUTES, 1L << Math.min(attempts - 1, 20));
            String error = failed.getClass().getSimpleName() + ": " + failed.getMessage();
            transaction.executeWithoutResult(t -> {
                jdbc.sql("update ledger_anchor set next_at = ?, error = ? where checkpoint_no = ? and place = ?")
                        .params(clock.instant().plus(Duration.ofMinutes(wait)).atOffset(ZoneOffset.UTC), error.substring(0, Math.min(ERROR, error.length())), open.no(),
                                place.name()).update();
                if (attempts == 1) {
                    ledger.byProcess("ANCHOR_FAILED").on("SYSTEM", place.name()).with("checkpoint", open.no()).write();
                }
            });
            return false;
        }
    }
}
