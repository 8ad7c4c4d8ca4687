package vn.tusoi.retention;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.briefings.Briefing;
import vn.tusoi.briefings.BriefingDesk;
import vn.tusoi.ledger.ContentKind;
import vn.tusoi.ledger.Deletion;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.ledger.PersonalContent;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.worklist.Refused;

/**
 * Deletes what secretaries noted of a briefing's sessions, and attendance name by name, when the period is over, as {@link RetentionDesk} does for rounds:
 * proposed by one officer of the board that published it, confirmed by a second. The period counts from the briefing's last day and is that of the rule set
 * in force on it. How many attended and were excused stays, and that somebody confirmed having read the text, which is an act of their own.
 */
@Component
public class BriefingRetention {

    private static final ContentKind.Of OF = ContentKind.Of.BRIEFING;
    private static final ContentKind KIND = ContentKind.BRIEFING;
    private static final int BATCH = 200;

    private final Clock clock;
    private final BriefingDesk briefings;
    private final RuleBook rules;
    private final PersonalContent content;
    private final Holds holds;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Runs runs;

    BriefingRetention(JdbcClient jdbc, Clock clock, BriefingDesk briefings, RuleBook rules, PersonalContent content, Holds holds, Ledger ledger, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.briefings = briefings;
        this.rules = rules;
        this.content = content;
        this.holds = holds;
        this.ledger = ledger;
        this.transaction = transaction;
        this.runs = Runs.ofBriefings(jdbc);
    }

    /** What a briefing still holds, and since when or from when it may go. Without a period {@code ruleSet} may be null: no set was in force on the day. */
    public record Held(Briefing briefing, RetentionDesk.Due due, RetentionRun last) { }

    /** Briefings over which the person's organisation board, or auditor's office, watches and that still hold notes. Those due first come first. */
    @Transactional(readOnly = true)
    public List<Held> list(Actor actor) {
        return briefings.watched(actor).stream().filter(b -> reads(actor, b)).map(this::held).filter(h -> h.due().pieces() + h.due().held() > 0 || h.last() != null)
                .sorted(java.util.Comparator.comparing((Held h) -> h.briefing().due()).thenComparing(h -> h.briefing().code())).toList();
    }

    private Held held(Briefing briefing) {
        return new Held(briefing, due(briefing), runs.last(briefing.code()).orElse(null));
    }

    private boolean reads(Actor actor, Briefing briefing) {
        return Optional.ofNullable(briefings.look(actor, briefing.code()).watching())
                .filter(o -> o.function() == Function.ORGANISATION_BOARD || o.function() == Function.AUDITOR).isPresent();
    }

    /** @throws Denied.Hidden for whom the briefing does not reach, Denied.Forbidden for everybody but organisation boards and auditors over it */
    @Transactional(readOnly = true)
    public Held get(Actor actor, String code) {
        Briefing briefing = briefings.look(actor, code).briefing();
        if (!reads(actor, briefing)) {
            throw new Denied.Forbidden("rounds.denied.read");
        }
        return held(briefing);
    }

    /** Whether the person is an officer of the board that published it. */
    public boolean acts(Actor actor, String code) {
        return briefings.look(actor, code).reminds();
    }

    private Office act(Actor actor, String code) {
        BriefingDesk.Standing standing = briefings.look(actor, code);
        if (!standing.reminds()) {
            throw new Denied.Forbidden("rounds.denied.act");
        }
        return standing.watching();
    }

    private Optional<RuleSet> set(Briefing briefing) {
        return rules.all().stream().filter(s -> !briefing.due().isBefore(s.from()) && (s.to() == null || !briefing.due().isAfter(s.to()))).findFirst();
    }

    private RetentionDesk.Due due(Briefing briefing) {
        int pieces = content.pieces(OF, briefing.code(), KIND);
        boolean held = content.held(OF, briefing.code());
        RuleSet set = set(briefing).orElse(null);
        Integer months = set == null || !set.values().containsKey(KIND.period()) ? null : (Integer) set.number(KIND.period());
        return new RetentionDesk.Due(KIND, set == null ? null : set.code(), months, months == null ? null : briefing.due().plusMonths(months), 0, held ? 0 : pieces,
                held && pieces > 0 ? 1 : 0);
    }

