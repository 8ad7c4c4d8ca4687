package vn.tusoi.rounds;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.cases.Cases;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.rulebook.Applied;
import vn.tusoi.worklist.FlowEngine;

/**
 * Opens the cases of an approved round in batches, then its lists. Each batch is one transaction: killed in the middle, it never was, and
 * the next run goes on from the electorate rows that are not marked. Keys in the database keep anybody from being opened twice.
 */
@Component
public class RoundLaunch {

    static final int BATCH = 50;
    /** Members may hand in until the end of the working day. */
    private static final LocalTime DAY_ENDS = LocalTime.of(17, 0);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Rounds rounds;
    private final RoundDates dates;
    private final Electorate electorate;
    private final Cases cases;
    private final ListOpening lists;
    private final CollectiveOpening collectives;
    private final FlowEngine flow;
    private final Ledger ledger;

    RoundLaunch(JdbcClient jdbc, Clock clock, Rounds rounds, RoundDates dates, Electorate electorate, Cases cases, ListOpening lists,
                CollectiveOpening collectives, FlowEngine flow, Ledger ledger) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.rounds = rounds;
        this.dates = dates;
        this.electorate = electorate;
        this.cases = cases;
        this.lists = lists;
        this.collectives = collectives;
        this.flow = flow;
        this.ledger = ledger;
    }

    /** Opens the next batch. @return whether none is left */
    @Transactional
    public boolean openNext(String roundCode) {
        Round round = rounds.get(roundCode);
        LocalDate due = dates.due(roundCode, Milestone.SELF_REVIEW);
        Map<String, Object> facts = Map.of("returned", false, "selfReviewDue", due.atTime(DAY_ENDS).format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss")));
        List<Electorate.Next> batch = electorate.next(roundCode, BATCH);
        for (Electorate.Next person : batch) {
            boolean openedNow = cases.ensureOpened(new Cases.Opening(person.caseCode(), roundCode, person.member(), person.cell(), person.unit(),
                    round.review() ? null : round.listCode(person.unit()), new Applied(round.ruleSet(), person.ruleRef(), person.citation())));
            if (openedNow) {
                flow.start(round.review() ? "yearly-review" : "vetting-case", person.caseCode(), facts);
            }
        }
        collectives.ensureOpened(roundCode, round.ruleSet(), batch.stream().map(Electorate.Next::member).toList());
        electorate.opened(roundCode, batch, now());
        return !electorate.anyLeft(roundCode);
    }

    /** Opens a list for each unit with cases and says that the round is open. */
    @Transactional
    public void startLists(String roundCode) {
        Round round = rounds.lock(roundCode);
        for (String unit : jdbc.sql("select distinct unit_code from vetting_case where round_code = ? order by unit_code").param(roundCode).query(String.class).list()) {
            lists.ensureOpened(round.listCode(unit), roundCode, unit, round.targetPost(), round.seats());
        }
        declare(round);
    }

    /** Says that all reviews are open: there are no lists to wait for. */
    @Transactional
    public void declareOpen(String roundCode) {
        declare(rounds.lock(roundCode));
    }

    private void declare(Round round) {
        String roundCode = round.code();
        if (round.status() == RoundStatus.LAUNCHING) {
            jdbc.sql("update round set status = 'OPEN', opened_at = ?, version = version + 1 where code = ?").params(now(), roundCode).update();
            ledger.byProcess("ROUND_LAUNCHED").on("ROUND", roundCode).rule(round.ruleSet(), null)
                    .with("cases", jdbc.sql("select count(*) from vetting_case where round_code = ?").param(roundCode).query(Integer.class).single()).write();
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
