package vn.tusoi.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Somebody who sits before a browser and works: finds the task in the list of work, fills in the form, sends it. Waits for what the page shows, never for time. */
final class Sitter {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");

    private final Page page;

    Sitter(Page page) {
        this.page = page;
    }

    Page page() {
        return page;
    }

    /** Goes to the list of work and opens the task of that form. */
    Sitter task(String formKey) {
        page.navigate("/work");
        page.locator("main table a[href*='/" + formKey + "']").first().click();
        page.waitForURL(url -> url.contains("/" + formKey));
        return this;
    }

    Sitter type(String field, Object value) {
        opened("main [name='" + field + "']").fill(value instanceof LocalDate day ? DAY.format(day) : value.toString());
        return this;
    }

    /** What is folded up is opened first. */
    private Locator opened(String field) {
        Locator found = page.locator(field);
        found.evaluate("e => { for (let d = e.closest('details'); d; d = d.parentElement.closest('details')) { d.open = true; } }");
        return found;
    }

    Sitter choose(String field, String value) {
        opened("main input[name='" + field + "'][value='" + value + "']").check();
        return this;
    }

    Sitter select(String field, String value) {
        page.locator("main select[name='" + field + "']").selectOption(value);
        return this;
    }

    /** Fills what the form's present part has of these fields and goes on, part by part, until the page that shows the whole. */
    Sitter parts(java.util.Map<String, Object> fields) {
        while (!"all".equals(page.locator("[name='_part']").inputValue())) {
            String part = page.locator("[name='_part']").inputValue();
            fields.forEach((name, value) -> {
                Locator field = page.locator("main [name='" + name + "']");
                if (field.count() > 1) {
                    choose(name, value.toString());
                } else if (field.count() == 1) {
                    type(name, value);
                }
            });
            page.locator("main form[data-parts] button.btn-primary").click();
            page.locator("[name='_part']:not([value='" + part + "'])").waitFor(new Locator.WaitForOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
        }
        return this;
    }

    /** Presses the main button. The next page must say what was done; errors fail the test with their words. */
    void send() {
        page.locator("main form[method=post] button.btn-primary").click();
        Locator said = page.locator(".ts-done, .ts-errors").first();
        said.waitFor();
        assertThat(page.locator(".ts-errors").count()).as(() -> page.url() + ": " + said.innerText()).isZero();
    }

    /** Looks at a page again and again until it shows what is asked for. */
    void until(String address, String shown) {
        page.navigate(address);
        page.waitForCondition(() -> {
            if (page.locator(shown).count() > 0) {
                return true;
            }
            page.reload();
            return false;
        });
    }
}
