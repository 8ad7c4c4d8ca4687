package vn.tusoi.rulebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Rule sets in the database: exactly the files that were put into force, by their digests. Rows are added, never changed. Contents are
 * kept once, whoever holds them: a set in force, a draft, a version of a draft.
 */
@Component
public class RuleShelf {

    private static final String PLACE = "database/";

    private final JdbcClient jdbc;

    RuleShelf(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many sets are here: grows with each and never shrinks, so it says whether something is new. */
    long version() {
        return jdbc.sql("select count(*) from rule_set").query(Long.class).single();
    }

    /** Whether the transaction at hand is adding a set: nobody may take it for one in force before it is committed. */
    boolean writing() {
        return TransactionSynchronizationManager.hasResource(RuleShelf.class);
    }

    /** Every set's files. What is not what its digest says is among the faults. */
    RuleFiles files() {
        Map<String, Map<String, byte[]>> folders = new TreeMap<>();
        List<Fault> faults = new ArrayList<>();
        jdbc.sql("select f.rule_set, f.name, f.digest, c.content from rule_set_file f join rule_content c on c.digest = f.digest").query(rs -> {
            byte[] content = rs.getBytes(4);
            folders.computeIfAbsent(rs.getString(1), any -> new TreeMap<>()).put(rs.getString(2), content);
            if (!Digest.of(content).equals(rs.getString(3))) {
                faults.add(Fault.at(PLACE + rs.getString(1) + "/" + rs.getString(2), 0, "changed", rs.getString(3)));
            }
        });
        return new RuleFiles(PLACE, folders, new HashMap<>(), faults);
    }

    /** Keeps a content. @return its digest */
    @Transactional(propagation = Propagation.MANDATORY)
    public String keep(byte[] content) {
        String digest = Digest.of(content);
        jdbc.sql("insert into rule_content(digest, content) select ?, ? where not exists (select 1 from rule_content where digest = ?)")
                .params(digest, content, digest).update();
        return digest;
    }

    /** A content by its digest; empty where there is none. */
    public Optional<byte[]> content(String digest) {
        return jdbc.sql("select content from rule_content where digest = ?").param(digest).query((rs, n) -> rs.getBytes(1)).optional();
    }

    /** Adds a set. @throws DuplicateKeyException where there is one of this code */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(RuleSet set, Map<String, byte[]> files, long draft) {
        jdbc.sql("insert into rule_set(code, level, valid_from, draft_id) values (?, ?, ?, ?)").params(set.code(), set.level(), set.from(), draft).update();
        files.forEach((name, content) -> jdbc.sql("insert into rule_set_file(rule_set, name, digest) values (?, ?, ?)")
                .params(set.code(), name, keep(content)).update());
        if (!writing()) {
            TransactionSynchronizationManager.bindResource(RuleShelf.class, Boolean.TRUE);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    TransactionSynchronizationManager.unbindResource(RuleShelf.class);
                }
            });
        }
    }

    OptionalLong draftOf(String code) {
        return jdbc.sql("select draft_id from rule_set where code = ?").param(code).query(Long.class).optional().map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
