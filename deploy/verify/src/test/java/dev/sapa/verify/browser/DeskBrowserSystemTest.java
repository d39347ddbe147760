package dev.sapa.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PageAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.sapa.verify.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Agents and a supervisor before the desk, visitors before the widget; whoever is not looked at acts over the API. */
@Order(5)
@ExtendWith(BrowserExtension.class)
class DeskBrowserSystemTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final LocatorAssertions.ContainsTextOptions SLOWLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
    private static final PageAssertions.HasURLOptions SOON = new PageAssertions.HasURLOptions().setTimeout(20_000);
    private static final Look DESK = Look.DESKTOP_LIGHT;

    private static Suite suite;
    private static Office office;
    private static Office.Clerk admin;
    private static Office.Clerk rina;
    private static Office.Clerk ayu;
    private static Office.Clerk joko;

    @BeforeAll
    static void open_the_office(Suite running) {
        suite = running;
        office = new Office(suite);
        admin = office.admin("Hendra Saputra");
        rina = office.supervisor("Rina Kusuma");
        ayu = office.agent("Ayu Lestari");
        joko = office.agent("Joko Prasetyo");
    }

    @AfterAll
    static void close_the_office() {
        office.close();
    }

    @AfterEach
    void leave_nobody_behind() {
        office.declare(ayu, "offline");
        office.declare(joko, "offline");
        office.clear(admin);
    }

    @Test
    void S4_19_signing_in_leads_each_role_home_and_says_kindly_what_was_wrong(Windows windows) {
        var desk = Desk.before(windows, "/login", DESK);
        desk.signsIn(ayu.email(), "salah");
        assertThat(desk.page.getByRole(AriaRole.ALERT)).containsText("Email atau password salah");
        assertThat(desk.field("Email atau nama pengguna")).hasValue(ayu.email());

        desk.signsIn(ayu.email(), ayu.password());
        assertThat(desk.page).hasURL(Pattern.compile("/desk/?$"), SOON);
        assertThat((String) desk.page.evaluate("JSON.parse(localStorage['auth-storage']).state.token"))
                .contains(".");
        desk.page.navigate("/dashboard-admin");
        assertThat(desk.page).hasURL(Pattern.compile("/desk/login"), SOON);

        var chief = Desk.of(windows, admin, DESK);
        assertThat(chief.page).hasURL(Pattern.compile("/desk/board$"), SOON);
        chief.page.navigate("/dashboard-agent");
        assertThat(chief.page.locator(".list")).isVisible();
    }

    @Test
    void S4_20_the_list_says_when_it_is_empty_counts_what_is_unread_and_finds_by_name(Windows windows) {
        var desk = Desk.of(windows, ayu, DESK);
        assertThat(desk.page.locator(".list .empty")).containsText("Belum ada percakapan untuk Anda");
        desk.goes("?tab=waiting");
        assertThat(desk.page.locator(".list .empty")).containsText("Tidak ada yang menunggu");
        desk.goes("");

        var budi = given("Budi Santoso", "Bagaimana cara mengubah alamat usaha?", ayu);
        var wati = given("Wati Lestari", "Apakah NIB saya sudah terbit?", ayu);
        wati.says("Saya menunggu sejak Senin.");
        assertThat(desk.row("Budi Santoso").locator(".n")).hasText("1");
        assertThat(desk.row("Wati Lestari").locator(".n")).hasText("2");
        assertThat(desk.tab("Milik saya 2")).isVisible();
        assertThat(desk.page.getByRole(AriaRole.METER)).hasAttribute("aria-valuenow", "2");

        desk.opens("Wati Lestari");
        assertThat(desk.row("Wati Lestari").locator(".n")).isHidden();
        budi.says("Alamatnya pindah ke Bogor.");
        assertThat(desk.row("Budi Santoso").locator(".n")).hasText("2");
        assertThat(desk.title()).hasText("Wati Lestari");
        assertThat(desk.row("Wati Lestari")).hasAttribute("aria-current", "true");

        desk.page.getByLabel("Cari chat").fill("Bud San");
        assertThat(desk.page.locator(".found")).containsText("Budi Santoso");
        assertThat(desk.row("Wati Lestari")).isHidden();
        Awaitility.await().atMost(PATIENCE).until(() -> !ayu.api()
                .get("/api/v2/chat/search/messages?q=Bogor")
                .expect(200)
                .path("items")
                .isEmpty());
        desk.page.getByLabel("Cari chat").fill("Bogor");
        assertThat(desk.page.locator(".found mark"))
                .hasText("Bogor", new LocatorAssertions.HasTextOptions().setTimeout(20_000));
        desk.page.getByLabel("Cari chat").fill("tidak ada begini");
        assertThat(desk.page.locator(".list .empty")).containsText("Tidak ditemukan");
    }

    @Test
    void S4_21_what_is_sent_stands_there_at_once_and_is_ticked_when_it_is_read(Windows windows) {
        var visitor = Visitor.at(windows, office, DESK).opens().asks("Sari Dewi", "Halo");
        var session = office.onlyWaiting(admin);
        office.assign(admin, session, ayu);
        var desk = Desk.of(windows, ayu, DESK).opens("Sari Dewi");

        desk.composer().pressSequentially("Selamat pagi");
        assertThat(visitor.page.getByText("Ayu sedang mengetik")).isVisible();
        desk.composer().press("Shift+Enter");
        desk.composer().pressSequentially("Ada yang bisa kami bantu?");
        assertThat(desk.composer()).hasValue("Selamat pagi\nAda yang bisa kami bantu?");
        desk.composer().press("Enter");
        assertThat(desk.messages("out").last()).containsText("Ada yang bisa kami bantu?");
        assertThat(visitor.bubbles("in").last()).containsText("Ada yang bisa kami bantu?");
        assertThat(desk.messages("out").last()).containsText("Dibaca", SLOWLY);

        visitor.composer().pressSequentially("Saya");
        assertThat(desk.page.getByText("Sari Dewi sedang mengetik")).isVisible();
        visitor.says("Saya ingin mengurus NIB");
        assertThat(desk.messages("in").last()).containsText("Saya ingin mengurus NIB");
        assertThat(desk.page.getByText("Sari Dewi sedang mengetik")).isHidden();
        assertThat(visitor.bubbles("out").last()).containsText("Dibaca", SLOWLY);

        visitor.page.context().setOffline(true);
        desk.says("Baik, mohon ditunggu.");
        assertThat(desk.messages("out").last()).containsText("Terkirim");
        visitor.page.context().setOffline(false);
        assertThat(visitor.bubbles("in").last()).containsText("mohon ditunggu", SLOWLY);
        assertThat(desk.messages("out").last()).containsText("Dibaca", SLOWLY);
    }

    @Test
    void S4_22_the_assistant_is_taken_over_paused_and_given_the_word_back(Windows windows) {
        var caller = given("Agus Wibowo", "Berapa lama prosesnya?", ayu);
        admin.api()
                .put("/api/v2/chat/conversations/" + caller.session() + "/responder", Map.of("responder", "bot"))
                .expect(200);
        var desk = Desk.of(windows, rina, DESK).goes("c/" + caller.session());
        assertThat(desk.page.locator(".chead")).containsText("Asisten yang menjawab");
        assertThat(desk.page.locator(".barred")).containsText("Assign ke agent untuk membalas");

        desk.chooses("Jeda asisten");
        assertThat(desk.page.locator(".chead")).containsText("Dijeda");
        assertThat(desk.page.locator(".barred")).containsText("Chat sedang di-pause");
        desk.button("Lanjutkan asisten").click();
        assertThat(desk.page.locator(".chead")).containsText("Asisten yang menjawab");

        desk.button("Ambil alih").click();
        assertThat(desk.page.locator(".chead")).containsText("Anda yang menjawab");
        desk.says("Paling lama tiga hari kerja.");
        assertThat(desk.messages("out").last()).containsText("Terkirim");
        assertThat(office.said(admin, caller.session())).endsWith("Paling lama tiga hari kerja.");
    }

    @Test
    void S4_23_the_panel_tells_who_the_visitor_is_and_takes_tags_and_leaving_the_page_takes_back_no_close(
            Windows windows) {
        var caller = given("Maria Simbolon", "Pajak reklame", ayu);
        caller.api()
                .put(
                        "/api/v2/chat/conversations/" + caller.session() + "/contact",
                        Map.of(
                                "name", "Maria Simbolon",
                                "email", "maria@contoh.id",
                                "phone", "0812-0000-4821",
                                "company_name", "CV Kayu Manis"))
                .expect(200);
        var desk = Desk.of(windows, ayu, DESK).opens("Maria Simbolon");
        var panel = desk.page.locator("aside.panel");
        assertThat(panel).containsText("maria@contoh.id");
        assertThat(panel).containsText("0812-0000-4821");
        assertThat(panel).containsText("CV Kayu Manis");
        assertThat(panel).containsText("Ini percakapan pertama");

        panel.locator(".tags .add").click();
        desk.page.getByPlaceholder("Cari").last().fill("Mendesak");
        desk.page.keyboard().press("Enter");
        assertThat(panel.locator(".tags")).containsText("Mendesak");
        desk.page.reload();
        assertThat(panel.locator(".tags")).containsText("Mendesak");
        desk.button("Hapus tag Mendesak").click();
        assertThat(panel.locator(".tags")).not().containsText("Mendesak");

        desk.button("Tutup").click();
        desk.dialog()
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Tutup").setExact(true))
                .click();
        assertThat(desk.page.getByText("Ditutup dalam 5 detik")).isVisible();
        desk.page.reload();
        assertThat(desk.page.getByText("Percakapan sudah selesai.")).isVisible();
    }

    @Test
    void two_agents_and_a_supervisor_help_three_visitors_and_nothing_gets_mixed_up(Windows windows) {
        var desk = Desk.of(windows, ayu, DESK).declares("Tersedia");
        var board = Desk.of(windows, rina, DESK);
        var bambang = Visitor.at(windows, office, DESK)
                .opens()
                .asks("Bambang Suryanto", "Denah lokasi saya ditolak karena tidak terbaca.");
        assertThat(desk.row("Bambang Suryanto")).isVisible();
        var second = Desk.of(windows, joko, DESK).declares("Tersedia");
        var siti = Visitor.at(windows, office, DESK)
                .opens()
                .asks("Siti Rahmawati", "Sudah saya bayar, tetapi belum lunas.");
        assertThat(second.row("Siti Rahmawati")).isVisible();
        var dewi = Visitor.at(windows, office, Look.PHONE_LIGHT)
                .opens()
                .asks("Dewi Anggraini", "Apakah izin saya sudah terbit?");
        assertThat(board.page.locator(".kpis > div").nth(3).locator(".big")).containsText("3", SLOWLY);

        desk.opens("Bambang Suryanto")
                .says("Selamat pagi, Pak Bambang. Mohon unggah ulang dalam PDF, minimal 300 dpi.");
        second.opens("Siti Rahmawati").says("Selamat pagi, Bu Siti. Boleh saya minta nomor pembayarannya?");
        bambang.says("Apakah harus dari notaris, atau boleh saya buat sendiri?");
        siti.says("Nomornya 4711.");
        assertThat(desk.messages("in").last()).containsText("notaris");
        assertThat(second.messages("in").last()).containsText("4711");
        desk.tab("Catatan internal").click();
        desk.composer().pressSequentially("Lokasi ini di zona campuran, lihat surat edaran daerah. @pra");
        assertThat(desk.page.getByRole(AriaRole.LISTBOX)).containsText("@Joko Prasetyo");
        desk.page.keyboard().press("Enter");
        desk.button("Simpan catatan").click();
        assertThat(desk.messages("note").last().locator(".mention")).hasText("@Joko Prasetyo");
        assertThat(second.page.getByText("Ayu Lestari menyebut Anda dalam catatan"))
                .isVisible();
        desk.tab("Balasan").click();
        desk.composer().pressSequentially("Boleh dibuat sendiri, Pak");
        Windows.portray(desk.page, "desk");
        Windows.portray(bambang.page, "widget");
        desk.says("Boleh dibuat sendiri, Pak.");

        desk.button("Alihkan").click();
        desk.dialog().getByText("Ke petugas").click();
        desk.dialog().getByRole(AriaRole.COMBOBOX).click();
        desk.page.getByRole(AriaRole.OPTION).getByText("Joko Prasetyo").click();
        desk.dialog().getByLabel("Apa yang perlu diketahui penerima?").fill("Denah sudah diterangkan.");
        desk.dialog()
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Alihkan").setExact(true))
                .click();
        assertThat(desk.page.locator(".chead")).containsText("Joko Prasetyo yang menjawab");
        second.opens("Bambang Suryanto");
        assertThat(second.page.locator(".handed")).containsText("Denah sudah diterangkan.");
        assertThat(second.page.locator(".mention.me")).hasText("@Joko Prasetyo");
        second.says("Saya Joko, saya lanjutkan.");
        assertThat(bambang.bubbles("in").last()).containsText("Saya Joko");

        var session = second.page.url().replaceAll(".*/c/([^?]+).*", "$1");
        board.goes("c/" + session);
        assertThat(board.page.locator(".chead")).containsText("Anda mengamati");
        assertThat(board.messages("out").last()).containsText("Saya Joko");
        for (var visitor : List.of(bambang, siti, dewi)) {
            assertThat(visitor.page.content()).doesNotContain("zona campuran").doesNotContain("sudah diterangkan");
        }
        second.closes();
        assertThat(bambang.page.getByText("Terima kasih, Bambang")).isVisible();
        assertThat(second.reads()).isEqualTo(office.said(admin, session)).isEqualTo(bambang.reads());
        assertThat(siti.reads()).noneMatch(text -> text.contains("notaris"));
        assertThat(dewi.reads()).first().isEqualTo("Apakah izin saya sudah terbit?");
    }

    @Test
    void an_offer_counts_down_and_is_declined_with_a_reason_or_taken_with_a_key(Windows windows) {
        admin.api()
                .patch("/api/v2/routing/policy", Map.of("offer_mode", "ask", "offer_seconds", 120))
                .expect(200);
        try {
            var desk = Desk.of(windows, joko, DESK).declares("Tersedia");
            var next = Desk.of(windows, ayu, DESK);
            calls("Dewi Anggraini", "Sertifikat standar saya masih belum terverifikasi.");
            var offer = desk.page.locator("section.offer");
            assertThat(offer.locator("h3")).hasText("Dewi Anggraini");
            var before = seconds(offer);
            Awaitility.await().atMost(PATIENCE).until(() -> seconds(offer) < before);
            Windows.inspect(desk.page, "desk-offer", DESK);

            next.declares("Tersedia");
            desk.page.keyboard().press("d");
            desk.page
                    .getByRole(AriaRole.MENUITEM)
                    .getByText("Bukan bidang saya")
                    .click();
            assertThat(offer).hasCount(0);
            var passedOn = next.page.locator("section.offer");
            assertThat(passedOn.locator("h3")).hasText("Dewi Anggraini");
            next.page.keyboard().press("a");
            assertThat(next.title()).hasText("Dewi Anggraini");
            assertThat(passedOn).hasCount(0);
            next.says("Selamat pagi, Bu Dewi.");
            assertThat(next.messages("out").last()).containsText("Terkirim");
        } finally {
            admin.api()
                    .patch("/api/v2/routing/policy", Map.of("offer_mode", "auto"))
                    .expect(200);
        }
    }

    @Test
    void a_cut_in_the_middle_of_typing_is_said_calmly_and_nothing_written_is_lost(Windows windows) {
        var visitor = Visitor.at(windows, office, DESK).opens().asks("Nur Hidayah", "Halo");
        var session = office.onlyWaiting(admin);
        office.assign(admin, session, joko);
        var desk = Desk.of(windows, joko, DESK).opens("Nur Hidayah");
        desk.composer().pressSequentially("Selamat siang");

        desk.page.context().setOffline(true);
        assertThat(desk.page.getByText("Menyambung kembali…")).isVisible();
        assertThat(desk.composer()).hasValue("Selamat siang");
        desk.says("Selamat siang, Bu Nur.");
        assertThat(desk.messages("out.fail").last()).containsText("Menunggu sambungan");
        Windows.inspect(desk.page, "desk-offline", DESK);
        desk.composer().fill("Saya periksa dulu");
        visitor.says("Masih di sana?");
        desk.page.context().setOffline(false);

        assertThat(desk.page.locator(".banner.good")).containsText("Tersambung lagi, 1 pesan terkirim", SLOWLY);
        assertThat(desk.messages("out.fail")).hasCount(0);
        assertThat(desk.composer()).hasValue("Saya periksa dulu");
        assertThat(visitor.bubbles("in").last()).containsText("Selamat siang, Bu Nur.", SLOWLY);
        assertThat(desk.reads()).containsExactlyInAnyOrder("Halo", "Masih di sana?", "Selamat siang, Bu Nur.");
        assertThat(desk.reads()).isEqualTo(office.said(admin, session));

        desk.page.reload();
        assertThat(desk.composer()).hasValue("Saya periksa dulu");
        desk.composer().fill("");
    }

    @Test
    void a_gateway_killed_while_an_agent_writes_loses_and_doubles_none(Windows windows) {
        var caller = given("Rina Wulandari", "Nomor 0", ayu);
        var desk = Desk.of(windows, ayu, DESK).opens("Rina Wulandari");
        var said = new ArrayList<>(List.of("Nomor 0"));
        var gateway = suite.member("gateway");

        IntStream.rangeClosed(1, 12).mapToObj(number -> "Nomor " + number).forEach(text -> {
            desk.says(text);
            said.add(text);
            if (text.equals("Nomor 4")) {
                suite.kill(gateway);
            }
        });
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> suite.isRestarted(gateway) && suite.isHealthy());

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(office.said(admin, caller.session()))
                .isEqualTo(said));
        assertThat(desk.messages("out.fail")).hasCount(0);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(desk.reads())
                .isEqualTo(said));
    }

    @Test
    void whoever_has_read_the_readme_serves_a_citizen_within_two_minutes(Windows windows) {
        var name = "Citra " + UUID.randomUUID().toString().substring(0, 8);
        var began = System.nanoTime();
        var desk = Desk.before(windows, "/desk", DESK)
                .signsIn("agent1@livechat.com", "password")
                .declares("Tersedia");
        var citizen = new Visitor(windows.open("/demo", DESK)).opens().asks(name, "Bagaimana mengurus NIB?");
        desk.opens(name).says("Selamat pagi, Bu Citra. Boleh, saya bantu.");
        assertThat(citizen.bubbles("in").last()).containsText("saya bantu");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(2));
        desk.closes().declares("Luring");
    }

    private static int seconds(Locator offer) {
        return Integer.parseInt(offer.locator(".cd").innerText().replaceAll("\\D", ""));
    }

    private static Caller calls(String name, String question) {
        return office.calls(name, question);
    }

    private static Caller given(String name, String question, Office.Clerk agent) {
        return office.given(admin, name, question, agent);
    }
}
