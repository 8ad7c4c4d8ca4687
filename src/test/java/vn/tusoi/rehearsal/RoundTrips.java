package vn.tusoi.rehearsal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts what goes to the database: statements on the engine's tables, on the others, and commits. */
final class RoundTrips extends DelegatingDataSource {

    private final AtomicLong engine = new AtomicLong();
    private final AtomicLong ours = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    private final Map<String, Spent> bySql = new ConcurrentHashMap<>();

    private static final class Spent {
        private final LongAdder times = new LongAdder();
        private final LongAdder nanos = new LongAdder();
    }

    RoundTrips(DataSource counted) {
        super(counted);
    }

    void reset() {
        engine.set(0);
        ours.set(0);
        commits.set(0);
        bySql.clear();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real = super.getConnection();
        return proxy(Connection.class, (proxy, method, args) -> {
            if (method.getName().equals("commit") || method.getName().equals("rollback")) {
                commits.incrementAndGet();
                return timed(method.getName(), real, method, args);
            }
            Object answer = call(real, method, args);
            return answer instanceof PreparedStatement statement ? counted(statement, (String) args[0]) : answer;
        });
    }

    private PreparedStatement counted(PreparedStatement real, String sql) {
        return proxy(PreparedStatement.class, (proxy, method, args) -> {
            if (method.getName().startsWith("execute")) {
                (sql.contains("ACT_") ? engine : ours).incrementAndGet();
                return timed(sql, real, method, args);
            }
            return call(real, method, args);
        });
    }

    private Object timed(String what, Object real, Method method, Object[] args) throws Throwable {
        long began = System.nanoTime();
        try {
            return call(real, method, args);
        } finally {
            Spent spent = bySql.computeIfAbsent(what, s -> new Spent());
            spent.times.increment();
            spent.nanos.add(System.nanoTime() - began);
        }
    }

    private static Object call(Object real, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(real, args);
        } catch (InvocationTargetException wrong) {
            throw wrong.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(RoundTrips.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    double engine(int tasks) {
        return (double) engine.get() / tasks;
    }

    double ours(int tasks) {
        return (double) ours.get() / tasks;
    }

    double commits(int tasks) {
        return (double) commits.get() / tasks;
    }

    /** Those that took longest in all, with microseconds and number for each task, for whoever looks for something to save. */
    List<String> top(int tasks, int most) {
        return bySql.entrySet().stream().sorted(Comparator.comparingLong((Map.Entry<String, Spent> e) -> e.getValue().nanos.sum()).reversed()).limit(most)
                .map(e -> String.format(Locale.ROOT, "%6.1f us %6.3f %s", e.getValue().nanos.sum() / 1e3 / tasks, e.getValue().times.sum() / (double) tasks,
                        e.getKey().replaceAll("\\s+", " "))).toList();
    }
}
