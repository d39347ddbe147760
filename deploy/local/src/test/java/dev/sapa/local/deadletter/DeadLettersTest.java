package dev.sapa.local.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.local.server.LocalServers;
import dev.sapa.local.server.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DeadLettersTest {

    @TempDir
    static Path directory;

    private static LocalServers servers;

    @BeforeAll
    static void start() throws Exception {
        servers = LocalServers.start(directory, Ports.free());
    }

    @AfterAll
    static void stop() {
        servers.kill();
    }

    @Test
    void go_back_to_their_topic_once_with_the_headers_they_came_with() throws Exception {
        bury("sapa.chat.v1", "conversation-1", "{\"seq\":-1}");
        var letters = new DeadLetters(servers.kafkaBootstrap(), "sapa-test");

        assertThat(letters.list())
                .containsExactly(new DeadLetters.DeadLetter(
                        "sapa.chat.v1", "sapa.chat.message-posted.v1", "conversation-1", "negative seq"));
        assertThat(letters.replay()).isEqualTo(1);
        assertThat(letters.replay()).isZero();
        assertThat(letters.list()).isEmpty();

        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        servers.kafkaBootstrap(),
                        "group.id",
                        "reader",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of("sapa.chat.v1"));
            var records = consumer.poll(Duration.ofSeconds(20));
            assertThat(records).singleElement().satisfies(record -> {
                assertThat(record.key()).isEqualTo("conversation-1");
                assertThat(record.value()).isEqualTo("{\"seq\":-1}");
                assertThat(record.headers()).extracting(header -> header.key()).containsExactly("ce_type");
            });
        }
    }

    private static void bury(String topic, String key, String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", servers.kafkaBootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            var record = new ProducerRecord<>("sapa-test.dead-letters.v1", key, value);
            Map.of(
                            "ce_type",
                            "sapa.chat.message-posted.v1",
                            "dead-letter-topic",
                            topic,
                            "dead-letter-reason",
                            "negative seq")
                    .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
            assertThat(producer.send(record).get().hasOffset()).isTrue();
        }
    }
}
