package vn.tusoi.notices;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tusoi.ledger.Tending;

/** Every morning, on each node: sends the reminders that nobody has sent yet, on a thread of its own, since a mail server may be slow. */
@Component
class MorningPost implements Tending {

    private static final Logger LOG = LoggerFactory.getLogger(MorningPost.class);
    /** Reminders that nobody has taken by then are not worth sending any more. */
    private static final LocalTime TOO_LATE = LocalTime.of(20, 0);

    private final Reminders reminders;
    private final Clock clock;
    private final LocalTime at;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile LocalDate over;

    MorningPost(Reminders reminders, Clock clock, @Value("${tusoi.reminders.at:07:00}") LocalTime at) {
        this.reminders = reminders;
        this.clock = clock;
        this.at = at;
    }

    @Override
    public void tend() {
        if (!due() || !running.compareAndSet(false, true)) {
            return;
        }
        Thread thread = new Thread(this::run, "tusoi-reminders");
        thread.setDaemon(true);
        thread.start();
    }

    boolean due() {
        LocalDateTime now = LocalDateTime.now(clock);
        return reminders.configured() && !now.toLocalTime().isBefore(at) && now.toLocalTime().isBefore(TOO_LATE) && !now.toLocalDate().equals(over);
    }

    void run() {
        try {
            LocalDate today = LocalDate.now(clock);
            if (reminders.send()) {
                over = today;
            }
        } catch (RuntimeException failed) {
            LOG.warn("reminders: {}", failed.toString());
        } finally {
            running.set(false);
        }
    }
}
