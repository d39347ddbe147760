package dev.sapa.verify.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sapa.verify.suite.Api;
import dev.sapa.verify.suite.ChatSocket;
import dev.sapa.verify.suite.Livechat;
import dev.sapa.verify.suite.RawSocket;
import dev.sapa.verify.suite.Suite;
import dev.sapa.verify.suite.SuiteExtension;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is wrong is refused in clear words, and after each refusal the suite works as before. */
@Order(3)
@ExtendWith(SuiteExtension.class)
class BadInputSystemTest {

    private static final int CREDENTIAL_REFUSED = 4401;

    private final Suite suite;
    private final URI gateway;
    private final Livechat livechat;

    BadInputSystemTest(Suite suite) {
        this.suite = suite;
        this.gateway = suite.sockets().get(0);
        this.livechat = new Livechat(suite);
    }

    @AfterEach
    void the_suite_is_well_and_an_ordinary_exchange_works() {
        var agentToken = livechat.login(Livechat.agentEmail(3));
        var started = livechat.start("Investasi");
        try (var visitor = ChatSocket.open(gateway);
                var agent = staffSocket(agentToken)) {
            join(visitor, started);
            livechat.assign(livechat.api().bearer(agentToken), started.session(), Livechat.agentId(3));
            agent.await("session_update", data -> isIn(data, started.session()));

            say(visitor, started.session(), "Halo");
            visitor.await("ack");
            agent.await("new_message", data -> data.path("message").asText().equals("Halo"));
            say(agent, started.session(), "Halo juga");
            agent.await("ack");
            visitor.await("new_message", data -> data.path("message").asText().equals("Halo juga"));
        }
        livechat.close(livechat.api().bearer(agentToken), started.session());
        assertThat(suite.isHealthy()).isTrue();
    }

    @Test
    void a_frame_of_70_kilobytes_is_refused_on_an_open_socket() throws IOException {
        try (var socket = RawSocket.open(gateway)) {
            socket.send("send_message", UUID.randomUUID().toString(), Map.of("message", "x".repeat(70_000)));

            assertRefused(socket.await("error"));

            socket.send("ping", "", Map.of());
            socket.await("pong");
        }
    }

    @Test
    void a_message_of_70_kilobytes_in_fragments_is_refused_on_an_open_socket() {
        try (var socket = ChatSocket.open(gateway)) {
            socket.send("send_message", UUID.randomUUID().toString(), Map.of("message", "x".repeat(70_000)));

            assertRefused(socket.await("error"));
            socket.send("ping", "", Map.of()).await("pong");
        }
    }

    @Test
    void a_frame_that_is_no_json_is_refused_on_an_open_socket() {
        try (var socket = ChatSocket.open(gateway)) {
            assertRefused(socket.sendText("this is no JSON").await("error"));
            assertRefused(socket.sendText("[1, 2]").await("error"));
            assertRefused(socket.sendText("{\"type\":17}").await("error"));
            assertRefused(
                    socket.sendText("{\"type\":\"no_such_type\",\"data\":{}}").await("error"));
            socket.send("ping", "", Map.of()).await("pong");
        }
    }

    @Test
    void an_unknown_session_and_a_foreign_companys_session_are_refused_alike() {
        var foreign = livechat.start(livechat.api().with("X-Company", "companya"), "Izin usaha");
        var agentToken = livechat.login(Livechat.agentEmail(4));
        var agent = livechat.api().bearer(agentToken);
        try (var socket = staffSocket(agentToken)) {
            var ofForeign =
                    socket.send("join_session", foreign.session(), Map.of()).await("error");
            var ofUnknown = socket.send("join_session", UUID.randomUUID().toString(), Map.of())
                    .await("error");
            assertRefused(ofForeign);
            assertThat(ofForeign.path("code")).isEqualTo(ofUnknown.path("code"));
            assertThat(ofForeign.path("error")).isEqualTo(ofUnknown.path("error"));
        }

        var path = "/api/v2/chat/conversations/";
        var foreignAnswer = agent.get(path + foreign.session());
        var unknownAnswer = agent.get(path + UUID.randomUUID());
        assertThat(foreignAnswer.status()).isEqualTo(404);
        assertThat(foreignAnswer.body().path("code"))
                .isEqualTo(unknownAnswer.body().path("code"));
        assertThat(foreignAnswer.body().path("title"))
                .isEqualTo(unknownAnswer.body().path("title"));
        assertThat(agent.get(path + foreign.session() + "/messages").status()).isEqualTo(404);
    }

    @Test
    void a_bad_token_closes_the_socket() {
        var started = livechat.start("Investasi");
        try (var atConnect = ChatSocket.open(URI.create(gateway + "?token=nonsense"));
                var inHeader = ChatSocket.open(gateway, Map.of("Authorization", "Bearer a.b.c"));
                var staffAtJoin = ChatSocket.open(gateway);
                var visitorAtJoin = ChatSocket.open(gateway)) {
            staffAtJoin.send("join_session", started.session(), Map.of("token", "nonsense"));
            visitorAtJoin.send("join_session", started.session(), Map.of("session_token", "lcs_1_nonsense_nonsense"));

            assertThat(atConnect.awaitClose()).isEqualTo(CREDENTIAL_REFUSED);
            assertThat(inHeader.awaitClose()).isEqualTo(CREDENTIAL_REFUSED);
            assertThat(staffAtJoin.awaitClose()).isEqualTo(CREDENTIAL_REFUSED);
            assertThat(visitorAtJoin.awaitClose()).isEqualTo(CREDENTIAL_REFUSED);
        }
        assertThat(livechat.api().bearer("nonsense").get("/api/auth/profile").status())
                .isEqualTo(401);
        livechat.close(livechat.admin(), started.session());
    }

