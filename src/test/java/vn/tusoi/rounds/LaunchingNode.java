package vn.tusoi.rounds;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.commands.Headless;
import vn.tusoi.demo.DemoProvince;
import vn.tusoi.register.RegisterImport;
import vn.tusoi.register.Unit;
import vn.tusoi.register.Units;
import vn.tusoi.rulebook.RuleBook;

/** A process of its own that launches a round, to be killed in the middle: {@code main} with the address of the database. */
final class LaunchingNode {

    static final String ROUND = "GIETLUC";

    private LaunchingNode() { }

    public static void main(String[] args) throws InterruptedException {
        ConfigurableApplicationContext application = Headless.start(Path.of("none"), args[0], Map.of("camunda.bpm.job-execution.enabled", "true",
                "camunda.bpm.job-execution.lock-time-in-millis", "3000"));
        if (application.getBean(RegisterImport.class).registerIsEmpty()) {
            begin(application);
        }
        Thread.currentThread().join();
    }

    /** A province, two officers, a round of everybody who may take part, approved: from here the engine launches it by itself. */
    private static void begin(ConfigurableApplicationContext application) {
        JdbcClient jdbc = application.getBean(JdbcClient.class);
        LocalDate today = LocalDate.now();
        application.getBean(RegisterImport.class).fill(new DemoProvince(today), false, report -> { });
        Units units = application.getBean(Units.class);
        units.changed();
        Unit board = units.performing("ORGANISATION_BOARD", "T").orElseThrow();
        for (String officer : List.of("mot", "hai")) {
            jdbc.sql("""
                    insert into account(username, display_name, active, failed_attempts, must_change, language, larger_text, created_at, version)
                    values (?, ?, true, 0, false, 'vi', false, current_timestamp, 0)""").params(officer, "Người " + officer).update();
            jdbc.sql("insert into office(username, function, unit_code, valid_from) values (?, 'ORGANISATION_BOARD', ?, ?)").params(officer, board.code(), today).update();
        }
        Accounts accounts = application.getBean(Accounts.class);
        Actor one = accounts.actor("mot").orElseThrow();
        RoundDesk desk = application.getBean(RoundDesk.class);
        Round round = desk.create(one, "T", ROUND, "Đợt bị ngắt giữa chừng");
        List<Rounds.Post> posts = application.getBean(Electorate.class).heldPosts("/T/", today).stream().map(Electorate.Held::post).toList();
        LocalDate congress = application.getBean(RoundDates.class).workingDays().minus(today.plusDays(420), 1);
        desk.plan(one, ROUND, new Plan("Đợt bị ngắt giữa chừng", Variant.PLAN_NEW, "COMMITTEE_MEMBER", 12, application.getBean(RuleBook.class).inForce(today).code(), congress,
                desk.communes(round).stream().map(Unit::code).toList(), posts), round.version());
        desk.submit(one, ROUND, null);
        desk.approve(accounts.actor("hai").orElseThrow(), ROUND);
    }
}
