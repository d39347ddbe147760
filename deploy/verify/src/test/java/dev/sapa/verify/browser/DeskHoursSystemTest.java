package dev.sapa.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.sapa.verify.suite.Suite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hours that are set before the desk, and what a visitor is told of them. */
@Order(5)
@ExtendWith(BrowserExtension.class)
class DeskHoursSystemTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final LocatorAssertions.ContainsTextOptions SLOWLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

    @Test
    void a_holiday_that_is_entered_closes_the_office_and_visitors_leave_a_message(Suite suite, Windows windows) {
        try (var office = new Office(suite)) {
            var admin = office.admin("Hendra Saputra");
            var department = office.department(admin, "Perizinan Usaha");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> admin.api()
                                    .put(
                                            "/api/v2/routing/topic-rules",
                                            Map.of(
                                                    "items",
                                                    List.of(Map.of(
                                                            "keyword", "perizinan", "department_id", department))))
                                    .status()
                            == 200);
            var desk = Desk.of(windows, admin, Look.DESKTOP_LIGHT).goes("settings/hours");
            assertThat(desk.page.getByText("Sekarang: buka")).isVisible();
            desk.page.getByLabel("Selalu buka").click();
            assertThat(desk.page.locator(".week")).containsText("Senin");
            desk.button("Tambah tanggal").click();
            desk.page.getByPlaceholder("Keterangan").fill("Cuti bersama");
            desk.field("Kata saat tutup").fill("Kami kembali setelah cuti bersama.");
            Windows.inspect(desk.page, "desk-hours-edited", Look.DESKTOP_LIGHT);
            desk.button("Simpan").click();
            assertThat(desk.page.getByText("Sekarang: tutup")).isVisible();
            desk.page.reload();
            assertThat(desk.page.getByPlaceholder("Keterangan")).hasValue("Cuti bersama");

            var visitor = Visitor.at(windows, office, Look.PHONE_LIGHT)
                    .opens()
                    .asks("Dewi Anggraini", "Kapan izin saya terbit?");
            var card = visitor.page.locator(".qcard");
            assertThat(card).containsText("Kantor sedang tutup", SLOWLY);
            assertThat(card).containsText("Buka lagi");
            assertThat(card).containsText("Kami kembali setelah cuti bersama.");
            Windows.inspect(visitor.page, "widget-closed", Look.PHONE_LIGHT);
            card.getByRole(AriaRole.BUTTON).click();
            visitor.field("Surel Anda").fill("dewi@contoh.id");
            visitor.field("Pesan Anda").fill("Nomor permohonan saya 4711.");
            visitor.button("Kirim pesan").click();
            assertThat(card).containsText("Nomor tiket Anda");
            var session = office.onlyWaiting(admin);
            assertThat(office.said(admin, session))
                    .containsExactly("Kapan izin saya terbit?", "Nomor permohonan saya 4711.");

            desk.button("Hapus " + desk.page.locator(".exception input").first().inputValue())
                    .click();
            desk.page.getByLabel("Selalu buka").click();
            desk.button("Simpan").click();
            assertThat(desk.page.getByText("Sekarang: buka")).isVisible();
            office.end(admin, session);
        }
    }
}