    @Test
    void another_conversations_session_token_opens_nothing() {
        var mine = livechat.start("Investasi");
        var yours = livechat.start("Investasi");
        try (var socket = ChatSocket.open(gateway)) {
            socket.send("join_session", yours.session(), Map.of("session_token", mine.token()));
            var refused = socket.await("error");
            assertRefused(refused);
            assertThat(socket.frames())
                    .noneMatch(frame -> frame.path("type").asText().equals("joined_session"));
        }
        var admin = livechat.admin();
        livechat.close(admin, mine.session());
        livechat.close(admin, yours.session());
    }

    @Test
    void a_former_agent_is_refused() {
        var admin = livechat.admin();
        var started = livechat.start("Pajak");
        livechat.assign(admin, started.session(), Livechat.agentId(4));
        try (var former = staffSocket(livechat.login(Livechat.agentEmail(4)));
                var present = staffSocket(livechat.login(Livechat.agentEmail(5)))) {
            former.send("join_session", started.session(), Map.of()).await("joined_session");
            say(former, started.session(), "Selamat pagi").await("ack");

            livechat.assign(admin, started.session(), Livechat.agentId(5));

            var nack = say(former, started.session(), "Saya masih di sini")
                    .await("nack")
                    .path("data");
            assertThat(nack.path("code").asText()).isEqualTo("not-responder");
            assertThat(nack.path("retryable").asBoolean()).isFalse();
            say(present, started.session(), "Saya yang membantu sekarang").await("ack");
        }
        livechat.close(admin, started.session());
    }

    /** The bot answers when a human has the conversation already. */
    @Test
    void a_late_bot_is_refused() {
        var admin = livechat.admin();
        var started = livechat.start("Pajak");
        livechat.assign(admin, started.session(), Livechat.agentId(4));
        var bot = bot(admin);
        var messages = "/api/v2/chat/conversations/" + started.session() + "/messages";
        long before = bot.get(messages).expect(200).path("last_seq").asLong();

        var late = bot.post(messages, Map.of("text", "Ada yang bisa saya bantu?", "client_msg_id", "late-1"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body().path("code").asText()).isEqualTo("not-responder");
        assertThat(bot.get(messages).expect(200).path("last_seq").asLong()).isEqualTo(before);
        livechat.close(admin, started.session());
    }

    @Test
    void a_client_message_id_with_another_text_is_refused() {
        var started = livechat.start("Investasi");
        try (var visitor = ChatSocket.open(gateway)) {
            join(visitor, started);
            visitor.send("send_message", started.session(), Map.of("message", "one", "client_msg_id", "same"));
            var first = visitor.await("ack").path("data");
            visitor.send("send_message", started.session(), Map.of("message", "one", "client_msg_id", "same"));
            var again = visitor.await("ack").path("data");
            assertThat(again.path("duplicate").asBoolean()).isTrue();
            assertThat(again.path("message_id")).isEqualTo(first.path("message_id"));

            visitor.send("send_message", started.session(), Map.of("message", "two", "client_msg_id", "same"));
            assertThat(visitor.await("nack").at("/data/code").asText()).isEqualTo("client-msg-id-reused");
        }
        livechat.close(livechat.admin(), started.session());
    }

    /** A bot of the demo company, with the token that its key is traded for. */
    private Api bot(Api admin) {
        var key = admin.post("/api/v2/auth/api-keys", Map.of("name", "Asisten", "role", "bot"))
                .expect(201);
        var token = livechat.api()
                .postForm(
                        "/api/v2/auth/oauth/token",
                        Map.of(
                                "grant_type",
                                "urn:ietf:params:oauth:grant-type:token-exchange",
                                "subject_token",
                                key.path("id").asText() + "."
                                        + key.path("secret").asText(),
                                "subject_token_type",
                                "urn:sapa:token-type:api-key"))
                .expect(200);
        return livechat.api().bearer(token.path("access_token").asText());
    }

    private ChatSocket staffSocket(String token) {
        return ChatSocket.open(gateway, Map.of("Authorization", "Bearer " + token));
    }

    private static void join(ChatSocket socket, Livechat.Started started) {
        socket.send("join_session", started.session(), Map.of("session_token", started.token()));
        socket.await("joined_session");
    }

    private static ChatSocket say(ChatSocket socket, String session, String text) {
        return socket.send(
                "send_message",
                session,
                Map.of("message", text, "client_msg_id", UUID.randomUUID().toString()));
    }

    private static boolean isIn(JsonNode data, String session) {
        return data.path("session_id").asText().equals(session);
    }

    private static void assertRefused(JsonNode frame) {
        assertThat(frame.path("success").asBoolean(true)).isFalse();
        assertThat(frame.path("code").asText()).matches("[a-z]+(-[a-z0-9]+)*");
        assertThat(frame.path("error").asText()).isNotBlank();
    }
}
