package dev.sapa.auth;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the service's topic from its beginning, as another service would. */
public final class AuthTopic {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private AuthTopic() {}

    /** An event as it stands in Kafka. */
    public record Event(String key, Map<String, String> headers, JsonPath payload) {

        public String type() {
            return headers.getOrDefault("ce_type", "");
        }
    }

    /** The events of one aggregate that are of this type, in order; waits until there are at least {@code count}. */
    public static List<Event> await(String key, int count, String type) {
        return await(count, event -> event.type().equals(type) && event.key().equals(key));
    }

    /** What was revoked of a staff user, in order; waits until there are at least {@code count}. */
    public static List<Event> awaitRevocations(UUID staff, int count) {
        return await(
                count,
                event -> event.type().equals("sapa.auth.credentials-revoked.v1")
                        && staff.toString().equals(event.headers().get("ce_staff")));
    }

    private static List<Event> await(int count, Predicate<Event> wanted) {
        List<Event> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings(), new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor("sapa.auth.v1").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (found.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(entry -> {
                    var event = event(entry);
                    if (wanted.test(event)) {
                        found.add(event);
                    }
                });
            }
        }
        return found;
    }

    private static Map<String, Object> settings() {
        return Map.of(
                "bootstrap.servers",
                ConfigProvider.getConfig().getValue("SAPA_KAFKA", String.class),
                "auto.offset.reset",
                "earliest");
    }

    private static Event event(ConsumerRecord<String, String> entry) {
        Map<String, String> headers = new HashMap<>();
        entry.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return new Event(entry.key(), headers, JsonPath.from(entry.value()));
    }
}
