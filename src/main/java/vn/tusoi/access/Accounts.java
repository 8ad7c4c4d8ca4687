package vn.tusoi.access;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.register.Units;

/** Finds the person behind an account, with the offices held today, and how the person likes to read. */
@Component
public class Accounts {

    private final JdbcClient jdbc;
    private final Units units;
    private final Clock clock;

    Accounts(JdbcClient jdbc, Units units, Clock clock) {
        this.jdbc = jdbc;
        this.units = units;
        this.clock = clock;
    }

    /** Empty for an unknown or inactive account. */
    public Optional<Actor> actor(String username) {
        return jdbc.sql("select username, display_name, member_code from account where username = ? and active = true").param(username)
                .query((rs, n) -> new Actor(rs.getString(1), rs.getString(2), rs.getString(3), offices(rs.getString(1)))).optional();
    }

    private List<Office> offices(String username) {
        LocalDate today = LocalDate.now(clock);
        return jdbc.sql("select function, unit_code from office where username = ? and valid_from <= ? and (valid_to is null or valid_to >= ?) order by id")
                .params(username, today, today)
                .query((rs, n) -> new Office(Function.valueOf(rs.getString(1)), units.get(rs.getString(2)))).list();
    }

    /**
     * How the account is set.
     *
     * @param language   vi or en
     * @param mustChange a new password has to be chosen before anything else
     */
    public record Settings(String language, boolean largerText, boolean mustChange) { }

    public Optional<Settings> settings(String username) {
        return jdbc.sql("select language, larger_text, must_change from account where username = ?").param(username)
                .query((rs, n) -> new Settings(rs.getString(1), rs.getBoolean(2), rs.getBoolean(3))).optional();
    }

    @Transactional
    public void choose(String username, String language, boolean largerText) {
        jdbc.sql("update account set language = ?, larger_text = ?, version = version + 1 where username = ?").params(language, largerText, username).update();
    }
}
