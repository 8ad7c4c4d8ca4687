package vn.tusoi.rulebook.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.tusoi.PostgresTest;
import vn.tusoi.assessment.CaseWorld;
import vn.tusoi.cases.CaseRules;
import vn.tusoi.cases.Cases;
import vn.tusoi.rulebook.local.LocalCriterion.Kind;

/** Criteria of units on a real PostgreSQL: the statements are the same, the server and its types are not. */
@PostgresTest
class LocalOnPostgresTests {

    @Autowired CaseWorld world;
    @Autowired LocalDesk desk;
    @Autowired LocalCriteria criteria;
    @Autowired CaseRules rules;
    @Autowired Cases cases;
    @Autowired Clock clock;

    @Test
    void aValueAndACriterionAreApprovedPinnedReplacedAndEnded() {
        world.world(0, 20);
        world.account("officer", "Lục Thị Én", null, "ORGANISATION_BOARD", "X");
        world.account("second", "Chu Văn Sơn", null, "ORGANISATION_BOARD", "X");
        LocalDate today = LocalDate.now(clock);
        LocalCriterion quorum = desk.propose(world.actor("officer"), world.unit("X"), new LocalDesk.Proposal(Kind.VALUE, null, null, "meeting.quorumPercent", 75, null, null, null,
                null, null, null, "12-NQ/ĐU", today, today));
        LocalCriterion words = desk.propose(world.actor("secretary"), world.unit("C"), new LocalDesk.Proposal(Kind.STANDARD, null, "DD1", null, null, "Học tiếng Tày", null,
                "Học đến đâu?", null, null, "Giáo viên", "3-NQ/CB", today, today));
        desk.approve(world.actor("second"), quorum.code(), 1);
        desk.approve(world.actor("committee"), words.code(), 1);
        world.joins(1);
        assertThat(rules.added(world.caseCode(1))).extracting(LocalCriterion::ref).containsExactly(quorum.code() + " v1", words.code() + " v1");
        assertThat(rules.of(cases.get(world.caseCode(1))).number("meeting.quorumNumerator")).isEqualTo(75);
        desk.askEnd(world.actor("secretary"), words.code(), 1, today, "Đã học xong");
        desk.decideEnd(world.actor("committee"), words.code(), 1, true);
        LocalCriterion next = desk.propose(world.actor("officer"), world.unit("X"), new LocalDesk.Proposal(Kind.VALUE, quorum.code(), null, "meeting.quorumPercent", 80, null, null,
                null, null, null, null, "13-NQ/ĐU", today, today.plusDays(1)));
        desk.approve(world.actor("second"), next.code(), next.version());
        assertThat(criteria.applying(world.unit("C"), today.plusDays(1))).extracting(LocalCriterion::ref).containsExactly(quorum.code() + " v2");
        assertThat(rules.of(cases.get(world.caseCode(1))).number("meeting.quorumNumerator")).isEqualTo(75);
    }
}
