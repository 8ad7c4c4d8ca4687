package vn.tusoi.database;

import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Something that is kept for the running transaction and forgotten with it, so that one act need not read the same row at each step. Outside a
 * transaction nothing is kept: each {@link #get} begins anew.
 */
public final class WithinTransaction<T> {

    private final Supplier<T> blank;

    public WithinTransaction(Supplier<T> blank) {
        this.blank = blank;
    }

    /** What is kept, null where nothing was asked for yet. */
    @SuppressWarnings("unchecked")
    public T kept() {
        return (T) TransactionSynchronizationManager.getResource(this);
    }

    public T get() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return blank.get();
        }
        T kept = kept();
        if (kept == null) {
            kept = blank.get();
            TransactionSynchronizationManager.bindResource(this, kept);
            TransactionSynchronizationManager.registerSynchronization(new Forgetting(kept));
        }
        return kept;
    }

    private final class Forgetting implements TransactionSynchronization {

        private final T kept;

        private Forgetting(T kept) {
            this.kept = kept;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(WithinTransaction.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(WithinTransaction.this, kept);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(WithinTransaction.this);
        }
    }
}
