package vn.tusoi;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** How much of the heap was in use at most while it was open, garbage included; looks fifty times a second. For the bench. */
public final class HeapWatch implements AutoCloseable {

    private static final long EVERY = 20_000_000;

    private final AtomicLong peak = new AtomicLong();
    private final Thread watch = new Thread(() -> {
        while (!Thread.currentThread().isInterrupted()) {
            peak.accumulateAndGet(used(), Math::max);
            LockSupport.parkNanos(EVERY);
        }
    });

    /** Begins, after garbage was collected. */
    public HeapWatch() {
        System.gc();
        watch.setDaemon(true);
        watch.start();
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** In megabytes, and how many there may be at most: {@code 273 of 512 MB}. */
    public String peak() {
        return (peak.get() >> 20) + " of " + (Runtime.getRuntime().maxMemory() >> 20) + " MB";
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
