package vn.tusoi.rehearsal;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.ledger.Ledger;

/**
 * For measurements: makes one rehearsed round the newest of a hundred, {@value #DAYS} days apart, each with cases, lists, conferences, tasks and people of its
 * own in the same units. All of them ended before the {@value #PERIOD} days began that are asked for, so that these hold the same as they do without them: only the
 * rest of the record grows, by more than five years. Entries are numbered by their time.
 */
final class EarlierRounds {

    /** The days that are asked for, counted back from the last act on a case. */
    static final int PERIOD = 90;
    private static final int DAYS = 18;
    private static final int LOOKS = 60;
    private static final int TOGETHER = 8;
    private static final String BACK = "(case when k = 0 then 0 else " + PERIOD + " + cast(k as int) * " + DAYS + " end)";

    private EarlierRounds() { }

    /** Tables whose rows belong to a round, with the columns that hold codes of its subjects, rounds and people. */
    private enum Copied {
        ACCOUNT("username"), OFFICE("username"),
        VETTING_CASE("code", "round_code", "list_code"), PLANNING_LIST("code", "round_code"), CONFERENCE("code", "list_code", "round_code"),
        CONFERENCE_CANDIDATE("conference_code", "case_code"), BALLOT_COUNT("conference_code", "counted_by"),
        SELF_REVIEW("case_code"), RATING_DECISION("case_code"), INSPECTION_CONCLUSION("case_code"), RULE_DECISION("subject_code"), CASE_READ("case_code", "username"),
        PARTICIPATION("subject_code", "username"), WORK_DONE("task_id", "subject_code", "round_code", "ended_by");

        private final List<String> codes;

        Copied(String... codes) {
            this.codes = List.of(codes);
        }
    }

    /**
     * What a rehearsal does not do and auditors ask for: readings outside the step, refused ways in, matters returned twice, candidates taken out after a vote, two
     * who always act together; and, so that pages are full, one task of twelve late and one done by a newcomer.
     *
     * @param realm beginning of the path of the commune whose auditor asks, too
     */
    static void lookedAt(ConfigurableApplicationContext house, String realm) {
        JdbcClient jdbc = house.getBean(JdbcClient.class);
        Ledger ledger = house.getBean(Ledger.class);
        TransactionTemplate transaction = house.getBean(TransactionTemplate.class);
        List<String> cases = jdbc.sql("select code from vetting_case order by code limit " + LOOKS).query(String.class).list();
        Actor inspector = house.getBean(Accounts.class).actor(jdbc.sql("select min(username) from office where function = 'INSPECTOR'").query(String.class).single()).orElseThrow();
        for (String act : List.of("CASE_READ_WITH_REASON", "ACCESS_REFUSED", "RATING_RETURNED_TO_CELL", "RATING_RETURNED_TO_CELL")) {
            for (String code : cases) {
                transaction.executeWithoutResult(t -> {
                    Ledger.Entry entry = ledger.entry(inspector, act).in(inspector.offices().get(0));
                    (act.equals("ACCESS_REFUSED") ? entry.on("ACCESS", inspector.username()).with("method", "GET").with("path", "/cases/" + code) : entry.on("CASE", code).with("stage", "LIST")).write();
                });
            }
        }
        List<String> ofCommune = jdbc.sql("""
                        select c.code from vetting_case c join unit u on u.code = c.unit_code where u.path like ?
                          and exists (select 1 from conference f join ballot_count b on b.conference_code = f.code where f.list_code = c.list_code) order by c.code""").param(realm + "%")
                .query(String.class).list();
        for (String code : ofCommune) {
            transaction.executeWithoutResult(t -> ledger.entry(inspector, "POOL_LEFT").in(inspector.offices().get(0)).on("CASE", code).outcome("TAKEN_OUT").write());
        }
        List<String> pair = jdbc.sql("select username from account where username not in (select username from participation) and username in (select username from office) order by username limit 2")
                .query(String.class).list();
        Actor second = house.getBean(Accounts.class).actor(pair.get(1)).orElseThrow();
        OffsetDateTime now = OffsetDateTime.now(house.getBean(Clock.class));
        for (String code : ofCommune.subList(0, TOGETHER)) {
            for (int i = 0; i < 2; i++) {
                jdbc.sql("insert into participation(subject_code, username, duty, first_at) values (?, ?, ?, ?)").params(code, pair.get(i), i == 0 ? "PREPARER" : "APPROVER", now).update();
            }
            transaction.executeWithoutResult(t -> ledger.entry(second, "LIST_DECIDED").in(second.offices().get(0)).on("CASE", code).outcome("APPROVED").write());
        }
        String some = " where ended_by is not null and substr(md5(task_id || ?), 1, 2) < '15'";
        jdbc.sql("update work_done set due_on = ended_on - 1" + some).param("late").update();
        jdbc.sql("update work_done set stand_in = 'OFFICE'" + some).param("new").update();
    }

    static void fill(DataSource source, int entries) {
        JdbcClient jdbc = JdbcClient.create(source);
        long copies = entries / jdbc.sql("select count(*) from ledger_entry").query(Long.class).single();
        List<String> all = new ArrayList<>(List.of("set session_replication_role = replica"));
        for (Copied table : Copied.values()) {
            List<Column> columns = Column.of(jdbc, table.name().toLowerCase(Locale.ROOT));
            all.add("insert into %1$s(%2$s) select %3$s from %1$s e, generate_series(1, %4$d) k order by k desc"
                    .formatted(table.name(), Column.names(columns), shifted(columns, table.codes), copies));
        }
        List<Column> entry = Column.of(jdbc, "ledger_entry");
        all.add("create temp table this_round as select * from ledger_entry");
        all.add("truncate ledger_entry");
        all.add("insert into ledger_entry(id, %1$s) overriding system value select row_number() over (order by at, k desc, n), %1$s from (select %2$s, e.id as n, k from this_round e, generate_series(0, %3$d) k) x"
                .formatted(Column.names(entry), shifted(entry, List.of("username", "subject_code", "stream")), copies));
        all.add("select setval(pg_get_serial_sequence('ledger_entry', 'id'), (select max(id) from ledger_entry))");
        // in one batch on one connection: triggers and references are off for it alone
        new JdbcTemplate(source).execute(String.join(";\n", all));
    }

    private static String shifted(List<Column> columns, List<String> codes) {
        return columns.stream().map(c -> {
            if (codes.contains(c.name())) {
                return "case when k = 0 or e.%1$s is null then e.%1$s else left(e.%1$s, %2$d) || '~' || k end as %1$s".formatted(c.name(), c.length() - 4);
            }
            return switch (c.type()) {
                case "date" -> "e.%1$s - %2$s as %1$s".formatted(c.name(), BACK);
                case "timestamp with time zone" -> "e.%1$s - %2$s * interval '1 day' as %1$s".formatted(c.name(), BACK);
                default -> c.name().equals("member_code") && columns.stream().anyMatch(o -> o.name().equals("password_hash")) ? "null" : "e." + c.name();
            };
        }).collect(Collectors.joining(", "));
    }

    private record Column(String name, String type, int length) {

        static List<Column> of(JdbcClient jdbc, String table) {
            return jdbc.sql("select column_name, data_type, coalesce(character_maximum_length, 0) from information_schema.columns where table_name = ? and table_schema = 'public' and is_identity = 'NO'"
                    + " order by ordinal_position").param(table).query((rs, n) -> new Column(rs.getString(1), rs.getString(2), rs.getInt(3))).list();
        }

        static String names(List<Column> columns) {
            return columns.stream().map(Column::name).collect(Collectors.joining(", "));
        }
    }
}
