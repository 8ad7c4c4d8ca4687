package vn.tusoi.site.accounts;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.Members;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;
import vn.tusoi.register.VietnameseText;
import vn.tusoi.site.Page;
import vn.tusoi.worklist.Refused;

/** Accounts and the offices they hold, for administrators of a unit and all below it. Knows nothing of cases; each act is recorded. */
@Component
public class AccountDesk {

    private static final int SIZE = 50;
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{2,59}");

    private final JdbcClient jdbc;
    private final Units units;
    private final Members members;
    private final Ledger ledger;
    private final PasswordEncoder passwords;
    private final Clock clock;

    AccountDesk(JdbcClient jdbc, Units units, Members members, Ledger ledger, PasswordEncoder passwords, Clock clock) {
        this.jdbc = jdbc;
        this.units = units;
        this.members = members;
        this.ledger = ledger;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** A row of the list: {@code offices} is the number held today. */
    public record Row(String username, String displayName, String memberCode, boolean active, OffsetDateTime lockedUntil, int offices) { }

    public record Account(String username, String displayName, String memberCode, boolean active, OffsetDateTime lockedUntil, boolean mustChange,
                          OffsetDateTime createdAt) { }

    public record Held(long id, Function function, Unit unit, LocalDate from, LocalDate to) { }

    /** @throws Denied.Forbidden for anybody but an administrator */
    public void admit(Actor actor) {
        realm(actor);
    }

    public Page<Row> list(Actor actor, String query, int page) {
        String realm = realm(actor).unit().realm();
        String like = "%" + escape(query == null ? "" : query.strip().toLowerCase(java.util.Locale.ROOT)) + "%";
        String plain = "%" + escape(VietnameseText.searchable(query == null ? "" : query)) + "%";
        String where = """
                 from account a left join member m on m.code = a.member_code left join unit c on c.code = m.cell_code
                where (exists (select 1 from office o join unit u on u.code = o.unit_code where o.username = a.username and u.path like :realm)
                       or c.path like :realm or (a.member_code is null and not exists (select 1 from office o where o.username = a.username)))
                  and (a.username like :like escape '!' or lower(a.display_name) like :like escape '!' or m.search_name like :plain escape '!')""";
        long total = jdbc.sql("select count(*)" + where).param("realm", realm + "%").param("like", like).param("plain", plain).query(Long.class).single();
        List<Row> rows = jdbc.sql("select a.username, a.display_name, a.member_code, a.active, a.locked_until, (select count(*) from office o where o.username = a.username"
                        + " and o.valid_from <= :today and (o.valid_to is null or o.valid_to >= :today)) as held" + where
                        + " order by a.username limit :limit offset :offset")
                .param("realm", realm + "%").param("like", like).param("plain", plain).param("today", LocalDate.now(clock))
                .param("limit", SIZE).param("offset", (page - 1) * SIZE)
                .query((rs, n) -> new Row(rs.getString(1), rs.getString(2), rs.getString(3), rs.getBoolean(4), rs.getObject(5, OffsetDateTime.class), rs.getInt(6))).list();
        return new Page<>(rows, page, SIZE, total);
    }

    /** @throws Denied.Hidden where there is none, or it belongs to another part of the tree */
    public Account get(Actor actor, String username) {
        Office office = realm(actor);
        Account account = jdbc.sql("select * from account where username = ?").param(username)
                .query((rs, n) -> new Account(rs.getString("username"), rs.getString("display_name"), rs.getString("member_code"), rs.getBoolean("active"),
                        rs.getObject("locked_until", OffsetDateTime.class), rs.getBoolean("must_change"), rs.getObject("created_at", OffsetDateTime.class)))
                .optional().orElseThrow(() -> new Denied.Hidden(username));
        List<Unit> places = new ArrayList<>(held(username).stream().map(Held::unit).toList());
        if (account.memberCode() != null) {
            places.add(units.get(members.get(account.memberCode()).cell()));
        }
        if (!places.isEmpty() && places.stream().noneMatch(office::covers)) {
            throw new Denied.Hidden(username);
        }
        return account;
    }

    /** All offices of an account, past ones too, newest first. */
    public List<Held> offices(Actor actor, String username) {
        get(actor, username);
        return held(username);
    }

    /** @return the password for the first sign-in, shown once and kept nowhere */
    @Transactional
    public String create(Actor actor, String username, String displayName, String memberCode) {
        Office office = realm(actor);
        if (!USERNAME.matcher(username).matches()) {
            throw Refused.field("username", "accounts.username.wrong");
        }
        if (jdbc.sql("select count(*) from account where username = ?").param(username).query(Integer.class).single() > 0) {
            throw Refused.field("username", "accounts.username.taken");
        }
        String member = memberCode == null || memberCode.isBlank() ? null : memberCode.strip();
        if (member != null) {
            var known = members.find(member).filter(m -> office.covers(units.get(m.cell()))).orElseThrow(() -> Refused.field("memberCode", "accounts.member.unknown"));
            if (jdbc.sql("select count(*) from account where member_code = ?").param(known.code()).query(Integer.class).single() > 0) {
                throw Refused.field("memberCode", "accounts.member.taken");
            }
        }
        String password = Passwords.oneTime();
        insert(username, VietnameseText.clean(displayName), member, passwords.encode(password), true);
        ledger.entry(actor, "ACCOUNT_CREATED").in(office).on("ACCOUNT", username).write();
        return password;
    }

    /**
     * Gives an account a new password, shown once.
     *
     * @throws Denied.Forbidden for one's own account, or one that also holds an office outside the actor's realm: with it one would gain that office
     */
    @Transactional
    public String resetPassword(Actor actor, String username) {
        Office office = mine(actor, username);
        notOneself(actor, username);
        String password = Passwords.oneTime();
        jdbc.sql("update account set password_hash = ?, must_change = true, failed_attempts = 0, locked_until = null, version = version + 1 where username = ?")
                .params(passwords.encode(password), username).update();
        throwOut(username);
        ledger.entry(actor, "ACCOUNT_PASSWORD_RESET").in(office).on("ACCOUNT", username).write();
        return password;
    }

    /** Closes or opens an account; a closed one is signed out at once. */
    @Transactional
    public void setActive(Actor actor, String username, boolean active) {
        Office office = mine(actor, username);
        notOneself(actor, username);
        jdbc.sql("update account set active = ?, failed_attempts = 0, locked_until = null, version = version + 1 where username = ?").params(active, username).update();
        if (!active) {
            throwOut(username);
        }
        ledger.entry(actor, active ? "ACCOUNT_OPENED" : "ACCOUNT_CLOSED").in(office).on("ACCOUNT", username).write();
    }

    /** Lets somebody try again before the quarter of an hour is over. */
    @Transactional
    public void unlock(Actor actor, String username) {
        Office office = mine(actor, username);
        jdbc.sql("update account set failed_attempts = 0, locked_until = null where username = ?").param(username).update();
        ledger.entry(actor, "ACCOUNT_UNLOCKED").in(office).on("ACCOUNT", username).write();
    }

    /** @throws Denied.Forbidden for one's own account or a unit outside one's realm */
    @Transactional
    public void grant(Actor actor, String username, Function function, String unitCode, LocalDate from, LocalDate to) {
        Office office = realm(actor);
        get(actor, username);
        notOneself(actor, username);
        if (!function.isOffice()) {
            throw Refused.field("function", "accounts.office.wrong");
        }
        List<Unit> meant = unitsCalled(actor, unitCode);
        if (meant.size() > 1) {
            throw Refused.field("unit", "accounts.unit.several");
        }
        Unit unit = meant.stream().findFirst().orElseThrow(() -> Refused.field("unit", "accounts.unit.unknown"));
        if (to != null && to.isBefore(from)) {
            throw Refused.field("to", "accounts.office.backwards");
        }
        boolean overlaps = held(username).stream().anyMatch(h -> h.function() == function && h.unit().code().equals(unit.code())
                && (h.to() == null || !h.to().isBefore(from)) && (to == null || !to.isBefore(h.from())));
        if (overlaps) {
            throw Refused.field("function", "accounts.office.held");
        }
        jdbc.sql("insert into office(username, function, unit_code, valid_from, valid_to) values (?, ?, ?, ?, ?)")
                .params(username, function.name(), unit.code(), from, to).update();
        ledger.entry(actor, "OFFICE_GRANTED").in(office).on("ACCOUNT", username).with("function", function).with("unit", unit.code())
                .with("from", from).write();
    }

    /** Units of the administrator's realm that somebody may mean: the one with this code or exactly this name, else all with these words in their name, some 30 at most. */
    public List<Unit> unitsCalled(Actor actor, String text) {
        Office office = realm(actor);
        Optional<Unit> byCode = units.find(text.strip()).filter(office::covers);
        if (byCode.isPresent() || text.isBlank()) {
            return byCode.stream().toList();
        }
        String plain = VietnameseText.searchable(text);
        List<Unit> named = jdbc.sql("""
                        select code from unit where search_name like :plain escape '!' and path like :realm and (valid_to is null or valid_to >= :today)
                        order by case when search_name = :exact then 0 else 1 end, path limit 30""")
                .param("plain", "%" + escape(plain) + "%").param("exact", plain).param("realm", office.unit().realm() + "%").param("today", LocalDate.now(clock))
                .query(String.class).list().stream().map(units::get).filter(office::covers).toList();
        return named.stream().filter(u -> VietnameseText.searchable(u.name()).equals(plain)).count() == 1 ? named.subList(0, 1) : named;
    }

    /** Ends an office with the day before today: it opens nothing any more from now on. */
    @Transactional
    public void end(Actor actor, String username, long officeId) {
        Office office = realm(actor);
        get(actor, username);
        notOneself(actor, username);
        Held held = held(username).stream().filter(h -> h.id() == officeId).findFirst().orElseThrow(() -> new Denied.Hidden(String.valueOf(officeId)));
        if (!office.covers(held.unit())) {
            throw new Denied.Forbidden("accounts.notYourRealm");
        }
        jdbc.sql("update office set valid_to = ? where id = ?").params(LocalDate.now(clock).minusDays(1), officeId).update();
        ledger.entry(actor, "OFFICE_ENDED").in(office).on("ACCOUNT", username).with("function", held.function()).with("unit", held.unit().code()).write();
    }

    /**
     * One's own password. Whoever is signed in elsewhere under this name is signed out.
     *
     * @param session that goes on, the one in which the password was changed
     * @throws Refused where the old one is wrong or the new one too weak
     */
    @Transactional
    public void changePassword(Actor actor, String old, String chosen, String session) {
        String hash = jdbc.sql("select password_hash from account where username = ?").param(actor.username()).query(String.class).single();
        if (old == null || !passwords.matches(old, hash)) {
            throw Refused.field("old", "password.old.wrong");
        }
        if (passwords.matches(chosen, hash)) {
            throw Refused.field("chosen", "password.same");
        }
        check("chosen", chosen, actor.username());
        jdbc.sql("update account set password_hash = ?, must_change = false, version = version + 1 where username = ?").params(passwords.encode(chosen), actor.username()).update();
        jdbc.sql("delete from spring_session where principal_name = ? and session_id <> ?").params(actor.username(), session).update();
        ledger.entry(actor, "PASSWORD_CHANGED").on("ACCOUNT", actor.username()).write();
    }

    void insert(String username, String displayName, String memberCode, String hash, boolean mustChange) {
        jdbc.sql("""
                        insert into account(username, display_name, password_hash, member_code, active, failed_attempts, must_change, language, larger_text, created_at, version)
                        values (?, ?, ?, ?, true, 0, ?, 'vi', false, ?, 0)""")
                .params(username, displayName, hash, memberCode, mustChange, clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    static void check(String field, String chosen, String username) {
        if (chosen == null || chosen.length() < Passwords.SHORTEST) {
            throw Refused.field(field, "password.short", Passwords.SHORTEST);
        }
        if (chosen.length() > Passwords.LONGEST) {
            throw Refused.field(field, "password.long", Passwords.LONGEST);
        }
        if (chosen.toLowerCase(java.util.Locale.ROOT).contains(username.toLowerCase(java.util.Locale.ROOT)) || chosen.chars().distinct().count() < 5) {
            throw Refused.field(field, "password.weak");
        }
    }

    static boolean isUsername(String username) {
        return username != null && USERNAME.matcher(username).matches();
    }

    private List<Held> held(String username) {
        return jdbc.sql("select id, function, unit_code, valid_from, valid_to from office where username = ? order by valid_from desc, id desc").param(username)
                .query((rs, n) -> new Held(rs.getLong(1), Function.valueOf(rs.getString(2)), units.get(rs.getString(3)), rs.getObject(4, LocalDate.class),
                        rs.getObject(5, LocalDate.class))).list();
    }

    private void throwOut(String username) {
        jdbc.sql("delete from spring_session where principal_name = ?").param(username).update();
    }

    private static void notOneself(Actor actor, String username) {
        if (actor.username().equals(username)) {
            throw new Denied.Forbidden("accounts.notOneself");
        }
    }

    /** An account that is wholly the administrator's: every office that it holds, or will hold, lies in the realm. */
    private Office mine(Actor actor, String username) {
        Office office = realm(actor);
        get(actor, username);
        LocalDate today = LocalDate.now(clock);
        if (held(username).stream().filter(h -> h.to() == null || !h.to().isBefore(today)).anyMatch(h -> !office.covers(h.unit()))) {
            throw new Denied.Forbidden("accounts.higher");
        }
        return office;
    }

    private static Office realm(Actor actor) {
        return actor.offices().stream().filter(o -> o.function() == Function.ADMINISTRATOR).findFirst()
                .orElseThrow(() -> new Denied.Forbidden("accounts.notAdministrator"));
    }

    private static String escape(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
