package vn.tusoi.rulebook.drafts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tusoi.ApplicationTest;
import vn.tusoi.access.Accounts;
import vn.tusoi.access.Actor;
import vn.tusoi.access.Denied;
import vn.tusoi.access.Function;
import vn.tusoi.ledger.Ledger;
import vn.tusoi.rulebook.Digest;
import vn.tusoi.rulebook.Fault;
import vn.tusoi.rulebook.RuleBook;
import vn.tusoi.rulebook.RuleSet;
import vn.tusoi.site.People;
import vn.tusoi.worklist.Refused;

/** From a draft to a set in force: two people, everything recorded, nothing lost. */
@ApplicationTest
class DraftDeskTests {

    private static int made;

    @Autowired DraftDesk desk;
    @Autowired EffectDesk effects;
    @Autowired RuleBook rules;
    @Autowired People people;
    @Autowired Accounts accounts;
    @Autowired Ledger ledger;
    @Autowired JdbcClient jdbc;
    @Autowired Clock clock;

    private String province;
    private Actor author;
    private Actor second;

    @BeforeEach
    void aBoard() {
        province = people.province();
        author = actor(Function.ORGANISATION_BOARD, province);
        second = actor(Function.ORGANISATION_BOARD, province);
    }

    private Actor actor(Function function, String unit) {
        return accounts.actor(people.holder(function, unit)).orElseThrow();
    }

    /** Sets put into force here stay: each test's are later than those before. */
    private LocalDate later() {
        return rules.all().get(0).from().plusYears(1).isAfter(LocalDate.now(clock)) ? rules.all().get(0).from().plusYears(1) : LocalDate.now(clock).plusDays(1);
    }

    private RuleDraft draft() {
        return desk.open(author, rules.all().get(0).code(), "T-" + ++made, "Bộ thử", "A trial set", later());
    }

    private RuleDraft submitted() {
        RuleDraft draft = draft();
        desk.save(author, draft.id(), draft.version(), Map.of("values/inspection.opinionDays/value", "12"));
        effects.run(author, draft.id());
        desk.submit(author, draft.id(), desk.read(author, draft.id()).version(), "Theo văn bản mới");
        return desk.read(author, draft.id());
    }

    private List<String> acts(RuleDraft draft) {
        return ledger.of(draft.subject()).stream().map(Ledger.Written::act).toList();
    }

    @Test
    void aSecondOfficerPutsADraftIntoForceAsExactlyTheFilesThatWereRead() {
        RuleDraft draft = submitted();
        byte[] yaml = desk.file(author, draft.id(), "rule-set.yaml");
        RuleSet before = rules.all().get(0);

        RuleSet set = desk.approve(second, draft.id(), draft.from());

        assertThat(rules.get(draft.code()).number("inspection.opinionDays")).isEqualTo(12);
        assertThat(rules.inForce(draft.from()).code()).isEqualTo(draft.code());
        assertThat(rules.inForce(draft.from().minusDays(1)).code()).isEqualTo(before.code());
        assertThat(rules.decide(set.code(), "composition", Map.of("womenPercent", 25, "youngPercent", 15)).outcome()).isEqualTo("MET");
        assertThat(rules.files(set.code()).get("rule-set.yaml")).isEqualTo(yaml);
        assertThat(acts(draft)).containsExactly("DRAFT_OPENED", "DRAFT_SAVED", "DRAFT_TRIED", "DRAFT_SUBMITTED", "RULES_IN_FORCE");
        assertThat(ledger.of(draft.subject()).get(4)).satisfies(entry -> {
            assertThat(entry.username()).isEqualTo(second.username());
            assertThat(entry.ruleSet()).isEqualTo(draft.code());
            assertThat(entry.detail().get("digests").toString()).contains(Digest.of(yaml));
        });
        assertThatThrownBy(() -> desk.save(author, draft.id(), 2, Map.of("vi", "x"))).isInstanceOf(Refused.class).hasMessage("rules.drafts.refused.state.IN_FORCE");
    }

