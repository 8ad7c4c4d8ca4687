package vn.tusoi.demo;

import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import vn.tusoi.access.Function;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.register.RegisterImport;

/** Fills an empty database with the demonstration when the application is up, and says how to sign in. */
@Component
@ConditionalOnProperty("tusoi.demo")
class Demonstration {

    /** Everybody's password in the demonstration; documented in the README, worth nothing anywhere else. */
    static final String PASSWORD = "tusoi-demo-2026";

    private static final Map<Function, String> SHORT = Map.ofEntries(
            Map.entry(Function.ORGANISATION_BOARD, "btc"), Map.entry(Function.CONFERENCE_SECRETARY, "thuky"), Map.entry(Function.COUNTER, "kiemphieu"),
            Map.entry(Function.INSPECTOR, "ktv"), Map.entry(Function.LEAD_INSPECTOR, "truongktv"), Map.entry(Function.ASSET_CONTROL, "kstaisan"),
            Map.entry(Function.INTERNAL_AFFAIRS, "noichinh"), Map.entry(Function.FATHERLAND_FRONT, "mattran"), Map.entry(Function.CHAIR, "chutri"),
            Map.entry(Function.APPROVER, "pheduyet"), Map.entry(Function.GRASSROOTS_COMMITTEE, "danguy"), Map.entry(Function.AUDITOR, "giamsat"),
            Map.entry(Function.ADMINISTRATOR, "quantri"));

    private final RegisterImport register;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final Clock clock;
    private final MessageSource messages;
    private final ObjectProvider<DemoRound> round;
    private final DemoBriefing briefing;
    private final Locale console;

    Demonstration(RegisterImport register, Ledger ledger, JdbcClient jdbc, PasswordEncoder passwords, Clock clock, MessageSource messages, ObjectProvider<DemoRound> round, DemoBriefing briefing,
                  @Value("${tusoi.console-language:vi}") String language) {
        this.register = register;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.clock = clock;
        this.messages = messages;
        this.round = round;
        this.briefing = briefing;
        this.console = Locale.forLanguageTag(language);
    }

    @EventListener
    @Order(0)
    void ready(ApplicationReadyEvent event) {
        if (register.registerIsEmpty()) {
            fill();
        }
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            howToSignIn(web.getWebServer().getPort(), new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /** Loads the province, makes the accounts, puts a round in progress. */
    void fill() {
        LocalDate today = LocalDate.now(clock);
        String hash = passwords.encode(PASSWORD);
        register.fill(new DemoProvince(today), false, report -> {
            accounts(hash, today.minusYears(1));
            ledger.byProcess("DEMONSTRATION_FILLED").on("SYSTEM", "demonstration").write();
        });
        round.ifAvailable(r -> r.begin(hash));
        briefing.publish("btc.t.1", hash);
    }

    private void accounts(String hash, LocalDate from) {
        record Need(String function, String unit) { }
        List<Need> needs = new ArrayList<>(jdbc.sql("select distinct function, performed_by from unit_function where function <> 'CELL_SECRETARY' order by 1, 2")
                .query((rs, n) -> new Need(rs.getString(1), rs.getString(2))).list());
        for (Need need : needs) {
            Function function = Function.valueOf(need.function());
            int wanted = function == Function.COUNTER ? 3 : 2;
            String realm = need.unit().startsWith("T") ? "/T/" : "/T/" + need.unit().split("-")[0] + "/";
            List<String[]> people = jdbc.sql("""
                            select m.code, m.full_name from member m join unit u on u.code = m.cell_code
                            where u.path like ? and m.status = 'OFFICIAL' and m.party_post = 'Đảng viên' and m.theory <> 'Sơ cấp'
                              and not exists (select 1 from account a where a.member_code = m.code) order by m.code limit ?""")
                    .params(realm + "%", wanted).query((rs, n) -> new String[] {rs.getString(1), rs.getString(2)}).list();
            for (int i = 0; i < people.size(); i++) {
                String username = SHORT.get(function) + "." + need.unit().split("-")[0].toLowerCase(Locale.ROOT) + "." + (i + 1);
                account(username, people.get(i)[1], people.get(i)[0], hash);
                office(username, function, need.unit(), from);
            }
        }
        jdbc.sql("select code, full_name, cell_code, party_post from member where party_post in ('Bí thư chi bộ', 'Phó Bí thư chi bộ') order by code")
                .query((rs, n) -> new String[] {rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4)}).list().forEach(m -> {
                    String username = (m[3].startsWith("Bí") ? "bithu." : "phobithu.") + m[2].toLowerCase(Locale.ROOT);
                    account(username, m[1], m[0], hash);
                    office(username, Function.CELL_SECRETARY, m[2], from);
                });
    }

    private void account(String username, String name, String member, String hash) {
        jdbc.sql("""
                        insert into account(username, display_name, password_hash, member_code, active, failed_attempts, must_change, language, larger_text, created_at, version)
                        values (?, ?, ?, ?, true, 0, false, 'vi', false, ?, 0)""")
                .params(username, name, hash, member, clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    private void office(String username, Function function, String unit, LocalDate from) {
        jdbc.sql("insert into office(username, function, unit_code, valid_from) values (?, ?, ?, ?)").params(username, function.name(), unit, from).update();
    }

    private void howToSignIn(int port, PrintStream out) {
        out.println();
        out.println(messages.getMessage("demo.address", new Object[] {String.valueOf(port)}, console));
        out.println(messages.getMessage("demo.password", new Object[] {PASSWORD}, console));
        for (String username : List.of("btc.t.1", "btc.t.2", "btc.x01.1", "bithu.x04-01", "danguy.x04.1", "ktv.x03.1", "truongktv.x03.1", "noichinh.t.1", "kiemphieu.x02.1",
                "chutri.x02.1", "pheduyet.t.1", "giamsat.t.1", "quantri.t.1")) {
            jdbc.sql("select a.display_name, o.function, u.name from account a join office o on o.username = a.username join unit u on u.code = o.unit_code where a.username = ? order by o.id limit 1")
                    .param(username).query((rs, n) -> String.format("  %-18s %-28s %s, %s", username, rs.getString(1),
                            messages.getMessage("function." + rs.getString(2), null, console), rs.getString(3))).optional().ifPresent(out::println);
        }
        jdbc.sql("select a.username, a.display_name from account a join work_item w on w.group_key = 'MEMBER@' || a.member_code where w.form_key = 'submit-self-review' order by case when exists (select 1 from office o where o.username = a.username) then 1 else 0 end, 1 limit 1")
                .query((rs, n) -> String.format("  %-18s %-28s %s", rs.getString(1), rs.getString(2), messages.getMessage("demo.member", null, console)))
                .optional().ifPresent(out::println);
        out.println();
    }
}
