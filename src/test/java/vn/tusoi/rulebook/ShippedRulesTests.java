package vn.tusoi.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.springframework.core.io.ClassPathResource;
import vn.tusoi.workflow.DmnDecisionTables;

class ShippedRulesTests {

    private static final DecisionTables TABLES = new DmnDecisionTables();
    private static final RuleBook RULES = new RuleBook(new RuleBookCheck(TABLES));
    private Explanations explanations;

    @BeforeEach
    void speakVietnamese() {
        ReloadableResourceBundleMessageSource messages = new ReloadableResourceBundleMessageSource();
        messages.setBasename("classpath:messages-rulebook");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        explanations = new Explanations(RULES, messages);
        LocaleContextHolder.setLocale(java.util.Locale.forLanguageTag("vi"));
    }

    @AfterEach
    void fallSilent() {
        LocaleContextHolder.resetLocaleContext();
    }

    @ParameterizedTest
    @CsvSource({"2024-06,PH13,14", "2025-10,PH13,14", "2026-07,PH13,13", "2024-06,PH14,", "2026-07,PH14,14"})
    void numberFourteenMeantBriberyOnceAndGiftsNow(String set, String code, String article) {
        assertThat(RULES.get(set).item("acts", code).article()).isEqualTo(article);
    }

    @Test
    void whatWasConfirmedAndWhatIsAssumedIsSaid() {
        RuleSet now = RULES.get("2026-07");
        assertThat(now.value("discipline.waitMonths.REPRIMAND").confirmed()).isTrue();
        assertThat(now.value("inspection.opinionDays").confirmed()).isFalse();
        assertThat(now.value("discipline.effectMonths").confirmed()).as("whether 212 keeps it was not seen").isFalse();
        assertThat(RULES.get("2025-10").value("discipline.effectMonths").confirmed()).isTrue();
        assertThat(now.number("asset.itemMillions")).isEqualTo(150);
        assertThat(RULES.get("2025-10").number("asset.itemMillions")).isEqualTo(50);
        assertThat(now.catalogue("standards").stream().filter(Item::confirmed).map(Item::code)).containsExactly("DD1", "DD1.1", "DD1.2", "DD1.3", "DD2", "DD3", "DD4", "DD5");
        assertThat(now.catalogue("acts")).hasSize(19);
    }

    @ParameterizedTest
    @CsvSource({"2024-06,rating.beyondPercentXS,50,true", "2025-10,rating.beyondPercentXS,30,true", "2026-07,rating.beyondPercentXS,30,true",
        "2024-06,cap.percent,20,true", "2026-07,cap.percent,20,false", "2026-07,review.formCollective,01,true", "2026-07,list.maxPerPost,3,true",
        "2026-07,list.maxPostsPerPerson,3,true", "2026-07,list.leastTerms,1,true", "2026-07,composition.ageBands,3,true", "2024-06,composition.youngAgeCentral,45,true",
        "2024-06,congress.doneBy.GRASSROOTS,2025-06-30,true", "2024-06,congress.doneBy.PROVINCE,2025-10-31,true", "2024-06,congress.mostDays.PROVINCE,4,true",
        "2026-07,congress.doneBy.PROVINCE,2030-10-31,false", "2024-06,age.referenceMonth.GRASSROOTS,2025-04,true", "2024-06,age.referenceMonth.COUNCIL,2026-03,true",
        "2026-07,age.cellSecretaryFirst.MALE,65,false", "2026-07,age.cellSecretaryAgain.FEMALE,62,false", "2024-06,conference.stepsDays,15,true",
        "2026-07,quarter.khtReplace,2,false", "2026-07,asset.controlFrom,ABOVE_GRASSROOTS,false", "2026-07,power.lobbyActs,6,true", "2026-07,meeting.leastDaysProvince,2,true",
        "2025-10,discipline.limitationMonths.WARNING,120,true", "2026-07,discipline.limitationMonths.WARNING,120,false", "2026-07,complaint.localDays,90,false"})
    void aValueIsTheOneThatWasFoundAndSaysHowSurely(String set, String key, String value, boolean confirmed) {
        assertThat(RULES.get(set).text(key)).isEqualTo(value);
        assertThat(RULES.get(set).value(key).confirmed()).isEqualTo(confirmed);
    }

    @Test
    void everyCatalogueIsThereWithItsCodesAndSources() {
        RuleSet now = RULES.get("2026-07");
        assertThat(now.catalogue("acts").stream().map(Item::article)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14",
                "15", "16", "17", "18", "19");
        assertThat(now.catalogue("sectors")).hasSize(13);
        assertThat(now.catalogue("checks")).hasSize(8);
        assertThat(now.catalogue("familyRules")).hasSize(4);
        assertThat(now.catalogue("notToBeNominated")).hasSize(8);
        assertThat(now.catalogue("triggers").stream().map(Item::code)).contains("DISCIPLINED", "DEGRADATION", "PROHIBITED_ACT", "UNDER_HALF", "CIVIL_KHT", "UNIT_CORRUPTION");
        assertThat(now.catalogue("steps.ELECT_INCUMBENT")).hasSize(5);
        assertThat(now.catalogue("steps.DESIGNATE")).hasSize(3);
        RULES.all().forEach(set -> set.catalogues().forEach((name, items) -> items.forEach(item -> {
            assertThat(item.more().get("citation")).as("%s %s %s", set.code(), name, item.code()).isIn(set.citations().keySet());
            assertThat(item.confirmed() && "GD".equals(item.more().get("citation"))).as("%s %s %s: an assumption is not confirmed", set.code(), name, item.code()).isFalse();
        })));
    }

