package vn.tusoi.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The files by which a command asks the running program for a backup of its embedded database. */
public final class Requested {

    static final String REQUEST = "backup.request";
    static final String DONE = "backup.zip";
    static final String FAILED = "backup.failed";
    static final String WITH_SECRET_KEYS = "with secret keys";

    private Requested() { }

    /**
     * Asks, waits, and moves the backup to its place.
     *
     * @throws IOException where the program does not answer in time or says that it failed
     */
    public static void from(Path data, boolean secret, Path file, Duration patience) throws IOException, InterruptedException {
        Files.deleteIfExists(data.resolve(DONE));
        Files.deleteIfExists(data.resolve(FAILED));
        try (WatchService watch = data.getFileSystem().newWatchService()) {
            data.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);   // before asking: no answer comes unseen
            Files.writeString(data.resolve(REQUEST), secret ? WITH_SECRET_KEYS : "");
            answered(data, file, watch, System.nanoTime() + patience.toNanos());
        } catch (NoAnswer none) {
            Files.deleteIfExists(data.resolve(REQUEST));
            throw new IOException("no answer within " + patience.toMinutes() + " min");
        }
    }

    private static void answered(Path data, Path file, WatchService watch, long until) throws IOException, InterruptedException, NoAnswer {
        while (true) {
            if (Files.exists(data.resolve(DONE))) {
                Files.move(data.resolve(DONE), file);
                return;
            }
            if (Files.exists(data.resolve(FAILED))) {
                String why = Files.readString(data.resolve(FAILED));
                Files.delete(data.resolve(FAILED));
                throw new IOException(why);
            }
            WatchKey told = watch.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (told == null) {
                throw new NoAnswer();
            }
            told.pollEvents();
            told.reset();
        }
    }

    private static final class NoAnswer extends Exception { }
}
