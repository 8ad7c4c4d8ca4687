package vn.tusoi.site.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.UnitKind;
import vn.tusoi.register.Units;
import vn.tusoi.register.VietnameseText;
import vn.tusoi.worklist.Refused;

/** Where no account exists yet, the start prints a token that makes one administrator and is then gone. */
@Component
@ConditionalOnWebApplication
public class FirstAdministrator {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private final JdbcClient jdbc;
    private final AccountDesk accounts;
    private final Units units;
    private final PasswordEncoder passwords;
    private final Ledger ledger;
    private final Clock clock;

    FirstAdministrator(JdbcClient jdbc, AccountDesk accounts, Units units, PasswordEncoder passwords, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.units = units;
        this.passwords = passwords;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** After the demonstration, which has accounts of its own. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void offer() {
        if (wanted()) {
            String token = newToken();
            LOG.warn("No account exists yet. Open /setup and enter this token, which works once: {}", token);
        }
    }

    boolean wanted() {
        return jdbc.sql("select count(*) from account").query(Integer.class).single() == 0;
    }

    boolean registerIsEmpty() {
        return units.ofKind(UnitKind.PROVINCE).isEmpty();
    }

    @Transactional
    String newToken() {
        String token = Passwords.token();
        jdbc.sql("insert into setup_token(token_hash, created_at) values (?, ?)").params(hash(token), clock.instant().atOffset(ZoneOffset.UTC)).update();
        return token;
    }

    /**
     * Makes the first administrator, of the root of the register.
     *
     * @throws Denied.Hidden where an account exists already
     * @throws Refused       for a wrong token or an empty register
     */
    @Transactional
    public void create(String token, String username, String displayName, String password) {
        if (!wanted()) {
            throw new Denied.Hidden("setup");
        }
        if (registerIsEmpty()) {
            throw new Refused("setup.empty");
        }
        if (jdbc.sql("delete from setup_token where token_hash = ?").param(hash(token.strip())).update() == 0) {
            throw Refused.field("token", "setup.token.wrong");
        }
        if (!AccountDesk.isUsername(username)) {
            throw Refused.field("username", "accounts.username.wrong");
        }
        AccountDesk.check("password", password, username);
        accounts.insert(username, VietnameseText.clean(displayName), null, passwords.encode(password), false);
        String root = units.ofKind(UnitKind.PROVINCE).get(0).code();
        jdbc.sql("insert into office(username, function, unit_code, valid_from) values (?, ?, ?, ?)")
                .params(username, Function.ADMINISTRATOR.name(), root, LocalDate.now(clock)).update();
        jdbc.sql("delete from setup_token").update();
        ledger.entry(new Actor(username, VietnameseText.clean(displayName), null, java.util.List.of()), "FIRST_ADMINISTRATOR").on("ACCOUNT", username).write();
    }

    private static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
