package vn.tusoi.ledger.pack;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The entries of a pack, stream by stream in the order in which it was asked for them. As many are read and hashed at once as there are cores; readers wait
 * when they are too far ahead, so that memory stays bounded however large a stream is.
 */
final class PackEntries implements Closeable {

    private static final int PAGE = 500;
    /** A page ends early where lines are long. */
    private static final long PAGE_BYTES = 1 << 20;
    private static final int PAGES = 4;
    private static final int AHEAD = 16;
    private static final long PATIENCE = 30;

    /** What takes entries, in order. */
    interface Taker {
        void take(PackEntry entry) throws IOException;
    }

    /** @param end whether the file ends with it @param wrong what ended the reading, null where all is well */
    private record Page(List<PackEntry> entries, boolean end, Throwable wrong) { }

    private static final class Task {
        private final String stream;
        private final String file;
        private final BlockingQueue<Page> pages = new ArrayBlockingQueue<>(PAGES);
        private List<PackEntry> page = new ArrayList<>();
        private long bytes;

        Task(String stream, String file) {
            this.stream = stream;
            this.file = file;
        }
    }

    private final PackReader pack;
    private final Set<String> acts;
    private final List<Task> tasks = new ArrayList<>();
    private final Semaphore ahead = new Semaphore(AHEAD);
    private final ExecutorService threads;
    private int begun;
    private int taken;

    /** @param acts whose entries are wanted with their content */
    PackEntries(PackReader pack, Set<String> acts) {
        this.pack = pack;
        this.acts = acts;
        this.threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    }

    /** Plans to read a stream; to be called before {@link #next}, in the order of the calls of that. */
    void plan(String stream, String file) {
        tasks.add(new Task(stream, file));
    }

    /** Hands over the entries of the next stream that was planned. @throws IOException, PackRefused where its file cannot be read */
    void next(Taker taker) throws IOException {
        while (begun < tasks.size() && ahead.tryAcquire()) {
            Task task = tasks.get(begun++);
            threads.submit(() -> read(task));
        }
        Task task = tasks.set(taken++, null);
        boolean more = true;
        while (more) {
            Page page = page(task);
            if (page.wrong() instanceof IOException wrong) {
                throw wrong;
            } else if (page.wrong() instanceof Error full) {
                throw full;
            } else if (page.wrong() != null) {
                throw new IllegalStateException(page.wrong());
            }
            for (PackEntry entry : page.entries()) {
                taker.take(entry);
            }
            more = !page.end();
        }
        ahead.release();
    }

    private static Page page(Task task) {
        try {
            return task.pages.take();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void read(Task task) {
        try {
            PackLines reader = new PackLines(task.stream, acts);
            try (FileLines lines = pack.lines(task.file)) {
                while (lines.next()) {
                    task.page.add(reader.read(lines.buffer(), lines.from(), lines.to(), lines.number()));
                    task.bytes += lines.to() - lines.from();
                    if (task.page.size() == PAGE || task.bytes > PAGE_BYTES) {
                        put(task, false, null);
                    }
                }
                put(task, true, null);
            } catch (IOException | RuntimeException | Error wrong) {
                put(task, true, wrong);
            }
        } catch (Stopped nobodyWaits) {
            // the verification is over
        }
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static void put(Task task, boolean end, Throwable wrong) {
        try {
            task.pages.put(new Page(task.page, end, wrong));
            task.page = new ArrayList<>();
            task.bytes = 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }

    /** Stops reading where it was not finished. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a reader of the pack does not end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
