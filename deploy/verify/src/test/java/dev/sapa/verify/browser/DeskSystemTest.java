package dev.sapa.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PageAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.sapa.verify.suite.Suite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The desk in a browser, with visitors at the widget. */
@Order(5)
@ExtendWith(BrowserExtension.class)
class DeskSystemTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final LocatorAssertions.ContainsTextOptions SLOWLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
    private static final PageAssertions.HasURLOptions SOON = new PageAssertions.HasURLOptions().setTimeout(20_000);

    private static Office office;
    private static Office.Clerk admin;
    private static Office.Clerk ayu;
    private static Office.Clerk joko;

    @BeforeAll
    static void open_the_office(Suite suite) {
        office = new Office(suite);
        admin = office.admin("Hendra Saputra");
        ayu = office.agent("Ayu Lestari");
        joko = office.agent("Joko Prasetyo");
    }

    @AfterAll
    static void close_the_office() {
        office.close();
    }

    @Test
    void S4_19_signing_in_leads_each_role_home_and_says_kindly_what_was_wrong(Windows windows) {
        var desk = Desk.before(windows, "/login", Look.DESKTOP_LIGHT);
        desk.signsIn(ayu.email(), "salah");
        assertThat(desk.page.getByRole(AriaRole.ALERT)).containsText("Email atau password salah");
        assertThat(desk.field("Email atau nama pengguna")).hasValue(ayu.email());

        desk.signsIn(ayu.email(), ayu.password());
        assertThat(desk.page).hasURL(Pattern.compile("/desk/?$"), SOON);
        assertThat((String) desk.page.evaluate("JSON.parse(localStorage['auth-storage']).state.token"))
                .contains(".");
        desk.page.navigate("/dashboard-admin");
        assertThat(desk.page).hasURL(Pattern.compile("/desk/login"), SOON);

        var chief = Desk.of(windows, admin, Look.DESKTOP_LIGHT);
        assertThat(chief.page).hasURL(Pattern.compile("/desk/board$"), SOON);
        chief.page.navigate("/dashboard-agent");
        assertThat(chief.page.locator(".list")).isVisible();
    }

    @Test
    void S4_20_to_23_a_visitor_is_answered_live_and_the_conversation_closed(Windows windows) {
        var desk = Desk.of(windows, ayu, Look.DESKTOP_LIGHT);
        assertThat(desk.page.getByText("Belum ada percakapan untuk Anda")).isVisible();
        desk.declares("Tersedia");

        var visitor = Visitor.at(windows, office, Look.DESKTOP_LIGHT)
                .opens()
                .asks("Bambang Suryanto", "Denah lokasi saya ditolak karena tidak terbaca.");
        assertThat(desk.row("Bambang Suryanto").locator(".n")).hasText("1");
        assertThat(desk.page.getByRole(AriaRole.METER)).hasAttribute("aria-valuenow", "1");

        desk.opens("Bambang Suryanto");
        assertThat(desk.messages("in").last()).containsText("Denah lokasi saya ditolak");
        assertThat(desk.row("Bambang Suryanto").locator(".n")).isHidden();
        visitor.composer().pressSequentially("Halo");
        assertThat(desk.page.getByText("Bambang Suryanto sedang mengetik")).isVisible();

        desk.composer().pressSequentially("Selamat");
        assertThat(visitor.page.getByText("Ayu sedang mengetik")).isVisible();
        desk.says("Selamat pagi, Pak Bambang. Mohon unggah ulang dalam PDF.");
        assertThat(visitor.bubbles("in").last()).containsText("Mohon unggah ulang");
        assertThat(desk.messages("out").last()).containsText("Dibaca", SLOWLY);
        visitor.says("Baik, saya ambil ulang gambarnya.");
        assertThat(desk.messages("in").last()).containsText("saya ambil ulang");
        assertThat(visitor.bubbles("out").last()).containsText("Dibaca", SLOWLY);

        var before = desk.reads();
        desk.page.reload();
        assertThat(desk.messages("in").last()).containsText("saya ambil ulang");
        assertThat(desk.reads()).isEqualTo(before);

        desk.button("Tutup").click();
        desk.page.getByRole(AriaRole.DIALOG).getByText("Terjawab").click();
        desk.page
                .getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Tutup").setExact(true))
                .click();
        assertThat(desk.page.getByText("Percakapan sudah selesai.")).isVisible();
        assertThat(visitor.page.getByText("Terima kasih, Bambang")).isVisible();
        desk.declares("Luring");
    }

    @Test
    void a_cut_in_the_middle_of_typing_is_said_calmly_and_nothing_written_is_lost(Windows windows) {
        var visitor = Visitor.at(windows, office, Look.DESKTOP_LIGHT).opens().asks("Siti Rahmawati", "Halo");
        var session = office.onlyWaiting(admin);
        office.assign(admin, session, joko);
        var desk = Desk.of(windows, joko, Look.DESKTOP_LIGHT).opens("Siti Rahmawati");
        desk.composer().pressSequentially("Selamat siang");

        desk.page.context().setOffline(true);
        assertThat(desk.page.getByText("Menyambung kembali…")).isVisible();
        assertThat(desk.composer()).hasValue("Selamat siang");
        desk.says("Selamat siang, Bu Siti.");
        assertThat(desk.messages("out.fail").last()).containsText("Menunggu sambungan");
        desk.composer().fill("Saya periksa dulu");
        visitor.says("Masih di sana?");
        desk.page.context().setOffline(false);

        assertThat(desk.page.getByText("Tersambung lagi, 1 pesan terkirim")).isVisible();
        assertThat(desk.messages("out.fail")).hasCount(0);
        assertThat(desk.composer()).hasValue("Saya periksa dulu");
        assertThat(visitor.bubbles("in").last()).containsText("Selamat siang, Bu Siti.", SLOWLY);
        assertThat(desk.reads()).containsExactlyInAnyOrder("Halo", "Masih di sana?", "Selamat siang, Bu Siti.");
        assertThat(desk.reads()).isEqualTo(office.said(admin, session));

        desk.page.reload();
        assertThat(desk.composer()).hasValue("Saya periksa dulu");
        desk.composer().fill("");
        office.end(admin, session);
    }

    @Test
    void an_offer_counts_down_and_is_taken_with_a_key(Windows windows) {
        admin.api().patch("/api/v2/routing/policy", Map.of("offer_mode", "ask", "offer_seconds", 120)).expect(200);
        try {
            var desk = Desk.of(windows, joko, Look.DESKTOP_LIGHT).declares("Tersedia");
            Visitor.at(windows, office, Look.DESKTOP_LIGHT)
                    .opens()
                    .asks("Dewi Anggraini", "Sertifikat standar saya masih belum terverifikasi.");
            var offer = desk.page.locator("section.offer");
            assertThat(offer.getByRole(AriaRole.HEADING)).hasText("Dewi Anggraini");
            assertThat(offer.locator(".cd")).containsText("dtk");
            Windows.inspect(desk.page, "desk-offer", Look.DESKTOP_LIGHT);

            desk.page.keyboard().press("a");
            assertThat(desk.page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .hasText("Dewi Anggraini");
            assertThat(offer).hasCount(0);
            desk.says("Selamat pagi, Bu Dewi.");
            desk.declares("Luring");
        } finally {
            admin.api().patch("/api/v2/routing/policy", Map.of("offer_mode", "auto")).expect(200);
            joko.api()
                    .get("/api/v2/chat/conversations?status=active&agent_id=me")
                    .expect(200)
                    .path("items")
                    .forEach(item -> office.end(admin, item.path("id").asText()));
        }
    }

    @Test
    void two_thousand_conversations_stay_smooth(Suite suite, Windows windows) {
        var crowd = new Office(suite);
        var chief = crowd.admin("Sri Kepala");
        var door = suite.api().with("X-Company", crowd.slug());
        for (int from = 0; from < 2000; from += 40) {
            var batch = IntStream.range(from, from + 40)
                    .mapToObj(number -> door.posting(
                            "/api/public/chat/start",
                            Map.of("browser_uuid", UUID.randomUUID().toString(), "topic", "Izin " + number)))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(batch).join();
        }
        var desk = Desk.of(windows, chief, Look.DESKTOP_LIGHT);
        var page = desk.page;
        page.navigate("/desk/?tab=all");
        assertThat(page.locator(".rows a.row").first()).isVisible();
        assertThat(page.locator("#tab-all b")).hasText(Pattern.compile("[12]\\d{3}"));
        var rows = page.locator(".rows");
        Awaitility.await().atMost(PATIENCE).until(() -> {
            rows.evaluate("box => { box.scrollTop = box.scrollHeight; }");
            return ((Number) rows.evaluate("box => box.scrollHeight")).intValue() > 1900 * 60;
        });
        assertThat(page.locator(".rows a.row").count()).isLessThan(60);

        rows.evaluate("box => { box.scrollTop = 0; }");
        page.locator(".rows a.row").first().click();
        desk.button("Ambil").click();
        assertThat(desk.composer()).isVisible();
        var began = System.nanoTime();
        desk.composer().pressSequentially("Selamat pagi, ada yang bisa kami bantu hari ini?");
        long millisPerKey = (System.nanoTime() - began) / 48_000_000;
        System.out.printf("[sapa] desk: %d ms a key beside 2,000 conversations%n", millisPerKey);
        assertThat(millisPerKey).isLessThan(150);
        crowd.close();
    }

    @Test
    void every_view_is_open_to_everybody_on_every_screen(Windows windows) {
        var session = conversation("Bambang " + "Suryanto ".repeat(30), "Kata" + "panjang".repeat(80));
        for (var look : Look.ALL) {
            var page = Desk.before(windows, "/login", look).page;
            Windows.inspect(page, "desk-sign-in", look);
            var desk = new Desk(page).signsIn(admin.email(), admin.password());
            assertThat(page.locator(".kpis")).isVisible();
            Windows.inspect(page, "desk-board", look);
            for (var view : VIEWS) {
                page.navigate("/desk/" + view.path().replace("SESSION", session));
                assertThat(page.locator(view.sign()).first()).isVisible();
                Windows.inspect(page, "desk-" + view.name(), look);
            }
            assertThat(desk.page.locator("[data-theme=" + (look.dark ? "dark" : "light") + "]").first())
                    .isAttached();
            page.context().close();
        }
        office.end(admin, session);
    }

    private record View(String name, String path, String sign) {}

    private static final List<View> VIEWS = List.of(
            new View("list", "?tab=all", ".list .rows a.row"),
            new View("conversation", "c/SESSION", ".log article"),
            new View("history", "history?status=active", ".grid tbody tr"),
            new View("reports", "reports", ".metric"),
            new View("own", "settings/own", ".narrow"),
            new View("people", "settings/people", ".grid tbody tr"),
            new View("departments", "settings/departments", "h1"),
            new View("tags", "settings/tags", "h1"),
            new View("routing", "settings/routing", ".narrow"),
            new View("hours", "settings/hours", "h1"),
            new View("company", "settings/company", ".narrow"),
            new View("keys", "settings/keys", "h1"),
            new View("audit", "settings/audit", ".grid tbody tr"));

    /** One that is answered by Ayu, about something long by somebody with a long name. */
    private static String conversation(String name, String question) {
        var door = ayu.api().with("X-Company", office.slug());
        var started = door.post(
                        "/api/public/chat/start",
                        Map.of("browser_uuid", UUID.randomUUID().toString(), "topic", "Perizinan Usaha"))
                .expect(201);
        var session = started.path("session_id").asText();
        var visitor = door.bearer(started.path("session_token").asText());
        visitor.post("/api/v2/chat/conversations/" + session + "/messages", Map.of("text", question))
                .expect(201);
        visitor.put(
                        "/api/v2/chat/conversations/" + session + "/contact",
                        Map.of("name", name.substring(0, Math.min(name.length(), 255)).strip(), "email", "b@contoh.id"))
                .expect(200);
        office.assign(admin, session, ayu);
        office.say(ayu, session, "Selamat pagi. Mohon unggah ulang: https://oss.example/panduan");
        return session;
    }
}
