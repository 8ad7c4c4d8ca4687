package vn.tusoi.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * While the program serves: makes checkpoints when an hour or enough entries have passed and when something was sealed, sends them on, and notices when the
 * clock of the machine does not go as time goes. Whatever fails here is said in the log and tried again; no act waits for it.
 */
@Component
@ConditionalOnWebApplication
class Watch implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration ROUND = Duration.ofSeconds(20);
    /** What clocks that are kept right may be moved by. */
    static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final Checkpoints checkpoints;
    private final Anchors anchors;
    private final Seals seals;
    private final List<Tending> others;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration every;
    private final long entries;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread daemon = new Thread(work, "tusoi-watch");
        daemon.setDaemon(true);
        return daemon;
    });
    private final AtomicBoolean warned = new AtomicBoolean();
    private Instant wall;
    private long mono;
    private Instant began;

    Watch(Checkpoints checkpoints, Anchors anchors, Seals seals, List<Tending> others, Ledger ledger, TransactionTemplate transaction, Clock clock,
          @Value("${tusoi.checkpoints.every:1h}") Duration every, @Value("${tusoi.checkpoints.entries:10000}") long entries) {
        this.checkpoints = checkpoints;
        this.anchors = anchors;
        this.seals = seals;
        this.others = others;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
        this.every = every;
        this.entries = entries;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        began = clock.instant();
        wall = began;
        mono = System.nanoTime();
        seals.wake(() -> thread.execute(this::round));
        thread.scheduleWithFixedDelay(this::round, ROUND.toSeconds(), ROUND.toSeconds(), TimeUnit.SECONDS);
        thread.execute(this::prepare);
    }

    private void prepare() {
        guarded("the key for checkpoints", checkpoints::ready);
    }

    void round() {
        guarded("the clock", () -> checkClock(clock.instant(), System.nanoTime()));
        guarded("a checkpoint", this::checkpoint);
        guarded("anchors", anchors::send);
        others.forEach(other -> guarded(other.getClass().getSimpleName(), other::tend));
    }

    private void guarded(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.warn("{}: {}", what, failed.toString());
        }
    }

    private void checkpoint() {
        String sealed = seals.take();
        boolean due = sealed != null || checkpoints.last().map(Checkpoint::at).filter(at -> at.isAfter(began.minus(every))).orElse(began).plus(every).isBefore(clock.instant())
                || checkpoints.uncovered() >= entries;
        if (!due) {
            return;
        }
        if (!checkpoints.ready()) {
            if (!warned.getAndSet(true)) {
                LOG.warn("this node does not hold the key in use and makes no checkpoints; give all nodes one tusoi.keys-dir");
            }
            return;
        }
        checkpoints.make(sealed == null ? "PERIODIC" : "SEAL " + sealed);
    }

    /** Compares how far the clock went with how much time passed. */
    void checkClock(Instant now, long nanos) {
        Duration passed = Duration.ofNanos(nanos - mono);
        Duration jump = Duration.between(wall, now).minus(passed);
        wall = now;
        mono = nanos;
        if (jump.abs().compareTo(TOLERANCE) > 0) {
            transaction.executeWithoutResult(t -> ledger.byProcess("CLOCK_JUMP").on("SYSTEM", "clock").with("milliseconds", jump.toMillis()).write());
        }
    }

    @Override
    public void destroy() {
        seals.wake(() -> { });
        thread.shutdownNow();
    }
}
