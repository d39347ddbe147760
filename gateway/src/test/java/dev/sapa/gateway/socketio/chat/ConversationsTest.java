package dev.sapa.gateway.socketio.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.gateway.kit.Events;
import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.Servers;
import dev.sapa.gateway.kit.StubServices;
import dev.sapa.gateway.kit.StubVouched;
import dev.sapa.gateway.kit.TestEngine;
import dev.sapa.gateway.kit.TestEngine.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The events of seed 001. */
@GatewayTest
class ConversationsTest {

    private static final Duration A_WHILE = Duration.ofMillis(700);

    private final StubServices services = StubServices.get();
    private final UUID company = UUID.randomUUID();

    @Test // S1-4
    void who_is_not_vouched_for_is_told_so_and_stays_outside() {
        assertThat(refusal("")).isEqualTo("Authentication token is missing");
        assertThat(refusal("token=nonsense")).isEqualTo("Authentication token is invalid or has expired");
        assertThat(refusal("token=" + user("user1", Instant.now().minusSeconds(1))))
                .isEqualTo("Authentication token is invalid or has expired");
    }

    @Test
    void the_token_may_stand_in_the_connect_packet_instead() {
        try (var socket = Socket.open("")) {
            socket.send("40{\"token\":\"" + user("user1") + "\"}");
            socket.await(packet -> packet.startsWith("40{\"sid\""));
        }
    }

    @Test
    void other_namespaces_are_unknown() {
        try (var socket = Socket.open("token=" + user("user1"))) {
            socket.send("40/admin,");
            socket.await("44/admin,{\"message\":\"Invalid namespace\"}"::equals);
        }
    }

    @Test // S1-6, S1-7, S1-8
    void admins_hear_who_comes_and_goes_and_two_tabs_count_once() {
        try (var admin = Socket.connected(admin("admin1"))) {
            assertThat(admin.event("user_list").path("users")).isEmpty();
            var one = Socket.connected(user("user1"));
            assertThat(admin.event("user_connected").path("user_id").asText()).isEqualTo("user1");
            var two = Socket.connected(user("user1"));
            // Its coming is counted a moment after it is told; an answer comes after that.
            two.send("421[\"nothing\"]").await(packet -> packet.startsWith("431"));
            one.close();
            assertThat(admin.during(A_WHILE)).isEmpty();
            two.close();
            assertThat(admin.event("user_disconnected").path("user_id").asText())
                    .isEqualTo("user1");
        }
    }

    @Test // S1-6, S1-11
    void the_list_has_the_users_of_the_own_company_only() {
        try (var user = Socket.connected(user("user1"));
                var stranger = Socket.connected(StubVouched.token(UUID.randomUUID(), "user2", "user"));
                var admin = Socket.connected(admin("admin1"))) {
            assertThat(admin.event("user_list").path("users").toString()).isEqualTo("[\"user1\"]");
            assertThat(user).isNotSameAs(stranger);
        }
    }

    @Test // S1-9, S1-10
    void a_message_reaches_the_admins_and_the_answer_the_user_in_all_of_its_tabs() {
        try (var admin = Socket.connected(admin("admin1"));
                var other = Socket.connected(admin("admin2"));
                var tab = Socket.connected(user("user1"));
                var user = Socket.connected(user("user1"))) {
            user.emit("{\"to\":\"admin\",\"content\":\"Halo \uD83D\uDE00\"}");

            for (var one : new Socket[] {admin, other}) {
                var message = one.event("message");
                assertThat(message.path("from").asText()).isEqualTo("user1");
                assertThat(message.path("content").asText()).isEqualTo("Halo \uD83D\uDE00");
                assertThat(message.path("timestamp").asLong())
                        .isBetween(
                                Instant.now().getEpochSecond() - 60,
                                Instant.now().getEpochSecond() + 5);
                assertThat(message.size()).isEqualTo(3);
            }
            admin.emit("{\"to\":\"user\",\"user_id\":\"user1\",\"content\":\"Selamat pagi\"}");
            for (var one : new Socket[] {user, tab}) {
                assertThat(one.event("message").path("from").asText()).isEqualTo("admin1");
            }
            assertThat(user.during(A_WHILE)).isEmpty();
        }
    }

    @Test
    void an_event_of_the_log_is_told_once_although_it_was_told_before() {
        try (var admin = Socket.connected(admin("admin1"));
                var user = Socket.connected(user("user1"))) {
            user.emit("{\"to\":\"admin\",\"content\":\"one\"}");
            admin.event("message");
            var conversation = services.vouched.conversationOf(company, "user1");
            Events.posted(conversation, 1);
            conversation.says("two", "three");
            Events.posted(conversation, 3);
            Events.posted(conversation, 2);

            assertThat(admin.event("message").path("content").asText()).isEqualTo("two");
            assertThat(admin.event("message").path("content").asText()).isEqualTo("three");
            assertThat(admin.during(A_WHILE)).isEmpty();
        }
    }

