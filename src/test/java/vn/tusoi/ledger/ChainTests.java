package vn.tusoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.ApplicationTest;

/** Entries, transactions and the chains they make, on the embedded database. */
@ApplicationTest
class ChainTests {

    @Autowired Ledger ledger;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired PlatformTransactionManager transactions;

    @Test
    void entriesOfOneTransactionAreChainedInTheirStreams() {
        transaction.executeWithoutResult(t -> {
            ledger.byProcess("STAGE_ENTERED").on("CASE", "CH26-0001").outcome("ASSESSMENT").write();
            ledger.byProcess("LIST_OPENED").on("LIST", "CH26-X01").with("seats", 3).write();
            ledger.byProcess("STAGE_ENTERED").on("CASE", "CH26-0001").outcome("INSPECTION").write();
            assertThat(ledger.of("CH26-0001")).as("seen before they are committed").hasSize(2);
        });
        List<Ledger.Written> written = ledger.of("CH26-0001");
        assertThat(written).extracting(Ledger.Written::seq).containsExactly(1L, 2L);
        assertThat(written).extracting(Ledger.Written::stream).containsOnly("CASE:CH26-0001");
        assertThat(jdbc.sql("select prev from ledger_entry where stream = 'CASE:CH26-0001' and seq = 2").query(String.class).single()).isEqualTo(written.get(0).hash());
        assertThat(jdbc.sql("select count(distinct tx) from ledger_entry where subject_code in ('CH26-0001', 'CH26-X01')").query(Integer.class).single()).isEqualTo(1);
        assertThat(Chains.faults(jdbc)).isEmpty();
    }

    @Test
    void anActThatIsRolledBackLeavesNoEntryAndNoHole() {
        transaction.executeWithoutResult(t -> ledger.byProcess("CASE_OPENED").on("CASE", "CH26-0002").write());
        transaction.executeWithoutResult(t -> {
            ledger.byProcess("CASE_ENDED").on("CASE", "CH26-0002").write();
            t.setRollbackOnly();
        });
        transaction.executeWithoutResult(t -> ledger.byProcess("STAGE_ENTERED").on("CASE", "CH26-0002").write());
        assertThat(ledger.of("CH26-0002")).extracting(Ledger.Written::act).containsExactly("CASE_OPENED", "STAGE_ENTERED");
        assertThat(ledger.of("CH26-0002")).extracting(Ledger.Written::seq).containsExactly(1L, 2L);
    }

    @Test
    void aTransactionWithinATransactionHasItsOwnEntries() {
        TransactionTemplate own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(t -> {
            ledger.byProcess("CASE_OPENED").on("CASE", "CH26-0003").write();
            own.executeWithoutResult(inner -> ledger.byProcess("ACCESS_DENIED").on("SYSTEM", "CH26-0003").write());
            assertThat(ledger.of("CH26-0003")).extracting(Ledger.Written::act).containsExactly("ACCESS_DENIED", "CASE_OPENED");
            t.setRollbackOnly();
        });
        assertThat(ledger.of("CH26-0003")).extracting(Ledger.Written::act).containsExactly("ACCESS_DENIED");
    }

    @Test
    void whatCannotBeWrittenDoesNotHappen() {
        assertThatThrownBy(() -> ledger.byProcess("CASE_OPENED").on("CASE", "CH26-0004").write()).isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> transaction.executeWithoutResult(t -> {
            jdbc.sql("insert into holiday(holiday_on, name, assumed) values (date '2099-01-01', 'x', true)").update();
            ledger.byProcess("CASE_OPENED").on("CASE", "CH26-0004").rule("x".repeat(41), null).write();
        })).isInstanceOf(org.springframework.dao.DataAccessException.class);
        assertThat(jdbc.sql("select count(*) from holiday where holiday_on = date '2099-01-01'").query(Integer.class).single()).isZero();
    }

    @Test
    void anEntryCarriesTheDigestOfTheRowsItChanged() {
        transaction.executeWithoutResult(t -> {
            jdbc.sql("insert into account(username, display_name, active, failed_attempts, must_change, language, larger_text, created_at, version) "
                    + "values ('ch.one', 'Ma Thị Thử', true, 0, false, 'vi', false, timestamp with time zone '2026-01-02 03:04:05Z', 0)").update();
            ledger.byProcess("ACCOUNT_CREATED").on("ACCOUNT", "ch.one").write();
        });
        String row = "{\"active\":true,\"created_at\":\"2026-01-02T03:04:05.000000Z\",\"display_name\":\"Ma Thị Thử\",\"must_change\":false,\"username\":\"ch.one\"}";
        String rows = jdbc.sql("select row_digests from ledger_entry where subject_code = 'ch.one'").query(String.class).single();
        assertThat(rows).isEqualTo("[{\"digest\":\"" + Canonical.digest("tusoi/rows/1", row + "\n") + "\",\"key\":[\"ch.one\"],\"n\":1,\"table\":\"account\"}]");
        transaction.executeWithoutResult(t -> jdbc.sql("update account set failed_attempts = 3 where username = 'ch.one'").update());
        transaction.executeWithoutResult(t -> jdbc.sql("delete from account where username = 'ch.one'").update());
        assertThat(jdbc.sql("select row_digests from ledger_entry where act = 'CHANGED_WITHOUT_ACT' and row_digests like '%ch.one%'").query(String.class).list())
                .containsExactly("[{\"key\":[\"ch.one\"],\"n\":0,\"table\":\"account\"}]");
        assertThat(Chains.faults(jdbc)).isEmpty();
    }

    @Test
    void entriesCannotBeChangedOrDeleted() {
        transaction.executeWithoutResult(t -> ledger.byProcess("CASE_OPENED").on("CASE", "CH26-0005").write());
        for (String sql : List.of("update ledger_entry set act = 'X' where subject_code = 'CH26-0005'", "delete from ledger_entry where subject_code = 'CH26-0005'")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).hasStackTraceContaining("ledger_entry is append only");
        }
    }

    @Test
    void reasonsAreKeptAsDigests() {
        transaction.executeWithoutResult(t -> ledger.byProcess("CASE_WITHDRAWN").on("CASE", "CH26-0006").reason(" Vì sức khỏe ").with("x", Map.of("b", 1, "a", 2)).write());
        assertThat(jdbc.sql("select reason_digest from ledger_entry where subject_code = 'CH26-0006'").query(String.class).single())
                .isEqualTo(Canonical.digest("tusoi/text/1", "Vì sức khỏe"));
    }
}
