package vn.tusoi.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The house keeps its rules, and each rule rejects a bad class made for it in {@code vn.tusoi...broken}. */
class HouseRulesTests {

    private static final JavaClasses HOUSE = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("vn.tusoi");

    @ParameterizedTest
    @ValueSource(strings = {"engine", "foundation", "cases", "pages", "delegates", "clock"})
    void theHouseKeepsIt(String rule) {
        HouseRules.ALL.get(rule).check(HOUSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"engine", "foundation", "cases", "pages", "delegates", "clock"})
    void aBadClassBreaksIt(String rule) throws ClassNotFoundException {
        JavaClasses bad = new ClassFileImporter().importClasses(Class.forName(switch (rule) {
            case "engine" -> "vn.tusoi.review.BadEngineUser";
            case "foundation" -> "vn.tusoi.register.BadStageUser";
            case "cases" -> "vn.tusoi.cases.BadLaterStageUser";
            case "pages" -> "vn.tusoi.review.BadPublicPage";
            case "delegates" -> "vn.tusoi.review.BadEngineUser";
            default -> "vn.tusoi.review.BadClockUser";
        }));
        assertThat(HouseRules.ALL.get(rule).evaluate(bad).hasViolation()).as(rule).isTrue();
    }

    @Test
    void everyRuleIsTested() {
        assertThat(HouseRules.ALL.keySet()).isEqualTo(Set.of("engine", "foundation", "cases", "pages", "delegates", "clock"));
    }
}
