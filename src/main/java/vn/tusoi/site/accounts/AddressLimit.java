package vn.tusoi.site.accounts;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.ledger.Tending;

/**
 * Counts failed tries to sign in by address and minute, in the database, so that all nodes count together. An address with too many waits; and the tries that
 * follow the first of a minute stand in the record as one count when the minute is over, so that nobody can fill it.
 */
@Component
class AddressLimit implements Tending {

    /** How far back an address is looked at, and so how long it waits at most. */
    static final Duration WINDOW = Duration.ofMinutes(15);
    /** Addresses of one minute whose first try has an entry of its own. */
    static final int SINGLE = 30;
    /** Addresses that a count names; the others are in its sum. */
    static final int NAMED = 20;

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final int limit;

    AddressLimit(JdbcClient jdbc, Ledger ledger, TransactionTemplate transaction, Clock clock, @Value("${tusoi.sign-in.failures-per-address:30}") int limit) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
        this.limit = limit;
    }

    /** Nothing that would be looked up as a name. */
    private static final String NUMERIC = "(OCTET\\.){3}OCTET|(?=.{2,60}$)[0-9A-Fa-f.]*:[0-9A-Fa-f.:%]*".replace("OCTET", "(25[0-5]|2[0-4]\\d|1?\\d?\\d)");

    /** What is counted as one: an IPv4 address, the network half of an IPv6 one. Null stays null: nothing is counted. */
    static String network(String address) {
        if (address == null || address.isBlank() || !address.matches(NUMERIC)) {
            return null;
        }
        try {
            InetAddress parsed = InetAddress.getByName(address.replaceAll("%.*", ""));
            String text = parsed.getHostAddress();
            if (!(parsed instanceof Inet6Address)) {
                return text;
            }
            String[] parts = text.split(":");
            return String.join(":", List.of(parts).subList(0, 4)) + "::/64";
        } catch (UnknownHostException odd) {
            return null;
        }
    }

    /** Whether the address failed so often within {@link #WINDOW} that it has to wait. */
    boolean held(String network) {
        return jdbc.sql("select coalesce(sum(failed), 0) from sign_in_try where address = ? and at_minute > ?").params(network, at(clock.instant().minus(WINDOW)))
                .query(Integer.class).single() >= limit;
    }

    /**
     * Counts a failure and enters it: on its own where it is the address's first of this minute, otherwise with the count when the minute is over.
     *
     * @param towards whether it counts towards the limit; what is tried while the address waits does not, so that the wait ends
     */
    void failed(String network, boolean towards, Runnable entry) {
        for (int attempt = 0;; attempt++) {
            try {
                transaction.executeWithoutResult(status -> {
                    if (first(network, towards)) {
                        entry.run();
                    }
                });
                return;
            } catch (DuplicateKeyException together) {      // the first two of a minute came at once
                if (attempt > 2) {
                    throw together;
                }
            }
        }
    }

    /** Counts a failure that has an entry of its own anyway. */
    void count(String network) {
        for (int attempt = 0;; attempt++) {
            try {
                transaction.executeWithoutResult(status -> {
                    if (jdbc.sql("update sign_in_try set failed = failed + 1 where address = ? and at_minute = ?").params(network, minute()).update() == 0) {
                        jdbc.sql("insert into sign_in_try(address, at_minute, failed, folded) values (?, ?, 1, 0)").params(network, minute()).update();
                    }
                });
                return;
            } catch (DuplicateKeyException together) {
                if (attempt > 2) {
                    throw together;
                }
            }
        }
    }

    private boolean first(String network, boolean towards) {
        int failed = towards ? 1 : 0;
        if (jdbc.sql("update sign_in_try set failed = failed + ?, folded = folded + 1 where address = ? and at_minute = ?").params(failed, network, minute()).update() > 0) {
            return false;
        }
        boolean single = jdbc.sql("select count(*) from sign_in_try where at_minute = ?").param(minute()).query(Integer.class).single() < SINGLE;
        jdbc.sql("insert into sign_in_try(address, at_minute, failed, folded) values (?, ?, ?, ?)").params(network, minute(), failed, single ? 0 : 1).update();
        return single;
    }

    private record Folded(String address, OffsetDateTime minute, int times) { }

    /** Enters the counts of the minutes that are over and forgets what is older than {@link #WINDOW}. */
    @Override
    public void tend() {
        if (jdbc.sql("select count(*) from sign_in_try where at_minute < ? and (folded > 0 or at_minute < ?)").params(minute(), at(clock.instant().minus(WINDOW)))
                .query(Integer.class).single() == 0) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            List<Folded> folded = jdbc.sql("select address, at_minute, folded from sign_in_try where folded > 0 and at_minute < ? order by at_minute, address for update")
                    .param(minute()).query((rs, n) -> new Folded(rs.getString(1), rs.getObject(2, OffsetDateTime.class), rs.getInt(3))).list();
            folded.stream().collect(Collectors.groupingBy(f -> f.minute().toInstant(), TreeMap::new, Collectors.toList())).forEach((minute, tries) -> {
                HashMap<String, Integer> named = new HashMap<>();
                tries.stream().sorted(Comparator.comparing(Folded::times).reversed()).limit(NAMED).forEach(t -> named.put(t.address(), t.times()));
                ledger.byProcess("SIGN_IN_FOLDED").on("ACCESS", "sign-in").with("minute", minute).with("times", tries.stream().mapToInt(Folded::times).sum())
                        .with("addresses", tries.size()).with("from", named).write();
                jdbc.sql("update sign_in_try set folded = 0 where at_minute = ?").param(at(minute)).update();
            });
            jdbc.sql("delete from sign_in_try where folded = 0 and at_minute < ?").param(at(clock.instant().minus(WINDOW))).update();
        });
    }

    private OffsetDateTime minute() {
        return at(clock.instant().truncatedTo(ChronoUnit.MINUTES));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
