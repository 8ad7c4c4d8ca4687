package vn.tusoi.ledger.pack;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The entries of a pack, stream by stream in the order in which it was asked for them. As many are read and hashed at once as there are cores, small streams
 * several in one go; readers wait when they are too far ahead, so that memory stays bounded however large a stream is.
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

    private record Stream(String name, String file) { }

    /** Entries of one stream. @param end whether the stream ends with them @param wrong what ended the reading, null where all is well */
    private record Part(List<PackEntry> entries, boolean end, Throwable wrong) { }

    /** Streams that one thread reads one after the other. */
    private static final class Task {
        private final List<Stream> streams = new ArrayList<>();
        private final BlockingQueue<Deque<Part>> pages = new ArrayBlockingQueue<>(PAGES);
        private long expected;
    }

    private final PackReader pack;
    private final Set<String> acts;
    private final Deque<Task> planned = new ArrayDeque<>();
    private final Deque<Task> begun = new ArrayDeque<>();
    private final Semaphore ahead = new Semaphore(AHEAD);
    private final ExecutorService threads;
    private Deque<Part> page = new ArrayDeque<>();
    private int ended;

    /** @param acts whose entries are wanted with their content */
    PackEntries(PackReader pack, Set<String> acts) {
        this.pack = pack;
        this.acts = acts;
        this.threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Plans to read a stream; to be called before {@link #next}, in the order of the calls of that.
     *
     * @param entries how many there are said to be
     */
    void plan(String stream, String file, long entries) {
        if (planned.isEmpty() || planned.getLast().expected >= PAGE) {
            planned.add(new Task());
        }
        planned.getLast().streams.add(new Stream(stream, file));
        planned.getLast().expected += Math.max(1, entries);
    }

    /** Hands over the entries of the next stream that was planned. @throws IOException, PackRefused where its file cannot be read */
    void next(Taker taker) throws IOException {
        while (!planned.isEmpty() && ahead.tryAcquire()) {
            Task task = planned.poll();
            begun.add(task);
            threads.submit(() -> read(task));
        }
        boolean more = true;
        while (more) {
            if (page.isEmpty()) {
                page = page(begun.element());
            }
            Part part = page.poll();
            if (part.wrong() instanceof IOException wrong) {
                throw wrong;
            } else if (part.wrong() instanceof Error full) {
                throw full;
            } else if (part.wrong() != null) {
                throw new IllegalStateException(part.wrong());
            }
            for (PackEntry entry : part.entries()) {
                taker.take(entry);
            }
            more = !part.end();
        }
        if (++ended == begun.element().streams.size()) {
            begun.remove();
            ended = 0;
            ahead.release();
        }
    }

    private static Deque<Part> page(Task task) {
        try {
            return task.pages.take();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void read(Task task) {
        try {
            Reading reading = new Reading(task);
            try {
                for (Stream stream : task.streams) {
                    read(stream, reading);
                }
                reading.put();
            } catch (IOException | RuntimeException | Error wrong) {
                reading.page.add(new Part(List.of(), true, wrong));
                reading.put();
            }
        } catch (Stopped nobodyWaits) {
            // the verification is over
        }
    }

    private void read(Stream stream, Reading reading) throws IOException {
        PackLines reader = new PackLines(stream.name(), acts);
        try (FileLines lines = pack.lines(stream.file())) {
            while (lines.next()) {
                reading.take(reader.read(lines.buffer(), lines.from(), lines.to(), lines.number()), lines.to() - lines.from());
            }
        }
        reading.end();
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** What a thread has read and not yet handed over. */
    private static final class Reading {
        private final Task task;
        private Deque<Part> page = new ArrayDeque<>();
        private List<PackEntry> entries = new ArrayList<>();
        private int many;
        private long bytes;

        Reading(Task task) {
            this.task = task;
        }

        void take(PackEntry entry, int length) {
            entries.add(entry);
            many++;
            bytes += length;
            if (many == PAGE || bytes > PAGE_BYTES) {
                part(false);
                put();
            }
        }

        void end() {
            part(true);
        }

        private void part(boolean end) {
            page.add(new Part(entries, end, null));
            entries = new ArrayList<>();
        }

        void put() {
            if (page.isEmpty()) {
                return;
            }
            try {
                task.pages.put(page);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new Stopped();
            }
            page = new ArrayDeque<>();
            many = 0;
            bytes = 0;
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
