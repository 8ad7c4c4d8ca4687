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
        LocalDate today = LocalDate.now(clock);
        record Row(String username, String displayName, String memberCode, String function, String unitCode, LocalDate since) { }
        List<Row> rows = jdbc.sql("""
                        select a.username, a.display_name, a.member_code, o.function, o.unit_code, o.valid_from
                        from account a left join office o on o.username = a.username and o.valid_from <= ? and (o.valid_to is null or o.valid_to >= ?)
                        where a.username = ? and a.active = true order by o.id""")
                .params(today, today, username)
                .query((rs, n) -> new Row(rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4), rs.getString(5), rs.getObject(6, LocalDate.class))).list();
        return rows.stream().findFirst().map(first -> new Actor(first.username(), first.displayName(), first.memberCode(),
                rows.stream().filter(r -> r.function() != null).map(r -> new Office(Function.valueOf(r.function()), units.get(r.unitCode()), r.since())).toList()));
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

    /** Where reminders go; null for nowhere. */
    public String mail(String username) {
        return jdbc.sql("select mail from account where username = ?").param(username).query((rs, n) -> Optional.ofNullable(rs.getString(1))).single().orElse(null);
    }

    @Transactional
    public void remindAt(String username, String mail) {
        jdbc.sql("update account set mail = ?, version = version + 1 where username = ?").params(mail, username).update();
    }

    @Transactional
    public void choose(String username, String language, boolean largerText) {
        jdbc.sql("update account set language = ?, larger_text = ?, version = version + 1 where username = ?").params(language, largerText, username).update();
    }
}
