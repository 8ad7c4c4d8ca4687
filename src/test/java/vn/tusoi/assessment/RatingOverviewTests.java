package vn.tusoi.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Denied;
import vn.tusoi.assessment.Assessment.Outcome;
import vn.tusoi.assessment.Assessment.ResidenceDuty;
import vn.tusoi.cases.Cases;
import vn.tusoi.review.SelfReviews;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.worklist.Refused;

/** The deciding level sees its own cells side by side, what forces or bars a level, and what the Front and people said. */
@ApplicationTest
class RatingOverviewTests {

    @Autowired CaseWorld world;
    @Autowired RatingOverview overviews;
    @Autowired AssessmentDesk desk;
    @Autowired Assessments assessments;
    @Autowired RuleBook rules;
    @Autowired RatingGrounds grounds;
    @Autowired Cases cases;
    @Autowired SelfReviews reviews;
    @Autowired JdbcClient jdbc;
    @Autowired MockMvc mvc;
    @Autowired Clock clock;

    private String round() {
        return world.caseCode(1).split("-")[0];
    }

    private void excellent(int i, int task) {
        world.reviewed(i, 29, task);
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(i), world.plan(ResidenceDuty.EXEMPT));
        world.recorded(i, world.meeting(12, 0, 0, 0));
    }

    private String page(String who, String address) throws Exception {
        return mvc.perform(get(address).with(user(world.user(who)))).andExpect(status().isOk()).andReturn().getResponse().getContentAsString();
    }

    @Test
    void proposalsTheCapAndWhoWouldExceedItStandSideBySide() throws Exception {
        world.world(7, 10);
        for (int i = 1; i <= 5; i++) {
            world.assessed(i);
        }
        excellent(6, 64);
        excellent(7, 68);
        RatingOverview.Overview seen = overviews.of(world.actor("committee"), round(), null);
        assertThat(seen.cells()).singleElement().satisfies(c -> {
            assertThat(c.proposed()).isEqualTo(Map.of(Level.XS, 2, Level.T, 5));
            assertThat(c.decided()).isEmpty();
            assertThat(c.open()).isEqualTo(7);
        });
        assertThat(seen.caps()).singleElement().satisfies(g -> assertThat(g.expected()).isEqualTo(new ExcellentCap.Standing(2, 5, 1)));
        assertThat(seen.over()).as("the fewer points are outside").extracting(RatingOverview.Person::caseCode).containsExactly(world.caseCode(6));
        world.rated(1, Level.T, null);
        seen = overviews.of(world.actor("committee"), round(), null);
        assertThat(seen.caps().get(0).now()).isEqualTo(new ExcellentCap.Standing(0, 1, 0));
        assertThat(seen.open()).isEqualTo(6);
        assertThat(page("committee", "/ratings/" + round())).contains("Nếu theo mọi đề nghị, vượt tỷ lệ 1 người", "93 điểm", "bỏ phần lẻ").doesNotContain("??");
        assertThat(page("committee", "/ratings/" + round() + "?lang=en")).doesNotContain("??");
    }

    @Test
    void whereTheCapCountsByGroupLeadersAndOthersAreCountedApart() {
        world.world(3, 10).leads(1);
        world.assessed(1);
        desk.recordSecondPlace(world.actor("office"), world.caseCode(1), new AssessmentDesk.PlaceHeld(LocalDate.now(clock), "Hội trường", "Đàm Xuân Hải", 9, 9, "Hải: tốt", "Tôi tiếp thu",
                Level.T));
        world.rated(1, Level.T, null);
        world.assessed(2);
        world.rated(2, Level.T, null);
        world.assessed(3);
        assertThat(assessments.levels(round(), world.unit("X"), world.caseCode(3))).isEqualTo(Map.of(Level.T, 2));
        assertThat(assessments.levelsOfGroup(round(), world.unit("X"), world.caseCode(3))).isEqualTo(Map.of(Level.T, 1));
    }

    private static RatingOverview.Person proposedAs(String code, String form, Level level, int points) {
        return new RatingOverview.Person(code, "C", code, "Đảng viên", points, level, level, 9, 10, true, null, true, form, false);
    }

    @Test
    void sideBySideTheCapCountsTogetherWhomTheSetCountsTogether() {
        java.util.List<RatingOverview.Person> people = java.util.List.of(proposedAs("1", "2B", Level.XS, 95), proposedAs("2", "2B", Level.T, 80), proposedAs("3", "2A", Level.XS, 92),
                proposedAs("4", "2A", Level.T, 80), proposedAs("5", "2A", Level.T, 80), proposedAs("6", "2A", Level.T, 80), proposedAs("7", "2A", Level.T, 80));
        AssessmentRules now = AssessmentRules.of(rules.get("2026-07"));
        AssessmentRules byGroup = new AssessmentRules(now.quorum(), now.minimum(), new ExcellentCap(25, ExcellentCap.Base.GOOD_COUNT), true, 5, 30, null, true);
        assertThat(RatingOverview.caps(people, now)).singleElement().satisfies(g -> {
            assertThat(g.form()).isNull();
            assertThat(g.expected()).isEqualTo(new ExcellentCap.Standing(2, 5, 1));
            assertThat(g.beyond()).containsExactly("3");
        });
        assertThat(RatingOverview.caps(people, byGroup)).extracting(RatingOverview.Capped::form).containsExactly("2A", "2B");
        assertThat(RatingOverview.caps(people, byGroup).get(0).beyond()).as("one of four").isEmpty();
        assertThat(RatingOverview.caps(people, byGroup).get(1).beyond()).as("none of one").containsExactly("1");
    }

    @Test
    void eachBodySeesItsOwnUnitsOnly() {
        world.world(1, 10);
        assertThatThrownBy(() -> overviews.of(world.actor("elsewhere"), round(), null)).isInstanceOf(Denied.Hidden.class);
        assertThatThrownBy(() -> overviews.of(world.actor("committee"), round(), world.unit("Y"))).isInstanceOf(Denied.Hidden.class);
        assertThatThrownBy(() -> overviews.of(world.actor("secretary"), round(), null)).isInstanceOf(Denied.Forbidden.class);
    }

    @Test
    void aConclusionNeedsThePaperItRestsOnAndStaysWithTheDecision() {
        world.world(1, 10);
        world.assessed(1);
        assertThatThrownBy(() -> desk.decideRating(world.actor("committee"), world.caseCode(1),
                new AssessmentDesk.Rating(Outcome.DECIDED, Level.KHT, "Có kết luận", "Khác đề nghị", "PROHIBITED_ACT", " ")))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.field()).isEqualTo("evidence"));
        desk.decideRating(world.actor("committee"), world.caseCode(1),
                new AssessmentDesk.Rating(Outcome.DECIDED, Level.KHT, "Có kết luận", "Khác đề nghị", "PROHIBITED_ACT", "12-KL/UBKT ngày 01/03/2026"));
        assertThat(assessments.level(world.caseCode(1))).contains(Level.KHT);
    }

    @Test
    void whatThePageOfTheDecisionShowsForcesOrBarsWithRuleAndEvidence() throws Exception {
        world.world(1, 10);
        world.disciplined(1, LocalDate.now(clock).withDayOfYear(1));
        world.assessed(1);
        assertThat(page("committee", "/cases/" + world.caseCode(1) + "/decide-rating")).contains("Buộc: Không hoàn thành", "Không cho từ mức: Hoàn thành xuất sắc", "85 điểm, mức này cần 90", "Khiển trách");
    }

    @Test
    void feedbackIsKeptAsItCameNamedAndInTime() throws Exception {
        world.world(1, 10);
        String address = "/cases/" + world.caseCode(1) + "/feedback";
        String today = LocalDate.now(clock).format(DateTimeFormatter.ofPattern("dd/MM/yyyy"));
        page("secretary", address);
        mvc.perform(post(address).with(user(world.user("secretary"))).with(csrf()).param("source", "PEOPLE").param("receivedOn", today).param("text", "Gần dân"))
                .andExpect(status().isUnprocessableEntity());
        mvc.perform(post(address).with(user(world.user("secretary"))).with(csrf()).param("source", "FRONT").param("from", "Mặt trận xã Lộc Xá").param("receivedOn", today)
                .param("text", "Gần dân,  chưa dứt điểm việc mương")).andExpect(status().is3xxRedirection());
        assertThat(assessments.feedback(world.caseCode(1))).singleElement().satisfies(f -> assertThat(f.text()).isEqualTo("Gần dân,  chưa dứt điểm việc mương"));
        mvc.perform(get(address).with(user(world.user("member1")))).andExpect(status().isNotFound());
        mvc.perform(get(address).with(user(world.user("elsewhere")))).andExpect(status().isNotFound());
        world.assessed(1);
        assertThat(page("committee", "/cases/" + world.caseCode(1) + "/decide-rating")).contains("Mặt trận xã Lộc Xá");
    }

    @Test
    void whatAPaperSaysForcesTheLevelWithRuleAndPaperAndIsKeptWithTheDecision() throws Exception {
        world.world(1, 10);
        String address = "/cases/" + world.caseCode(1) + "/grounds";
        String today = LocalDate.now(clock).format(DateTimeFormatter.ofPattern("dd/MM/yyyy"));
        assertThat(page("secretary", address + "?kind=OFFICIAL")).contains("Chưa ghi văn bản nào").doesNotContain("??");
        mvc.perform(post(address).with(user(world.user("secretary"))).with(csrf()).param("kind", "TASKS").param("given", "4").param("done", "5").param("documentNo", "12-BC/ĐU")
                .param("issuedBy", "Ủy ban xã").param("issuedOn", today)).andExpect(status().isUnprocessableEntity());
        mvc.perform(post(address).with(user(world.user("secretary"))).with(csrf()).param("kind", "OFFICIAL").param("level", "KHT").param("documentNo", "40-QĐ/UB")
                .param("issuedBy", "Ủy ban xã").param("issuedOn", today)).andExpect(status().is3xxRedirection());
        mvc.perform(get(address).with(user(world.user("member1")))).andExpect(status().isNotFound());
        world.assessed(1);
        assertThat(page("committee", "/cases/" + world.caseCode(1) + "/decide-rating")).contains("Buộc: Không hoàn thành", "40-QĐ/UB", "Xếp loại công chức, viên chức không hoàn thành")
                .doesNotContain("??");
        assertThatThrownBy(() -> world.rated(1, Level.T, null)).isInstanceOfSatisfying(Refused.class, r -> assertThat(r.field()).isEqualTo("flagReason"));
        world.rated(1, Level.T, "Đã khiếu nại xếp loại công chức");
        assertThat(assessments.find(world.caseCode(1)).orElseThrow().decision().flags()).contains("TRIGGER");
        assertThat(jdbc.sql("select trigger_code, trigger_evidence from rating_decision where case_code = ?").param(world.caseCode(1))
                .query((rs, n) -> rs.getString(1) + " " + rs.getString(2)).single()).startsWith("CIVIL_KHT 40-QĐ/UB");
        assertThatThrownBy(() -> grounds.record(world.actor("elsewhere"), world.caseCode(1), new RatingGrounds.Given(RatingGrounds.Kind.TASKS, null, 4, 4, null, null, null, "1", "2",
                LocalDate.now(clock)))).isInstanceOf(Denied.Hidden.class);
    }

    @Test
    void whatIsNotKnownIsAskedForAndNeverGuessed() {
        world.world(2, 10);
        world.assessed(1);
        assertThat(desk.unknown(cases.get(world.caseCode(1)), reviews.find(world.caseCode(1)).orElseThrow())).as("all tasks were on time").containsExactly(RatingGrounds.Kind.OFFICIAL);
        assertThat(desk.unknown(cases.get(world.caseCode(2)), null)).containsExactly(RatingGrounds.Kind.TASKS, RatingGrounds.Kind.OFFICIAL);
        grounds.record(world.actor("secretary"), world.caseCode(2), new RatingGrounds.Given(RatingGrounds.Kind.TASKS, null, 4, 1, null, null, null, "12-BC", "Ủy ban xã", LocalDate.now(clock)));
        assertThat(desk.unknown(cases.get(world.caseCode(2)), null)).containsExactly(RatingGrounds.Kind.OFFICIAL);
        assertThat(desk.raised(cases.get(world.caseCode(2)), null)).extracting(RatingTriggers.Raised::rule).containsExactly("triggers#UNDER_HALF", "ratingConditions#HT_DONE");
    }

    @Test
    void theQuartersThatWereRatedCountInTheYearsReview() {
        world.yearly(1, 10);
        int year = LocalDate.now(clock).getYear();
        String quarter = world.quarterRated(1, 1, Level.KHT);
        assertThat(desk.raised(cases.get(world.caseCode(1)), null)).extracting(RatingTriggers.Raised::rule).containsExactly("quarter.khtNoXS");
        jdbc.sql("update rating_decision set level = 'HT' where case_code = ?").param(quarter).update();
        assertThat(desk.raised(cases.get(world.caseCode(1)), null)).isEmpty();
        jdbc.sql("update rating_decision set level = 'KHT' where case_code = ?").param(quarter).update();
        world.quarterRated(1, 2, Level.KHT);
        assertThat(desk.raised(cases.get(world.caseCode(1)), null)).extracting(r -> r.rule() + " " + r.args()).containsExactly("quarter.khtNoXS [2, 1/" + year + ", 2/" + year + "]",
                "quarter.khtReplace [2, 1/" + year + ", 2/" + year + "]");
    }

    @Test
    void theValuesOfTwoRuleSetsMakeTwoSetsOfTriggers() {
        RatingTriggers earlier = RatingTriggers.of(rules.get("2024-06"));
        RatingTriggers now = RatingTriggers.of(rules.get("2026-07"));
        assertThat(earlier.beyondXS()).isEqualTo(50);
        assertThat(now.beyondXS()).isEqualTo(30);
        assertThat(earlier.triggers()).doesNotContain("QUARTER_TASKS");
        assertThat(now.triggers()).contains("QUARTER_TASKS");
        assertThat(earlier.quarterly()).isNull();
        assertThat(now.quarterly()).isEqualTo(new RatingTriggers.Quarterly(100, 70, 1, 2));
        RatingTriggers.Grounds half = new RatingTriggers.Grounds(2026, true, new RatingTriggers.Tasks(10, 9, false, "1", "2026-01-01"), null, null, java.util.List.of());
        assertThat(now.raised(half)).extracting(RatingTriggers.Raised::rule).containsExactly("triggers#QUARTER_TASKS", "ratingConditions#HT_DONE");
        assertThat(earlier.raised(half)).extracting(RatingTriggers.Raised::rule).containsExactly("ratingConditions#HT_DONE");
    }
}
