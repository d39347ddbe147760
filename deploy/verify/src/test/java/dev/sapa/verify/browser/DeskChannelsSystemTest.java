package dev.sapa.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.sapa.verify.suite.CloudApi;
import dev.sapa.verify.suite.Ledgers;
import dev.sapa.verify.suite.Suite;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Channels before the desk: an administrator sets up accounts and a bot, an agent sees what becomes of its words. */
@Order(5)
@ExtendWith(BrowserExtension.class)
class DeskChannelsSystemTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final LocatorAssertions.ContainsTextOptions SLOWLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
    private static final String CHANNELS = "/api/v2/chat/channels";
    private static final int NOT_DELIVERABLE = 131026;
    private static final Look DESK = Look.DESKTOP_LIGHT;

    private static Suite suite;
    private static Office office;
    private static Office.Clerk admin;
    private static Office.Clerk ayu;

    @BeforeAll
    static void open_the_office(Suite running) {
        suite = running;
        office = new Office(suite);
        admin = office.admin("Hendra Saputra");
        ayu = office.agent("Ayu Lestari");
    }

    @AfterAll
    static void close_the_office() {
        office.close();
    }

    @Test
    void an_administrator_sets_up_a_number_whose_secrets_are_never_shown_again(Windows windows) {
        try (var whatsApp = new CloudApi(suite)) {
            var desk = Desk.of(windows, admin, DESK).goes("settings/channels");
            desk.page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            assertThat(desk.page.getByText("Belum ada akun")).isVisible();
            desk.button("Tambah").click();
            desk.dialog().getByText("Simpan").click();
            assertThat(desk.dialog().getByText("Wajib diisi")).hasCount(5);

            desk.field("Nama").fill("WhatsApp Perizinan");
            desk.field("Phone number ID").fill("bukan angka");
            secret(desk, "Token akses").fill("EAAG-sangat-rahasia");
            secret(desk, "App secret").fill("app-sangat-rahasia");
            desk.button("Buatkan: Verify token").click();
            assertThat(desk.field("Verify token")).hasValue(Pattern.compile("[\\w-]{32}"));
            desk.dialog().getByText("Pengaturan lanjutan").click();
            desk.field("Alamat layanan").fill(whatsApp.address());
            desk.dialog().getByText("Simpan").click();
            assertThat(desk.dialog().getByText("Satu isian ditolak")).isVisible();
            assertThat(desk.dialog().getByText("Isian ini tidak dapat dipakai")).hasCount(1);

            desk.field("Phone number ID").fill(whatsApp.number());
            desk.dialog().getByText("Simpan").click();
            var card = desk.page.locator(".account");
            assertThat(card).containsText("WhatsApp Perizinan");
            assertThat(card).containsText("Token akses, App secret, Verify token");
            assertThat(card).containsText("isi alamat webhook di atas sebagai callback URL");
            assertThat(desk.page.content()).doesNotContain("sangat-rahasia");
            var stored = only(admin.api().get(CHANNELS).expect(200));
            card.getByText("Salin").click();
            assertThat(desk.page.getByText("Disalin")).isVisible();
            assertThat((String) desk.page.evaluate("navigator.clipboard.readText()"))
                    .isEqualTo(stored.path("webhook_url").asText());

            desk.button("Ubah WhatsApp Perizinan").click();
            assertThat(secret(desk, "Token akses")).hasValue("");
            desk.field("Nama").fill("WhatsApp Umum");
            desk.dialog().getByText("Simpan").click();
            assertThat(card).containsText("WhatsApp Umum");
            assertThat(only(admin.api().get(CHANNELS).expect(200)).path("secrets_set"))
                    .hasSize(3);

            desk.button("Hapus WhatsApp Umum").click();
            desk.dialog()
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Hapus"))
                    .click();
            assertThat(desk.page.getByText("Belum ada akun")).isVisible();
        }
    }

    @Test
    void what_telegram_refuses_is_told_beside_the_account(Windows windows) {
        try (var nobody = new CloudApi(suite)) {
            var id = admin.api()
                    .post(
                            CHANNELS,
                            Map.of(
                                    "channel",
                                    "telegram",
                                    "name",
                                    "Telegram",
                                    "settings",
                                    Map.of("base_url", nobody.address()),
                                    "secrets",
                                    Map.of(
                                            "bot_token",
                                            nobody.number() + ":AAE-a-token-of-thirty-characters",
                                            "webhook_secret",
                                            "sixteen-or-more-letters")))
                    .expect(201)
                    .path("id")
                    .asText();
            var desk = Desk.of(windows, admin, DESK).goes("settings/channels");
            desk.button("Daftarkan ke Telegram, Telegram").click();
            assertThat(desk.page.locator(".account").getByRole(AriaRole.ALERT)).containsText("Telegram menolak");
            admin.api().delete(CHANNELS + "/" + id).expect(204);
        }
    }

    @Test
    void an_agent_sees_how_carried_messages_fare_and_sends_a_template_when_the_window_has_closed(Windows windows)
            throws SQLException {
        try (var whatsApp = new CloudApi(suite)) {
            var account =
                    admin.api().post(CHANNELS, whatsApp.account("WhatsApp")).expect(201);
            var webhook = account.path("webhook_url").asText();
            whatsApp.writes(webhook, "Budi Santoso", "Apakah izin saya sudah terbit?");
            var session = office.onlyWaiting(admin);
            office.assign(admin, session, ayu);
            var desk = Desk.of(windows, ayu, DESK).opens("Budi Santoso");
            assertThat(desk.page.locator(".window-line")).containsText("WhatsApp: jendela 24 jam tutup dalam 23 j");

            desk.says("Selamat pagi, Pak Budi. Sudah terbit kemarin.");
            assertThat(desk.messages("out").last()).containsText("Terkirim", SLOWLY);
            Awaitility.await().atMost(PATIENCE).until(() -> whatsApp.sent().size() == 1);
            whatsApp.reports(webhook, "read");
            assertThat(desk.messages("out").last()).containsText("Dibaca", SLOWLY);

            whatsApp.refuse(NOT_DELIVERABLE);
            desk.says("Mohon diunduh dari akun Bapak.");
            assertThat(desk.messages("out").last())
                    .containsText("Tidak sampai: nomor ini tidak dapat dihubungi", SLOWLY);
            Windows.inspect(desk.page, "desk-carried", DESK);
            whatsApp.refuse(0);

            hearLongAgo(session);
            desk.says("Ada lagi yang bisa kami bantu?");
            assertThat(desk.messages("out.fail").last()).containsText("jendela 24 jam sudah tutup, kirim templat");
            assertThat(desk.page.locator(".barred")).containsText("Jendela 24 jam WhatsApp sudah tutup");
            desk.button("Hapus").click();
            Windows.inspect(desk.page, "desk-window-closed", DESK);
            desk.button("Kirim templat").click();
            desk.field("Nama templat").fill("izin_terbit");
            desk.field("Isian, satu per baris").fill("Pak Budi\n4711");
            desk.field("Teks yang tampil bagi petugas").fill("Izin nomor 4711 sudah terbit.");
            Windows.inspect(desk.page, "desk-template", DESK);
            desk.dialog()
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Kirim templat"))
                    .click();
            assertThat(desk.messages("out").last()).containsText("Templat · izin_terbit");
            assertThat(desk.messages("out").last()).containsText("Terkirim", SLOWLY);
            Awaitility.await().atMost(PATIENCE).until(() -> whatsApp.sent().stream()
                    .anyMatch(body -> body.contains("izin_terbit") && body.contains("4711")));

            whatsApp.writes(webhook, "Budi Santoso", "Terima kasih.");
            assertThat(desk.page.locator(".window-line")).isVisible();
            assertThat(desk.composer()).isVisible();
            office.end(admin, session);
            admin.api().delete(CHANNELS + "/" + account.path("id").asText()).expect(204);
        }
    }

    @Test
    void an_administrator_says_where_the_companys_own_bot_is(Windows windows) {
        var desk = Desk.of(windows, admin, DESK).goes("settings/webhook");
        desk.field("Alamat bot").fill("ftp://bot.example.com/sapa");
        desk.button("Simpan").click();
        assertThat(desk.page.getByText("Alamat ini tidak dapat dipakai")).isVisible();
        desk.field("Alamat bot").fill("http://127.0.0.1:9/sapa");
        desk.field("Nama yang dilihat pengunjung").fill("Asisten Izin");
        desk.button("Simpan").click();
        var secret = desk.page.locator(".secret code");
        assertThat(secret).containsText("whs_");
        var first = secret.innerText();
        var stored = admin.api().get("/api/v2/chat/bot/webhook").expect(200);
        assertThat(stored.path("url").asText()).isEqualTo("http://127.0.0.1:9/sapa");
        assertThat(stored.path("name").asText()).isEqualTo("Asisten Izin");

        desk.page.reload();
        assertThat(desk.field("Alamat bot")).hasValue("http://127.0.0.1:9/sapa");
        assertThat(secret).hasCount(0);
        assertThat(desk.page.getByText("Semua kiriman sampai")).isVisible();
        desk.button("Ganti rahasia").click();
        desk.dialog()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Ganti rahasia"))
                .click();
        assertThat(secret).containsText("whs_");
        assertThat(secret.innerText()).isNotEqualTo(first);
        desk.button("Hapus").click();
        desk.dialog()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Hapus"))
                .click();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> admin.api().get("/api/v2/chat/bot/webhook").status() == 404);
    }

    private static Locator secret(Desk desk, String label) {
        return desk.page.getByLabel(label);
    }

    private static JsonNode only(JsonNode list) {
        assertThat(list.path("items")).hasSize(1);
        return list.at("/items/0");
    }

    /** As if the customer had written the day before yesterday. */
    private static void hearLongAgo(String session) throws SQLException {
        try (var connection = Ledgers.connect(suite, "chat");
                var change = connection.prepareStatement("""
                        update channel_contact c set heard_at = now() - interval '2 days'
                        from channel_thread t
                        where t.conversation_id = ?::uuid and c.account_id = t.account_id and c.address = t.address
                        """)) {
            change.setString(1, session);
            change.executeUpdate();
        }
    }
}
