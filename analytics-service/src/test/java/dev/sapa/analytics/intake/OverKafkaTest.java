package dev.sapa.analytics.intake;

import static org.awaitility.Awaitility.await;

import dev.sapa.analytics.AnalyticsTest;
import dev.sapa.analytics.Scene;
import dev.sapa.events.EventHeader;
import dev.sapa.events.Topic;
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

/** The whole way: records of chat-service, the later one first, come to facts. */
@AnalyticsTest
class OverKafkaTest {

    @Inject
    Scene scene;

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final UUID company = UUID.randomUUID();
    private final UUID conversation = UUID.randomUUID();

    @Test
    void records_that_change_places_are_counted_in_order() throws Exception {
        send(2, "sapa.chat.conversation-changed.v1", """
                {"conversation":%s,"version":2,"cause":"closed","actor":"visitor","changed_at":"2026-01-05T12:00:30Z"}
                """.formatted(state("closed")));
        send(1, "sapa.chat.conversation-started.v1", """
                {"conversation":%s,"version":1,"started_at":"2026-01-05T12:00:00Z"}
                """.formatted(state("waiting")));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> scene.count(
                                "select count(*) from rollup where company_id = $1 and view = 0 and span = 2"
                                        + " and abandon_wait_count = 1 and abandon_wait_ms = 30000 and offered = 1",
                                company)
                        == 1);
    }

    private String state(String status) {
        return """
                {"id":"%s","number":1,"company_id":"%s","visitor_id":"%s","channel":"web","topic":"pajak",
                 "priority":"normal","status":"%s","responder":"agent","agent_id":null,"department_id":null,
                 "assignment_epoch":0,"last_seq":0,"routable":true}
                """.formatted(conversation, company, UUID.randomUUID(), status);
    }

    private void send(int version, String type, String payload) throws Exception {
        var event = new ProducerRecord<>(Topic.CHAT, conversation.toString(), payload);
        Map.of(
                        EventHeader.SPEC_VERSION,
                        "1.0",
                        EventHeader.ID,
                        UUID.randomUUID().toString(),
                        EventHeader.TYPE,
                        type,
                        EventHeader.SOURCE,
                        "/sapa/chat",
                        EventHeader.TIME,
                        "2026-01-05T12:00:00Z",
                        EventHeader.SUBJECT,
                        conversation.toString(),
                        EventHeader.VERSION,
                        Integer.toString(version),
                        EventHeader.COMPANY,
                        company.toString())
                .forEach((name, value) -> event.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
            producer.send(event).get(20, TimeUnit.SECONDS);
        }
    }
}