    @Test
    void nobodyApprovesWhatTheyWrote() {
        RuleDraft draft = submitted();
        assertThatThrownBy(() -> desk.approve(author, draft.id(), draft.from())).isInstanceOf(Denied.Forbidden.class).hasMessage("duty.conflict.PREPARER");
        desk.sendBack(second, draft.id(), "Thiếu căn cứ");
        assertThatThrownBy(() -> desk.save(second, draft.id(), 2, Map.of("vi", "x"))).as("who decided does not write").isInstanceOf(Denied.Forbidden.class);
        desk.save(author, draft.id(), 2, Map.of("vi", "Bộ thử, sửa"));
        assertThat(desk.read(author, draft.id())).satisfies(d -> {
            assertThat(d.state()).isEqualTo(RuleDraft.State.RETURNED);
            assertThat(d.returnReason()).isEqualTo("Thiếu căn cứ");
        });
    }

    @Test
    void aDayThatIsOverOrDoesNotFitIsRefusedAndNothingChanges() {
        RuleDraft draft = submitted();
        int sets = rules.all().size();
        assertThatThrownBy(() -> desk.approve(second, draft.id(), LocalDate.now(clock).minusDays(1))).isInstanceOf(Refused.class).hasMessage("rules.drafts.refused.past");
        LocalDate newest = rules.all().get(0).from();
        if (!newest.isBefore(LocalDate.now(clock))) {
            assertThatThrownBy(() -> desk.approve(second, draft.id(), newest)).isInstanceOf(Refused.class).hasMessage("rules.drafts.refused.period");
        }
        assertThat(rules.all()).hasSize(sets);
        assertThat(desk.read(author, draft.id()).state()).isEqualTo(RuleDraft.State.SUBMITTED);
        assertThat(acts(draft)).doesNotContain("RULES_IN_FORCE");
    }

    @Test
    void withoutAnEffectOfThisVersionNothingIsApproved() {
        RuleDraft draft = draft();
        desk.submit(author, draft.id(), draft.version(), "");
        assertThatThrownBy(() -> desk.approve(second, draft.id(), draft.from())).isInstanceOf(Refused.class).hasMessage("rules.drafts.refused.noEffect");
    }

    @Test
    void anUnfinishedDraftIsSavedWithItsFaultsBesideTheThingAtFaultAndCannotBeHandedOver() {
        RuleDraft draft = draft();
        desk.save(author, draft.id(), draft.version(), Map.of("values/inspection.opinionDays/value", "mười", "citations/GD/date", "", "from", ""));
        assertThat(desk.proposal(author, draft.id()).in("values/inspection.opinionDays")).singleElement()
                .satisfies(f -> assertThat(f.fault().text("vi")).isEqualTo("giá trị inspection.opinionDays phải là số nguyên từ 1 đến 60"));
        assertThat(desk.proposal(author, draft.id()).in("citations/GD")).isNotEmpty();
        assertThat(desk.text(author, draft.id()).get("values/inspection.opinionDays/value")).isEqualTo("mười");
        assertThat(desk.read(author, draft.id()).from()).isNull();
        assertThatThrownBy(() -> desk.submit(author, draft.id(), 2, "")).isInstanceOf(Refused.class).hasMessage("rules.drafts.refused.faults");
        assertThatThrownBy(() -> effects.run(author, draft.id())).isInstanceOf(Refused.class);
    }

    @Test
    void twoPeopleOnTheSameFieldAreBothToldAndOnDifferentOnesBothKept() {
        RuleDraft draft = draft();
        String days = "values/inspection.opinionDays/value";
        String before = desk.text(author, draft.id()).get(days);
        desk.save(author, draft.id(), 1, Map.of(days, "13"));

        assertThatThrownBy(() -> desk.save(second, draft.id(), 1, Map.of(days, "15"))).isInstanceOfSatisfying(Clash.class, clash -> {
            assertThat(clash.saves()).singleElement().satisfies(s -> assertThat(s.username()).isEqualTo(author.username()));
            assertThat(clash.parts()).containsExactly(new Clash.Both(days, "13", "15"));
        });
        assertThat(desk.text(author, draft.id()).get(days)).isEqualTo("13");

        DraftDesk.Done done = desk.save(second, draft.id(), 1, Map.of("values/inspection.explanationDays/value", "9", days, before));
        assertThat(done.meanwhile()).hasSize(1);
        assertThat(desk.text(author, draft.id()).get(days)).as("an untouched field of the old page overwrites nothing").isEqualTo("13");
        assertThat(desk.text(author, draft.id()).get("values/inspection.explanationDays/value")).isEqualTo("9");
    }

