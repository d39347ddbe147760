package dev.sapa.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sapa.events.EventHeader;
import dev.sapa.local.server.LocalServers;
import dev.sapa.local.server.Ports;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills publishers where it hurts most and compares what Kafka has with what was committed (F08). */
@Tag("slow")
class PublisherCrashTest {

    private static final int CHANGES = 300;
    private static final int KEYS = 5;

    @TempDir
    static Path directory;

    private static LocalServers servers;

    private final String topic = "test." + UUID.randomUUID();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        servers = LocalServers.start(directory, Ports.free());
    }

    @AfterAll
    static void stop() {
        servers.kill();
    }

    @BeforeEach
    void emptyTables() throws SQLException, IOException {
        try (var connection = servers.database().connect();
                var statement = connection.createStatement();
                var migration = PublisherCrashTest.class.getResourceAsStream("/db/relay/V0001__outbox_and_inbox.sql")) {
            statement.execute("drop table if exists thing, outbox, inbox");
            statement.execute("create table thing (id uuid primary key, version bigint not null)");
            statement.execute(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @EnumSource(RelayProbe.Point.class)
    void publishes_every_committed_change_after_a_crash(RelayProbe.Point point) throws Exception {
        assertThat(run(CHANGES, point.name(), "100").waitFor()).isEqualTo(137);
        assertThat(run(0).waitFor()).isZero();

        var published = published();

        assertThat(committed()).isNotEmpty().allSatisfy((thing, version) -> assertThat(
                        new LinkedHashSet<>(published.get(thing)))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, version).boxed().toList()));
        assertThat(published.keySet()).isEqualTo(committed().keySet());
    }

    @Test
    void keeps_the_order_of_commits_within_one_process() throws Exception {
        assertThat(run(CHANGES).waitFor()).isZero();

        assertThat(published()).hasSize(KEYS).allSatisfy((thing, versions) -> assertThat(versions)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, CHANGES / KEYS).boxed().toList()));
    }

    @Test
    void loses_nothing_with_two_replicas_of_which_one_is_killed() throws Exception {
        var killed = run(CHANGES, RelayProbe.Point.HANDED_OFF.name(), "120");
        var survivor = run(CHANGES);

        assertThat(killed.waitFor()).isEqualTo(137);
        assertThat(survivor.waitFor()).isZero();
        assertThat(run(0).waitFor()).isZero();

        var published = published();
        assertThat(committed()).hasSize(KEYS).allSatisfy((thing, version) -> assertThat(
                        new LinkedHashSet<>(published.get(thing)))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, version).boxed().toList()));
    }

    @Test
    void publishes_what_was_committed_while_kafka_was_away() throws Exception {
        servers.kafka().kill();
        var publisher = run(CHANGES);
        assertThat(publisher.waitFor(3, TimeUnit.SECONDS)).isFalse();

        servers.kafka().startAndAwait(LocalServers.PATIENCE);

        assertThat(publisher.waitFor()).isZero();
        assertThat(published()).hasSize(KEYS).allSatisfy((thing, versions) -> assertThat(new LinkedHashSet<>(versions))
                .hasSize(CHANGES / KEYS));
    }

    private Process run(int changes, String... death) throws IOException {
        var database = servers.database();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PublisherProcess.class.getName(),
                "postgresql://%s:%s@%s:%d/%s"
                        .formatted(
                                database.user(),
                                database.password() == null ? "" : database.password(),
                                database.host(),
                                database.port(),
                                database.name()),
                servers.kafkaBootstrap(),
                topic,
                Integer.toString(changes),
                Integer.toString(KEYS)));
        command.addAll(List.of(death));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/publishers.log")))
                .start();
    }

    private Map<UUID, Long> committed() throws SQLException {
        var versions = new HashMap<UUID, Long>();
        try (var connection = servers.database().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select id, version from thing")) {
            while (rows.next()) {
                versions.put(rows.getObject(1, UUID.class), rows.getLong(2));
            }
        }
        return versions;
    }

    /** All versions by thing, in the order of their first record. */
    private Map<UUID, List<Long>> published() {
        Map<UUID, LinkedHashSet<Long>> versions = new HashMap<>();
        for (ConsumerRecord<String, String> record : records()) {
            versions.computeIfAbsent(UUID.fromString(record.key()), thing -> new LinkedHashSet<>())
                    .add(Long.parseLong(new String(
                            record.headers().lastHeader(EventHeader.VERSION).value(), StandardCharsets.UTF_8)));
        }
        var lists = new HashMap<UUID, List<Long>>();
        versions.forEach((thing, seen) -> lists.put(thing, List.copyOf(seen)));
        return lists;
    }

    private List<ConsumerRecord<String, String>> records() {
        var all = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.kafkaBootstrap()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }
}
