package vn.tusoi.rehearsal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts what goes to the database: statements on the engine's tables, on the others, and commits. */
final class RoundTrips extends DelegatingDataSource {

    private final AtomicLong engine = new AtomicLong();
    private final AtomicLong ours = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    private final Map<String, AtomicLong> bySql = new ConcurrentHashMap<>();

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
            }
            Object answer = call(real, method, args);
            return answer instanceof PreparedStatement statement ? counted(statement, (String) args[0]) : answer;
        });
    }

    private PreparedStatement counted(PreparedStatement real, String sql) {
        return proxy(PreparedStatement.class, (proxy, method, args) -> {
            if (method.getName().startsWith("execute")) {
                (sql.contains("ACT_") ? engine : ours).incrementAndGet();
                bySql.computeIfAbsent(sql, s -> new AtomicLong()).incrementAndGet();
            }
            return call(real, method, args);
        });
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

    /** The most frequent ones, for whoever looks for something to save. */
    List<String> top(int tasks, int most) {
        return bySql.entrySet().stream().sorted(Map.Entry.comparingByValue((a, b) -> Long.compare(b.get(), a.get()))).limit(most)
                .map(e -> "%.3f %s".formatted((double) e.getValue().get() / tasks, e.getKey().replaceAll("\\s+", " "))).toList();
    }
}
