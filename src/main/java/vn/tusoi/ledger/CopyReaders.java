package vn.tusoi.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.postgresql.copy.CopyOut;

/**
 * The entries of a PostgreSQL database in the order of their numbers, read and hashed over several connections that see the same snapshot. Each takes the
 * stretch after that of the one before it, and waits when it is too far ahead, so that memory stays bounded.
 */
final class CopyReaders implements AutoCloseable {

    static final int STRETCH = 10_000;
    private static final int PAGE = 2_000;
    /** A page ends early where entries are large. */
    private static final long PAGE_BYTES = 4 << 20;
    private static final int AHEAD = 8;
    private static final int MOST = 4;
    private static final long PATIENCE = 30;

    /** What takes entries, page by page. */
    interface Taker {
        void take(List<CopiedEntries.Entry> entries) throws SQLException, IOException;
    }

    private record Stretch(long after, long last) { }

    /** @param end  whether the stretch ends with it @param wrong what ended the reading, null where all is well */
    private record Page(List<CopiedEntries.Entry> entries, boolean end, Throwable wrong) { }

    private final Connection main;
    private final int stretch;
    private final List<Reader> readers = new ArrayList<>();
    private final List<Connection> opened = new ArrayList<>();
    private final ExecutorService threads;

    /**
     * Begins to read what the transaction of {@code main} sees.
     *
     * @param another opens further connections to the same database; null where there is {@code main} only, which then is read by a thread of its own
     * @param stretch how many entries each reads before it is another's turn
     */
    CopyReaders(Connection main, DatabaseVerifier.Another another, int stretch) throws SQLException, IOException {
        this.main = main;
        this.stretch = stretch;
        int many = another == null ? 1 : Math.max(1, Math.min(MOST, Runtime.getRuntime().availableProcessors()));
        threads = Executors.newFixedThreadPool(many);
        try {
            if (another == null) {
                readers.add(new Reader(main));
            } else {
                String snapshot = text(main, "select pg_export_snapshot()");
                for (int i = 0; i < many; i++) {
                    Connection one = another.open();
                    opened.add(one);
                    one.setAutoCommit(false);
                    one.setReadOnly(true);
                    one.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                    try (Statement see = one.createStatement()) {
                        see.execute("set transaction snapshot '" + snapshot + "'");
                    }
                    readers.add(new Reader(one));
                }
            }
            readers.forEach(threads::submit);
        } catch (SQLException | IOException wrong) {
            close();
            throw wrong;
        }
    }

    /** Hands over all entries, in the order of their numbers. */
    void each(Taker taker) throws SQLException, IOException {
        long after = Long.MIN_VALUE;
        boolean more = true;
        int given = 0;
        for (int taken = 0; more || taken < given; taken++) {
            while (more && given - taken < 2 * readers.size()) {
                Long last = opened.isEmpty() ? null : end(after);
                more = last != null;
                readers.get(given++ % readers.size()).stretches.add(new Stretch(after, more ? last : Long.MAX_VALUE));
                after = more ? last : after;
            }
            Reader reader = readers.get(taken % readers.size());
            for (Page page = reader.next(); ; page = reader.next()) {
                taker.take(page.entries());
                if (page.end()) {
                    break;
                }
            }
        }
    }

    /** The number with which a stretch ends, null where fewer entries are left. */
    private Long end(long after) throws SQLException {
        try (PreparedStatement ask = main.prepareStatement("select id from ledger_entry where id > ? order by id offset " + (stretch - 1) + " limit 1")) {
            ask.setLong(1, after);
            try (ResultSet rs = ask.executeQuery()) {
                return rs.next() ? rs.getLong(1) : null;
            }
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement ask = connection.createStatement(); ResultSet rs = ask.executeQuery(sql)) {
            rs.next();
            return rs.getString(1);
        }
    }

    /** Stops reading where it was not finished; the connections that were opened are closed. */
    @Override
    public void close() throws SQLException {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a reader of the record does not end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            for (Connection one : opened) {
                one.close();
            }
        }
    }

    private static final class Reader implements Runnable {

        private final Connection connection;
        private final BlockingQueue<Stretch> stretches = new LinkedBlockingQueue<>();
        private final BlockingQueue<Page> pages = new ArrayBlockingQueue<>(AHEAD);

        Reader(Connection connection) {
            this.connection = connection;
        }

        Page next() throws SQLException {
            try {
                Page page = pages.take();
                if (page.wrong() != null) {
                    if (page.wrong() instanceof SQLException wrong) {
                        throw wrong;
                    }
                    throw new IllegalStateException(page.wrong());
                }
                return page;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }

        @Override
        public void run() {
            try {
                while (true) {
                    try {
                        copy(stretches.take());
                    } catch (SQLException | RuntimeException | Error wrong) {
                        pages.put(new Page(List.of(), true, wrong));
                        return;
                    }
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private void copy(Stretch stretch) throws SQLException, InterruptedException {
            CopyOut copy = CopiedEntries.open(connection, stretch.after(), stretch.last());
            try {
                CopiedEntries worker = new CopiedEntries();
                List<CopiedEntries.Entry> page = new ArrayList<>(PAGE);
                long bytes = 0;
                for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
                    CopiedEntries.Entry entry = worker.work(line);
                    if (entry != null) {
                        page.add(entry);
                    }
                    bytes += line.length;
                    if (page.size() == PAGE || bytes > PAGE_BYTES) {
                        pages.put(new Page(page, false, null));
                        page = new ArrayList<>(PAGE);
                        bytes = 0;
                    }
                }
                pages.put(new Page(page, true, null));
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        }
    }
}