    @Test
    void catalogueItemsAreAddedAndChangedButNeverRenamed() {
        RuleDraft draft = draft();
        desk.add(author, draft.id(), 1, "catalogues/acts/PH20", Map.of("catalogues/acts/PH20/vi", "Việc mới", "catalogues/acts/PH20/en", "A new act",
                "catalogues/acts/PH20/citation", "GD", "catalogues/acts/PH20/article", "20"));
        assertThat(desk.proposal(author, draft.id()).faultless()).isTrue();
        assertThat(desk.proposal(author, draft.id()).set().item("acts", "PH20").article()).isEqualTo("20");
        assertThatThrownBy(() -> desk.add(author, draft.id(), 2, "catalogues/acts/PH01", Map.of())).isInstanceOf(Refused.class).hasMessage("rules.drafts.refused.itemTaken");
        assertThatThrownBy(() -> desk.save(author, draft.id(), 2, Map.of("catalogues/acts/PH01/code", "PH21"))).isInstanceOf(Refused.class).hasMessage("rules.drafts.refused.part");
        assertThatThrownBy(() -> desk.add(author, draft.id(), 2, "catalogues/acts/../x", Map.of())).isInstanceOf(Refused.class);
    }

    @Test
    void aCodeThatIsTakenOrThatAnAddressNeedsIsRefused() {
        for (String code : List.of("drafts", "", "a b", "2026-07", "../x", "x".repeat(41))) {
            assertThatThrownBy(() -> desk.open(author, "2026-07", code, "x", "x", later())).as(code).isInstanceOf(Refused.class);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aTableIsReplacedByAFileAndABadOneIsRefusedByNameAndChangesNothing() {
        RuleDraft draft = draft();
        String rating = new String(desk.file(author, draft.id(), "rating.dmn"), StandardCharsets.UTF_8);
        Map<String, String> bad = Map.of(
                "dialect", rating.replace("https://www.omg.org/spec/DMN/20191111/MODEL/", "http://www.omg.org/spec/DMN/20151101/dmn.xsd"),
                "language", rating.replaceFirst("<inputEntry ", "<inputEntry expressionLanguage=\"javascript\" "),
                "row.condition", rating.replace("<text>[50..70)</text>", "<text>java.lang.Runtime.getRuntime()</text>"),
                "doctype", rating.replace("<definitions", "<!DOCTYPE x>\n<definitions"),
                "decision.called", rating.replace("<decision id=\"rating\"", "<decision id=\"other\""),
                "xml", "not xml at all", "large", " ".repeat(RuleBook.LARGEST_FILE + 1));
        bad.forEach((key, content) -> {
            List<Fault> refused = desk.upload(author, draft.id(), 1, "rating", "của tôi.dmn", bytes(content));
            assertThat(refused).as(key).extracting(Fault::key).contains("rules.fault." + key);
            assertThat(refused).allSatisfy(f -> assertThat(f.file()).isEqualTo("của tôi.dmn"));
        });
        assertThat(desk.read(author, draft.id()).version()).isEqualTo(1);

        assertThat(desk.upload(author, draft.id(), 1, "rating", "gap.dmn", bytes(rating.replace("<text>[50..70)</text>", "<text>[50..69)</text>")))).isEmpty();
        assertThat(desk.proposal(author, draft.id()).in("tables/rating")).as("a gap is kept and shown").isNotEmpty();
        desk.asInBase(author, draft.id(), 2, "rating");
        assertThat(desk.proposal(author, draft.id()).faultless()).isTrue();
        assertThatThrownBy(() -> desk.upload(author, draft.id(), 3, "weather", "x.dmn", bytes(rating))).isInstanceOf(Refused.class);
    }

    @Test
    void otherPeopleSeeNoDraftsAndAuditorsOnlyRead() {
        RuleDraft draft = draft();
        Actor auditor = actor(Function.AUDITOR, province);
        assertThat(desk.read(auditor, draft.id()).code()).isEqualTo(draft.code());
        assertThatThrownBy(() -> desk.save(auditor, draft.id(), 1, Map.of("vi", "x"))).isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> effects.run(auditor, draft.id())).isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> desk.read(actor(Function.INSPECTOR, province), draft.id())).isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> desk.read(actor(Function.ORGANISATION_BOARD, people.commune(province)), draft.id())).isInstanceOf(Denied.Forbidden.class);
        assertThatThrownBy(() -> desk.read(actor(Function.ORGANISATION_BOARD, people.province()), draft.id())).isInstanceOf(Denied.Hidden.class);
        assertThatThrownBy(() -> desk.list(actor(Function.ORGANISATION_BOARD, people.commune(province)))).isInstanceOf(Denied.Forbidden.class);
    }
}
