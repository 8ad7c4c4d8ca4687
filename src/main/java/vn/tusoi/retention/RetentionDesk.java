package vn.tusoi.retention;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Office;
import vn.tusoi.ledger.ContentKind;
import vn.tusoi.ledger.Deletion;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.ledger.PersonalContent;
import vn.tusoi.rounds.Round;
import vn.tusoi.rounds.RoundAccess;
import vn.tusoi.rounds.RoundStatus;
import vn.tusoi.rounds.Rounds;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.rulebook.Value;
import vn.tusoi.worklist.Refused;

/**
 * Deletes personal content of closed rounds when its period is over: looked at, proposed by one officer, confirmed by a second, carried out in batches, each
 * case with an entry that says what was deleted under which period. What is held is never deleted from.
 */
@Component
public class RetentionDesk {

    static final int BATCH = 50;
    /** Rows of a table that one entry names; the content of a whole round is much. */
    private static final int ROWS = 200;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Rounds rounds;
    private final RoundAccess access;
    private final RuleBook rules;
    private final PersonalContent content;
    private final Holds holds;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Runs runs;

    RetentionDesk(JdbcClient jdbc, Clock clock, Rounds rounds, RoundAccess access, RuleBook rules, PersonalContent content, Holds holds, Ledger ledger,
                  TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.rounds = rounds;
        this.access = access;
        this.rules = rules;
        this.content = content;
        this.holds = holds;
        this.ledger = ledger;
        this.transaction = transaction;
        this.runs = Runs.ofRounds(jdbc);
    }

    /**
     * A case that is over, or the round itself.
     *
     * @param closed the day on which case and round had both ended
     */
    private record Ended(String code, boolean round, String ruleSet, LocalDate closed, boolean held) {

        ContentKind.Of of() {
            return round ? ContentKind.Of.ROUND : ContentKind.Of.CASE;
        }
    }

    /**
     * Content of one kind that has, or will have, one period and one last day.
     *
     * @param months null where the rule set has no period: it is kept
     * @param due    first day on which it may be deleted, null with {@code months}
     * @param cases  that have any and are not held
     * @param held   further cases that have any and are held
     */
    public record Due(ContentKind kind, String ruleSet, Integer months, LocalDate due, int cases, int pieces, int held) {

        public boolean on(LocalDate day) {
            return due != null && !due.isAfter(day);
        }
    }

    /** What a closed round still holds, by kind, rule set and last day. Empty where the round is not closed or all is gone. */
    @Transactional(readOnly = true)
    public List<Due> preview(Round round) {
        Map<String, Ended> ended = ended(round);
        List<Due> all = new ArrayList<>();
        for (ContentKind kind : ContentKind.values()) {
            record Group(String ruleSet, LocalDate closed) { }
            Map<Group, int[]> counts = new LinkedHashMap<>();
            pieces(round.code(), kind).forEach((code, pieces) -> {
                Ended of = ended.get(code);
                if (of != null) {
                    int[] count = counts.computeIfAbsent(new Group(of.ruleSet(), of.closed()), g -> new int[3]);
                    int one = of.round() ? 0 : 1;
                    count[0] += of.held() ? 0 : one;
                    count[1] += of.held() ? 0 : pieces;
                    count[2] += of.held() ? 1 : 0;
                }
            });
            counts.forEach((group, count) -> {
                Integer months = months(group.ruleSet(), kind);
                all.add(new Due(kind, group.ruleSet(), months, months == null ? null : group.closed().plusMonths(months), count[0], count[1], count[2]));
            });
        }
        return all.stream().sorted(Comparator.comparing(Due::kind).thenComparing(Due::ruleSet)).toList();
    }

    /** Pieces of a kind by the code of the case that they belong to; those of the round itself by the round's. */
    private Map<String, Integer> pieces(String round, ContentKind kind) {
        Map<String, Integer> pieces = new HashMap<>(content.pieces(round, kind));
        int own = kind.isOf(ContentKind.Of.ROUND) ? content.pieces(ContentKind.Of.ROUND, round, kind) : 0;
        if (own > 0) {
            pieces.put(round, own);
        }
        return pieces;
    }