    @Test
    void everyCitationHasNumberAndDateAndAnAssumptionSaysSo() {
        RULES.all().forEach(set -> set.values().values().forEach(value -> {
            assertThat(set.citations().get(value.citation()).date()).as("%s %s", set.code(), value.key()).isNotNull();
            if (value.citation().equals("GD")) {
                assertThat(value.confirmed()).as("%s %s", set.code(), value.key()).isFalse();
            }
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vi", "en"})
    void everythingThatIsShownHasItsWords(String language) throws IOException {
        Properties words = new Properties();
        words.load(new InputStreamReader(new ClassPathResource("messages-rulebook_" + language + ".properties").getInputStream(), StandardCharsets.UTF_8));
        Set<String> needed = new TreeSet<>();
        for (RuleSet set : RULES.all()) {
            set.values().keySet().forEach(key -> needed.add("rules.group." + key.substring(0, key.indexOf('.'))));
            set.catalogues().keySet().forEach(name -> needed.add("rules.catalogue." + name));
            set.catalogues().values().forEach(items -> items.forEach(i -> {
                if (i.more().containsKey("body")) {
                    needed.add("rules.body." + i.more().get("body"));
                    needed.add("rules.ballot." + i.more().get("ballot"));
                }
            }));
            for (String table : set.tables()) {
                needed.addAll(List.of("table." + table, "table." + table + ".name"));
                DecisionTables.Sheet sheet = RULES.sheet(set.code(), table);
                sheet.heads().subList(0, sheet.facts()).forEach(fact -> needed.add("fact." + fact));
                sheet.rows().forEach(row -> {
                    needed.add("verdict." + row.get(row.size() - 3).replace("\"", ""));
                    needed.add("rule." + row.get(row.size() - 2).replace("\"", ""));
                });
            }
        }
        KnownKeys.VALUES.values().stream().filter(d -> d.codes() != null).forEach(d -> d.codes().forEach(c -> needed.add("rules.code." + c)));
        assertThat(words.stringPropertyNames()).containsAll(needed);
    }

    @Test
    void aVerdictIsOpenedUpInTheReadersWords() {
        Map<String, Object> facts = new HashMap<>(Map.of("status", "OFFICIAL", "holdsOffice", true, "monthsToRetirement", 1200, "minRemaining", 60,
                "penalty", "WARNING", "monthsSincePenalty", 20));
        facts.put("lastRating", null);
        Explanations.Explanation said = explanations.of(RULES.decide("2026-07", "eligibility", facts));

        assertThat(said.question()).isEqualTo("Đảng viên này có đủ điều kiện đưa vào đợt xét không?");
        assertThat(said.facts()).contains(new Explanations.Given("Hình thức kỷ luật gần nhất", "cảnh cáo", null, false), new Explanations.Given("Đang giữ chức vụ", "Có", null, false),
                new Explanations.Given("Số tháng còn công tác tại tháng tính tuổi", "1.200", null, false), new Explanations.Given("Xếp loại năm gần nhất", "Chưa rõ", null, false));
        assertThat(said.outcome()).isEqualTo("Chưa đưa vào đợt xét");
        assertThat(said.reason()).isEqualTo("Chưa hết thời gian chờ sau cảnh cáo.");
        assertThat(said.changes()).contains("Số tháng từ ngày công bố kỷ luật: từ 36 trở lên → Đủ điều kiện");
        assertThat(said.table().rows()).filteredOn(Explanations.Row::hit).singleElement().satisfies(row -> {
            assertThat(row.number()).isEqualTo(7);
            assertThat(row.cells()).containsExactly("–", "–", "–", "–", "cảnh cáo", "dưới 36", "–");
        });
        assertThat(said.sources()).singleElement().satisfies(source -> {
            assertThat(source.confirmed()).isTrue();
            assertThat(source.text()).contains("36").contains("377-QĐ/TW ngày 08/10/2025");
        });
    }

    @Test
    void conditionsAreReadOutInEnglishToo() {
        LocaleContextHolder.setLocale(java.util.Locale.ENGLISH);
        assertThat(explanations.cell("points", "[70..90)")).isEqualTo("70 to below 90");
        assertThat(explanations.cell("trigger", "not(\"NONE\")")).isEqualTo("other than “none”");
        assertThat(explanations.cell("monthsToRetirement", "< minRemaining")).isEqualTo("below “Working months that must be left”");
        assertThat(explanations.cell("penalty", "\"REPRIMAND\",\"WARNING\"")).isEqualTo("reprimand, warning");
        assertThat(explanations.cell("findings", "> 0")).isEqualTo("above 0");
        assertThat(explanations.cell("remedied", "false")).isEqualTo("No");
        assertThat(explanations.cell("points", "-")).isEqualTo("–");
    }
}
