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
import vn.tusoi.assessment.Assessment.ResidenceDuty;
import vn.tusoi.collective.Collective;
import vn.tusoi.collective.CollectiveDesk;
import vn.tusoi.collective.Collectives;
import vn.tusoi.cases.ReviewExit;
import vn.tusoi.register.Standing;
import vn.tusoi.register.desk.StandingDesk;
import vn.tusoi.worklist.Refused;
import vn.tusoi.worklist.WorkItem;
import vn.tusoi.worklist.WorkItems;

/** The process keeps the order: a body before its members; a leader in two places before the rating. */
@ApplicationTest
class BodiesFirstTests {

    @Autowired CaseWorld world;
    @Autowired CollectiveDesk bodies;
    @Autowired Collectives collectives;
    @Autowired AssessmentDesk desk;
    @Autowired SecondPlaces places;
    @Autowired WorkItems items;
    @Autowired JdbcClient jdbc;
    @Autowired MockMvc mvc;
    @Autowired Clock clock;
    @Autowired StandingDesk standings;
    @Autowired ReviewExit exits;

    private CollectiveDesk.Held held(int present, String level) {
        return new CollectiveDesk.Held(LocalDate.now(clock), "Nhà văn hóa thôn 3", "Trần Mai Hà", 12, present,
                List.of(new Collectives.Section("01.1", "Hoàn thành nghị quyết"), new Collectives.Section("01.2", "Sinh hoạt chưa đều")), level);
    }

    private List<String> open(String code) {
        return items.openOn(code).stream().map(WorkItem::formKey).toList();
    }

