package vn.tusoi.ledger;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What the running transaction has to enter into the record when it commits. A transaction within it, on a connection of its own, has its own. */
final class Pending implements TransactionSynchronization, Ordered {

    private static final Object KEY = Pending.class;

    private final List<Line> lines = new ArrayList<>();
    private final Set<Mark> touched = new LinkedHashSet<>();
    private final List<Runnable> afterwards = new ArrayList<>();
    private ChainWriter writer;
    private boolean written;

    private Pending() { }

    /** Of this thread's transaction, or null where there is none or nothing yet. */
    static Pending current() {
        return (Pending) TransactionSynchronizationManager.getResource(KEY);
    }

    /** @return null outside a transaction */
    static Pending join() {
        Pending pending = current();
        if (pending == null && TransactionSynchronizationManager.isSynchronizationActive() && TransactionSynchronizationManager.isActualTransactionActive()) {
            pending = new Pending();
            TransactionSynchronizationManager.bindResource(KEY, pending);
            TransactionSynchronizationManager.registerSynchronization(pending);
        }
        return pending;
    }

    void add(Line line, ChainWriter by) {
        writer = by;
        lines.add(line);
    }

    void touch(Mark mark) {
        touched.add(mark);
    }

    void afterwards(Runnable act) {
        afterwards.add(act);
    }

    List<Line> lines() {
        return lines;
    }

    /** Hands over what was touched; it is not asked for twice. */
    Set<Mark> takeTouched() {
        Set<Mark> marks = new LinkedHashSet<>(touched);
        touched.clear();
        return marks;
    }

    boolean isWritten() {
        return written && lines.isEmpty() && touched.isEmpty();
    }

    void written() {
        written = true;
        lines.clear();
    }

    /** After everything else that happens before a commit. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(KEY);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(KEY, this);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        if (writer != null) {
            writer.write(this);
        }
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
        if (status == STATUS_COMMITTED) {
            afterwards.forEach(Runnable::run);
        }
    }
}
