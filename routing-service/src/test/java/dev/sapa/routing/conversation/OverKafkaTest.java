package dev.sapa.routing.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sapa.events.AssignmentMade;
import dev.sapa.events.ConversationStarted;
import dev.sapa.events.EventHeader;
import dev.sapa.events.Topic;
import dev.sapa.events.WorkQueued;
import dev.sapa.routing.RoutingTest;
import dev.sapa.routing.Scene;
import dev.sapa.routing.Told;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The whole way: an event of chat-service in, an event of ours out. */
@RoutingTest
class OverKafkaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Scene scene;

    @Inject
    Told told;

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final UUID company = UUID.randomUUID();
    private final UUID taxes = UUID.randomUUID();

    @Test
    void a_conversation_started_in_chat_is_assigned_and_told() throws Exception {
        var agent = scene.readyAgent(company, 5, taxes);
        var conversation = UUID.randomUUID();

        announce(conversation);

        await().atMost(PATIENCE).until(() -> agent.equals(scene.holder(conversation)));
        var queued = told.about(conversation, WorkQueued.TYPE, 1).get(0);
        assertThat(Told.header(queued, EventHeader.VERSION)).isEqualTo("1");
        assertThat(queued.value()).contains("\"department_id\":\"" + taxes + "\"");
        var made = told.about(conversation, AssignmentMade.TYPE, 1).get(0);
        assertThat(Told.header(made, EventHeader.STAFF)).isEqualTo(agent.toString());
        assertThat(Told.header(made, EventHeader.VERSION)).isEqualTo("2");
        assertThat(made.value()).contains("\"agent_id\":\"" + agent + "\"", "\"epoch\":1", "\"kind\":\"automatic\"");
    }

    private void announce(UUID conversation) throws Exception {
        var payload = """
                {"conversation":{"id":"%s","number":1,"company_id":"%s","visitor_id":"%s","channel":"web","topic":"pajak",
                 "priority":"normal","status":"waiting","responder":"agent","agent_id":null,"department_id":"%s",
                 "assignment_epoch":0,"last_seq":0,"routable":true},"version":1,"started_at":"2026-01-05T12:00:00Z"}
                """.formatted(conversation, company, UUID.randomUUID(), taxes);
        var event = new ProducerRecord<>(Topic.CHAT, conversation.toString(), payload);
        Map.of(
                        EventHeader.SPEC_VERSION,
                        "1.0",
                        EventHeader.ID,
                        UUID.randomUUID().toString(),
                        EventHeader.TYPE,
                        ConversationStarted.TYPE,
                        EventHeader.SOURCE,
                        "/sapa/chat",
                        EventHeader.TIME,
                        "2026-01-05T12:00:00Z",
                        EventHeader.SUBJECT,
                        conversation.toString(),
                        EventHeader.VERSION,
                        "1",
                        EventHeader.COMPANY,
                        company.toString())
                .forEach((name, value) -> event.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
            producer.send(event).get(20, TimeUnit.SECONDS);
        }
    }
}
