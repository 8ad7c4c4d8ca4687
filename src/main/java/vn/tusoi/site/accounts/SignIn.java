package vn.tusoi.site.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.ledger.Ledger;

/**
 * Decides whether name and password open the door. After five failures in a row it stays shut for a quarter of an hour;
 * an address that failed too often ({@link AddressLimit}) waits as long, so that nobody can shut the doors of many.
 */
@Component
public class SignIn {

    static final int FAILURES = 5;
    static final Duration LOCKED = Duration.ofMinutes(15);

    /** What came of an attempt; {@code until} only where locked. */
    public record Answer(Kind kind, Instant until) { }

    /** LOCKED: the account; HELD: the address, whatever the account. */
    public enum Kind { OPEN, WRONG, LOCKED, HELD }

    private static final Answer WRONG = new Answer(Kind.WRONG, null);
    private static final Answer HELD = new Answer(Kind.HELD, null);

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final Accounts accounts;
    private final Ledger ledger;
    private final Clock clock;
    private final AddressLimit addresses;
    private final TransactionTemplate transaction;
    private final String nobodysHash;

    SignIn(JdbcClient jdbc, PasswordEncoder passwords, Accounts accounts, Ledger ledger, Clock clock, AddressLimit addresses, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.accounts = accounts;
        this.ledger = ledger;
        this.clock = clock;
        this.addresses = addresses;
        this.transaction = transaction;
        this.nobodysHash = passwords.encode(Passwords.token());
    }

    private record Door(String hash, boolean active, int failed, OffsetDateTime lockedUntil) {

        boolean locked(Instant now) {
            return lockedUntil != null && lockedUntil.toInstant().isAfter(now);
        }

        Answer shut() {
            return new Answer(Kind.LOCKED, lockedUntil.toInstant());
        }
    }

    /**
     * An unknown, closed or locked account takes as long as an open one; who asks from outside must be told the same of all of them.
     *
     * @param address from where it is tried; null where that does not matter
     */
    public Answer attempt(String username, String password, String address) {
        String network = network(address);
        if (network != null && addresses.held(network)) {
            addresses.failed(network, false, () -> ledger.byProcess("SIGN_IN_HELD").on("ACCESS", "sign-in").with("from", network).write());
            return HELD;
        }
        Optional<Door> found = door(username, "");
        if (found.isEmpty() || found.get().hash() == null || !found.get().active() || found.get().locked(clock.instant())) {
            passwords.matches(password, nobodysHash);
            Optional<Answer> shut = found.filter(d -> d.active() && d.locked(clock.instant())).map(Door::shut);
            enter(network, () -> {
                if (shut.isPresent()) {
                    ledger.entry(accounts.actor(username).orElseThrow(), "SIGN_IN_REFUSED").on("ACCOUNT", username).with("from", network).write();
                } else {
                    ledger.byProcess("SIGN_IN_UNKNOWN").on("ACCESS", "sign-in").withDigest("name", username).with("from", network).write();
                }
            });
            return shut.orElse(WRONG);
        }
        if (passwords.matches(password, found.get().hash())) {
            return opened(username);
        }
        if (network != null) {
            addresses.count(network);
        }
        return transaction.execute(status -> failed(username, network));
    }

    /** How the record names an address: an IPv4 address as it is, of an IPv6 one the network half; null for what is none. */
    public static String network(String address) {
        return AddressLimit.network(address);
    }

    private void enter(String network, Runnable entry) {
        if (network == null) {
            transaction.executeWithoutResult(status -> entry.run());
        } else {
            addresses.failed(network, true, entry);
        }
    }

    /** Asked again: of many guesses at once, those that are still being compared when the door shuts find it shut. */
    private Answer opened(String username) {
        Optional<Door> door = door(username, "").filter(Door::active);
        if (door.isEmpty()) {
            return WRONG;
        }
        if (door.get().locked(clock.instant())) {
            return door.get().shut();
        }
        if (door.get().failed() > 0) {
            jdbc.sql("update account set failed_attempts = 0, locked_until = null where username = ?").param(username).update();
        }
        return new Answer(Kind.OPEN, null);
    }

    private Answer failed(String username, String network) {
        Door door = door(username, " for update").filter(Door::active).orElse(null);
        if (door == null) {
            return WRONG;
        }
        if (door.locked(clock.instant())) {
            return door.shut();
        }
        Actor person = accounts.actor(username).orElseThrow();
        int failed = door.failed() + 1;
        boolean shut = failed >= FAILURES;
        OffsetDateTime until = shut ? clock.instant().plus(LOCKED).atOffset(ZoneOffset.UTC) : null;
        jdbc.sql("update account set failed_attempts = ?, locked_until = ? where username = ?").params(shut ? 0 : failed, until, username).update();
        ledger.entry(person, shut ? "SIGN_IN_LOCKED" : "SIGN_IN_FAILED").on("ACCOUNT", username).with("attempt", failed).with("from", network).write();
        return shut ? new Answer(Kind.LOCKED, until.toInstant()) : WRONG;
    }

    /** Enters a sign-in by form into the record. @param address from where; null where that is not known */
    public void signedIn(String username, String address) {
        transaction.executeWithoutResult(status -> accounts.actor(username)
                .ifPresent(person -> ledger.entry(person, "SIGNED_IN").on("ACCOUNT", username).with("from", network(address)).write()));
    }

    private Optional<Door> door(String username, String lock) {
        if (username.indexOf('\0') >= 0) {
            return Optional.empty();                    // nobody's name: PostgreSQL would not even take the question
        }
        return jdbc.sql("select password_hash, active, failed_attempts, locked_until from account where username = ?" + lock).param(username)
                .query((rs, n) -> new Door(rs.getString(1), rs.getBoolean(2), rs.getInt(3), rs.getObject(4, OffsetDateTime.class))).optional();
    }
}
