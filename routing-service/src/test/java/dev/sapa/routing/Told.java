package dev.sapa.routing;

import static org.awaitility.Awaitility.await;

import dev.sapa.events.EventHeader;
import dev.sapa.events.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What routing told the other services. */
@ApplicationScoped
public class Told {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String kafka;

    Told(@ConfigProperty(name = "kafka.bootstrap.servers") String kafka) {
        this.kafka = kafka;
    }

    /** The events of the type under the key in their order, as soon as there are so many. */
    public List<ConsumerRecord<String, String>> about(UUID key, String type, int count) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor(Topic.ROUTING).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var found = new ArrayList<ConsumerRecord<String, String>>();
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(event -> {
                    if (key.toString().equals(event.key()) && type.equals(header(event, EventHeader.TYPE))) {
                        found.add(event);
                    }
                });
                return found.size() >= count;
            });
            return found;
        }
    }

    public static String header(ConsumerRecord<String, String> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
