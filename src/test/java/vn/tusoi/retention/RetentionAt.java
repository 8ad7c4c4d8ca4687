package vn.tusoi.retention;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.access.Actor;
import vn.tusoi.briefings.BriefingDesk;
import vn.tusoi.ledger.Deletion;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.ledger.PersonalContent;
import vn.tusoi.rounds.RoundAccess;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.rulebook.RuleBook;

/** The desk of deletions on a day that a test chooses. */
@Component
public class RetentionAt {

    private final JdbcClient jdbc;
    private final Rounds rounds;
    private final RoundAccess access;
    private final RuleBook rules;
    private final PersonalContent content;
    private final Holds holds;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final BriefingDesk briefings;

    RetentionAt(JdbcClient jdbc, Rounds rounds, RoundAccess access, RuleBook rules, PersonalContent content, Holds holds, Ledger ledger, TransactionTemplate transaction,
                BriefingDesk briefings) {
        this.jdbc = jdbc;
        this.rounds = rounds;
        this.access = access;
        this.rules = rules;
        this.content = content;
        this.holds = holds;
        this.ledger = ledger;
        this.transaction = transaction;
        this.briefings = briefings;
    }

    public BriefingRetention briefings(LocalDate day) {
        return new BriefingRetention(jdbc, Clock.fixed(day.atTime(9, 0).atZone(Deletion.ZONE).toInstant(), Deletion.ZONE), briefings, rules, content, holds, ledger, transaction);
    }

    /** What a day's look for drafts that belong to nothing does. */
    public void strayDrafts(LocalDate day) {
        new StrayDrafts(jdbc, rules, ledger, transaction, Clock.fixed(day.atTime(9, 0).atZone(Deletion.ZONE).toInstant(), Deletion.ZONE)).tend();
    }

    public void in(Runnable act) {
        transaction.executeWithoutResult(t -> act.run());
    }

    private RetentionDesk on(LocalDate day) {
        return new RetentionDesk(jdbc, Clock.fixed(day.atTime(9, 0).atZone(Deletion.ZONE).toInstant(), Deletion.ZONE), rounds, access, rules, content, holds, ledger, transaction);
    }

    public void propose(LocalDate day, Actor actor, String round) {
        RetentionDesk desk = on(day);
        transaction.executeWithoutResult(t -> desk.propose(actor, round, "Đến hạn."));
    }

    public void decide(LocalDate day, Actor actor, String round, boolean confirmed) {
        RetentionDesk desk = on(day);
        transaction.executeWithoutResult(t -> desk.decide(actor, round, confirmed, "Không đồng ý lần này."));
    }
}
