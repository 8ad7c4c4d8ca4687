package vn.tusoi.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;

/** The rules of the house, by name. {@link HouseRulesTests} shows that the house keeps them and that each one can be broken. */
final class HouseRules {

    private HouseRules() { }

    static final ArchRule ENGINE_STAYS_IN_WORKFLOW = noClasses().that().resideInAPackage("vn.tusoi..").and().resideOutsideOfPackage("vn.tusoi.workflow..")
            .should().dependOnClassesThat().resideInAPackage("org.camunda..")
            .as("only workflow knows the engine");

    static final ArchRule FOUNDATION_KNOWS_NO_STAGE = noClasses().that()
            .resideInAnyPackage("vn.tusoi.register..", "vn.tusoi.access..", "vn.tusoi.ledger..", "vn.tusoi.rulebook..")
            .and().resideOutsideOfPackages("..web..")
            .should().dependOnClassesThat().resideInAnyPackage("vn.tusoi.rounds..", "vn.tusoi.cases..", "vn.tusoi.review..", "vn.tusoi.assessment..",
                    "vn.tusoi.inspection..", "vn.tusoi.planning..", "vn.tusoi.ballots..", "vn.tusoi.rehearsal..")
            .as("register, access, ledger and rulebook import no stage");

    static final ArchRule CASES_KNOW_NO_LATER_STAGE = noClasses().that().resideInAPackage("vn.tusoi.cases..")
            .should().dependOnClassesThat().resideInAnyPackage("vn.tusoi.rounds..", "vn.tusoi.review..", "vn.tusoi.assessment..", "vn.tusoi.inspection..",
                    "vn.tusoi.planning..", "vn.tusoi.ballots..")
            .as("cases know no stage");

    static final ArchRule PAGES_ARE_PRIVATE = classes().that().areAnnotatedWith("org.springframework.stereotype.Controller")
            .or().areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
            .should().notBePublic().as("controllers are package-private");

    static final ArchRule DELEGATES_ARE_PRIVATE = classes().that().implement("org.camunda.bpm.engine.delegate.JavaDelegate")
            .should().notBePublic().andShould().resideInAPackage("vn.tusoi.workflow.delegates")
            .as("delegates are package-private and live together");

    static final ArchRule NO_SYSTEM_CLOCK = noClasses().that().resideInAPackage("vn.tusoi..").and().haveSimpleNameNotEndingWith("ClockConfiguration")
            .should().callMethod(java.time.LocalDate.class, "now").orShould().callMethod(java.time.Instant.class, "now")
            .orShould().callMethod(java.time.LocalDateTime.class, "now")
            .as("time comes from the clock that is handed in");

    static final Map<String, ArchRule> ALL = Map.of("engine", ENGINE_STAYS_IN_WORKFLOW, "foundation", FOUNDATION_KNOWS_NO_STAGE,
            "cases", CASES_KNOW_NO_LATER_STAGE, "pages", PAGES_ARE_PRIVATE, "delegates", DELEGATES_ARE_PRIVATE, "clock", NO_SYSTEM_CLOCK);
}
