package vn.tusoi.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.workflow.DmnDecisionTables;

/** Sets in the database: served by every node as soon as they are committed, never changed, never half there. */
class RuleShelfTests {

    private static final RuleBookCheck CHECK = new RuleBookCheck(new DmnDecisionTables());
    private static final LocalDate BEGIN = LocalDate.of(2027, 1, 1);

    private JdbcClient jdbc;
    private TransactionTemplate transaction;
    private RuleShelf shelf;

    @BeforeEach
    void makeADatabase() {
        DriverManagerDataSource source = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(source).locations("classpath:db/migration", "classpath:db/vendor/h2").load().migrate();
        jdbc = JdbcClient.create(source);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        shelf = new RuleShelf(jdbc);
    }

    private RuleBook node() {
        return new RuleBook(CHECK, new RuleShelf(jdbc));
    }

    /** The set of summer 2026 as one of another code and day, with waiting time and table changed to match. */
    static Map<String, byte[]> files(String code, LocalDate from, String basedOn) {
        Map<String, byte[]> files = new LinkedHashMap<>(RuleFiles.shipped().folders().get("2026-07"));
        files.computeIfPresent(RuleSetFile.NAME, (name, content) -> text(content).replace("code: \"2026-07\"", "code: \"" + code + "\"")
                .replace("from: \"2026-07-26\"", "from: \"" + from + "\"").replace("basedOn: \"2025-10\"", "basedOn: \"" + basedOn + "\"")
                .getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    private void add(String code, LocalDate from, String basedOn) {
        Map<String, byte[]> files = files(code, from, basedOn);
        shelf.add(RuleSetFile.read("x", code, files.get(RuleSetFile.NAME), new java.util.ArrayList<>()).set(), files, 1);
    }

    @Test
    void everyNodeServesANewSetWithoutAStart() {
        RuleBook here = node();
        RuleBook there = node();
        assertThat(there.all()).extracting(RuleSet::code).containsExactly("2026-07", "2025-10", "2024-06");

        transaction.executeWithoutResult(t -> add("2027-01", BEGIN, "2026-07"));

        assertThat(there.decide("2027-01", "composition", Map.of("womenPercent", 25, "youngPercent", 15)).outcome()).isEqualTo("MET");
        assertThat(here.all()).extracting(RuleSet::code).containsExactly("2027-01", "2026-07", "2025-10", "2024-06");
        assertThat(here.inForce(BEGIN).code()).isEqualTo("2027-01");
        assertThat(here.inForce(BEGIN.minusDays(1)).code()).isEqualTo("2026-07");
        assertThat(here.get("2026-07").to()).as("ends before its successor begins").isEqualTo(BEGIN.minusDays(1));
        assertThat(node().get("2027-01").to()).isNull();
    }

    @Test
    void decidingAsksNoDatabase() {
        transaction.executeWithoutResult(t -> add("2027-01", BEGIN, "2026-07"));
        RuleBook rules = node();
        jdbc.sql("alter table rule_set rename to gone").update();
        assertThat(rules.decide("2027-01", "composition", Map.of("womenPercent", 0, "youngPercent", 15)).outcome()).isEqualTo("WARN");
        assertThat(rules.get("2027-01").number("cap.percent")).isPositive();
        assertThatThrownBy(rules::all).as("the table is really gone").isInstanceOf(org.springframework.jdbc.BadSqlGrammarException.class);
    }

    @Test
    void whatIsNotCommittedIsServedToNobody() {
        RuleBook rules = node();
        transaction.executeWithoutResult(t -> {
            add("2027-01", BEGIN, "2026-07");
            assertThat(rules.all()).extracting(RuleSet::code).doesNotContain("2027-01");
            t.setRollbackOnly();
        });
        assertThat(rules.all()).extracting(RuleSet::code).doesNotContain("2027-01");
        assertThatThrownBy(() -> rules.get("2027-01")).hasMessageContaining("unknown rule set 2027-01");
        transaction.executeWithoutResult(t -> add("2027-01", BEGIN, "2026-07"));
        assertThat(rules.get("2027-01").from()).isEqualTo(BEGIN);
    }

    @Test
    void aContentThatWasTamperedWithStopsTheStartAndIsNamed() {
        transaction.executeWithoutResult(t -> add("2027-01", BEGIN, "2026-07"));
        byte[] yaml = shelf.files().folders().get("2027-01").get(RuleSetFile.NAME);
        jdbc.sql("update rule_content set content = ? where digest = ?")
                .params(text(yaml).replace("value: 36", "value: 12").getBytes(StandardCharsets.UTF_8), Digest.of(yaml)).update();
        assertThatThrownBy(this::node).isInstanceOfSatisfying(FaultyRules.class, faulty -> assertThat(faulty.faults()).extracting(Fault::toString)
                .anyMatch(f -> f.startsWith("database/2027-01/rule-set.yaml: the content is not what was put into force")));
    }

    @Test
    void aFaultInTheDatabaseIsNamedWithFileAndLine() {
        transaction.executeWithoutResult(t -> add("2027-01", LocalDate.of(2026, 7, 26), "2026-07"));
        assertThatThrownBy(this::node).isInstanceOfSatisfying(FaultyRules.class, faulty -> assertThat(faulty.faults()).extracting(Fault::toString)
                .anyMatch(f -> f.matches("database/2027-01/rule-set.yaml:\\d+: begins on 2026-07-26, as 2026-07 does")));
    }

    @Test
    void aCodeThatShipsTooIsAFaultUnlessItIsTheSameSet() {
        transaction.executeWithoutResult(t -> shelf.add(node().get("2026-07"), RuleFiles.shipped().folders().get("2026-07"), 1));
        assertThat(node().all()).hasSize(3);
        jdbc.sql("delete from rule_set_file where name = 'rating.dmn'").update();
        assertThatThrownBy(this::node).isInstanceOfSatisfying(FaultyRules.class, faulty -> assertThat(faulty.faults()).extracting(Fault::toString)
                .contains("database/2026-07/: the code 2026-07 is taken: another set of this code lies in processes/rules/2026-07/"));
    }

    @Test
    void aFaultSpeaksBothLanguages() {
        Fault gap = Fault.at("x/rule-set.yaml", 3, "period.gap", "2025-10", LocalDate.of(2026, 7, 25), LocalDate.of(2026, 7, 27));
        assertThat(gap).hasToString("x/rule-set.yaml:3: leaves a gap: 2025-10 ends on 2026-07-25, this begins on 2026-07-27");
        assertThat(gap.text("vi")).isEqualTo("bỏ trống một khoảng: 2025-10 hết hiệu lực ngày 25/07/2026, bộ này bắt đầu ngày 27/07/2026");
        assertThat(Fault.at("x", 1, "noRow", Map.of("points", 69)).text("vi")).isEqualTo("không dòng nào trả lời: Điểm (points) 69");
        assertThat(List.of(Fault.at("x", 1, "citation.none", new Fault.Thing("value", "cap.percent")).text("vi"),
                Fault.at("x", 1, "citation.none", new Fault.Thing("value", "cap.percent")).text())).containsExactly("giá trị cap.percent chưa dẫn văn bản nào", "value cap.percent has no citation");
    }
}
