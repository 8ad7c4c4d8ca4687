package vn.tusoi.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.briefings.Attendance;
import vn.tusoi.briefings.BriefingDesk;
import vn.tusoi.ledger.Ledger;

/** A text that the province's board made known: one commune has held its sessions, two of its cells are done, another has begun, the others have still to. */
@Component
class DemoBriefing {

    /** The day of the text that it names. */
    private static final LocalDate DATED = LocalDate.of(2026, 7, 26);
    private static final int DAYS = 30;
    private static final int DONE = 2;
    private static final int BEGUN = 3;
    /** Every so many-th member of a session was excused. */
    private static final int EXCUSED = 9;

    private final BriefingDesk desk;
    private final Accounts accounts;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final MessageSource messages;
    private final Clock clock;

    DemoBriefing(BriefingDesk desk, Accounts accounts, Ledger ledger, TransactionTemplate transaction, JdbcClient jdbc, MessageSource messages, Clock clock) {
        this.desk = desk;
        this.accounts = accounts;
        this.ledger = ledger;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.messages = messages;
        this.clock = clock;
    }

    void publish(String board, String passwordHash) {
        LocalDate today = LocalDate.now(clock);
        String code = desk.publish(actor(board), new BriefingDesk.Text(say("title"), say("number"), DATED.isAfter(today) ? today : DATED, say("place"), null,
                today.plusDays(DAYS), List.of())).code();
        List<String> first = cells("X01");
        first.forEach(cell -> hold(code, cell, today));
        cells("X02").stream().limit(BEGUN).forEach(cell -> hold(code, cell, today));
        List<String> readers = transaction.execute(t -> {
            List<String> made = first.stream().limit(DONE).flatMap(cell -> members(cell).entrySet().stream().map(m -> account(m.getKey(), m.getValue(), passwordHash))).toList();
            ledger.byProcess("DEMONSTRATION_FILLED").on("SYSTEM", "demonstration").write();
            return made;
        });
        readers.forEach(reader -> desk.confirm(actor(reader), code));
    }

    private void hold(String code, String cell, LocalDate today) {
        Map<String, Attendance> people = new LinkedHashMap<>();
        members(cell).keySet().forEach(m -> people.put(m, people.size() % EXCUSED == EXCUSED - 1 ? Attendance.EXCUSED : Attendance.ATTENDED));
        desk.record(actor("bithu." + cell.toLowerCase(Locale.ROOT)), code, cell, new BriefingDesk.Held(today, say("hall"), null, people));
    }

    private List<String> cells(String commune) {
        return jdbc.sql("select code from unit where parent_code = ? and kind = 'CELL' order by code").param(commune).query(String.class).list();
    }

    private Map<String, String> members(String cell) {
        Map<String, String> members = new LinkedHashMap<>();
        jdbc.sql("select code, full_name from member where cell_code = ? and status <> 'EXEMPT' order by sort_key, code").param(cell)
                .query(rs -> {
                    members.put(rs.getString(1), rs.getString(2));
                });
        return members;
    }

    private String account(String member, String name, String passwordHash) {
        return jdbc.sql("select min(username) from account where member_code = ?").param(member).query((rs, n) -> java.util.Optional.ofNullable(rs.getString(1))).single()
                .orElseGet(() -> {
                    String username = "dangvien." + member;
                    jdbc.sql("""
                                    insert into account(username, display_name, password_hash, member_code, active, failed_attempts, must_change, language, larger_text, created_at, version)
                                    values (?, ?, ?, ?, true, 0, false, 'vi', false, ?, 0)""")
                            .params(username, name, passwordHash, member, clock.instant().atOffset(ZoneOffset.UTC)).update();
                    return username;
                });
    }

    private Actor actor(String username) {
        return accounts.actor(username).orElseThrow();
    }

    private String say(String key) {
        return messages.getMessage("demo.briefing." + key, null, Locale.forLanguageTag("vi"));
    }
}
