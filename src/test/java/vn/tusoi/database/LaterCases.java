package vn.tusoi.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.ledger.Ledger;

/** Writes that wait are seen by whoever reads, and are done or undone with everything else. */
abstract class LaterCases {

    private static final String INSERT = "insert into participation(subject_code, username, duty, member_code, first_at) values (?, ?, ?, ?, ?)";

    @Autowired Later later;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired PlatformTransactionManager transactions;
    @Autowired Ledger ledger;

    private final String code = "LT-" + UUID.randomUUID().toString().substring(0, 12);

    private Object[] values(String username) {
        return new Object[] {code, username, "AUTHOR", Later.text(null), OffsetDateTime.parse("2026-10-01T08:00:00Z")};
    }

    private int there() {
        return jdbc.sql("select count(*) from participation where subject_code = ?").param(code).query(Integer.class).single();
    }

    @Test
    void whoeverReadsSeesWhatWaited() {
        List<Integer> seen = new ArrayList<>();
        transaction.executeWithoutResult(t -> {
            later.write(INSERT, values("one"));
            later.write("update participation set duty = 'RATER' where subject_code = ?", code);
            seen.add(jdbc.sql("select count(*) from participation where subject_code = ? and duty = 'RATER'").param(code).query(Integer.class).single());
        });
        assertThat(seen).containsExactly(1);
    }

    @Test
    void whatNobodyReadGoesWithTheCommitHoweverMuchItIs() {
        transaction.executeWithoutResult(t -> IntStream.range(0, 30).forEach(n -> later.write(INSERT, values("n" + n))));
        assertThat(there()).isEqualTo(30);
        transaction.executeWithoutResult(t -> {
            IntStream.range(30, 60).forEach(n -> later.writeUnread(INSERT, values("n" + n)));
            ledger.byProcess("CASE_READ").on("CASE", code).write();
        });
        assertThat(there()).isEqualTo(60);
        assertThat(ledger.of(code)).hasSize(1);
    }

    @Test
    void whatWaitsIsUndoneWithTheRest() {
        transaction.executeWithoutResult(t -> {
            later.write(INSERT, values("one"));
            t.setRollbackOnly();
        });
        assertThat(there()).isZero();
        transaction.executeWithoutResult(t -> there());
        assertThat(there()).isZero();
    }

    @Test
    void whatIsWrongUndoesTheActAndItsEntry() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(t -> {
            later.write(INSERT, values("one"));
            later.write(INSERT, values("one"));
            ledger.byProcess("CASE_READ").on("CASE", code).write();
        })).isInstanceOf(DataIntegrityViolationException.class);
        assertThat(there()).isZero();
        assertThat(ledger.of(code)).isEmpty();
    }

    @Test
    void unreadWritesWaitThroughReadsUntilTheyAreSent() {
        List<Integer> seen = new ArrayList<>();
        transaction.executeWithoutResult(t -> {
            later.writeUnread(INSERT, values("one"));
            seen.add(there());
            later.send();
            seen.add(there());
            later.writeUnread(INSERT, values("two"));
            later.write("update participation set duty = 'RATER' where subject_code = ?", code);
            seen.add(there());
        });
        assertThat(seen).containsExactly(0, 1, 2);
    }

    @Test
    void aTransactionWithinAnotherDoesNotSendItsWrites() {
        TransactionTemplate within = new TransactionTemplate(transactions);
        within.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        List<Integer> seen = new ArrayList<>();
        transaction.executeWithoutResult(t -> {
            later.write(INSERT, values("one"));
            within.executeWithoutResult(w -> seen.add(there()));
            t.setRollbackOnly();
        });
        assertThat(seen).containsExactly(0);
        assertThat(there()).isZero();
    }

    @Test
    void outsideATransactionNothingWaits() {
        later.write(INSERT, values("one"));
        assertThat(there()).isEqualTo(1);
    }
}
