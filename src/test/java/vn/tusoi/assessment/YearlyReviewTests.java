package vn.tusoi.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Denied;
import vn.tusoi.assessment.Assessment.AnswerKind;
import vn.tusoi.assessment.Assessment.Outcome;
import vn.tusoi.cases.CaseDesk;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.cases.Cases;
import vn.tusoi.register.Members;
import vn.tusoi.worklist.Refused;

/** A yearly review: the same steps as before a congress, ending with the rating; and what secretary and committee do for many at once. */
@ApplicationTest
class YearlyReviewTests {

    @Autowired CaseWorld world;
    @Autowired AssessmentDesk desk;
    @Autowired ReviewCell reviews;
    @Autowired Cases cases;
    @Autowired CaseDesk caseDesk;
    @Autowired Members members;
    @Autowired JdbcClient jdbc;
    @Autowired MockMvc mvc;
    @Autowired Clock clock;

    @Test
    void aReviewEndsWithItsRatingWhichIsFiledUnderItsYear() {
        world.yearly(1, 20);
        world.assessed(1);
        world.rated(1, Level.T, null);
        assertThat(members.ratings(world.member(1))).isEmpty();
        desk.answer(world.actor("member1"), world.caseCode(1), AnswerKind.ACKNOWLEDGED, "");

        assertThat(cases.get(world.caseCode(1)).outcome()).isEqualTo(CaseOutcome.RATED);
        assertThat(world.open(1)).isEmpty();
        assertThat(jdbc.sql("select level from past_rating where member_code = ? and rating_year = ?").params(world.member(1), LocalDate.now(clock).getYear())
                .query(String.class).single()).isEqualTo("T");
        assertThat(world.acts(1)).endsWith("RATING_FILED T", "CASE_ENDED RATED");
    }

    @Test
    void aReviewReturnedToTheMemberIsWrittenAgain() {
        world.yearly(1, 20);
        world.assessed(1);
        desk.decideRating(world.actor("committee"), world.caseCode(1), new AssessmentDesk.Rating(Outcome.RETURN_SELF_REVIEW, null, "Chưa rõ phần hạn chế", null));
        assertThat(world.open(1)).containsExactly("correct-self-review");
    }

    @Test
    void nobodyWithdrawsFromAReviewAndNothingPausesIt() {
        world.yearly(1, 20);
        assertThatThrownBy(() -> caseDesk.withdraw(world.actor("member1"), world.caseCode(1), "Xin rút")).isInstanceOf(Refused.class);
        assertThat(caseDesk.informant(world.actor("committee"), cases.get(world.caseCode(1)))).isEmpty();
    }

    @Test
    void theCellsListIsForItsSecretaryAndItsCommitteeOnly() {
        world.yearly(2, 20);
        world.reviewed(1, 27, 58);
        ReviewCell.Sight sight = reviews.sight(world.actor("secretary"), world.round(), world.unit("C"));
        assertThat(sight.lines()).extracting(ReviewCell.Line::formKey).containsExactlyInAnyOrder("prepare-meeting", "submit-self-review");
        assertThat(sight.lines()).filteredOn(l -> "prepare-meeting".equals(l.formKey())).allMatch(ReviewCell.Line::mine);
        assertThat(sight.rates()).isFalse();
        assertThat(reviews.sight(world.actor("committee"), world.round(), world.unit("C")).rates()).isTrue();
        assertThat(reviews.parts(world.actor("secretary"))).filteredOn(p -> p.round().equals(world.round())).singleElement()
                .satisfies(p -> assertThat(p.open()).isEqualTo(2));
        assertThatThrownBy(() -> reviews.sight(world.actor("elsewhere"), world.round(), world.unit("C"))).isInstanceOf(Denied.Hidden.class);
        assertThatThrownBy(() -> reviews.proposals(world.actor("secretary"), world.round(), world.unit("C"))).isInstanceOf(Denied.Forbidden.class);
    }

    @Test
    void proposalsWithoutAQuestionAreDecidedTogetherEachWithItsOwnEntryAndTheOthersAreLeft() {
        world.yearly(4, 20);
        world.assessed(1);
        world.assessed(2);
        world.assessed(3);
        world.disciplined(2, LocalDate.now(clock).minusDays(1));
        List<ReviewCell.Proposal> proposals = reviews.proposals(world.actor("committee"), world.round(), world.unit("C"));
        assertThat(proposals).hasSize(3);
        assertThat(proposals).filteredOn(ReviewCell.Proposal::plain).extracting(ReviewCell.Proposal::caseCode).containsExactlyInAnyOrder(world.caseCode(1), world.caseCode(3));

        ReviewCell.Confirmed confirmed = reviews.confirm(world.actor("committee"), world.round(), world.unit("C"),
                List.of(world.caseCode(1), world.caseCode(2), world.caseCode(3), world.caseCode(4)), "Nhất trí với chi bộ");

        assertThat(confirmed.decided()).isEqualTo(2);
        assertThat(confirmed.left()).singleElement().satisfies(l -> assertThat(l.key()).isEqualTo("reviews.left.question"));
        for (int i : List.of(1, 3)) {
            assertThat(world.open(i)).containsExactly("acknowledge-rating");
            assertThat(world.acts(i)).contains("RATING_DECIDED T");
            assertThat(jdbc.sql("select reason from rating_decision where case_code = ? and current_one = true").param(world.caseCode(i)).query(String.class).single())
                    .isEqualTo("Nhất trí với chi bộ");
        }
        assertThat(world.open(2)).containsExactly("decide-rating");
        assertThat(world.acts(2)).doesNotContain("RATING_DECIDED T");
        assertThatThrownBy(() -> reviews.confirm(world.actor("committee"), world.round(), world.unit("C"), List.of(), "Nhất trí"))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.messageKey()).isEqualTo("reviews.refused.none"));
    }

    @Test
    void theRollIsCalledOnceForAllWhomOneMeetingReviews() throws Exception {
        world.yearly(2, 20);
        for (int i : List.of(1, 2)) {
            world.reviewed(i, 27, 58);
            desk.prepareMeeting(world.actor("secretary"), world.caseCode(i), world.plan(Assessment.ResidenceDuty.EXEMPT));
        }
        AssessmentDesk.MeetingHeld m = world.meeting(0, 9, 0, 0);
        world.recorded(1, new AssessmentDesk.MeetingHeld(m.on(), m.place(), m.chair(), world.roll(9, 2), m.absentees(), m.remarks(), m.answer(), true, m.votes()));
        String second = mvc.perform(get("/cases/" + world.caseCode(2) + "/record-meeting")
                .with(user(world.user("secretary")))).andReturn().getResponse().getContentAsString();
        assertThat(second).contains("Lấy từ điểm danh đã ghi cho cuộc họp");
        assertThat(second.split("value=\"PRESENT\" checked").length - 1).isEqualTo(9);
        assertThat(second.split("value=\"EXCUSED\" checked").length - 1).isEqualTo(2);
        assertThat(second.split("value=\"ABSENT\" checked").length - 1).isEqualTo(1);
    }
}
