package vn.tusoi.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import vn.tusoi.PostgresTest;
import vn.tusoi.access.Function;
import vn.tusoi.register.RegisterFile;
import vn.tusoi.register.RegisterImport;
import vn.tusoi.register.RegisterRows;
import vn.tusoi.site.People;

/** One case from the draft of a round to the published list, through the pages, on PostgreSQL, with the engine's own threads at work. All people are invented. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("postgres")
@ContextConfiguration(initializers = PostgresTest.Server.class)
@DirtiesContext                                           // nobody else asks for a served application on PostgreSQL
class BrowserJourneyTests {

    private static final String MEMBER = "000001";

    @Autowired RegisterImport register;
    @Autowired People people;
    @Autowired JdbcClient jdbc;
    @LocalServerPort int port;

    private final LocalDate today = LocalDate.now();
    private final Map<String, Sitter> seated = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private Chromium chromium;

    @AfterEach
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** A province with its bodies, one commune, one cell, one member. */
    private final class Town implements RegisterRows {
        @Override
        public void read(RegisterFile file, Sink sink) {
            List<String[]> rows = switch (file) {
                case UNITS -> List.of(unit("T", "Tỉnh ủy", "PROVINCE", ""), unit("T-BTC", "Ban Tổ chức Tỉnh ủy", "BODY", "T"),
                        unit("T-UBKT", "Ủy ban Kiểm tra Tỉnh ủy", "BODY", "T"), unit("T-BNC", "Ban Nội chính Tỉnh ủy", "BODY", "T"),
                        unit("T-MTTQ", "Ủy ban Mặt trận Tổ quốc tỉnh", "BODY", "T"), unit("T-BTV", "Ban Thường vụ Tỉnh ủy", "BODY", "T"),
                        unit("X", "Đảng ủy xã Nà Lừ", "COMMUNE", "T"), unit("X-BXD", "Ban Xây dựng Đảng xã Nà Lừ", "BODY", "X"),
                        unit("X-UBKT", "Ủy ban Kiểm tra Đảng ủy xã Nà Lừ", "BODY", "X"), unit("X-03", "Chi bộ thôn 3", "CELL", "X"));
                case MEMBERS -> Stream.<String[]>concat(Stream.of(new String[][] {member(MEMBER, "Hoàng Thị Bích Ngọc", "Đảng ủy viên")}),
                        IntStream.rangeClosed(1, 11).mapToObj(i -> member(String.format("%06d", 100 + i), "Hứa Văn Tư", "Đảng viên"))).toList();
                case POSTS -> List.<String[]>of(new String[] {MEMBER, "Công chức", "X", "01/03/2021", ""});
                case RATINGS -> List.<String[]>of(new String[] {MEMBER, String.valueOf(today.getYear() - 1), "T"});
                case DECLARATIONS -> List.<String[]>of(new String[] {MEMBER, String.valueOf(today.getYear() - 1), "20/03/" + (today.getYear() - 1), ""});
                default -> List.of();
            };
            int number = 1;
            for (String[] row : rows) {
                sink.row(++number, row.clone());
            }
        }

        private String[] member(String code, String name, String post) {
            return new String[] {code, name, "19/05/1988", "Nữ", "Tày", "Không", "Nà Lừ", "03/02/2010", "03/02/2011", "X-03", post, "Đại học", "Trung cấp", "Chính thức"};
        }

        private String[] unit(String code, String name, String kind, String parent) {
            return new String[] {code, name, kind, parent, "01/07/2025", "", ""};
        }
    }

    private void seat(String name, int width, Function function, String unit) {
        names.put(name, function == Function.MEMBER ? people.member(MEMBER) : people.holder(function, unit));
        seated.put(name, new Sitter(chromium.signedIn(names.get(name), People.PASSWORD, width)));
    }

    private Sitter at(String name) {
        return seated.get(name);
    }

    private void everybodyTakesASeat() {
        seat("board", 1280, Function.ORGANISATION_BOARD, "T-BTC");
        seat("second officer", 1280, Function.ORGANISATION_BOARD, "T-BTC");
        seat("member", 360, Function.MEMBER, null);
        seat("cell secretary", 360, Function.CELL_SECRETARY, "X-03");
        seat("second teller", 360, Function.CELL_SECRETARY, "X-03");
        seat("committee", 1280, Function.GRASSROOTS_COMMITTEE, "X");
        seat("internal affairs", 1280, Function.INTERNAL_AFFAIRS, "T-BNC");
        seat("asset control", 1280, Function.ASSET_CONTROL, "T-UBKT");
        seat("front", 1280, Function.FATHERLAND_FRONT, "T-MTTQ");
        seat("inspector", 1280, Function.INSPECTOR, "X-UBKT");
        seat("lead inspector", 1280, Function.LEAD_INSPECTOR, "X-UBKT");
        seat("commune board", 1280, Function.ORGANISATION_BOARD, "X-BXD");
        seat("conference secretary", 1280, Function.CONFERENCE_SECRETARY, "X-BXD");
        seat("counter A", 1280, Function.COUNTER, "X-BXD");
        seat("counter B", 1280, Function.COUNTER, "X-BXD");
        seat("chair", 1280, Function.CHAIR, "X");
        seat("approver", 1280, Function.APPROVER, "T-BTV");
        seat("auditor", 1280, Function.AUDITOR, "T");
    }

    @Test
    void manyPeopleCarryOneCaseFromTheDraftOfARoundToThePublishedListThroughThePages() {
        chromium = Chromium.open("http://127.0.0.1:" + port);
        assertThat(register.fill(new Town(), true, report -> { }).refused()).isZero();
        theDoorOpensToTheFirstAdministrator();
        everybodyTakesASeat();

        theRoundIsOpened();
        theMemberIsReviewed();
        theCaseIsInspected();
        theListIsVotedAndPublished();

        at("board").until("/work", "main a[href*='/close-round']");
        at("board").task("close-round").send();
        String code = "QH-0001";
        at("board").page().navigate("/rounds/QH");
        assertThat(at("board").page().locator("h1").innerText()).contains("Đã đóng");
        assertThat(jdbc.sql("select status from round where code = 'QH'").query(String.class).single()).isEqualTo("CLOSED");
        assertThat(jdbc.sql("select outcome from vetting_case").query(String.class).list()).containsExactly("LISTED");
        assertThat(jdbc.sql("select state from planning_list").query(String.class).list()).containsExactly("PUBLISHED");

        at("commune board").page().navigate("/lists/QH-X");
        assertThat(at("commune board").page().locator("main").innerText()).contains("Hoàng Thị Bích Ngọc").contains("12-TB");
        at("member").page().navigate("/me");
        assertThat(at("member").page().locator("tr", new Page.LocatorOptions().setHasText(code)).locator(".ts-state.is-done").innerText())
                .isEqualTo("có tên trong danh sách");

        theRecordTellsIt(code);
        assertThat(chromium.strangers()).as("requests to other hosts").isEmpty();
        assertThat(chromium.complaints()).as("script errors and refusals of the content policy").isEmpty();
    }

    /** While nobody has an account; afterwards the page is gone. */
    private void theDoorOpensToTheFirstAdministrator() {
        Page page = chromium.page(Looking.DESK);
        assertThat(Looking.at(page, "/setup")).as("/setup").isEmpty();
        assertThat(page.locator("[name=token]").isVisible()).isTrue();
        people.person();
        assertThat(page.navigate("/setup").status()).isEqualTo(404);
        page.context().close();
    }

    private void theRoundIsOpened() {
        Sitter board = at("board");
        board.page().navigate("/rounds");
        board.page().locator("main a[href$='/rounds/new']").first().click();
        board.type("name", "Bổ sung quy hoạch cấp ủy xã nhiệm kỳ 2030–2035").type("code", "QH").send();
        LocalDate congress = today.plusMonths(14);
        while (congress.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue()) {
            congress = congress.plusDays(1);
        }
        board.choose("variant", "PLAN_SUPPLEMENT").select("targetPost", "COMMITTEE_MEMBER").type("seats", 1).type("congressDay", congress);
        board.page().locator("label", new Page.LocatorOptions().setHasText("Đảng ủy viên")).locator("input").check();
        board.send();
        board.task("prepare-round").type("note", "Kính đề nghị duyệt mở đợt.").send();
        at("second officer").task("approve-opening").choose("decision", "APPROVE").send();
        at("second officer").until("/rounds/QH", ".ts-bar");
        at("member").until("/work", "main a[href*='/submit-self-review']");
    }

    private void theMemberIsReviewed() {
        Sitter member = at("member").task("submit-self-review");
        Map<String, Object> written = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            written.put("standards[" + i + "].text", "Tôi giữ nề nếp sinh hoạt, gần dân, nói đi đôi với làm.");
            written.put("standards[" + i + "].grade", "GOOD");
            written.put("sections[" + i + "].text", "Hoàn thành 12 việc được giao; 2 việc vượt tiến độ.");
        }
        written.putAll(Map.of("leading", "Phân công rõ người, rõ việc.", "actsDone", "false", "remedied", "true", "commitments[0].text", "Học xong lớp tiếng Tày",
                "commitments[0].until", today.plusMonths(6)));
        written.putAll(Map.of("tasksGiven", 12, "tasksOnTime", 12, "tasksBeyond", 2, "generalPoints", 26, "taskPoints", 58, "ratingOfficial", "T", "ratingMember", "T"));
        member.parts(written).send();
        at("cell secretary").task("prepare-meeting").type("on", today).type("at", "19:30").type("place", "Nhà văn hóa thôn 3").choose("residence", "EXEMPT").select("residenceGround", "OTHER")
                .type("residenceReason", "Sinh hoạt tại nơi cư trú.").send();
        theBodyIsReviewedFirst();
        Sitter teller = at("second teller").task("record-meeting");
        teller.page().locator("main a[href$='/slips']").click();
        teller.page().waitForURL(url -> url.endsWith("/slips"));
        teller.type("issued", 12).type("collected", 12).type("missing", 0).type("valid", 12).type("invalid", 0).type("xs", 0).type("t", 11).type("ht", 1).type("kht", 0).send();
        at("cell secretary").task("record-meeting").type("chair", "Lý Thị Sen – Phó Bí thư chi bộ").type("on", today).type("place", "Nhà văn hóa thôn 3").type("remarks[0].speaker", "Trần Mai Hà").type("remarks[0].text", "Gần dân, chịu khó; nên mạnh dạn hơn khi góp ý.")
                .type("answer", "Tôi tiếp thu.").type("issued", 12).type("collected", 12).type("missing", 0).type("valid", 12).type("invalid", 0)
                .type("xs", 0).type("t", 11).type("ht", 1).type("kht", 0).send();
        at("committee").task("decide-rating").choose("choice", "T").type("reason", "Đúng với kết quả trong năm.").send();
        member.task("acknowledge-rating").choose("answer", "ACKNOWLEDGED").send();
    }

    /** The member's meeting waits for it. */
    private void theBodyIsReviewedFirst() {
        at("member").page().navigate("/cases/QH-0001");
        assertThat(at("member").page().locator(".ts-now").first().innerText()).contains("Đang đợi kiểm điểm tập thể");
        Sitter body = at("cell secretary").task("write-collective-review");
        int parts = body.page().locator("textarea[name^='sections[']").count();
        assertThat(parts).isPositive();
        for (int i = 0; i < parts; i++) {
            body.type("sections[" + i + "].text", "Chi bộ hoàn thành nghị quyết năm; sinh hoạt chưa thật đều.");
        }
        body.choose("selfLevel", "T").type("on", today).type("place", "Nhà văn hóa thôn 3").type("chair", "Lý Thị Sen").type("summoned", 12).type("present", 11).send();
        at("committee").task("rate-collective").choose("level", "T").type("reason", "Đúng với kết quả của chi bộ.").send();
    }

    private void theCaseIsInspected() {
        at("internal affairs").task("give-opinion").choose("result", "NOTHING").send();
        at("asset control").task("give-opinion").choose("result", "ON_TIME").send();
        at("front").task("give-opinion").choose("result", "NOTHING").send();
        Sitter inspector = at("inspector").task("draft-findings");
        List<String> nothing = List.of("DISCIPLINE.NONE", "DENUNCIATION.NONE", "CONCLUSIONS.NONE", "ASSETS.IN_TIME", "PROHIBITED.NONE", "POLITICAL_STANDARD.MEETS",
                "RELATIVES.NONE", "RATINGS.READ");
        for (int i = 0; i < nothing.size(); i++) {
            inspector.choose("checks[" + i + "].answer", nothing.get(i));
        }
        inspector.choose("answer", "SOME").select("findings[0].actCode", "PH15")
                .type("findings[0].statement", "Nộp bản kê khai tài sản bổ sung muộn 53 ngày.").type("findings[0].evidence", "Sổ nhận bản kê khai, số 1187.")
                .choose("findings[0].serious", "NO").send();
        at("member").task("explain-findings").type("answers[0].text", "Mẹ tôi tặng cho thửa đất, sang tên muộn. Tôi nhận khuyết điểm.").send();
        Sitter lead = at("lead inspector").task("conclude-inspection");
        assertThat(lead.page().locator("form[data-proposal]").getAttribute("data-proposal")).isEqualTo("CLEAR_NOTE");
        lead.choose("kind", "CLEAR_NOTE").type("reason", "Nguồn gốc tài sản rõ, đã tự nhận khuyết điểm.").type("note", "Nộp bản kê khai muộn; đã rút kinh nghiệm.").send();
    }

    private void theListIsVotedAndPublished() {
        Sitter board = at("commune board");
        board.task("draw-up-pool").send();
        for (int step = 1; step <= 3; step++) {
            board.task("convene-conference").type("heldOn", today).type("heldAt", "08:00").type("place", "Hội trường Đảng ủy xã").type("summoned", 30).send();
            at("conference secretary").task("record-attendance").type("present", 29).send();
            at("conference secretary").task("print-papers").type("printed", 32).type("issued", 29).send();
            count("counter A");
            count("counter B");
            at("conference secretary").task("reconcile-counts").send();
            at("chair").task("sign-minutes").type("minutesNo", "0" + step + "-BB").send();
        }
        board.task("check-composition").type("note", "Nguồn tại chỗ ít, sẽ bổ sung trong năm.").send();
        board.task("submit-list").type("number", "15-TTr").type("text", "Kính trình Ban Thường vụ Tỉnh ủy.").send();
        at("approver").task("approve-list").choose("approval", "APPROVED").type("number", "33-QĐ").send();
        board.task("publish-list").type("number", "12-TB").type("day", today).send();
    }

    private void count(String who) {
        String line = "lines[QH-0001].";
        at(who).task("count-votes").type("collected", 29).type("missing", 0).type("valid", 28).type("invalid", 1)
                .type(line + "agree", 26).type(line + "disagree", 1).type(line + "blank", 1).send();
    }

    private void theRecordTellsIt(String code) {
        assertThat(acts(code)).containsSubsequence("SELF_REVIEW_SUBMITTED", "MEETING_PREPARED", "MEETING_RECORDED", "RATING_DECIDED", "RATING_ACKNOWLEDGED",
                "OPINION_GIVEN", "OPINION_GIVEN", "OPINION_GIVEN", "FINDINGS_SENT", "FINDINGS_EXPLAINED", "INSPECTION_CONCLUDED", "CASE_ENDED");
        assertThat(acts("QH-X")).containsSubsequence("POOL_DRAWN_UP", "COMPOSITION_CHECKED", "LIST_SUBMITTED", "LIST_DECIDED", "LIST_PUBLISHED");
        assertThat(acts("QH")).containsSubsequence("ROUND_CREATED", "ROUND_SUBMITTED", "ROUND_APPROVED", "ROUND_LAUNCHED", "ROUND_CLOSED");
        List<String> who = jdbc.sql("select distinct username from ledger_entry where username is not null and act not in ('SIGNED_IN', 'RECORD_READ', 'PAGE_READ')")
                .query(String.class).list();
        assertThat(who).as("people who acted").hasSizeGreaterThanOrEqualTo(6)
                .containsExactlyInAnyOrderElementsOf(names.values().stream().filter(n -> !n.equals(names.get("auditor"))).toList());
        at("auditor").page().navigate("/record?subject=" + code);
        assertThat(at("auditor").page().locator("main td.is-title").count()).isEqualTo(acts(code).size());
    }

    private List<String> acts(String subject) {
        return jdbc.sql("select act from ledger_entry where subject_code = ? order by id").param(subject).query(String.class).list();
    }
}
