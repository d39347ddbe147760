package dev.sapa.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;

/** A citizen before the widget of the demo's portal, in Indonesian. */
final class Visitor {

    /** An agent may be quick: then it is read already. */
    private static final Pattern COMMITTED = Pattern.compile("Terkirim|Dibaca");

    final Page page;

    Visitor(Page page) {
        this.page = page;
    }

    static Visitor at(Windows windows, Office office, Look look) {
        return new Visitor(windows.open("/demo?company=" + office.slug(), look));
    }

    Visitor opens() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Tanya petugas"))
                .click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        return this;
    }

    Visitor asks(String name, String question) {
        field("Nama Anda").fill(name);
        field("Pertanyaan Anda").fill(question);
        button("Mulai percakapan").click();
        assertThat(bubbles("out").last()).containsText(question);
        assertThat(bubbles("out").last()).containsText(COMMITTED);
        return this;
    }

    Visitor says(String text) {
        composer().fill(text);
        composer().press("Enter");
        assertThat(composer()).hasValue("");
        return this;
    }

    Locator composer() {
        return field("Tulis pesan");
    }

    /** The browser reads the pattern, which knows no {@code \Q}. */
    Locator field(String label) {
        return page.getByRole(
                AriaRole.TEXTBOX,
                new Page.GetByRoleOptions().setName(Pattern.compile("^" + label.replace("?", "\\?") + "( |$)")));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Bubbles of one side: {@code in}, {@code out}, {@code out.q} for those on their way. */
    Locator bubbles(String side) {
        return page.locator(".rows article." + side);
    }

    /** What stands in the log's bubbles, in order. */
    List<String> reads() {
        return page.locator(".rows article .b").allInnerTexts();
    }
}
