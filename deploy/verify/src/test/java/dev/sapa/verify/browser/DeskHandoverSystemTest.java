package dev.sapa.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.sapa.verify.suite.Suite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Conversations that change hands before the desk, and how the desk calls for its agent. */
@Order(5)
@ExtendWith(BrowserExtension.class)
class DeskHandoverSystemTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final LocatorAssertions.ContainsTextOptions SLOWLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
    private static final Look DESK = Look.DESKTOP_LIGHT;

    /** A browser whose sounds and notifications are written down, and whose tab can be turned away. */
    private static final String EARS = """
            window.tones = [];
            window.shown = [];
            window.isTurnedAway = false;
            window.AudioContext = class {
              currentTime = 0;
              destination = {};
              createOscillator() {
                const tone = { frequency: {}, connect: to => to, start: () => window.tones.push(tone.frequency.value), stop() {} };
                return tone;
              }
              createGain() {
                return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: to => to };
              }
            };
            window.Notification = class {
              static permission = 'granted';
              constructor(title, options) { window.shown.push([title, options.body, options.tag.replace(/-.*/, '')].join('|')); }
              close() {}
            };
            Object.defineProperty(document, 'hidden', { get: () => window.isTurnedAway });
            localStorage['sapa-desk-settings'] =
              JSON.stringify({ ...JSON.parse(localStorage['sapa-desk-settings'] ?? '{}'), notifications: true });
            """;

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
        office.department(admin, "Perizinan Usaha", joko);
    }

    @AfterAll
    static void close_the_office() {
        office.close();
    }

    @AfterEach
    void leave_nobody_behind() {
        admin.api()
                .patch("/api/v2/routing/policy", Map.of("offer_mode", "auto"))
                .expect(200);
        office.declare(ayu, "offline");
        office.declare(joko, "offline");
        office.clear(admin);
    }

    @Test
    void what_a_colleague_passes_on_comes_with_its_note_and_can_be_given_back_with_a_reason(Windows windows) {
        var caller = office.given(admin, "Budi Santoso", "Denah saya ditolak.", ayu);
        var next = Desk.of(windows, joko, DESK).declares("Tersedia");
        var desk = Desk.of(windows, ayu, DESK).opens("Budi Santoso");
        passes(desk, "Ke petugas", "Joko Prasetyo", "Denahnya sudah saya periksa.");
        assertThat(desk.page.locator(".chead")).containsText("Joko Prasetyo yang menjawab");

        var card = next.page.locator("section.handover");
        assertThat(card).containsText("Dialihkan oleh Ayu Lestari");
        assertThat(card).containsText("Budi Santoso");
        assertThat(card).containsText("Denahnya sudah saya periksa.");
        Windows.inspect(next.page, "desk-handover", DESK);
        card.getByText("Kembalikan…").click();
        next.page.getByRole(AriaRole.MENUITEM).getByText("Bukan bidang saya").click();
        assertThat(card).hasCount(0);
        assertThat(desk.page.locator(".chead")).containsText("Anda yang menjawab", SLOWLY);
        assertThat(desk.page.locator(".handed").last()).containsText("Bukan bidang saya");

        passes(desk, "Ke petugas", "Joko Prasetyo", "Hanya Anda yang bisa.");
        assertThat(card).containsText("Hanya Anda yang bisa.");
        card.getByText("Buka").click();
        assertThat(next.title()).hasText("Budi Santoso");
        assertThat(card).hasCount(0);
        next.says("Saya lanjutkan, Pak Budi.");
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(office.said(admin, caller.session()))
                .containsExactly("Denah saya ditolak.", "Saya lanjutkan, Pak Budi."));
    }

    @Test
    void what_is_passed_to_a_department_is_offered_there_with_its_note(Windows windows) {
        ask(120);
        office.given(admin, "Wati Lestari", "Sertifikat saya belum terverifikasi.", ayu);
        var next = Desk.of(windows, joko, DESK).declares("Tersedia");
        var desk = Desk.of(windows, ayu, DESK).opens("Wati Lestari");
        passes(desk, "Ke departemen", "Perizinan Usaha", "Tinggal menunggu verifikasi.");

        var offer = next.page.locator("section.offer");
        assertThat(offer.locator("h3")).hasText("Wati Lestari");
        assertThat(offer).containsText("Catatan Ayu Lestari: Tinggal menunggu verifikasi.");
        assertThat(offer.locator(".cd")).containsText("dtk");
        Windows.inspect(next.page, "desk-offer-note", DESK);
        next.page.keyboard().press("a");
        assertThat(next.title()).hasText("Wati Lestari");
        assertThat(next.page.locator(".handed")).containsText("Tinggal menunggu verifikasi.");
        assertThat(next.page.locator("section.handover")).hasCount(0);
        assertThat(desk.page.locator(".chead")).containsText("Joko Prasetyo yang menjawab");
    }

    @Test
    void an_offer_and_a_message_call_louder_until_somebody_looks(Windows windows) {
        ask(15);
        var desk = Desk.of(windows, joko, DESK).declares("Tersedia");
        desk.page.addInitScript(EARS);
        desk.page.reload();
        assertThat(desk.page.locator("button.status")).containsText("Tersedia");
        // what sounds while a page is only just loaded would be old news
        Awaitility.await().atMost(PATIENCE).until(() -> (boolean) desk.page.evaluate("performance.now() > 3000"));
        desk.page.evaluate("window.isTurnedAway = true");

        var caller = office.calls("Dewi Anggraini", "Sertifikat saya belum terverifikasi.");
        assertThat(desk.page.locator("section.offer h3")).hasText("Dewi Anggraini");
        assertThat(heard(desk)).containsExactly(660, 880);
        assertThat(desk.page.title()).startsWith("(!) Tawaran");
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(shown(desk))
                .containsExactly("Tawaran percakapan|Dewi Anggraini|offer"));
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard(desk))
                .containsExactly(660, 880, 440, 330));
        desk.page.keyboard().press("a");
        assertThat(desk.title()).hasText("Dewi Anggraini");

        caller.says("Masih di sana?");
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(4)).untilAsserted(() -> {
            caller.says("Halo?");
            assertThat(heard(desk)).endsWith(740);
        });
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(shown(desk))
                .containsExactly("Tawaran percakapan|Dewi Anggraini|offer", "Pesan baru|Dewi Anggraini|conversation"));
        assertThat(desk.page.title()).matches("\\(\\d+\\).*");
        desk.page.evaluate("window.isTurnedAway = false; document.dispatchEvent(new Event('visibilitychange'))");
        assertThat(desk.row("Dewi Anggraini").locator(".n")).isHidden();
    }

    private static void ask(int seconds) {
        admin.api()
                .patch("/api/v2/routing/policy", Map.of("offer_mode", "ask", "offer_seconds", seconds))
                .expect(200);
    }

    private static void passes(Desk desk, String kind, String to, String note) {
        desk.button("Alihkan").click();
        desk.dialog().getByText(kind).click();
        desk.dialog().getByRole(AriaRole.COMBOBOX).click();
        desk.page.getByRole(AriaRole.OPTION).getByText(to).click();
        desk.dialog().getByLabel("Apa yang perlu diketahui penerima?").fill(note);
        desk.dialog()
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Alihkan").setExact(true))
                .click();
    }

    @SuppressWarnings("unchecked")
    private static List<Integer> heard(Desk desk) {
        return (List<Integer>) desk.page.evaluate("window.tones");
    }

    @SuppressWarnings("unchecked")
    private static List<String> shown(Desk desk) {
        return (List<String>) desk.page.evaluate("window.shown");
    }
}
