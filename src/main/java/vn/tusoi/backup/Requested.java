package vn.tusoi.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The files by which a command asks the running program for a backup of its embedded database. */
public final class Requested {

    static final String REQUEST = "backup.request";
    static final String DONE = "backup.zip";
    static final String FAILED = "backup.failed";
    static final String WITH_SECRET_KEYS = "with secret keys";
    private static final Duration LOOK = Duration.ofMillis(250);

    private Requested() { }

    /**
     * Asks, waits, and moves the backup to its place.
     *
     * @throws IOException where the program does not answer in time or says that it failed
     */
    public static void from(Path data, boolean secret, Path file, Duration patience) throws IOException, InterruptedException {
        Files.deleteIfExists(data.resolve(DONE));
        Files.deleteIfExists(data.resolve(FAILED));
        Files.writeString(data.resolve(REQUEST), secret ? WITH_SECRET_KEYS : "");
        long until = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < until) {
            if (Files.exists(data.resolve(DONE))) {
                Files.move(data.resolve(DONE), file);
                return;
            }
            if (Files.exists(data.resolve(FAILED))) {
                String why = Files.readString(data.resolve(FAILED));
                Files.delete(data.resolve(FAILED));
                throw new IOException(why);
            }
            Thread.sleep(LOOK.toMillis());
        }
        Files.deleteIfExists(data.resolve(REQUEST));
        throw new IOException("no answer within " + patience.toMinutes() + " min");
    }
}
