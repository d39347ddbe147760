package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.suite.SuiteExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A company's own bot, over the public door: it answers, and hands over to an agent who has all it knows. */
@Order(8)
@ExtendWith(SuiteExtension.class)
class BotSystemTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Suite suite;
    private final Tenant tenant;

    BotSystemTest(Suite suite) {
        this.suite = suite;
        this.tenant = Tenant.make(new Livechat(suite), "Kami", "open");
    }

    @Test
    void a_bots_conversation_comes_to_an_agent_with_its_context_and_begins_with_the_bot_after_the_close()
            throws IOException {
        var told = new CopyOnWriteArrayList<JsonNode>();
        var bot = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bot.createContext("/", exchange -> {
            var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            told.add(body);
            var said = body.at("/message/text").asText();
            var answer = said.contains("orang")
                    ? Map.of(
                            "replies",
                            List.of(Map.of("text", "Baik")),
                            "hand_off",
                            Map.of(
                                    "reason", "asked",
                                    "summary", "NIB tertunda dua minggu",
                                    "slots",
                                            Map.of(
                                                    "nib", "77",
                                                    "priority", "high",
                                                    "language", "en",
                                                    "department", tenant.department())))
                    : Map.of("replies", List.of(Map.of("text", "Anda bilang " + said)));
            var bytes = JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        bot.start();
        try {
            converse("http://127.0.0.1:%d/hook".formatted(bot.getAddress().getPort()));
            assertThat(told)
                    .extracting(body -> body.at("/message/text").asText())
                    .contains("Halo", "Mau orang");
        } finally {
            bot.stop(0);
        }
    }

    private void converse(String url) {
        var admin = tenant.admin();
        var agent = tenant.agent();
        admin.put("/api/v2/chat/bot/webhook", Map.of("url", url, "hand_over_text", "Saya panggil petugas."))
                .expect(200);
        agent.put("/api/v2/routing/agents/me/status", Map.of("status", "online"))
                .expect(200);
        admin.patch("/api/v2/routing/agents/" + tenant.agentId(), Map.of("languages", List.of("en")))
                .expect(200);
        agent.post("/api/v2/routing/agents/me/heartbeat", Map.of());
        var begun = tenant.begun("NIB");
        var conversation = "/api/v2/chat/conversations/" + begun.session();
        var visitor = suite.api().bearer(begun.token());
        assertThat(admin.get(conversation).expect(200).path("responder").asText())
                .isEqualTo("bot");
        visitor.post(conversation + "/messages", Map.of("text", "Halo")).expect(201);
        awaitSaid(begun, "Anda bilang Halo");
        visitor.post(conversation + "/messages", Map.of("text", "Mau orang")).expect(201);

        Awaitility.await().atMost(PATIENCE).until(() -> {
            agent.post("/api/v2/routing/agents/me/heartbeat", Map.of());
            var view = agent.get(conversation);
            return view.body().path("status").asText().equals("active")
                    && view.body().at("/agent/id").asText().equals(tenant.agentId());
        });
        var seen = agent.get(conversation).expect(200);
        assertThat(seen.path("priority").asText()).isEqualTo("high");
        assertThat(seen.at("/department/id").asText()).isEqualTo(tenant.department());
        assertThat(seen.at("/attributes/language").asText()).isEqualTo("en");
        var why = admin.get("/api/v2/routing/conversations/" + begun.session() + "/assignment")
                .expect(200);
        assertThat(why.at("/decision/contenders/0/meets/0").asText()).isEqualTo("language en");
        assertThat(said(begun, "system"))
                .anyMatch(text -> text.startsWith("Saya panggil petugas.")
                        && text.contains("NIB tertunda dua minggu")
                        && text.contains("nib: 77"));
        var packet = agent.get(conversation + "/handoff").expect(200);
        assertThat(packet.path("reason").asText()).isEqualTo("asked");
        agent.post(conversation + "/messages", Map.of("text", "Saya bantu", "client_msg_id", "a"))
                .expect(201);
        agent.post(conversation + "/close", Map.of("reason", "done")).expect(200);

        var next = tenant.begun("NIB");
        assertThat(next.session()).isNotEqualTo(begun.session());
        var again = "/api/v2/chat/conversations/" + next.session();
        assertThat(admin.get(again).expect(200).path("responder").asText()).isEqualTo("bot");
        suite.api()
                .bearer(next.token())
                .post(again + "/messages", Map.of("text", "Lagi " + UUID.randomUUID()))
                .expect(201);
        Awaitility.await().atMost(PATIENCE).until(() -> said(next, "bot").size() == 1);
    }

    private void awaitSaid(Tenant.Case begun, String text) {
        Awaitility.await().atMost(PATIENCE).until(() -> said(begun, "bot").contains(text));
    }

    private List<String> said(Tenant.Case begun, String author) {
        var page = tenant.admin()
                .get("/api/v2/chat/conversations/" + begun.session() + "/messages")
                .expect(200);
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .filter(item -> item.path("author").asText().equals(author))
                .map(item -> item.path("text").asText())
                .toList();
    }
}