    private Integer months(String ruleSet, ContentKind kind) {
        Value value = rules.get(ruleSet).values().get(kind.period());
        return value == null ? null : ((Number) value.value()).intValue();
    }

    private Map<String, Ended> ended(Round round) {
        Map<String, Ended> ended = new HashMap<>();
        if (round.status() != RoundStatus.CLOSED || round.closedAt() == null) {
            return ended;
        }
        Set<String> held = holds.codes();
        boolean all = held.contains(round.code());
        ended.put(round.code(), new Ended(round.code(), true, round.ruleSet(), round.closedAt().atZone(Deletion.ZONE).toLocalDate(), content.held(ContentKind.Of.ROUND, round.code())));
        jdbc.sql("select code, member_code, rule_set, ended_at from vetting_case where round_code = ? and ended_at is not null").param(round.code()).query(rs -> {
            Instant end = rs.getObject(4, OffsetDateTime.class).toInstant();
            Instant later = end.isAfter(round.closedAt()) ? end : round.closedAt();
            ended.put(rs.getString(1), new Ended(rs.getString(1), false, rs.getString(3), later.atZone(Deletion.ZONE).toLocalDate(),
                    all || held.contains(rs.getString(1)) || held.contains(rs.getString(2))));
        });
        return ended;
    }

    /** Deletions of a round, the newest first. */
    public List<RetentionRun> runs(String round) {
        return runs.list(round);
    }

    private Optional<RetentionRun> last(String round) {
        return runs.last(round);
    }

    /** Puts the deletion of what is due today before a second officer. @throws Refused where nothing is due, or another is pending */
    @Transactional
    public void propose(Actor actor, String code, String note) {
        Round round = rounds.lock(code);
        Office office = access.act(actor, round);
        if (last(code).filter(RetentionRun::pending).isPresent()) {
            throw new Refused("retention.pending");
        }
        LocalDate today = today();
        List<Due> due = preview(round).stream().filter(d -> d.on(today)).toList();
        int pieces = due.stream().mapToInt(Due::pieces).sum();
        if (pieces == 0) {
            throw new Refused("retention.nothing");
        }
        Map<String, Ended> ended = ended(round);
        Set<String> cases = new HashSet<>();
        Set<String> held = new HashSet<>();
        for (ContentKind kind : ContentKind.values()) {
            pieces(code, kind).keySet().stream().map(ended::get).filter(e -> e != null && !e.round() && due(e, kind, today) != null).forEach(e -> (e.held() ? held : cases).add(e.code()));
        }
        int no = runs.propose(code, new Runs.Proposal(today, cases.size(), pieces, held.size(), blank(note)), actor, now());
        TreeSet<String> kinds = new TreeSet<>();
        due.stream().filter(d -> d.pieces() > 0).forEach(d -> kinds.add(d.kind().name()));
        ledger.entry(actor, "RETENTION_PROPOSED").in(office).on("ROUND", code).rule(round.ruleSet(), null).reason(note).with("run", no).with("asOf", today)
                .with("cases", cases.size()).with("pieces", pieces).with("held", held.size()).with("kinds", List.copyOf(kinds)).write();
    }

    /** @return the last day of a kind in a case if that is over, otherwise null */
    private LocalDate due(Ended ended, ContentKind kind, LocalDate asOf) {
        Integer months = months(ended.ruleSet(), kind);
        LocalDate due = months == null ? null : ended.closed().plusMonths(months);
        return due == null || due.isAfter(asOf) ? null : due;
    }

    /**
     * Decides as the second officer. Once confirmed it is carried out ({@link #carryOut}).
     *
     * @throws Denied.Forbidden for the officer who proposed it
     * @throws Refused          where nothing is proposed, or it is refused without a reason
     */
    @Transactional
    public void decide(Actor actor, String code, boolean confirmed, String note) {
        Round round = rounds.lock(code);
        Office office = access.act(actor, round);
        RetentionRun run = last(code).filter(r -> r.state() == RetentionRun.State.PROPOSED).orElseThrow(() -> new Refused("retention.notProposed"));
        if (run.proposedBy().equals(actor.username())) {
            throw new Denied.Forbidden("retention.denied.same");
        }
        if (!confirmed && blank(note) == null) {
            throw Refused.field("answer", "retention.noReason");
        }
        runs.decide(run, confirmed, blank(note), actor, now());
        ledger.entry(actor, confirmed ? "RETENTION_CONFIRMED" : "RETENTION_REFUSED").in(office).on("ROUND", code).rule(round.ruleSet(), null).reason(note)
                .with("run", run.no()).with("asOf", run.asOf()).write();
    }

