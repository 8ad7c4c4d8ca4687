package vn.tusoi.rounds;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Office;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.worklist.Refused;

/** Records age exceptions while a round is drafted and has another officer authorise them; only then the electorate goes by them. */
@Component
public class AgeExceptionDesk {

    /** Ten years: more than any text allows, so a slip of the finger. */
    private static final int MOST_MONTHS = 120;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Rounds rounds;
    private final RoundAccess access;
    private final Electorate electorate;
    private final AgeExceptions exceptions;
    private final Ledger ledger;

    AgeExceptionDesk(JdbcClient jdbc, Clock clock, Rounds rounds, RoundAccess access, Electorate electorate, AgeExceptions exceptions, Ledger ledger) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.rounds = rounds;
        this.access = access;
        this.electorate = electorate;
        this.exceptions = exceptions;
        this.ledger = ledger;
    }

    /** What is recorded of an exception. */
    public record Recorded(AgeException.Kind kind, Integer months, String reason, String docNo, LocalDate docDate) { }

    /** Records it; of no effect until another officer authorises it. @throws Refused where something is missing or the round is no draft any more */
    @Transactional
    public void record(Actor actor, String code, String member, Recorded typed) {
        Round round = rounds.lock(code);
        Office office = act(actor, round);
        electorate.find(code, member).orElseThrow(() -> new Denied.Hidden(member));
        if (typed.kind() == null) {
            throw Refused.field("kind", "error.required");
        }
        if (typed.months() == null || typed.months() < 1 || typed.months() > MOST_MONTHS) {
            throw Refused.field("months", "rounds.exception.months.wrong", MOST_MONTHS);
        }
        if (blank(typed.reason())) {
            throw Refused.field("why", "rounds.refused.noReason");
        }
        if (blank(typed.docNo())) {
            throw Refused.field("docNo", "rounds.exception.docNo.missing");
        }
        if (typed.docDate() == null || typed.docDate().isAfter(LocalDate.now(clock))) {
            throw Refused.field("docDate", "rounds.exception.docDate.wrong");
        }
        int no = exceptions.of(code, member).size() + 1;
        jdbc.sql("""
                        insert into age_exception(round_code, member_code, exception_no, kind, months, reason, doc_no, doc_date, recorded_at, recorded_by, recorded_name, state)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'RECORDED')""")
                .params(code, member, no, typed.kind().name(), typed.months(), typed.reason().strip(), typed.docNo().strip(), typed.docDate(), now(), actor.username(),
                        actor.displayName()).update();
        ledger.entry(actor, "AGE_EXCEPTION_RECORDED").in(office).on("ROUND", code).rule(round.ruleSet(), null).with("member", member).with("exception", no)
                .with("kind", typed.kind()).with("months", typed.months()).with("docNo", typed.docNo().strip()).write();
    }

    /**
     * Authorises or refuses an exception as another officer than the one who recorded it, and judges the person anew.
     *
     * @throws Denied.Forbidden for the officer who recorded it
     */
    @Transactional
    public void decide(Actor actor, String code, String member, int no, boolean authorised, String reason) {
        Round round = rounds.lock(code);
        Office office = act(actor, round);
        AgeException e = exceptions.of(code, member).stream().filter(x -> x.no() == no).findFirst().orElseThrow(() -> new Denied.Hidden(member));
        if (e.recordedBy().equals(actor.username())) {
            throw new Denied.Forbidden("rounds.exception.ownRecord");
        }
        if (!e.open()) {
            throw new Refused("rounds.exception.decided");
        }
        if (!authorised && blank(reason)) {
            throw Refused.field("decisionReason", "rounds.refused.noReason");
        }
        jdbc.sql("""
                        update age_exception set state = ?, decided_at = ?, decided_by = ?, decided_name = ?, decision_reason = ?
                        where round_code = ? and member_code = ? and exception_no = ?""")
                .params(authorised ? "AUTHORISED" : "REFUSED", now(), actor.username(), actor.displayName(), blank(reason) ? null : reason.strip(), code, member, no).update();
        ledger.entry(actor, authorised ? "AGE_EXCEPTION_AUTHORISED" : "AGE_EXCEPTION_REFUSED").in(office).on("ROUND", code).rule(round.ruleSet(), null)
                .with("member", member).with("exception", no).write();
        if (authorised) {
            electorate.compute(round, LocalDate.now(clock));
            jdbc.sql("update round set computed_at = ?, version = version + 1 where code = ?").params(now(), code).update();
        }
    }

    private Office act(Actor actor, Round round) {
        Office office = access.act(actor, round);
        if (round.frozen()) {
            throw new Refused("rounds.refused.frozen");
        }
        return office;
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
