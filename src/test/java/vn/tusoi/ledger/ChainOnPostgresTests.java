package vn.tusoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.PostgresTest;

/** The same chains where several writers really meet. */
@PostgresTest
class ChainOnPostgresTests {

    private static final int WRITERS = 8;
    private static final int EACH = 500;
    private static final int ENTRIES = 5;

    /** The house makes entries of its own meanwhile. */
    private static final String WRITTEN = "select count(*) from ledger_entry where act = 'STAGE_ENTERED' and (subject_code like 'W-%' or subject_code like 'N-%' or subject_code like 'S-%')";

    @Autowired Ledger ledger;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired vn.tusoi.database.Later later;
    @Autowired DataSource source;

    @Test
    void eightWritersOnSharedAndOwnStreamsLeaveNoGapNoForkAndNeverBlockEachOther() throws Exception {
        long before = jdbc.sql(WRITTEN).query(Long.class).single();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        List<Future<?>> all = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            int writer = w;
            all.add(writers.submit(() -> {
                Random random = new Random(writer);
                for (int i = 0; i < EACH; i++) {
                    transaction.executeWithoutResult(t -> {
                        for (int e = 0; e < ENTRIES; e++) {
                            // some streams are new and wanted by several at once, some are shared by all, some belong to one writer
                            String code = switch (random.nextInt(4)) {
                                case 0 -> "W-" + writer;
                                case 1 -> "N-" + random.nextInt(2000);
                                default -> "S-" + random.nextInt(6);
                            };
                            ledger.byProcess("STAGE_ENTERED").on(e == 0 ? "CASE" : "LIST", code).with("n", e).write();
                        }
                    });
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        writers.shutdown();
        assertThat(jdbc.sql(WRITTEN).query(Long.class).single() - before).isEqualTo(WRITERS * EACH * ENTRIES);
        assertThat(Chains.faults(jdbc)).isEmpty();
    }

    /** Rows of writes that travel with the record are read with them; those of others, and those whose key holds a day, are named no less. */
    @Test
    void foreseenAndUnforeseenRowsAreNamedAndNoOthers() throws Exception {
        String code = "FS-" + java.util.UUID.randomUUID().toString().substring(0, 8);
        OffsetDateTime now = OffsetDateTime.parse("2026-10-01T08:00:00Z");
        String hold = "insert into legal_hold(subject_code, hold_no, kind, unit_code, state, reason, put_at, put_by, put_name) values (?, ?, 'CASE', ?, 'HELD', ?, ?, 'one', 'One')";
        jdbc.sql("insert into unit(code, name, search_name, kind, path, valid_from) values (?, 'Đảng ủy Mẫu', 'dang uy mau', 'COMMUNE', ?, '2020-01-01')").params(code, "/" + code + "/").update();
        jdbc.sql("""
                        insert into member(code, full_name, search_name, sort_key, birth_date, gender, cell_code, party_post, status, version)
                        values (?, 'Lò Thị Mẫu', 'lo thi mau', 'mau', '1980-01-01', 'FEMALE', ?, 'đảng viên', 'OFFICIAL', 0)""").params(code, code).update();
        transaction.executeWithoutResult(t -> {
            jdbc.sql("""
                            insert into round(code, name, owner_code, variant, target_post, seats, rule_set, congress_day, status, created_by, created_at, version)
                            values (?, 'Quy hoạch', ?, 'PLAN_NEW', 'SECRETARY', 3, '2026-07', '2030-06-10', 'OPEN', 'board', ?, 0)""").params(code, code, now).update();
            jdbc.sql("insert into slip_counter(round_code, cell_code, planned_on, member_code, named_at, named_by, named_name) values (?, ?, date '2026-10-05', ?, ?, 'one', 'One')")
                    .params(code, code, code, now).update();
            later.write(hold, code, 1, code, "một", now);
            later.write(hold, code, 2, code, "hai", now);
            ledger.byProcess("STAGE_ENTERED").on("CASE", code).with("n", 1).write();
        });
        transaction.executeWithoutResult(t -> {
            jdbc.sql("update legal_hold set state = 'LIFTING' where subject_code = ? and hold_no = 2").param(code).update();
            later.write("update legal_hold set state = ?, lift_reason = ? where subject_code = ? and hold_no = ?", "LIFTING", "xong", code, 1);
            later.write(hold, code, 3, code, "ba", now);
            later.write("update legal_hold set state = ? where subject_code = ? and hold_no = ?", "LIFTED", code, 99);
            ledger.byProcess("STAGE_ENTERED").on("CASE", code).with("n", 2).write();
        });
        List<String> named = jdbc.sql("select row_digests from ledger_entry where subject_code = ? order by id").param(code).query(String.class).list();
        assertThat(named.get(0)).contains("\"key\":[\"" + code + "\",\"1\"]", "\"key\":[\"" + code + "\",\"2\"]", "\"key\":[\"" + code + "\",\"" + code + "\",\"2026-10-05\"]");
        assertThat(named.get(1)).contains("\"key\":[\"" + code + "\",\"1\"]", "\"key\":[\"" + code + "\",\"2\"]", "\"key\":[\"" + code + "\",\"3\"]").doesNotContain("\"99\"");
        assertThat(Chains.faults(jdbc)).isEmpty();
        try (Connection connection = source.getConnection()) {
            assertThat(new DatabaseVerifier(Anchored.none(), null, new Faults(Integer.MAX_VALUE)).check(connection).faults().all()).noneMatch(f -> f.toString().contains(code));
        }
    }

    /** What the database copies out, with its escapes, and what it hands out column by column have the same digests. */
    @Test
    void entriesCopiedOutHaveTheDigestsOfThoseReadOneByOne() throws Exception {
        List<String> odd = List.of("tab\there", "line\nbreak\r", "back\\slash \\N \\.", "\"quoted\"", "bell\u0007 feed\f back\b vertical\u000b unit\u001f", "\\", "\\N",
                "Nông Văn Bình 🌾", "\u007f");
        for (String text : odd) {
            transaction.executeWithoutResult(t -> {
                ledger.byProcess("STAGE_ENTERED").on("CASE", "ODD-" + odd.indexOf(text)).outcome(text).rule("x", text).with(text, text).with("large", Long.MAX_VALUE).with("n", -5).write();
            });
        }
        List<String> slow = new ArrayList<>();
        jdbc.sql("select " + Line.COLUMNS + " from ledger_entry order by id").query(rs -> {
            Line line = Line.of(rs, 1);
            slow.add(line.stream() + " " + line.seq() + " " + line.hash() + " " + line.prev());
        });
        assertThat(copied(null, CopyReaders.STRETCH, () -> { })).as("by one connection").isEqualTo(slow).hasSizeGreaterThan(odd.size());
        assertThat(copied(source::getConnection, 7, () -> { })).as("by several, in stretches of seven").isEqualTo(slow);
        assertThat(copied(source::getConnection, slow.size(), () -> { })).as("in one stretch and an empty one").isEqualTo(slow);
        assertThat(copied(() -> {
            transaction.executeWithoutResult(t -> ledger.byProcess("STAGE_ENTERED").on("CASE", "ODD-LATER").write());
            return source.getConnection();
        }, 7, () -> { })).as("what is written once the first of them has looked is seen by none").isEqualTo(slow);
    }

    /** @param meanwhile done once what is read is fixed */
    private List<String> copied(DatabaseVerifier.Another another, int stretch, Runnable meanwhile) throws Exception {
        List<String> fast = new ArrayList<>();
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (CopyReaders readers = new CopyReaders(connection, another, stretch)) {
                meanwhile.run();
                readers.each(entries -> entries.forEach(e -> {
                    fast.add(e.stream() + " " + e.seq() + " " + e.computed() + " " + e.prev());
                    assertThat(e.stored()).isEqualTo(e.computed());
                }));
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        }
        return fast;
    }

    /** A reader that cannot go on ends the verification instead of letting it wait. */
    @Test
    void aReaderWhoseConnectionBreaksIsNoticed() throws Exception {
        transaction.executeWithoutResult(t -> ledger.byProcess("STAGE_ENTERED").on("CASE", "ODD-BREAK").write());
        assertThatThrownBy(() -> copied(source::getConnection, 7, () -> jdbc.sql("select pg_terminate_backend(pid) from pg_stat_activity where query like 'set transaction snapshot%' and state = 'idle in transaction'")
                .query((rs, n) -> rs.getBoolean(1)).list())).isInstanceOf(SQLException.class);
    }

    @Test
    void entriesCannotBeChangedDeletedOrTruncated() {
        for (String sql : List.of("update ledger_entry set act = 'X'", "delete from ledger_entry", "truncate ledger_entry")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).hasStackTraceContaining("ledger_entry is append only");
        }
    }

    @Test
    void anEntryCarriesTheDigestOfTheRowsItChanged() {
        transaction.executeWithoutResult(t -> {
            jdbc.sql("insert into account(username, display_name, active, failed_attempts, must_change, language, larger_text, created_at, version) "
                    + "values ('ch.one', 'Ma Thị Thử', true, 0, false, 'vi', false, timestamp with time zone '2026-01-02 03:04:05Z', 0)").update();
            jdbc.sql("update account set failed_attempts = 3 where username = 'ch.one'").update();
            ledger.byProcess("ACCOUNT_CREATED").on("ACCOUNT", "ch.one").write();
        });
        String row = "{\"active\":true,\"created_at\":\"2026-01-02T03:04:05.000000Z\",\"display_name\":\"Ma Thị Thử\",\"must_change\":false,\"username\":\"ch.one\"}";
        assertThat(jdbc.sql("select row_digests from ledger_entry where subject_code = 'ch.one'").query(String.class).single())
                .as("the same bytes as on the embedded database")
                .isEqualTo("[{\"digest\":\"" + Canonical.digest("tusoi/rows/1", row + "\n") + "\",\"key\":[\"ch.one\"],\"n\":1,\"table\":\"account\"}]");
        transaction.executeWithoutResult(t -> jdbc.sql("update account set failed_attempts = 0 where username = 'ch.one'").update());
        transaction.executeWithoutResult(t -> jdbc.sql("delete from account where username = 'ch.one'").update());
        assertThat(jdbc.sql("select row_digests from ledger_entry where act = 'CHANGED_WITHOUT_ACT' and row_digests like '%ch.one%'").query(String.class).list())
                .containsExactly("[{\"key\":[\"ch.one\"],\"n\":0,\"table\":\"account\"}]");
    }
}
