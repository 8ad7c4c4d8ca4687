package vn.tusoi.retention;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Carries out confirmed deletions while the program serves, and after a start those that a stop had interrupted. */
@Component
@ConditionalOnWebApplication
public class RetentionWorker implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionWorker.class);

    private final RetentionDesk desk;
    private final BriefingRetention briefings;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread daemon = new Thread(work, "tusoi-retention");
        daemon.setDaemon(true);
        return daemon;
    });

    RetentionWorker(RetentionDesk desk, BriefingRetention briefings) {
        this.desk = desk;
        this.briefings = briefings;
    }

    /** Looks for confirmed deletions soon; returns at once. */
    @EventListener(ApplicationReadyEvent.class)
    public void wake() {
        thread.execute(() -> {
            try {
                desk.running().forEach(desk::carryOut);
                briefings.running().forEach(briefings::carryOut);
            } catch (RuntimeException failed) {
                LOG.warn("a deletion waits for the next start or confirmation: {}", failed.toString());
            }
        });
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
