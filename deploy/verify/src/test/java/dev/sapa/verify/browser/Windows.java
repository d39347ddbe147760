package dev.sapa.verify.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The windows that one test opens. Each is a browser of its own as far as pages can tell: nothing is shared between two but
 * what a test opens with {@link #another}.
 */
final class Windows {

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa");
    private static final String AXE = axe();
    private static final String RUN_AXE = """
            async tags => {
              const options = { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] };
              const { violations } = await axe.run(document, options);
              return violations.map(({ id, help, nodes }) =>
                `${id}: ${help} ${nodes.map(({ target, html }) => `${target} ${html}`).join('; ')}`);
            }
            """;
    private static final Path SHOTS = Path.of("target/shots");
    private static final double PATIENCE_MILLIS = 20_000;

    private final Browser browser;
    private final URI base;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    Windows(Browser browser, URI base) {
        this.browser = browser;
        this.base = base;
    }

    /** A window at an address of the suite. */
    Page open(String path, Look look) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(base.toString())
                .setViewportSize(look.width, look.height)
                .setColorScheme(look.dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setHasTouch(look.isPhone())
                .setLocale("id-ID")
                .setTimezoneId("Asia/Jakarta"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        contexts.add(context);
        return watched(context, path);
    }

    /** Another tab of the same browser. */
    Page another(Page page, String path) {
        return watched(page.context(), path);
    }

    private Page watched(BrowserContext context, String path) {
        var page = context.newPage();
        page.onPageError(error -> faults.add("uncaught on " + path + ": " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && isOurs(message.text())) {
                faults.add("console of " + path + ": " + message.text());
            }
        });
        page.navigate(path);
        return page;
    }

    /** That a request found no line, or an answer was a refusal, is for the test to judge; the browser says it by itself. */
    private static boolean isOurs(String text) {
        return !text.startsWith("Failed to load resource") && !text.startsWith("WebSocket connection to");
    }

    private static String axe() {
        try (var source = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(source).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How what stands on the page now breaks WCAG 2.2 AA, as far as axe sees it, and whether it can be pushed sideways. */
    static List<String> wrongsOf(Page page) {
        if (!(boolean) page.evaluate("'axe' in window")) {
            page.evaluate(AXE);
        }
        @SuppressWarnings("unchecked")
        var wrongs = new ArrayList<>((List<String>) page.evaluate(RUN_AXE, WCAG));
        var over = (int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (over > 0) {
            wrongs.add("the page is too wide by " + over + " pixels");
        }
        return wrongs;
    }

    /** Writes what is seen, for people to look at: {@code target/shots/NAME-LOOK.png}. */
    static void shoot(Page page, String name, Look look) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + "-" + look.label() + ".png")));
    }

    /**
     * A picture that the README shows: beside the others, and where {@code -Dsapa.pictures=DIRECTORY} says. An ordinary
     * run leaves the tree as it is.
     */
    static void portray(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve("readme-" + name + ".png")));
        var pictures = System.getProperty("sapa.pictures", "");
        if (!pictures.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("../..").resolve(pictures).resolve(name + ".png")));
        }
    }

    /** Whether the page and its look keep what every view must: no WCAG violation, nothing too wide; and a picture. */
    static void inspect(Page page, String name, Look look) {
        shoot(page, name, look);
        assertThat(wrongsOf(page)).isEmpty();
    }

    /** @param judge whether faults of pages count; not beside another failure */
    void close(boolean judge, String test) {
        if (!judge) {
            int number = 0;
            for (var context : contexts) {
                for (var page : context.pages()) {
                    var name = "failed-" + test.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + number++;
                    page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")));
                }
            }
        }
        contexts.forEach(BrowserContext::close);
        if (judge) {
            assertThat(faults).as("faults of pages").isEmpty();
        }
    }
}
