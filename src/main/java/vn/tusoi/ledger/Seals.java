package vn.tusoi.ledger;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** Acts that close something ask for a checkpoint once they are committed; whoever makes checkpoints is woken. */
@Component
class Seals {

    private final ConcurrentLinkedQueue<String> wanted = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Runnable> waker = new AtomicReference<>(() -> { });

    void want(String stream) {
        wanted.add(stream);
        waker.get().run();
    }

    /** The first stream that was sealed since the last call, or null. One checkpoint covers all of them. */
    String take() {
        String first = wanted.poll();
        wanted.clear();
        return first;
    }

    void wake(Runnable by) {
        waker.set(by);
    }
}
