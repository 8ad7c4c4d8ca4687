package vn.tusoi.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.cases.CaseOutcome;
import vn.tusoi.commands.Headless;
import vn.tusoi.demo.DemoProvince;
import vn.tusoi.ledger.Anchored;
import vn.tusoi.ledger.DatabaseVerifier;
import vn.tusoi.ledger.Fault;
import vn.tusoi.register.RegisterImport;
import vn.tusoi.rounds.RoundMove;
import vn.tusoi.rounds.RoundMoves;
import vn.tusoi.rounds.Variant;

/** Whole rounds through the real processes, desks and databases: nothing sticks, nothing hangs on which thread was faster, every step is walked. */
class RehearsalTests {

    private static final LocalDate START = LocalDate.of(2026, 9, 1);

    @TempDir
    private Path folder;

    private final List<ConfigurableApplicationContext> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(ConfigurableApplicationContext::close);
    }

    private ConfigurableApplicationContext house(String url, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of("tusoi.movable-clock", "true", "camunda.bpm.generate-unique-process-engine-name", "true", "tusoi.keys-dir", folder.resolve("keys").toString()));
        settings.putAll(more);
        ConfigurableApplicationContext house = Headless.start(folder, url, settings);
        open.add(house);
        house.getBean(RegisterImport.class).fill(new DemoProvince(START), false, report -> { });
        return house;
    }

    private static Result play(ConfigurableApplicationContext house, int cases, int threads) {
        return house.getBean(Rehearsal.class).play(new Rehearsal.Script("DT26", "Đợt diễn tập", cases, 11, threads, START, Variant.PLAN_NEW, "COMMITTEE_MEMBER", 5,
                null, Locale.forLanguageTag("vi")));
    }

    @Test
    void aRoundEndsTheSameWithOneThreadAsWithFourAndEveryStepOfEveryProcessWasWalked() {
        ConfigurableApplicationContext one = house("jdbc:h2:mem:one-thread;LOCK_TIMEOUT=10000", Map.of());
        ConfigurableApplicationContext four = house("jdbc:h2:mem:four-threads;LOCK_TIMEOUT=10000", Map.of());
        Result slow = play(one, 60, 1);
        Result fast = play(four, 60, 4);

        assertThat(slow.stuck()).isEmpty();
        assertThat(slow.line()).startsWith("rehearsed 60 cases: ").endsWith(", 0 stuck");
        assertThat(fast.line()).isEqualTo(slow.line());
        assertThat(fast.offices()).isEqualTo(slow.offices());
        assertThat(faults(four)).as("what the record says of the rows is what they are").isEmpty();
        moveToAnotherSet(one);
        aYearOf(one, LocalDate.of(2028, 1, 3));
        aQuarterOf(one, LocalDate.of(2029, 2, 1));
        assertThat(unwalked(one)).as("flow nodes that no case, list, conference or round passed").isEmpty();
    }

    /** The yearly review of forty members after the round, in the same house. */
    private static void aYearOf(ConfigurableApplicationContext house, LocalDate from) {
        Rehearsal rehearsal = house.getBean(Rehearsal.class);
        JdbcClient jdbc = house.getBean(JdbcClient.class);
        Result year = rehearsal.playYearly(new Rehearsal.Script("KD28", "Kiểm điểm cuối năm", 40, 11, 4, from, Variant.PLAN_NEW, "COMMITTEE_MEMBER", 5, null,
                Locale.forLanguageTag("vi")));
        assertThat(year.stuck()).isEmpty();
        assertThat(year.reviewLine("yearly", rehearsal.exempt("KD28")))
                .matches("rehearsed 40 yearly reviews: \\d+ rated, [1-9]\\d* exempt, [1-9]\\d* not submitted, [1-9]\\d* left, 0 stuck");
        assertThat(year.outcome(CaseOutcome.RATED) + year.outcome(CaseOutcome.NOT_SUBMITTED) + year.outcome(CaseOutcome.LEFT_REVIEW)).isEqualTo(40);
        assertThat(jdbc.sql("select distinct ground from review_exit").query(String.class).list()).containsExactlyInAnyOrder("DECEASED", "SUSPENDED");
        assertThat(jdbc.sql("""
                        select c.code from vetting_case c join rating_decision d on d.case_code = c.code and d.current_one = true and d.level is not null
                        where c.round_code = 'KD28' and c.outcome = 'RATED'
                          and not exists (select 1 from past_rating p where p.member_code = c.member_code and p.rating_year = 2028 and p.level = d.level)""").query(String.class).list())
                .as("ratings that did not reach the register").isEmpty();
        assertThat(jdbc.sql("select count(*) from planning_list where round_code = 'KD28'").query(Integer.class).single()).isZero();
        assertThat(jdbc.sql("select status from round where code = 'KD28'").query(String.class).single()).isEqualTo("CLOSED");
    }

    /** A quarterly review of thirty members: rated like a year, each rating kept with the quarter and none filed as a year's. */
    private static void aQuarterOf(ConfigurableApplicationContext house, LocalDate from) {
        Rehearsal rehearsal = house.getBean(Rehearsal.class);
        JdbcClient jdbc = house.getBean(JdbcClient.class);
        int filed = jdbc.sql("select count(*) from past_rating").query(Integer.class).single();
        Result quarter = rehearsal.playQuarterly(new Rehearsal.Script("KQ29", "Đánh giá quý", 30, 11, 4, from, Variant.PLAN_NEW, "COMMITTEE_MEMBER", 5, null,
                Locale.forLanguageTag("vi")));
        assertThat(quarter.stuck()).isEmpty();
        assertThat(quarter.reviewLine("quarterly", rehearsal.exempt("KQ29"))).matches("rehearsed 30 quarterly reviews: [1-9]\\d* rated, \\d+ exempt, \\d+ not submitted, \\d+ left, 0 stuck");
        assertThat(quarter.outcome(CaseOutcome.RATED) + quarter.outcome(CaseOutcome.NOT_SUBMITTED) + quarter.outcome(CaseOutcome.LEFT_REVIEW)).isEqualTo(30);
        assertThat(jdbc.sql("select review_year || '/' || review_quarter || ' ' || status from round where code = 'KQ29'").query(String.class).single()).isEqualTo("2029/1 CLOSED");
        assertThat(jdbc.sql("select count(*) from ledger_entry l join vetting_case c on c.code = l.subject_code where c.round_code = 'KQ29' and l.act = 'RATING_FILED'").query(Integer.class).single())
                .isEqualTo(quarter.outcome(CaseOutcome.RATED));
        assertThat(jdbc.sql("select count(*) from past_rating").query(Integer.class).single()).as("a quarter is no year").isEqualTo(filed);
        assertThat(jdbc.sql("""
                        select count(*) from vetting_case c join electorate e on e.round_code = c.round_code and e.member_code = c.member_code
                        join member_standing s on s.member_code = c.member_code and s.valid_from < (select min(opened_at) from vetting_case o where o.round_code = 'KQ29')
                        where c.round_code = 'KQ29'""").query(Integer.class).single()).as("those suspended or dead before are not reviewed").isZero();
    }

    private static void whatWasSealedIsUnderACheckpoint(JdbcClient jdbc) {
        assertThat(jdbc.sql("select count(*) from ledger_checkpoint where reason like 'SEAL %'").query(Integer.class).single()).isGreaterThan(2);
        assertThat(jdbc.sql("""
                        select e.subject_code from ledger_entry e where e.act in ('LIST_PUBLISHED', 'MINUTES_SIGNED', 'ROUND_CLOSED')
                          and not exists (select 1 from ledger_checkpoint_head h join ledger_checkpoint c on c.no = h.checkpoint_no
                                          where h.stream = e.stream and h.seq >= e.seq and c.at >= e.at and c.at < e.at + interval '12 hours')""").query(String.class).list())
                .as("sealed, and under no checkpoint of the day").isEmpty();
    }

    private static List<Fault> faults(ConfigurableApplicationContext house) {
        try (Connection connection = house.getBean(DataSource.class).getConnection()) {
            DatabaseVerifier.Report report = new DatabaseVerifier(Anchored.none(), null).verify(connection);
            connection.setReadOnly(false);
            connection.setAutoCommit(true);
            assertThat(report.entries()).isGreaterThan(500);
            return report.faults().all();
        } catch (SQLException | IOException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** What a rehearsal has no cause to do: the round is moved to another rule set, refused once and then agreed to by those who opened it. */
    private static void moveToAnotherSet(ConfigurableApplicationContext house) {
        JdbcClient jdbc = house.getBean(JdbcClient.class);
        RoundMoves moves = house.getBean(RoundMoves.class);
        jdbc.sql("update round set status = 'OPEN' where code = 'DT26'").update();
        Actor officer = holder(house, jdbc, "PREPARER");
        Actor second = holder(house, jdbc, "OPENER");
        moves.propose(officer, "DT26", "2025-10", "Thử chuyển bộ quy tắc");
        moves.decide(second, "DT26", false, "Chưa cần");
        moves.propose(officer, "DT26", "2025-10", "Thử lại");
        moves.decide(second, "DT26", true, null);
        ManagementService jobs = house.getBean(ManagementService.class);
        jobs.createJobQuery().messages().list().forEach(job -> jobs.executeJob(job.getId()));
        assertThat(moves.last("DT26").orElseThrow().state()).isEqualTo(RoundMove.State.DONE);
    }

    private static Actor holder(ConfigurableApplicationContext house, JdbcClient jdbc, String duty) {
        return house.getBean(Accounts.class).actor(jdbc.sql("select username from participation where subject_code = 'DT26' and duty = ? order by first_at limit 1").param(duty)
                .query(String.class).single()).orElseThrow();
    }

    private static Set<String> unwalked(ConfigurableApplicationContext house) {
        RepositoryService repository = house.getBean(RepositoryService.class);
        Set<String> nodes = new TreeSet<>();
        for (ProcessDefinition definition : repository.createProcessDefinitionQuery().latestVersion().list()) {
            repository.getBpmnModelInstance(definition.getId()).getModelElementsByType(FlowNode.class).forEach(n -> nodes.add(definition.getKey() + " " + n.getId()));
        }
        assertThat(nodes).hasSizeGreaterThan(80);
        nodes.removeAll(house.getBean(JdbcClient.class).sql("select distinct proc_def_key_ || ' ' || act_id_ from act_hi_actinst").query(String.class).set());
        return nodes;
    }

    @Test
    void aRoundEndsOnPostgresql() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            ConfigurableApplicationContext house = house(server.getJdbcUrl("postgres", "postgres"), Map.of("spring.datasource.username", "postgres",
                    "spring.datasource.password", "postgres"));
            Result result = play(house, 40, 4);
            assertThat(result.stuck()).isEmpty();
            assertThat(result.line()).startsWith("rehearsed 40 cases: ").endsWith(", 0 stuck");
            aYearOf(house, LocalDate.of(2028, 1, 3));
            assertThat(faults(house)).isEmpty();
            whatWasSealedIsUnderACheckpoint(house.getBean(JdbcClient.class));
            house.close();
        }
    }

    @Test
    void anOfficeThatCannotAnswerIsNamedWithItsCases() {
        ConfigurableApplicationContext house = house("jdbc:h2:mem:broken;LOCK_TIMEOUT=10000", Map.of());
        house.getBean(Answers.class).replace("draft-findings", scene -> {
            throw new IllegalStateException("the pen is dry");
        });

        Result result = play(house, 6, 2);

        assertThat(result.good()).isFalse();
        assertThat(result.stuck()).anySatisfy(s -> {
            assertThat(s.subjectCode()).startsWith("DT26-0");
            assertThat(s.where()).isEqualTo("draft-findings");
            assertThat(s.why()).contains("the pen is dry");
        });
        assertThat(result.line()).doesNotEndWith(", 0 stuck");
    }
}
