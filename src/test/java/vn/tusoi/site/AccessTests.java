package vn.tusoi.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.transaction.AfterTransaction;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.UriComponentsBuilder;
import vn.tusoi.DemoTest;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Function;
import vn.tusoi.assessment.Assessment;
import vn.tusoi.assessment.AssessmentDesk;
import vn.tusoi.assessment.CaseWorld;
import vn.tusoi.assessment.Level;
import vn.tusoi.ballots.ConferenceDesk;
import vn.tusoi.cases.CaseDesk;
import vn.tusoi.collective.CollectiveDesk;
import vn.tusoi.inspection.Conclusion;
import vn.tusoi.inspection.InspectionFixture;
import vn.tusoi.ledger.Unwritten;
import vn.tusoi.planning.ListFixture;
import vn.tusoi.planning.PlanningDesk;
import vn.tusoi.register.Units;
import vn.tusoi.retention.Hold;
import vn.tusoi.retention.Holds;
import vn.tusoi.review.ReviewDesk;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.local.LocalCriterion;
import vn.tusoi.rulebook.drafts.DraftDesk;
import vn.tusoi.rulebook.drafts.RuleDraft;
import vn.tusoi.rulebook.local.LocalDesk;
import vn.tusoi.worklist.TaskForm;
import vn.tusoi.worklist.WorkItem;
import vn.tusoi.worklist.WorkItems;

/**
 * Every door of the house, tried by whom it is for and by those it is not for. A door that is not in the table fails the test, and so does a
 * table that names a door that is gone. What the tries change is rolled back, so the demonstration stays as it was.
 */
@DemoTest
@Transactional
class AccessTests {

    private static final String PEOPLE = "people";
    private static final String PROGRAMS = "programs";

    @Autowired MockMvc mvc;
    @Autowired JdbcClient jdbc;
    @Autowired ApplicationContext context;
    @Autowired People people;
    @Autowired Units units;
    @Autowired Accounts accounts;
    @Autowired RuleBook rules;
    @Autowired LocalDesk local;
    @Autowired DraftDesk ruleDrafts;
    @Autowired WorkItems items;
    @Autowired List<TaskForm<?>> forms;
    @Autowired CaseWorld cases;
    @Autowired ReviewDesk reviewDesk;
    @Autowired InspectionFixture inspection;
    @Autowired ListFixture lists;
    @Autowired AssessmentDesk assessment;
    @Autowired CaseDesk caseDesk;
    @Autowired CollectiveDesk bodies;
    @Autowired ConferenceDesk conferences;
    @Autowired PlanningDesk planning;
    @Autowired vn.tusoi.briefings.BriefingDesk briefings;
    @Autowired Readings readings;
    @Autowired Holds holds;

    @AfterTransaction
    void forgetWhatWasRolledBack() {
        units.changed();
    }

    /** One way in: its address, who gets which answer, and what the rightful person gets. Null where nobody is turned away like that. */
    private record Door(String mapping, Map<String, String> at, String rightful, int answer, String elsewhere, String without) { }

    /** Doors that anybody may open, signed in or not. */
    private static final Set<String> OPEN = Set.of("GET /sign-in", "ANY /stale", "GET /help", "GET /setup", "POST /setup", "ANY /error",
            "GET /actuator/health", "GET /actuator/health/**");
    /** The task forms behind one address: {@link #everyTaskFormOpensToItsOfficeOnly} goes through them one by one. */
    private static final String FORM = "/{area:cases|lists|conferences|rounds|collectives}/{code}/{formKey:[a-z]+-[a-z-]+}";
    private static final Set<String> FORMS = Set.of("GET " + FORM, "POST " + FORM, "POST " + FORM + "/draft", "POST /work/{taskId}/claim", "POST /work/{taskId}/release",
            "GET /api/v1/tasks/{id}", "POST /api/v1/tasks/{id}", "POST /api/v1/tasks/{id}/claim", "POST /api/v1/tasks/{id}/release");

