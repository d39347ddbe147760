package dev.sapa.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;

/** A citizen before the widget of the demo's portal, in Indonesian. */
final class Visitor {

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
        assertThat(bubbles("out").last()).containsText("Terkirim");
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

    Locator field(String label) {
        return page.getByRole(
                AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^" + label + "( |$)")));
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