    private void prepared(int i, ResidenceDuty residence) {
        world.reviewed(i, 27, 58);
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(i), world.plan(residence));
    }

    @Test
    void aMembersMeetingWaitsForTheBodyAndOpensWithItsReview() throws Exception {
        world.world(2, 10).bodiesFirst(1, 2);
        prepared(1, ResidenceDuty.EXEMPT);
        prepared(2, ResidenceDuty.REQUIRED);
        assertThat(world.open(1)).as("waits").isEmpty();
        desk.recordResidenceOpinion(world.actor("secretary"), world.caseCode(2), new AssessmentDesk.ResidenceOpinion("Chi bộ tổ 7", "Lê Văn An", LocalDate.now(clock), "Gương mẫu"));
        assertThat(world.open(2)).as("waits after the residence opinion").isEmpty();
        assertThat(collectives.awaitedBy(world.caseCode(1))).extracting(Collectives.Awaited::unit).containsExactly(world.unit("C"));
        String page = mvc.perform(get("/cases/" + world.caseCode(1)).with(user(world.user("secretary")))).andReturn().getResponse().getContentAsString();
        assertThat(page).contains("Đang đợi kiểm điểm tập thể: Chi bộ thôn 3");

        bodies.review(world.actor("secretary"), world.body("C"), "CELL", held(7, null));
        assertThat(open(world.body("C"))).as("no quorum: the body meets again").containsExactly("write-collective-review");
        assertThat(world.open(1)).isEmpty();
        bodies.review(world.actor("secretary"), world.body("C"), "CELL", held(8, "T"));
        assertThat(world.open(1)).containsExactly("record-meeting");
        assertThat(world.open(2)).containsExactly("record-meeting");
        assertThat(collectives.awaitedBy(world.caseCode(1))).isEmpty();
    }

    @Test
    void whoComesAfterTheBodyDoesNotWait() {
        world.world(1, 10).bodiesFirst(1);
        bodies.review(world.actor("secretary"), world.body("C"), "CELL", held(12, "T"));
        prepared(1, ResidenceDuty.EXEMPT);
        assertThat(world.open(1)).containsExactly("record-meeting");
    }

    @Test
    void aLeaderWaitsForBothBodiesAndIsReviewedInTwoPlacesBeforeTheRating() {
        world.world(1, 10).leads(1);
        world.bodiesFirst(1);
        prepared(1, ResidenceDuty.EXEMPT);
        bodies.review(world.actor("secretary"), world.body("C"), "CELL", held(12, "T"));
        assertThat(world.open(1)).as("the committee's review is missing").isEmpty();
        bodies.review(world.actor("office"), world.body("X"), "COMMITTEE", held(12, "XS"));
        assertThat(world.open(1)).containsExactly("record-meeting");
        world.recorded(1, world.meeting(0, 12, 0, 0));
        assertThat(world.open(1)).containsExactly("record-second-place");
        assertThatThrownBy(() -> desk.recordSecondPlace(world.actor("office"), world.caseCode(1), place(7))).isInstanceOfSatisfying(Refused.class,
                r -> assertThat(r.messageKey()).isEqualTo("assessment.place.noQuorum"));
        desk.recordSecondPlace(world.actor("office"), world.caseCode(1), place(8));
        assertThat(world.open(1)).containsExactly("decide-rating");
        assertThat(places.of(world.caseCode(1))).extracting(SecondPlaces.Place::opinion).containsExactly(Level.T);
        assertThat(world.acts(1)).contains("SECOND_PLACE_RECORDED T");
    }

    private AssessmentDesk.PlaceHeld place(int present) {
        return new AssessmentDesk.PlaceHeld(LocalDate.now(clock), "Hội trường", "Đàm Xuân Hải", 12, present, "Đồng chí Hải: làm việc có trách nhiệm", "Tôi tiếp thu", Level.T);
    }

    private void post(int i, String post) {
        jdbc.sql("update member set party_post = ? where code = ?").params(post, world.member(i)).update();
    }

    @Test
    void aDeputysRatingWaitsForTheHeadsAndThePageSaysWhy() throws Exception {
        world.yearly(3, 10);
        post(1, "Bí thư chi bộ");
        post(2, "Phó Bí thư chi bộ");
        world.assessed(2);
        assertThat(world.open(2)).as("waits for the head").isEmpty();
        assertThatThrownBy(() -> world.rated(2, Level.T, null)).as("nor by the address of the form").isInstanceOf(RuntimeException.class);
        assertThat(mvc.perform(get("/cases/" + world.caseCode(2)).with(user(world.user("committee")))).andReturn().getResponse().getContentAsString())
                .contains("Đang đợi xếp loại người đứng đầu: B");
        assertThat(mvc.perform(get("/reviews/" + world.round() + "/cells/" + world.unit("C")).with(user(world.user("secretary")))).andReturn().getResponse().getContentAsString())
                .as("so does the cell's list").contains("Đợi xếp loại người đứng đầu: Bí thư chi bộ, từ");
        world.assessed(3);
        assertThat(world.open(3)).as("no deputy").containsExactly("decide-rating");
        world.assessed(1);
        assertThat(world.open(1)).as("the head waits for nobody").containsExactly("decide-rating");
        desk.decideRating(world.actor("committee"), world.caseCode(1), new AssessmentDesk.Rating(Assessment.Outcome.RETURN_CELL, null, "Họp lại", null));
        assertThat(world.open(2)).as("sent back is not rated").isEmpty();
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(1), world.plan(ResidenceDuty.EXEMPT));
        world.recorded(1, world.meeting(0, 12, 0, 0));
        world.rated(1, Level.T, null);
        assertThat(world.open(2)).containsExactly("decide-rating");
        world.rated(2, Level.T, null);
    }

    @Test
    void aDeputyGoesOnWhereTheHeadIsRatedAlreadyOrWillNotBeAndNobodyWaitsInACircle() {
        world.yearly(4, 10);
        post(1, "Bí thư chi bộ");
        post(2, "Phó Bí thư chi bộ");
        // each is the other's deputy somewhere
        jdbc.sql("update member_post set post = 'Phó Chủ tịch Ủy ban nhân dân' where member_code = ?").param(world.member(1)).update();
        jdbc.sql("update member_post set post = 'Chủ tịch Ủy ban nhân dân' where member_code = ?").param(world.member(2)).update();
        world.assessed(2);
        desk.recordSecondPlace(world.actor("office"), world.caseCode(2), place(8));
        assertThat(world.open(2)).as("waits").isEmpty();
        world.assessed(1);
        desk.recordSecondPlace(world.actor("office"), world.caseCode(1), place(8));
        assertThat(world.open(1)).as("the other way round would be a circle").containsExactly("decide-rating");
        world.account("board", "Hứa Thị Nga", null, "ORGANISATION_BOARD", "T");
        standings.enter(world.actor("board"), world.member(1), new StandingDesk.Entry(Standing.Kind.DECEASED, LocalDate.now(clock), "4-BC", LocalDate.now(clock), "Chi bộ", null));
        exits.end(world.actor("board"), world.caseCode(1), "Đã từ trần");
        assertThat(world.open(2)).as("the head will not be rated").containsExactly("decide-rating");

        world.yearly(2, 10);
        post(1, "Bí thư chi bộ");
        post(2, "Phó Bí thư chi bộ");
        world.assessed(1);
        world.rated(1, Level.T, null);
        world.assessed(2);
        assertThat(world.open(2)).as("comes after the head").containsExactly("decide-rating");
    }

    @Test
    void theBodyAboveRatesAndABarNeedsAReason() {
        world.world(1, 10).bodiesFirst(1);
        world.disciplined(1, LocalDate.now(clock).withDayOfYear(1));
        bodies.review(world.actor("secretary"), world.body("C"), "CELL", held(12, "XS"));
        assertThatThrownBy(() -> bodies.rate(world.actor("secretary"), world.body("C"), "CELL", "XS", "Tốt", null)).isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> bodies.rate(world.actor("committee"), world.body("C"), "CELL", "XS", "Tốt", " ")).isInstanceOfSatisfying(Refused.class,
                r -> assertThat(r.messageKey()).isEqualTo("assessment.missing.flagReason"));
        bodies.rate(world.actor("committee"), world.body("C"), "CELL", "XS", "Hoàn thành vượt mức", "Kỷ luật từ đơn vị cũ");
        Collective rated = collectives.get(world.body("C"));
        assertThat(rated.state()).isEqualTo(Collective.State.RATED);
        assertThat(rated.bars()).containsExactly("XS_COLLECTIVE");
        assertThat(open(world.body("C"))).isEmpty();
    }
}
