package vn.tusoi.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.io.ClassPathResource;
import vn.tusoi.workflow.DmnDecisionTables;

/** The shipped sets check; one thing broken is one fault named with file and line, and nothing is served. */
class RuleBookCheckTests {

    private static final List<String> SETS = List.of("2024-06", "2025-10", "2026-07");
    private static final List<String> FILES = List.of("rule-set.yaml", "eligibility.dmn", "rating.dmn", "clearance.dmn", "composition.dmn");

    @TempDir
    private Path directory;

    @BeforeEach
    void copyTheShippedSets() throws IOException {
        for (String set : SETS) {
            Files.createDirectory(directory.resolve(set));
            for (String file : FILES) {
                Files.writeString(directory.resolve(set).resolve(file), shipped(set, file));
            }
        }
    }

    private static String shipped(String set, String file) throws IOException {
        return new ClassPathResource("processes/rules/" + set + "/" + file).getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
    }

    private RuleBookCheck.Report report() {
        return new RuleBookCheck(new DmnDecisionTables()).check(directory);
    }

    @Test
    void theShippedSetsCheck() {
        assertThat(report().faults()).isEmpty();
        assertThat(report().sets()).containsOnlyKeys(SETS);
    }

    record Broken(String file, String from, String to, String fault) {

        @Override
        public String toString() {
            return fault;
        }
    }