    @Test // S1-13
    void what_was_said_without_an_admin_is_told_to_the_next_one_once() {
        try (var user = Socket.connected(user("user1"))) {
            user.send("421[\"message\",{\"to\":\"admin\",\"content\":\"Anybody?\"}]");
            assertThat(user.await(packet -> packet.startsWith("431"))).contains("\"ok\":true");
        }
        try (var admin = Socket.connected(admin("admin1"))) {
            assertThat(admin.event("message").path("content").asText()).isEqualTo("Anybody?");
            var conversation = services.vouched.conversationOf(company, "user1");
            await().untilAsserted(() ->
                    assertThat(services.vouched.position("staff", conversation)).isEqualTo(1));
        }
        try (var admin = Socket.connected(admin("admin2"))) {
            admin.event("user_list");
            assertThat(admin.during(A_WHILE)).isEmpty();
        }
    }

    @Test // S1-12, S1-11
    void what_says_nothing_or_goes_nowhere_is_passed_over() {
        services.vouched.conversationOf(UUID.randomUUID(), "foreign");
        try (var admin = Socket.connected(admin("admin1"));
                var user = Socket.connected(user("user1"))) {
            admin.event("user_connected");
            user.emit("{\"to\":\"admin\",\"content\":\"  \"}");
            user.emit("{\"to\":\"user\",\"user_id\":\"user1\",\"content\":\"me\"}");
            user.emit("{\"to\":\"admin\",\"content\":{\"a\":1}}");
            user.emit("null");
            admin.emit("{\"to\":\"admin\",\"content\":\"us\"}");
            admin.emit("{\"to\":\"user\",\"user_id\":\"foreign\",\"content\":\"psst\"}");
            admin.emit("{\"to\":\"user\",\"user_id\":\"nobody\",\"content\":\"psst\"}");
            user.send("42[\"unknown\",1]");

            assertThat(admin.during(A_WHILE)).isEmpty();
            assertThat(user.during(Duration.ofMillis(100))).isEmpty();
        }
    }

    @Test // S1-15
    void the_context_of_a_hand_over_reaches_the_user_and_the_admins() {
        var conversation = services.vouched.conversationOf(company, "user1");
        try (var admin = Socket.connected(admin("admin1"));
                var user = Socket.connected(user("user1"))) {
            conversation.commit("system", null, "Wants a human", "hand-off:1");
            Events.posted(conversation, 1);

            assertThat(user.event("chatbot_context").toString()).isEqualTo("{\"context\":\"Wants a human\"}");
            assertThat(admin.event("chatbot_context").path("context").asText()).isEqualTo("Wants a human");
        }
    }

    @Test // S1-16
    void a_token_that_expires_ends_the_connection() {
        try (var socket = Socket.connected(user("user1", Instant.now().plusSeconds(2)))) {
            socket.await("41"::equals);
            socket.awaitClosed();
        }
    }

    @Test
    void while_chat_is_away_a_message_is_tried_again_and_sent_once() {
        try (var admin = Socket.connected(admin("admin1"));
                var user = Socket.connected(user("user1"))) {
            services.fail("/messages");
            user.emit("{\"to\":\"admin\",\"content\":\"patience\"}");
            assertThat(admin.during(A_WHILE)).noneMatch(packet -> packet.contains("patience"));
            services.recover();

            assertThat(admin.event("message").path("content").asText()).isEqualTo("patience");
        }
    }

    @Test
    void while_the_log_is_silent_what_was_said_is_asked_for() throws Exception {
        var conversation = services.vouched.conversationOf(company, "user1");
        try (var admin = Socket.connected(admin("admin1"));
                var user = Socket.connected(user("user1"))) {
            var kafka = Servers.hangKafka();
            try (kafka) {
                conversation.says("through another gateway");
                assertThat(admin.event("message").path("content").asText()).isEqualTo("through another gateway");

                conversation.commit("agent", UUID.randomUUID(), "so is the answer", null);
                assertThat(user.event("message").path("content").asText()).isEqualTo("so is the answer");
            }
        }
    }

    private String refusal(String query) {
        try (var socket = Socket.open(query)) {
            socket.send("40");
            return TestEngine.json(
                            socket.await(packet -> packet.startsWith("44")).substring(2))
                    .path("message")
                    .asText();
        }
    }

    @Test
    void whom_a_suspended_company_vouched_for_is_sent_away() {
        try (var socket = Socket.connected(user("user1"));
                var stranger = Socket.connected(StubVouched.token(UUID.randomUUID(), "user2", "user"))) {
            Events.suspended(company);

            socket.await(packet -> packet.startsWith("41"));
            assertThat(stranger.during(A_WHILE)).isEmpty();
        }
    }

    private String user(String name) {
        return StubVouched.token(company, name, "user");
    }

    private String user(String name, Instant expiresAt) {
        return StubVouched.token(company, name, "user", expiresAt);
    }

    private String admin(String name) {
        return StubVouched.token(company, name, "admin");
    }
}
