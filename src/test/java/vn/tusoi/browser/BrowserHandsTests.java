package vn.tusoi.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What hands do: keys alone, typing while a session ends, the same task in two tabs. */
@ServedDemonstration
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserHandsTests {

    private static final String PASSWORD = "tusoi-demo-2026";
    /** Which element has the focus, and whether it looks different while it has it. */
    private static final String FOCUS = """
            () => { const e = document.activeElement;
                    const look = () => { const s = getComputedStyle(e); return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor].join(' '); };
                    const on = look(); e.blur(); const off = look(); e.focus({preventScroll: true});
                    return {name: e.name || '', type: e.type || '', tag: e.tagName, main: e.classList.contains('btn-primary'), seen: on !== off}; }""";

    private record Author(String username, String caseCode) { }

    @Autowired JdbcClient jdbc;
    @LocalServerPort int port;

    private final Set<String> used = new HashSet<>();
    private Chromium chromium;

    @BeforeAll
    void open() {
        chromium = Chromium.open("http://127.0.0.1:" + port);
    }

    @AfterEach
    void nothingStrange() {
        assertThat(chromium.strangers()).as("requests to other hosts").isEmpty();
        assertThat(chromium.complaints()).as("script errors and refusals of the content policy").isEmpty();
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** A member of the demonstration whose self-review is open; the last ones, so that the tour keeps the first. */
    private Author author() {
        return jdbc.sql("""
                        select a.username, w.subject_code from work_item w join account a on w.group_key = 'MEMBER@' || a.member_code
                        where w.form_key = 'submit-self-review' and w.round_code like 'DH%' order by w.subject_code desc""")
                .query((rs, n) -> new Author(rs.getString(1), rs.getString(2))).list().stream().filter(a -> used.add(a.username())).findFirst().orElseThrow();
    }

    private static String form(Author author) {
        return "/cases/" + author.caseCode() + "/submit-self-review";
    }

    // keys -----------------------------------------------------------------------------------------

    @Test
    void aMemberWritesAndSubmitsTheSelfReviewWithTheKeysAlone() {
        Author author = author();
        Page page = chromium.signedIn(author.username(), PASSWORD, 1280);
        page.navigate("/work");
        keysTo(page, "main table a[href*='/submit-self-review']");
        page.keyboard().press("Enter");
        page.waitForURL(url -> url.endsWith(form(author)));
        write(page);
        page.keyboard().press("Enter");
        page.locator(".ts-done, .ts-errors").first().waitFor();
        assertThat(page.locator(".ts-errors").allInnerTexts()).isEmpty();
        assertThat(jdbc.sql("select count(*) from self_review where case_code = ?").param(author.caseCode()).query(Integer.class).single()).isEqualTo(1);
        page.context().close();
    }

    /** Goes through the form part by part, filling each field that has the focus, until the button that submits has it. */
    private static void write(Page page) {
        Set<String> filled = new HashSet<>();
        while (!"all".equals(part(page))) {
            fill(page, filled);
            onward(page);
        }
        fill(page, filled);
        assertThat(filled).as("fields that the keys came by").contains("ratingMember", "generalPoints", "sections[0].text", "sections[5].text", "commitments[0].text", "actsDone");
    }

    private static String part(Page page) {
        return page.locator("[name='_part']").inputValue();
    }

    /** The key that presses the button, and the next part. */
    private static void onward(Page page) {
        String part = part(page);
        page.keyboard().press("Enter");
        page.locator("[name='_part']:not([value='" + part + "'])").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    }

    /** Tabs from where the focus is through one part to its main button. */
    private static void fill(Page page, Set<String> filled) {
        for (int tabs = 0; tabs < 200; tabs++) {
            page.keyboard().press("Tab");
            Map<?, ?> focus = (Map<?, ?>) page.evaluate(FOCUS);
            String name = String.valueOf(focus.get("name"));
            if ("BODY".equals(focus.get("tag"))) {
                continue;
            }
            assertThat(focus.get("seen")).as("focus is visible on " + focus).isEqualTo(true);
            boolean inForm = Boolean.TRUE.equals(page.evaluate("() => !!document.activeElement.closest('form[data-draft]')"));
            if (inForm && Boolean.TRUE.equals(focus.get("main"))) {
                return;
            }
            if (!inForm || name.isEmpty() || "submit".equals(focus.get("type")) || !filled.add(name)) {
                continue;
            }
            if ("radio".equals(focus.get("type"))) {
                page.keyboard().press(name.startsWith("rating") || name.endsWith(".grade") ? "ArrowDown" : "Space");
            } else {
                page.keyboard().insertText(text(name));
            }
        }
        throw new AssertionError("the keys never came to the button that goes on");
    }

    private static String text(String name) {
        return switch (name) {
            case "tasksGiven", "tasksOnTime" -> "12";
            case "tasksBeyond" -> "2";
            case "generalPoints" -> "26";
            case "taskPoints" -> "58";
            case "commitments[0].text" -> "Học xong lớp tiếng Tày";
            case "commitments[0].until" -> DateTimeFormatter.ofPattern("dd/MM/uuuu").format(LocalDate.now().plusMonths(6));
            default -> name.startsWith("commitments") ? "" : "Tôi viết phần này không chạm tới chuột.";
        };
    }

    private static void keysTo(Page page, String selector) {
        Locator target = page.locator(selector).first();
        for (int tabs = 0; tabs < 120; tabs++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(target.evaluate("e => e === document.activeElement"))) {
                return;
            }
        }
        throw new AssertionError("the keys never came to " + selector);
    }

    @Test
    void theFirstKeySkipsToTheMainPartAndAQuestionMarkListsTheKeys() {
        Page page = chromium.signedIn("btc.t.1", PASSWORD, 1280);
        for (String address : List.of("/work", "/rounds", "/register/members", "/lists")) {
            page.navigate(address);
            page.keyboard().press("Tab");
            Locator skip = page.locator(".ts-skip");
            assertThat(skip.evaluate("e => e === document.activeElement && e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().height > 10"))
                    .as("skip link is first and can be seen on " + address).isEqualTo(true);
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            assertThat(page.evaluate("() => !!document.activeElement.closest('main')")).as("the next key is in the main part of " + address).isEqualTo(true);
            page.locator("h1").click();
            page.keyboard().press("?");
            page.getByRole(AriaRole.DIALOG).waitFor();
            assertThat(page.locator("#keys kbd").count()).isGreaterThan(5);
            page.keyboard().press("Escape");
            assertThat(page.locator("#keys").isVisible()).isFalse();
        }
        page.navigate("/work");
        page.locator("h1").click();
        page.keyboard().press("/");
        assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("find");
        page.context().close();
    }

    // drafts ---------------------------------------------------------------------------------------

    @Test
    void whatIsTypedIsSavedAndSurvivesASessionThatEndsMeanwhile() {
        Author author = author();
        Page page = chromium.signedIn(author.username(), PASSWORD, 360);
        page.navigate(form(author));
        Response saved = page.waitForResponse(r -> r.url().endsWith("/draft"), () -> page.locator("[name='sections[0].text']").fill("Câu thứ nhất."));
        assertThat(saved.status()).isEqualTo(200);
        page.locator("[data-saved] span", new Page.LocatorOptions().setHasText("Đã lưu lúc")).waitFor();
        page.reload();
        assertThat(page.locator("[name='sections[0].text']").inputValue()).isEqualTo("Câu thứ nhất.");

        assertThat(jdbc.sql("delete from spring_session where principal_name = ?").param(author.username()).update()).isPositive();
        Response refused = page.waitForResponse(r -> r.url().endsWith("/draft"),
                () -> page.locator("[name='sections[0].text']").fill("Câu thứ nhất. Câu thứ hai, sau khi phiên đã hết."));
        assertThat(refused.ok()).isFalse();
        page.locator("[data-saved] span", new Page.LocatorOptions().setHasText("đăng nhập")).waitFor();
        page.locator("form[data-draft] .btn-primary").click();
        page.waitForURL(url -> url.contains("/sign-in"));
        page.locator("input[name=username]").fill(author.username());
        page.locator("input[name=password]").fill(PASSWORD);
        page.locator("input[name=password]").press("Enter");
        page.waitForURL(url -> url.contains("/submit-self-review"));
        assertThat(page.locator("[name='sections[0].text']").inputValue()).isEqualTo("Câu thứ nhất. Câu thứ hai, sau khi phiên đã hết.");
        assertThat(jdbc.sql("select count(*) from self_review where case_code = ?").param(author.caseCode()).query(Integer.class).single())
                .as("nothing was submitted on the way").isZero();
        page.context().close();
    }

    @Test
    void theSecondTabIsToldThatItIsDoneByWhomAndWhenAndLosesNoText() {
        Author author = author();
        Page first = chromium.signedIn(author.username(), PASSWORD, 1280);
        first.navigate(form(author));
        Page second = first.context().newPage();
        second.navigate(form(author));
        first.bringToFront();
        write(first);
        first.keyboard().press("Enter");
        first.locator(".ts-done").first().waitFor();

        second.bringToFront();
        second.locator("[name='sections[0].text']").fill("Viết ở thẻ thứ hai, không được mất.");
        Response answer = second.waitForResponse(r -> r.request().isNavigationRequest() && r.request().method().equals("POST"),
                () -> second.locator("form[data-draft] .btn-primary").click());
        assertThat(answer.status()).isEqualTo(409);
        second.locator("h1#title").waitFor();
        String name = jdbc.sql("select display_name from account where username = ?").param(author.username()).query(String.class).single();
        assertThat(second.locator("main").innerText()).contains(name).contains(DateTimeFormatter.ofPattern("dd/MM/uuuu").format(LocalDate.now()))
                .contains("Viết ở thẻ thứ hai, không được mất.");
        assertThat(jdbc.sql("select count(*) from self_review where case_code = ?").param(author.caseCode()).query(Integer.class).single()).isEqualTo(1);
        first.context().close();
    }

    @Test
    void onAPhoneAWholeSelfReviewIsWrittenByKeysThroughALostConnectionAndLosesNothing() {
        Author author = author();
        Page page = chromium.signedIn(author.username(), PASSWORD, 360);
        page.navigate(form(author));
        Set<String> filled = new HashSet<>();
        fill(page, filled);
        onward(page);
        assertThat(part(page)).isEqualTo("II");
        fill(page, filled);

        // the line goes: what is typed now cannot be sent, and the button does not lead into nothing
        page.context().setOffline(true);
        page.keyboard().press("Shift+Tab");
        page.locator("[name='sections[1].text']").focus();
        page.keyboard().press("Control+End");
        page.keyboard().insertText(" Viết thêm khi mất kết nối, không được mất.");
        page.locator("[data-saved] span", new Page.LocatorOptions().setHasText("giữ kín trên máy này")).waitFor();
        fill(page, filled);
        page.keyboard().press("Enter");
        page.locator("[data-saved].is-late").waitFor();
        assertThat(part(page)).as("without a connection the page stays").isEqualTo("II");
        assertThat(page.evaluate("() => Object.entries(localStorage).map(e => e.join(' ')).join(' ')").toString())
                .as("what is kept in the browser cannot be read there").isNotEmpty().doesNotContain("mất kết nối", author.username(), author.caseCode());
        Page again = page.context().newPage();
        page.close();

        // the page is gone, too; back on the line the next one has everything
        again.context().setOffline(false);
        again.navigate(form(author) + "?part=II");
        again.waitForCondition(() -> again.locator("[name='sections[1].text']").inputValue().endsWith("không được mất."));
        again.waitForCondition(() -> Boolean.TRUE.equals(again.evaluate("() => Object.keys(localStorage).length === 0")));
        fill(again, filled);
        while (!"all".equals(part(again))) {
            onward(again);
            fill(again, filled);
        }
        again.keyboard().press("Enter");
        again.locator(".ts-done, .ts-errors").first().waitFor();
        assertThat(again.locator(".ts-errors").allInnerTexts()).isEmpty();
        assertThat(jdbc.sql("select content from self_review where case_code = ?").param(author.caseCode()).query(String.class).single())
                .contains("Tôi viết phần này không chạm tới chuột. Viết thêm khi mất kết nối, không được mất.");
        again.context().close();
    }

    @Test
    void twoTabsThatWriteIntoOneFieldLoseNeitherText() {
        Author author = author();
        Page first = chromium.signedIn(author.username(), PASSWORD, 1280);
        first.navigate(form(author) + "?part=V");
        Page second = first.context().newPage();
        second.navigate(form(author) + "?part=V");
        saves(first, "[name='sections[4].text']", "Viết ở thẻ thứ nhất, về trách nhiệm của tôi.");
        saves(second, "[name='sections[4].text']", "Viết ở thẻ thứ hai, hoàn toàn khác.");
        second.locator(".ts-other").waitFor();
        assertThat(second.locator(".ts-other").innerText()).contains("Viết ở thẻ thứ nhất");
        second.reload();
        assertThat(second.locator("[name='sections[4].text']").inputValue()).isEqualTo("Viết ở thẻ thứ hai, hoàn toàn khác.");
        second.locator(".ts-other button", new Page.LocatorOptions().setHasText("Dùng bản này")).click();
        second.waitForCondition(() -> second.locator("[name='sections[4].text']").inputValue().startsWith("Viết ở thẻ thứ nhất"));
        assertThat(second.locator(".ts-other").innerText()).contains("Viết ở thẻ thứ hai");
        second.locator(".ts-other button", new Page.LocatorOptions().setHasText("Bỏ bản này")).click();
        second.locator(".ts-other").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        first.context().close();
    }

    private static void saves(Page page, String field, String text) {
        page.bringToFront();
        page.waitForResponse(r -> r.url().endsWith("/draft"), () -> page.locator(field).fill(text));
    }
}
