package vn.tusoi.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.util.HtmlUtils;
import vn.tusoi.ApplicationTest;
import vn.tusoi.assessment.Assessment;
import vn.tusoi.assessment.AssessmentDesk;
import vn.tusoi.assessment.CaseWorld;
import vn.tusoi.assessment.Level;
import vn.tusoi.collective.CollectiveDesk;
import vn.tusoi.collective.Collectives;
import vn.tusoi.register.Units;

/** The numbers of a review, at every level and for whom they are; and one meeting of a cell for several of its members. */
@ApplicationTest
class ReviewNumbersTests {

    @Autowired CaseWorld world;
    @Autowired ReviewProgress progress;
    @Autowired ReviewOverview overview;
    @Autowired Rounds rounds;
    @Autowired Units units;
    @Autowired AssessmentDesk desk;
    @Autowired CollectiveDesk bodies;
    @Autowired JdbcClient jdbc;
    @Autowired Clock clock;
    @Autowired MockMvc mvc;

    /** One writes and is late, one is with the cell, one waits for the committee, two were given a level. */
    private void fiveOnTheirWay() {
        world.yearly(5, 20);
        world.account("board", "Hứa Thị Nga", null, "ORGANISATION_BOARD", "T");
        jdbc.sql("update vetting_case set due_on = ? where code = ?").params(LocalDate.now(clock).minusDays(1), world.caseCode(1)).update();
        world.reviewed(2, 27, 58);
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(2), world.plan(Assessment.ResidenceDuty.EXEMPT));
        world.assessed(3);
        world.assessed(4);
        world.rated(4, Level.T, null);
        world.assessed(5);
        world.rated(5, Level.HT, "Còn chậm một việc lớn");
        jdbc.sql("insert into round_unit(round_code, unit_code) values (?, ?)").params(world.round(), world.unit("X")).update();
    }

    @Test
    void progressIsCountedAtEveryLevelAndOnlyWhereTheReaderMaySee() {
        fiveOnTheirWay();
        Round round = rounds.get(world.round());
        for (String at : List.of("T", "X")) {
            ReviewProgress.Figures figures = progress.below(round, units.get(world.unit(at)), null);
            assertThat(figures.units()).singleElement().satisfies(u -> {
                assertThat(u.unit()).isEqualTo(world.unit(at.equals("T") ? "X" : "C"));
                assertThat(List.of(u.all(), u.writing(), u.inCell(), u.toRate(), u.toAnswer(), u.rated(), u.late())).containsExactly(5, 1, 1, 1, 2, 0, 1);
            });
            assertThat(figures.total().all()).isEqualTo(5);
        }
        assertThat(progress.below(round, units.get(world.unit("T")), List.of(world.unit("Y"))).total().all()).as("another commune's reader").isZero();
        assertThat(progress.below(round, units.get(world.unit("T")), List.of(world.unit("X"))).total().all()).isEqualTo(5);
    }

    @Test
    void theOverviewSaysWhatCameOfItWithTheSpreadOfLevelsAndGoesOutAsASheet() throws Exception {
        fiveOnTheirWay();
        ReviewOverview.Line x = overview.below(rounds.get(world.round()), units.get(world.unit("T")), null).units().get(0);
        assertThat(List.of(x.all(), x.submitted(), x.assessed(), x.decided(), x.of("T"), x.of("HT"), x.of("XS"), x.late())).containsExactly(5, 4, 3, 2, 1, 1, 0, 1);
        assertThat(x.percent("T")).isEqualTo(50);
        String page = shown("/rounds/" + world.round() + "/overview");
        assertThat(page).contains("/rounds/" + world.round() + "/overview?at=" + world.unit("X"), "50%");
        assertThat(shown("/rounds/" + world.round() + "/overview?at=" + world.unit("X"))).contains("/reviews/" + world.round() + "/cells/" + world.unit("C"));
        assertThat(shown("/rounds/" + world.round() + "/overview.csv")).contains(world.unit("X") + ",", ",5,4,3,2,0,1,1,0,0,0,0,1,0,0,0");
        byte[] sheet = mvc.perform(get("/rounds/" + world.round() + "/overview.xlsx").with(user(world.user("board")))).andExpect(status().isOk()).andReturn().getResponse().getContentAsByteArray();
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(sheet)); Stream<Row> rows = book.getFirstSheet().openStream()) {
            assertThat(rows.skip(1).findFirst().orElseThrow().getCellAsNumber(2).orElseThrow().intValue()).isEqualTo(5);
        }
        mvc.perform(get("/rounds/" + world.round() + "/overview?at=" + world.unit("Y")).with(user(world.user("committee")))).andExpect(status().isNotFound());
    }

    @Test
    void bodiesAreListedWithTheirStateForTheBoard() throws Exception {
        fiveOnTheirWay();
        world.bodiesFirst(1);
        Round round = rounds.get(world.round());
        assertThat(overview.bodies(round, units.get(world.unit("T")), null)).singleElement().satisfies(b -> assertThat(b.state()).isEqualTo("OPEN"));
        assertThat(overview.bodies(round, units.get(world.unit("T")), List.of(world.unit("Y")))).isEmpty();
        bodies.review(world.actor("secretary"), world.body("C"), "CELL", new CollectiveDesk.Held(LocalDate.now(clock), "Nhà văn hóa", "Trần Mai Hà", 12, 12,
                List.of(new Collectives.Section("01.1", "Hoàn thành nghị quyết")), "T"));
        assertThat(shown("/rounds/" + world.round() + "/bodies")).contains("/collectives/" + world.body("C"));
        String page = shown("/rounds/" + world.round() + "/bodies?state=REVIEWED");
        assertThat(page).contains("/collectives/" + world.body("C"), "Hoàn thành tốt nhiệm vụ");
        assertThat(shown("/rounds/" + world.round() + "/bodies?state=RATED")).doesNotContain("/collectives/" + world.body("C"));
    }

    @Test
    void aMeetingIsTakenOverForTheNextMemberOfTheCellAsItWasCalledAndAsItWasHeld() throws Exception {
        world.yearly(2, 20);
        world.reviewed(1, 27, 58);
        world.reviewed(2, 27, 58);
        LocalDate today = LocalDate.now(clock);
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(1),
                new AssessmentDesk.Plan(today, "19:45", "Nhà sinh hoạt bản Lũng", "1. Kiểm điểm hai đồng chí", Assessment.ResidenceDuty.EXEMPT, "OTHER", "Công tác xa"));
        assertThat(asked(2, "prepare-meeting")).contains("value=\"19:45\"", "value=\"Nhà sinh hoạt bản Lũng\"", "1. Kiểm điểm hai đồng chí");
        desk.prepareMeeting(world.actor("secretary"), world.caseCode(2), world.plan(Assessment.ResidenceDuty.EXEMPT));
        assertThat(asked(2, "record-meeting")).as("not held yet: no chair").doesNotContain("value=\"Trần Mai Hà\"");
        world.recorded(1, world.meeting(0, 12, 0, 0));
        String second = asked(2, "record-meeting");
        assertThat(second).contains("value=\"Trần Mai Hà\"", "value=\"Nhà văn hóa\"");
        assertThat(second).as("votes are counted for each").doesNotContain("name=\"valid\" value=\"12\"");
    }

    private String asked(int i, String form) throws Exception {
        return shown("/cases/" + world.caseCode(i) + "/" + form, "secretary").replaceAll("\\s+", " ");
    }

    private String shown(String address) throws Exception {
        return shown(address, "board");
    }

    private String shown(String address, String who) throws Exception {
        return HtmlUtils.htmlUnescape(mvc.perform(get(address).with(user(world.user(who)))).andExpect(status().isOk()).andReturn().getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
    }
}
