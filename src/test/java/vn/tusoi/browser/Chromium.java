package vn.tusoi.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The system's Chromium, driven by Playwright. Every request to another host than the application fails the test that made it. */
final class Chromium implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;
    private final String base;
    private final List<String> strangers = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Path executable, String base) {
        this.base = base;
        this.playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setHeadless(true)
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                        "--disable-component-update", "--disable-sync")));
    }

    /** Skips the test, saying why, where there is no Chromium; fails it where {@code TUSOI_BROWSER=required}. */
    static Chromium open(String base) {
        Optional<Path> executable = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of).filter(Files::isExecutable).findFirst();
        if (executable.isEmpty()) {
            assertThat(System.getenv("TUSOI_BROWSER")).as("Chromium is not installed, but TUSOI_BROWSER asks for it").isNotEqualTo("required");
            assumeTrue(false, "browser tests skipped: no Chromium on this machine (apt-get install chromium)");
        }
        return new Chromium(executable.orElseThrow(), base);
    }

    /** A fresh profile: no cookies. Width in CSS pixels. */
    Page page(int width) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setBaseURL(base).setViewportSize(width, 900).setLocale("vi-VN")
                .setTimezoneId("Asia/Ho_Chi_Minh").setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(20_000);
        context.onRequest(request -> {
            if (!request.url().startsWith(base) && !request.url().startsWith("data:")) {
                strangers.add(request.url());
            }
        });
        Page page = context.newPage();
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 4")
                    && !message.text().contains("ERR_INTERNET_DISCONNECTED")) {          // a test took the connection away
                complaints.add(page.url() + ": " + message.text());
            }
        });
        return page;
    }

    Page signedIn(String username, String password, int width) {
        Page page = page(width);
        signIn(page, username, password);
        return page;
    }

    /** The next person before the same screen: whoever was there is signed out and nothing of theirs is left; what the browser has loaded of the house stays. */
    void next(Page page, String username, String password) {
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }");
        page.context().clearCookies();
        signIn(page, username, password);
    }

    void signIn(Page page, String username, String password) {
        page.navigate("/sign-in");
        page.locator("input[name=username]").fill(username);
        page.locator("input[name=password]").fill(password);
        page.locator("input[name=password]").press("Enter");
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    /** Addresses outside the application that a page asked for: must be none. */
    List<String> strangers() {
        return strangers;
    }

    /** Script errors and refusals of the content policy: must be none. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