    /** Deletions of a briefing, the newest first. */
    public List<RetentionRun> runs(String code) {
        return runs.list(code);
    }

    private Briefing lock(Actor actor, String code) {
        Briefing briefing = briefings.look(actor, code).briefing();
        jdbc.sql("select code from briefing where code = ? for update").param(code).query(String.class).single();
        return briefing;
    }

    /** Puts the deletion before a second officer. @throws Refused where nothing is due, or another is pending */
    @Transactional
    public void propose(Actor actor, String code, String note) {
        Briefing briefing = lock(actor, code);
        Office office = act(actor, code);
        if (runs.last(code).filter(RetentionRun::pending).isPresent()) {
            throw new Refused("retention.pending");
        }
        LocalDate today = today();
        RetentionDesk.Due due = due(briefing);
        if (!due.on(today) || due.pieces() == 0) {
            throw new Refused("retention.nothing");
        }
        int no = runs.propose(code, new Runs.Proposal(today, due.cases(), due.pieces(), due.held(), RetentionDesk.blank(note)), actor, now());
        ledger.entry(actor, "RETENTION_PROPOSED").in(office).on(OF.name(), code).rule(due.ruleSet(), null).reason(note).with("run", no).with("asOf", today)
                .with("cases", due.cases()).with("pieces", due.pieces()).with("held", 0).with("kinds", List.of(KIND.name())).write();
    }

    /** Decides as the second officer. @throws Denied.Forbidden for who proposed it. @throws Refused where nothing is proposed, or it is refused without a reason */
    @Transactional
    public void decide(Actor actor, String code, boolean confirmed, String note) {
        lock(actor, code);
        Office office = act(actor, code);
        RetentionRun run = runs.last(code).filter(r -> r.state() == RetentionRun.State.PROPOSED).orElseThrow(() -> new Refused("retention.notProposed"));
        if (run.proposedBy().equals(actor.username())) {
            throw new Denied.Forbidden("retention.denied.same");
        }
        if (!confirmed && RetentionDesk.blank(note) == null) {
            throw Refused.field("answer", "retention.noReason");
        }
        runs.decide(run, confirmed, RetentionDesk.blank(note), actor, now());
        ledger.entry(actor, confirmed ? "RETENTION_CONFIRMED" : "RETENTION_REFUSED").in(office).on(OF.name(), code).reason(note).with("run", run.no()).with("asOf", run.asOf()).write();
    }

    /** Briefings with a deletion that was confirmed and is not over. */
    public List<String> running() {
        return runs.running();
    }

    /** Carries out what was confirmed, as {@link RetentionDesk#carryOut}. */
    public void carryOut(String code) {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(t -> batch(code)));
        }
        transaction.executeWithoutResult(t -> {
            holds.lock();
            runs.lockRunning(code).ifPresent(run -> {
                runs.done(run, now());
                ledger.byProcess("RETENTION_DONE").on(OF.name(), code).with("run", run.no()).with("pieces", run.deleted()).write();
            });
        });
    }

    /** @return whether there may be more */
    private boolean batch(String code) {
        holds.lock();
        RetentionRun run = runs.lockRunning(code).orElse(null);
        Briefing briefing = run == null ? null : briefings.named(code);
        RuleSet set = briefing == null ? null : set(briefing).orElse(null);
        if (set == null || content.held(OF, code) || !due(briefing).on(run.asOf())) {
            return false;
        }
        int counted = briefings.keepNumbers(code, BATCH);
        if (counted > 0) {
            ledger.byProcess("BRIEFING_COUNTED").on(OF.name(), code).with("run", run.no()).with("cells", counted).write();
            return true;
        }
        PersonalContent.Deleted deleted = content.delete(OF, code, KIND, BATCH);
        if (deleted.pieces() > 0) {
            int months = set.number(KIND.period());
            ledger.byProcess(Deletion.ACT).on(OF.name(), code).outcome(KIND).rule(set.applied(KIND.period())).with("round", code).with("run", run.no()).with("months", months)
                    .with("closed", briefing.due()).with("due", briefing.due().plusMonths(months)).with("cells", RetentionDesk.cells(deleted)).write();
            runs.deleted(run, deleted.pieces());
        }
        return deleted.pieces() > 0;
    }

    private LocalDate today() {
        return clock.instant().atZone(Deletion.ZONE).toLocalDate();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
