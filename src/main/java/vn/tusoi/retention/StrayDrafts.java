package vn.tusoi.retention;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.ledger.ContentKind;
import vn.tusoi.ledger.Deletion;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.ledger.Tending;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;

/**
 * Deletes, once a day, drafts that belong to nothing whose end could be waited for: text that was typed for an address under which there is no case, list,
 * conference, round or body. They are kept as long after the last keystroke as drafts are after a round, by the rule set in force.
 */
@Component
class StrayDrafts implements Tending {

    private static final String STRAY = " < ?" + List.of("vetting_case", "planning_list", "conference", "round", "collective_review").stream()
            .map(table -> " and not exists (select 1 from " + table + " s where s.code = d.subject_code)").reduce("", String::concat)
            + " and not exists (select 1 from work_item w where w.subject_code = d.subject_code)";

    private final JdbcClient jdbc;
    private final RuleBook rules;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile LocalDate looked;

    StrayDrafts(JdbcClient jdbc, RuleBook rules, Ledger ledger, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void tend() {
        LocalDate today = clock.instant().atZone(Deletion.ZONE).toLocalDate();
        if (!today.equals(looked)) {
            transaction.executeWithoutResult(t -> delete(today));
            looked = today;
        }
    }

    private void delete(LocalDate today) {
        RuleSet set = rules.inForce(today);
        String period = ContentKind.DRAFT.period();
        if (!set.values().containsKey(period)) {
            return;
        }
        OffsetDateTime before = today.minusMonths(set.number(period)).atStartOfDay(Deletion.ZONE).toOffsetDateTime();
        int rows = jdbc.sql("delete from draft d where d.saved_at" + STRAY).param(before).update() + jdbc.sql("delete from draft_kept d where d.kept_at" + STRAY).param(before).update();
        if (rows > 0) {
            ledger.byProcess("DRAFTS_DELETED").on("SYSTEM", "drafts").rule(set.applied(period)).with("rows", rows).with("before", before).write();
        }
    }
}
