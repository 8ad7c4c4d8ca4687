package vn.tusoi.assessment;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.assessment.Assessment.Outcome;
import vn.tusoi.assessment.Assessment.Remark;
import vn.tusoi.assessment.Assessment.ResidenceDuty;
import vn.tusoi.cases.Cases;
import vn.tusoi.collective.CollectiveDesk;
import vn.tusoi.collective.Collectives;
import vn.tusoi.register.Units;
import vn.tusoi.register.VietnameseText;
import vn.tusoi.review.Grade;
import vn.tusoi.review.ReviewDesk;
import vn.tusoi.review.Submission;
import vn.tusoi.review.Written;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.worklist.FlowEngine;
import vn.tusoi.worklist.WorkItem;
import vn.tusoi.worklist.WorkItems;

/** A commune with one cell, its secretary, its committee, and members whose cases have just opened. All people are invented. */
@Component
public class CaseWorld {

    public static final String RULES = "2026-07";
    /** Members of the cell; who has no case is only on the roll. */
    private static final int CELL = 12;
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final List<String> NAMES = List.of("Nông Văn Bình", "Hoàng Thị Bích Ngọc", "Lý Minh Châu", "Vi Thị Hòa", "Triệu Đức Thắng", "Bế Kim Loan");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Units units;
    private final Accounts accounts;
    private final Cases cases;
    private final FlowEngine engine;
    private final WorkItems items;
    private final RuleBook rules;
    private final ManagementService jobs;
    private final TransactionTemplate transaction;
    private final Collectives collectives;
    private final CollectiveDesk bodies;
    private final ReviewDesk reviewDesk;
    private final AssessmentDesk desk;
    private String n;
    private boolean yearly;

