package vn.tusoi.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What must be true of every page: found by axe, measured at the width of a phone, read from its head. */
final class Looking {

    static final int DESK = 1280;
    static final int PHONE = 360;
    private static final String AXE = axe();
    private static final String HEAD = """
            () => ({h1: document.querySelectorAll('h1').length, title: document.title, lang: document.documentElement.lang, main: document.querySelectorAll('main').length,
                    wide: document.documentElement.scrollWidth - window.innerWidth, unsaid: (document.body.innerText.match(/\\?\\?[\\w.]+\\?\\?|\\?\\?\\w+|\\{\\d\\}/g) || []).join(' ')})""";
    /** Rules of which neither the rule nor any of its checks can be serious, by axe's own figures, are not run: what they find is left out anyway. */
    private static final String JUDGE = """
            colours => {
                const grave = impact => impact === 'serious' || impact === 'critical';
                const slight = axe._audit.rules.filter(r => r.impact && !grave(r.impact) && [...r.any, ...r.all, ...r.none].map(c => axe._audit.data.checks[c.id || c])
                    .every(c => c && c.impact && !grave(c.impact)));
                const rules = {...Object.fromEntries(slight.map(r => [r.id, {enabled: false}])), 'color-contrast': {enabled: colours}};
                return axe.run(document, {resultTypes: ['violations'], elementRef: false, rules}).then(r => r.violations.filter(v => grave(v.impact))
                    .map(v => v.id + ' (' + v.impact + '): ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.any.concat(n.all, n.none).map(c => c.message).slice(0, 1)).join('; ')));
            }""";

    private Looking() { }

    private static String axe() {
        try (InputStream script = Looking.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    /** Opens an address in both languages and looks at it at both widths. @return what is wrong, empty where all is well */
    static List<String> at(Page page, String address) {
        List<String> wrong = new ArrayList<>();
        page.setViewportSize(DESK, 900);
        open(page, address, "vi");
        head(page, "vi", wrong);
        judge(page, true, wrong);
        page.setViewportSize(PHONE, 780);
        wide(page, "vi", wrong);
        judge(page, address.equals("/work"), wrong);          // the colours are the desk's, save in the head, which all pages share
        open(page, address, "en");
        head(page, "en", wrong);
        page.setViewportSize(DESK, 900);
        wide(page, "en", wrong);
        return wrong;
    }

    private static void open(Page page, String address, String language) {
        page.navigate(address + (address.contains("?") ? "&" : "?") + "lang=" + language);
    }

    static void head(Page page, String language, List<String> wrong) {
        Map<?, ?> found = (Map<?, ?>) page.evaluate(HEAD);
        if (!Integer.valueOf(1).equals(found.get("h1"))) {
            wrong.add(language + ": " + found.get("h1") + " h1");
        }
        if (!Integer.valueOf(1).equals(found.get("main"))) {
            wrong.add(language + ": " + found.get("main") + " main");
        }
        if (!language.equals(found.get("lang"))) {
            wrong.add("lang is " + found.get("lang") + ", not " + language);
        }
        if (!String.valueOf(found.get("title")).matches("\\S.* – Tusoi")) {
            wrong.add(language + ": title is " + found.get("title"));
        }
        if (!String.valueOf(found.get("unsaid")).isEmpty()) {
            wrong.add(language + ": no words for " + found.get("unsaid"));
        }
        wide(found, page, language, wrong);
    }

    private static void wide(Page page, String language, List<String> wrong) {
        wide((Map<?, ?>) page.evaluate(HEAD), page, language, wrong);
    }

    private static void wide(Map<?, ?> found, Page page, String language, List<String> wrong) {
        if (((Number) found.get("wide")).intValue() > 0) {
            wrong.add(language + ": " + found.get("wide") + " px too wide at " + page.viewportSize().width + ": " + page.evaluate("""
                    () => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > window.innerWidth + 0.5
                            || e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'visible')
                        .slice(-4).map(e => e.tagName.toLowerCase() + '.' + e.className + ' ' + e.innerText.slice(0, 30)).join(', ')"""));
        }
    }

    /** What axe finds serious or critical. @param colours whether to measure contrast too, which costs more than all other rules together */
    static void judge(Page page, boolean colours, List<String> wrong) {
        if (!Boolean.TRUE.equals(page.evaluate("() => typeof axe === 'object'"))) {
            page.evaluate(AXE);
        }
        ((List<?>) page.evaluate(JUDGE, colours)).forEach(v -> wrong.add("axe at " + page.viewportSize().width + ": " + v));
    }
}
