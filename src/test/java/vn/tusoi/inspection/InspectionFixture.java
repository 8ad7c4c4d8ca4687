package vn.tusoi.inspection;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.inspection.InspectionDesk.Concluding;
import vn.tusoi.inspection.InspectionDesk.Drafted;
import vn.tusoi.inspection.InspectionDesk.Explained;
import vn.tusoi.inspection.InspectionDesk.Given;
import vn.tusoi.register.Units;
import vn.tusoi.register.VietnameseText;

/** A province with its bodies, a commune, a cell, one person, and a case that has just come to the inspection. All people are invented. */
@Component
public class InspectionFixture {

    public static final String RULES = "2026-07";
    private static final AtomicInteger RUNS = new AtomicInteger();

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Units units;
    private final Accounts accounts;
    private final RuntimeService runtime;
    private final ManagementService jobs;
    private final TransactionTemplate transaction;
    private final InspectionDesk desk;
    private final vn.tusoi.cases.Cases cases;
    private final vn.tusoi.cases.CaseRules rules;

    private String n;

    InspectionFixture(JdbcClient jdbc, Clock clock, Units units, Accounts accounts, RuntimeService runtime, ManagementService jobs,
                      TransactionTemplate transaction, InspectionDesk desk, vn.tusoi.cases.Cases cases, vn.tusoi.cases.CaseRules rules) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.units = units;
        this.accounts = accounts;
        this.runtime = runtime;
        this.jobs = jobs;
        this.transaction = transaction;
        this.desk = desk;
        this.cases = cases;
        this.rules = rules;
    }

    /** A fresh world whose case was rated {@code rating} and stands at the inspection. */
    public InspectionFixture world(String rating) {
        n = "I" + RUNS.incrementAndGet();
        unit("T" + n, "Tỉnh ủy " + n, "PROVINCE", null, "/T" + n + "/");
        unit("K" + n, "Ủy ban Kiểm tra Tỉnh ủy " + n, "BODY", "T" + n, "/T" + n + "/K" + n + "/");
        unit("N" + n, "Ban Nội chính Tỉnh ủy " + n, "BODY", "T" + n, "/T" + n + "/N" + n + "/");
        unit("F" + n, "Ủy ban Mặt trận Tổ quốc tỉnh " + n, "BODY", "T" + n, "/T" + n + "/F" + n + "/");
        unit("X" + n, "Đảng bộ phường Lộc Xá " + n, "COMMUNE", "T" + n, "/T" + n + "/X" + n + "/");
        unit("C" + n, "Chi bộ cơ quan 03 Lộc Xá", "CELL", "X" + n, "/T" + n + "/X" + n + "/C" + n + "/");
        unit("Y" + n, "Đảng bộ phường khác " + n, "COMMUNE", "T" + n, "/T" + n + "/Y" + n + "/");
        function("T", "INSPECTOR", "K");
        function("T", "LEAD_INSPECTOR", "K");
        function("T", "ASSET_CONTROL", "K");
        function("T", "INTERNAL_AFFAIRS", "N");
        function("T", "FATHERLAND_FRONT", "F");
        function("C", "CELL_SECRETARY", "C");
        function("X", "GRASSROOTS_COMMITTEE", "X");
        function("X", "ORGANISATION_BOARD", "X");
        function("X", "CHAIR", "X");
        function("T", "APPROVER", "T");
        units.changed();
        String name = "Hoàng Thị Bích Ngọc";
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        insert into member(code, full_name, search_name, sort_key, birth_date, gender, joined_on, official_on, cell_code, party_post, status, version)
                        values (?, ?, ?, ?, ?, 'FEMALE', date '2008-02-03', date '2009-02-03', ?, 'Ủy viên Ban Thường vụ Đảng ủy', 'OFFICIAL', 0)""")
                .params(member(), name, VietnameseText.searchable(name), VietnameseText.sortKey(name), LocalDate.of(1984, 9, 14), "C" + n).update();
        jdbc.sql("insert into past_rating(member_code, rating_year, level) values (?, 2025, 'T')").param(member()).update();
        jdbc.sql("insert into asset_declaration(member_code, declared_year, filed_on) values (?, 2024, date '2025-02-22')").param(member()).update();
        account("member", "Hoàng Thị Bích Ngọc", member(), null, null);
        account("inspector", "Vi Văn Khánh", null, "INSPECTOR", "K");
        account("lead", "Lương Minh Châu", null, "LEAD_INSPECTOR", "K");
        account("asset", "Dương Thu Hằng", null, "ASSET_CONTROL", "K");
        account("affairs", "Ma Thế Long", null, "INTERNAL_AFFAIRS", "N");
        account("front", "Triệu Thị Mai", null, "FATHERLAND_FRONT", "F");
        account("cell", "Trần Mai Hà", null, "CELL_SECRETARY", "C");
        account("board", "Bế Thanh Tùng", null, "ORGANISATION_BOARD", "X");
        account("auditor", "Lý Thị Hoa", null, "AUDITOR", "T");
        account("administrator", "Đỗ Văn Nam", null, "ADMINISTRATOR", "T");
        account("elsewhere", "Phùng Văn Sơn", null, "GRASSROOTS_COMMITTEE", "Y");
        jdbc.sql("""
                        insert into round(code, name, owner_code, variant, target_post, seats, rule_set, congress_day, status, created_by, created_at, version)
                        values (?, 'Quy hoạch nhiệm kỳ 2030–2035', ?, 'PLAN_NEW', 'SECRETARY', 2, ?, date '2030-06-10', 'OPEN', 'board', ?, 0)""")
                .params("R" + n, "T" + n, RULES, now).update();
        jdbc.sql("insert into round_calendar(round_code, milestone, due_on, adjusted) values (?, 'INSPECTION', ?, false)")
                .params("R" + n, LocalDate.now(clock).plusDays(40)).update();
        transaction.executeWithoutResult(t -> {
            jdbc.sql("""
                            insert into vetting_case(code, round_code, member_code, cell_code, unit_code, list_code, rule_set, stage, stage_since, suspended, opened_at, version)
                            values (?, ?, ?, ?, ?, ?, ?, 'ASSESSMENT', ?, false, ?, 0)""")
                    .params(code(), "R" + n, member(), "C" + n, "X" + n, "R" + n + "-X" + n, RULES, now, now).update();
            if (rating != null) {
                jdbc.sql("""
                                insert into rating_decision(case_code, decision_no, meeting_no, decision, level, reason, flags, decided_at, decided_by, decided_name, current_one)
                                values (?, 1, 1, 'DECIDED', ?, 'Đủ căn cứ.', '', ?, 'committee', 'Nông Văn Bình', true)""").params(code(), rating, now).update();
            }
            runtime.createProcessInstanceByKey("vetting-case").businessKey(code()).setVariable("returned", false)
                    .startBeforeActivity("callActivity_inspectionCheck").execute();
        });
        return this;
    }

    private void unit(String code, String name, String kind, String parent, String path) {
        jdbc.sql("insert into unit(code, name, search_name, kind, parent_code, path, valid_from) values (?, ?, ?, ?, ?, ?, date '2026-01-01')")
                .params(code, name, VietnameseText.searchable(name), kind, parent, path).update();
    }

    private void function(String scope, String function, String performer) {
        jdbc.sql("insert into unit_function(scope_code, function, performed_by, valid_from) values (?, ?, ?, date '2026-01-01')")
                .params(scope + n, function, performer + n).update();
    }

    private void account(String name, String display, String memberCode, String function, String unit) {
        jdbc.sql("""
                        insert into account(username, display_name, member_code, active, failed_attempts, must_change, language, larger_text, created_at, version)
                        values (?, ?, ?, true, 0, false, 'vi', false, ?, 0)""")
                .params(user(name), display, memberCode, clock.instant().atOffset(ZoneOffset.UTC)).update();
        if (function != null) {
            jdbc.sql("insert into office(username, function, unit_code, valid_from) values (?, ?, ?, date '2026-01-01')").params(user(name), function, unit + n).update();
        }
    }

    /** Gives an account another office. */
    public void alsoHolds(String name, String function, String unit) {
        jdbc.sql("insert into office(username, function, unit_code, valid_from) values (?, ?, ?, date '2026-01-01')").params(user(name), function, unit + n).update();
    }

    public void penalty(String penalty, LocalDate announced) {
        jdbc.sql("insert into discipline(member_code, penalty, announced_on, decision_no, act_code) values (?, ?, ?, 'QĐ-886', 'PH15')")
                .params(member(), penalty, announced).update();
    }

    public String code() {
        return "R" + n + "-1";
    }

    public String member() {
        return "M" + n;
    }

    public String user(String name) {
        return name + "-" + n.toLowerCase();
    }

    public Actor actor(String name) {
        return accounts.actor(user(name)).orElseThrow();
    }

    // what people do, in short --------------------------------------------------------------------

    public void nothingFrom(String who, OpinionBody body) {
        desk.giveOpinion(actor(who), code(), body.name(), new Given(body == OpinionBody.ASSET_CONTROL ? OpinionResult.ON_TIME : OpinionResult.NOTHING, null, null,
                false, null, null, null));
    }

    public void allAnswerNothing() {
        nothingFrom("affairs", OpinionBody.INTERNAL_AFFAIRS);
        nothingFrom("asset", OpinionBody.ASSET_CONTROL);
        nothingFrom("front", OpinionBody.FATHERLAND_FRONT);
    }

    public static Drafted finding(boolean serious) {
        return new Drafted("PH15", "Nộp bản kê khai tài sản bổ sung năm 2024 muộn 53 ngày.", "Sổ nhận bản kê khai, số 1187, ngày 22/02/2025.", serious);
    }

    public void draft(Drafted... findings) {
        desk.draftFindings(actor("inspector"), code(), List.of(findings), nothingElse());
    }

    /** Every item of the list with the answer that raises nothing. */
    public List<CheckList.Answer> nothingElse() {
        return CheckList.of(rules.of(cases.get(code()))).lines().stream().map(l -> new CheckList.Answer(l.item().code(), l.nothing().code(), null)).toList();
    }

    public void explain() {
        desk.explain(actor("member"), code(), List.of(new Explained(1, false, "Tôi hiểu nhầm kỳ kê khai. Tôi nhận khuyết điểm.")));
    }

    public void conclude(Conclusion.Kind kind) {
        desk.conclude(actor("lead"), code(), new Concluding(kind, "Nguồn gốc tài sản rõ, đã khắc phục.", "Đã khắc phục trước khi được nhắc.",
                "Nộp bản kê khai muộn; đã rút kinh nghiệm.", "Kết luận thanh tra số 7.", LocalDate.now(clock).plusDays(20)));
    }

    /** Lets a time limit of the inspection pass. */
    public void timeIsUp(String activity) {
        ProcessInstance check = runtime.createProcessInstanceQuery().processDefinitionKey("inspection-check").processInstanceBusinessKey(code()).singleResult();
        Job timer = jobs.createJobQuery().processInstanceId(check.getId()).activityId(activity).singleResult();
        jobs.executeJob(timer.getId());
    }

    public Map<String, Long> waiting() {
        return Map.of("inspection", runtime.createProcessInstanceQuery().processDefinitionKey("inspection-check").processInstanceBusinessKey(code()).count(),
                "case", runtime.createProcessInstanceQuery().processDefinitionKey("vetting-case").processInstanceBusinessKey(code()).count());
    }
}
