package dev.sapa.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.sapa.verify.suite.Suite;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The visitor's chat on the portal's page, answered over the API. */
@Order(4)
@ExtendWith(BrowserExtension.class)
class WidgetSystemTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final LocatorAssertions.ContainsTextOptions SLOWLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
    private static final LocatorAssertions.HasTextOptions SOON =
            new LocatorAssertions.HasTextOptions().setTimeout(20_000);
    private static final int GZIP_AT_MOST = 30 * 1024;

    private static Office office;
    private static Office.Clerk admin;
    private static Office.Clerk ayu;

    @BeforeAll
    static void open_the_office(Suite suite) {
        office = new Office(suite);
        admin = office.admin("Sri Kepala");
        ayu = office.agent("Ayu Lestari");
    }

    @AfterAll
    static void close_the_office() {
        office.close();
    }

    @AfterEach
    void leave_nobody_waiting() {
        office.declare(ayu, "offline");
        office.clear(admin);
    }

    @Test
    void a_visitor_is_helped_from_the_first_question_to_the_stars(Windows windows) {
        var visitor = Visitor.at(windows, office, Look.DESKTOP_LIGHT)
                .opens()
                .asks("Bambang Susilo", "Denah lokasi saya ditolak karena tidak terbaca.");
        var session = office.onlyWaiting(admin);
        var page = visitor.page;

        try (var socket = office.socket(ayu)) {
            office.assign(admin, session, ayu);
            assertThat(page.locator("h2")).hasText("Ayu Lestari");
            socket.send("join_session", session, Map.of("after_seq", 0)).await("joined_session");

            socket.send("agent_typing", session, Map.of("is_typing", true));
            assertThat(page.getByText("Ayu sedang mengetik")).isVisible();
            office.say(ayu, session, "Selamat pagi, Pak Bambang. Mohon unggah ulang dalam PDF.");
            assertThat(visitor.bubbles("in").last()).containsText("Mohon unggah ulang");
            assertThat(page.getByText("Ayu sedang mengetik")).isHidden();
            assertThat(page.getByText("Ayu bergabung")).isVisible();

            visitor.composer().pressSequentially("Baik");
            socket.await("typing", data -> data.path("is_typing").asBoolean());
            visitor.says("Baik, saya ambil ulang gambarnya.");
            socket.await(
                    "new_message", data -> data.path("message").asText().equals("Baik, saya ambil ulang gambarnya."));
            socket.send("read", session, Map.of("seq", 3));
            assertThat(visitor.bubbles("out").last()).containsText("Dibaca");

            page.locator("input[type=file]")
                    .setInputFiles(new FilePayload(
                            "denah-lokasi.pdf",
                            "application/pdf",
                            "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF".getBytes(StandardCharsets.US_ASCII)));
            assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Unduh denah-lokasi.pdf")))
                    .isVisible();
            socket.await(
                    "new_message",
                    data -> data.at("/attachments/0/name").asText().equals("denah-lokasi.pdf"));
        }

        var before = visitor.reads();
        page.reload();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        assertThat(visitor.bubbles("out").last()).containsText("denah-lokasi.pdf");
        assertThat(visitor.reads()).isEqualTo(before);
        assertThat(visitor.bubbles("out").first()).containsText("Dibaca");

        office.end(ayu, session);
        assertThat(page.getByText("Terima kasih, Bambang")).isVisible();
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("4 dari 5 · Baik"))
                .check(new Locator.CheckOptions().setForce(true));
        visitor.field("Ada yang bisa kami perbaiki?").fill("Cepat sekali");
        visitor.button("Kirim penilaian").click();
        assertThat(page.getByRole(AriaRole.DIALOG).getByText("Penilaian Anda kami terima"))
                .isVisible();
        var rated = admin.api().get("/api/v2/chat/conversations/" + session).expect(200);
        assertThat(rated.path("rating").asInt()).isEqualTo(4);
        assertThat(rated.path("feedback").asText()).isEqualTo("Cepat sekali");

        var download =
                page.waitForDownload(() -> visitor.button("Unduh percakapan").click());
        assertThat(download.path()).content().contains("Baik, saya ambil ulang gambarnya.");
        visitor.button("Mulai lagi").click();
        assertThat(visitor.button("Mulai percakapan")).isVisible();
    }

    @Test
    void who_waits_is_told_its_place_and_never_an_invented_minute(Windows windows) {
        try (var socket = office.socket(ayu)) {
            socket.send("ping", "", Map.of()).await("pong");
            admin.api()
                    .patch("/api/v2/routing/agents/" + ayu.id(), Map.of("capacity", 1))
                    .expect(200);
            office.declare(ayu, "online");
            var helped = Visitor.at(windows, office, Look.DESKTOP_LIGHT).opens().asks("Budi", "Pertanyaan pertama");
            assertThat(helped.page.locator("h2")).hasText("Ayu Lestari", SOON);
            var next = Visitor.at(windows, office, Look.DESKTOP_LIGHT).opens().asks("Wati", "Pertanyaan kedua");
            var last = Visitor.at(windows, office, Look.DESKTOP_LIGHT).opens().asks("Tono", "Pertanyaan ketiga");

            assertThat(last.page.locator(".qcard")).containsText("1 orang di depan Anda", SLOWLY);
            assertThat(last.page.locator(".pos")).hasText("2");
            assertThat(next.page.locator(".qcard")).containsText("Anda berikutnya", SLOWLY);
            assertThat(next.page.locator(".est"))
                    .hasText(Pattern.compile("Lama menunggu belum diketahui.*|Perkiraan .* menit"));
            Windows.inspect(last.page, "widget-queue", Look.DESKTOP_LIGHT);

            next.button("Keluar antrean").click();
            next.page.locator(".ask .danger").click();
            assertThat(next.page.getByText("Terima kasih, Wati")).isVisible();
            assertThat(last.page.locator(".qcard")).containsText("Anda berikutnya", SLOWLY);
        }
    }

    @Test
    void where_nobody_is_there_a_message_is_left_and_a_ticket_is_given(Windows windows) {
        var visitor = Visitor.at(windows, office, Look.PHONE_LIGHT).opens().asks("Dewi", "Kapan izin saya terbit?");
        var page = visitor.page;

        assertThat(page.locator(".qcard")).containsText("Belum ada petugas yang tersedia");
        page.locator(".qcard button").click();
        visitor.field("Surel Anda").fill("bukan surel");
        visitor.button("Kirim pesan").click();
        assertThat(page.getByText("Mohon isi alamat surel yang benar")).isVisible();
        visitor.field("Surel Anda").fill("dewi@contoh.id");
        visitor.field("Pesan Anda").fill("Nomor permohonan saya 4711.");
        Windows.inspect(page, "widget-leave", Look.PHONE_LIGHT);
        visitor.button("Kirim pesan").click();

        var session = office.onlyWaiting(admin);
        var number = admin.api()
                .get("/api/v2/chat/conversations/" + session)
                .expect(200)
                .path("number")
                .asText();
        assertThat(page.locator(".qcard")).containsText("Nomor tiket Anda " + number);
        assertThat(office.said(admin, session))
                .containsExactly("Kapan izin saya terbit?", "Nomor permohonan saya 4711.");
        office.end(admin, session);
    }

    @Test
    void a_cut_in_the_middle_of_typing_is_said_and_nothing_written_is_lost(Windows windows) {
        var visitor = Visitor.at(windows, office, Look.DESKTOP_LIGHT).opens().asks("Joko", "Halo");
        var session = office.onlyWaiting(admin);
        office.assign(admin, session, ayu);
        office.say(ayu, session, "Selamat pagi");
        assertThat(visitor.bubbles("in").last()).containsText("Selamat pagi");
        visitor.composer().pressSequentially("Apakah harus dari");

        visitor.page.context().setOffline(true);
        assertThat(visitor.page.locator(".net")).containsText("Tidak ada sambungan.");
        visitor.composer().pressSequentially(" notaris?");
        visitor.says("Apakah harus dari notaris?");
        visitor.says("Atau boleh saya buat sendiri?");
        assertThat(visitor.bubbles("out.q")).hasCount(2);
        assertThat(visitor.bubbles("out.q").last()).containsText("Menunggu sambungan");
        Windows.inspect(visitor.page, "widget-offline", Look.DESKTOP_LIGHT);
        office.say(ayu, session, "Boleh dibuat sendiri.");
        visitor.page.context().setOffline(false);

        assertThat(visitor.page.locator(".net")).containsText("2 pesan terkirim", SLOWLY);
        assertThat(visitor.bubbles("out.q")).hasCount(0);
        assertThat(visitor.page.locator(".net")).isHidden();
        var said = List.of(
                "Halo",
                "Selamat pagi",
                "Boleh dibuat sendiri.",
                "Apakah harus dari notaris?",
                "Atau boleh saya buat sendiri?");
        assertThat(visitor.reads()).isEqualTo(said);
        assertThat(office.said(admin, session)).isEqualTo(said);
        office.end(ayu, session);
    }

    @Test
    void a_gateway_killed_while_messages_are_sent_loses_and_doubles_none(Suite suite, Windows windows) {
        var visitor = Visitor.at(windows, office, Look.DESKTOP_LIGHT).opens().asks("Rina", "Nomor 0");
        var session = office.onlyWaiting(admin);
        office.assign(admin, session, ayu);
        var said = new ArrayList<>(List.of("Nomor 0"));
        var gateway = suite.member("gateway");

        IntStream.rangeClosed(1, 12).mapToObj(number -> "Nomor " + number).forEach(text -> {
            visitor.says(text);
            said.add(text);
            if (text.equals("Nomor 4")) {
                suite.kill(gateway);
            }
        });
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> suite.isRestarted(gateway) && suite.isHealthy());

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(office.said(admin, session))
                .isEqualTo(said));
        assertThat(visitor.bubbles("out.q")).hasCount(0);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(visitor.reads())
                .isEqualTo(said));
        office.end(ayu, session);
    }

    @Test
    void what_came_while_the_visitor_was_away_is_marked(Windows windows) {
        var visitor = Visitor.at(windows, office, Look.DESKTOP_LIGHT).opens().asks("Sari", "Saya tunggu kabarnya");
        var session = office.onlyWaiting(admin);
        office.assign(admin, session, ayu);
        office.say(ayu, session, "Sebentar, saya periksa.");
        assertThat(visitor.bubbles("in").last()).containsText("saya periksa");
        visitor.button("Kecilkan").click();
        office.say(ayu, session, "Berkas sudah terbaca jelas.");
        assertThat(visitor.page.locator(".teaser")).containsText("Berkas sudah terbaca jelas.");
        Windows.inspect(visitor.page, "widget-launcher", Look.DESKTOP_LIGHT);

        visitor.page.navigate("/demo?company=" + office.slug() + "&halaman=2");
        visitor.page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Tanya petugas 1 pesan baru"))
                .click();
        assertThat(visitor.page.locator(".unread")).hasText("Pesan saat Anda pergi");
        assertThat(visitor.reads())
                .containsExactly("Saya tunggu kabarnya", "Sebentar, saya periksa.", "Berkas sudah terbaca jelas.");
        office.end(ayu, session);
    }

    @Test
    void the_keyboard_is_enough(Windows windows) {
        var page = windows.open("/demo?company=" + office.slug(), Look.DESKTOP_LIGHT);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Tanya petugas"))
                .focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("h2")).isFocused();
        page.getByRole(AriaRole.RADIO).first().focus();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Tab");
        page.keyboard().type("Budi");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.getByText("Mohon isi pesan")).isVisible();
        page.keyboard().type("Halo");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        var visitor = new Visitor(page);
        assertThat(visitor.composer()).isFocused();
        page.keyboard().type("Ini saya");
        page.keyboard().press("Enter");
        assertThat(visitor.bubbles("out")).hasCount(2);
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Tanya petugas")))
                .isFocused();
        var session = office.onlyWaiting(admin);
        assertThat(admin.api()
                        .get("/api/v2/chat/conversations/" + session)
                        .expect(200)
                        .path("topic")
                        .asText())
                .isEqualTo("Perpanjangan izin");
        office.end(admin, session);
    }

    @Test
    void every_view_is_open_to_everybody_on_every_screen(Windows windows) {
        for (var look : Look.ALL) {
            var visitor = Visitor.at(windows, office, look);
            var page = visitor.page;
            Windows.inspect(page, "widget-portal", look);
            visitor.opens();
            Windows.inspect(page, "widget-start", look);
            visitor.button("Mulai percakapan").click();
            assertThat(page.getByText("Mohon isi nama Anda.")).isVisible();
            Windows.inspect(page, "widget-mistakes", look);
            visitor.asks("Bambang", "Denah lokasi saya ditolak karena tidak terbaca.");
            assertThat(page.locator(".qcard")).containsText("Belum ada petugas");
            Windows.inspect(page, "widget-waiting", look);

            var session = office.onlyWaiting(admin);
            office.assign(admin, session, ayu);
            office.say(ayu, session, "Selamat pagi, Pak Bambang. Berkas denahnya 84 KB, jadi gambarnya pecah.");
            office.say(ayu, session, "Mohon unggah ulang dalam PDF, minimal 300 dpi: https://oss.example/panduan");
            visitor.says("Apakah harus dari notaris, atau boleh saya buat sendiri?");
            visitor.says("Kata" + "panjang".repeat(60));
            office.say(ayu, session, "Boleh dibuat sendiri, Pak.");
            assertThat(visitor.bubbles("in").last()).containsText("Boleh dibuat sendiri");
            Windows.inspect(page, "widget-chat", look);
            visitor.button("Menu").click();
            Windows.inspect(page, "widget-menu", look);
            page.locator(".menu button").last().click();
            Windows.inspect(page, "widget-ending", look);
            page.locator(".ask .danger").click();
            assertThat(page.getByText("Terima kasih, Bambang")).isVisible();
            page.locator(".stars label").nth(3).click();
            Windows.inspect(page, "widget-stars", look);
            page.context().close();
        }
    }

    @Test
    void the_widget_weighs_no_more_than_thirty_kilobytes_and_the_page_is_there_at_once(Suite suite, Windows windows)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(suite.base().resolve("/widget/sapa-chat.js"))
                .header("Accept-Encoding", "gzip")
                .build();
        var widget = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        assertThat(widget.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(widget.body().length).isLessThanOrEqualTo(GZIP_AT_MOST);

        var page = windows.open("/demo?company=" + office.slug(), Look.DESKTOP_LIGHT);
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Tanya petugas")))
                .isVisible();
        var first = FirstLoad.of(page, suite.base());
        System.out.printf(
                "[sapa] widget: %.1f KB gzip; portal first painted after %.0f ms%n",
                widget.body().length / 1000.0, first.paintMillis());
    }
}
