package vn.tusoi.retention;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.tusoi.ledger.Deletion;
import vn.tusoi.ledger.Ledger;

/** What the record says was deleted from a case. */
@Component
public class DeletedContent {

    private static final int MOST = 100;

    private final Ledger ledger;

    DeletedContent(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * One deletion.
     *
     * @param kind    name of the kind of content
     * @param months  the period it was kept
     * @param ruleSet that had the period
     * @param entry   number of the entry that says so
     */
    public record Gone(String kind, Instant at, int months, String ruleSet, long entry) { }

    /** Oldest first. */
    public List<Gone> of(String caseCode) {
        return ledger.search(caseCode, Deletion.ACT, null, MOST, 0).stream()
                .map(e -> new Gone(e.outcome(), e.at(), e.detail().get("months") instanceof Number months ? months.intValue() : 0, e.ruleSet(), e.id()))
                .sorted(java.util.Comparator.comparing(Gone::at).thenComparing(Gone::kind)).toList();
    }
}
