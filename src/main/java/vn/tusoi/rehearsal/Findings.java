package vn.tusoi.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What went wrong or had to be tried again while playing. */
final class Findings {

    /** @param where form or element; {@code why} for whoever repairs it */
    record Stuck(String subjectCode, String where, String why) { }

    private final ConcurrentLinkedQueue<Stuck> stuck = new ConcurrentLinkedQueue<>();
    private final AtomicInteger clashes = new AtomicInteger();
    private final Map<String, AtomicInteger> done = new ConcurrentHashMap<>();

    void stuck(String subjectCode, String where, String why) {
        stuck.add(new Stuck(subjectCode, where, why));
    }

    void clash() {
        clashes.incrementAndGet();
    }

    void done(String formKey) {
        done.computeIfAbsent(formKey, key -> new AtomicInteger()).incrementAndGet();
    }

    int acts() {
        return done.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    List<Stuck> stuck() {
        return List.copyOf(stuck);
    }

    int clashes() {
        return clashes.get();
    }
}
