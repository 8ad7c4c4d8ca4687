package vn.tusoi.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.ledger.Ledger;

/**
 * Nobody else can open an embedded database while it serves, so the command asks by a file in its folder, where only those can write who own the database
 * anyway; the backup is laid beside it.
 */
@Component
@ConditionalOnWebApplication
class BackupRequests implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(BackupRequests.class);
    private static final int SECONDS = 2;

    private final DataSource source;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Path folder;
    private final Path keys;
    private final boolean embedded;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread daemon = new Thread(work, "tusoi-backup");
        daemon.setDaemon(true);
        return daemon;
    });

    BackupRequests(DataSource source, Ledger ledger, TransactionTemplate transaction, Clock clock, @Value("${tusoi.data-dir}") String folder,
                   @Value("${tusoi.keys-dir:${tusoi.data-dir}/keys}") String keys, @Value("${spring.datasource.url}") String url) {
        this.source = source;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
        this.folder = Path.of(folder);
        this.keys = Path.of(keys);
        this.embedded = url.startsWith("jdbc:h2:file:");
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (embedded) {
            thread.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
        }
    }

    void look() {
        Path request = folder.resolve(Requested.REQUEST);
        try {
            if (!Files.isRegularFile(request)) {
                return;
            }
            boolean secret = Files.readString(request).strip().equals(Requested.WITH_SECRET_KEYS);
            Files.delete(request);
            transaction.executeWithoutResult(t -> ledger.byProcess("BACKED_UP").on("SYSTEM", "database").write());
            Files.deleteIfExists(folder.resolve(Requested.DONE));
            try (Connection connection = source.getConnection()) {
                Backup.write(connection, keys, secret, clock.instant(), folder.resolve(Requested.DONE));
            }
        } catch (Exception failed) {
            LOG.warn("the backup that was asked for could not be made: {}", failed.toString());
            try {
                Files.writeString(folder.resolve(Requested.FAILED), failed.toString());
            } catch (java.io.IOException full) {
                LOG.warn("nor could that be told: {}", full.toString());
            }
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
