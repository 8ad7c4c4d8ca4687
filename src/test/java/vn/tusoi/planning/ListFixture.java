package vn.tusoi.planning;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.ballots.BallotCount.Votes;
import vn.tusoi.ballots.Candidate;
import vn.tusoi.ballots.ConferenceDesk;
import vn.tusoi.ballots.Conferences;
import vn.tusoi.register.Units;
import vn.tusoi.register.VietnameseText;

/** A province with one commune, everybody who works on its list, and a round whose cases wait for that list. All people are invented. */
@Component
public class ListFixture {

    public static final String RULES = "2026-07";
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final List<String> NAMES = List.of("Nông Văn Bình", "Hoàng Thị Bích Ngọc", "Đàm Kim Vân", "Bế Xuân Hải", "Lộc Thanh Tâm", "Mông Đức Thắng",
            "Nguyễn Đặng Thị Phương Thảo", "Trần Mai Hà");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Units units;
    private final Accounts accounts;
    private final RuntimeService runtime;
    private final ManagementService jobs;
    private final TransactionTemplate transaction;
    private final PlanningLists lists;
    private final PlanningDesk desk;
    private final ConferenceDesk conferenceDesk;
    private final Conferences conferences;

    /** Number of this world, so that worlds of several tests live in one database. */
    private String n;

