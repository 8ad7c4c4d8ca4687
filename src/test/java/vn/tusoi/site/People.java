package vn.tusoi.site;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Function;

/** Invented people and units for tests of pages; each call makes new ones. */
@Component("peopleOfTheTests")
public class People {

    public static final String PASSWORD = "một-câu-dễ-nhớ-2030";
    private static final AtomicInteger MADE = new AtomicInteger();

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String hash;

    People(JdbcClient jdbc, PasswordEncoder passwords, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.hash = passwords.encode(PASSWORD);
    }

    /** A province with no parent; @return its code. */
    public String province() {
        return unit("P", "PROVINCE", null);
    }

    public String commune(String province) {
        return unit("K", "COMMUNE", province);
    }

    private String unit(String letter, String kind, String parent) {
        String code = "Z" + letter + MADE.incrementAndGet();
        String path = parent == null ? "/" + code + "/" : jdbc.sql("select path from unit where code = ?").param(parent).query(String.class).single() + code + "/";
        jdbc.sql("insert into unit(code, name, search_name, kind, parent_code, path, valid_from) values (?, ?, ?, ?, ?, ?, ?)")
                .params(code, "Đơn vị " + code, "don vi " + code.toLowerCase(java.util.Locale.ROOT), kind, parent, path, LocalDate.now(clock).minusYears(5)).update();
        return code;
    }

    /** An account without offices; @return its name. */
    public String person() {
        String username = "nguoi." + MADE.incrementAndGet();
        jdbc.sql("""
                        insert into account(username, display_name, password_hash, active, failed_attempts, must_change, language, larger_text, created_at, version)
                        values (?, ?, ?, true, 0, false, 'vi', false, ?, 0)""")
                .params(username, "Nông Văn Bình " + MADE.get(), hash, clock.instant().atOffset(ZoneOffset.UTC)).update();
        return username;
    }

    /** The account of somebody in the register; @return its name. */
    public String member(String code) {
        String username = person();
        jdbc.sql("update account set member_code = ?, display_name = (select full_name from member where code = ?) where username = ?").params(code, code, username).update();
        return username;
    }

    public String holder(Function function, String unit) {
        String username = person();
        jdbc.sql("insert into office(username, function, unit_code, valid_from) values (?, ?, ?, ?)")
                .params(username, function.name(), unit, LocalDate.now(clock).minusDays(1)).update();
        return username;
    }

    /** An open task of a group; @return its id. */
    public String task(String groupKey, String unit, String title, LocalDate due) {
        String id = "zt" + MADE.incrementAndGet();
        String function = groupKey.substring(0, groupKey.indexOf('@'));
        jdbc.sql("""
                        insert into work_item(task_id, subject_kind, subject_code, round_code, element_id, form_key, slot, function, unit_code, group_key, title, search_title,
                                              scope_name, due_on, created_at)
                        values (?, 'CASE', ?, 'ZR', 'userTask_x', 'a-test', '', ?, ?, ?, ?, ?, 'Chi bộ thôn 3', ?, ?)""")
                .params(id, "ZC-" + id, function, unit, groupKey, title, vn.tusoi.register.VietnameseText.searchable(title), due, clock.instant().atOffset(ZoneOffset.UTC)).update();
        return id;
    }
}