    static Stream<Broken> broken() {
        String yaml = "2026-07/rule-set.yaml";
        String eligibility = "2026-07/eligibility.dmn";
        String rating = "2026-07/rating.dmn";
        return Stream.of(
                new Broken(yaml, "from: \"2026-07-26\"", "from: \"2026-07-27\"", "leaves a gap: 2025-10 ends on 2026-07-25, this begins on 2026-07-27"),
                new Broken(yaml, "from: \"2026-07-26\"", "from: \"2026-07-20\"", "begins on 2026-07-20 while 2025-10 is in force to 2026-07-25"),
                new Broken(yaml, "from: \"2026-07-26\"", "from: \"26/7/2026\"", "from: 26/7/2026 is not a day written as 2026-07-26"),
                new Broken(yaml, "basedOn: \"2025-10\"", "basedOn: \"2023-01\"", "based on 2023-01, which there is not"),
                new Broken(yaml, "level: CENTRAL", "level: GALACTIC", "level must be one of CENTRAL, PROVINCE, COMMUNE, CELL"),
                new Broken(yaml, "level: CENTRAL", "levle: CENTRAL", "unknown key levle"),
                new Broken(yaml, "  inspection.opinionDays:\n    value: 10", "  inspection.opinionDays:\n    value: ten", "value inspection.opinionDays must be a whole number from 1 to 60"),
                new Broken(yaml, "  inspection.opinionDays:\n    value: 10", "  inspection.opinionDays:\n    value: 100", "value inspection.opinionDays must be a whole number from 1 to 60"),
                new Broken(yaml, "  inspection.opinionDays:\n    value: 10\n    citation: GD", "  inspection.opinionDays:\n    value: 10\n    citation: QD999", "value inspection.opinionDays cites QD999, which the set does not list"),
                new Broken(yaml, "  inspection.opinionDays:\n    value: 10\n    citation: GD", "  inspection.opinionDays:\n    value: 10", "value inspection.opinionDays has no citation"),
                new Broken(yaml, "  inspection.opinionDays:", "  inspection.opinonDays:", "unknown value inspection.opinonDays"),
                new Broken(yaml, "  inspection.opinionDays:", "  inspection.explanationDays:", "the key inspection.explanationDays stands twice"),
                new Broken(yaml, "    value: 10", "    value: !!javax.script.ScriptEngineManager []", "a rule set holds no code"),
                new Broken(yaml, "    value: 10", "    value: !!java.net.URL \"http://example.org\"", "a rule set holds no code"),
                new Broken(yaml, "- code: \"PH19\"", "- code: \"PH20\"", "catalogue acts has lost PH19 of 2025-10"),
                new Broken(yaml, "    - code: \"PH19\"", "    - code: \"PH18\"", "catalogue acts has the code PH18 twice"),
                new Broken(yaml, "postClass: \"KEY\"", "postClass: \"CROWN\"", "is of class CROWN, which is not in catalogue postClasses"),
                new Broken(yaml, "body: \"KEY_OFFICIALS\"", "body: \"EVERYBODY\"", "body must be one of EXECUTIVE_COMMITTEE, KEY_OFFICIALS, STANDING_COMMITTEE"),
                new Broken(yaml, "  sectors:", "  spheres:", "unknown catalogue spheres"),
                new Broken(yaml, "    number: \"207-QĐ/TW\"\n    date: \"2026-07-26\"", "    number: \"207-QĐ/TW\"", "date is missing"),
                new Broken(yaml, "values:", "values: [", "not well-formed YAML"),
                new Broken(yaml, "tables: [eligibility, rating, clearance, composition]", "tables: [eligibility, rating, clearance]", "table composition is missing"),
                new Broken(yaml, "tables: [eligibility, rating, clearance, composition]", "tables: [eligibility, rating, clearance, composition, weather]", "table weather: there is no file weather.dmn"),
                new Broken(yaml, "  rating.minT:\n    value: 70", "  rating.minT:\n    value: 75", "value rating.minT is 75, but rating.dmn decides otherwise at that figure"),
                new Broken(yaml, "  discipline.waitMonths.WARNING:\n    value: 36", "  discipline.waitMonths.WARNING:\n    value: 30", "value discipline.waitMonths.WARNING is 30, but eligibility.dmn decides otherwise"),
                new Broken(yaml, "  conference.passNumerator:\n    value: 1", "  conference.passNumerator:\n    value: 3", "value conference.passNumerator exceeds conference.passDenominator"),
                new Broken(rating, "<text>[50..70)</text>", "<text>[50..69)</text>", "no row answers trigger NONE, points 69"),
                new Broken(rating, "<text>[50..70)</text>", "<text>[50..71)</text>", "both answer trigger NONE, points 70"),
                new Broken(rating, "<text>[50..70)</text>", "<text>java.lang.Runtime.getRuntime()</text>", "is not a plain condition; code and calls are refused"),
                new Broken(rating, "<text>[50..70)</text>", "<text>if points > 3 then true else false</text>", "is not a plain condition; code and calls are refused"),
                new Broken(rating, "<inputEntry id=\"rating_3_points\">", "<inputEntry id=\"rating_3_points\" expressionLanguage=\"javascript\">", "the language javascript is refused"),
                new Broken(rating, "<outputEntry id=\"rating_3_outcome\">\n          <text>\"HT\"</text>", "<outputEntry id=\"rating_3_outcome\">\n          <text>\"GOLD\"</text>", "row 3: nobody understands the outcome GOLD"),
                new Broken(rating, "<outputEntry id=\"rating_3_reason\">\n          <text>\"RATING_HT\"</text>", "<outputEntry id=\"rating_3_reason\">\n          <text>reasonOf(points)</text>", "is not a plain text in quotes; code and calls are refused"),
                new Broken(rating, "hitPolicy=\"UNIQUE\"", "hitPolicy=\"COLLECT\"", "hit policy COLLECT is refused"),
                new Broken(rating, "https://www.omg.org/spec/DMN/20191111/MODEL/", "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "another dialect of DMN"),
                new Broken(rating, "https://www.omg.org/spec/DMN/20191111/MODEL/", "http://www.omg.org/spec/DMN/20180521/MODEL/", "another dialect of DMN (http://www.omg.org/spec/DMN/20180521/MODEL/); save it as DMN 1.3"),
                new Broken(rating, "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/", "another dialect of DMN (https://www.omg.org/spec/DMN/20211108/MODEL/)"),
                new Broken(rating, "\"UNDER_HALF\",", "\"UNDER_HALF\",\"BAD_LUCK\",", "trigger cannot be BAD_LUCK, which is not in catalogue triggers"),
                new Broken(rating, "\"UNDER_HALF\",", "", "no row answers trigger UNDER_HALF, which is in catalogue triggers"),
                new Broken(eligibility, "<text>\"NONE\",\"REPRIMAND\",\"WARNING\",", "<text>\"NONE\",\"REPRIMAND\",", "no row answers penalty WARNING, which is in catalogue penalties"),
                new Broken("2026-07/clearance.dmn", "<text>\"KHT\"</text>", "<text>-</text>", "row 3 answers nothing: rows before it take everything"),
                new Broken("2026-07/clearance.dmn", "<text>&gt; 0</text>", "<text>&gt;= 0</text>", "answers nothing: rows before it take everything"),
                new Broken(yaml, "forms: \"2A;2B;2C\"", "forms: \"2A;2D\"", "is of form 2D, which is none of the forms that the values name"),
                new Broken(yaml, "check: \"DISCIPLINE\"", "check: \"WEATHER\"", "check WEATHER is not in catalogue checks"),
                new Broken(yaml, "level: \"HT\"", "level: \"GOLD\"", "level GOLD is not in catalogue ratings"),
                new Broken(yaml, "matter: false", "matter: \"perhaps\"", "matter must be true or false"),
                new Broken(yaml, "points: \"review.maxPoints.task\"", "points: \"review.maxPoints.luck\"", "counts by review.maxPoints.luck, which is no value"),
                new Broken(yaml, "decider: \"ORGANISATION_BOARD\"", "decider: \"ANYBODY\"", "decider must be one of GRASSROOTS_COMMITTEE, ORGANISATION_BOARD"),
                new Broken(yaml, "    - code: \"RELATIVES.NONE\"", "    - code: \"PH18\"", "catalogue checkAnswers has lost RELATIVES.NONE of 2025-10"),
                new Broken(yaml, "      citation: QD114\n", "", "has no citation"),
                new Broken(yaml, "  congress.doneBy.PROVINCE:\n    value: \"2030-10-31\"", "  congress.doneBy.PROVINCE:\n    value: \"autumn\"", "value congress.doneBy.PROVINCE must be a text like"),
                new Broken(yaml, "  list.leastTerms:\n    value: 1", "  list.leastTerms:\n    value: 3", "value list.leastTerms exceeds list.normalTerms"),
                new Broken(rating, "<decision id=\"rating\"", "<decision id=\"Decision_0abc\"", "the decision is called Decision_0abc, not rating"),
                new Broken(rating, "<text>remedied</text>", "<text>mood</text>", "nobody gives the fact mood"),
                new Broken(rating, "    </decisionTable>", "", "not well-formed XML"),
                new Broken(rating, "<definitions", "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n<definitions", "a document type is refused"),
                new Broken(rating, "<decisionTable id=\"rating_table\" hitPolicy=\"UNIQUE\">", "<literalExpression><text>1</text></literalExpression>\n    <decisionTable id=\"rating_table\" hitPolicy=\"UNIQUE\">", "<literalExpression> is refused"),
                new Broken(eligibility, "<text>\"PROBATIONARY\"</text>", "<text>\"PROBATION\"</text>", "PROBATION is not among the values of status"),
                new Broken(eligibility, "<text>&lt; minRemaining</text>", "<text>&lt; luck</text>", "compares with a fact that is no column"),
                new Broken(eligibility, "<text>\"EXEMPT\"</text>", "<text>-</text>", "row 2 answers nothing: rows before it take everything"),
                new Broken(eligibility, "<text>\"QD212\"</text>", "<text>\"QD69\"</text>", "row 5 cites QD69, which the set does not list"),
                new Broken(eligibility, "<description>Đã bị khai trừ</description>", "", "row 5 does not say in words what it means"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void oneThingBrokenIsNamedWithFileAndLine(Broken broken) throws IOException {
        Path file = directory.resolve(broken.file());
        String text = Files.readString(file);
        assertThat(text).as("the shipped file").contains(broken.from().strip());
        String from = text.contains(broken.from()) ? broken.from() : broken.from().strip();
        Files.writeString(file, text.substring(0, text.indexOf(from)) + broken.to() + text.substring(text.indexOf(from) + from.length()));

        List<Fault> faults = report().faults();

        assertThat(faults).anySatisfy(fault -> {
            assertThat(fault.file()).endsWith(broken.file());
            assertThat(fault.text()).contains(broken.fault());
            assertThat(fault.line()).isPositive();
        });
    }

    @ParameterizedTest
    @CsvSource({"'  inspection.opinionDays:','  inspection.opinonDays:',unknown value", "'    value: 10\n','    value: 61\n',must be a whole number"})
    void theLineIsTheOneThatIsWrong(String from, String to, String text) throws IOException {
        Path file = directory.resolve("2026-07/rule-set.yaml");
        String before = Files.readString(file);
        int at = before.indexOf(from, before.indexOf("  inspection.opinionDays:"));
        Files.writeString(file, before.substring(0, at) + to + before.substring(at + from.length()));
        int line = (int) before.substring(0, at).lines().count() + 1;
        assertThat(report().faults()).anySatisfy(fault -> {
            assertThat(fault.text()).contains(text);
            assertThat(fault.line()).isEqualTo(line);
        });
    }

    @Test
    void aCodeOnceGivenIsKept() throws IOException {
        Path file = directory.resolve("2026-07/rule-set.yaml");
        Files.writeString(file, Files.readString(file).replace("- code: \"PH19\"", "- code: \"PH20\""));
        assertThat(report().faults()).extracting(Fault::text).containsExactly("catalogue acts has lost PH19 of 2025-10");
    }

    @Test
    void anEnormousOrStrangeFileIsNamed() throws IOException {
        Files.writeString(directory.resolve("2026-07/rating.dmn"), " ".repeat(RuleBookCheck.LARGEST + 1));
        Files.writeString(directory.resolve("2026-07/notes.txt"), "see me");
        assertThat(report().faults()).extracting(Fault::toString)
                .anyMatch(f -> f.endsWith("rating.dmn: the file has more than 1000000 bytes"))
                .anyMatch(f -> f.endsWith("notes.txt: is neither rule-set.yaml nor a decision table"));
    }

    @Test
    void aTextThatIsNoUtf8IsNamed() throws IOException {
        Path file = directory.resolve("2026-07/rule-set.yaml");
        Files.write(file, Files.readString(file).getBytes(java.nio.charset.Charset.forName("UTF-16LE")));
        assertThat(report().faults()).anySatisfy(fault -> assertThat(fault.toString()).contains("2026-07/rule-set.yaml: not well-formed YAML"));
    }

    @Test
    void aFileThatUnfoldsIntoMillionsIsRefusedBeforeItDoes() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [").append(("*a" + (i - 1) + ", ").repeat(8)).append("x]\n");
        }
        Files.writeString(directory.resolve("2026-07/rule-set.yaml"), bomb);
        assertThat(report().faults()).anySatisfy(fault -> assertThat(fault.file()).endsWith("2026-07/rule-set.yaml"));
    }

    @Test
    void aTableThatTellsTooMuchApartIsNamedInsteadOfChecked() throws IOException {
        Path file = directory.resolve("2026-07/clearance.dmn");
        String wide = Files.readString(file);
        for (String fact : List.of("seriousFindings", "adverseOpinions", "findings", "unanswered")) {
            int column = wide.indexOf("<text>" + fact + "</text>");
            assertThat(column).isPositive();
        }
        String many = java.util.stream.IntStream.range(1, 40).map(i -> i * 3).mapToObj(String::valueOf).collect(java.util.stream.Collectors.joining(","));
        Files.writeString(file, wide.replace("<text>&gt; 0</text>", "<text>" + many + "</text>"));
        assertThat(report().faults()).extracting(Fault::text).anyMatch(f -> f.contains("combinations apart, more than can be checked; split it"));
    }

    @Test
    void anAnswerToNoCheckAndACheckWithoutAnswerAreNamed() throws IOException {
        Path file = directory.resolve("2026-07/rule-set.yaml");
        Files.writeString(file, Files.readString(file).replace("check: \"RATINGS\"", "check: \"RELATIVES\""));
        assertThat(report().faults()).extracting(Fault::text).containsExactly("RATINGS has no answer in catalogue checkAnswers");
    }

    @Test
    void aValueThatOnlyNewerTextsKnowMayBeLeftOut() {
        assertThat(report().sets().get("2024-06").values()).doesNotContainKey("quarter.taskPercent");
        assertThat(report().sets().get("2026-07").number("quarter.taskPercent")).isEqualTo(100);
    }

    @Test
    void aFolderWithoutASetIsNamed() throws IOException {
        Files.createDirectory(directory.resolve("2030-01"));
        assertThat(report().faults()).extracting(Fault::text).containsExactly("has no rule-set.yaml");
    }

    @Test
    void aFaultySetStopsTheStartAndSaysWhatToMend() throws IOException {
        Path file = directory.resolve("2026-07/rule-set.yaml");
        Files.writeString(file, Files.readString(file).replace("level: CENTRAL", "level: GALACTIC"));
        DecisionTables tables = new DmnDecisionTables();
        RuleBookCheck check = new RuleBookCheck(tables);
        assertThatThrownBy(() -> new RuleBook(check, RuleFiles.in(directory))).isInstanceOfSatisfying(FaultyRules.class, faulty -> {
            FailureAnalysis said = new FaultyRulesAnalyzer().analyze(faulty);
            assertThat(said.getDescription()).contains("2026-07/rule-set.yaml:3: level must be one of");
            assertThat(said.getAction()).contains("Mend these lines");
        });
    }

    @Test
    void aDirectoryThatChecksDecides() {
        DecisionTables tables = new DmnDecisionTables();
        RuleBook rules = new RuleBook(new RuleBookCheck(tables), RuleFiles.in(directory));
        assertThat(rules.decide("2025-10", "composition", Map.of("womenPercent", 25, "youngPercent", 15)).outcome()).isEqualTo("MET");
        assertThat(rules.inForce(java.time.LocalDate.of(2026, 7, 25)).code()).isEqualTo("2025-10");
        assertThat(rules.inForce(java.time.LocalDate.of(2026, 7, 26)).code()).isEqualTo("2026-07");
        assertThatThrownBy(() -> rules.inForce(java.time.LocalDate.of(2020, 1, 1))).hasMessageContaining("no rule set in force on 2020-01-01");
    }
}