    ListFixture(JdbcClient jdbc, Clock clock, Units units, Accounts accounts, RuntimeService runtime, ManagementService jobs, TransactionTemplate transaction,
                PlanningLists lists, PlanningDesk desk, ConferenceDesk conferenceDesk, Conferences conferences) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.units = units;
        this.accounts = accounts;
        this.runtime = runtime;
        this.jobs = jobs;
        this.transaction = transaction;
        this.lists = lists;
        this.desk = desk;
        this.conferenceDesk = conferenceDesk;
        this.conferences = conferences;
    }

    /** Makes a fresh world with {@code people} members in one cell, and a round of one seat or more. */
    public ListFixture world(int people, String variant, int seats) {
        n = "L" + RUNS.incrementAndGet();
        LocalDate start = LocalDate.of(2026, 1, 1);
        unit("T" + n, "Tỉnh ủy " + n, "PROVINCE", null, "/T" + n + "/");
        unit("BTCT" + n, "Ban Tổ chức Tỉnh ủy " + n, "BODY", "T" + n, "/T" + n + "/BTCT" + n + "/");
        unit("X" + n, "Đảng bộ xã Bắc Yên " + n, "COMMUNE", "T" + n, "/T" + n + "/X" + n + "/");
        unit("BXD" + n, "Ban Xây dựng Đảng xã " + n, "BODY", "X" + n, "/T" + n + "/X" + n + "/BXD" + n + "/");
        unit("C" + n, "Chi bộ thôn " + n, "CELL", "X" + n, "/T" + n + "/X" + n + "/C" + n + "/");
        unit("Y" + n, "Đảng bộ xã khác " + n, "COMMUNE", "T" + n, "/T" + n + "/Y" + n + "/");
        for (String function : List.of("ORGANISATION_BOARD", "CONFERENCE_SECRETARY", "COUNTER", "CHAIR")) {
            function("X" + n, function, "BXD" + n, start);
        }
        for (String function : List.of("ORGANISATION_BOARD", "APPROVER")) {
            function("T" + n, function, "BTCT" + n, start);
        }
        function("X" + n, "CELL_SECRETARY", "C" + n, start);
        function("X" + n, "GRASSROOTS_COMMITTEE", "X" + n, start);
        for (String function : List.of("INSPECTOR", "LEAD_INSPECTOR", "INTERNAL_AFFAIRS", "ASSET_CONTROL", "FATHERLAND_FRONT")) {
            function("T" + n, function, "T" + n, start);
        }
        units.changed();
        account("board", null, Map.of("ORGANISATION_BOARD", "BXD"));
        account("secretary", null, Map.of("CONFERENCE_SECRETARY", "BXD"));
        account("countera", null, Map.of("COUNTER", "BXD"));
        account("counterb", null, Map.of("COUNTER", "BXD"));
        account("chair", null, Map.of("CHAIR", "BXD"));
        account("approver", null, Map.of("APPROVER", "BTCT"));
        account("auditor", null, Map.of("AUDITOR", "T"));
        account("cell", null, Map.of("CELL_SECRETARY", "C"));
        account("committee", null, Map.of("GRASSROOTS_COMMITTEE", "X"));
        account("elsewhere", null, Map.of("ORGANISATION_BOARD", "Y"));
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        insert into round(code, name, owner_code, variant, target_post, seats, rule_set, congress_day, status, created_by, created_at, version)
                        values (?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', 'board', ?, 0)""")
                .params("R" + n, "Quy hoạch nhiệm kỳ 2030–2035", "T" + n, variant, "SECRETARY", seats, RULES, LocalDate.of(2030, 6, 10), now).update();
        jdbc.sql("insert into round_calendar(round_code, milestone, due_on, adjusted) values (?, 'LIST', ?, false)")
                .params("R" + n, LocalDate.now(clock).plusDays(30)).update();
        transaction.executeWithoutResult(t -> {
            runtime.createProcessInstanceByKey("nomination-round").businessKey("R" + n).startBeforeActivity("catchEvent_listsPublished").execute();
            for (int i = 1; i <= people; i++) {
                person(i, now);
            }
            lists.ensureOpened(list(), "R" + n, "X" + n, "SECRETARY", seats);
        });
        return this;
    }

    private void person(int i, OffsetDateTime now) {
        String name = NAMES.get((i - 1) % NAMES.size());
        jdbc.sql("""
                        insert into member(code, full_name, search_name, sort_key, birth_date, gender, cell_code, party_post, status, version)
                        values (?, ?, ?, ?, ?, ?, ?, 'Đảng ủy viên', 'OFFICIAL', 0)""")
                .params(member(i), name, VietnameseText.searchable(name), VietnameseText.sortKey(name), LocalDate.of(1975 + 3 * i, 5, 19),
                        name.contains("Thị") || name.contains("Vân") ? "FEMALE" : "MALE", "C" + n).update();
        jdbc.sql("insert into past_rating(member_code, rating_year, level) values (?, 2025, 'T')").param(member(i)).update();
        jdbc.sql("""
                        insert into vetting_case(code, round_code, member_code, cell_code, unit_code, list_code, rule_set, stage, stage_since, suspended, opened_at, version)
                        values (?, ?, ?, ?, ?, ?, ?, 'INSPECTION', ?, false, ?, 0)""")
                .params(caseCode(i), "R" + n, member(i), "C" + n, "X" + n, list(), RULES, now, now).update();
        runtime.createProcessInstanceByKey("vetting-case").businessKey(caseCode(i)).setVariable("returned", false).startBeforeActivity("receiveTask_awaitList").execute();
    }

    private void unit(String code, String name, String kind, String parent, String path) {
        jdbc.sql("insert into unit(code, name, search_name, kind, parent_code, path, valid_from) values (?, ?, ?, ?, ?, ?, date '2026-01-01')")
                .params(code, name, VietnameseText.searchable(name), kind, parent, path).update();
    }

    private void function(String scope, String function, String performer, LocalDate from) {
        jdbc.sql("insert into unit_function(scope_code, function, performed_by, valid_from) values (?, ?, ?, ?)").params(scope, function, performer, from).update();
    }

    /** @param offices function to the letters of the unit's code */
    public void account(String name, String memberCode, Map<String, String> offices) {
        jdbc.sql("""
                        insert into account(username, display_name, member_code, active, failed_attempts, must_change, language, larger_text, created_at, version)
                        values (?, ?, ?, true, 0, false, 'vi', false, ?, 0)""")
                .params(user(name), "Người " + name, memberCode, clock.instant().atOffset(ZoneOffset.UTC)).update();
        offices.forEach((function, unit) -> jdbc.sql("insert into office(username, function, unit_code, valid_from) values (?, ?, ?, date '2026-01-01')")
                .params(user(name), function, unit + n).update());
    }

    public void related(String one, String other) {
        jdbc.sql("insert into relation(member_code, other_code, kind) values (?, ?, 'anh em')").params(one, other).update();
    }

    public String user(String name) {
        return name + "-" + n.toLowerCase();
    }

    public Actor actor(String name) {
        return accounts.actor(user(name)).orElseThrow();
    }

    public String list() {
        return "R" + n + "-X" + n;
    }

    public String conference(int step) {
        return list() + "-H" + step;
    }

    public String caseCode(int i) {
        return "R" + n + "-" + i;
    }

    public String member(int i) {
        return "M" + n + i;
    }

    public String round() {
        return "R" + n;
    }

    // what people do, in short --------------------------------------------------------------------

    public void drawUp() {
        desk.drawUpPool(actor("board"), list(), Map.of(), false, null);
    }

    public void convene(int step, int summoned) {
        conferenceDesk.convene(actor("board"), conference(step), LocalDate.now(clock), LocalTime.of(8, 0), "Hội trường xã", summoned);
    }

    /** Up to where both sides count: 60 summoned, 50 came, 50 papers. */
    public void toCount(int step) {
        convene(step, 60);
        conferenceDesk.recordAttendance(actor("secretary"), conference(step), 50, null);
        conferenceDesk.printPapers(actor("secretary"), conference(step), 55, 50);
    }

    /** 48 of 50 collected, 47 valid; whoever is not named gets 43 votes. */
    public ConferenceDesk.Figures figures(int step, Map<String, Integer> agree) {
        Map<String, Votes> votes = new LinkedHashMap<>();
        for (Candidate c : conferences.candidates(conference(step))) {
            if (c.onPaper()) {
                int a = agree.getOrDefault(c.caseCode(), 43);
                votes.put(c.caseCode(), new Votes(a, 47 - a, 0));
            }
        }
        return new ConferenceDesk.Figures(48, 2, 47, 1, votes);
    }

    public void count(int step, String side, Map<String, Integer> agree) {
        conferenceDesk.count(actor("counter" + side.toLowerCase()), conference(step), side, figures(step, agree));
    }

    /** A whole conference in which everybody agrees on these votes. */
    public void hold(int step, Map<String, Integer> agree) {
        toCount(step);
        count(step, "A", agree);
        count(step, "B", agree);
        conferenceDesk.reconcile(actor("secretary"), conference(step));
        conferenceDesk.sign(actor("chair"), conference(step), "07-BB", null);
    }

    public void finish() {
        desk.checkComposition(actor("board"), list(), Map.of(), "Nguồn cán bộ trẻ của xã còn ít.");
        desk.submit(actor("board"), list(), "15-TTr", "Kính trình danh sách.");
        desk.approve(actor("approver"), list(), PlanningDesk.Approval.APPROVED, "212-QĐ", null);
        desk.publish(actor("board"), list(), "33-TB", LocalDate.now(clock));
        runJobs();
    }

    /** Runs what the engine has put off to the background. */
    public void runJobs() {
        jobs.createJobQuery().messages().list().forEach(job -> jobs.executeJob(job.getId()));
    }
}