    CaseWorld(JdbcClient jdbc, Clock clock, Units units, Accounts accounts, Cases cases, FlowEngine engine, WorkItems items, RuleBook rules, ManagementService jobs,
              TransactionTemplate transaction, Collectives collectives, CollectiveDesk bodies, ReviewDesk reviewDesk, AssessmentDesk desk) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.units = units;
        this.accounts = accounts;
        this.cases = cases;
        this.engine = engine;
        this.items = items;
        this.rules = rules;
        this.jobs = jobs;
        this.transaction = transaction;
        this.collectives = collectives;
        this.bodies = bodies;
        this.reviewDesk = reviewDesk;
        this.desk = desk;
    }

    /** @param selfReviewDue days from today until self-reviews are due; negative: overdue from the start */
    public CaseWorld world(int people, int selfReviewDue) {
        n = "A" + RUNS.incrementAndGet();
        unit("T" + n, "Tỉnh ủy " + n, "PROVINCE", null, "/T" + n + "/");
        unit("X" + n, "Đảng bộ xã Lộc Xá " + n, "COMMUNE", "T" + n, "/T" + n + "/X" + n + "/");
        unit("C" + n, "Chi bộ thôn 3 " + n, "CELL", "X" + n, "/T" + n + "/X" + n + "/C" + n + "/");
        unit("Y" + n, "Đảng bộ xã khác " + n, "COMMUNE", "T" + n, "/T" + n + "/Y" + n + "/");
        function("C" + n, "CELL_SECRETARY", "C" + n);
        function("X" + n, "GRASSROOTS_COMMITTEE", "X" + n);
        function("X" + n, "CONFERENCE_SECRETARY", "X" + n);
        function("T" + n, "APPROVER", "T" + n);
        for (String function : List.of("INSPECTOR", "LEAD_INSPECTOR", "INTERNAL_AFFAIRS", "ASSET_CONTROL", "FATHERLAND_FRONT", "ORGANISATION_BOARD")) {
            function("T" + n, function, "T" + n);
        }
        units.changed();
        account("secretary", "Trần Mai Hà", null, "CELL_SECRETARY", "C");
        account("teller", "Lưu Đức Minh", null, "CELL_SECRETARY", "C");
        account("committee", "Đàm Xuân Hải", null, "GRASSROOTS_COMMITTEE", "X");
        account("office", "Phùng Thị Yến", null, "CONFERENCE_SECRETARY", "X");
        account("approver", "Chu Văn Long", null, "APPROVER", "T");
        account("elsewhere", "Mông Thị Tâm", null, "GRASSROOTS_COMMITTEE", "Y");
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        LocalDate today = LocalDate.now(clock);
        jdbc.sql("""
                        insert into round(code, name, owner_code, rule_set, congress_day, status, created_by, created_at, version)
                        values (?, 'Quy hoạch nhiệm kỳ 2030–2035', ?, ?, ?, 'OPEN', 'board', ?, 0)""")
                .params("R" + n, "T" + n, RULES, today.plusDays(150), now).update();
        if (yearly) {
            jdbc.sql("update round set kind = 'YEARLY', review_year = ? where code = ?").params(today.getYear(), "R" + n).update();
        }
        milestone("SELF_REVIEW", today.plusDays(selfReviewDue));
        milestone("ASSESSMENT", today.plusDays(40));
        milestone("INSPECTION", today.plusDays(80));
        for (int i = people + 1; i <= CELL; i++) {
            member(fellow(i), "Hứa Văn Tư", "C" + n);
        }
        for (int i = 1; i <= people; i++) {
            person(i, today.plusDays(selfReviewDue));
        }
        return this;
    }

    /** As {@link #world}, in a yearly review of this year. */
    public CaseWorld yearly(int people, int selfReviewDue) {
        yearly = true;
        try {
            return world(people, selfReviewDue);
        } finally {
            yearly = false;
        }
    }

    /** Code of the round of this world. */
    public String round() {
        return "R" + n;
    }

    /** One more member, whose case opens now. */
    public void joins(int i) {
        person(i, LocalDate.now(clock).plusDays(20));
    }

    /** The next round: another case of a member. @return its code */
    public String nextRound(int i) {
        LocalDate today = LocalDate.now(clock);
        String round = "N" + n;
        if (jdbc.sql("select count(*) from round where code = ?").param(round).query(Integer.class).single() == 0) {
            jdbc.sql("""
                            insert into round(code, name, owner_code, rule_set, congress_day, status, created_by, created_at, version)
                            values (?, 'Kiểm điểm năm sau', ?, ?, ?, 'OPEN', 'board', ?, 0)""")
                    .params(round, "T" + n, RULES, today.plusDays(150), clock.instant().atOffset(ZoneOffset.UTC)).update();
        }
        String code = round + "-" + i;
        transaction.executeWithoutResult(t -> {
            cases.ensureOpened(new Cases.Opening(code, round, member(i), "C" + n, "X" + n, round + "-L", new vn.tusoi.rulebook.Applied(RULES, "eligibility#10", "QD377")));
            engine.start("vetting-case", code, Map.of("returned", false, "selfReviewDue", today.plusDays(20).atTime(17, 0) + ":00"));
        });
        return code;
    }

    /** An entry of the register that holds from today. */
    public void away(String member, String standing) {
        int no = 1 + jdbc.sql("select count(*) from member_standing where member_code = ?").param(member).query(Integer.class).single();
        jdbc.sql("""
                        insert into member_standing(member_code, standing_no, standing, valid_from, doc_no, doc_date, decided_by, entered_at, entered_name)
                        values (?, ?, ?, ?, '3-QĐ', ?, 'Đảng ủy xã', ?, 'Đàm Xuân Hải')""")
                .params(member, no, standing, LocalDate.now(clock), LocalDate.now(clock), clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    /** A quarter of this year of which the member is rated already. @return the code of its case */
    public String quarterRated(int i, int quarter, Level level) {
        String round = "Q" + quarter + n;
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        insert into round(code, name, owner_code, rule_set, congress_day, status, created_by, created_at, version, kind, review_year, review_quarter)
                        values (?, 'Quý', ?, ?, ?, 'OPEN', 'board', ?, 0, 'QUARTERLY', ?, ?)""")
                .params(round, "T" + n, RULES, LocalDate.now(clock), now, LocalDate.now(clock).getYear(), quarter).update();
        String code = round + "-" + i;
        transaction.executeWithoutResult(t -> cases.ensureOpened(new Cases.Opening(code, round, member(i), "C" + n, "X" + n, null, new vn.tusoi.rulebook.Applied(RULES, "eligibility#10", "QD377"))));
        jdbc.sql("""
                        insert into rating_decision(case_code, decision_no, meeting_no, decision, level, reason, flags, decided_at, decided_by, decided_name, current_one)
                        values (?, 1, 0, 'DECIDED', ?, 'Đúng', '', ?, 'committee', 'Đàm Xuân Hải', true)""").params(code, level.name(), now).update();
        return code;
    }

    /** Code of a unit of this world by its letter: T province, X commune, C cell, Y another commune. */
    public String unit(String letter) {
        return letter + n;
    }

    private String fellow(int i) {
        return "H" + n + "-" + i;
    }

    private void member(String code, String name, String cell) {
        jdbc.sql("""
                        insert into member(code, full_name, search_name, sort_key, birth_date, gender, cell_code, party_post, status, version)
                        values (?, ?, ?, ?, ?, 'MALE', ?, 'Đảng viên', 'OFFICIAL', 0)""")
                .params(code, name, VietnameseText.searchable(name), VietnameseText.sortKey(name), LocalDate.of(1980, 5, 19), cell).update();
    }

    private void person(int i, LocalDate due) {
        String name = NAMES.get((i - 1) % NAMES.size());
        jdbc.sql("delete from member where code = ?").param(fellow(i)).update();
        member(member(i), name, "C" + n);
        jdbc.sql("insert into member_post(member_code, post, unit_code, valid_from) values (?, 'Giáo viên', ?, date '2020-01-01')").params(member(i), "X" + n).update();
        account("member" + i, name, member(i), null, null);
        transaction.executeWithoutResult(t -> {
            cases.ensureOpened(new Cases.Opening(caseCode(i), "R" + n, member(i), "C" + n, "X" + n, yearly ? null : "R" + n + "-L", new vn.tusoi.rulebook.Applied(RULES, "eligibility#10", "QD377")));
            engine.start(yearly ? "yearly-review" : "vetting-case", caseCode(i), Map.of("returned", false, "selfReviewDue", due.atTime(17, 0) + ":00"));
        });
    }

    // what people do, in short --------------------------------------------------------------------

    /** A complete self-review of so many points; all tasks on time and half of them beyond what was asked. */
    public Submission submission(int general, int task) {
        Map<String, Submission.Graded> standards = new HashMap<>();
        rules.get(RULES).catalogue("standards").forEach(s -> standards.put(s.code(), new Submission.Graded(Grade.GOOD, "Tôi đã làm")));
        Map<String, String> sections = new HashMap<>();
        rules.get(RULES).catalogue("sections").forEach(s -> sections.put(s.code(), "Phần " + s.code()));
        return new Submission(standards, sections, "", List.of(new Written.Commitment("Học tiếng Tày", LocalDate.now(clock).plusDays(90))), general, task,
                new Submission.Tasks(10, 10, 5, true), "T", "T");
    }

    public void reviewed(int i, int general, int task) {
        Submission s = submission(general, task);
        boolean leads = jdbc.sql("select (select count(*) from member_post p where p.member_code = m.code and p.post like '%Chủ tịch%') + (select count(*) from member o where o.code = m.code and o.party_post <> 'Đảng viên') from member m where m.code = ?")
                .param(member(i)).query(Integer.class).single() > 0;
        reviewDesk.submit(actor("member" + i), caseCode(i), leads ? new Submission(s.standards(), s.sections(), "Phân công rõ người, rõ việc", s.commitments(), s.generalPoints(),
                s.taskPoints(), s.tasks(), s.ratingOfficial(), s.ratingMember()) : s);
    }

    public AssessmentDesk.Plan plan(ResidenceDuty residence) {
        return new AssessmentDesk.Plan(LocalDate.now(clock), "19:30", "Nhà văn hóa thôn 3", "1. Tự kiểm điểm", residence, "OTHER", "Công tác xa");
    }

    /** The first so many of the cell's twelve present, the next excused, the others absent. */
    public Map<String, RollCall.Attendance> roll(int present, int excused) {
        Map<String, RollCall.Attendance> roll = new java.util.LinkedHashMap<>();
        for (String code : jdbc.sql("select code from member where cell_code = ? order by sort_key, code").param("C" + n).query(String.class).list()) {
            roll.put(code, roll.size() < present ? RollCall.Attendance.PRESENT : roll.size() < present + excused ? RollCall.Attendance.EXCUSED : RollCall.Attendance.ABSENT);
        }
        return roll;
    }

    /** Twelve of twelve present, all slips back and valid. */
    public AssessmentDesk.MeetingHeld meeting(int xs, int t, int ht, int kht) {
        int sum = xs + t + ht + kht;
        return new AssessmentDesk.MeetingHeld(LocalDate.now(clock), "Nhà văn hóa", "Trần Mai Hà", roll(12, 0), null, List.of(new Remark("Trần Mai Hà", "Gần dân, chịu khó")),
                "Tôi tiếp thu", true, new Votes(sum, sum, 0, sum, 0, xs, t, ht, kht));
    }

    /** Self-review of 85 points, meeting without residence opinion, twelve votes for T. */
    public void assessed(int i) {
        reviewed(i, 27, 58);
        desk.prepareMeeting(actor("secretary"), caseCode(i), plan(ResidenceDuty.EXEMPT));
        recorded(i, meeting(0, 12, 0, 0));
    }

    /** Holds a leading post in the commune from now on. */
    public void leads(int i) {
        jdbc.sql("update member_post set post = 'Phó Chủ tịch Ủy ban nhân dân' where member_code = ?").param(member(i)).update();
    }

    /** The bodies of these people are to be reviewed first. */
    public void bodiesFirst(int... people) {
        transaction.executeWithoutResult(t -> collectives.ensureOpened("R" + n, RULES, java.util.Arrays.stream(people).mapToObj(this::member).toList()));
    }

    /** Code of the review of a unit of this world. */
    public String body(String letter) {
        return "R" + n + "-TT-" + unit(letter);
    }

    /** The secretary records the body's review with a quorum. */
    public void bodyReviewed(String letter, String selfLevel) {
        List<Collectives.Section> sections = rules.get(RULES).catalogue("collectiveSections").stream().map(i -> new Collectives.Section(i.code(), "Chi bộ hoàn thành nghị quyết năm")).toList();
        bodies.review(actor("secretary"), body(letter), "", new CollectiveDesk.Held(LocalDate.now(clock), "Nhà văn hóa", "Trần Mai Hà", 12, 11, sections, selfLevel));
    }

    /** The committee above rates the body. */
    public void bodyRated(String letter, String level) {
        bodies.rate(actor("committee"), body(letter), "", level, "Đúng với kết quả", "");
    }

    /** The second, blind count of the slips. */
    public void counted(int i, Votes votes) {
        desk.countAgain(actor("teller"), caseCode(i), votes);
    }

    /** The slips are counted again, then the secretary records the meeting. */
    public void recorded(int i, AssessmentDesk.MeetingHeld held) {
        counted(i, held.votes());
        desk.recordMeeting(actor("secretary"), caseCode(i), held);
    }

    public void rated(int i, Level level, String flagReason) {
        desk.decideRating(actor("committee"), caseCode(i), new AssessmentDesk.Rating(Outcome.DECIDED, level, "Đúng với kết quả", flagReason));
    }

    /** Fires the timers of this case whatever the time is. */
    public void timeIsOver(int i) {
        for (Job job : jobs.createJobQuery().timers().active().list()) {
            if (job.getProcessInstanceId() != null && belongs(job, i)) {
                jobs.executeJob(job.getId());
            }
        }
    }

    private boolean belongs(Job job, int i) {
        return jdbc.sql("select count(*) from act_ru_execution where proc_inst_id_ = ? and business_key_ = ?").params(job.getProcessInstanceId(), caseCode(i))
                .query(Integer.class).single() > 0;
    }

    public List<String> open(int i) {
        return items.openOn(caseCode(i)).stream().map(WorkItem::formKey).sorted().toList();
    }

    public List<String> acts(int i) {
        return jdbc.sql("select act, outcome from ledger_entry where subject_code = ? order by id").param(caseCode(i))
                .query((rs, k) -> rs.getString(1) + (rs.getString(2) == null ? "" : " " + rs.getString(2))).list();
    }

    private void unit(String code, String name, String kind, String parent, String path) {
        jdbc.sql("insert into unit(code, name, search_name, kind, parent_code, path, valid_from) values (?, ?, ?, ?, ?, ?, date '2020-01-01')")
                .params(code, name, VietnameseText.searchable(name), kind, parent, path).update();
    }

    private void function(String scope, String function, String performer) {
        jdbc.sql("insert into unit_function(scope_code, function, performed_by, valid_from) values (?, ?, ?, date '2020-01-01')")
                .params(scope, function, performer).update();
    }

    private void milestone(String milestone, LocalDate due) {
        jdbc.sql("insert into round_calendar(round_code, milestone, due_on, adjusted) values (?, ?, ?, false)").params("R" + n, milestone, due).update();
    }

    public void account(String name, String shown, String memberCode, String function, String unit) {
        List<Object> values = new ArrayList<>(List.of(user(name), shown));
        values.add(memberCode);
        values.add(clock.instant().atOffset(ZoneOffset.UTC));
        jdbc.sql("""
                        insert into account(username, display_name, member_code, active, failed_attempts, must_change, language, larger_text, created_at, version)
                        values (?, ?, ?, true, 0, false, 'vi', false, ?, 0)""")
                .params(values).update();
        if (function != null) {
            jdbc.sql("insert into office(username, function, unit_code, valid_from) values (?, ?, ?, date '2020-01-01')")
                    .params(user(name), function, unit + n).update();
        }
    }

    public void related(int one, String memberCode) {
        jdbc.sql("insert into relation(member_code, other_code, kind) values (?, ?, 'anh em')").params(member(one), memberCode).update();
    }

    public void disciplined(int i, LocalDate on) {
        jdbc.sql("insert into discipline(member_code, penalty, announced_on) values (?, 'REPRIMAND', ?)").params(member(i), on).update();
    }

    public String user(String name) {
        return name + "-" + n.toLowerCase();
    }

    public Actor actor(String name) {
        return accounts.actor(user(name)).orElseThrow();
    }

    public String caseCode(int i) {
        return "R" + n + "-" + i;
    }

    public String member(int i) {
        return "M" + n + i;
    }
}
