package dev.sapa.local.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of one consumer group. Replayed ones are remembered as offsets of the group
 * {@code <group>.replay}, so that a second replay sends only what came since.
 */
public final class DeadLetters {

    /** Headers that the consuming connector adds; a replayed record goes without them. */
    private static final String ADDED = "dead-letter-";

    private final String bootstrapServers;
    private final String group;

    public DeadLetters(String bootstrapServers, String group) {
        this.bootstrapServers = bootstrapServers;
        this.group = group;
    }

    /**
     * A record that could not be applied.
     *
     * @param topic  where it came from; null when the record does not say, then it cannot be replayed
     * @param type   its event type, if it has one
     * @param reason what the consumer said
     */
    public record DeadLetter(
            @Nullable String topic,
            @Nullable String type,
            @Nullable String key,
            @Nullable String reason) {}

    /** Those not replayed yet, oldest first within a partition. */
    public List<DeadLetter> list() {
        try (var consumer = consumer()) {
            return pending(consumer).stream().map(DeadLetters::describe).toList();
        }
    }

    /**
     * Sends them to the topics they came from, unchanged.
     *
     * @return how many were sent
     */
    public int replay() throws InterruptedException, ExecutionException {
        try (var consumer = consumer();
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.ACKS_CONFIG,
                                "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            int sent = 0;
            for (var letter : pending(consumer)) {
                var topic = header(letter, ADDED + "topic");
                if (topic != null) {
                    var unused = producer.send(original(topic, letter)).get();
                    sent++;
                }
                consumer.commitSync(Map.of(
                        new TopicPartition(letter.topic(), letter.partition()),
                        new OffsetAndMetadata(letter.offset() + 1)));
            }
            return sent;
        }
    }

    private static ProducerRecord<byte[], byte[]> original(String topic, ConsumerRecord<byte[], byte[]> letter) {
        var record = new ProducerRecord<>(topic, letter.key(), letter.value());
        letter.headers().forEach(header -> {
            if (!header.key().startsWith(ADDED)) {
                record.headers().add(header);
            }
        });
        return record;
    }

    private List<ConsumerRecord<byte[], byte[]>> pending(KafkaConsumer<byte[], byte[]> consumer) {
        var topic = group + ".dead-letters.v1";
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        var ends = consumer.endOffsets(partitions);
        var letters = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
        }
        return letters;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.<String, Object>of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group + ".replay",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static DeadLetter describe(ConsumerRecord<byte[], byte[]> letter) {
        return new DeadLetter(
                header(letter, ADDED + "topic"),
                header(letter, "ce_type"),
                letter.key() == null ? null : new String(letter.key(), StandardCharsets.UTF_8),
                header(letter, ADDED + "reason"));
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
