package dev.sapa.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.gateway.kit.GatewayTest;
import dev.sapa.gateway.kit.StubServices;
import dev.sapa.gateway.kit.TestSocket;
import dev.sapa.gateway.kit.Tokens;
import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@GatewayTest
class SignalTest {

    @Inject
    RedisDataSource redis;

    private final StubServices services = StubServices.get();
    private final UUID company = UUID.randomUUID();

    @Test // S2-22
    void tells_the_others_who_types_until_it_ends_by_itself() {
        var conversation = services.conversation(company);
        try (var customer = TestSocket.open();
                var staff = TestSocket.openAs(Tokens.agent(company, "Ani"))) {
            customer.join(conversation.id);
            staff.join(conversation.id);
            staff.send("agent_typing", conversation.id, "is_typing", true);

            var typing = customer.await("typing").path("data");
            assertThat(typing.path("sender_type").asText()).isEqualTo("agent");
            assertThat(typing.path("is_typing").asBoolean()).isTrue();
            var ended = customer.await("typing").path("data");
            assertThat(ended.path("is_typing").asBoolean()).isFalse();
            assertThat(staff.during(Duration.ofMillis(200)))
                    .noneMatch(frame -> frame.path("type").asText().equals("typing"));

            customer.send("customer_typing", conversation.id);
            assertThat(staff.await("typing").path("data").path("is_typing").asBoolean(true))
                    .isFalse();
        }
    }

    @Test
    void hears_from_other_gateways_who_types_and_who_joined() {
        var conversation = services.conversation(company);
        try (var customer = TestSocket.open()) {
            customer.join(conversation.id);
            customer.await("connection_status_update");
            var channel = "sapa:signal:" + conversation.id;
            redis.pubsub(String.class).publish(channel, "not json");
            redis.pubsub(String.class).publish(channel, "{\"gateway\":\"g2\",\"kind\":\"typing\",\"side\":\"NOBODY\"}");
            redis.pubsub(String.class)
                    .publish(channel, "{\"gateway\":\"g2\",\"kind\":\"typing\",\"side\":\"AGENT\",\"is_typing\":true}");
            redis.pubsub(String.class)
                    .publish(channel, "{\"gateway\":\"g2\",\"kind\":\"joined\",\"side\":\"AGENT\",\"user_id\":\"u\"}");
            redis.pubsub(String.class)
                    .publish(channel, "{\"gateway\":\"g2\",\"kind\":\"attendance\",\"customers\":1,\"agents\":1}");

            assertThat(customer.await("typing").path("data").path("sender_type").asText())
                    .isEqualTo("agent");
            customer.await("user_joined");
            var status = customer.await("connection_status_update").path("data").path("connection_status");
            assertThat(status.path("total_customer").asInt()).isEqualTo(2);
            assertThat(status.path("agent_connected").asBoolean()).isTrue();
        }
    }

    @Test
    void tells_the_others_what_was_read_once() {
        var conversation = services.conversation(company).says("one", "two");
        try (var customer = TestSocket.open();
                var staff = TestSocket.openAs(Tokens.agent(company, "Ani"))) {
            customer.join(conversation.id);
            staff.join(conversation.id);
            staff.send("read", conversation.id, "seq", 2);
            staff.send("read", conversation.id, "seq", 1);

            var read = customer.await("read").path("data");

            assertThat(read.path("reader_type").asText()).isEqualTo("agent");
            assertThat(read.path("seq").asInt()).isEqualTo(2);
            assertThat(customer.during(Duration.ofMillis(300)))
                    .noneMatch(frame -> frame.path("type").asText().equals("read"));
            assertThat(staff.during(Duration.ofMillis(50)))
                    .noneMatch(frame -> frame.path("type").asText().equals("read"));
            assertThat(services.seen(conversation.id + "/read")).hasSize(2);
        }
    }

