package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.EventLine;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** S0-1 to S0-33: the simulator of Salesforce's chat API, against the Salesforce that the suite emulates. */
@Order(4)
class SeedZeroSystemTest extends SeedTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final int PUBLIC_PORT = 8080;
    static final int SIMULATOR_PORT = 5001;
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    /** Seed 000's own port. */
    private final Api simulator;

    SeedZeroSystemTest(Suite suite) {
        super(suite);
        var port = SIMULATOR_PORT + suite.base().getPort() - PUBLIC_PORT;
        this.simulator = Api.at(URI.create("http://localhost:" + port)).with("User-Agent", "test " + UUID.randomUUID());
    }

    @Test
    void s0_1_the_simulators_page_is_the_first_one_on_its_port_and_has_a_place_on_the_public_one() {
        for (var page : new Api.Answer[] {simulator.get("/"), api.get("/simulator")}) {
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text()).contains("<title>Salesforce Enhanced Chat API Simulator</title>");
            assertThat(String.valueOf(page.header("Content-Security-Policy")))
                    .contains("script-src 'self'")
                    .doesNotContain("unsafe-inline");
        }
        assertThat(api.with("Accept", "text/html").get("/").text()).doesNotContain("Simulator</title>");
    }

    @Test
    void s0_2_to_s0_8_what_the_page_is_made_of_is_served_beside_it() {
        assertThat(simulator.get("/").text())
                .contains(
                        "Generate Access Token",
                        "Create Conversation",
                        "Generate (Unauthenticated)",
                        "WhatsApp",
                        "Telegram");
        for (var file : new String[] {"index.js", "events.js", "page.js", "style.css"}) {
            assertThat(simulator.get("/simulator/" + file).status()).as(file).isEqualTo(200);
        }
    }

    @Test
    void s0_9_history_and_conversations_have_pages() {
        assertThat(simulator.get("/history").status()).isEqualTo(200);
        assertThat(api.get("/conversations").text()).contains("<h1>Conversations</h1>");
    }

    @Test
    void s0_10_a_token_is_generated_with_the_key_that_the_first_start_made() {
        var answer = simulator.post("/api/generate-token", null).expect(200);

        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(answer.at("/data/accessToken").asText()).isNotEmpty();
        assertThat(answer.at("/data/context/endUser/subject").asText()).contains("/AUTH/");
        assertThat(answer.path("jwt_generated").asText()).hasSize(53).endsWith("...");
        assertThat(Files.exists(suite.data().resolve("keys/infobip-private.json")))
                .isTrue();
    }

    @Test
    void s0_17_s0_18_without_a_token_nothing_goes_on() {
        assertThat(simulator
                        .get("/api/status")
                        .expect(200)
                        .path("has_access_token")
                        .asBoolean())
                .isFalse();
        assertThat(simulator
                        .post("/api/create-conversation", Map.of())
                        .expect(400)
                        .path("error")
                        .asText())
                .isEqualTo("No access token available. Please generate access token first.");
    }

    @Test
    void s0_25_s0_26_a_history_is_sent_and_kept_on_the_sessions_record() {
        simulator.post("/api/generate-token", null).expect(200);
        var oauth = simulator.post("/api/generate-oauth-token", null).expect(200);
        var sample = simulator.get("/api/load-dummy-conversation").expect(200).path("conversation");
        var sender = simulator.with("X-OAuth-Token", oauth.path("access_token").asText());

        var sent = sender.post("/api/send-conversation-history", Map.of("conversation", sample))
                .expect(200);
        assertThat(sent.path("entriesSent").asInt()).isEqualTo(5);

        var kept = new LinkedHashMap<String, Object>();
        kept.put("instanceUrl", oauth.path("instance_url").asText());
        kept.put("messagingSessionId", sent.path("messagingSessionId").asText());
        kept.put("conversation", sample);
        assertThat(sender.post("/api/send-history-standard", kept)
                        .expect(200)
                        .path("transcriptLength")
                        .asInt())
                .isPositive();
    }

    @Test
    void s0_31_the_settings_of_the_env_file_are_there_and_the_file_is_ignored() throws IOException {
        assertThat(Files.readString(ROOT.resolve("salesforce-bridge/.env.example")))
                .contains(
                        "SCRT_URL=",
                        "ORG_ID=",
                        "ES_DEVELOPER_NAME=",
                        "KID=",
                        "JWK_PATH=keys/infobip-private.json",
                        "OAUTH_TOKEN_URL=",
                        "OAUTH_CLIENT_ID=",
                        "OAUTH_CLIENT_SECRET=");
        assertThat(Files.readString(ROOT.resolve(".gitignore"))).contains(".env\n", "/salesforce-bridge/keys/*");
    }

    @Test
    void s0_33_an_end_user_of_salesforce_talks_to_an_agent_at_our_desk() {
        simulator
                .post("/api/generate-token", Map.of("sub", "user-" + UUID.randomUUID()))
                .expect(200);
        var created = simulator
                .post(
                        "/api/create-conversation",
                        Map.of(
                                "language",
                                "en_US",
                                "routingAttributes",
                                Map.of("MSISDN", "628111222333", "Chat_Source", "WhatsApp")))
                .expect(200);
        var conversation = created.path("conversationId").asText();
        var source = simulator.get("/api/sse-config").expect(200);
        try (var events = new EventLine(URI.create(source.path("sse_url").asText()), headers(source))) {
            simulator
                    .post("/api/send-message", Map.of("text", "Selamat pagi, izin saya?"))
                    .expect(200);
            var session = deskConversation(conversation);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(words(session)).contains("Selamat pagi, izin saya?"));
            events.await("CONVERSATION_DELIVERY_ACKNOWLEDGEMENT", event -> true);

            livechat.assign(admin(), session, Livechat.AGENT_1);
            events.await("CONVERSATION_PARTICIPANT_CHANGED", event -> payload(event)
                    .at("/entries/0/participant/role")
                    .asText()
                    .equals("Agent"));
            agent(1).post("/api/v2/chat/conversations/" + session + "/messages", Map.of("text", "Pagi, sebentar ya"))
                    .expect(201);
            events.await(
                    "CONVERSATION_MESSAGE",
                    event -> event.at("/conversationEntry/sender/role").asText().equals("Agent")
                            && payload(event)
                                    .at("/abstractMessage/staticContent/text")
                                    .asText()
                                    .equals("Pagi, sebentar ya"));
            agent(1).post("/api/v2/chat/conversations/" + session + "/read", Map.of("seq", 1));
            events.await("CONVERSATION_READ_ACKNOWLEDGEMENT", event -> true);

            livechat.close(agent(1), session);
            events.await(
                    "CONVERSATION_SESSION_STATUS_CHANGED",
                    event -> payload(event).path("sessionStatus").asText().equals("Ended"));
        }
        var refused = simulator
                .post("/api/send-message", Map.of("text", "Masih ada?"))
                .expect(417);
        assertThat(refused.path("error").asText()).isEqualTo("API returned status 417");
        simulator.post("/api/close-conversation", null).expect(200);
        assertThat(simulator
                        .get("/api/status")
                        .expect(200)
                        .path("has_conversation")
                        .asBoolean())
                .isFalse();
    }

    private String deskConversation(String conversation) {
        await().atMost(Duration.ofSeconds(20)).until(() -> api.get("/emulator/conversations/" + conversation)
                .body()
                .hasNonNull("desk_conversation_id"));
        return api.get("/emulator/conversations/" + conversation)
                .expect(200)
                .path("desk_conversation_id")
                .asText();
    }

    private List<String> words(String session) {
        return admin().get("/api/v2/chat/conversations/" + session + "/messages")
                .expect(200)
                .path("items")
                .findValuesAsText("text");
    }

    static Map<String, String> headers(JsonNode source) {
        return Map.of(
                "Authorization",
                "Bearer " + source.path("access_token").asText(),
                "X-Org-Id",
                source.path("org_id").asText(),
                "Last-Event-Id",
                source.path("last_event_id").asText());
    }

    static JsonNode payload(JsonNode event) {
        try {
            return JSON.readTree(event.at("/conversationEntry/entryPayload").asText());
        } catch (JsonProcessingException e) {
            throw new AssertionError(event.toString(), e);
        }
    }
}
