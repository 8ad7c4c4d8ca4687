package vn.tusoi.review;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.cases.Cases;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.worklist.PlainText;
import vn.tusoi.worklist.Refused;

/** Between two reviews, members say how far their commitments are. */
@Component
public class CommitmentDesk {

    private static final int LONGEST = 2000;

    private final JdbcClient jdbc;
    private final Commitments commitments;
    private final Cases cases;
    private final Ledger ledger;
    private final Clock clock;

    CommitmentDesk(JdbcClient jdbc, Commitments commitments, Cases cases, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.commitments = commitments;
        this.cases = cases;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Names a commitment: the case and sealed version in which it was made, and its number there. */
    public record Place(String caseCode, int version, int no) { }

    /**
     * The member reports on one of their own commitments.
     *
     * @throws Denied.Hidden for another member's
     * @throws Refused       without a state or words, or on one that is done or given up
     */
    @Transactional
    public void report(Actor actor, Place place, CommitmentState state, String text) {
        if (!actor.isMember(cases.get(place.caseCode()).member())) {
            throw new Denied.Hidden(place.caseCode());
        }
        jdbc.sql("select code from vetting_case where code = ? for update").param(place.caseCode()).query(String.class).single();
        Commitment commitment = commitments.ofMember(actor.memberCode()).stream()
                .filter(c -> c.caseCode().equals(place.caseCode()) && c.version() == place.version() && c.no() == place.no()).findFirst()
                .orElseThrow(() -> new Denied.Hidden(place.caseCode()));
        if (!commitment.open()) {
            throw new Refused("commitment.refused.over");
        }
        if (state == null) {
            throw Refused.field("state", "review.missing.choice");
        }
        String said = PlainText.tidy(text);
        if (said.isEmpty()) {
            throw Refused.field("text", "commitment.missing.text");
        }
        if (said.length() > LONGEST) {
            throw Refused.field("text", "review.wrong.tooLong", said.length(), LONGEST);
        }
        insert(jdbc, actor, place, state, said, null, clock.instant().atOffset(ZoneOffset.UTC));
        ledger.entry(actor, "COMMITMENT_REPORTED").on("CASE", place.caseCode()).outcome(state).with("version", place.version()).with("no", place.no())
                .withDigest("text", said).write();
    }

    /** A commitment with whose it is. */
    public record OfMember(String member, String name, Commitment commitment) { }

    /**
     * Open commitments in the cells of which the person is secretary, the longest overdue first, then those closed in the last year.
     *
     * @throws Denied.Forbidden for others
     */
    public List<OfMember> ofCells(Actor actor) {
        List<String> cells = actor.offices().stream().filter(o -> o.function() == Function.CELL_SECRETARY).map(o -> o.unit().code()).toList();
        if (cells.isEmpty()) {
            throw new Denied.Forbidden("commitment.denied");
        }
        Map<String, String> names = new LinkedHashMap<>();
        jdbc.sql("select code, full_name from member where cell_code in (:cells) order by sort_key, code").param("cells", cells)
                .query(rs -> {
                    names.put(rs.getString(1), rs.getString(2));
                });
        Instant since = clock.instant().minus(366, ChronoUnit.DAYS);
        return commitments.ofMembers(List.copyOf(names.keySet())).stream()
                .filter(c -> c.open() || c.reports().get(c.reports().size() - 1).at().isAfter(since))
                .sorted(Comparator.comparing((Commitment c) -> !c.open()).thenComparing(Commitment::until))
                .map(c -> new OfMember(c.member(), names.get(c.member()), c)).toList();
    }

    static void insert(JdbcClient jdbc, Actor actor, Place place, CommitmentState state, String text, String reviewCase, OffsetDateTime at) {
        jdbc.sql("""
                        insert into commitment_report(case_code, version_no, commitment_no, report_no, state, text, review_case, reported_at, reported_by, reported_name)
                        select :case, :version, :no, 1 + coalesce(max(report_no), 0), :state, :text, :review, :at, :by, :name from commitment_report
                        where case_code = :case and version_no = :version and commitment_no = :no""")
                .param("case", place.caseCode()).param("version", place.version()).param("no", place.no()).param("state", state.name()).param("text", text)
                .param("review", reviewCase, java.sql.Types.VARCHAR).param("at", at).param("by", actor.username()).param("name", actor.displayName()).update();
    }
}
