package vn.tusoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.ApplicationTest;

/** When checkpoints are made, and that a clock which does not go as time goes is noticed. */
@ApplicationTest
class WatchTests {

    @Autowired Checkpoints checkpoints;
    @Autowired Anchors anchors;
    @Autowired Ledger ledger;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired Clock clock;

    private Watch watch(Seals seals, Clock at, long entries) {
        Watch watch = new Watch(checkpoints, anchors, seals, java.util.List.of(), ledger, transaction, at, Duration.ofHours(1), entries);
        watch.begin();
        seals.wake(() -> { });                // its own thread would take the seal before the round that is called here
        return watch;
    }

    private void act(String code) {
        transaction.executeWithoutResult(t -> ledger.byProcess("STAGE_ENTERED").on("CASE", code).write());
    }

    private long newest() {
        return checkpoints.last().map(Checkpoint::no).orElse(0L);
    }

    @Test
    void aCheckpointIsMadeAfterAnHourAfterManyEntriesAndWhenSomethingWasSealed() {
        checkpoints.ready();
        checkpoints.make("PERIODIC");
        Seals seals = new Seals();
        Watch watch = watch(seals, clock, 1_000_000);
        long before = newest();
        act("WA26-0001");
        watch.round();
        assertThat(newest()).as("nothing was due").isEqualTo(before);
        seals.want("LIST:WA26-X01");
        watch.round();
        assertThat(checkpoints.last().orElseThrow().reason()).isEqualTo("SEAL LIST:WA26-X01");
        assertThat(checkpoints.covering("CASE:WA26-0001")).isPresent();
        act("WA26-0001");
        watch(new Seals(), Clock.offset(clock, Duration.ofHours(2)), 1_000_000).round();
        assertThat(newest()).as("begun two hours later, nothing made for an hour").isEqualTo(before + 1);
        watch(new Seals(), clock, 1).round();
        assertThat(newest()).as("as many entries as are allowed").isEqualTo(before + 2);
    }

    @Test
    void anHourLaterACheckpointIsDue() {
        checkpoints.ready();
        checkpoints.make("PERIODIC");
        Instant[] now = {clock.instant()};
        Clock hands = new Clock() {
            @Override
            public Instant instant() {
                return now[0];
            }

            @Override
            public ZoneId getZone() {
                return clock.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        Watch watch = watch(new Seals(), hands, 1_000_000);
        long before = newest();
        act("WA26-0002");
        now[0] = now[0].plus(Duration.ofMinutes(61));
        watch.round();
        assertThat(newest()).isEqualTo(before + 1);
    }

    @Test
    void aClockThatJumpsIsRecordedAndOneThatGoesWithTimeIsNot() {
        long before = ledger.last().number();
        Watch watch = watch(new Seals(), clock, 1_000_000);
        Instant now = clock.instant();
        long nanos = System.nanoTime();
        watch.checkClock(now.plusSeconds(60), nanos + Duration.ofSeconds(60).toNanos());
        assertThat(jumps(before)).isZero();
        watch.checkClock(now.plusSeconds(60 + 20 - 90), nanos + Duration.ofSeconds(80).toNanos());
        assertThat(jumps(before)).isEqualTo(1);
        assertThat((Integer) ledger.last("clock", "CLOCK_JUMP").orElseThrow().detail().get("milliseconds")).isBetween(-90_100, -89_900);
    }

    private int jumps(long since) {
        return jdbc.sql("select count(*) from ledger_entry where id > ? and act = 'CLOCK_JUMP'").param(since).query(Integer.class).single();
    }
}