    @Test
    void tells_the_other_side_what_has_reached_a_client_and_no_more_than_was_sent_to_it() {
        var conversation = services.conversation(company).says("one", "two");
        try (var customer = TestSocket.open();
                var another = TestSocket.open();
                var staff = TestSocket.openAs(Tokens.agent(company, "Ani"))) {
            customer.join(conversation.id);
            another.join(conversation.id);
            staff.join(conversation.id);
            // One after the other: signals may overtake each other.
            customer.send("received", conversation.id, "seq", 1);
            var received = staff.await("received").path("data");
            assertThat(received.path("receiver_type").asText()).isEqualTo("customer");
            assertThat(received.path("seq").asInt()).isEqualTo(1);
            customer.send("received", conversation.id, "seq", 99);
            assertThat(staff.await("received").path("data").path("seq").asInt()).isEqualTo(2);
            redis.pubsub(String.class)
                    .publish(
                            "sapa:signal:" + conversation.id,
                            "{\"gateway\":\"g2\",\"kind\":\"received\",\"side\":\"CUSTOMER\",\"seq\":2}");
            assertThat(staff.await("received").path("data").path("seq").asInt()).isEqualTo(2);
            assertThat(another.during(Duration.ofMillis(100)))
                    .noneMatch(frame -> frame.path("type").asText().equals("received"));
            assertThat(services.seen(conversation.id + "/read")).isEmpty();

            customer.send("received", conversation.id);
            assertThat(customer.await("error").path("code").asText()).isEqualTo("invalid-frame");
        }
    }

    @Test
    void declares_the_status_of_the_agent_only_when_asked() {
        var agent = Tokens.agent(company, "Ani");
        int before = services.seen("/agents/me/status").size();
        try (var socket = TestSocket.openAs(agent)) {
            await().until(() -> services.sessions().containsValue(agent.id()));
            assertThat(services.seen("/agents/me/status")).hasSize(before);

            socket.send("presence", null, "status", "online");
            assertThat(socket.await("presence").path("data").path("status").asText())
                    .isEqualTo("online");
            socket.send("presence", null, "status", "sleeping");
            assertThat(socket.await("error").path("code").asText()).isEqualTo("invalid-frame");
        }
    }

    @Test
    void vouches_for_open_staff_sockets_and_takes_closed_ones_out() {
        var agent = Tokens.agent(company, "Ani");
        services.fail("/presence/");
        try (var socket = TestSocket.openAs(agent)) {
            socket.await("hello");
            socket.send("ping", null);
            socket.await("pong");
            services.recover();
            await().until(() -> services.sessions().containsValue(agent.id()));

            services.sessions().clear();
            await().until(() -> services.sessions().containsValue(agent.id()));
        }
        await().until(() -> !services.sessions().containsValue(agent.id()));
    }

    @Test
    void a_beat_that_was_not_taken_comes_again_without_waiting_for_the_next() {
        var agent = Tokens.agent(company, "Ani");
        try (var socket = TestSocket.openAs(agent)) {
            socket.await("hello");
            await().until(() -> services.sessions().containsValue(agent.id()));
            services.fail("/presence/beats");
            int before = services.seen("/presence/beats").size();

            // One a second is due here, and again each 100 ms when it is not taken.
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> services.seen("/presence/beats").size() >= before + 20);
        }
    }

    @Test
    void warns_before_a_token_expires_takes_a_fresh_one_and_closes_with_4401_at_the_end() {
        var agent = Tokens.agent(company, "Ani");
        var shortLived = Tokens.of(agent).expiringIn(4).sign();
        try (var renewing = TestSocket.open("?token=" + shortLived, Map.of());
                var forgetful = TestSocket.open("?token=" + shortLived, Map.of())) {
            renewing.await("auth_expiring");
            renewing.send("authenticate", null, "token", agent.token());
            assertThat(renewing.await("authenticated")
                            .path("data")
                            .path("user_id")
                            .asText())
                    .isEqualTo(agent.id().toString());

            assertThat(forgetful.closeCode()).isEqualTo(4401);
            renewing.send("ping", null);
            renewing.await("pong");
        }
    }
}
