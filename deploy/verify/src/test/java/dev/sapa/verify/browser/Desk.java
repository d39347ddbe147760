package dev.sapa.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;

/** Somebody of the staff before the desk, in Indonesian. */
final class Desk {

    final Page page;

    private Desk(Page page) {
        this.page = page;
    }

    /** At the sign-in. */
    static Desk before(Windows windows, String path, Look look) {
        return new Desk(windows.open(path, look));
    }

    /** Signed in. */
    static Desk of(Windows windows, Office.Clerk clerk, Look look) {
        var desk = before(windows, "/login", look).signsIn(clerk.email(), clerk.password());
        assertThat(desk.page.locator(".frame")).isVisible();
        return desk;
    }

    Desk signsIn(String name, String password) {
        field("Email atau nama pengguna").fill(name);
        page.getByLabel("Kata sandi", new Page.GetByLabelOptions().setExact(true))
                .fill(password);
        button("Masuk").click();
        return this;
    }

    Desk declares(String status) {
        page.locator("button.status").click();
        page.getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(status).setExact(true))
                .click();
        assertThat(page.locator("button.status")).containsText(status);
        return this;
    }

    /** Goes to a view as a link within the desk does, without loading the page again. */
    Desk goes(String path) {
        page.evaluate(
                "to => { history.pushState(null, '', to); dispatchEvent(new PopStateEvent('popstate')); }",
                "/desk/" + path);
        return this;
    }

    Desk opens(String visitor) {
        row(visitor).click();
        assertThat(title()).hasText(visitor);
        assertThat(page.locator(".bones")).hasCount(0);
        return this;
    }

    Desk says(String text) {
        composer().fill(text);
        composer().press("Enter");
        assertThat(composer()).hasValue("");
        return this;
    }

    /** Chooses from the menu behind the conversation's three dots. */
    Desk chooses(String action) {
        button("Tindakan lain").click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(action))
                .click();
        return this;
    }

    /** Closes what is open, as answered. */
    Desk closes() {
        button("Tutup").click();
        dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Tutup").setExact(true))
                .click();
        assertThat(page.getByText("Percakapan sudah selesai.")).isVisible();
        return this;
    }

    Locator title() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    Locator row(String visitor) {
        return page.locator(".rows a.row")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("strong", new Page.LocatorOptions().setHasText(visitor))));
    }

    Locator composer() {
        return page.locator("#composer");
    }

    Locator field(String label) {
        return page.getByRole(
                AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^" + label + "( |$)")));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator tab(String name) {
        return page.getByRole(
                AriaRole.TAB, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Messages of one side: {@code in}, {@code out}, {@code note}; {@code out.fail} are those on their way. */
    Locator messages(String side) {
        return page.locator(".log article.m." + side);
    }

    /** What was said, in order, notes left out. */
    List<String> reads() {
        return page.locator(".log article.m:not(.note) .b").allInnerTexts();
    }
}
