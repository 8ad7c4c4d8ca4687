package vn.tusoi.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.server.PathContainer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import vn.tusoi.worklist.TaskForm;

/**
 * Walks through every page and every form of the demonstration as somebody who may open it, in both languages, on a desk and on a phone.
 * {@code -Dtusoi.pictures=src/docs/pictures} makes the pictures of the README.
 */
@ServedDemonstration
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTourTests {

    private static final String PASSWORD = "tusoi-demo-2026";
    /** Addresses that only lead on; {@code /setup} is there before anybody is, the journey looks at it. Downloads (.csv, .xlsx, .pdf) are no pages either. */
    private static final Set<String> NO_PAGES = Set.of("/", "/register", "/rounds/{code}/launch", "/setup", "/error",
            "/rules/drafts/{id}/rule-set.yaml", "/rules/drafts/{id}/tables/{table:[A-Za-z]+}.dmn");

    @Autowired OpenTasks tasks;
    @Autowired JdbcClient jdbc;
    @Autowired List<TaskForm<?>> forms;
    @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping;
    @LocalServerPort int port;

    private Chromium chromium;
    private String round;

    /** Somebody's visit; {@code username} null for nobody in particular. */
    private record Stop(String username, String address) { }

    @BeforeAll
    void open() {
        chromium = Chromium.open("http://127.0.0.1:" + port);
        round = one("select code from round where code like 'DH%'");
        tasks.openTheOthers();
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private String one(String sql, Object... values) {
        return jdbc.sql(sql + " fetch first 1 rows only").params(values).query(String.class).single();
    }

    private List<Stop> pages(Map<String, OpenTasks.Open> forms) {
        String member = one("select a.username from account a join work_item w on w.group_key = 'MEMBER@' || a.member_code where w.form_key = 'submit-self-review' and w.round_code = ? order by 1", round);
        String own = one("select c.code from vetting_case c join account a on a.member_code = c.member_code where a.username = ? and c.round_code = ?", member, round);
        String inspected = one("select subject_code from work_item where form_key = 'draft-findings' and round_code = ? order by 1", round);
        String concluded = one("select subject_code from work_item where form_key = 'conclude-inspection' and round_code = ? order by 1", round);
        OpenTasks.Open count = forms.get("count-votes");
        OpenTasks.Open meeting = forms.get("record-meeting");
        String rated = one("select w.subject_code from work_item w join vetting_case c on c.code = w.subject_code where w.form_key = 'decide-rating' and c.unit_code = 'X04' order by 1");
        String conference = count.address().split("/")[2];
        String signed = one("select code from conference where state = 'SIGNED' order by case when code like ? then 0 else 1 end, code", round + "%");
        String ended = one("select code from vetting_case where round_code = ? and outcome is not null order by code", round);
        String electorate = one("select member_code from electorate where round_code = 'NHAP' order by 1");
        List<Stop> stops = new ArrayList<>();
        stops(stops, null, "/sign-in", "/sign-in?wrong", "/sign-in?kept", "/help");
        stops(stops, "btc.t.1", "/work", "/rounds", "/rounds/new", "/rounds/" + round, "/rounds/" + round + "/plan", "/rounds/" + round + "/rules",
                "/rounds/" + round + "/rules?to=2025-10", "/rounds/" + round + "/electorate?show=out", "/rounds/NHAP",
                "/rounds/NHAP/plan", "/rounds/NHAP/calendar", "/rounds/NHAP/electorate", "/rounds/NHAP/electorate/" + electorate,
                "/rounds/NHAP/electorate/" + electorate + "/exception", "/rounds/TRINH", "/lists",
                "/lists/" + round + "-X01", "/lists/" + round + "-X04", "/register/units", "/register/units/X01", "/register/units/X01/function", "/register/units/X01/dissolve",
                "/register/members?q=nong", "/register/members/000001", "/rules", "/rules/2026-07", "/rules/2025-10/compare/2026-07", "/search?q=binh", "/cases/" + own,
                "/me/settings", "/account/password", "/khong-co", "/accounts");
        String criterion = tasks.proposedCriterion("btc.x05.1", "X05");
        stops(stops, "btc.x05.1", "/rules/local?unit=X05", "/rules/local/new?unit=X05&kind=STANDARD", "/rules/local/new?unit=X05&kind=CHECK",
                "/rules/local/new?unit=X05&kind=VALUE", criterion);
        stops(stops, "btc.x05.2", criterion);
        String draft = tasks.draftOfRules("btc.t.1", false);
        stops(stops, "btc.t.1", "/rules/drafts", "/rules/drafts/new", draft, draft + "/head", draft + "/values/rating", draft + "/catalogues/acts", draft + "/catalogues/acts/PH01",
                draft + "/citations", draft + "/citations/QD144", draft + "/tables/eligibility", draft + "/compare", draft + "/effect");
        stops(stops, "btc.t.2", tasks.draftOfRules("btc.t.1", true) + "/decide");
        stops(stops, "btc.x02.1", "/work", "/rounds/" + round, "/lists/" + round + "-X02");
        stops(stops, "giamsat.t.1", "/conferences/" + signed, "/conferences/" + signed + "/minutes", "/conferences/" + signed + "/papers");
        stops(stops, count.username(), "/work", "/conferences/" + conference);
        stops(stops, forms.get("approve-list").username(), "/work", "/lists/" + forms.get("approve-list").address().split("/")[2]);
        stops(stops, "ktv.x03.1", "/work", "/cases/" + inspected, "/cases/" + inspected + "/self-review", "/cases/" + inspected + "/information");
        stops(stops, "truongktv.x03.1", "/work", "/cases/" + concluded);
        stops(stops, "danguy.x04.1", "/work", "/rounds", "/cases/" + rated + "/minutes/" + one("select meeting_no from cell_meeting where case_code = ? and state = 'HELD' order by 1", rated));
        stops(stops, forms.get("decide-rating").username(), "/ratings/" + one("select round_code from vetting_case where code = ?", forms.get("decide-rating").address().split("/")[2]));
        stops(stops, meeting.username(), meeting.address().replace("record-meeting", "feedback"));
        stops(stops, meeting.username(), meeting.address().replace("record-meeting", "grounds?kind=UNIT_TASKS"));
        stops(stops, meeting.username(), meeting.address().replace("record-meeting", "counter"));
        OpenTasks.Open body = forms.get("rate-collective");
        stops(stops, body.username(), body.address().replaceAll("/rate-collective.*", ""));
        stops(stops, meeting.username(), meeting.address().replace("record-meeting", "slips"));
        stops(stops, one("select o.username from vetting_case c join office o on o.unit_code = c.cell_code and o.function = 'CELL_SECRETARY' where c.code = ?", inspected),
                "/cases/" + inspected + "/reading");
        stops(stops, one("select o.username from vetting_case c join office o on o.unit_code = c.unit_code and o.function = 'GRASSROOTS_COMMITTEE' where c.code = ? order by 1", own),
                "/matters", "/matters/" + own);
        String corrected = one("select case_code from self_review where version_no = 2 order by 1");
        stops(stops, one("select a.username from vetting_case c join account a on a.member_code = c.member_code where c.code = ?", corrected),
                "/cases/" + corrected + "/self-review/changes");
        stops(stops, one("select o.username from vetting_case c join office o on o.unit_code = c.cell_code and o.function = 'CELL_SECRETARY' where c.code = ?", inspected), "/commitments");
        stops(stops, one("select a.username from vetting_case c join account a on a.member_code = c.member_code where c.code = ?", concluded), "/me/commitments");
        OpenTasks.Open correcting = forms.get("correct-self-review");
        for (String part : List.of("II", "III", "VII", "all")) {
            stops(stops, member, "/cases/" + own + "/submit-self-review?part=" + part);
        }
        stops(stops, correcting.username(), correcting.address() + "?part=VI");
        stops(stops, member, "/work", "/me", "/cases/" + own, "/cases/" + own + "/withdraw", "/register/members");
        stops(stops, one("select a.username from vetting_case c join account a on a.member_code = c.member_code where c.code = ?", concluded), "/me", "/cases/" + concluded);
        stops(stops, "giamsat.t.1", "/work", "/record", "/record?subject=" + concluded, "/record/packs", "/cases/" + ended, "/cases/" + inspected + "?order=old&diagram=vetting-case", "/lists");
        stops(stops, "giamsat.t.1", "/record/questions", "/record/questions/late", "/record/questions/touched?unit=X03", "/record/cases/" + ended, "/record/lists/" + round + "-X01", "/record/conferences/" + signed,
                "/record/rounds/" + round,
                "/record/" + one("select id from ledger_entry where act = 'INSPECTION_CONCLUDED' order by id"),
                "/record/" + one("select id from ledger_entry where act = 'INSPECTION_CONCLUDED' order by id") + "/rows/0");
        String briefing = one("select code from briefing order by code");
        String briefed = one("select cell_code from briefing_cell where held_on is not null order by cell_code");
        stops(stops, "btc.t.1", "/briefings", "/briefings/new", "/briefings/" + briefing, "/briefings/" + briefing + "?unit=X01", "/briefings/" + briefing + "/cells/" + briefed);
        stops(stops, "bithu." + briefed.toLowerCase(java.util.Locale.ROOT), "/briefings", "/briefings/" + briefing, "/briefings/" + briefing + "/cells/" + briefed);
        stops(stops, member, "/briefings", "/briefings/" + briefing);
        String heldCase = tasks.held("ktv.x03.1", inspected);
        stops(stops, "ktv.x03.1", "/holds", heldCase);
        stops(stops, "truongktv.x03.1", heldCase);
        stops(stops, "btc.t.1", "/retention", "/retention/" + round, "/retention/briefings/" + briefing);
        stops(stops, "ktv.x03.1", "/check", "/check/" + tasks.printed("ktv.x03.1", inspected));
        stops(stops, "quantri.t.1", "/work", "/accounts", "/accounts/new", "/accounts/ktv.x03.1", "/stale");
        OpenTasks.Review review = tasks.review();
        String cell = "/reviews/" + review.round() + "/cells/" + review.cell();
        stops(stops, "btc.t.1", "/rounds/KDNHAP", "/rounds/KDNHAP/review", "/rounds/KDNHAP/electorate?show=out");
        stops(stops, review.board(), "/rounds", "/rounds/" + review.round() + "/progress", "/rounds/" + review.round() + "/review", cell);
        String leaving = one("select code from vetting_case where round_code = ? and outcome is null order by code", review.round());
        String leaver = "/register/members/" + one("select member_code from vetting_case where code = ?", leaving);
        stops(stops, review.board(), "/rounds/" + review.round() + "/overview", "/rounds/" + review.round() + "/bodies");
        stops(stops, review.board(), leaver, leaver + "/standing", leaver + "/standing/end", "/cases/" + leaving + "/exit");
        stops(stops, review.committee(), "/reviews", cell, cell + "/ratings", "/rounds/" + review.round() + "/progress");
        stops(stops, review.secretary(), "/reviews", cell);
        return stops;
    }

    private static void stops(List<Stop> stops, String who, String... addresses) {
        for (String address : addresses) {
            stops.add(new Stop(who, address));
        }
    }

    @Test
    void everyPageAndEveryFormStandsInBothLanguagesOnADeskAndOnAPhone() {
        Map<String, OpenTasks.Open> open = tasks.everyForm();
        assertThat(open.keySet()).as("forms with an open task").containsExactlyInAnyOrderElementsOf(forms.stream().map(TaskForm::key).toList());
        List<Stop> stops = pages(open);
        open.values().forEach(o -> stops.add(new Stop(o.username(), o.address())));
        assertThat(unvisited(stops)).as("pages that the tour does not visit: give them a stop").isEmpty();

        Map<String, List<String>> wrong = new LinkedHashMap<>();
        Map<String, List<Stop>> byPerson = stops.stream().distinct().collect(Collectors.groupingBy(s -> String.valueOf(s.username()), LinkedHashMap::new, Collectors.toList()));
        Page page = chromium.page(Looking.DESK);
        for (Map.Entry<String, List<Stop>> person : byPerson.entrySet()) {
            if (person.getValue().get(0).username() != null) {
                page.setViewportSize(Looking.DESK, 900);
                chromium.next(page, person.getKey(), PASSWORD);
            }
            for (Stop stop : person.getValue()) {
                List<String> found = Looking.at(page, stop.address());
                if (!found.isEmpty()) {
                    wrong.put(person.getKey() + " at " + stop.address(), found);
                }
            }
        }
        page.context().close();
        assertThat(wrong.entrySet().stream().map(e -> e.getKey() + "\n    " + String.join("\n    ", e.getValue())).collect(Collectors.joining("\n"))).isEmpty();
        assertThat(chromium.strangers()).as("requests to other hosts").isEmpty();
        assertThat(chromium.complaints()).as("script errors and refusals of the content policy").isEmpty();
    }

    /** Patterns of our controllers that answer GET with a page and that no stop matches best; and exceptions that are no longer there. */
    private Set<String> unvisited(List<Stop> stops) {
        Set<PathPattern> patterns = new java.util.HashSet<>();
        mapping.getHandlerMethods().forEach((info, method) -> {
            Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
            if (method.getBeanType().getName().startsWith("vn.tusoi.") && !method.getBeanType().isAnnotationPresent(RestController.class)
                    && (methods.isEmpty() || methods.contains(RequestMethod.GET))) {
                patterns.addAll(patterns(info));
            }
        });
        Set<String> left = patterns.stream().map(PathPattern::getPatternString).collect(Collectors.toCollection(TreeSet::new));
        assertThat(left).as("exceptions that are no longer there").containsAll(NO_PAGES).hasSizeGreaterThan(40);
        left.removeIf(p -> NO_PAGES.contains(p) || p.matches(".*\\.(csv|xlsx|pdf)"));
        for (Stop stop : stops) {
            PathContainer path = PathContainer.parsePath(stop.address().replaceAll("\\?.*", ""));
            patterns.stream().filter(p -> p.matches(path)).min(Comparator.naturalOrder()).ifPresent(p -> left.remove(p.getPatternString()));
        }
        return left;
    }

    private static Set<PathPattern> patterns(RequestMappingInfo info) {
        return info.getPathPatternsCondition() == null ? info.getPatternValues().stream().map(PathPatternParser.defaultInstance::parse).collect(Collectors.toSet())
                : info.getPathPatternsCondition().getPatterns();
    }

    @Test
    void theLookFindsWhatIsWrong() {
        Page page = chromium.page(Looking.PHONE);
        page.setContent("<html><head><title>x</title></head><body><h1>a</h1><h1>b</h1><main><img src='data:,' width='500'><button></button></main></body></html>");
        List<String> wrong = new ArrayList<>();
        Looking.head(page, "vi", wrong);
        Looking.judge(page, true, wrong);
        page.context().close();
        assertThat(String.join("\n", wrong)).contains("2 h1").contains("lang is").contains("title is x").contains("too wide at 360").contains("image-alt (critical)")
                .contains("button-name (critical)");
    }

    @Test
    void thePicturesOfTheReadmeAreMadeWhereTheyAreAskedFor() {
        String folder = System.getProperty("tusoi.pictures");
        String concluded = one("select subject_code from work_item where form_key = 'conclude-inspection' and round_code = ? order by 1", round);
        picture(folder, "truongktv.x03.1", "/work", "work", ".ts-tasks");
        picture(folder, "truongktv.x03.1", "/cases/" + concluded, "case", ".ts-steps, [data-diagram]");
        picture(folder, "btc.t.1", "/rounds/" + round, "round", ".ts-cal");
    }

    private void picture(String folder, String who, String address, String name, String shown) {
        Page page = chromium.signedIn(who, PASSWORD, Looking.DESK);
        page.navigate(address);
        int tall = ((Number) page.evaluate("() => document.querySelector('.ts-foot').getBoundingClientRect().bottom + window.scrollY")).intValue();
        page.setViewportSize(Looking.DESK, Math.min(960, tall + 12));
        assertThat(page.locator(shown).first().isVisible()).as(name).isTrue();
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
            assertThat(Path.of(folder, name + ".png").toFile().length()).as("bytes of the picture " + name).isLessThan(250_000);
        }
        page.context().close();
    }
}