    private List<Door> doors() {
        String far = people.holder(Function.ORGANISATION_BOARD, people.province());
        String farAdministrator = people.holder(Function.ADMINISTRATOR, people.province());
        String round = jdbc.sql("select code from round where status = 'OPEN' order by code limit 1").query(String.class).single();
        String theCase = jdbc.sql("""
                        select c.code from vetting_case c join work_item w on w.subject_code = c.code
                        where w.form_key = 'record-meeting' and c.unit_code = 'X04' and exists (select 1 from self_review s where s.case_code = c.code)
                        order by 1 limit 1""").query(String.class).single();
        String member = jdbc.sql("select member_code from vetting_case where code = ?").param(theCase).query(String.class).single();
        String author = jdbc.sql("select username from account where member_code = ?").param(member).query(String.class).single();
        String cell = jdbc.sql("select cell_code from vetting_case where code = ?").param(theCase).query(String.class).single();
        lists.world(4, "DESIGNATE", 2);
        lists.account("admin", null, Map.of("ADMINISTRATOR", "T"));
        lists.drawUp();
        lists.hold(1, Map.of());
        String held = lists.conference(1);
        String list = lists.list();
        String rules = jdbc.sql("select rule_set from round where code = ?").param(round).query(String.class).single();
        String office = jdbc.sql("select min(id) from office where username = 'btc.x01.1'").query(String.class).single();
        mvcCreate("btc.t.1", "NHAP1");
        Map<String, String> none = Map.of();
        Map<String, String> r = Map.of("code", round);
        Map<String, String> draft = Map.of("code", "NHAP1");
        Map<String, String> c = Map.of("code", theCase);
        Map<String, String> m = Map.of("code", member);
        Map<String, String> u = Map.of("code", "X04");
        Map<String, String> account = Map.of("username", "btc.x01.1", "id", office);
        List<Door> doors = new ArrayList<>();
        // everybody who is signed in, for themselves
        for (String own : List.of("GET /", "GET /work", "GET /work.csv", "GET /search", "GET /me", "GET /me/settings", "GET /account/password", "GET /rules", "GET /register",
                "GET /api/v1/tasks", "GET /api/docs/openapi", "GET /api/docs/openapi.yaml", "GET /api/docs", "GET /api/docs/openapi/swagger-config")) {
            doors.add(new Door(own, none, far, Set.of("GET /", "GET /register", "GET /api/docs").contains(own) ? 302 : 200, null, null));
        }
        doors.add(new Door("GET /rules/{code}", Map.of("code", rules), far, 200, null, null));
        doors.add(new Door("GET /rules/{a}/compare/{b}", Map.of("a", rules, "b", rules), far, 200, null, null));
        doors.add(new Door("POST /me/settings", none, far, 400, null, null));
        doors.add(new Door("POST /account/password", none, far, 422, null, null));
        // rounds
        doors.add(new Door("GET /rounds", none, "btc.t.1", 200, null, "danguy.x04.1"));
        doors.add(new Door("GET /rounds/new", none, "btc.t.1", 200, null, "giamsat.t.1"));
        doors.add(new Door("POST /rounds/new", none, "btc.t.1", 422, null, "giamsat.t.1"));
        doors.add(new Door("GET /rounds/{code}", r, "btc.t.1", 200, far, "danguy.x04.1"));
        doors.add(new Door("GET /rounds/{code}/launch", r, "btc.t.1", 303, far, "danguy.x04.1"));
        doors.add(new Door("GET /rounds/{code}/launch HX-Request=true", r, "btc.t.1", 200, far, "danguy.x04.1"));
        doors.add(new Door("GET /rounds/{code}/units.xlsx", r, "btc.t.1", 200, far, "danguy.x04.1"));
        doors.add(new Door("GET /rounds/{code}/electorate.xlsx", r, "btc.t.1", 200, far, "danguy.x04.1"));
        doors.add(new Door("GET /rounds/{code}/units.csv", r, "btc.t.1", 200, far, "danguy.x04.1"));
        doors.add(new Door("GET /rounds/{code}/plan", r, "btc.t.1", 200, far, "danguy.x04.1"));
        doors.add(new Door("POST /rounds/{code}/plan", draft, "btc.t.1", 422, far, "giamsat.t.1"));
        doors.add(new Door("GET /rounds/{code}/calendar", r, "btc.t.1", 302, far, "danguy.x04.1"));
        doors.add(new Door("POST /rounds/{code}/calendar", draft, "btc.t.1", 422, far, "giamsat.t.1"));
        doors.add(new Door("GET /rounds/{code}/electorate", r, "btc.t.1", 200, far, "danguy.x04.1"));
        doors.add(new Door("POST /rounds/{code}/electorate", draft, "btc.t.1", 422, far, "giamsat.t.1"));
        doors.add(new Door("GET /rounds/{code}/electorate.csv", r, "btc.t.1", 200, far, "danguy.x04.1"));
        doors.add(new Door("GET /rounds/{code}/electorate/{member}", Map.of("code", round, "member", member), "btc.t.1", 200, far, "giamsat.t.1"));
        doors.add(new Door("POST /rounds/{code}/electorate/{member}", Map.of("code", round, "member", member), "btc.t.1", 422, far, "giamsat.t.1"));
        doors.add(new Door("GET /rounds/{code}/electorate/{member}/exception", Map.of("code", round, "member", member), "btc.t.1", 200, far, "giamsat.t.1"));
        doors.add(new Door("POST /rounds/{code}/electorate/{member}/exception", Map.of("code", round, "member", member), "btc.t.1", 422, far, "giamsat.t.1"));
        doors.add(new Door("GET /rounds/{code}/rules", r, "btc.t.1", 200, far, "danguy.x04.1"));
        doors.add(new Door("POST /rounds/{code}/rules", r, "btc.t.1", 422, far, "giamsat.t.1"));
        doors.add(new Door("GET /api/v1/rounds", none, "btc.t.1", 200, null, "danguy.x04.1"));
        doors.add(new Door("GET /api/v1/rounds/{code}", r, "btc.t.1", 200, far, "danguy.x04.1"));
        doors.add(new Door("GET /api/v1/rounds/{code}/progress", r, "btc.t.1", 200, far, "danguy.x04.1"));
        // cases
        for (String reading : List.of("GET /cases/{code}", "GET /cases/{code}/self-review", "GET /api/v1/cases/{code}", "GET /api/v1/cases/{code}/entries")) {
            doors.add(new Door(reading, c, "danguy.x04.1", 200, "danguy.x06.1", "quantri.t.1"));
        }
        doors.add(new Door("GET /cases/{code}/papers/{kind}.pdf", Map.of("code", theCase, "kind", "self-review"), "danguy.x04.1", 200, "danguy.x06.1", "quantri.t.1"));
        for (String proposals : List.of("GET /ratings/{round}/{unit}/proposals.pdf", "GET /ratings/{round}/{unit}/proposals.xlsx")) {
            doors.add(new Door(proposals, Map.of("round", round, "unit", "X04"), "danguy.x04.1", 200, "danguy.x06.1", "quantri.t.1"));
        }
        String briefing = briefings.publish(accounts.actor("btc.t.1").orElseThrow(), new vn.tusoi.briefings.BriefingDesk.Text("Văn bản thử", "1-QĐ", LocalDate.now().minusDays(9), "Tủ sách chi bộ", null,
                LocalDate.now().plusDays(9), List.of())).code();
        String secretary = jdbc.sql("select min(username) from office where function = 'CELL_SECRETARY' and unit_code = ?").param(cell).query(String.class).single();
        String otherSecretary = jdbc.sql("select min(username) from office where function = 'CELL_SECRETARY' and unit_code like 'X06-%'").query(String.class).single();
        lists.account("reader", jdbc.sql("select min(m.code) from member m where m.cell_code = ? and not exists (select 1 from account a where a.member_code = m.code)").param(cell)
                .query(String.class).single(), Map.of());
        Map<String, String> b = Map.of("code", briefing);
        Map<String, String> session = Map.of("code", briefing, "cell", cell);
        doors.add(new Door("GET /briefings", none, far, 200, null, null));
        doors.add(new Door("GET /briefings/new", none, "btc.t.1", 200, null, "danguy.x04.1"));
        doors.add(new Door("POST /briefings/new", none, "btc.t.1", 422, null, "danguy.x04.1"));
        doors.add(new Door("GET /briefings/{code}", b, "danguy.x04.1", 200, far, null));
        doors.add(new Door("GET /briefings/{code}/progress.csv", b, "danguy.x04.1", 200, far, null));
        doors.add(new Door("GET /briefings/{code}/progress.xlsx", b, "danguy.x04.1", 200, far, null));
        doors.add(new Door("POST /briefings/{code}/read", b, author, 302, far, null));
        doors.add(new Door("POST /briefings/{code}/remind", b, "btc.t.1", 302, far, "danguy.x04.1"));
        doors.add(new Door("GET /briefings/{code}/cells/{cell}", session, secretary, 200, otherSecretary, lists.user("reader")));
        doors.add(new Door("POST /briefings/{code}/cells/{cell}", session, secretary, 422, otherSecretary, "danguy.x04.1"));
        doors.add(new Door("GET /check", none, far, 200, null, null));
        doors.add(new Door("GET /check/{code}", Map.of("code", "0000-0000-0000"), far, 404, null, null));
        doors.add(new Door("GET /cases/{code}/reading", c, "ktv.t.1", 200, "danguy.x06.1", "quantri.t.1"));
        doors.add(new Door("POST /cases/{code}/reading", c, "ktv.t.1", 422, "danguy.x06.1", "quantri.t.1"));
        doors.add(new Door("GET /cases/{code}/withdraw", c, author, 200, "danguy.x06.1", "danguy.x04.1"));
        doors.add(new Door("POST /cases/{code}/withdraw", c, author, 422, "danguy.x06.1", "danguy.x04.1"));
        inspection.world("T");
        Map<String, String> inspected = Map.of("code", inspection.code());
        doors.add(new Door("GET /cases/{code}/information", inspected, inspection.user("inspector"), 200, inspection.user("elsewhere"), inspection.user("member")));
        doors.add(new Door("POST /cases/{code}/information", inspected, inspection.user("inspector"), 422, inspection.user("elsewhere"), inspection.user("member")));
        cases.world(2, 10);
        cases.account("admin", "Quản trị", null, "ADMINISTRATOR", "T");
        cases.reviewed(1, 27, 58);
        assessment.prepareMeeting(cases.actor("secretary"), cases.caseCode(1), cases.plan(Assessment.ResidenceDuty.EXEMPT));
        cases.assessed(2);
        doors.add(new Door("GET /matters", none, "danguy.x04.1", 200, null, cases.user("secretary")));
        cases.joins(3);
        doors.add(new Door("GET /matters/{code}", Map.of("code", cases.caseCode(3)), cases.user("committee"), 200, cases.user("elsewhere"), cases.user("secretary")));
        doors.add(new Door("POST /matters/{code}", Map.of("code", cases.caseCode(3)), cases.user("committee"), 422, cases.user("elsewhere"), cases.user("secretary")));
        doors.add(new Door("GET /commitments", none, cases.user("secretary"), 200, null, cases.user("committee")));
        doors.add(new Door("GET /me/commitments", none, far, 200, null, null));
        doors.add(new Door("POST /me/commitments/{code}/{version}/{no}", Map.of("code", cases.caseCode(1), "version", "1", "no", "1"), cases.user("member1"), 422,
                cases.user("member2"), null));
        doors.add(new Door("GET /cases/{code}/self-review/changes", Map.of("code", corrected()), cases.user("committee"), 200, cases.user("elsewhere"), cases.user("admin")));
        doors.add(new Door("GET /cases/{code}/slips", Map.of("code", cases.caseCode(1)), cases.user("teller"), 200, cases.user("elsewhere"), cases.user("committee")));
        doors.add(new Door("POST /cases/{code}/slips", Map.of("code", cases.caseCode(1)), cases.user("teller"), 422, cases.user("elsewhere"), cases.user("committee")));
        doors.add(new Door("GET /cases/{code}/counter", Map.of("code", cases.caseCode(1)), cases.user("secretary"), 200, cases.user("elsewhere"), cases.user("committee")));
        doors.add(new Door("POST /cases/{code}/counter", Map.of("code", cases.caseCode(1)), cases.user("secretary"), 422, cases.user("elsewhere"), cases.user("committee")));
        doors.add(new Door("GET /cases/{code}/feedback", Map.of("code", cases.caseCode(1)), cases.user("committee"), 200, cases.user("elsewhere"), cases.user("admin")));
        doors.add(new Door("POST /cases/{code}/feedback", Map.of("code", cases.caseCode(1)), cases.user("committee"), 422, cases.user("elsewhere"), cases.user("admin")));
        doors.add(new Door("GET /cases/{code}/grounds", Map.of("code", cases.caseCode(1)), cases.user("committee"), 200, cases.user("elsewhere"), cases.user("admin")));
        doors.add(new Door("POST /cases/{code}/grounds", Map.of("code", cases.caseCode(1)), cases.user("committee"), 422, cases.user("elsewhere"), cases.user("admin")));
        doors.add(new Door("GET /ratings/{round}", Map.of("round", cases.caseCode(1).split("-")[0]), cases.user("committee"), 200, cases.user("elsewhere"), cases.user("secretary")));
        cases.bodiesFirst(1);
        doors.add(new Door("GET /ratings/{round}/{cell}/papers/{kind}.pdf", Map.of("round", cases.round(), "cell", cases.unit("C"), "kind", "cell-slip"), cases.user("committee"), 200,
                cases.user("elsewhere"), cases.user("admin")));
        cases.bodyReviewed("C", "T");
        doors.add(new Door("GET /collectives/{code}/papers/{kind}.pdf", Map.of("code", cases.body("C"), "kind", "collective-report"), cases.user("committee"), 200, cases.user("elsewhere"),
                cases.user("admin")));
        doors.add(new Door("GET /collectives/{code}", Map.of("code", cases.body("C")), cases.user("committee"), 200, cases.user("elsewhere"), cases.user("admin")));
        doors.add(new Door("GET /cases/{code}/minutes/{no}", Map.of("code", cases.caseCode(2), "no", "1"), cases.user("committee"), 200, cases.user("elsewhere"), cases.user("admin")));
        // how long content is kept, and what is held
        doors.add(new Door("GET /retention", none, "btc.t.1", 200, null, "danguy.x04.1"));
        doors.add(new Door("GET /retention/{code}", r, "btc.t.1", 200, far, "danguy.x04.1"));
        doors.add(new Door("POST /retention/{code}/propose", r, "btc.t.1", 422, far, "giamsat.t.1"));
        doors.add(new Door("POST /retention/{code}/decide", r, "btc.t.1", 422, far, "giamsat.t.1"));
        doors.add(new Door("GET /retention/briefings/{code}", b, "btc.t.1", 200, far, "danguy.x04.1"));
        doors.add(new Door("POST /retention/briefings/{code}/propose", b, "btc.t.1", 422, far, "danguy.x04.1"));
        doors.add(new Door("POST /retention/briefings/{code}/decide", b, "btc.t.1", 422, far, "danguy.x04.1"));
        Hold hold = holds.put(accounts.actor("ktv.x04.1").orElseThrow(), Hold.Kind.CASE, theCase, "Đang giải quyết khiếu nại.");
        Map<String, String> holding = Map.of("code", theCase, "no", String.valueOf(hold.no()));
        doors.add(new Door("GET /holds", none, "ktv.x04.1", 200, null, "danguy.x04.1"));
        doors.add(new Door("POST /holds", none, "ktv.x04.1", 422, null, "giamsat.t.1"));
        doors.add(new Door("GET /holds/{code}/{no}", holding, "ktv.x04.1", 200, "btc.x06.1", "danguy.x04.1"));
        doors.add(new Door("POST /holds/{code}/{no}/lift", holding, "ktv.x04.1", 422, "btc.x06.1", "danguy.x04.1"));
        doors.add(new Door("POST /holds/{code}/{no}/decide", holding, "ktv.x04.1", 422, "btc.x06.1", "danguy.x04.1"));
        // lists and conferences
        doors.add(new Door("GET /lists", none, "giamsat.t.1", 200, null, "danguy.x04.1"));
        doors.add(new Door("GET /lists/{code}", Map.of("code", list), lists.user("auditor"), 200, lists.user("elsewhere"), lists.user("committee")));
        doors.add(new Door("GET /lists.csv", none, "giamsat.t.1", 200, null, "danguy.x04.1"));
        doors.add(new Door("GET /lists.xlsx", none, "giamsat.t.1", 200, null, "danguy.x04.1"));
        doors.add(new Door("GET /lists/{code}/people.xlsx", Map.of("code", list), lists.user("auditor"), 200, lists.user("elsewhere"), lists.user("committee")));
        doors.add(new Door("GET /lists/{code}/people.csv", Map.of("code", list), lists.user("auditor"), 200, lists.user("elsewhere"), lists.user("committee")));
        doors.add(new Door("GET /conferences/{code}/papers/{kind}.pdf", Map.of("code", held, "kind", "ballot-minutes"), lists.user("auditor"), 200, lists.user("elsewhere"), lists.user("admin")));
        for (String page : List.of("GET /conferences/{code}", "GET /conferences/{code}/papers", "GET /conferences/{code}/minutes")) {
            doors.add(new Door(page, Map.of("code", held), lists.user("auditor"), 200, lists.user("elsewhere"), lists.user("admin")));
        }
        // register
        doors.add(new Door("GET /register/members", none, "btc.x04.1", 200, null, "danguy.x04.1"));
        doors.add(new Door("GET /register/members.csv", none, "btc.x04.1", 200, null, "danguy.x04.1"));
        doors.add(new Door("GET /register/members/{code}", m, "btc.x04.1", 200, "btc.x06.1", "danguy.x04.1"));
        doors.add(new Door("GET /register/units", none, "danguy.x04.1", 200, null, null));
        doors.add(new Door("GET /register/units.csv", none, "danguy.x04.1", 200, null, null));
        doors.add(new Door("GET /register/units/{code}", u, "danguy.x04.1", 200, "btc.x06.1", null));
        for (String act : List.of("/register/units/{code}/function", "/register/units/{code}/dissolve")) {
            doors.add(new Door("GET " + act, Map.of("code", cell), "btc.t.1", 200, "btc.x06.1", "btc.x04.1"));
            doors.add(new Door("POST " + act, Map.of("code", cell), "btc.t.1", 422, "btc.x06.1", "btc.x04.1"));
        }
        doors.add(new Door("GET /api/v1/register/units", none, "danguy.x04.1", 200, null, null));
        doors.add(new Door("GET /api/v1/register/units/{code}", u, "danguy.x04.1", 200, "btc.x06.1", null));
        doors.add(new Door("GET /api/v1/register/members", none, "btc.x04.1", 200, null, "danguy.x04.1"));
        doors.add(new Door("GET /api/v1/register/members/{code}", m, "btc.x04.1", 200, "btc.x06.1", "danguy.x04.1"));
        // units' own criteria
        LocalCriterion proposed = local.propose(accounts.actor("btc.x04.1").orElseThrow(), "X04", check("Đất công"));
        LocalCriterion standing = local.propose(accounts.actor("btc.x04.1").orElseThrow(), "X04", check("Quỹ đất công"));
        local.approve(accounts.actor("btc.x04.2").orElseThrow(), standing.code(), standing.version());
        Map<String, String> open = Map.of("code", proposed.code(), "version", String.valueOf(proposed.version()));
        doors.add(new Door("GET /rules/local", none, far, 200, null, null));
        doors.add(new Door("GET /rules/local/new", Map.of("?", "unit=X04&kind=CHECK"), "btc.x04.1", 200, "btc.x06.1", "ktv.x04.1"));
        doors.add(new Door("POST /rules/local/new", Map.of("?", "unit=X04&kind=CHECK"), "btc.x04.1", 422, "btc.x06.1", "ktv.x04.1"));
        doors.add(new Door("GET /rules/local/{code}/{version}", open, "ktv.x04.1", 200, "btc.x06.1", null));
        doors.add(new Door("POST /rules/local/{code}/{version}/decide", open, "btc.x04.2", 422, "btc.x06.1", "ktv.x04.1"));
        doors.add(new Door("POST /rules/local/{code}/{version}/end", Map.of("code", standing.code(), "version", String.valueOf(standing.version())), "btc.x04.1", 422,
                "btc.x06.1", "ktv.x04.1"));
        // drafts of rule sets
        RuleDraft written = ruleDrafts.open(accounts.actor("btc.t.1").orElseThrow(), rules, "DOOR-1", "Bộ thử", "A trial set", LocalDate.of(2090, 1, 1));
        RuleDraft dropped = ruleDrafts.open(accounts.actor("btc.t.1").orElseThrow(), rules, "DOOR-2", "Bộ thử", "A trial set", LocalDate.of(2090, 1, 1));
        RuleDraft waiting = ruleDrafts.open(accounts.actor("btc.t.1").orElseThrow(), rules, "DOOR-3", "Bộ thử", "A trial set", LocalDate.of(2090, 1, 1));
        ruleDrafts.submit(accounts.actor("btc.t.1").orElseThrow(), waiting.id(), waiting.version(), "");
        doors.add(new Door("GET /rules/drafts", none, "giamsat.t.1", 200, null, "danguy.x04.1"));
        doors.add(new Door("GET /rules/drafts/new", none, "btc.t.1", 200, null, "giamsat.t.1"));
        doors.add(new Door("POST /rules/drafts/new", none, "btc.t.1", 422, null, "giamsat.t.1"));
        Map<String, String> at = Map.of("id", String.valueOf(written.id()), "group", "cap", "name", "acts", "code", "PH01", "table", "rating");
        for (String page : List.of("", "/head", "/values/{group}", "/catalogues/{name}", "/catalogues/{name}/{code}", "/citations", "/tables/{table:[A-Za-z]+}",
                "/tables/{table:[A-Za-z]+}.dmn", "/rule-set.yaml", "/compare", "/effect", "/effect.csv")) {
            doors.add(new Door("GET /rules/drafts/{id}" + page, at, "giamsat.t.1", 200, far, "danguy.x04.1"));
        }
        Map<String, String> text = Map.of("id", String.valueOf(written.id()), "code", "GD");
        doors.add(new Door("GET /rules/drafts/{id}/citations/{code}", text, "giamsat.t.1", 200, far, "danguy.x04.1"));
        doors.add(new Door("POST /rules/drafts/{id}/citations/{code}", text, "btc.t.1", 302, far, "giamsat.t.1"));
        for (String save : List.of("/head", "/values/{group}", "/catalogues/{name}/{code}", "/tables/{table:[A-Za-z]+}/base", "/effect")) {
            doors.add(new Door("POST /rules/drafts/{id}" + save, at, "btc.t.1", 302, far, "giamsat.t.1"));
        }
        doors.add(new Door("POST /rules/drafts/{id}/tables/{table:[A-Za-z]+}", at, "btc.t.1", 422, far, "giamsat.t.1"));
        doors.add(new Door("POST /rules/drafts/{id}/submit", at, "btc.t.1", 422, far, "giamsat.t.1"));
        doors.add(new Door("POST /rules/drafts/{id}/drop", Map.of("id", String.valueOf(dropped.id())), "btc.t.1", 302, far, "giamsat.t.1"));
        Map<String, String> decided = Map.of("id", String.valueOf(waiting.id()));
        doors.add(new Door("GET /rules/drafts/{id}/decide", decided, "btc.t.2", 200, far, "giamsat.t.1"));
        doors.add(new Door("POST /rules/drafts/{id}/decide", decided, "btc.t.2", 422, far, "giamsat.t.1"));
        // record and accounts
        doors.add(new Door("GET /record", none, "giamsat.t.1", 200, null, "quantri.t.1"));
        doors.add(new Door("GET /record/packs", none, "giamsat.t.1", 200, null, "quantri.t.1"));
        doors.add(new Door("POST /record/packs", none, "giamsat.t.1", 422, null, "quantri.t.1"));
        String farAuditor = people.holder(Function.AUDITOR, people.commune(people.province()));
        Map<String, String> entry = Map.of("id", jdbc.sql("select min(id) from ledger_entry where subject_code = ?").param(theCase).query(String.class).single());
        doors.add(new Door("GET /record/questions", none, "giamsat.t.1", 200, null, "quantri.t.1"));
        doors.add(new Door("GET /record/questions/{question}", Map.of("question", "late"), "giamsat.t.1", 200, null, "quantri.t.1"));
        doors.add(new Door("GET /record/questions/{question}.csv", Map.of("question", "late"), "giamsat.t.1", 200, null, "quantri.t.1"));
        doors.add(new Door("GET /record/{id:\\d{1,18}}", entry, "giamsat.t.1", 200, farAuditor, "quantri.t.1"));
        doors.add(new Door("GET /record/{id:\\d{1,18}}/rows/{no:\\d{1,4}}", Map.of("no", "0", "id", jdbc.sql("select min(id) from ledger_entry where subject_code = ? and row_digests is not null")
                .param(theCase).query(String.class).single()), "giamsat.t.1", 200, farAuditor, "quantri.t.1"));
        doors.add(new Door("GET /record/cases/{code}", c, "giamsat.t.1", 200, farAuditor, "quantri.t.1"));
        doors.add(new Door("GET /record/lists/{code}", Map.of("code", list), lists.user("auditor"), 200, farAuditor, "quantri.t.1"));
        doors.add(new Door("GET /record/conferences/{code}", Map.of("code", held), lists.user("auditor"), 200, farAuditor, "quantri.t.1"));
        doors.add(new Door("GET /record/rounds/{code}", r, "giamsat.t.1", 200, farAuditor, "quantri.t.1"));
        doors.add(new Door("GET /accounts", none, "quantri.t.1", 200, null, "btc.t.1"));
        doors.add(new Door("GET /accounts.csv", none, "quantri.t.1", 200, null, "btc.t.1"));
        doors.add(new Door("GET /accounts/new", none, "quantri.t.1", 200, null, "btc.t.1"));
        doors.add(new Door("POST /accounts/new", none, "quantri.t.1", 422, null, "btc.t.1"));
        doors.add(new Door("GET /accounts/{username}", account, "quantri.t.1", 200, farAdministrator, "btc.t.1"));
        doors.add(new Door("POST /accounts/{username}/offices", account, "quantri.t.1", 422, farAdministrator, "btc.t.1"));
        doors.add(new Door("POST /accounts/{username}/offices/{id}/end", account, "quantri.t.1", 302, farAdministrator, "btc.t.1"));
        doors.add(new Door("POST /accounts/{username}/unlock", account, "quantri.t.1", 302, farAdministrator, "btc.t.1"));
        doors.add(new Door("POST /accounts/{username}/close", account, "quantri.t.1", 302, farAdministrator, "btc.t.1"));
        doors.add(new Door("POST /accounts/{username}/open", account, "quantri.t.1", 302, farAdministrator, "btc.t.1"));
        doors.add(new Door("POST /accounts/{username}/password", account, "quantri.t.1", 200, farAdministrator, "btc.t.1"));
        // yearly reviews
        doors.add(new Door("POST /rounds/{code}/review", draft, "btc.t.1", 422, far, "giamsat.t.1"));
        doors.add(new Door("GET /reviews", none, "danguy.x04.1", 200, null, "quantri.t.1"));
        cases.yearly(1, 20);
        cases.assessed(1);
        cases.account("inspector", "Lý Văn Kiểm", null, "INSPECTOR", "X");
        cases.account("board", "Hứa Thị Nga", null, "ORGANISATION_BOARD", "T");
        cases.account("admin", "Quản trị", null, "ADMINISTRATOR", "T");
        Map<String, String> yearly = Map.of("code", cases.round());
        doors.add(new Door("GET /rounds/{code}/review", yearly, cases.user("board"), 200, cases.user("elsewhere"), cases.user("admin")));
        doors.add(new Door("GET /rounds/{code}/progress", yearly, cases.user("board"), 200, cases.user("elsewhere"), cases.user("admin")));
        Map<String, String> reviewed = Map.of("round", cases.round(), "cell", cases.unit("C"));
        doors.add(new Door("GET /reviews/{round}/cells/{cell}", reviewed, cases.user("secretary"), 200, cases.user("elsewhere"), cases.user("inspector")));
        doors.add(new Door("GET /reviews/{round}/cells/{cell}/ratings", reviewed, cases.user("committee"), 200, cases.user("elsewhere"), cases.user("secretary")));
        doors.add(new Door("POST /reviews/{round}/cells/{cell}/ratings", reviewed, cases.user("committee"), 422, cases.user("elsewhere"), cases.user("secretary")));
        for (String page : List.of("overview", "overview.csv", "overview.xlsx", "bodies")) {
            doors.add(new Door("GET /rounds/{code}/" + page, yearly, cases.user("board"), 200, cases.user("elsewhere"), cases.user("admin")));
        }
        Map<String, String> reviewedCase = Map.of("code", cases.caseCode(1));
        doors.add(new Door("GET /cases/{code}/exit", reviewedCase, cases.user("board"), 200, cases.user("elsewhere"), cases.user("admin")));
        doors.add(new Door("POST /cases/{code}/exit", reviewedCase, cases.user("board"), 422, cases.user("elsewhere"), cases.user("admin")));
        Map<String, String> registered = Map.of("code", cases.member(1));
        for (String page : List.of("standing", "standing/end")) {
            doors.add(new Door("GET /register/members/{code}/" + page, registered, cases.user("board"), 200, cases.user("elsewhere"), cases.user("secretary")));
            doors.add(new Door("POST /register/members/{code}/" + page, registered, cases.user("board"), 422, cases.user("elsewhere"), cases.user("secretary")));
        }
        return doors;
    }

