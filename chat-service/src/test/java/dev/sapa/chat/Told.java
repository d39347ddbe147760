package dev.sapa.chat;

import static org.awaitility.Awaitility.await;

import dev.sapa.events.EventHeader;
import dev.sapa.events.Topic;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** What this service has told on Kafka. */
public final class Told {

    private Told() {}

    /** The first events of that type about the conversation, once there are {@code count}, told after so many others. */
    public static List<JsonObject> of(UUID conversation, String type, int count, int others) {
        return of(conversation, count + others).stream()
                .filter(record -> type.equals(header(record, EventHeader.TYPE)))
                .map(record -> new JsonObject(record.value()))
                .toList();
    }

    /** All records of the conversation, once there are {@code count}. */
    public static List<ConsumerRecord<String, String>> of(UUID conversation, int count) {
        var kafka = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        var records = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        kafka,
                        "group.id",
                        "test-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(Topic.CHAT));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (conversation.toString().equals(record.key())) {
                        records.add(record);
                    }
                });
                return records.size() >= count;
            });
        }
        return records;
    }

    static @Nullable String header(ConsumerRecord<String, String> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