    /** Rounds with a deletion that was confirmed and is not over, whoever began it. */
    public List<String> running() {
        return runs.running();
    }

    /** Carries out what was confirmed, batch after batch. Killed in the middle it goes on where it was; nothing is deleted twice. */
    public void carryOut(String code) {
        List<String> cases = new ArrayList<>();
        Round round = rounds.get(code);
        Map<String, Ended> ended = ended(round);
        for (ContentKind kind : ContentKind.values()) {
            pieces(code, kind).keySet().stream().filter(ended::containsKey).forEach(cases::add);
        }
        List<String> left = cases.stream().distinct().sorted().toList();
        for (int from = 0; from < left.size(); from += BATCH) {
            List<String> some = left.subList(from, Math.min(from + BATCH, left.size()));
            transaction.executeWithoutResult(t -> batch(code, some));
        }
        transaction.executeWithoutResult(t -> done(code));
    }

    /** Of the run that is carried out; locked, and with it everything that holds are put on. */
    private Optional<RetentionRun> lockRunning(String code) {
        holds.lock();
        return runs.lockRunning(code);
    }

    private void batch(String code, List<String> cases) {
        RetentionRun run = lockRunning(code).orElse(null);
        if (run == null) {
            return;
        }
        Map<String, Ended> ended = ended(rounds.get(code));            // with the holds of now
        int pieces = 0;
        for (String one : cases) {
            Ended of = ended.get(one);
            if (of != null && !of.held()) {
                pieces += delete(run, of);
            }
        }
        if (pieces > 0) {
            runs.deleted(run, pieces);
            ledger.byProcess("RETENTION_BATCH").on("ROUND", code).with("run", run.no()).with("pieces", pieces).write();
        }
    }

    private int delete(RetentionRun run, Ended of) {
        int pieces = 0;
        for (ContentKind kind : ContentKind.values()) {
            LocalDate due = kind.isOf(of.of()) ? due(of, kind, run.asOf()) : null;
            for (boolean more = due != null; more;) {
                PersonalContent.Deleted deleted = content.delete(of.of(), of.code(), kind, ROWS);
                if (deleted.pieces() > 0) {
                    enter(run, of, kind, due, deleted);
                }
                pieces += deleted.pieces();
                more = deleted.pieces() > 0;
            }
        }
        return pieces;
    }

    private void enter(RetentionRun run, Ended of, ContentKind kind, LocalDate due, PersonalContent.Deleted deleted) {
        RuleSet set = rules.get(of.ruleSet());
        ledger.byProcess(Deletion.ACT).on(of.of().name(), of.code()).outcome(kind).rule(set.applied(kind.period())).with("round", run.round()).with("run", run.no())
                .with("months", set.number(kind.period())).with("closed", of.closed()).with("due", due).with("cells", cells(deleted))
                .with("dropped", deleted.dropped().isEmpty() ? null : deleted.dropped()).write();
    }

    static List<Map<String, Object>> cells(PersonalContent.Deleted deleted) {
        return deleted.cells().stream().map(c -> Map.<String, Object>of("table", c.table(), "key", c.key(), "column", c.column(), "digest", c.digest())).toList();
    }

    private void done(String code) {
        lockRunning(code).ifPresent(run -> {
            runs.done(run, now());
            ledger.byProcess("RETENTION_DONE").seals().on("ROUND", code).with("run", run.no()).with("pieces", run.deleted()).write();
        });
    }

    static String blank(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private LocalDate today() {
        return clock.instant().atZone(Deletion.ZONE).toLocalDate();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