    /** A case whose self-review was sent back and sealed again. */
    private String corrected() {
        cases.joins(4);
        cases.assessed(4);
        assessment.decideRating(cases.actor("committee"), cases.caseCode(4), new AssessmentDesk.Rating(Assessment.Outcome.RETURN_SELF_REVIEW, null, "Viết rõ phần III", null));
        reviewDesk.correct(cases.actor("member4"), cases.caseCode(4), cases.submission(25, 50));
        return cases.caseCode(4);
    }

    private static LocalDesk.Proposal check(String what) {
        return new LocalDesk.Proposal(LocalCriterion.Kind.CHECK, null, null, null, null, what, "Public land", "Xem sổ giao đất.", null, null, null, "16-NQ/ĐU", LocalDate.now(), LocalDate.now());
    }

    private void mvcCreate(String board, String code) {
        assertThat(send(null, board, HttpMethod.POST, UriComponentsBuilder.fromPath("/rounds/new").build().toUriString(), true,
                Map.of("code", code, "name", "Đợt nháp", "owner", "T")).getStatus()).isEqualTo(302);
    }

    // the table ----------------------------------------------------------------------------------

    @Test
    void everyMappingStandsInTheTableAndTheTableNamesNothingElse() {
        Set<String> found = new TreeSet<>();
        context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> found.addAll(names(info))));
        Set<String> known = doors().stream().map(Door::mapping).collect(Collectors.toCollection(TreeSet::new));
        known.addAll(OPEN);
        known.addAll(FORMS);
        assertThat(found).containsExactlyInAnyOrderElementsOf(known);
    }

    private static List<String> names(RequestMappingInfo info) {
        List<String> names = new ArrayList<>();
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        for (String pattern : info.getPatternValues()) {
            String header = info.getHeadersCondition().isEmpty() ? "" : " " + info.getHeadersCondition().getExpressions().iterator().next();
            if (methods.isEmpty()) {
                names.add("ANY " + pattern + header);
            }
            methods.forEach(method -> names.add(method + " " + pattern + header));
        }
        return names;
    }

    @Test
    void nothingElseAnswers() {
        assertThat(context.getBeansOfType(ServletRegistrationBean.class)).as("servlets beside the pages").containsOnlyKeys("dispatcherServletRegistration");
        Set<String> files = new TreeSet<>();
        context.getBeansOfType(AbstractUrlHandlerMapping.class).values().forEach(mapping -> files.addAll(mapping.getHandlerMap().keySet()));
        assertThat(files).as("files").allMatch(f -> f.equals("/**") || f.startsWith("/webjars/") || f.startsWith("/api/swagger-ui/"));
        for (String stranger : List.of("/engine-rest/engine", "/engine-rest/process-definition", "/camunda/app/welcome/default/", "/camunda/api/engine/engine/", "/app/cockpit",
                "/api/engine", "/h2-console", "/actuator", "/actuator/env", "/actuator/beans", "/actuator/heapdump", "/actuator/loggers", "/actuator/mappings", "/actuator/prometheus",
                "/actuator/sessions", "/actuator/camunda", "/v3/api-docs", "/swagger-ui/index.html")) {
            turnedAway(wrong, stranger + ", nobody", send(null, null, HttpMethod.GET, stranger, true, Map.of()), false);
            assertThat(status("quantri.t.1", HttpMethod.GET, stranger)).as(stranger + ", the administrator").isEqualTo(404);
        }
        assertThat(wrong).isEmpty();
    }

    // each door ----------------------------------------------------------------------------------

    @Test
    void everyDoorOpensToThoseItIsForOnly() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Door door : doors()) {
            String[] name = door.mapping().split(" ");
            HttpMethod method = HttpMethod.valueOf(name[0]);
            String address = UriComponentsBuilder.fromPath(name[1]).build(door.at()) + (door.at().containsKey("?") ? "?" + door.at().get("?") : "");
            String header = name.length > 2 ? name[2] : null;
            boolean programs = address.startsWith("/api/v1/");
            turnedAway(wrong, door.mapping() + ", nobody", send(header, null, method, address, true, Map.of()), programs);
            expect(wrong, door.mapping() + ", " + door.rightful(), send(header, door.rightful(), method, address, true, Map.of()).getStatus(), door.answer());
            if (door.elsewhere() != null) {
                expect(wrong, door.mapping() + ", of another unit: " + door.elsewhere(), send(header, door.elsewhere(), method, address, true, Map.of()).getStatus(), 404);
            }
            if (door.without() != null) {
                expect(wrong, door.mapping() + ", without the office: " + door.without(), send(header, door.without(), method, address, true, Map.of()).getStatus(), 403);
            }
            if (method == HttpMethod.POST && !programs) {
                expect(wrong, door.mapping() + ", without a token", send(header, door.rightful(), method, address, false, Map.of()).getStatus(), 403);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Fails for a new page that says neither whose data it shows nor that it shows none, and for one whose reading is not entered. */
    @Test
    void everyPageAboutOthersIsEnteredInTheRecordWhenItIsRead() {
        Map<String, Door> doors = doors().stream().collect(Collectors.toMap(Door::mapping, d -> d));
        readings.hours.clear();
        List<String> wrong = new ArrayList<>();
        int read = 0;
        for (RequestMappingInfoHandlerMapping mapping : context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
            for (Map.Entry<RequestMappingInfo, HandlerMethod> handler : mapping.getHandlerMethods().entrySet()) {
                Shows shows = handler.getValue().getMethodAnnotation(Shows.class);
                boolean nobody = handler.getValue().hasMethodAnnotation(ShowsNobody.class);
                for (String name : names(handler.getKey())) {
                    boolean ours = handler.getValue().getBeanType().getName().startsWith("vn.tusoi.") && !OPEN.contains(name);
                    if (ours && (name.startsWith("GET ") ? shows != null == nobody : shows != null || nobody)) {
                        wrong.add(name + " must say either @Shows or @ShowsNobody");
                    }
                    Door door = doors.get(name);
                    if (shows == null || FORMS.contains(name)) {
                        continue;
                    }
                    read++;
                    assertThat(door.answer()).as(name).isEqualTo(200);
                    jdbc.sql("delete from case_read").update();              // a reading counts once an hour
                    int before = Unwritten.by(door.rightful()).size();
                    String address = UriComponentsBuilder.fromPath(name.split(" ")[1]).build(door.at()) + (shows.entered().equals("SEARCHED") ? "?q=binh" : "");
                    send(null, door.rightful(), HttpMethod.GET, address, true, Map.of());
                    List<String> entered = Unwritten.by(door.rightful());
                    if (entered.subList(before, entered.size()).stream().noneMatch(e -> e.startsWith(shows.entered() + " ")
                            && (!shows.entered().equals(Shows.PAGE_READ) || e.contains("\"path\":\"" + address + "\"")))) {
                        wrong.add(address + " was read and not entered: " + entered.subList(before, entered.size()));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(read).isGreaterThan(35);
    }

    @Test
    void openDoorsShowNothingOfTheHouse() {
        for (String door : OPEN) {
            String[] name = door.split(" ");
            HttpMethod method = name[0].equals("ANY") ? HttpMethod.GET : HttpMethod.valueOf(name[0]);
            int answer = status(null, method, name[1].replace("/**", "/readiness"));
            assertThat(answer).as(door).isEqualTo(switch (name[1]) {
                case "/stale" -> 403;
                case "/setup", "/error" -> 404;         // an account exists
                default -> 200;
            });
        }
        for (String address : List.of("/sign-in", "/setup", "/sign-out")) {
            assertThat(send(null, null, HttpMethod.POST, address, false, Map.of()).getStatus()).as(address).isEqualTo(403);
        }
    }

    private static void turnedAway(List<String> wrong, String what, MockHttpServletResponse answer, boolean programs) {
        boolean right = programs ? answer.getStatus() == 401 && MediaType.APPLICATION_PROBLEM_JSON.isCompatibleWith(MediaType.valueOf(String.valueOf(answer.getContentType())))
                : answer.getStatus() == 302 && String.valueOf(answer.getRedirectedUrl()).startsWith("/sign-in")
                || answer.getStatus() == 401 && String.valueOf(answer.getContentType()).startsWith("application/problem+json");
        if (!right) {
            wrong.add(what + " got " + answer.getStatus() + " " + answer.getRedirectedUrl() + " " + answer.getContentType());
        }
    }

    private static void expect(List<String> wrong, String what, int answer, int right) {
        if (answer != right) {
            wrong.add(what + " got " + answer + " instead of " + right);
        }
    }

    private int status(String person, HttpMethod method, String address) {
        return send(null, person, method, address, true, Map.of()).getStatus();
    }

    private MockHttpServletResponse send(String header, String person, HttpMethod method, String address, boolean token, Map<String, String> fields) {
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.request(method, java.net.URI.create(address));
        fields.forEach(request::param);
        if (header != null) {
            request.header(header.split("=")[0], header.split("=")[1]);
        }
        if (address.startsWith("/api/v1/") && method == HttpMethod.POST) {
            request.contentType(MediaType.APPLICATION_JSON).content("{}");
        }
        if (person != null) {
            request.with(user(person));
        }
        if (token && method == HttpMethod.POST) {
            request.with(csrf());
        }
        try {
            return mvc.perform(request).andReturn().getResponse();
        } catch (Exception failed) {
            throw new AssertionError(method + " " + address, failed);
        }
    }

    // task forms ---------------------------------------------------------------------------------

    private final Map<String, Integer> tried = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();

    /** The open task of this form on the subject, tried by everybody in every way. */
    private void form(String key, String subject, String slot, String rightful, String elsewhere, String... without) {
        TaskForm<?> form = forms.stream().filter(f -> f.key().equals(key)).findFirst().orElseThrow();
        WorkItem item = items.openOn(subject).stream().filter(i -> i.formKey().equals(key) && i.slot().equals(slot)).findFirst()
                .orElseThrow(() -> new AssertionError(key + " is not open on " + subject + " but " + items.openOn(subject).stream().map(WorkItem::formKey).toList()));
        tried.merge(key, 1, Integer::sum);
        String page = "/" + form.kind().area() + "/" + subject + "/" + key + (slot.isEmpty() ? "" : "?slot=" + slot);
        String draft = "/" + form.kind().area() + "/" + subject + "/" + key + "/draft" + (slot.isEmpty() ? "" : "?slot=" + slot);
        String task = "/api/v1/tasks/" + item.taskId();
        turnedAway(wrong, key + ", nobody", send(null, null, HttpMethod.GET, page, true, Map.of()), false);
        turnedAway(wrong, key + ", nobody sends", send(null, null, HttpMethod.POST, page, true, Map.of()), false);
        turnedAway(wrong, key + ", nobody's draft", send(null, null, HttpMethod.POST, draft, true, Map.of()), false);
        for (String act : List.of("", "/claim", "/release")) {
            turnedAway(wrong, key + act + ", nobody's program", send(null, null, HttpMethod.POST, task + act, true, Map.of()), true);
        }
        turnedAway(wrong, key + ", nobody claims", send(null, null, HttpMethod.POST, "/work/" + item.taskId() + "/claim", true, Map.of()), false);
        Map<String, Integer> others = new LinkedHashMap<>();
        others.put(elsewhere, 404);
        for (String near : without) {
            others.put(near, 403);
        }
        others.forEach((person, answer) -> {
            for (String way : List.of(page, task)) {
                expect(wrong, key + " of " + person + " at " + way, status(person, HttpMethod.GET, way), answer);
            }
            for (String way : List.of(page, draft, task, task + "/claim", task + "/release", "/work/" + item.taskId() + "/claim", "/work/" + item.taskId() + "/release")) {
                int got = status(person, HttpMethod.POST, way);
                // who holds the office, but is kept out by another duty, is told that there is nothing of theirs to hand back
                expect(wrong, key + " sent by " + person + " to " + way, got, answer == 403 && got == 422 && way.endsWith("/release") ? 422 : answer);
            }
            assertThat(jdbc.sql("select count(*) from draft where username = ? and subject_code = ? and form_key = ? and slot = ?").params(person, subject, key, slot).query(Integer.class).single()).as("draft of " + person).isZero();
        });
        for (String way : List.of(page, draft, "/work/" + item.taskId() + "/claim", "/work/" + item.taskId() + "/release")) {
            expect(wrong, key + " without a token at " + way, send(null, rightful, HttpMethod.POST, way, false, Map.of()).getStatus(), 403);
        }
        int entered = Unwritten.by(rightful).size();
        readings.hours.clear();
        expect(wrong, key + " of " + rightful, status(rightful, HttpMethod.GET, page), 200);
        assertThat(Unwritten.by(rightful).stream().skip(entered).anyMatch(e -> e.equals("PAGE_READ {\"path\":\"" + page + "\"}")))
                .as(key + " read by " + rightful + " is entered, unless it is their own").isEqualTo(item.function() != Function.MEMBER);
        expect(wrong, key + " of " + rightful + " by program", status(rightful, HttpMethod.GET, task), 200);
        expect(wrong, key + ", draft of " + rightful, status(rightful, HttpMethod.POST, draft), 200);
        expect(wrong, key + ", claimed by " + rightful, status(rightful, HttpMethod.POST, "/work/" + item.taskId() + "/claim"), 302);
        expect(wrong, key + ", released by " + rightful, status(rightful, HttpMethod.POST, task + "/release"), 200);
        expect(wrong, key + ", claimed by program", status(rightful, HttpMethod.POST, task + "/claim"), 200);
        expect(wrong, key + ", handed back", status(rightful, HttpMethod.POST, "/work/" + item.taskId() + "/release"), 302);
        assertThat(items.byId(item.taskId())).as(key + " is still open").isPresent();
        expect(wrong, key + " under another area", status(rightful, HttpMethod.GET, page.replace("/" + form.kind().area() + "/", form.kind().area().equals("cases") ? "/lists/" : "/cases/")), 404);
    }

    /** After its act: who did it gets 409 with the name, who has no business here still nothing. */
    private void over(String key, String subject, String slot, String rightful, String name, String elsewhere) {
        TaskForm<?> form = forms.stream().filter(f -> f.key().equals(key)).findFirst().orElseThrow();
        String page = "/" + form.kind().area() + "/" + subject + "/" + key + (slot.isEmpty() ? "" : "?slot=" + slot);
        String id = jdbc.sql("select task_id from work_done where subject_code = ? and form_key = ? and slot = ? order by ended_at desc limit 1").params(subject, key, slot)
                .query(String.class).single();
        try {
            MockHttpServletResponse again = send(null, rightful, HttpMethod.POST, page, true, Map.of("reason", "Một điều đã viết dài."));
            expect(wrong, key + " again", again.getStatus(), 409);
            assertThat(again.getContentAsString(java.nio.charset.StandardCharsets.UTF_8)).as(key + " again").contains(name).contains("Một điều đã viết dài.");
            MockHttpServletResponse program = send(null, rightful, HttpMethod.POST, "/api/v1/tasks/" + id, true, Map.of());
            expect(wrong, key + " again by program", program.getStatus(), 409);
            assertThat(program.getContentType()).startsWith("application/problem+json");
            assertThat(program.getContentAsString(java.nio.charset.StandardCharsets.UTF_8)).as(key + " again by program").contains(name);
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new AssertionError(impossible);
        }
        expect(wrong, key + " again, elsewhere", status(elsewhere, HttpMethod.POST, page), 404);
        expect(wrong, key + " again by program, elsewhere", status(elsewhere, HttpMethod.POST, "/api/v1/tasks/" + id), 404);
    }

    @Test
    void everyTaskFormOpensToItsOfficeOnly() {
        selfReviewAndRating();
        inspection();
        listsAndConferences();
        rounds();
        assertThat(wrong).isEmpty();
        assertThat(tried.keySet()).as("every form was tried").containsExactlyInAnyOrderElementsOf(forms.stream().map(TaskForm::key).toList());
    }

    private void selfReviewAndRating() {
        cases.world(2, -1);
        cases.account("admin", "Lê Thị Quản Trị", null, "ADMINISTRATOR", "T");
        String secretary = cases.user("secretary");
        String committee = cases.user("committee");
        String elsewhere = cases.user("elsewhere");
        String admin = cases.user("admin");
        String member = cases.user("member1");
        String code = cases.caseCode(1);
        form("submit-self-review", code, "", member, elsewhere, secretary, committee, admin);
        expect(wrong, "another member's self-review", status(cases.user("member2"), HttpMethod.GET, "/cases/" + code + "/submit-self-review"), 404);
        expect(wrong, "another member's case", status(cases.user("member2"), HttpMethod.GET, "/cases/" + code), 404);
        cases.timeIsOver(1);
        form("handle-overdue-review", code, "", secretary, elsewhere, committee, admin, member);
        cases.reviewed(1, 27, 58);
        over("submit-self-review", code, "", member, "Nông Văn Bình", elsewhere);
        form("prepare-meeting", code, "", secretary, elsewhere, committee, admin, member);
        assessment.prepareMeeting(cases.actor("secretary"), code, cases.plan(Assessment.ResidenceDuty.REQUIRED));
        over("prepare-meeting", code, "", secretary, "Trần Mai Hà", elsewhere);
        form("record-residence-opinion", code, "", secretary, elsewhere, committee, admin, member);
        assessment.recordResidenceOpinion(cases.actor("secretary"), code, new AssessmentDesk.ResidenceOpinion("Chi bộ tổ 7", "Lê Văn An, bí thư", LocalDate.now(), "Gương mẫu"));
        form("record-meeting", code, "", secretary, elsewhere, committee, admin, member);
        cases.recorded(1, cases.meeting(0, 12, 0, 0));
        form("decide-rating", code, "", committee, elsewhere, secretary, admin, member);
        assessment.decideRating(cases.actor("committee"), code, new AssessmentDesk.Rating(Assessment.Outcome.RETURN_SELF_REVIEW, null, "Viết rõ phần III", null));
        form("correct-self-review", code, "", member, elsewhere, secretary, committee, admin);
        cases.reviewed(2, 27, 58);
        assessment.prepareMeeting(cases.actor("secretary"), cases.caseCode(2), cases.plan(Assessment.ResidenceDuty.EXEMPT));
        cases.recorded(2, cases.meeting(0, 12, 0, 0));
        cases.rated(2, Level.T, null);
        cases.joins(3);
        cases.leads(3);
        cases.bodiesFirst(3);
        form("write-collective-review", cases.body("C"), "CELL", secretary, elsewhere, committee, admin);
        bodies.review(cases.actor("secretary"), cases.body("C"), "CELL", new CollectiveDesk.Held(LocalDate.now(), "Nhà văn hóa", "Trần Mai Hà", 12, 10, List.of(), "T"));
        form("rate-collective", cases.body("C"), "CELL", committee, elsewhere, secretary, admin);
        form("write-collective-review", cases.body("X"), "COMMITTEE", cases.user("office"), elsewhere, committee, admin);
        bodies.review(cases.actor("office"), cases.body("X"), "COMMITTEE", new CollectiveDesk.Held(LocalDate.now(), "Hội trường", "Đàm Xuân Hải", 12, 10, List.of(), "T"));
        form("rate-collective", cases.body("X"), "COMMITTEE", cases.user("approver"), elsewhere, committee, admin);
        cases.assessed(3);
        form("record-second-place", cases.caseCode(3), "", cases.user("office"), elsewhere, secretary, committee, admin);
        form("acknowledge-rating", cases.caseCode(2), "", cases.user("member2"), elsewhere, secretary, committee, admin);
    }

    private void inspection() {
        inspection.world("T");
        String code = inspection.code();
        String elsewhere = inspection.user("elsewhere");
        String admin = inspection.user("administrator");
        String cell = inspection.user("cell");
        String member = inspection.user("member");
        form("give-opinion", code, "INTERNAL_AFFAIRS", inspection.user("affairs"), elsewhere, cell, admin, member, inspection.user("front"), inspection.user("inspector"));
        form("give-opinion", code, "FATHERLAND_FRONT", inspection.user("front"), elsewhere, cell, admin, member, inspection.user("affairs"));
        form("give-opinion", code, "ASSET_CONTROL", inspection.user("asset"), elsewhere, cell, admin, member, inspection.user("affairs"));
        expect(wrong, "a body asks for the record of a case of which it sees the head", status(inspection.user("affairs"), HttpMethod.GET, "/api/v1/cases/" + code + "/entries"), 403);
        expect(wrong, "and for the head", status(inspection.user("affairs"), HttpMethod.GET, "/api/v1/cases/" + code), 200);
        inspection.timeIsUp("boundaryEvent_opinionsOverdue");
        form("handle-overdue-opinions", code, "", inspection.user("lead"), elsewhere, cell, admin, member, inspection.user("inspector"));
        inspection.allAnswerNothing();
        form("draft-findings", code, "", inspection.user("inspector"), elsewhere, cell, admin, member, inspection.user("lead"));
        inspection.draft(InspectionFixture.finding(false));
        form("explain-findings", code, "", member, elsewhere, cell, admin, inspection.user("inspector"), inspection.user("lead"));
        inspection.explain();
        inspection.alsoHolds("inspector", "LEAD_INSPECTOR", "K");
        form("conclude-inspection", code, "", inspection.user("lead"), elsewhere, cell, admin, member, inspection.user("inspector"));
        caseDesk.registerInformation(inspection.actor("lead"), code, new CaseDesk.NewInformation("Thanh tra tỉnh", "31-KL/TTr", LocalDate.now().minusDays(3), "Có nêu tên.", "Thanh tra tỉnh"));
        form("decide-resumption", code, "", inspection.user("lead"), elsewhere, cell, admin, member);
        caseDesk.resume(inspection.actor("lead"), code, CaseDesk.Bearing.NONE, "Không liên quan.");
        inspection.conclude(Conclusion.Kind.CLEAR);
        over("conclude-inspection", code, "", inspection.user("lead"), "Lương Minh Châu", elsewhere);
    }

    private void listsAndConferences() {
        lists.world(4, "DESIGNATE", 2);
        lists.account("admin", null, Map.of("ADMINISTRATOR", "T"));
        lists.account("both", null, Map.of("COUNTER", "BXD"));
        String board = lists.user("board");
        String secretary = lists.user("secretary");
        String elsewhere = lists.user("elsewhere");
        String[] near = {lists.user("committee"), lists.user("admin"), lists.user("auditor")};
        form("draw-up-pool", lists.list(), "", board, elsewhere, near);
        lists.drawUp();
        over("draw-up-pool", lists.list(), "", board, "Người board", elsewhere);
        form("convene-conference", lists.conference(1), "", board, elsewhere, near);
        lists.convene(1, 60);
        form("record-attendance", lists.conference(1), "", secretary, elsewhere, near);
        conferences.recordAttendance(lists.actor("secretary"), lists.conference(1), 50, null);
        form("print-papers", lists.conference(1), "", secretary, elsewhere, near);
        conferences.printPapers(lists.actor("secretary"), lists.conference(1), 55, 50);
        form("count-votes", lists.conference(1), "A", lists.user("countera"), elsewhere, near);
        form("count-votes", lists.conference(1), "B", lists.user("counterb"), elsewhere, near);
        conferences.count(lists.actor("both"), lists.conference(1), "A", lists.figures(1, Map.of()));
        over("count-votes", lists.conference(1), "A", lists.user("countera"), "Người both", elsewhere);
        expect(wrong, "side B of who counted side A", status(lists.user("both"), HttpMethod.GET, "/conferences/" + lists.conference(1) + "/count-votes?slot=B"), 403);
        expect(wrong, "side B of who counted side A, without naming the side", status(lists.user("both"), HttpMethod.POST, "/conferences/" + lists.conference(1) + "/count-votes"), 403);
        lists.count(1, "B", Map.of());
        form("reconcile-counts", lists.conference(1), "", secretary, elsewhere, near);
        conferences.reconcile(lists.actor("secretary"), lists.conference(1));
        form("sign-minutes", lists.conference(1), "", lists.user("chair"), elsewhere, near);
        conferences.sign(lists.actor("chair"), lists.conference(1), "07-BB", null);
        lists.hold(2, Map.of());
        lists.hold(3, Map.of());
        form("check-composition", lists.list(), "", board, elsewhere, near);
        planning.checkComposition(lists.actor("board"), lists.list(), Map.of(), "Nguồn cán bộ trẻ của xã còn ít.");
        form("submit-list", lists.list(), "", board, elsewhere, near);
        planning.submit(lists.actor("board"), lists.list(), "15-TTr", "Kính trình danh sách.");
        form("approve-list", lists.list(), "", lists.user("approver"), elsewhere, near);
        planning.approve(lists.actor("approver"), lists.list(), PlanningDesk.Approval.APPROVED, "212-QĐ", null);
        form("publish-list", lists.list(), "", board, elsewhere, near);
        planning.publish(lists.actor("board"), lists.list(), "33-TB", LocalDate.now());
        lists.runJobs();
        lists.account("closer", null, Map.of("ORGANISATION_BOARD", "BTCT"));
        form("close-round", lists.round(), "", lists.user("closer"), people.holder(Function.ORGANISATION_BOARD, people.province()), lists.user("admin"), lists.user("auditor"));
    }

    private void rounds() {
        String far = people.holder(Function.ORGANISATION_BOARD, people.province());
        mvcCreate("btc.t.1", "NHAP2");
        form("prepare-round", "NHAP2", "", "btc.t.1", far, "quantri.t.1", "giamsat.t.1");
        jdbc.sql("""
                        insert into work_item(task_id, subject_kind, subject_code, round_code, element_id, form_key, slot, function, unit_code, group_key, title, search_title,
                                              scope_name, created_at)
                        select 'approve-nhap2', subject_kind, subject_code, round_code, 'userTask_approveOpening', 'approve-opening', '', function, unit_code, group_key, title,
                               search_title, scope_name, created_at from work_item where subject_code = 'NHAP2'""").update();
        form("approve-opening", "NHAP2", "", "btc.t.2", far, "quantri.t.1", "giamsat.t.1", "btc.t.1");
        String running = jdbc.sql("select code from round where code like 'DH%' and status = 'OPEN' order by code limit 1").query(String.class).single();
        assertThat(rules.all().stream().map(set -> send(null, "btc.t.1", HttpMethod.POST, "/rounds/" + running + "/rules", true,
                Map.of("to", set.code(), "reason", "Bộ quy tắc mới áp dụng cho cả đợt này.")).getStatus())).contains(302);
        form("decide-move", running, "", "btc.t.2", far, "quantri.t.1", "giamsat.t.1", "btc.t.1");
    }
}
