package vn.tusoi.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Function;
import vn.tusoi.access.Office;
import vn.tusoi.cases.CaseReadingRule.Extent;
import vn.tusoi.cases.CaseReadingRule.Right;
import vn.tusoi.register.Unit;
import vn.tusoi.register.UnitKind;

/** Who may read a case. */
class CaseReadingRuleTests {

    private static final Unit PROVINCE = unit("T", UnitKind.PROVINCE, "/T/");
    private static final Unit INSPECTION = unit("UBKT", UnitKind.BODY, "/T/UBKT/");
    private static final Unit COMMUNE = unit("X01", UnitKind.COMMUNE, "/T/X01/");
    private static final Unit CELL = unit("X01-03", UnitKind.CELL, "/T/X01/X01-03/");
    private static final Unit OTHER_CELL = unit("X01-04", UnitKind.CELL, "/T/X01/X01-04/");
    private static final Unit OTHER_COMMUNE = unit("X02", UnitKind.COMMUNE, "/T/X02/");

    private static final Map<String, String> PERFORMS = Map.ofEntries(Map.entry("CELL_SECRETARY", "X01-03"), Map.entry("GRASSROOTS_COMMITTEE", "X01"),
            Map.entry("INSPECTOR", "UBKT"), Map.entry("LEAD_INSPECTOR", "UBKT"), Map.entry("INTERNAL_AFFAIRS", "T"), Map.entry("ASSET_CONTROL", "UBKT"),
            Map.entry("FATHERLAND_FRONT", "T"), Map.entry("ORGANISATION_BOARD", "X01"), Map.entry("CHAIR", "X01"), Map.entry("APPROVER", "T"));

    private static Unit unit(String code, UnitKind kind, String path) {
        return new Unit(code, code, kind, null, path, LocalDate.of(2025, 7, 1), null, null);
    }

    private static VettingCase at(Stage stage) {
        return new VettingCase("QH26-0417", "QH26", "M1", "X01-03", "X01", "QH26-X01", "2026-07", false, stage, Instant.EPOCH, null,
                stage == Stage.ENDED ? CaseOutcome.LISTED : null, false, null, null, Instant.EPOCH, null);
    }

    private static Actor holding(Function function, Unit unit) {
        return new Actor("someone", "Someone", null, List.of(new Office(function, unit)));
    }

    private static CaseReadingRule.Answer ask(Actor actor, Stage stage, boolean reason, String... openGroups) {
        return CaseReadingRule.decide(actor, at(stage), CELL, PERFORMS::get, List.of(openGroups), reason);
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void theMemberAlwaysReadsTheWhole(Stage stage) {
        Actor member = new Actor("m", "M", "M1", List.of());
        assertThat(ask(member, stage, false)).extracting(CaseReadingRule.Answer::extent, CaseReadingRule.Answer::right).containsExactly(Extent.WHOLE, Right.OWN);
    }

    @ParameterizedTest
    @CsvSource({"SELF_REVIEW,AFTER_REASON", "ASSESSMENT,WHOLE", "INSPECTION,AFTER_REASON", "LIST,AFTER_REASON", "ENDED,AFTER_REASON"})
    void theCellSecretaryReadsDuringTheAssessment(Stage stage, Extent extent) {
        assertThat(ask(holding(Function.CELL_SECRETARY, CELL), stage, false).extent()).isEqualTo(extent);
    }

    @ParameterizedTest
    @CsvSource({"SELF_REVIEW,AFTER_REASON", "ASSESSMENT,AFTER_REASON", "INSPECTION,WHOLE", "LIST,AFTER_REASON", "ENDED,AFTER_REASON"})
    void theInspectorReadsDuringTheInspection(Stage stage, Extent extent) {
        assertThat(ask(holding(Function.INSPECTOR, INSPECTION), stage, false).extent()).isEqualTo(extent);
    }

    @ParameterizedTest
    @CsvSource({"SELF_REVIEW,HEAD", "ASSESSMENT,HEAD", "INSPECTION,HEAD", "LIST,WHOLE", "ENDED,HEAD"})
    void theOrganisationBoardReadsTheWholeOnlyForTheList(Stage stage, Extent extent) {
        assertThat(ask(holding(Function.ORGANISATION_BOARD, COMMUNE), stage, false).extent()).isEqualTo(extent);
    }

    @ParameterizedTest
    @EnumSource(value = Function.class, names = {"INTERNAL_AFFAIRS", "ASSET_CONTROL", "FATHERLAND_FRONT"})
    void aBodyAskedForItsOpinionReadsTheHeadEvenWithItsTaskOpen(Function body) {
        Unit unit = PERFORMS.get(body.name()).equals("T") ? PROVINCE : INSPECTION;
        assertThat(ask(holding(body, unit), Stage.INSPECTION, false, body + "@" + unit.code()).extent()).isEqualTo(Extent.HEAD);
    }

    @Test
    void whoHasAnOpenTaskReadsTheWholeWhateverTheStage() {
        assertThat(ask(holding(Function.LEAD_INSPECTOR, INSPECTION), Stage.LIST, false, "LEAD_INSPECTOR@UBKT"))
                .extracting(CaseReadingRule.Answer::extent, CaseReadingRule.Answer::right).containsExactly(Extent.WHOLE, Right.TASK);
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void theAuditorReadsAlwaysWithinTheRealm(Stage stage) {
        assertThat(ask(holding(Function.AUDITOR, PROVINCE), stage, false).extent()).isEqualTo(Extent.WHOLE);
        assertThat(ask(holding(Function.AUDITOR, OTHER_COMMUNE), stage, false).extent()).isEqualTo(Extent.HIDDEN);
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void theAdministratorReadsNoCaseNotEvenWithAReason(Stage stage) {
        assertThat(ask(holding(Function.ADMINISTRATOR, PROVINCE), stage, true).extent()).isEqualTo(Extent.REFUSED);
    }

    @Test
    void aStatedReasonOpensTheWholeToACoveringOffice() {
        assertThat(ask(holding(Function.INSPECTOR, INSPECTION), Stage.ENDED, true))
                .extracting(CaseReadingRule.Answer::extent, CaseReadingRule.Answer::right).containsExactly(Extent.WHOLE, Right.REASON);
    }

    @Test
    void forAnotherCellOrCommuneTheCaseDoesNotExist() {
        assertThat(ask(holding(Function.CELL_SECRETARY, OTHER_CELL), Stage.ASSESSMENT, true).extent()).isEqualTo(Extent.HIDDEN);
        assertThat(ask(holding(Function.GRASSROOTS_COMMITTEE, OTHER_COMMUNE), Stage.ASSESSMENT, true).extent()).isEqualTo(Extent.HIDDEN);
        assertThat(ask(new Actor("m2", "Another member", "M2", List.of()), Stage.ASSESSMENT, true).extent()).isEqualTo(Extent.HIDDEN);
    }
}
