package dev.sapa.verify.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.Suite;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Seed 000's page in a real browser, numbers S0-2 to S0-8. */
@Order(4)
@ExtendWith(BrowserExtension.class)
class SimulatorSystemTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Api api;

    SimulatorSystemTest(Suite suite) {
        this.api = suite.api();
    }

    @Test
    void s0_2_s0_3_s0_4_a_token_is_shown_kept_and_lets_a_conversation_be_created(Windows windows) {
        var page = windows.open("/simulator", Look.DESKTOP_LIGHT);
        assertThat(button(page, "Create Conversation")).isDisabled();

        button(page, "Generate Access Token").click();
        assertThat(response(page)).containsText("\"success\": true");
        assertThat(button(page, "Create Conversation")).isEnabled();

        page.reload();
        assertThat(button(page, "Create Conversation")).isEnabled();
        Windows.inspect(page, "simulator", Look.DESKTOP_LIGHT);
    }

    @Test
    void s0_5_a_guest_gets_a_token_too(Windows windows) {
        var page = windows.open("/simulator", Look.PHONE_DARK);
        button(page, "Generate (Unauthenticated)").click();

        assertThat(response(page)).containsText("/ANON/");
        assertThat(button(page, "Create Conversation")).isEnabled();
        Windows.inspect(page, "simulator", Look.PHONE_DARK);
    }

    @Test
    void s0_6_s0_7_s0_8_what_can_be_done_follows_the_conversation_and_events_are_logged(Windows windows) {
        var page = windows.open("/simulator", Look.DESKTOP_DARK);
        button(page, "Generate Access Token").click();
        assertThat(button(page, "Create Conversation")).isEnabled();
        assertThat(button(page, "Send Message")).isDisabled();
        assertThat(page.getByLabel("Language")).hasValue("en_US");
        page.getByLabel("MSISDN").fill("628123456789");
        page.getByLabel("Chat source").selectOption("Telegram");

        button(page, "Create Conversation").click();
        assertThat(response(page)).containsText("Conversation created successfully");
        for (var name : new String[] {
            "Start Typing",
            "Stop Typing",
            "Send Message",
            "Send File",
            "Close Conversation",
            "End Session",
            "Connect SSE"
        }) {
            assertThat(button(page, name)).isEnabled();
        }
        var id = Pattern.compile("\"conversationId\": \"([0-9a-f-]{36})\"")
                .matcher(response(page).innerText());
        org.assertj.core.api.Assertions.assertThat(id.find()).isTrue();
        var taken =
                api.get("/emulator/conversations/" + id.group(1)).expect(200).path("routing_attributes");
        org.assertj.core.api.Assertions.assertThat(taken.path("MSISDN").asText())
                .isEqualTo("628123456789");
        org.assertj.core.api.Assertions.assertThat(taken.path("Chat_Source").asText())
                .isEqualTo("Telegram");

        button(page, "Connect SSE").click();
        assertThat(page.locator("#sse-state")).hasText("Connected");
        page.getByLabel("Message").fill("Selamat pagi");
        button(page, "Send Message").click();
        assertThat(page.locator("#events")).containsText("CONVERSATION_MESSAGE");
        assertThat(page.locator("#events")).containsText("Selamat pagi");
        page.locator("#file")
                .setInputFiles(new FilePayload("denah.txt", "text/plain", "denah".getBytes(StandardCharsets.UTF_8)));
        button(page, "Send File").click();
        assertThat(response(page)).containsText("denah.txt");
        button(page, "Start Typing").click();
        assertThat(response(page)).containsText("TypingStartedIndicator");
        answer(id.group(1));
        assertThat(page.locator("#events")).containsText("Pagi, kami bantu");

        button(page, "Clear").click();
        assertThat(page.locator("#events li")).hasCount(0);
        button(page, "Disconnect").click();
        assertThat(page.locator("#sse-state")).hasText("Disconnected");
        button(page, "Close Conversation").click();
        assertThat(response(page)).containsText("Conversation closed successfully");
        assertThat(button(page, "Send Message")).isDisabled();
    }

    /** The agent answers at our own desk. */
    private void answer(String conversation) {
        var admin =
                api.bearer(api.post("/api/auth/login", Map.of("email", "admin@livechat.com", "password", "password"))
                        .expect(200)
                        .at("/data/access_token")
                        .asText());
        Awaitility.await().atMost(PATIENCE).until(() -> api.get("/emulator/conversations/" + conversation)
                .body()
                .hasNonNull("desk_conversation_id"));
        var session = api.get("/emulator/conversations/" + conversation)
                .expect(200)
                .path("desk_conversation_id")
                .asText();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> admin.post(
                                        "/api/chat/agent/message",
                                        Map.of("session_id", session, "message", "Pagi, kami bantu"))
                                .status()
                        == 200);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    private static Locator response(Page page) {
        return page.locator("#response");
    }
}
